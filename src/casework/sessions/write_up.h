// From what somebody sent about a session to one unit: a record for each pupil and the counted rows beside it. Pages and API come the same way.
#pragma once

#include "casework/plans/target.h"
#include "casework/sessions/session_store.h"
#include "record/new_record.h"

#include <map>
#include <set>
#include <vector>

namespace sessions {

/// The live targets that are asked about of each pupil, those of the card's own promise first.
using TargetsOf = std::map<access::PupilId, std::vector<plans::Target>>;
TargetsOf targets_of(access::Visit& visit, const Card& card);

struct WriteUp {
  Card card;
  SessionId id;
  std::vector<PupilPart> parts;
  std::set<access::PupilId> sure = {};                              ///< whose row its writer said is right as it is
  std::map<access::PupilId, std::vector<record::Attached>> photos = {};
};

/// Holds every row to the session's rules, the kind and the policy. Errors: invalid, with the fields beside each pupil ("minutes.<pupil>"); not_found where
/// this person may not write sessions at all.
base::Result<std::vector<record::Ready>> prepare(access::Visit& visit, const OwnPass& pass, const WriteUp& write_up, const TargetsOf& targets);

/// One pupil's part as the fields of a record of kind `session`.
web::Json record_fields(const Card& card, const PupilPart& part, const std::vector<plans::Target>& targets);

/// Whether this very write-up was saved before: the first record tells it.
record::Before saved_before(const OwnPass& pass, const std::vector<record::Ready>& records);

/// Everything of it. A card that somebody wrote up meanwhile fails the unit with conflict.
void write(access::UnitOfWork& work, access::Visit& visit, const OwnPass& pass, const WriteUp& write_up, const std::vector<record::Ready>& records);

}  // namespace sessions
