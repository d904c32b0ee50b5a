// One pupil's behaviour and recognition: when, where, what sets it off, what was tried, and whether a change helped.
#include "overview/report_pages.h"

#include "access/frame.h"
#include "overview/plan_starts.h"
#include "overview/report_view.h"
#include "people/calendar_store.h"
#include "people/pupil_view.h"
#include "record/catalogue.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace overview {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Pass = access::PupilPass<May::chronology_read>;

web::Html chooser(const Visit& visit, const access::PupilId& pupil, const std::vector<PlanStart>& starts, const AskedReport& asked) {
  web::Html fields = web::select({.name = "period",
                                  .label = "When",
                                  .options = {{"year", "This school year"},
                                              {"half_term", "This half-term"},
                                              {"last_year", "Last school year"},
                                              {"all", "All years"}},
                                  .value = asked.period});
  fields.add(since_fields(visit, starts, asked));
  const auto here = web::Url::path("/pupils/{}/behaviour", pupil);
  return web::filter_panel({.action = here, .clear = here, .options = fields, .heading = "Choose the days"});
}

web::Html of_kind(const record::Kind& kind, const record::Counted& counted, const access::PupilId& pupil,
                  const AskedReport& asked, Visit& visit) {
  web::Html out = web::subheading(kind.plural);
  out.add(key_numbers(kind, counted));
  if (counted.report.records == 0) return out;
  auto behind = asked;
  behind.scope.pupil = pupil;
  const bool looks = record::may_count(visit.grants(), kind);
  const auto csv = with_asked(web::Url::path("/reports/{}/csv", kind.id), behind);
  const Ways ways{looks ? std::optional(behind) : std::nullopt, web::Url::path("/reports/{}/entries", kind.id),
                  looks ? std::optional(csv) : std::nullopt};
  if (counted.split) out.add(split_figure(*counted.split));
  out.add(heat_figure(counted, ways));
  out.add(trend_figure(counted, ways));
  for (const auto* name : {"trigger", "tried", "behaviour", "for_what", "place", "step", "what_for"})
    if (const auto* field = counted.report.find(name)) out.add(field_figure(*field, counted.report, ways));
  out.add(
      "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Read them in the chronology<span class=\"govuk-visually-hidden\">: {}</span></a></p>",
      web::Url::path("/pupils/{}/chronology", pupil).with("kind", kind.id), kind.plural);
  return out;
}

base::Result<Answer> show_behaviour(Visit& visit, const Pass& pass) {
  const auto pupil = people::load(pass);
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  const auto calendar = people::load_calendar(pass);
  auto asked = read_asked(visit.query(), calendar, visit.today());
  const auto starts = list_plan_starts(visit, pupil.id);
  compare_since_plan(visit, starts, asked);
  record::Scope days;
  days.first = asked.scope.first;
  days.last = asked.scope.last;
  asked.scope = days;
  web::Html main = people::pupil_head(pass, pupil, people::PupilTab::behaviour);
  main.add(chooser(visit, pupil.id, starts, asked));
  bool any = false;
  for (const auto* id : {"behaviour", "recognition"}) {
    const auto* kind = kinds->find(id);
    if (!kind || (visit.grants().see(pupil.id) & access::bit(kind->info_class)) == 0) continue;
    any = true;
    main.add(of_kind(*kind, record::count(pass, *kind, calendar, days, asked.split), pupil.id, asked, visit));
  }
  if (!any) return base::Error::not_found("neither kind is for this person");
  return access::page(visit, 200, {.title = "Behaviour and recognition – " + pupil.name(), .place = access::Place::pupils}, main);
}

}  // namespace

void add_pupil_report_routes(access::Routes& routes) { routes.get("/pupils/{pupil}/behaviour", show_behaviour); }

}  // namespace overview
