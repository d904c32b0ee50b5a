// Pounds read and written, and the largest-remainder rule.
#include "casework/provision/money.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace provision {
namespace {

std::string pounds_with_commas(std::int64_t pounds) {
  const auto digits = std::to_string(pounds);
  std::string out;
  for (std::size_t n = 0; n < digits.size(); ++n) {
    if (n > 0 && (digits.size() - n) % 3 == 0) out.push_back(',');
    out.push_back(digits[n]);
  }
  return out;
}

constexpr std::int64_t most_pounds = 10'000'000;

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string to_exact_text(Pence money) {
  const auto amount = money.value < 0 ? -money.value : money.value;
  return fmt::format("{}£{}.{:02}", money.value < 0 ? "−" : "", pounds_with_commas(amount / 100), amount % 100);
}

std::string to_text(Pence money) {
  auto out = to_exact_text(money);
  if (out.ends_with(".00")) out.resize(out.size() - 3);
  return out;
}

std::optional<Pence> parse_pounds(std::string_view text) {
  text = base::trim(text);
  constexpr std::string_view sign = "£";
  if (text.starts_with(sign)) text.remove_prefix(sign.size());
  std::string plain(base::trim(text));
  plain.erase(std::remove(plain.begin(), plain.end(), ','), plain.end());
  const auto dot = plain.find('.');
  const auto pounds = plain.substr(0, dot), pence = dot == std::string::npos ? std::string("00") : plain.substr(dot + 1);
  if (!all_digits(pounds) || pounds.size() > 9 || !all_digits(pence) || pence.size() > 2) return std::nullopt;
  const auto whole = std::stoll(pounds);
  if (whole > most_pounds) return std::nullopt;
  return Pence{whole * 100 + (pence.size() == 1 ? std::stoll(pence) * 10 : std::stoll(pence))};
}

base::Result<std::vector<Pence>> share(Pence whole, std::span<const std::int64_t> weights) {
  const auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  if (total <= 0) return base::Error::invalid("pupil", "Choose at least one pupil to share this cost", "a cost shared by nobody");
  std::vector<Pence> parts;
  std::vector<std::pair<std::int64_t, std::size_t>> cut;  // what was cut off a part, and whose
  std::int64_t given = 0;
  for (std::size_t n = 0; n < weights.size(); ++n) {
    parts.push_back({whole.value / total * weights[n] + whole.value % total * weights[n] / total});
    cut.emplace_back(whole.value % total * weights[n] % total, n);
    given += parts.back().value;
  }
  std::stable_sort(cut.begin(), cut.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t n = 0; given < whole.value; ++n, ++given) ++parts[cut[n].second].value;
  return parts;
}

}  // namespace provision
