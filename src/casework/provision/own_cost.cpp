// Works out what beginning a programme costs.
#include "casework/provision/own_cost.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace provision {
namespace {

programmes::ProgrammeId programme_of(const plans::ProvisionLine& line) { return programmes::ProgrammeId::parse(line.words.programme).value_or(programmes::ProgrammeId{}); }

bool overlap(const programmes::Membership& one, const plans::ProvisionLine& line) {
  return (!one.ends_on || *one.ends_on >= line.words.from) && (!line.words.until || *line.words.until >= one.starts_on);
}

}  // namespace

std::vector<Run> runs_of(std::span<const programmes::Membership> memberships, std::span<const plans::ProvisionLine> lines) {
  std::map<programmes::GroupId, Run> groups;
  std::vector<bool> kept(lines.size());
  std::vector<programmes::ProgrammeId> programmes_of;
  std::unordered_map<access::PupilId, std::vector<std::size_t>> of_pupil;  // a large school has thousands of each
  for (std::size_t n = 0; n < lines.size(); ++n) {
    programmes_of.push_back(lines[n].words.programme.empty() ? programmes::ProgrammeId{} : programme_of(lines[n]));
    if (!programmes_of.back().is_nil()) of_pupil[lines[n].pupil].push_back(n);
  }
  for (const auto& each : memberships) {
    if (each.programme.is_nil() || (each.ends_on && *each.ends_on < each.starts_on)) continue;  // taken out before they began
    auto& run = groups[each.group];
    run.programme = each.programme;
    run.name = each.group_name;
    plans::ProvisionLineId line;
    if (const auto own = of_pupil.find(each.pupil); own != of_pupil.end())
      for (const auto n : own->second) {
        if (programmes_of[n] != each.programme || !overlap(each, lines[n])) continue;
        kept[n] = true;
        if (line.is_nil()) line = lines[n].id;
      }
    const auto found = std::find_if(run.pupils.begin(), run.pupils.end(), [&](const Run::Pupil& pupil) { return pupil.pupil == each.pupil; });
    if (found == run.pupils.end()) run.pupils.push_back({each.pupil, each.starts_on, line});
    else if (each.starts_on < found->on) found->on = each.starts_on;
  }
  std::vector<Run> out;
  for (auto& [group, run] : groups) {
    std::sort(run.pupils.begin(), run.pupils.end(), [](const Run::Pupil& a, const Run::Pupil& b) { return std::tie(a.on, a.pupil) < std::tie(b.on, b.pupil); });
    out.push_back(std::move(run));
  }
  for (std::size_t n = 0; n < lines.size(); ++n)
    if (!kept[n] && !programmes_of[n].is_nil()) out.push_back({programmes_of[n], {}, {{lines[n].pupil, lines[n].words.from, lines[n].id}}});
  return out;
}

std::vector<OwnCost> own_costs(std::span<const Run> runs, std::span<const programmes::Programme> bank, const sessions::Days& days) {
  std::map<programmes::ProgrammeId, const programmes::Programme*> prices;
  for (const auto& each : bank) prices.emplace(each.id, &each);
  std::vector<OwnCost> out;
  for (const auto& run : runs) {
    const auto price = prices.find(run.programme);
    if (price == prices.end() || run.pupils.empty()) continue;
    const auto together = static_cast<std::size_t>(std::count_if(run.pupils.begin(), run.pupils.end(), [&](const Run::Pupil& each) { return each.on == run.pupils.front().on; }));
    const auto shares = share({price->second->run_pence}, std::vector<std::int64_t>(together, 1));
    for (std::size_t n = 0; n < run.pupils.size(); ++n) {
      const auto& each = run.pupils[n];
      OwnCost cost{each.pupil, each.line, run.programme, run.name, each.on, {price->second->cost_pence}, n < together && shares ? (*shares)[n] : Pence{}};
      if (days.have(each.on) && cost.whole().value > 0) out.push_back(std::move(cost));
    }
  }
  return out;
}

}  // namespace provision
