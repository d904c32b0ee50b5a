// Breaking the glass: an hour with one pupil's card, contacts, profile and medical information, with a reason, for others to review.
#pragma once

#include "access/unit_of_work.h"
#include "people/calendar.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace people {

using access::May;
using GlassId = base::Id<struct GlassTag>;
using GlassPass = access::PupilPass<May::glass_open>;
using ReviewPass = access::StaffPass<May::glass_review>;

inline constexpr std::int64_t glass_ms = base::hour_ms;        ///< so long it stays open
inline constexpr std::int64_t glass_rest_ms = base::day_ms;    ///< a second one for the same pupil sooner than this needs somebody's agreement
inline constexpr int glass_review_days = 5;                    ///< school days until an unreviewed one goes to the head
inline constexpr std::size_t glass_words_least = 15;

struct GlassReason {
  std::string_view code, title;
};
/// "medical", "missing", "release", "risk", "other".
std::span<const GlassReason> glass_reasons();
/// In words; the code itself for one of an older version.
std::string glass_reason_words(std::string_view code);

struct GlassDraft {
  GlassId id;
  std::string reason;  ///< a code
  std::string words;   ///< at least `glass_words_least` characters
};
/// Opens it now, until an hour from now. Errors at commit: conflict where it was opened by this id already.
void break_glass(access::UnitOfWork& work, const GlassPass& pass, const GlassDraft& draft, base::LocalDate review_by);
/// A second one within a day: waits for somebody who reviews.
void ask_glass(access::UnitOfWork& work, const GlassPass& pass, const GlassDraft& draft);

/// The reader's own for one pupil.
struct OwnGlass {
  std::optional<base::UtcTime> open_until;  ///< open now
  bool rests = false;                       ///< one was opened within the last day: the next one needs agreement
  bool waits = false;                       ///< asked for, and nobody has agreed yet
};
OwnGlass own_glass(const access::Pass& pass, const PupilId& pupil);

/// As those who are told see it.
struct GlassLine {
  GlassId id;
  access::StaffId staff;
  std::string staff_name, staff_post;
  PupilId pupil;
  std::string pupil_name;  ///< empty where the reader may not know it
  std::string reason, words;
  base::UtcTime asked_at;
  std::optional<base::UtcTime> opened_at, until_at;
  std::optional<base::LocalDate> review_by;
  bool overdue = false;    ///< nobody reviewed it in time
};
/// Unreviewed and waiting ones of everybody else, the oldest first.
std::vector<GlassLine> list_glass(const ReviewPass& pass);
std::optional<GlassLine> find_glass(const ReviewPass& pass, const GlassId& id);

enum class GlassOutcome : std::uint8_t { right, wrong };
/// Errors at commit: conflict where somebody did it already, or it is one's own.
void review_glass(access::UnitOfWork& work, const ReviewPass& pass, const GlassLine& line, GlassOutcome outcome, std::string_view remark);
/// Opens one that waits, for an hour from now.
void agree_glass(access::UnitOfWork& work, const ReviewPass& pass, const GlassLine& line, base::LocalDate review_by);
void refuse_glass(access::UnitOfWork& work, const ReviewPass& pass, const GlassLine& line);

/// How often a glass was broken in the last seven days, beside how often anybody opened a pupil: two numbers of the whole school, counted
/// by the house, which say nothing of anybody.
struct GlassShare {
  std::int64_t broken = 0, opened = 0;
  /// More than one in a hundred: then the relations are wrong, not the people.
  bool is_too_many() const { return broken * 100 > opened; }
};
GlassShare glass_share(access::House& house);

/// The day by which it is to be reviewed: five school days on, a week where the calendar ends first.
base::LocalDate review_day(const Calendar& calendar, base::LocalDate today);

namespace deeds {
inline constexpr access::Deed glass_broken{"glass.broken", "Broke the glass for a pupil"};
inline constexpr access::Deed glass_asked{"glass.asked", "Asked to break the glass again"};
inline constexpr access::Deed glass_agreed{"glass.agreed", "Agreed to break the glass again"};
inline constexpr access::Deed glass_refused{"glass.refused", "Refused to break the glass again"};
inline constexpr access::Deed glass_seen{"glass.seen", "Read why a glass was broken"};
inline constexpr access::Deed glass_reviewed{"glass.reviewed", "Reviewed a broken glass"};
}  // namespace deeds

}  // namespace people
