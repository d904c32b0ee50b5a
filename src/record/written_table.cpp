// Reads settings and notes what does not fit.
#include "record/written_table.h"

#include "base/text.h"
#include "record/kind_rules.h"

#include <algorithm>
#include <limits>

namespace record {

WrittenTable::WrittenTable(const Written& tree, std::string what, std::initializer_list<std::string_view> known,
                           std::vector<Mistake>& mistakes)
    : tree_(tree), what_(std::move(what)), mistakes_(mistakes) {
  const auto* table = tree.as<Written::Table>();
  if (!table) {
    wrong(tree.line, what_ + " must be a table of settings", "Write it as name = value lines, or { name = value, … }.");
    return;
  }
  for (const auto& [key, value] : *table) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::vector<std::string> names(known.begin(), known.end());
    wrong(value.key_line, what_ + " has no setting “" + base::excerpt(key, 60) + "”", suggestion(key, names));
  }
}

void WrittenTable::wrong(int line, std::string what, std::string cure) {
  mistakes_.push_back({"", line, std::move(what), std::move(cure)});
}

int WrittenTable::line_of(std::string_view key) const {
  const auto* found = tree_.find(key);
  return found ? found->key_line : tree_.line;
}

void WrittenTable::wrong_type(std::string_view key, std::string_view wanted) {
  wrong(line_of(key), "“" + std::string(key) + "” of " + what_ + " must be " + std::string(wanted),
        "Write it like the example in docs/operate/kinds.md.");
}

std::string WrittenTable::text(std::string_view key) {
  const auto* found = find(key);
  if (!found) return {};
  const auto* text = found->as<std::string>();
  if (!text) {
    wrong_type(key, "text in quotation marks");
    return {};
  }
  if (!base::is_valid_utf8(*text)) {
    wrong_type(key, "text in UTF-8");
    return {};
  }
  return std::string(base::trim(base::clean(*text)));
}

bool WrittenTable::yes(std::string_view key) {
  const auto* found = find(key);
  if (!found) return false;
  if (const auto* yes = found->as<bool>()) return *yes;
  wrong_type(key, "true or false");
  return false;
}

std::optional<std::int64_t> WrittenTable::whole(std::string_view key) {
  const auto* found = find(key);
  if (!found) return std::nullopt;
  if (const auto* number = found->as<std::int64_t>(); number && *number >= -1'000'000'000 && *number <= 1'000'000'000)
    return *number;
  wrong_type(key, "a whole number");
  return std::nullopt;
}

std::optional<double> WrittenTable::number(std::string_view key) {
  const auto* found = find(key);
  if (!found) return std::nullopt;
  if (const auto* whole = found->as<std::int64_t>()) return static_cast<double>(*whole);
  if (const auto* real = found->as<double>(); real && *real == *real && *real > -1e300 && *real < 1e300) return *real;
  wrong_type(key, "a number");
  return std::nullopt;
}

std::vector<std::string> WrittenTable::texts(std::string_view key) {
  const auto* found = find(key);
  if (!found) return {};
  if (found->as<std::string>()) return {text(key)};
  std::vector<std::string> all;
  if (const auto* list = found->as<Written::List>()) {
    for (const auto& each : *list) {
      const auto* text = each.as<std::string>();
      if (!text || !base::is_valid_utf8(*text)) {
        wrong_type(key, "a list of texts");
        return {};
      }
      all.emplace_back(base::trim(base::clean(*text)));
    }
    return all;
  }
  wrong_type(key, "a list of texts");
  return {};
}

std::vector<const Written*> WrittenTable::tables(std::string_view key) {
  const auto* found = find(key);
  if (!found) return {};
  std::vector<const Written*> all;
  if (const auto* list = found->as<Written::List>()) {
    for (const auto& each : *list) all.push_back(&each);
    return all;
  }
  wrong_type(key, "a list");
  return {};
}

const Written* WrittenTable::table(std::string_view key) {
  const auto* found = find(key);
  if (!found || found->as<Written::Table>()) return found;
  wrong_type(key, "a table");
  return nullptr;
}

}  // namespace record
