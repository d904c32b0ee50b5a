// Tells people by e-mail that something waits for them: how many things and where, never of whom.
#pragma once

#include "access/house.h"
#include "mail/relay.h"

#include <functional>
#include <string>

namespace overview {

struct MailSetting {
  std::string from;     ///< the address letters come from
  std::string address;  ///< where the school's Alongside is: "https://alongside.oakwood.example"
};
using SendMail = std::function<base::Result<void>(const mail::Message&, std::string_view unique)>;

class DigestMail {
 public:
  DigestMail(access::House& house, MailSetting setting, SendMail send)
      : house_(house), setting_(std::move(setting)), send_(std::move(send)) {}
  /// One job, run every minute: urgent things at once, the rest as each person wishes, nothing in their quiet hours but the alarm that
  /// somebody out alone is overdue. One digest on a school day counts everything that waits. What the relay does not take is tried again after a while that grows. Returns how many letters were taken.
  std::size_t send_due();

 private:
  access::House& house_;
  MailSetting setting_;
  SendMail send_;
  std::int64_t resting_until_ms_ = 0;  ///< monotonic: the relay did not answer
  std::int64_t rest_ms_ = 0;
};

/// The letter's words, for the tests that look for names in them.
mail::Message digest_letter(const MailSetting& setting, const std::string& school, const std::string& to, int urgent, int others);

}  // namespace overview
