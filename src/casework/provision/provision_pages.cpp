// A pupil's provision on one page, and the list of those whose promises are not kept.
#include "casework/provision/provision_pages.h"

#include "access/frame.h"
#include "access/staff_store.h"
#include "casework/plans/target_store.h"
#include "casework/plans/provision_line_store.h"
#include "casework/programmes/bank_store.h"
#include "casework/programmes/group_store.h"
#include "casework/provision/cost.h"
#include "casework/provision/funding_store.h"
#include "casework/provision/own_cost.h"
#include "casework/provision/provision_view.h"
#include "people/calendar.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace provision {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Read = access::PupilPass<May::chronology_read>;

bool sees_send(const Visit& visit, const access::PupilId& pupil) { return (visit.grants().see(pupil) & access::bit(access::InfoClass::c6_send)) != 0; }

web::Html days_filter(const web::Url& action, const sessions::Days& days, const web::Html& more = {}) {
  web::Html options = more;
  options.add(web::day_input({.name = "from", .label = "From", .value = base::to_iso(days.first)}));
  options.add(web::day_input({.name = "to", .label = "Until", .value = base::to_iso(days.last)}));
  return web::filter_panel({.action = action, .clear = action, .options = options, .heading = "Days"});
}

std::string line_title(const plans::ProvisionLine& line) { return line.words.what + ": " + plans::dose_words(line.words); }

std::vector<Entry> of_line(const std::vector<Entry>& entries, const plans::ProvisionLineId& line) {
  std::vector<Entry> out;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(out), [&](const Entry& entry) { return entry.line == line; });
  return out;
}

web::Html adults_table(const access::Pass& pass, const std::vector<Entry>& entries, const LossWords& words) {
  const auto staff = access::list_staff(pass);
  std::vector<std::vector<web::Html>> rows;
  for (const auto& [adult, tally] : sum_by<access::StaffId>(entries, [](const Entry& entry) { return entry.adult; })) {
    const auto found = std::find_if(staff.begin(), staff.end(), [&](const access::StaffLine& line) { return line.id == adult; });
    rows.push_back({web::html("{}", found == staff.end() ? std::string("Nobody named") : found->name), web::html("{}", tally.promised), web::html("{}", tally.delivered),
                    web::html("{}", lost_words(tally, words))});
  }
  return web::table({.caption = "By adult, in minutes", .columns = {{"Adult"}, {"Promised", true}, {"Given", true}, {"Lost, and why"}}, .rows = std::move(rows), .stacked = true});
}

