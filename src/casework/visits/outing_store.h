// Outings as they are kept.
#pragma once

#include "access/unit_of_work.h"
#include "casework/visits/outing.h"

#include <vector>

namespace visits {

using Own = access::StaffPass<access::May::entries_own>;

/// Those still out whom this person may see, the most urgent first.
std::vector<Outing> list_out(const access::Pass& pass);
/// Their own of the last days, and what they may see of others', newest first, all back.
std::vector<Outing> list_back(const access::Pass& pass, base::UtcTime since);

/// How many of those this person may see should be back by now, the grace over.
std::int64_t count_overdue(const access::Pass& pass);

/// As the house sees it, for the job that sends letters: every overdue one, and to whom a letter about it went.
struct Alarm {
  Outing outing;
  std::vector<access::StaffId> told = {};
};
std::vector<Alarm> list_alarms(db::ReadConnection& reader, base::UtcTime now);
/// That this person was told of it by e-mail.
access::Step alarm_told(const OutingId& outing, const access::StaffId& staff, base::UtcTime at);

void check_out(access::UnitOfWork& work, const Own& pass, const Outing& outing);
/// Back again: said by the adult, or by somebody who has spoken with them, with a note.
void check_in(access::UnitOfWork& work, const Own& pass, const Outing& outing, const std::string& note);

}  // namespace visits
