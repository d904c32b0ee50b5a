// A plan for a pupil: how it stands, the deeds that move it, and whose they are. Types and rules.
#pragma once

#include "access/ids.h"
#include "access/policy.h"
#include "base/result.h"
#include "base/time.h"
#include "casework/plans/consent.h"
#include "casework/plans/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plans {

/// How its newest version stands. A live plan whose newer version is being written is a draft with a `live_version`.
enum class PlanState : std::uint8_t { draft, submitted, returned, approved, live, reviewed, closed };
inline constexpr std::size_t plan_state_count = 7;
std::string_view code(PlanState state);
std::string_view title(PlanState state);  ///< "Waiting for approval"
std::optional<PlanState> plan_state_of(std::string_view code);

enum class PlanDeed : std::uint8_t {
  begun,       ///< its first version was written
  revised,     ///< a further version was written
  submitted,   ///< for approval
  taken_back,  ///< by whoever submitted it
  returned,    ///< with a comment
  approved,    ///< by somebody who wrote none of it
  overridden,  ///< a consent or training that is missing, or a consent that was lost, was passed over, with the reason
  started,     ///< people follow it from now on
  reviewed,
  closed,
  reopened,
  review_set   ///< the day of its next review was set, by an annual review that ended
};
inline constexpr std::size_t plan_deed_count = 12;
std::string_view code(PlanDeed deed);
std::string_view title(PlanDeed deed);  ///< "Sent for approval"
std::optional<PlanDeed> plan_deed_of(std::string_view code);

/// How it stands after the deed; nothing where the deed may not follow.
std::optional<PlanState> after(PlanState before, PlanDeed deed);
/// True where it takes words: a return its comment, an override its reason, a review what was found, a closing why.
bool needs_words(PlanDeed deed);

struct PlanStep {
  int number = 0;
  int version = 0;
  base::UtcTime at = {};
  access::StaffId by = {};
  std::string by_name = {};
  PlanDeed deed = PlanDeed::begun;
  std::string words = {};
};

struct PlanVersion {
  int number = 0;
  access::StaffId author = {};
  std::string author_name = {};
  base::UtcTime at = {};
  std::string reason = {};
  std::string kind_version = {};
  std::string title = {};
  base::LocalDate from = {};
  std::optional<base::LocalDate> until = {}, review = {};
  std::string body = {};  ///< record::Body::text()
};

/// Who agreed to a version.
enum class Party : std::uint8_t { teacher, senco, pupil, parent, other };
inline constexpr std::size_t party_count = 5;
std::string_view code(Party party);
std::string_view title(Party party);
std::optional<Party> party_of(std::string_view code);
struct Agreement {
  AgreementId id;
  int version = 0;
  Party party = Party::teacher;
  std::string name = {};
  base::LocalDate on = {};
  std::string how = {};    ///< "In a meeting"
  std::string words = {};
  std::string written_by = {};
};

struct Reader {
  access::StaffId staff = {};
  std::string name = {};
  int version = 0;
  base::UtcTime at = {};
};

struct Plan {
  PlanId id;
  access::PupilId pupil;
  std::string pupil_name = {}, class_name = {};
  std::string template_id = {};
  std::string title = {};
  access::InfoClass info_class = access::InfoClass::c6_send;
  PlanState state = PlanState::draft;
  access::StaffId author = {};
  std::string author_name = {};
  int version = 1;
  std::optional<int> live_version = {};
  int step = 1;
  base::LocalDate from = {};
  std::optional<base::LocalDate> until = {}, review = {};
  base::UtcTime made_at = {}, changed_at = {};
  std::optional<base::UtcTime> live_since = {}, ended_at = {};
  /// People follow a version of it today.
  bool is_followed() const { return live_version.has_value() && state != PlanState::closed; }
};

/// Whether the newest text may be written on: not while it waits for approval or after it was closed.
bool may_be_written(PlanState state);

/// Field names: "title", "from", "until", "review".
std::vector<base::FieldError> check_dates(std::string_view title, base::LocalDate from, const std::optional<base::LocalDate>& until,
                                          const std::optional<base::LocalDate>& review);

}  // namespace plans
