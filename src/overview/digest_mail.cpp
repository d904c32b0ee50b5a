// Who is told now, and the few words they get.
#include "overview/digest_mail.h"

#include "access/unit_of_work.h"
#include "base/log.h"
#include "people/calendar_store.h"
#include "record/notice_store.h"

#include <fmt/format.h>

#include <algorithm>

namespace overview {
namespace {

constexpr access::JobName job{"mail"};

std::string things(int count) { return count == 1 ? "one thing" : fmt::format("{} things", count); }

/// Urgent things go as soon as it is not quiet; the rest at once, or with the digest of a school day.
bool is_time(const record::Unmailed& one, base::LocalTime at, bool is_school_day) {
  using Mail = record::NoticeWish::Mail;
  if (one.wish.mail == Mail::off || one.wish.is_quiet(at)) return false;
  if (one.urgent > 0 || one.wish.mail == Mail::at_once) return true;
  return is_school_day && at >= one.wish.digest_at && at.minutes < one.wish.digest_at.minutes + 60;
}

}  // namespace

mail::Message digest_letter(const MailSetting& setting, const std::string& school, const std::string& to, int urgent,
                            int others) {
  mail::Message out;
  out.from = setting.from;
  out.from_name = "Alongside";
  out.to = to;
  const auto all = urgent + others;
  out.subject = urgent > 0 ? fmt::format("Alongside: please look now ({})", things(urgent))
                           : fmt::format("Alongside: {} to look at", things(all));
  out.words = fmt::format(
      "{} wait{} for you in Alongside at {}{}.\n\nSign in to read: {}/notices\n\nThis message names nobody, on purpose. "
      "How you are told can be changed: {}/me/notices\n",
      all == 1 ? "One thing" : fmt::format("{} things", all), all == 1 ? "s" : "", school,
      urgent > 0 ? fmt::format(", {} of them urgent", urgent == all ? "all" : std::to_string(urgent)) : "", setting.address,
      setting.address);
  return out;
}

std::size_t DigestMail::send_due() {
  if (house_.clock().monotonic_ms() < resting_until_ms_) return 0;
  const auto now = house_.zone().to_local(house_.now());
  std::vector<record::Unmailed> waiting;
  bool is_school_day = false;
  {
    auto reader = house_.reader();
    reader->look_as(house_.house_sight());
    waiting = record::list_unmailed(*reader);
    if (!waiting.empty()) is_school_day = people::load_calendar(*reader).is_school_day(now.date);
  }
  std::size_t sent = 0;
  for (const auto& one : waiting) {
    if (!is_time(one, now.time, is_school_day) || !mail::is_address(one.email)) continue;
    access::UnitOfWork work(house_, job);
    const auto letter = base::to_base32(work.fresh_bytes());
    if (const auto taken = send_(digest_letter(setting_, house_.school().name, one.email, one.urgent, one.others), letter);
        !taken) {
      base::log::warning("mail_not_taken", {{"why", base::log::Token{taken.error().for_log}}});
      if (taken.error().kind != base::Error::Kind::unavailable) continue;  // that address alone
      rest_ms_ = std::min<std::int64_t>(std::max<std::int64_t>(rest_ms_ * 2, base::minute_ms), base::hour_ms);
      resting_until_ms_ = house_.clock().monotonic_ms() + rest_ms_;
      break;
    }
    rest_ms_ = 0;
    work.note({.deed = record::deeds::notices_mailed, .subject = one.staff.bytes()});
    work.also(record::mark_mailed(one.staff, one.newest, house_.now()));
    if (auto kept = std::move(work).commit(); !kept) throw std::runtime_error("a letter that was sent could not be noted");
    ++sent;
  }
  return sent;
}

}  // namespace overview
