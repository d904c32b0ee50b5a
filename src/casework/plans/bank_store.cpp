// Counts what came of the bank's entries.
#include "casework/plans/bank_store.h"

#include <algorithm>
#include <map>

namespace plans {
namespace {

constexpr db::Sql targets_used =
    "SELECT from_bank, COUNT(*), SUM(CASE WHEN outcome IN ('met', 'exceeded', 'partly_met', 'not_met', 'discontinued') THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN outcome IN ('met', 'exceeded') THEN 1 ELSE 0 END) FROM seen_target WHERE from_bank <> '' GROUP BY from_bank";
constexpr db::Sql strategies_used =
    "SELECT from_bank, COUNT(*), SUM(CASE WHEN helped IS NULL THEN 0 ELSE 1 END), SUM(CASE WHEN helped = 1 THEN 1 ELSE 0 END) "
    "FROM seen_target_strategy WHERE from_bank <> '' GROUP BY from_bank";

BankEntry entry_of(const ShippedEntry& shipped) {
  BankEntry out{std::string(shipped.code), shipped.sort, shipped.area, std::string(shipped.words), {shipped.scale, std::string(shipped.unit), {}}, 0, 0, 0};
  auto rest = shipped.steps;
  while (!rest.empty()) {
    const auto end = rest.find('|');
    out.measure.steps.emplace_back(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return out;
}

}  // namespace

std::vector<BankEntry> list_bank(const access::Pass& pass, BankSort sort) {
  struct Count {
    int used, judged, helped;
  };
  std::map<std::string, Count, std::less<>> counts;
  pass.each(sort == BankSort::target ? targets_used : strategies_used, [&](const db::Row& row) {
    counts[row.string(0)] = {static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2)), static_cast<int>(row.integer(3))};
  });
  std::vector<BankEntry> out;
  for (const auto& shipped : shipped_bank()) {
    if (shipped.sort != sort) continue;
    out.push_back(entry_of(shipped));
    if (const auto found = counts.find(shipped.code); found != counts.end())
      out.back().used = found->second.used, out.back().judged = found->second.judged, out.back().helped = found->second.helped;
  }
  std::stable_sort(out.begin(), out.end(), [](const BankEntry& a, const BankEntry& b) { return a.area != b.area ? a.area < b.area : a.used > b.used; });
  return out;
}

std::optional<BankEntry> find_entry(const access::Pass& pass, std::string_view code) {
  for (const auto sort : {BankSort::target, BankSort::strategy})
    for (auto& entry : list_bank(pass, sort))
      if (entry.code == code) return std::move(entry);
  return std::nullopt;
}

}  // namespace plans
