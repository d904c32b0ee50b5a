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

void check_out(access::UnitOfWork& work, const Own& pass, const Outing& outing);
/// Back again: said by the adult, or by somebody who has spoken with them, with a note.
void check_in(access::UnitOfWork& work, const Own& pass, const Outing& outing, const std::string& note);

}  // namespace visits
