// The queue of open concerns: how urgent each is, whose clock has run out, and which belong together. No SQL, no HTTP, no clock.
#pragma once

#include "base/zone.h"
#include "casework/concerns/concern.h"

#include <map>
#include <string>
#include <vector>

namespace concerns {

struct QueuePupil {
  access::PupilId id = {};
  std::string name = {}, detail = {};  ///< "Year 4, 4 Oak"
  bool linked = false;       ///< linked to it; else it is about them
};

/// One open concern as the queue shows it.
struct OpenConcern {
  RecordId id = {};
  std::string state = {};
  base::UtcTime occurred_at = {}, recorded_at = {};
  access::StaffId author_id = {};
  std::string author = {}, author_post = {};
  std::string line = {};
  std::string safe = {};                 ///< "yes", "not_sure", "no"; empty where it was not asked
  std::vector<std::string> topics = {};  ///< the reporter's own
  std::vector<QueuePupil> pupils = {};   ///< as far as the reader may know of them
  int steps = 0;                    ///< decisions so far
  int level = 0;
  std::string outcome = {}, category = {};    ///< of the newest decision
  std::optional<base::LocalDate> review_on = {};
  std::optional<base::UtcTime> decided_at = {}, added_at = {};  ///< newest decision, newest addition of the reporter

  /// The child it is about, the first where there are several.
  access::PupilId first_about() const {
    for (const auto& pupil : pupils)
      if (!pupil.linked) return pupil.id;
    return {};
  }
  bool is_untouched() const { return steps == 0; }
  /// The reporter added something nobody has decided upon.
  bool is_added_to() const { return added_at && (!decided_at || *added_at > *decided_at); }
};

/// The school's own targets for a first look, in minutes; where the child is safe it is the same day.
struct Targets {
  int unsafe_minutes = 15, unsure_minutes = 60;
};

/// What the clock of a concern says.
struct Clock {
  std::optional<base::UtcTime> due = {};  ///< of the first look, or of the day to look again (its end); nothing where none is set
  bool overdue = false;
};
Clock clock_of(const OpenConcern& concern, const Targets& targets, base::UtcTime now, const base::Zone& zone);

/// Most urgent first: child not safe and nobody has looked; overdue; added to; untouched; then by age.
void sort_by_urgency(std::vector<OpenConcern>& open, const Targets& targets, base::UtcTime now, const base::Zone& zone);

/// "2 h 10 min", "3 days".
std::string waited(base::UtcTime since, base::UtcTime now);

enum class Grouping { none, child, household };
/// Concerns that belong together, by place in `open`; groups in the order of their most urgent, and within one likewise.
/// `households`: pupils who share a family member, each under one number.
std::vector<std::vector<std::size_t>> group(const std::vector<OpenConcern>& open, Grouping by, const std::map<access::PupilId, int>& households);

/// For each concern those of the others that may be the same event: a shared pupil, another author, within an hour.
std::vector<std::vector<std::size_t>> same_hour(const std::vector<OpenConcern>& open);

}  // namespace concerns
