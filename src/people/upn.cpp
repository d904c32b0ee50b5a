// The UPN's arithmetic, and its messages.
#include "people/upn.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace people {
namespace {

// No I, O or S: they look like 1, 0 and 5.
constexpr std::string_view alphabet = "ABCDEFGHJKLMNPQRTUVWXYZ";

struct Span {
  int first, last;
};
// Ranges of local authority numbers that have ever given UPNs in England. Reorganisations add to them, so a miss only warns.
constexpr std::array<Span, 26> authorities = {{{1, 5},     {201, 213}, {301, 320}, {330, 336}, {340, 344}, {350, 359}, {370, 373},
                                               {380, 384}, {390, 394}, {420, 420}, {660, 681}, {701, 708}, {800, 896}, {908, 909},
                                               {916, 916}, {919, 919}, {921, 921}, {925, 926}, {928, 929}, {931, 931}, {933, 933},
                                               {935, 938}, {940, 943}, {901, 903}, {911, 913}, {923, 924}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<char> upn_check_letter(std::string_view body) {
  if (body.size() != 12) return std::nullopt;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    std::size_t value = 0;
    if (is_digit(c)) {
      value = static_cast<std::size_t>(c - '0');
    } else {
      if (i != 11) return std::nullopt;
      value = alphabet.find(c);
      if (value == std::string_view::npos) return std::nullopt;
    }
    sum += value * (i + 2);
  }
  return alphabet[sum % alphabet.size()];
}

bool is_valid_upn(std::string_view upn) {
  if (upn.size() != 13) return false;
  const auto expected = upn_check_letter(upn.substr(1));
  return expected && *expected == upn.front();
}

bool is_temporary_upn(std::string_view upn) { return upn.size() == 13 && !is_digit(upn.back()); }

bool is_known_local_authority(std::string_view three_digits) {
  if (three_digits.size() != 3 || !std::all_of(three_digits.begin(), three_digits.end(), is_digit)) return false;
  const int number = (three_digits[0] - '0') * 100 + (three_digits[1] - '0') * 10 + (three_digits[2] - '0');
  return std::any_of(authorities.begin(), authorities.end(),
                     [&](const Span& span) { return number >= span.first && number <= span.last; });
}

UpnReading read_upn(std::string_view cell) {
  std::string upn;
  for (char c : cell) {
    if (c == ' ' || c == '\t') continue;
    upn += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  if (upn.empty()) return {};
  if (upn.size() == 3 && upn.starts_with("UN") && upn[2] >= '1' && upn[2] <= '5') return {};
  if (const auto length = base::count_characters(upn); length != 13)
    return {{}, fmt::format("A UPN has 13 characters; this one has {}", length), {}};
  const auto expected = upn_check_letter(std::string_view(upn).substr(1));
  if (!expected || alphabet.find(upn.front()) == std::string_view::npos)
    return {{}, "A UPN is a letter, then 12 digits (the last may be a letter; I, O and S are not used)", {}};
  if (*expected != upn.front())
    return {{}, "This UPN fails its check: the first letter does not fit the digits, so one of them is mistyped", {}};
  UpnReading reading{upn, {}, {}};
  if (!is_known_local_authority(std::string_view(upn).substr(1, 3)))
    reading.warning = fmt::format("No local authority with the number {} is known here; check the UPN", upn.substr(1, 3));
  return reading;
}

}  // namespace people
