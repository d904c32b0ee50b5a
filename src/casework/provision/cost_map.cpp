// Folds the ledger and its costs into rows.
#include "casework/provision/cost_map.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace provision {
namespace {

struct Named {
  std::string_view code, title;
};
constexpr std::array<Named, map_by_count> ways{
    {{"need", "Need"}, {"year", "Year group"}, {"wave", "Wave"}, {"pupil", "Pupil"}, {"adult", "Adult"}, {"programme", "Programme"}}};

struct AtomKey {
  plans::ProvisionLineId line;
  access::PupilId pupil;
  access::StaffId adult;
  base::Bytes16 programme{};  ///< of what no line promises
  friend bool operator==(const AtomKey&, const AtomKey&) = default;
};
struct AtomHash {
  std::size_t operator()(const AtomKey& key) const {
    return (std::hash<plans::ProvisionLineId>{}(key.line) * 31 + std::hash<access::PupilId>{}(key.pupil)) * 31 + std::hash<access::StaffId>{}(key.adult);
  }
};

std::size_t at(MapBy by) { return static_cast<std::size_t>(by); }

}  // namespace

std::string_view code(MapBy by) { return ways.at(at(by)).code; }
std::string_view title(MapBy by) { return ways.at(at(by)).title; }
std::optional<MapBy> map_by_of(std::string_view code) {
  for (std::size_t n = 0; n < map_by_count; ++n)
    if (ways[n].code == code) return static_cast<MapBy>(n);
  return std::nullopt;
}

std::vector<Atom> atoms_of(const Gathered& gathered, const Costs& costs, const MapNames& names, const BesideTime& beside) {
  std::unordered_map<plans::ProvisionLineId, const plans::ProvisionLine*> lines;
  for (const auto& line : gathered.lines) lines.emplace(line.id, &line);
  std::unordered_map<AtomKey, Atom, AtomHash> sums;
  for (const auto& entry : gathered.entries) {
    auto& atom = sums[{entry.line, entry.pupil, entry.adult}];
    atom.promised += entry.tally.promised;
    atom.given += entry.tally.delivered + entry.tally.extra;
    atom.lost += entry.tally.lost_in_all();
    atom.extra += entry.tally.extra;
    if (const auto away = entry.tally.lost.find(not_on_site); away != entry.tally.lost.end()) atom.away += away->second;
  }
  for (const auto& part : costs.shares) {
    const auto known = lines.contains(part.of->line) ? part.of->line : plans::ProvisionLineId{};
    sums[{known, part.of->pupil, part.of->staff}].cost += part.pence;
  }
  const auto add_own = [&](const AtomKey& key, Pence pence) {
    auto& atom = sums[key];
    atom.cost += pence;
    atom.own += pence;
  };
  for (const auto& each : beside.programmes) {
    const auto found = lines.find(each.line);
    if (found == lines.end()) add_own({{}, each.pupil, {}, each.programme.bytes()}, each.whole());
    else add_own({each.line, each.pupil, found->second->words.staff, {}}, each.whole());
  }
  for (const auto& each : beside.further)
    for (const auto& part : each.parts) add_own({{}, part.pupil, {}, {}}, part.pence);
  std::vector<Atom> out;
  out.reserve(sums.size());
  for (auto& [key, atom] : sums) {
    const auto found = lines.find(key.line);
    const auto* line = found == lines.end() ? nullptr : found->second;
    const auto pupil = names.pupils.find(key.pupil);
    if (pupil == names.pupils.end()) continue;
    const auto adult = names.adults.find(key.adult);
    atom.pupil = key.pupil;
    const auto named = line && !line->words.programme.empty() ? base::from_base32(line->words.programme).value_or(base::Bytes16{}) : key.programme;
    const auto programme = names.programmes.find(named);
    // What a group is given beside every plan answers the need its programme is for.
    const auto area = line ? std::optional(line->words.area) : programme != names.programmes.end() ? plans::area_of(programmes::code(programme->second.need)) : std::nullopt;
    atom.line = line ? line->words.what : programme != names.programmes.end() ? programme->second.name : "Beside the plans";
    atom.keys[at(MapBy::need)] = area ? std::string(plans::code(*area)) : "none";
    atom.keys[at(MapBy::year)] = pupil->second.year_group.empty() ? "none" : pupil->second.year_group;
    atom.keys[at(MapBy::wave)] = line ? std::string(plans::code(line->words.wave)) : "none";
    atom.keys[at(MapBy::pupil)] = key.pupil.text();
    atom.keys[at(MapBy::adult)] = key.adult.is_nil() ? "none" : key.adult.text();
    atom.keys[at(MapBy::programme)] = named == base::Bytes16{} ? "none" : base::to_base32(named);
    atom.words[at(MapBy::need)] = area ? std::string(plans::title(*area)) : "No plan";
    people::Pupil of_year;  // the words for a year without its class
    of_year.year_group = pupil->second.year_group;
    atom.words[at(MapBy::year)] = people::year_and_class(of_year);
    atom.words[at(MapBy::wave)] = line ? std::string(plans::title(line->words.wave)) : "No plan";
    atom.words[at(MapBy::pupil)] = pupil->second.name();
    atom.words[at(MapBy::adult)] = adult == names.adults.end() ? "Nobody named" : adult->second;
    atom.words[at(MapBy::programme)] = programme != names.programmes.end() ? programme->second.name : "No programme of the bank";
    out.push_back(std::move(atom));
  }
  std::sort(out.begin(), out.end(), [](const Atom& a, const Atom& b) {
    return std::tie(a.words[at(MapBy::pupil)], a.line, a.words[at(MapBy::adult)], a.pupil) < std::tie(b.words[at(MapBy::pupil)], b.line, b.words[at(MapBy::adult)], b.pupil);
  });
  return out;
}

