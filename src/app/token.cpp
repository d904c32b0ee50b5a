// `alongside token create`: a bearer token for the API, alone on the last line.
#include "access/digest.h"
#include "access/sign_in.h"
#include "access/staff_store.h"
#include "app/commands.h"
#include "base/text.h"

#include <fmt/format.h>

#include <cstdio>

namespace app {

int token(const Arguments& arguments) {
  if (arguments.plain().size() != 1 || arguments.plain().front() != "create") {
    std::fputs("alongside token create --user USERNAME; see alongside token --help\n", stderr);
    return 2;
  }
  const auto days = arguments.number("days", 90, 1, 366);
  if (!days) return refuse(days.error());
  const auto name = base::Text<80>::make(arguments.text("name", "made at the command line"));
  if (!name) return refuse(base::Error::invalid("name", "A token's name has at most 80 characters", "token name"));
  const auto house = open_house(arguments);
  auto reader = house->reader();
  const auto staff = access::staff_by_username(*reader, arguments.text("user"));
  if (!staff) return refuse(base::Error::invalid("user", "There is no account with that user name. See `alongside user list`.", "unknown user"));
  const auto grants = house->grants_of(*staff, access::SignInStrength::second_factor, *reader);
  if (!grants || !grants->may(access::May::token_make))
    return refuse(base::Error::not_allowed("This person may not sign in, so they can have no token.", "token for nobody"));

  const auto secret = access::make_token(house->random());
  const access::TokenDraft draft{access::TokenId::make(house->now(), house->random()), name->text(), house->now() + *days * base::day_ms};
  access::UnitOfWork work(*house, access::JobName{"token"});
  work.note({.deed = access::deeds::token_made, .subject = draft.id.bytes()});
  work.also(access::insert_token(draft, *staff, secret, house->now()));
  if (const auto written = std::move(work).commit(); !written) return refuse(written.error());
  std::fputs(fmt::format("A token that sees what {} sees, until {}. It is not shown again:\n{}\n", grants->person().name,
                         base::to_text(house->zone().date_of(draft.expires_at)), secret)
                 .c_str(),
             stdout);
  return 0;
}

}  // namespace app
