// Concerns raised on a locked screen: the child as typed, until the safeguarding team says who it is and the concern becomes a record.
#pragma once

#include "access/unit_of_work.h"
#include "casework/concerns/triage_store.h"
#include "record/record_store.h"

#include <optional>
#include <string>
#include <vector>

namespace concerns {

using UnmatchedId = base::Id<struct UnmatchedConcernTag>;

namespace deeds {
inline constexpr access::Deed raised_locked{"concern.raised_locked", "Raised a concern on a locked screen"};
inline constexpr access::Deed unmatched_seen{"concern.unmatched_seen", "Saw concerns that wait for a child's name"};
inline constexpr access::Deed matched{"concern.matched", "Said which child a concern is about"};
}  // namespace deeds

struct UnmatchedDraft {
  UnmatchedId id = {};
  std::string child = {};  ///< as typed
  std::string body = {};   ///< record::Body::text()
};

struct Unmatched {
  UnmatchedId id = {};
  access::StaffId author_id = {};
  std::string author = {}, author_post = {};
  base::UtcTime at = {};
  std::string child = {}, body = {};
};

/// Through a unit of somebody at the lock, or of anybody signed in. The same draft twice is one concern; another under its id is a conflict.
void raise(access::UnitOfWork& work, const UnmatchedDraft& draft);

std::size_t count_unmatched(const access::Pass& pass);
/// Those that wait, oldest first. A sight.
std::vector<Unmatched> list_unmatched(const TriagePass& pass);
std::optional<Unmatched> find_unmatched(const TriagePass& pass, const UnmatchedId& id);
/// Makes it the record: by its author, at its time. `record` has the unmatched concern's own id. Fails with conflict when it was done already.
void match(access::UnitOfWork& work, const TriagePass& pass, const Unmatched& concern, const record::NewRecord& record);

/// What was matched to a concern leads to where that was written anew. A part of the unit that moves it.
void match_goes_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew);

struct OwnUnmatched {
  UnmatchedId id = {};
  base::UtcTime at = {};
  std::string child = {}, body = {};
  std::optional<RecordId> record = {};
};
/// One's own that wait still, newest first.
std::vector<OwnUnmatched> list_own_unmatched(const Own& pass);
std::optional<OwnUnmatched> find_own_unmatched(const Own& pass, const UnmatchedId& id);

}  // namespace concerns
