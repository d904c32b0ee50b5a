// The register of physical interventions, and of every other numbered kind: for those who may see all of it.
#include "record/register_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "base/text.h"
#include "people/pupil_view.h"
#include "record/answers.h"
#include "record/catalogue.h"
#include "record/register_store.h"
#include "record/summary.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Across = access::CaseloadPass<May::chronology_read>;

/// A book with leaves torn out is none: it is shown to those alone who may see the class of every pupil.
bool may_read_whole(const Visit& visit, const Kind& kind) {
  return kind.numbered && (visit.grants().everyone().classes(access::Act::see) & access::bit(kind.info_class)) != 0;
}

/// "Both told, last at 15:40"; what is still open is told in red.
web::Html parents_words(const Body& body) {
  const auto* told = body.find("parents_told");
  const auto* list = told ? told->array() : nullptr;
  if (!list) return web::tag("Nobody yet", web::Tint::red);
  std::size_t done = 0;
  std::string last;
  for (const auto& each : *list) {
    const auto* yes = each.find("told");
    if (!yes || !yes->boolean() || !*yes->boolean()) continue;
    ++done;
    const auto *on = each.find("on"), *at = each.find("at");
    const auto date = on && on->string() ? base::parse_iso_date(*on->string()) : std::nullopt;
    const auto words = (date ? base::to_text(*date) : std::string()) + (at && at->string() ? " " + *at->string() : "");
    last = std::max(last, words);
  }
  if (done == list->size()) return web::html("{} of {} told, {}", done, list->size(), last);
  return web::html("{} of {} told {}", done, list->size(), web::tag("Still to tell", web::Tint::red));
}

std::string state_words(const Kind& kind, std::string_view state) {
  for (const auto& status : kind.workflow.statuses)
    if (status.code == state) return status.label;
  return std::string(state);
}

/// "Numbers 1 to 12, none missing." What was moved or undone is told at its number, so that it is no hole.
std::string whole_words(const std::vector<RegisterLine>& lines, const std::vector<RegisterStub>& stubs) {
  std::set<std::int64_t> told;
  for (const auto& line : lines) told.insert(line.number);
  for (const auto& stub : stubs) told.insert(stub.number);
  const auto missing = *told.rbegin() - *told.begin() + 1 - static_cast<std::int64_t>(told.size());
  const auto range = fmt::format("Numbers {} to {}", *told.begin(), *told.rbegin());
  if (missing == 0) return range + ", none missing.";
  return range + fmt::format(". {} of them {} restricted and not shown to you.", missing, missing == 1 ? "is" : "are");
}

std::string_view became(std::string_view how) { return how == "moved" ? "Moved" : how == "split" ? "Split" : "Undone"; }

/// A line of the book that says what became of the record that stood here, and nothing of what it held.
std::vector<web::Html> stub_row(Visit& visit, const RegisterStub& stub) {
  const auto& zone = visit.house().zone();
  const auto local = zone.to_local(stub.occurred_at);
  const auto where = stub.how == "moved"   ? "The number went with it to the right pupil"
                     : stub.how == "split" ? "The number went with it, one entry for each pupil"
                                           : "Taken back by its author at once; the number is not given again";
  return {web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/records/{}", stub.record), stub.number),
          web::html("{} {}", base::to_text(local.date), base::to_text(local.time)), web::html("{}", stub.pupil_name), web::html("–"), web::html("–"),
          web::html("{}, {}", stub.by, access::moment_words(zone, visit.now(), stub.at)),
          web::html("{} {}", web::tag(std::string(became(stub.how)), web::Tint::grey), where)};
}

/// The school year begins in September.
base::LocalDate year_begins(base::LocalDate today) {
  const auto parts = base::to_parts(today);
  return *base::to_date(parts.month >= 9 ? parts.year : parts.year - 1, 9, 1);
}

base::Result<Answer> show_register(Visit& visit, const Across& pass) {
  const auto in_force = visit.house().room<Catalogue>().find(visit.match.part("kind"));
  if (!in_force || !may_read_whole(visit, *in_force->kind)) return base::Error::not_found("no such register, or not theirs to read");
  const auto& kind = *in_force->kind;
  const auto& zone = visit.house().zone();
  const bool all = visit.query().text("all") == "yes";
  const auto here = web::Url::path("/registers/{}", kind.id);
  const auto since = all ? base::UtcTime{0} : zone.start_of_day(year_begins(visit.today()));
  const auto lines = list_register(pass, kind.id, since);
  const auto stubs = list_register_stubs(pass, kind.id, since);
  web::Html main = web::heading("Bound book", kind.plural);
  main.add("<p class=\"govuk-body app-screen-only\">{}</p>",
           all ? web::link(here, "This school year only") : web::link(here.with("all", "yes"), "All years"));
  if (lines.empty() && stubs.empty()) {
    main.add(web::empty_state({.icon = web::Icon::hold, .title = "Nothing in the book", .words = "Each record of this kind takes the next number as it is saved."}));
  } else {
    std::vector<std::vector<web::Html>> rows;
    auto stub = stubs.begin();
    const auto stubs_below = [&](std::int64_t number) {
      for (; stub != stubs.end() && stub->number < number; ++stub) rows.push_back(stub_row(visit, *stub));
    };
    for (const auto& line : lines) {
      stubs_below(line.number);
      const auto body = Body::stored(line.body);
      const auto* lasted = body.find("lasted");
      const auto local = zone.to_local(line.occurred_at);
      rows.push_back({web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/records/{}", line.record), line.number),
                      web::html("{} {}", base::to_text(local.date), base::to_text(local.time)),
                      web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", people::pupil_url(line.pupil), line.pupil_name),
                      web::html("{}", lasted && lasted->integer() ? duration_words(*lasted->integer()) : "Not said"), parents_words(body),
                      web::html("{}", line.author), web::html("{}", state_words(kind, line.state))});
    }
    stubs_below(std::numeric_limits<std::int64_t>::max());
    main.add(web::table({.caption = kind.plural, .columns = {{"Number"}, {"When"}, {"Pupil"}, {"How long"}, {"Parents"}, {"Written by"}, {"Signed"}},
                         .rows = std::move(rows), .caption_hidden = true, .stacked = true}));
    main.add(web::body_text(whole_words(lines, stubs)));
  }
  return access::page(visit, 200, {.title = kind.plural + " – bound book", .place = access::Place::reports,
                                   .before = web::back_link(web::Url::path("/registers"), "Bound books")}, main);
}

base::Result<Answer> show_registers(Visit& visit, const Across&) {
  web::Html list;
  for (const auto& kind : visit.house().room<Catalogue>().kinds()->all())
    if (may_read_whole(visit, kind)) list.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a></li>", web::Url::path("/registers/{}", kind.id), kind.plural);
  if (list.empty()) return base::Error::not_found("no register is theirs to read");
  web::Html main = web::heading("Bound books");
  main.add(web::body_text("Records that are numbered one after another without a gap."));
  main.add("<ul class=\"govuk-list\">{}</ul>", list);
  return access::page(visit, 200, {.title = "Bound books", .place = access::Place::reports}, main);
}

}  // namespace

void add_register_routes(access::Routes& routes) {
  routes.get("/registers", show_registers);
  routes.get("/registers/{kind}", show_register);
}

}  // namespace record
