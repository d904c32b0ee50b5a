// Money in whole pence, shared out so that the parts always make the whole.
#pragma once

#include "base/result.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace provision {

struct Pence {
  std::int64_t value = 0;
  friend auto operator<=>(const Pence&, const Pence&) = default;
};
constexpr Pence operator+(Pence a, Pence b) { return {a.value + b.value}; }
constexpr Pence operator-(Pence a, Pence b) { return {a.value - b.value}; }
constexpr Pence& operator+=(Pence& a, Pence b) { return a = a + b; }

/// "£16,484", or "£16,484.12" where there are pence; a minus before the pound sign.
std::string to_text(Pence money);
/// Always with pence: "£16,484.00".
std::string to_exact_text(Pence money);
/// "23297", "£23,297.50". Nothing for anything else, for what is below nothing, and above ten million pounds.
std::optional<Pence> parse_pounds(std::string_view text);

/// A whole divided by a whole, to the nearest; halves go up. Neither is below nothing, and the divisor is not 0.
constexpr std::int64_t divide_to_nearest(std::int64_t whole, std::int64_t by) { return (whole + by / 2) / by; }

/// Shares `whole` by weights. The parts make the whole, to the penny; what cannot be divided goes to those whose part was cut most, the earlier
/// first. Errors: invalid where nobody has a weight: a cost shared by nobody. No weight is below nothing.
base::Result<std::vector<Pence>> share(Pence whole, std::span<const std::int64_t> weights);

}  // namespace provision
