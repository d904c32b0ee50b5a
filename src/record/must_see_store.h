// Who must see a record, and who has: one tap says so, and nothing ever makes it vanish.
#pragma once

#include "access/unit_of_work.h"
#include "record/following.h"
#include "record/ids.h"

#include <vector>

namespace record {

namespace deeds {
inline constexpr access::Deed acknowledged{"record.acknowledged", "Said that they had seen a record"};
}  // namespace deeds

/// The statements that ask these people to see it: part of the record's own unit of work.
std::vector<access::Step> must_see_steps(const RecordId& record, const std::vector<MustSee>& people, base::UtcTime at);
/// The bare statement of `acknowledge` at another time, for the demonstration school.
access::Step seen_step(const RecordId& record, const access::StaffId& by, base::UtcTime at);
/// After a correction everybody but its writer is asked anew; which version they saw before stays known.
access::Step must_see_again(const RecordId& record);

/// One person's sight of a record.
struct SeenBy {
  access::StaffId staff;
  std::string name, post;
  access::Role role;                     ///< what they have it through
  base::UtcTime asked_at;
  std::optional<base::UtcTime> seen_at;  ///< nothing: still to be seen
  int seen_version = 0;                  ///< 0: none yet. An older one than the record's: corrected since
};
/// Of one record, for its author and those who decide on it; for anybody else only their own line.
std::vector<SeenBy> list_seen_by(const access::Pass& pass, const RecordId& record);

/// A record that the reader must see, or has.
struct ToSee {
  RecordId record;
  std::string kind;
  access::InfoClass info_class;
  std::string author, author_post;
  base::UtcTime occurred_at, asked_at;
  std::optional<base::UtcTime> seen_at;
  int seen_version = 0, version = 0;
  std::string line;
  access::PupilId pupil;  ///< the first of its pupils that they may see
  std::string pupil_name;
};
using OwnPass = access::StaffPass<access::May::entries_own>;
/// Still to be seen, the oldest first. Notes the sights.
std::vector<ToSee> list_to_see(const OwnPass& pass, int most);
/// Seen, the newest first.
std::vector<ToSee> list_seen(const OwnPass& pass, int most);
std::int64_t count_to_see(const access::Pass& pass);

/// Says that this person has seen that version; twice is once. Errors: not_found where they were not asked, or may not see it; conflict where
/// it was corrected since they read it.
base::Result<void> acknowledge(access::UnitOfWork& work, const OwnPass& pass, const RecordId& record, std::int64_t version);

}  // namespace record
