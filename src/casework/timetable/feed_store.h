// Addresses of feeds as they are kept: the digest of each secret, whose it is, and whether it still opens.
#pragma once

#include "casework/timetable/slot_store.h"

#include <set>

namespace timetable {

using FeedId = base::Id<struct FeedTag>;

namespace deeds {
inline constexpr access::Deed feed_made{"feed.made", "Made an address for their own calendar"};
inline constexpr access::Deed feed_withdrawn{"feed.withdrawn", "Withdrew an address of their own calendar"};
}  // namespace deeds

struct Feed {
  FeedId id;
  base::UtcTime made_at;
  std::optional<base::UtcTime> withdrawn_at = {};
};
/// One's own, the newest first.
std::vector<Feed> list_feeds(const Own& pass);
void make_feed(access::UnitOfWork& work, const Own& pass, const FeedId& id, std::string_view secret);
/// Nothing happens to somebody else's: the unit fails with not found.
void withdraw_feed(access::UnitOfWork& work, const Own& pass, const FeedId& id);
/// Whose it is; nothing where the secret opens nothing (any more).
std::optional<access::StaffId> owner_of_feed(db::ReadConnection& reader, std::string_view secret);
/// Given and family names, folded, word by word, of the pupils and groups in an adult's slots.
std::set<std::string> names_around(db::ReadConnection& reader, const access::StaffId& staff, base::LocalDate since, base::LocalDate until);

}  // namespace timetable
