// The pages of reports.
#include "overview/report_pages.h"

#include "access/frame.h"
#include "overview/plan_starts.h"
#include "overview/report_view.h"
#include "people/calendar_store.h"
#include "people/pupil_store.h"
#include "people/year_group.h"
#include "record/catalogue.h"
#include "record/chronology_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace overview {
namespace {

using access::Answer;
using access::May;
using access::Visit;

constexpr std::size_t most_entries = 100;
using EveryonesPass = access::StaffPass<May::entries_own>;  // who may see what is asked of the door again, kind by kind

std::optional<record::CountPass> counts_themselves(Visit& visit, const record::Kind& kind) {
  if (!record::may_count(visit.grants(), kind)) return std::nullopt;
  return access::Door::caseload<May::chronology_read>(visit);
}

bool may_report(Visit& visit, const record::Kind& kind) {
  return counts_themselves(visit, kind) || (record::may_be_told(kind) && visit.may(May::numbers_read));
}

const record::Kind* kind_of(const Visit& visit, const record::Kinds& kinds) { return kinds.find(visit.match.part("kind")); }

base::Error no_report() { return base::Error::not_found("no report of this kind for this person"); }

base::Result<Answer> list_reports(Visit& visit, const EveryonesPass&) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  web::Html list;
  for (const auto& kind : kinds->all()) {
    if (!may_report(visit, kind)) continue;
    list.add(web::card(
        kind.plural,
        web::html("<p class=\"govuk-body\">{}</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">See the numbers"
                  "<span class=\"govuk-visually-hidden\"> of {}</span></a></p>",
                  kind.description, web::Url::path("/reports/{}", kind.id), kind.plural)));
  }
  if (list.text().empty()) return no_report();
  web::Html main = web::heading("Reports");
  main.add(
      web::body_text("Everything that is written down is counted: when, where, what, and for whom. You count what you may see."));
  main.add(web::cards(list));
  return access::page(visit, 200, {.title = "Reports", .place = access::Place::reports}, main);
}

web::Html filters(Visit& visit, const record::CountPass& pass, const record::Kind& kind, const AskedReport& asked,
                  const record::Counted& counted) {
  const auto& scope = asked.scope;
  web::Html fields = web::select({.name = "period",
                                  .label = "When",
                                  .options = {{"year", "This school year"},
                                              {"half_term", "This half-term"},
                                              {"last_year", "Last school year"},
                                              {"all", "All years"},
                                              {"own", "Between two days"}},
                                  .value = asked.period});
  const bool own = asked.period == "own";
  fields.add(web::day_input({.name = "from", .label = "From", .value = own ? base::to_iso(scope.first) : ""}));
  fields.add(web::day_input({.name = "until", .label = "Until", .value = own ? base::to_iso(scope.last) : ""}));
  std::vector<web::Option> years = {{"", "All"}}, classes = {{"", "All"}}, places = {{"", "All"}};
  for (const auto& year : record::year_choices(pass)) {
    const auto group = people::parse_year_group(year);
    years.push_back({year, group ? group->title() : year});
  }
  for (const auto& each : record::class_choices(pass))
    classes.push_back({each.name, each.is_group ? "Group: " + each.name : each.name});
  if (const auto* place = counted.report.find("place"))
    for (const auto& row : place->rows)
      if (row.records > 0 && places.size() < 40) places.push_back({row.code, row.label});
  if (!scope.place.empty() &&
      std::none_of(places.begin(), places.end(), [&](const web::Option& each) { return each.value == scope.place; }))
    places.push_back({scope.place, scope.place});
  fields.add(web::select({.name = "year", .label = "Year group", .options = years, .value = scope.year_group}));
  fields.add(web::select({.name = "class", .label = "Class or group", .options = classes, .value = scope.class_name}));
  if (kind.find_field("place"))
    fields.add(web::select({.name = "place", .label = "Place", .options = places, .value = scope.place}));
  if (!counted.adults.empty() || scope.adult) {
    std::vector<web::Option> adults = {{"", "All"}};
    for (const auto& each : counted.adults) adults.push_back({each.adult.text(), each.name});
    fields.add(web::select(
        {.name = "adult", .label = "Adult who was there", .options = adults, .value = scope.adult ? scope.adult->text() : ""}));
  }
  fields.add(since_fields(visit, scope.pupil ? list_plan_starts(visit, *scope.pupil) : std::vector<PlanStart>{}, asked));
  if (scope.pupil) fields.add(web::hidden("pupil", scope.pupil->text()));
  const auto here = web::Url::path("/reports/{}", kind.id);
  std::vector<web::FilterTag> chosen;
  const auto leave_out = [&](std::string words, auto change) {
    auto without = asked;
    change(without);
    chosen.push_back({std::move(words), with_asked(here, without)});
  };
  if (!scope.year_group.empty()) leave_out("Year " + scope.year_group, [](AskedReport& each) { each.scope.year_group.clear(); });
  if (!scope.class_name.empty()) leave_out(scope.class_name, [](AskedReport& each) { each.scope.class_name.clear(); });
  if (!scope.place.empty()) leave_out(scope.place, [](AskedReport& each) { each.scope.place.clear(); });
  if (scope.pupil) leave_out("One pupil", [](AskedReport& each) { each.scope.pupil.reset(); });
  if (scope.adult) leave_out("One adult", [](AskedReport& each) { each.scope.adult.reset(); });
  if (!scope.field.empty())
    leave_out("One answer", [](AskedReport& each) {
      each.scope.field.clear();
      each.scope.value.clear();
    });
  if (asked.split) leave_out("Since " + base::to_text(*asked.split), [](AskedReport& each) { each.split.reset(); });
  return web::filter_panel({.action = here, .clear = here, .chosen = chosen, .options = fields});
}

