// Gives the clocks that are due, across pupils and on the page of one.
#include "casework/statutory/due_source.h"

#include "casework/statutory/plan_day.h"
#include "casework/statutory/procedure_view.h"
#include "people/calendar.h"
#include "people/pupil_store.h"
#include "web/components/display.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace statutory {
namespace {

using record::Due;

std::string lower(std::string text) {
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

void add_clocks(std::vector<Due>& out, const access::Pass& pass, const Procedure& of, base::LocalDate until) {
  for (const auto& clock : count_clocks(course_of(of, list_steps(pass, of.id), list_exemptions(pass, of.id)), pass.today())) {
    if (!clock.due || *clock.due > until || clock.only_if_amended) continue;
    // What a family may do until a day is no job of the school's: whoever leads watches it, and nobody is late with it.
    if (clock.doer == Doer::family) {
      if (clock.state != ClockState::coming) continue;
      out.push_back({.on = *clock.due, .what = fmt::format("{}: the last of the family’s 15 days to comment on the {}", title(of.sort), clock.event == Event::comments ? "changes" : "draft"),
                     .leads_to = web::Url::path("/pupils/{}/statutory/{}", of.pupil, of.id), .key = fmt::format("statutory {} {}", of.id.text(), clock.what), .pupil = of.pupil, .info_class = of.info_class,
                     .owner_words = "The family; watched by " + of.lead_name, .watcher = of.lead});
      continue;
    }
    if (clock.state != ClockState::late && clock.state != ClockState::coming) continue;
    out.push_back({.on = *clock.due, .what = fmt::format("{}: {}", title(of.sort), lower(clock.what)), .leads_to = web::Url::path("/pupils/{}/statutory/{}", of.pupil, of.id),
                   .key = fmt::format("statutory {} {}", of.id.text(), clock.what), .pupil = of.pupil, .info_class = of.info_class, .owner = of.lead,
                   .owner_words = clock.doer == Doer::authority ? std::string(title(Doer::authority)) + ", followed up by " + of.lead_name : of.lead_name});
  }
}

void add_unbegun(std::vector<Due>& out, const ReviewedPlan& each, const std::string& year_group, base::LocalDate today, base::LocalDate until) {
  const auto add = [&](base::LocalDate on, std::string what, std::string_view key) {
    if (on <= until)
      out.push_back({.on = on, .what = std::move(what), .leads_to = web::Url::path("/pupils/{}/statutory", each.plan.pupil), .key = fmt::format("statutory-{} {}", key, each.plan.id.text()), .pupil = each.plan.pupil,
                     .info_class = each.plan.info_class, .owner = each.plan.author, .owner_words = each.plan.author_name});
  };
  const auto last = twelve_months(each.counted_from);
  add(last + -28, "Annual review: no meeting is set, and it should be held by now", "meeting");
  add(last, "Annual review: the twelve months are over", "year");
  const auto rank = year_rank(year_group);
  if (rank && is_under_five(*rank)) add(six_months(each.counted_from), "Annual review: a child under five is looked at again", "half-year");
  const auto transfer = rank ? usual_transfer(*rank) : Transfer::none;
  const auto year = people::academic_year_of(today);
  if (const auto day = transfer_day(transfer, year)) {
    add(*transfer_meeting_by(transfer, year), "Annual review: the meeting before the pupil moves on", "move-meeting");
    add(*day, "Annual review: the final plan names the next setting", "move");
  }
}

}  // namespace

std::vector<Due> clocks_due(access::Visit& visit, base::LocalDate until) {
  const auto pass = access::Door::caseload<access::May::pupil_find>(visit);
  if (!pass) return {};
  std::vector<Due> out;
  const auto known = list_procedures(*pass);
  for (const auto& each : known)
    if (each.is_open()) add_clocks(out, *pass, each, until);
  auto reviewed = list_reviewed_plans(visit, *pass, known);
  std::erase_if(reviewed, [&](const ReviewedPlan& each) {
    return std::any_of(known.begin(), known.end(), [&](const Procedure& one) { return one.is_open() && one.plan == each.plan.id; });
  });
  std::vector<access::PupilId> ids;
  for (const auto& each : reviewed) ids.push_back(each.plan.pupil);
  std::map<access::PupilId, std::string> years;
  for (const auto& pupil : people::load_all(*pass, ids)) years[pupil.id] = pupil.year_group;
  for (const auto& each : reviewed) add_unbegun(out, each, years[each.plan.pupil], visit.today(), until);
  return out;
}

void add_glance(record::GlanceParts& parts) {
  parts.add([](access::Visit& visit, const PupilSight& pass) -> web::Html {
    if (!sees(visit.grants(), pass.pupil())) return {};
    web::Html rows;
    for (const auto& each : list_procedures(pass)) {
      if (!each.is_open()) continue;
      const auto clocks = count_clocks(course_of(each, list_steps(pass, each.id), list_exemptions(pass, each.id)), visit.today());
      const auto* next = next_open(clocks);
      rows.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/pupils/{}/statutory/{}", each.pupil, each.id), title(each.sort));
      if (next) rows.add(": {}, {} {}", lower(next->what), base::to_text(*next->due), clock_tag(*next, visit.today()));
      rows.add("</p>");
    }
    if (!rows.empty()) return web::card("By the clock of the law", rows);
    const auto reviewed = list_reviewed_plans(visit, pass);
    if (reviewed.empty()) return {};
    return web::card("By the clock of the law", web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Annual review</a>: finished by {}</p>", statutory_url(pass.pupil()),
                                                          base::to_text(twelve_months(reviewed.front().counted_from))));
  });
}

}  // namespace statutory