/// What the school year has cost so far, with the sum of it folded in.
web::Html cost_card(Visit& visit, const ReadCosts& costs, const Read& pass, const people::Pupil& pupil) {
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!across) return {};
  pass.saw(access::InfoClass::c6_send, pupil.id, pupil.id.bytes(), deeds::costs_seen);
  const sessions::Days year{*base::to_date(people::academic_year_of(visit.today()), 9, 1), visit.today()};
  // A group's cost is known only with everybody who was in it.
  const auto own = sessions::list_given_to(pass, pupil.id, year);
  const auto all = sessions::list_given_across(*across, year);
  std::vector<sessions::Given> together;
  for (const auto& each : all)
    if (std::any_of(own.begin(), own.end(), [&](const sessions::Given& mine) { return mine.session == each.session; })) together.push_back(each);
  const auto rates = load_minute_costs(costs);
  const auto shared = cost_sessions(together, rates);
  struct Sum {
    std::int64_t sessions = 0, minutes = 0;
    Pence pence;
  };
  std::map<access::StaffId, Sum> by_adult;
  Pence total;
  for (const auto& part : shared.shares) {
    if (part.of->pupil != pupil.id) continue;
    auto& sum = by_adult[part.of->staff];
    ++sum.sessions;
    sum.minutes += part.of->minutes;
    sum.pence += part.pence;
    total += part.pence;
  }
  const auto staff = access::list_staff(pass);
  const auto name_of = [&](const access::StaffId& id) {
    const auto found = std::find_if(staff.begin(), staff.end(), [&](const access::StaffLine& line) { return line.id == id; });
    return found == staff.end() ? std::string("Somebody") : found->name;
  };
  std::vector<std::vector<web::Html>> sums;
  for (const auto& [adult, sum] : by_adult)
    sums.push_back({web::html("{}", name_of(adult)), web::html("{}", sum.sessions), web::html("{}", sum.minutes), web::html("{}", to_exact_text(sum.pence))});
  for (const auto& cost : list_further_costs(costs, year.first, year.last)) {
    for (const auto& part : cost.parts) {
      if (part.pupil != pupil.id) continue;
      sums.push_back({web::html("{}", cost.what), {}, {}, web::html("{}", to_exact_text(part.pence))});
      total += part.pence;
    }
  }
  const auto bank = programmes::list_bank(pass);
  for (const auto& each : own_costs(runs_of(programmes::list_memberships(*across), plans::list_provision_lines(*across, year.first, year.last)), bank, year)) {
    if (each.pupil != pupil.id) continue;
    const auto found = std::find_if(bank.begin(), bank.end(), [&](const programmes::Programme& one) { return one.id == each.programme; });
    sums.push_back({web::html("{}, begun {}: materials {}{}", found == bank.end() ? std::string("A programme") : found->name, base::to_text(each.on), to_exact_text(each.materials),
                              each.share.value > 0 ? ", share of the run " + to_exact_text(each.share) : std::string()),
                    {}, {}, web::html("{}", to_exact_text(each.whole()))});
    total += each.whole();
  }
  web::Html how = web::body_text("Each session costs its adult's minutes, and is shared by the pupils who were there, each by their own minutes.");
  how.add(web::table({.caption = "How it adds up", .columns = {{"What"}, {"Sessions", true}, {"Minutes", true}, {"This pupil's share", true}}, .rows = std::move(sums), .caption_hidden = true, .stacked = true}));
  std::string without;
  for (const auto& adult : shared.without_pay) without += (without.empty() ? "" : ", ") + name_of(adult);
  if (!without.empty()) how.add(web::body_text("Not costed, because no pay is written down: " + without + "."));
  const auto carried = carry(total, school_share_on(list_shares(pass), visit.today()), received_between(list_top_ups(costs, pupil.id), year.first, year.last));
  web::Html matter = web::summary_list({{"Cost so far this school year", web::html("{}", to_exact_text(carried.cost)), {}},
                                        {"Carried by the school, at most " + to_text(school_share_on(list_shares(pass), visit.today())), web::html("{}", to_exact_text(carried.by_school)), {}},
                                        {"Needed beyond that", web::html("{}", to_exact_text(carried.needed)), {}},
                                        {"Received so far", web::html("{}", to_exact_text(carried.received)), {}}});
  if (carried.short_of().value > 0) matter.add(web::warning_text(to_exact_text(carried.short_of()) + " more is needed than has come."));
  matter.add(web::details({.summary = to_exact_text(carried.cost) + ": how it adds up", .matter = how}));
  matter.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Money that comes for {}</a></p>", web::Url::path("/pupils/{}/funding", pupil.id), pupil.given);
  return web::card("What it costs", matter);
}

base::Result<Answer> show_pupil(Visit& visit, const Read& pass) {
  const auto find = pass.narrowed<May::pupil_find>();
  if (!find || !sees_send(visit, pass.pupil())) return base::Error::not_found("SEND information is not theirs to see");
  const auto here = web::Url::path("/pupils/{}/provision", pass.pupil());
  const auto pupil = people::load(pass);
  auto days = read_days(visit, pass);
  web::Html main;
  if (!days) {
    main.add(web::error_summary(days.error().fields));
    days = sessions::Days{visit.today() + -42, visit.today()};
  }
  const auto gathered = gather(visit, *find, *days);
  const LossWords words(visit);
  main.add(web::heading("Provision", pupil.name()));
  main.add(days_filter(here, *days));
  const auto whole = sum_of(gathered.entries);
  if (gathered.lines.empty() && gathered.entries.empty()) {
    main.add(web::empty_state({.icon = web::Icon::note, .title = "Nothing was promised in these days",
                               .words = "What a plan promises " + pupil.given + " stands here beside what was given, and why minutes were lost."}));
  } else {
    main.add(tally_facts(whole, words));
    for (const auto& each : gathered.reduced)
      if (const auto step = timetable::step_on(each, std::max(each.starts_on, days->last)))
        main.add(web::inset_text(web::html("<p>On a <a class=\"govuk-link\" href=\"{}\">reduced timetable</a> from {}: {} of {} a week at school. What is promised for the hours away is not lost by anybody’s failing.</p>",
                                           web::Url::path("/pupils/{}/reduced", pupil.id), base::to_text(each.starts_on), timetable::hours_words(timetable::minutes_on_site(*step)),
                                           timetable::hours_words(each.full_minutes))));
    main.add(tally_bar("All of it", whole, words));
    for (const auto& line : gathered.lines) {
      const auto entries = of_line(gathered.entries, line.id);
      const auto tally = sum_of(entries);
      web::Html matter = tally_facts(tally, words);
      matter.add(tally_bar(line.words.what, tally, words));
      main.add(web::card(line_title(line), matter));
    }
    if (const auto others = sum_of(of_line(gathered.entries, {})); others.promised + others.extra > 0) main.add(web::card("Beside the plan", tally_facts(others, words)));
    main.add(weeks_table(gathered.entries, words));
    main.add(adults_table(pass, gathered.entries, words));
  }
  const auto scores = sessions::list_scores(pass, pupil.id, *days);
  web::Html lines;
  for (const auto& target : plans::list_live_targets(*find))
    if (target.info_class == access::InfoClass::c6_send) lines.add(score_line(target, scores));
  if (!lines.empty()) {
    main.add(web::subheading("What the targets showed"));
    main.add(lines);
  }
  if (const auto costs = access::Door::staff<May::costs_read>(visit)) main.add(cost_card(visit, *costs, pass, pupil));
  return access::page(visit, 200,
                      {.title = "Provision – " + pupil.name(), .place = access::Place::pupils, .before = web::back_link(people::pupil_url(pupil.id), pupil.name())}, main);
}

