// Looks after the kinds `concern`, `concern_handover` and `e_safety` where they are written: who will know, and which of them a school writes.
#pragma once

#include "record/kind_keeper.h"

namespace concerns {

/// Puts the keepers among those of the house.
void add_keepers(record::KindKeepers& keepers);

/// Who will know, by name and post, and whom to go to now: for every sheet on which a concern is raised.
web::Html who_will_know(access::Visit& visit, const access::Pass& pass);

/// Writes down, with the unit that adds the record, who is told of it by the routing table.
void route(access::UnitOfWork& work, const access::Pass& pass, const record::NewRecord& record);

}  // namespace concerns
