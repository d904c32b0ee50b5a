// SQL of letters: what is new for whom, and that they were told.
#include "record/letter_store.h"

#include <array>
#include <map>

namespace record {
namespace {

constexpr db::Sql addressees =
    "SELECT s.id, s.email, COALESCE(w.mail, 'digest'), COALESCE(w.digest_at, 450), COALESCE(w.quiet_from, 1080), COALESCE(w.quiet_until, 420), "
    "l.at, l.digest_on FROM staff s LEFT JOIN notice_wish w ON w.staff_id = s.id LEFT JOIN letter l ON l.staff_id = s.id "
    "WHERE s.email <> '' AND s.starts_on <= :today AND (s.ends_on IS NULL OR s.ends_on >= :today) ORDER BY s.id";
constexpr db::Sql unmailed_notices =
    "SELECT staff_id, SUM(urgent), COUNT(*), MAX(made_at) FROM seen_notice WHERE mailed_at IS NULL AND seen_at IS NULL GROUP BY staff_id";
constexpr db::Sql fresh_actions =
    "SELECT a.owner_id, a.escalated_to, a.urgency, s.by_id, s.at, s.deed FROM seen_action_step s JOIN seen_action a ON a.id = s.action_id "
    "WHERE s.at > :since AND a.state = 'open' AND s.deed IN ('asked', 'handed_on', 'escalated')";
constexpr db::Sql fresh_to_see = "SELECT staff_id, asked_at FROM seen_must_see WHERE seen_at IS NULL AND asked_at > :since";
constexpr db::Sql mailed =
    "UPDATE notice SET mailed_at = :now WHERE staff_id = :staff AND mailed_at IS NULL AND made_at <= :newest";
constexpr db::Sql put_letter =
    "INSERT INTO letter (staff_id, at, digest_on) VALUES (:staff, :now, :digest_on) "
    "ON CONFLICT (staff_id) DO UPDATE SET at = excluded.at, digest_on = COALESCE(excluded.digest_on, letter.digest_on)";

base::LocalTime clock_time(const db::Row& row, int column) { return {static_cast<std::int32_t>(row.integer(column))}; }

}  // namespace

std::vector<Addressee> list_addressees(db::ReadConnection& reader, base::UtcTime now, base::LocalDate today) {
  std::vector<Addressee> out;
  std::map<access::StaffId, std::size_t> places;
  const std::array on = {db::Bind{"today", today}};
  reader.rows(addressees, on, [&](const db::Row& row) {
    Addressee one;
    one.staff = row.id<access::StaffId>(0);
    one.email = row.string(1);
    one.wish.mail = notice_mail_of(row.text(2)).value_or(NoticeWish::Mail::digest);
    one.wish.digest_at = clock_time(row, 3);
    one.wish.quiet_from = clock_time(row, 4);
    one.wish.quiet_until = clock_time(row, 5);
    one.told_at = row.maybe(6, &db::Row::time);
    one.digest_on = row.maybe<base::LocalDate>(7, &db::Row::date);
    places[one.staff] = out.size();
    out.push_back(std::move(one));
  });
  const auto whose = [&](const access::StaffId& staff) -> Addressee* {
    const auto found = places.find(staff);
    return found == places.end() ? nullptr : &out[found->second];
  };
  const auto yesterday = now + -base::day_ms;
  const auto is_new = [&](const Addressee& one, base::UtcTime at) { return at > one.told_at.value_or(yesterday); };
  reader.rows(unmailed_notices, {}, [&](const db::Row& row) {
    auto* one = whose(row.id<access::StaffId>(0));
    if (!one) return;
    one->urgent += static_cast<int>(row.integer(1));
    one->others += static_cast<int>(row.integer(2) - row.integer(1));
    one->newest_notice = row.time(3);
  });
  const std::array since = {db::Bind{"since", yesterday}};
  reader.rows(fresh_actions, since, [&](const db::Row& row) {
    auto* one = whose(row.id<access::StaffId>(row.text(5) == "escalated" ? 1 : 0));
    if (!one || one->staff == row.id<access::StaffId>(3) || !is_new(*one, row.time(4))) return;
    ++(row.text(2) == "now" ? one->urgent : one->others);
  });
  reader.rows(fresh_to_see, since, [&](const db::Row& row) {
    auto* one = whose(row.id<access::StaffId>(0));
    if (one && is_new(*one, row.time(1))) ++one->others;
  });
  return out;
}

std::vector<access::Step> letter_steps(const Addressee& to, LetterSort sort, base::UtcTime now, base::LocalDate today) {
  const auto digest_on = sort == LetterSort::digest ? std::optional(today) : std::nullopt;
  return {{mailed, {{"staff", to.staff}, {"newest", to.newest_notice}, {"now", now}}},
          {put_letter, {{"staff", to.staff}, {"now", now}, {"digest_on", digest_on}}}};
}

}  // namespace record
