// Cover: an adult takes a class for a lesson while its teacher is away. When it opens the class to them and when it closes; what cannot be.
#pragma once

#include "access/ids.h"
#include "base/result.h"
#include "base/zone.h"
#include "casework/timetable/hours.h"

#include <optional>
#include <string>
#include <vector>

namespace cover {

using CoverId = base::Id<struct CoverTag>;

/// Before the first bell, to read what is left and the cards; and after the last one, to write up.
inline constexpr std::int64_t before_ms = 15 * base::minute_ms, after_ms = 15 * base::minute_ms;

struct Cover {
  CoverId id;
  access::StaffId staff = {};  ///< who covers
  access::StaffId away = {};   ///< whose lesson it is; nil: nobody's
  people::ClassId school_class = {};
  base::LocalDate day = {};
  int starts = 0, ends = 0;    ///< minutes after midnight
  std::string lesson = {}, place = {};
  access::TieId tie = {};
  std::string staff_name = {}, away_name = {}, class_name = {};  ///< as read
  bool overlaps(const Cover& other) const { return day == other.day && starts < other.ends && other.starts < ends; }
};

enum class CoverTime : std::uint8_t { later, open, over };
struct Window {
  base::UtcTime opens, closes;
  CoverTime at(base::UtcTime now) const { return now < opens ? CoverTime::later : now < closes ? CoverTime::open : CoverTime::over; }
};
/// When the class is open to whoever covers. Source: docs/permissions.md, cover.
Window window_of(const Cover& cover, const base::Zone& zone);

/// What cannot be. Fields are the form's: "staff", "class", "day", "starts", "ends", "lesson", "place". A day is closed where `weeks` says so.
std::vector<base::FieldError> check(const Cover& cover, const timetable::SchoolWeeks& weeks, base::UtcTime now, const base::Zone& zone);
/// The class is covered then already: refused.
std::vector<base::FieldError> check_class(const Cover& cover, const std::vector<Cover>& others);
/// Where the adult would be in two places, is away or not at work, each a sentence: asked about, not refused. `own` is their timetable of that day.
std::vector<std::string> clashes_of(const Cover& cover, const std::vector<Cover>& others, const std::vector<timetable::Occurrence>& own,
                                    const timetable::WorkingTimes& times = {});
/// The id of each lesson of one form follows from the form's id and its start, so that the same form sent twice is the same cover.
CoverId lesson_id(const CoverId& form, int starts);
access::TieId tie_of(const CoverId& cover);
/// "Maths, 09:15–10:15".
std::string lesson_words(const Cover& cover);

}  // namespace cover
