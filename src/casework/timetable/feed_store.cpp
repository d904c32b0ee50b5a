// SQL of feeds.
#include "casework/timetable/feed_store.h"

#include "access/digest.h"

#include <array>

namespace timetable {
namespace {

constexpr db::Sql own_feeds = "SELECT id, made_at, withdrawn_at FROM calendar_feed WHERE staff_id = :me ORDER BY made_at DESC, id DESC";
constexpr db::Sql insert_feed =
    "INSERT INTO calendar_feed (id, token_hash, staff_id, made_at) VALUES (:id, :hash, :me, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql withdraw = "UPDATE calendar_feed SET withdrawn_at = :now WHERE id = :id AND staff_id = :me AND withdrawn_at IS NULL";
constexpr db::Sql owner = "SELECT staff_id FROM calendar_feed WHERE token_hash = :hash AND withdrawn_at IS NULL";
constexpr db::Sql names =
    "SELECT p.folded FROM seen_slot s JOIN seen_pupil p ON p.id = s.pupil_id WHERE s.from_on <= :until AND (s.until_on IS NULL OR s.until_on >= :since) "
    "AND (s.staff_id = :whose OR s.id IN (SELECT e.slot_id FROM seen_slot_exception e WHERE e.staff_id = :whose)) "
    "UNION SELECT p.folded FROM seen_slot s JOIN seen_support_group_member m ON m.group_id = s.group_id JOIN seen_pupil p ON p.id = m.pupil_id "
    "WHERE s.from_on <= :until AND (s.until_on IS NULL OR s.until_on >= :since) "
    "AND (s.staff_id = :whose OR s.id IN (SELECT e.slot_id FROM seen_slot_exception e WHERE e.staff_id = :whose))";

}  // namespace

std::vector<Feed> list_feeds(const Own& pass) {
  return pass.rows(own_feeds, [](const db::Row& row) { return Feed{row.id<FeedId>(0), row.time(1), row.maybe(2, &db::Row::time)}; });
}

void make_feed(access::UnitOfWork& work, const Own& pass, const FeedId& id, std::string_view secret) {
  work.write(pass, access::Entry{.deed = deeds::feed_made, .subject = id.bytes()}, insert_feed, {{"id", id}, {"hash", access::hash_token(secret)}});
}

void withdraw_feed(access::UnitOfWork& work, const Own& pass, const FeedId& id) {
  work.write(pass, access::Entry{.deed = deeds::feed_withdrawn, .subject = id.bytes()}, withdraw, {{"id", id}}, access::Expect::one,
             base::Error::not_found("no such feed of theirs"));
}

std::optional<access::StaffId> owner_of_feed(db::ReadConnection& reader, std::string_view secret) {
  std::optional<access::StaffId> out;
  const std::array binds = {db::Bind{"hash", access::hash_token(secret)}};
  reader.rows(owner, binds, [&](const db::Row& row) { out = row.id<access::StaffId>(0); });
  return out;
}

std::set<std::string> names_around(db::ReadConnection& reader, const access::StaffId& staff, base::LocalDate since, base::LocalDate until) {
  std::set<std::string> out;
  const std::array binds = {db::Bind{"whose", staff}, db::Bind{"since", since}, db::Bind{"until", until}};
  reader.rows(names, binds, [&](const db::Row& row) {
    const auto folded = row.string(0);
    for (std::size_t from = 0; from < folded.size();) {
      const auto to = std::min(folded.find(' ', from), folded.size());
      out.insert(folded.substr(from, to - from));
      from = to + 1;
    }
  });
  return out;
}

}  // namespace timetable
