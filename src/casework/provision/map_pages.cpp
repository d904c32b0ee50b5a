// The costed provision map: a table with filters, and the same as a workbook.
#include "access/frame.h"
#include "access/staff_store.h"
#include "base/text.h"
#include "casework/programmes/bank_store.h"
#include "casework/programmes/group_store.h"
#include "casework/provision/cost_map.h"
#include "casework/provision/funding_store.h"
#include "casework/provision/provision_pages.h"
#include "casework/provision/provision_view.h"
#include "people/pupil_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"
#include "web/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

namespace provision {
namespace {

using access::Answer;
using access::May;
using access::Visit;

constexpr int everybody = 100'000;

/// What the address asks for.
struct Asked {
  sessions::Days days;
  MapBy by = MapBy::need;
  MapFilter filter;
};

base::Result<Asked> read_asked(const Visit& visit, const access::Pass& pass) {
  Asked out;
  TRY(out.days, read_days(visit, pass));
  const auto& query = visit.query();
  out.by = map_by_of(query.text("by")).value_or(MapBy::need);
  for (std::size_t n = 0; n < map_by_count; ++n) out.filter.keys[n] = std::string(query.text(code(static_cast<MapBy>(n))));
  return out;
}

struct Drawn {
  Asked asked;
  std::vector<Atom> all, atoms;
  Costs costs;
  Gathered gathered;  ///< the costs point into it
  MapNames names;
  BesideTime beside;
};

/// Everything of one look. Costs are shared among all who were there before a filter takes anybody away.
std::unique_ptr<Drawn> draw_map(Visit& visit, const ReadCosts& costs, const CaseloadSight& across, Asked asked) {
  auto out = std::make_unique<Drawn>();
  out->asked = std::move(asked);
  out->gathered = gather(visit, across, out->asked.days, Cards::written_only);
  for (auto& pupil : people::list(across, "", "", everybody)) out->names.pupils.emplace(pupil.id, std::move(pupil));
  for (const auto& line : access::list_staff(costs)) out->names.adults.emplace(line.id, line.name);
  out->costs = cost_sessions(out->gathered.given, load_minute_costs(costs));
  auto bank = programmes::list_bank(costs);
  out->beside = {own_costs(runs_of(programmes::list_memberships(across), out->gathered.lines), bank, out->asked.days), list_further_costs(costs, out->asked.days.first, out->asked.days.last)};
  for (auto& each : bank) out->names.programmes.emplace(each.id.bytes(), std::move(each));
  out->all = atoms_of(out->gathered, out->costs, out->names, out->beside);
  out->atoms = filtered(out->all, out->asked.filter);
  std::set<access::PupilId> shown;
  for (const auto& atom : out->atoms)
    if (shown.insert(atom.pupil).second) costs.saw(access::InfoClass::c6_send, atom.pupil, atom.pupil.bytes(), deeds::costs_seen);
  return out;
}

web::Url with_asked(web::Url url, const Asked& asked) {
  url = url.with("by", code(asked.by)).with("from", base::to_iso(asked.days.first)).with("to", base::to_iso(asked.days.last));
  const auto of = [&](MapBy by) -> const std::string& { return asked.filter.keys[static_cast<std::size_t>(by)]; };
  if (!of(MapBy::need).empty()) url = url.with("need", of(MapBy::need));
  if (!of(MapBy::year).empty()) url = url.with("year", of(MapBy::year));
  if (!of(MapBy::wave).empty()) url = url.with("wave", of(MapBy::wave));
  if (!of(MapBy::pupil).empty()) url = url.with("pupil", of(MapBy::pupil));
  if (!of(MapBy::adult).empty()) url = url.with("adult", of(MapBy::adult));
  if (!of(MapBy::programme).empty()) url = url.with("programme", of(MapBy::programme));
  return url;
}

web::Html filters(const Drawn& map) {
  const auto& asked = map.asked;
  const auto here = web::Url::path("/provision/map");
  std::vector<web::Option> ways;
  for (std::size_t n = 0; n < map_by_count; ++n) ways.push_back({std::string(code(static_cast<MapBy>(n))), std::string(title(static_cast<MapBy>(n)))});
  web::Html options = web::select({.name = "by", .label = "Show it by", .options = ways, .value = std::string(code(asked.by))});
  std::vector<web::FilterTag> chosen;
  for (std::size_t n = 0; n < map_by_count; ++n) {
    const auto by = static_cast<MapBy>(n);
    std::map<std::string, std::string> words;  // by what is read, so that the list is in its order
    for (const auto& atom : map.all) words.emplace(atom.words[n] + "\n" + atom.keys[n], atom.keys[n]);
    std::vector<web::Option> choices = {{"", "All"}};
    std::string chosen_word;
    for (const auto& [word, key] : words) {
      choices.push_back({key, word.substr(0, word.find('\n'))});
      if (key == asked.filter.keys[n]) chosen_word = choices.back().text;
    }
    options.add(web::select({.name = std::string(code(by)), .label = std::string(title(by)), .options = choices, .value = asked.filter.keys[n]}));
    if (chosen_word.empty()) continue;
    auto without = asked;
    without.filter.keys[n].clear();
    chosen.push_back({chosen_word, with_asked(here, without)});
  }
  options.add(web::day_input({.name = "from", .label = "From", .value = base::to_iso(asked.days.first)}));
  options.add(web::day_input({.name = "to", .label = "Until", .value = base::to_iso(asked.days.last)}));
  return web::filter_panel({.action = here, .clear = here, .chosen = chosen, .options = options});
}

Pence per_pupil(const MapRow& row) { return row.pupils == 0 ? Pence{} : Pence{divide_to_nearest(row.cost.value, static_cast<std::int64_t>(row.pupils))}; }

std::vector<web::Html> cells(const MapRow& row) {
  return {web::html("{}", row.label), web::html("{}", row.pupils), web::html("{}", row.promised), web::html("{}", row.given), web::html("{}", row.extra), web::html("{}", row.lost),
          web::html("{}", row.away), web::html("{}", to_exact_text(row.cost)), web::html("{}", to_exact_text(row.own)), web::html("{}", to_exact_text(per_pupil(row)))};
}

/// What programmes cost to begin, of those pupils whom a filter leaves with such a cost.
std::vector<const OwnCost*> begun_of(const Drawn& map) {
  std::set<access::PupilId> with;
  for (const auto& atom : map.atoms)
    if (atom.own.value > 0) with.insert(atom.pupil);
  std::vector<const OwnCost*> out;
  for (const auto& each : map.beside.programmes)
    if (with.contains(each.pupil)) out.push_back(&each);
  return out;
}

std::string programme_name(const Drawn& map, const programmes::ProgrammeId& id) {
  const auto found = map.names.programmes.find(id.bytes());
  return found == map.names.programmes.end() ? std::string("A programme") : found->second.name;
}

/// "Talk time: £52.00 (£2.50 for each pupil who began it, £40.00 for each run …)".
web::Html own_explained(const Drawn& map, const MapRow& total) {
  std::map<std::string, Pence> sums;
  for (const auto& atom : map.atoms)
    if (atom.own.value > 0) sums[atom.words[static_cast<std::size_t>(MapBy::programme)]] += atom.own;
  web::Html list;
  for (const auto& [name, pence] : sums) {
    const auto found = std::find_if(map.names.programmes.begin(), map.names.programmes.end(), [&, &word = name](const auto& each) { return each.second.name == word; });
    if (found == map.names.programmes.end())
      list.add("<li>Beside the programmes: {} (further costs that were written down, shared by the pupils they were for)</li>", to_exact_text(pence));
    else
      list.add("<li>{}: {} ({} for each pupil who began it{})</li>", name, to_exact_text(pence), to_exact_text({found->second.cost_pence}),
               found->second.run_pence == 0 ? std::string() : ", " + to_exact_text({found->second.run_pence}) + " for each run, shared by those who began it together");
  }
  web::Html out = web::body_text(to_exact_text(total.own) + " of it is no adult's time but materials, licences and further costs. They fall on the day a pupil begins, at the prices the bank of programmes has now.");
  out.add("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list);
  return out;
}

/// Who is at school for fewer hours, and what of the promises fell to that.
struct OnFewerHours {
  const timetable::Reduced* reduced;
  std::string pupil;
  int on_site = 0;
  std::int64_t away = 0;
};
std::vector<OnFewerHours> on_fewer_hours(const Drawn& map) {
  std::map<access::PupilId, std::int64_t> away;
  for (const auto& atom : map.atoms) away[atom.pupil] += atom.away;
  std::vector<OnFewerHours> out;
  for (const auto& each : map.gathered.reduced) {
    const auto pupil = map.names.pupils.find(each.pupil);
    if (pupil == map.names.pupils.end() || !away.contains(each.pupil)) continue;
    const auto step = timetable::step_on(each, std::max(each.starts_on, map.asked.days.last));
    out.push_back({&each, pupil->second.name(), step ? timetable::minutes_on_site(*step) : 0, away[each.pupil]});
  }
  return out;
}

std::string until_words(const timetable::Reduced& reduced) {
  return fmt::format("{} to {}", base::to_text(reduced.starts_on), base::to_text(reduced.ended_on ? *reduced.ended_on : reduced.ends_on));
}

web::Html fewer_hours_table(const Drawn& map) {
  const auto all = on_fewer_hours(map);
  if (all.empty()) return {};
  std::vector<std::vector<web::Html>> rows;
  for (const auto& each : all)
    rows.push_back({web::link(web::Url::path("/pupils/{}/reduced", each.reduced->pupil), each.pupil), web::html("{}", until_words(*each.reduced)),
                    web::html("{} of {}", timetable::hours_words(each.on_site), timetable::hours_words(each.reduced->full_minutes)), web::html("{}", each.away)});
  web::Html out = web::table({.caption = "Reduced timetables", .columns = {{"Pupil"}, {"Agreed"}, {"Hours at school a week"}, {"Promised for hours away, min", true}}, .rows = std::move(rows), .stacked = true});
  out.add("<p class=\"govuk-hint\">What was promised for hours a pupil is not at school, by agreement, is lost to the timetable and not to anybody who failed to give it.</p>");
  return out;
}

/// How each cost came about, folded in.
web::Html sum_explained(const Drawn& map, const MapRow& total) {
  web::Html how = web::body_text(fmt::format("{} minutes were given. Each session costs its adult's minutes at the price of that day, and is shared by the pupils who were there, "
                                             "each by their own minutes; pennies that cannot be divided go to those whose share was cut most: {} in all. The rows make {} however they are grouped.",
                                             total.given, to_exact_text(total.cost - total.own), to_exact_text(total.cost)));
  if (total.own.value > 0) how.add(own_explained(map, total));
  std::string without;
  for (const auto& adult : map.costs.without_pay) {
    const auto name = map.names.adults.find(adult);
    without += (without.empty() ? "" : ", ") + (name == map.names.adults.end() ? std::string("somebody") : name->second);
  }
  if (!without.empty()) how.add(web::body_text(fmt::format("{} minutes are not costed, because no pay is written down for {}.", map.costs.uncosted_minutes, without)));
  return web::details({.summary = to_exact_text(total.cost) + ": how it adds up", .matter = how});
}

base::Result<Answer> show_map(Visit& visit, const ReadCosts& pass) {
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!across) return base::Error::not_found("finds no pupils");
  auto asked = read_asked(visit, pass);
  web::Html main;
  if (!asked) {
    main.add(web::error_summary(asked.error().fields));
    asked = Asked{{visit.today() + -42, visit.today()}, MapBy::need, {}};
  }
  const auto map = draw_map(visit, pass, *across, *asked);
  main.add(web::heading(base::to_text(map->asked.days.first) + " to " + base::to_text(map->asked.days.last), "Costed provision map"));
  web::Html buttons = web::button_link(with_asked(web::Url::path("/provision/map.xlsx"), map->asked), "Open as a spreadsheet", web::ButtonLook::secondary);
  buttons.add(web::button_link(web::Url::path("/provision/shortfalls"), "Promises not kept in full", web::ButtonLook::secondary));
  buttons.add(web::button_link(web::Url::path("/provision/funding"), "Funding", web::ButtonLook::secondary));
  main.add(web::button_group(buttons));
  main.add(filters(*map));
  const auto rows = rows_by(map->atoms, map->asked.by);
  if (rows.empty()) {
    main.add(web::empty_state({.icon = web::Icon::note, .title = "Nothing was promised or given in these days",
                               .words = "What plans promise and what sessions gave stands here with its cost, by need, year group, wave, pupil, adult or programme."}));
  } else {
    std::vector<std::vector<web::Html>> drawn;
    for (const auto& row : rows) drawn.push_back(cells(row));
    const auto total = total_of(map->atoms);
    drawn.push_back(cells(total));
    main.add(sum_explained(*map, total));
    main.add(web::table({.caption = "By " + base::to_lower_ascii(title(map->asked.by)),
                         .columns = {{std::string(title(map->asked.by))}, {"Pupils", true}, {"Promised, min", true}, {"Given, min", true}, {"Of it beyond the promise", true}, {"Lost, min", true}, {"Of it away by a reduced timetable", true}, {"Cost", true}, {"Of it materials, licences and the like", true}, {"For each pupil", true}},
                         .rows = std::move(drawn), .stacked = true}));
    main.add(fewer_hours_table(*map));
  }
  return access::page(visit, 200, {.title = "Costed provision map", .place = access::Place::reports}, main);
}

web::Cell number(std::size_t n) { return static_cast<std::int64_t>(n); }

web::Sheet rows_sheet(const Drawn& map) {
  web::Sheet sheet{"By " + base::to_lower_ascii(title(map.asked.by)),
                   {{std::string(title(map.asked.by)), 32}, {"Pupils", 8}, {"Promised minutes", 16}, {"Given minutes", 14}, {"Of it beyond the promise", 22}, {"Lost minutes", 13}, {"Of it away by a reduced timetable", 30}, {"Cost", 14}, {"Of it materials, licences and the like", 34}, {"Cost for each pupil", 18}},
                   {}};
  const auto line = [](const MapRow& row) {
    return std::vector<web::Cell>{row.label, number(row.pupils), row.promised, row.given, row.extra, row.lost, row.away, web::MoneyCell{row.cost.value}, web::MoneyCell{row.own.value},
                                  web::MoneyCell{per_pupil(row).value}};
  };
  for (const auto& row : rows_by(map.atoms, map.asked.by)) sheet.rows.push_back(line(row));
  sheet.totals = line(total_of(map.atoms));
  return sheet;
}

web::Sheet lines_sheet(const Drawn& map) {
  web::Sheet sheet{"Every line",
                   {{"Pupil", 24}, {"Year group", 12}, {"Need", 26}, {"Wave", 22}, {"What was promised", 40}, {"Programme", 28}, {"Adult", 24}, {"Promised minutes", 16}, {"Given minutes", 14},
                    {"Lost minutes", 13}, {"Of it away by a reduced timetable", 30}, {"Beyond the promise", 18}, {"Cost", 14}, {"Of it materials, licences and the like", 34}},
                   {}};
  for (const auto& atom : map.atoms) {
    const auto words = [&](MapBy by) { return atom.words[static_cast<std::size_t>(by)]; };
    sheet.rows.push_back({words(MapBy::pupil), words(MapBy::year), words(MapBy::need), words(MapBy::wave), atom.line, words(MapBy::programme), words(MapBy::adult), atom.promised,
                          atom.given, atom.lost, atom.away, atom.extra, web::MoneyCell{atom.cost.value}, web::MoneyCell{atom.own.value}});
  }
  return sheet;
}

web::Sheet programmes_sheet(const Drawn& map) {
  web::Sheet sheet{"Programmes begun", {{"Programme", 30}, {"Group", 26}, {"Pupil", 24}, {"Began on", 14}, {"Materials", 12}, {"Share of the run", 16}, {"Cost", 12}}, {}};
  for (const auto* each : begun_of(map)) {
    const auto pupil = map.names.pupils.find(each->pupil);
    sheet.rows.push_back({programme_name(map, each->programme), each->run, pupil == map.names.pupils.end() ? std::string() : pupil->second.name(), base::to_iso(each->on),
                          web::MoneyCell{each->materials.value}, web::MoneyCell{each->share.value}, web::MoneyCell{each->whole().value}});
  }
  return sheet;
}

web::Sheet fewer_hours_sheet(const Drawn& map) {
  web::Sheet sheet{"Reduced timetables", {{"Pupil", 24}, {"Agreed", 34}, {"Minutes at school a week", 24}, {"Of a full week", 16}, {"Promised for hours away, minutes", 32}}, {}};
  for (const auto& each : on_fewer_hours(map))
    sheet.rows.push_back({each.pupil, until_words(*each.reduced), std::int64_t{each.on_site}, std::int64_t{each.reduced->full_minutes}, each.away});
  return sheet;
}

base::Result<Answer> send_workbook(Visit& visit, const ReadCosts& pass) {
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!across) return base::Error::not_found("finds no pupils");
  TRY(auto asked, read_asked(visit, pass));
  const auto map = draw_map(visit, pass, *across, std::move(asked));
  web::Response response;
  response.content_type = std::string(web::workbook_type);
  response.body = web::to_workbook({rows_sheet(*map), lines_sheet(*map), programmes_sheet(*map), fewer_hours_sheet(*map)});
  response.may_compress = false;
  response.set_header("Content-Disposition", "attachment; filename=\"provision-map.xlsx\"");
  return response;
}

}  // namespace

void add_map_routes(access::Routes& routes) {
  routes.get("/provision/map", show_map);
  routes.get("/provision/map.xlsx", send_workbook);
}

}  // namespace provision
