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

constexpr db::Sql own_newest =
    "SELECT id, version, sort, area, words, measure, unit, steps, retired FROM bank_entry e "
    "WHERE version = (SELECT MAX(version) FROM bank_entry n WHERE n.id = e.id) ORDER BY words, id";
constexpr db::Sql own_versions =
    "SELECT e.id, e.version, e.sort, e.area, e.words, e.measure, e.unit, e.steps, e.retired, s.name, e.made_at FROM bank_entry e JOIN staff s ON s.id = e.made_by "
    "WHERE e.id = :id ORDER BY e.version DESC";
constexpr db::Sql insert_entry =
    "INSERT INTO bank_entry (id, version, sort, area, words, measure, unit, steps, retired, made_by, made_at) "
    "SELECT :id, :version, :sort, :area, :words, :measure, :unit, :steps, :retired, :me, :now "
    "WHERE (SELECT COALESCE(MAX(version), 0) FROM bank_entry WHERE id = :id) = :was";

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(at), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

OwnEntry read_own(const db::Row& row) {
  OwnEntry out;
  out.id = row.id<BankEntryId>(0);
  out.version = static_cast<int>(row.integer(1));
  out.sort = bank_sort_of(row.text(2)).value_or(BankSort::target);
  out.area = area_of(row.text(3)).value_or(Area::cognition);
  out.words = row.string(4);
  out.measure = {scale_of(row.text(5)).value_or(Scale::count), row.string(6), split(row.text(7), '\n')};
  out.retired = row.yes(8);
  return out;
}

BankEntry entry_of(const OwnEntry& own) { return {own.id.text(), own.sort, own.area, own.words, own.measure, 0, 0, 0, own}; }

BankEntry entry_of(const ShippedEntry& shipped) {
  return {std::string(shipped.code), shipped.sort, shipped.area, std::string(shipped.words), {shipped.scale, std::string(shipped.unit), split(shipped.steps, '|')}, 0, 0, 0, {}};
}

/// Everything, own and shipped, with what came of it.
std::vector<BankEntry> whole_bank(const access::Pass& pass, BankSort sort) {
  struct Count {
    int used, judged, helped;
  };
  std::map<std::string, Count, std::less<>> counts;
  pass.each(sort == BankSort::target ? targets_used : strategies_used, [&](const db::Row& row) {
    counts[row.string(0)] = {static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2)), static_cast<int>(row.integer(3))};
  });
  std::vector<BankEntry> out;
  for (const auto& shipped : shipped_bank())
    if (shipped.sort == sort) out.push_back(entry_of(shipped));
  for (const auto& own : pass.rows(own_newest, read_own))
    if (own.sort == sort) out.push_back(entry_of(own));
  for (auto& entry : out)
    if (const auto found = counts.find(entry.code); found != counts.end())
      entry.used = found->second.used, entry.judged = found->second.judged, entry.helped = found->second.helped;
  std::stable_sort(out.begin(), out.end(), [](const BankEntry& a, const BankEntry& b) { return a.area != b.area ? a.area < b.area : a.used > b.used; });
  return out;
}

}  // namespace

std::vector<BankEntry> list_bank(const access::Pass& pass, BankSort sort) {
  auto out = whole_bank(pass, sort);
  std::erase_if(out, [](const BankEntry& entry) { return entry.own && entry.own->retired; });
  return out;
}

std::optional<BankEntry> find_entry(const access::Pass& pass, std::string_view code) {
  for (const auto sort : {BankSort::target, BankSort::strategy})
    for (auto& entry : whole_bank(pass, sort))
      if (entry.code == code) return std::move(entry);
  return std::nullopt;
}

std::vector<BankEntry> list_own_entries(const access::Pass& pass) {
  std::vector<BankEntry> out;
  for (const auto sort : {BankSort::target, BankSort::strategy})
    for (auto& entry : whole_bank(pass, sort))
      if (entry.own) out.push_back(std::move(entry));
  std::stable_sort(out.begin(), out.end(), [](const BankEntry& a, const BankEntry& b) { return !a.own->retired && b.own->retired; });
  return out;
}

std::vector<BankVersion> list_entry_versions(const access::Pass& pass, const BankEntryId& id) {
  return pass.rows(own_versions, [](const db::Row& row) { return BankVersion{read_own(row), row.string(9), row.time(10)}; }, {{"id", id}});
}

base::Result<void> put_entry(access::UnitOfWork& work, const BankPass& pass, const OwnEntry& entry) {
  if (!keeps_bank(pass.grants())) return base::Error::not_found("keeps no bank");
  std::string steps;
  for (const auto& step : entry.measure.steps) steps += (steps.empty() ? "" : "\n") + step;
  work.write(pass, {.deed = deeds::bank_changed, .subject = entry.id.bytes()}, insert_entry,
             {{"id", entry.id}, {"version", entry.version + 1}, {"was", entry.version}, {"sort", code(entry.sort)}, {"area", code(entry.area)}, {"words", entry.words},
              {"measure", code(entry.measure.scale)}, {"unit", entry.measure.unit}, {"steps", steps}, {"retired", entry.retired ? 1 : 0}},
             access::Expect::one);
  return {};
}

}  // namespace plans
