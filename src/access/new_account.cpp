// User names and one-time passwords.
#include "access/new_account.h"

#include "base/text.h"

#include <algorithm>

namespace access {

base::Result<std::string> check_username(std::string_view typed, std::string_view field) {
  const auto name = base::to_lower_ascii(base::trim(typed));
  const auto refuse = [&](std::string words) { return base::Error::invalid(std::string(field), std::move(words), "user name"); };
  if (name.empty()) return refuse("Enter a user name");
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const bool fits = std::all_of(name.begin(), name.end(), [&](char c) { return is_plain(c) || c == '.' || c == '-' || c == '_'; });
  if (!fits || !is_plain(name.front()))
    return refuse("A user name has only letters a to z, numbers, full stops, hyphens and underscores, such as a.nwosu");
  if (name.size() < 2 || name.size() > 60) return refuse("A user name has 2 to 60 characters");
  return name;
}

base::Secret make_one_time_password(base::Random& random) {
  constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string out;
  for (int i = 0; i < 16; ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += letters[random.below(letters.size())];
  }
  base::Secret secret{std::string_view(out)};
  std::fill(out.begin(), out.end(), '\0');
  return secret;
}

}  // namespace access
