// Who is told now, and the few words they get.
#include "overview/digest_mail.h"

#include "access/in_their_place.h"
#include "access/inbox.h"
#include "access/unit_of_work.h"
#include "base/log.h"
#include "casework/visits/outing_store.h"
#include "people/calendar_store.h"
#include "record/letter_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace overview {
namespace {

constexpr access::JobName job{"mail"};

std::string things(int count) { return count == 1 ? "one thing" : fmt::format("{} things", count); }

/// What one letter tells of.
struct Letter {
  record::LetterSort sort = record::LetterSort::at_once;
  std::vector<visits::OutingId> alarms = {};  ///< who is out alone and overdue, told for the first time
  int urgent = 0, others = 0;
};

/// Nothing where it is not the time, or nothing waits. An alarm goes in quiet hours too: it is about somebody's safety. Urgent things go as
/// soon as it is not quiet, the rest at once or with the one digest of a school day, which counts all that waits.
std::optional<Letter> letter_for(access::House& house, const record::Addressee& one, const std::vector<visits::Alarm>& alarms, base::LocalTime at,
                                 bool is_school_day) {
  using Mail = record::NoticeWish::Mail;
  if (one.wish.mail == Mail::off) return std::nullopt;
  Letter out{.urgent = one.urgent, .others = one.others};
  const auto is_untold = [&](const visits::Alarm& alarm) {
    return alarm.outing.staff != one.staff && std::find(alarm.told.begin(), alarm.told.end(), one.staff) == alarm.told.end();
  };
  if (std::any_of(alarms.begin(), alarms.end(), is_untold)) {
    access::InTheirPlace they(house, one.staff);
    const auto own = they.may_sign_in() ? access::Door::staff<access::May::entries_own>(they.visit()) : std::nullopt;
    const auto theirs = own ? visits::list_out(*own) : std::vector<visits::Outing>();
    for (const auto& alarm : alarms)
      if (is_untold(alarm) && std::any_of(theirs.begin(), theirs.end(), [&](const auto& outing) { return outing.id == alarm.outing.id; }))
        out.alarms.push_back(alarm.outing.id);
    out.urgent += static_cast<int>(out.alarms.size());
  }
  const bool quiet = one.wish.is_quiet(at);
  if (!out.alarms.empty() || (!quiet && out.urgent > 0)) return out;
  if (quiet) return std::nullopt;
  if (one.wish.mail == Mail::at_once) return out.others > 0 ? std::optional(out) : std::nullopt;
  const bool is_hour = at >= one.wish.digest_at && at.minutes < one.wish.digest_at.minutes + 60;
  const auto today = house.zone().date_of(house.now());
  if (!is_school_day || !is_hour || (one.digest_on && *one.digest_on >= today)) return std::nullopt;
  auto* inbox = house.find_room<access::InboxCounter>();
  access::InTheirPlace they(house, one.staff);
  if (inbox && they.may_sign_in()) out.others = static_cast<int>(inbox->count(they.visit()).all);
  out.sort = record::LetterSort::digest;
  return out.others > 0 ? std::optional(out) : std::nullopt;
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
      "{} wait{} for you in Alongside at {}{}.\n\nSign in to read: {}/inbox\n\nThis message names nobody, on purpose. "
      "How you are told can be changed: {}/me/notices\n",
      all == 1 ? "One thing" : fmt::format("{} things", all), all == 1 ? "s" : "", school,
      urgent > 0 ? fmt::format(", {} of them urgent", urgent == all ? "all" : std::to_string(urgent)) : "", setting.address,
      setting.address);
  return out;
}

std::size_t DigestMail::send_due() {
  if (house_.clock().monotonic_ms() < resting_until_ms_) return 0;
  const auto now = house_.zone().to_local(house_.now());
  std::vector<record::Addressee> everybody;
  std::vector<visits::Alarm> alarms;
  bool is_school_day = false;
  {
    auto reader = house_.reader();
    reader->look_as(house_.house_sight());
    everybody = record::list_addressees(*reader, house_.now(), now.date);
    alarms = visits::list_alarms(*reader, house_.now());
    if (!everybody.empty()) is_school_day = people::load_calendar(*reader).is_school_day(now.date);
  }
  std::size_t sent = 0;
  for (const auto& one : everybody) {
    if (!mail::is_address(one.email)) continue;
    const auto due = letter_for(house_, one, alarms, now.time, is_school_day);
    if (!due) continue;
    access::UnitOfWork work(house_, job);
    const auto letter = base::to_base32(work.fresh_bytes());
    if (const auto taken = send_(digest_letter(setting_, house_.school().name, one.email, due->urgent, due->others), letter); !taken) {
      base::log::warning("mail_not_taken", {{"why", base::log::Token{taken.error().for_log}}});
      if (taken.error().kind != base::Error::Kind::unavailable) continue;  // that address alone
      rest_ms_ = std::min<std::int64_t>(std::max<std::int64_t>(rest_ms_ * 2, base::minute_ms), base::hour_ms);
      resting_until_ms_ = house_.clock().monotonic_ms() + rest_ms_;
      break;
    }
    rest_ms_ = 0;
    work.note({.deed = record::deeds::notices_mailed, .subject = one.staff.bytes()});
    for (auto& step : record::letter_steps(one, due->sort, house_.now(), now.date)) work.also(std::move(step));
    for (const auto& outing : due->alarms) work.also(visits::alarm_told(outing, one.staff, house_.now()));
    if (auto kept = std::move(work).commit(); !kept) throw std::runtime_error("a letter that was sent could not be noted");
    ++sent;
  }
  return sent;
}

}  // namespace overview