web::Html people_tables(const record::Kind& kind, const AskedReport& asked, const record::Counted& counted, const web::Url& csv) {
  web::Html out;
  if (!counted.pupils.empty()) {
    web::Table table{.caption = "Pupils, most first", .columns = {{"Pupil"}, {"Class"}, {"Records", true}}, .rows = {}};
    for (const auto& row : counted.pupils)
      table.rows.push_back({web::link(web::Url::path("/pupils/{}/chronology", row.pupil)
                                          .with("kind", kind.id)
                                          .with("from", base::to_iso(asked.scope.first))
                                          .with("until", base::to_iso(asked.scope.last)),
                                      row.name),
                            web::html("{}", row.place), web::html("{}", row.records)});
    out.add("{}<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Download pupils (CSV)</a></p>", web::table(table),
            csv.with("table", "pupils"));
  }
  if (!counted.adults.empty()) {
    web::Table table{.caption = "Adults who were there, most first", .columns = {{"Adult"}, {"Post"}, {"Records", true}}, .rows = {}};
    for (const auto& row : counted.adults) {
      auto one = asked;
      one.scope.adult = row.adult;
      table.rows.push_back({web::link(with_asked(web::Url::path("/reports/{}", kind.id), one), row.name),
                            web::html("{}", row.post), web::html("{}", row.records)});
    }
    out.add("{}<p class=\"govuk-body\">Who writes much sees much: it says nothing about how somebody works.</p>",
            web::table(table));
  }
  return out;
}

Answer page_of(Visit& visit, const record::Kind& kind, web::Html main) {
  return access::page(visit, 200,
                      {.title = kind.plural + " – Reports",
                       .place = access::Place::reports,
                       .before = web::breadcrumbs({{"Reports", web::Url::path("/reports")}, {kind.plural}})},
                      main);
}

Answer counts_page(Visit& visit, const record::Kind& kind, const CountedFor& answer) {
  const auto here = web::Url::path("/reports/{}", kind.id);
  const bool last_year = visit.query().text("period") == "last_year";
  web::Html main = web::heading("Numbers of the whole school", kind.plural);
  main.add(web::sub_navigation("School year", {{"This school year", here, !last_year},
                                               {"Last school year", here.with("period", "last_year"), last_year}}));
  main.add(web::inset_text(web::html(
      "<p>Half-terms that are over, {} to {}. Numbers are rounded to the nearest 5, and those under 5 are not told, nor some others from which they could be worked out, so that no child can be "
      "recognised.</p>",
      base::to_text(answer.counted.report.first), base::to_text(answer.counted.report.last))));
  main.add(key_numbers(kind, answer.counted));
  if (answer.counted.report.hidden)
    main.add(web::body_text("There are too few records to say more."));
  else
    main.add(
        all_figures(answer.counted, {std::nullopt, here, with_asked(web::Url::path("/reports/{}/csv", kind.id), answer.asked)}));
  return page_of(visit, kind, main);
}