// ---- shortfalls

struct Shortfall {
  const plans::ProvisionLine* line;
  Tally tally;
};

base::Result<Answer> show_shortfalls(Visit& visit, const CaseloadSight& pass) {
  auto days = read_days(visit, pass);
  web::Html main;
  if (!days) {
    main.add(web::error_summary(days.error().fields));
    days = sessions::Days{visit.today() + -42, visit.today()};
  }
  const auto gathered = gather(visit, pass, *days, Cards::all);
  const LossWords words(visit);
  auto by_line = sum_by<plans::ProvisionLineId>(gathered.entries, [](const Entry& entry) { return entry.line; });
  std::vector<Shortfall> short_ones;
  Tally whole;
  for (const auto& line : gathered.lines) {
    auto& tally = by_line[line.id];
    whole += tally;
    const auto away = tally.lost.find(not_on_site);
    if (tally.lost_in_all() > (away == tally.lost.end() ? 0 : away->second)) short_ones.push_back({&line, tally});
  }
  std::stable_sort(short_ones.begin(), short_ones.end(), [](const Shortfall& a, const Shortfall& b) { return a.tally.lost_in_all() > b.tally.lost_in_all(); });
  main.add(web::heading("Promises not kept in full"));
  main.add(days_filter(web::Url::path("/provision/shortfalls"), *days));
  if (short_ones.empty()) {
    main.add(web::empty_state({.icon = web::Icon::note, .title = "Nothing was lost in these days",
                               .words = "Provision that was promised to pupils whose plans you see, and not given in full, stands here, the most minutes lost first."}));
  } else {
    main.add(tally_facts(whole, words));
    main.add(tally_bar("All of these pupils", whole, words));
    std::vector<std::vector<web::Html>> rows;
    for (const auto& each : short_ones) {
      const auto& line = *each.line;
      rows.push_back({web::link(web::Url::path("/pupils/{}/provision", line.pupil).with("from", base::to_iso(days->first)).with("to", base::to_iso(days->last)), line.pupil_name),
                      web::html("{}", line_title(line)), web::html("{}", line.words.staff.is_nil() ? line.words.who : line.staff_name), web::html("{}", each.tally.promised),
                      web::html("{}", each.tally.delivered), web::html("{}", each.tally.lost_in_all()), web::html("{}", lost_words(each.tally, words))});
    }
    main.add(web::table({.caption = "In minutes, the most lost first",
                         .columns = {{"Pupil"}, {"What was promised"}, {"By whom"}, {"Promised", true}, {"Given", true}, {"Lost", true}, {"Why"}}, .rows = std::move(rows), .stacked = true}));
  }
  return access::page(visit, 200, {.title = "Promises not kept in full", .place = access::Place::reports}, main);
}

}  // namespace

void add_provision_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/provision", show_pupil);
  routes.get("/provision/shortfalls", show_shortfalls);
}

}  // namespace provision
