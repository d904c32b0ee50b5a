// The school's own mail server, and handing it a message. The only room that opens a connection to another machine.
#pragma once

#include "base/secret.h"
#include "mail/message.h"

#include <cstdint>
#include <string>

namespace mail {

enum class Security {
  none,      ///< only for a relay on this very machine
  starttls,  ///< begins in the clear and must turn to TLS; refused where it does not
  tls        ///< TLS from the first byte
};

struct Relay {
  std::string host;
  std::uint16_t port = 587;
  Security security = Security::starttls;
  std::string user = {};  ///< empty: no sign-in
  base::Secret password = {};
  std::string authority = {};  ///< PEM file of who signs the relay's certificate; empty: the machine's own list
  int timeout_seconds = 20;
};

/// Hands the message over; returns when the relay has taken it. Errors: invalid as `written`; not_allowed where the relay refuses sign-in
/// or the recipient for good; unavailable for everything that may pass. `for_log` holds the library's code and nothing of the message.
base::Result<void> send(const Relay& relay, const Message& message, base::UtcTime at, std::string_view unique);

}  // namespace mail
