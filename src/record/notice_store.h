// Notices: what somebody should know of without having been asked to do anything. Seen once, they stay on the list.
#pragma once

#include "access/unit_of_work.h"

#include <string>
#include <string_view>
#include <vector>

namespace record {

using NoticeId = base::Id<struct NoticeTag>;

enum class Urgency : std::uint8_t { digest, at_once };

struct NoticeDraft {
  NoticeId id;
  access::StaffId staff;
  std::string_view source;    ///< what gave it: "rule"
  base::Bytes16 source_id{};  ///< and which one
  access::PupilId pupil;
  access::InfoClass info_class = access::InfoClass::c3_pastoral;
  std::string words;  ///< made by the program; no name in it, for the page adds the pupil's
  Urgency urgency = Urgency::digest;
};
/// The bare statement: notices are written with the deed they follow from.
access::Step insert_notice(const NoticeDraft& draft, base::UtcTime now);

/// Notices of a source that was written anew for another pupil are about that one, and lead there.
void redirect_notices(access::UnitOfWork& work, std::string_view source, const base::Bytes16& stood, const base::Bytes16& anew, const access::PupilId& pupil);

struct Notice {
  NoticeId id;
  std::string source;
  base::Bytes16 source_id{};
  access::PupilId pupil;
  std::string pupil_name;
  access::InfoClass info_class;
  std::string words;
  bool urgent = false;
  base::UtcTime made_at;
  std::optional<base::UtcTime> seen_at;
};
/// One's own, the unseen first, newest first; only of what one may still see.
std::vector<Notice> list_notices(const access::StaffPass<access::May::entries_own>& pass, int most);
std::int64_t count_unseen_notices(const access::StaffPass<access::May::entries_own>& pass);
/// Marks one's own as seen. Nothing happens to somebody else's, or one that was seen.
/// One of theirs that they may still read, seen or not.
bool is_own_notice(const access::StaffPass<access::May::entries_own>& pass, const NoticeId& id);
void see_notice(access::UnitOfWork& work, const access::StaffPass<access::May::entries_own>& pass, const NoticeId& id);

/// How somebody is told by e-mail. Times are the school's wall clock; nothing is sent between `quiet_from` and `quiet_until`.
struct NoticeWish {
  enum class Mail : std::uint8_t { off, digest, at_once };
  Mail mail = Mail::digest;
  base::LocalTime digest_at{7 * 60 + 30};
  base::LocalTime quiet_from{18 * 60}, quiet_until{7 * 60};
  /// True in the quiet hours, also where they go over midnight.
  bool is_quiet(base::LocalTime at) const;
};
std::string_view code(NoticeWish::Mail mail);
std::optional<NoticeWish::Mail> notice_mail_of(std::string_view code);
NoticeWish find_wish(const access::StaffPass<access::May::entries_own>& pass);
void put_wish(access::UnitOfWork& work, const access::StaffPass<access::May::entries_own>& pass, const NoticeWish& wish);

namespace deeds {
inline constexpr access::Deed notice_seen{"notice.seen", "Saw a notice"};
inline constexpr access::Deed wish_changed{"notice.wish", "Changed how they are told"};
inline constexpr access::Deed notices_mailed{"notice.mailed", "Told by e-mail that something waits"};
}  // namespace deeds

}  // namespace record
