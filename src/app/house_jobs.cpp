// The jobs, and what they need of the command line.
#include "app/house_jobs.h"

#include "casework/rules/rule_watch.h"
#include "overview/digest_mail.h"
#include "overview/due_reminders.h"
#include "record/action_store.h"
#include "record/catalogue.h"

#include <fstream>

namespace app {

std::optional<Address> read_address(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == text.size()) return std::nullopt;
  int port = 0;
  for (char c : text.substr(colon + 1)) {
    if (c < '0' || c > '9') return std::nullopt;
    port = port * 10 + (c - '0');
    if (port > 65535) return std::nullopt;
  }
  return Address{text.substr(0, colon), static_cast<std::uint16_t>(port)};
}

base::Result<Post> read_mail(const Arguments& arguments) {
  Post out;
  if (!arguments.has("mail-relay")) return out;
  const auto where = read_address(arguments.text("mail-relay"));
  if (!where)
    return base::Error::invalid("mail-relay", "Write --mail-relay HOST:PORT, for example mail.oakwood.example:587", "mail-relay");
  mail::Relay relay;
  relay.host = where->host;
  relay.port = where->port;
  const auto security = arguments.text("mail-security", "starttls");
  if (security == "none")
    relay.security = mail::Security::none;
  else if (security == "tls")
    relay.security = mail::Security::tls;
  else if (security != "starttls")
    return base::Error::invalid("mail-security", "--mail-security is starttls, tls or none", "mail-security");
  relay.user = arguments.text("mail-user");
  relay.authority = arguments.text("mail-authority");
  if (const auto file = arguments.text("mail-password-file"); !file.empty()) {
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line))
      return base::Error::invalid("mail-password-file", "The file of --mail-password-file cannot be read, or is empty",
                                  "mail-password-file");
    relay.password = base::Secret(std::string_view(line));
  }
  out.from = arguments.text("mail-from");
  if (!mail::is_address(out.from))
    return base::Error::invalid("mail-from", "Write --mail-from with the address letters come from", "mail-from");
  out.address = arguments.text("address");
  if (!out.address.starts_with("https://") && !out.address.starts_with("http://localhost"))
    return base::Error::invalid(
        "address", "Write --address with where people reach Alongside, for example https://alongside.oakwood.example", "address");
  while (out.address.ends_with('/')) out.address.pop_back();
  out.relay = std::move(relay);
  return out;
}

void add_house_jobs(jobs::Runner& runner, access::House& house, Post post) {
  // A copy of the catalogue's handle: the rules read the kinds as the school has them.
  const std::shared_ptr<const record::Catalogue> catalogue(&house.room<record::Catalogue>(), [](const record::Catalogue*) {});
  const auto watch = std::make_shared<rules::RuleWatch>(house, catalogue);
  runner.add({"rules", 30 * base::second_ms, [watch] { watch->look(); }});
  const auto reminders = std::make_shared<overview::DueReminders>(house);
  runner.add({"due_reminders", 10 * base::minute_ms, [reminders] { reminders->look(); }});
  runner.add({"escalate_actions", 10 * base::minute_ms, [&house] { (void)record::escalate_overdue(house); }});
  if (!post.relay) return;
  const auto relay = std::make_shared<mail::Relay>(*std::move(post.relay));
  const auto& clock = house.clock();
  const auto letters =
      std::make_shared<overview::DigestMail>(house, overview::MailSetting{post.from, post.address},
                                             [relay, &clock](const mail::Message& message, std::string_view unique) {
                                               return mail::send(*relay, message, clock.now(), unique);
                                             });
  runner.add({"mail", base::minute_ms, [letters] { letters->send_due(); }});
}

}  // namespace app
