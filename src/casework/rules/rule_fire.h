// When a rule fires: pure sums over what happened, the same for the live watch and for a dry run over last term.
#pragma once

#include "base/zone.h"
#include "casework/rules/rule.h"
#include "people/calendar.h"
#include "record/answers.h"
#include "record/ids.h"

#include <span>
#include <vector>

namespace rules {

/// One record about one pupil.
struct Happening {
  record::RecordId record;
  access::PupilId pupil;
  std::string part;
  base::UtcTime occurred_at, recorded_at;
  friend bool operator==(const Happening&, const Happening&) = default;
};

/// A reason to tell: about whom, and the records that make it one, in the order of time.
struct Firing {
  access::PupilId pupil;
  base::UtcTime at;  ///< when it became true
  std::vector<record::RecordId> because;
  friend bool operator==(const Firing&, const Firing&) = default;
};

/// Whether a record of the rule's kind is one that it watches, for a pupil with that part in it.
bool matches(const Rule& rule, std::string_view part, const record::Body& body);
/// Whether what an `incomplete` rule waits for stands there.
bool is_complete(const Rule& rule, const record::Body& body);

/// Whether a pupil for whom a plan of this template is followed is passed over.
bool passes_over(const Rule& rule, std::string_view template_id);

/// Count rules: every firing over one pupil's matching records, in any order. After one the same pupil's next can only be made of a window
/// that begins after it, so that one bad week is told once.
std::vector<Firing> count_firings(const Rule& rule, std::vector<Happening> happenings, const people::Calendar& calendar,
                                  const base::Zone& zone);

/// When a record's time is up: the end of the school day it was written on (or of the next one, where it was written after that), and as
/// many school days later as the rule says. Days without a calendar count as they come.
base::UtcTime due_at(const Rule& rule, base::UtcTime recorded_at, const people::Calendar& calendar, const base::Zone& zone);

/// The school day ends for rules at 16:30: after clubs, before people have gone home.
inline constexpr base::LocalTime end_of_day{16 * 60 + 30};

}  // namespace rules
