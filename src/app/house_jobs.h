// What the house does by itself while it serves, named once: rules, and letters where the school has a mail server.
#pragma once

#include "access/house.h"
#include "app/arguments.h"
#include "jobs/runner.h"
#include "mail/relay.h"

#include <optional>
#include <string>

namespace app {

struct Address {
  std::string host;
  std::uint16_t port;
};
/// "HOST:PORT". Nothing if it is anything else.
std::optional<Address> read_address(const std::string& text);

/// How letters leave. No relay: none do.
struct Post {
  std::optional<mail::Relay> relay;
  std::string from, address;
};
/// From the options of `serve`. Errors: invalid, naming the option.
base::Result<Post> read_mail(const Arguments& arguments);

void add_house_jobs(jobs::Runner& runner, access::House& house, Post post);

}  // namespace app