std::vector<Atom> filtered(const std::vector<Atom>& atoms, const MapFilter& filter) {
  std::vector<Atom> out;
  std::copy_if(atoms.begin(), atoms.end(), std::back_inserter(out), [&](const Atom& atom) {
    for (std::size_t n = 0; n < map_by_count; ++n)
      if (!filter.keys[n].empty() && filter.keys[n] != atom.keys[n]) return false;
    return true;
  });
  return out;
}

std::vector<MapRow> rows_by(std::span<const Atom> atoms, MapBy by) {
  std::unordered_map<std::string, std::pair<MapRow, std::set<access::PupilId>>> sums;
  for (const auto& atom : atoms) {
    auto& [row, pupils] = sums[atom.keys[at(by)]];
    row.label = atom.words[at(by)];
    row.promised += atom.promised;
    row.given += atom.given;
    row.lost += atom.lost;
    row.extra += atom.extra;
    row.away += atom.away;
    row.cost += atom.cost;
    row.own += atom.own;
    pupils.insert(atom.pupil);
  }
  std::vector<MapRow> out;
  out.reserve(sums.size());
  for (auto& [key, sum] : sums) {
    sum.first.pupils = sum.second.size();
    out.push_back(std::move(sum.first));
  }
  std::sort(out.begin(), out.end(), [](const MapRow& a, const MapRow& b) { return a.cost != b.cost ? a.cost > b.cost : a.promised != b.promised ? a.promised > b.promised : a.label < b.label; });
  return out;
}

MapRow total_of(std::span<const Atom> atoms) {
  MapRow out;
  out.label = "All";
  std::set<access::PupilId> pupils;
  for (const auto& atom : atoms) {
    out.promised += atom.promised;
    out.given += atom.given;
    out.lost += atom.lost;
    out.extra += atom.extra;
    out.away += atom.away;
    out.cost += atom.cost;
    out.own += atom.own;
    pupils.insert(atom.pupil);
  }
  out.pupils = pupils.size();
  return out;
}

}  // namespace provision