base::Result<Answer> show_report(Visit& visit, const EveryonesPass& pass) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  const auto* kind = kind_of(visit, *kinds);
  if (!kind) return no_report();
  const auto answer = count_for(visit, pass, *kind);
  if (!answer) return no_report();
  const auto& counted = answer->counted;
  if (counted.only_counts) return counts_page(visit, *kind, *answer);
  const auto own = counts_themselves(visit, *kind);
  web::Html main = web::heading(period_words(answer->asked), kind->plural);
  main.add(filters(visit, *own, *kind, answer->asked, counted));
  main.add(key_numbers(*kind, counted));
  if (counted.report.records == 0) {
    main.add(web::empty_state({.icon = web::Icon::day,
                               .title = "Nothing to count",
                               .words = "No " + kind->plural + " that you may see are of these days and choices."}));
    return page_of(visit, *kind, main);
  }
  const auto csv = with_asked(web::Url::path("/reports/{}/csv", kind->id), answer->asked);
  main.add(all_figures(counted, {answer->asked, web::Url::path("/reports/{}/entries", kind->id), csv}));
  main.add(people_tables(*kind, answer->asked, counted, csv));
  return page_of(visit, *kind, main);
}

base::Result<Answer> show_entries(Visit& visit, const EveryonesPass& pass) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  const auto* kind = kind_of(visit, *kinds);
  if (!kind) return no_report();
  const auto own = counts_themselves(visit, *kind);
  if (!own) return no_report();
  const auto calendar = people::load_calendar(pass);
  const auto asked = read_asked(visit.query(), calendar, visit.today());
  const auto found = record::behind(*own, *kind, calendar, asked.scope, most_entries);
  web::Html main = web::heading(period_words(asked), "What these numbers count");
  main.add("<p class=\"govuk-body\">{}</p>", found.lines.size() == most_entries
                                                 ? fmt::format("The newest {} of them.", most_entries)
                                                 : fmt::format("{} in all.", found.lines.size()));
  record::add_recent(main, pass.zone(), pass.now(), *kinds, found.lines, found.pupils);
  return access::page(
      visit, 200,
      {.title = kind->plural + " – Reports",
       .place = access::Place::reports,
       .before = web::back_link(with_asked(web::Url::path("/reports/{}", kind->id), asked), "Back to the numbers")},
      main);
}

base::Result<Answer> download_table(Visit& visit, const EveryonesPass& pass) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  const auto* kind = kind_of(visit, *kinds);
  if (!kind) return no_report();
  const auto answer = count_for(visit, pass, *kind);
  if (!answer) return no_report();
  auto csv = answer->counted.report.hidden ? std::nullopt : table_csv(answer->counted, visit.query().text("table"));
  if (!csv) return base::Error::not_found("no such table");
  web::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.body = std::move(*csv);
  response.set_header("Content-Disposition", "attachment; filename=\"numbers.csv\"");
  return response;
}

}  // namespace

std::optional<CountedFor> count_for(Visit& visit, const access::Pass& pass, const record::Kind& kind) {
  const auto calendar = people::load_calendar(pass);
  CountedFor out;
  out.asked = read_asked(visit.query(), calendar, visit.today());
  if (const auto& pupil = out.asked.scope.pupil) compare_since_plan(visit, list_plan_starts(visit, *pupil), out.asked);
  if (const auto own = counts_themselves(visit, kind)) {
    out.counted = record::count(*own, kind, calendar, out.asked.scope, out.asked.split);
    return out;
  }
  const auto numbers = access::Door::staff<May::numbers_read>(visit);
  if (!numbers || !record::may_be_told(kind)) return std::nullopt;
  // Whatever else was asked for is left out: two narrower numbers would give the difference away.
  const auto span = whole_half_terms(calendar, visit.today(), visit.query().text("period"));
  AskedReport asked;
  asked.period = span && span->last_year ? "last_year" : "year";
  asked.scope.first = span ? span->first : visit.today();
  asked.scope.last = span ? span->last : visit.today() + -1;
  out.counted = record::count_whole_school(*numbers, visit.house(), kind, calendar, asked.scope.first, asked.scope.last);
  out.asked = std::move(asked);
  return out;
}

void add_report_routes(access::Routes& routes) {
  routes.get("/reports", list_reports);
  routes.get("/reports/{kind}", show_report);
  routes.get("/reports/{kind}/entries", show_entries);
  routes.get("/reports/{kind}/csv", download_table);
}

}  // namespace overview
