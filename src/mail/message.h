// One plain letter by e-mail: from, to, subject and words, and how it stands on the wire.
#pragma once

#include "base/result.h"
#include "base/time.h"

#include <string>
#include <string_view>

namespace mail {

struct Message {
  std::string from;       ///< an address alone: "alongside@oakwood.example"
  std::string from_name;  ///< "Alongside at Oakwood Primary"; may be empty
  std::string to;         ///< an address alone
  std::string subject;
  std::string words;  ///< UTF-8, lines ended by LF
};

/// True for one address that can stand in a header and an SMTP command as it is: no space, control, bracket, comma or quote.
bool is_address(std::string_view text);

/// The whole message as RFC 5322 has it, lines ended by CRLF: headers, then the words in base64. `unique` makes its Message-ID.
/// Errors: invalid where an address is none, or a header would hold a line break.
base::Result<std::string> written(const Message& message, base::UtcTime at, std::string_view unique);

}  // namespace mail
