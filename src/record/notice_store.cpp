// SQL of notices and of how people wish to be told.
#include "record/notice_store.h"

#include "access/inbox.h"

namespace record {
namespace {

constexpr db::Sql insert =
    "INSERT INTO notice (id, staff_id, source, source_id, pupil_id, info_class, words, urgent, made_at) "
    "VALUES (:id, :staff, :source, :source_id, :about, :info_class, :words, :urgent, :now)";
constexpr db::Sql redirect = "UPDATE notice SET source_id = :anew, pupil_id = :about WHERE source = :source AND source_id = :stood";
constexpr db::Sql newest =
    "SELECT n.id, n.source, n.source_id, n.pupil_id, u.given, u.family, n.info_class, n.words, n.urgent, n.made_at, n.seen_at "
    "FROM my_notice n JOIN seen_pupil u ON u.id = n.pupil_id "
    "ORDER BY CASE WHEN n.seen_at IS NULL THEN 0 ELSE 1 END, n.made_at DESC, n.id DESC LIMIT :most";
constexpr db::Sql unseen = "SELECT COUNT(*) FROM my_notice WHERE seen_at IS NULL";
constexpr db::Sql own_notice = "SELECT 1 FROM my_notice WHERE id = :id";
constexpr db::Sql mark_seen = "UPDATE notice SET seen_at = :now WHERE id = :id AND staff_id = :me AND seen_at IS NULL";
constexpr db::Sql wish_of = "SELECT mail, digest_at, quiet_from, quiet_until FROM notice_wish WHERE staff_id = :me";
constexpr db::Sql insert_wish =
    "INSERT INTO notice_wish (staff_id, mail, digest_at, quiet_from, quiet_until) VALUES (:me, :mail, :digest_at, :quiet_from, :quiet_until) "
    "ON CONFLICT (staff_id) DO UPDATE SET mail = excluded.mail, digest_at = excluded.digest_at, quiet_from = excluded.quiet_from, "
    "quiet_until = excluded.quiet_until";
base::LocalTime clock_time(const db::Row& row, int column) { return {static_cast<std::int32_t>(row.integer(column))}; }

NoticeWish read_wish(const db::Row& row, int first) {
  NoticeWish out;
  out.mail = notice_mail_of(row.text(first)).value_or(NoticeWish::Mail::digest);
  out.digest_at = clock_time(row, first + 1);
  out.quiet_from = clock_time(row, first + 2);
  out.quiet_until = clock_time(row, first + 3);
  return out;
}

}  // namespace

bool NoticeWish::is_quiet(base::LocalTime at) const {
  if (quiet_from <= quiet_until) return quiet_from <= at && at < quiet_until;
  return at >= quiet_from || at < quiet_until;
}

std::string_view code(NoticeWish::Mail mail) {
  switch (mail) {
    case NoticeWish::Mail::off: return "off";
    case NoticeWish::Mail::digest: return "digest";
    case NoticeWish::Mail::at_once: return "at_once";
  }
  return "digest";
}

std::optional<NoticeWish::Mail> notice_mail_of(std::string_view text) {
  for (auto mail : {NoticeWish::Mail::off, NoticeWish::Mail::digest, NoticeWish::Mail::at_once})
    if (code(mail) == text) return mail;
  return std::nullopt;
}

access::Step insert_notice(const NoticeDraft& draft, base::UtcTime now) {
  return {insert,
          {{"id", draft.id},
           {"staff", draft.staff},
           {"source", draft.source},
           {"source_id", draft.source_id},
           {"about", draft.pupil},
           {"info_class", static_cast<int>(draft.info_class)},
           {"words", draft.words},
           {"urgent", draft.urgency == Urgency::at_once ? 1 : 0},
           {"now", now}}};
}

void redirect_notices(access::UnitOfWork& work, std::string_view source, const base::Bytes16& stood, const base::Bytes16& anew, const access::PupilId& pupil) {
  work.also(redirect, {{"source", source}, {"stood", stood}, {"anew", anew}, {"about", pupil}});
}

std::vector<Notice> list_notices(const access::StaffPass<access::May::entries_own>& pass, int most) {
  auto out = pass.rows(newest,
                       [](const db::Row& row) {
                         Notice notice;
                         notice.id = row.id<NoticeId>(0);
                         notice.source = row.string(1);
                         notice.source_id = row.id<NoticeId>(2).bytes();
                         notice.pupil = row.id<access::PupilId>(3);
                         notice.pupil_name = row.string(4) + " " + row.string(5);
                         notice.info_class = static_cast<access::InfoClass>(row.integer(6));
                         notice.words = row.string(7);
                         notice.urgent = row.yes(8);
                         notice.made_at = row.time(9);
                         notice.seen_at = row.maybe(10, &db::Row::time);
                         return notice;
                       },
                       {{"most", most}});
  for (const auto& notice : out) pass.saw(notice.info_class, notice.pupil, notice.id.bytes(), deeds::notice_seen);
  return out;
}

std::int64_t count_unseen_notices(const access::StaffPass<access::May::entries_own>& pass) {
  return pass.row(unseen, [](const db::Row& row) { return row.integer(0); }).value_or(0);
}

bool is_own_notice(const access::StaffPass<access::May::entries_own>& pass, const NoticeId& id) {
  return pass.row(own_notice, [](const db::Row&) { return true; }, {{"id", id}}).has_value();
}

void see_notice(access::UnitOfWork& work, const access::StaffPass<access::May::entries_own>& pass, const NoticeId& id) {
  work.write(pass, {.deed = deeds::notice_seen, .subject = id.bytes()}, mark_seen, {{"id", id}});
  if (auto* inbox = work.house().find_room<access::InboxCounter>()) inbox->touch(pass.who().id, work.now());
}

NoticeWish find_wish(const access::StaffPass<access::May::entries_own>& pass) {
  return pass.row(wish_of, [](const db::Row& row) { return read_wish(row, 0); }).value_or(NoticeWish{});
}

void put_wish(access::UnitOfWork& work, const access::StaffPass<access::May::entries_own>& pass, const NoticeWish& wish) {
  work.write(pass, {.deed = deeds::wish_changed, .subject = pass.who().id.bytes()}, insert_wish,
             {{"mail", code(wish.mail)},
              {"digest_at", wish.digest_at},
              {"quiet_from", wish.quiet_from},
              {"quiet_until", wish.quiet_until}});
}

}  // namespace record
