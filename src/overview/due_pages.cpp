// What is due, for whoever looks: each sees what they may see of it.
#include "overview/due_pages.h"

#include "access/frame.h"
#include "access/told.h"
#include "overview/due_view.h"
#include "people/pupil_store.h"
#include "record/due_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace overview {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::May;
using access::Visit;
using record::Due;
using web::Json;

constexpr int weeks_ahead = 12;

/// What is over by a year and more is no reminder any more but a mistake: it is left to its own page.
constexpr int years_back = 400;

std::vector<Due> list(Visit& visit, base::LocalDate until) {
  auto out = visit.house().room<record::DueSources>().list(visit, until);
  std::erase_if(out, [&](const Due& due) { return due.done || due.on < visit.today() + -years_back; });
  return out;
}

void keep_mine(std::vector<Due>& all, const access::StaffId& who) {
  std::erase_if(all, [&](const Due& due) { return !due.is_mine(who); });
}

/// On one's own list stands what one watches for others, too.
void keep_mine_and_watched(std::vector<Due>& all, const access::StaffId& who) {
  std::erase_if(all, [&](const Due& due) { return !due.is_mine(who) && !due.is_watched_by(who); });
}

PupilNames names_of(const access::Pass& pass, const std::vector<Due>& all) {
  std::vector<access::PupilId> ids;
  for (const auto& due : all)
    if (!due.pupil.is_nil()) ids.push_back(due.pupil);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  PupilNames out;
  for (const auto& pupil : people::load_all(pass, ids)) out[pupil.id] = pupil.name();
  return out;
}

web::Html empty(bool mine) {
  return web::empty_state({.icon = web::Icon::tick, .title = mine ? "Nothing is due from you" : "Nothing is due",
                           .words = "Reviews of plans, consents that end, the clocks of annual reviews, reduced timetables, trainings and exemptions stand here, twelve weeks ahead, as far as they are yours to see."});
}

base::Result<Answer> show(Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  const bool mine = visit.query().text("whose") != "school";
  const auto asked = visit.query().text("month");
  const bool as_month = !asked.empty();
  const auto month = month_of(asked).value_or(month_of(visit.today()));
  auto all = list(visit, as_month ? month.last() : visit.today() + 7 * weeks_ahead);
  if (mine) keep_mine_and_watched(all, visit.who().id);
  const auto names = names_of(pass, all);
  const auto here = web::Url::path("/due");
  const auto whose = [&](bool own) {
    auto url = own ? here.with("whose", "mine") : here.with("whose", "school");
    return as_month ? url.with("month", month.code()) : url;
  };
  const auto base_url = mine ? here.with("whose", "mine") : here.with("whose", "school");
  web::Html main = web::heading("What is due");
  main.add(web::sub_navigation("Whose", {{"Mine", whose(true), mine}, {"The school’s", whose(false), !mine}}));
  main.add(access::offer_to_confirm(visit));
  if (as_month) {
    main.add(web::subheading(month.title()));
    web::Html ways = web::button_link(base_url.with("month", month.before().code()), month.before().title(), web::ButtonLook::secondary);
    ways.add(web::button_link(base_url.with("month", month.after().code()), month.after().title(), web::ButtonLook::secondary));
    ways.add(web::button_link(base_url, "Week by week", web::ButtonLook::secondary));
    main.add(web::button_group(ways));
    main.add(due_month(all, names, month, visit.today(), visit.who().id));
  } else {
    main.add(web::button_group(web::button_link(base_url.with("month", month.code()), "As a month", web::ButtonLook::secondary)));
    main.add(all.empty() ? empty(mine) : due_by_week(all, names, visit.today(), visit.who().id));
  }
  return access::page(visit, 200, {.title = "What is due", .place = access::Place::my_day}, main);
}

// ---- How long ahead people are reminded

web::Response settings_page(Visit& visit, const std::string& value, const std::vector<base::FieldError>& errors) {
  web::Html fields = web::text_input({.name = "ahead", .label = "How many days ahead?", .hint = "For example 28, 14, 3: whoever sees to a thing is told four weeks, two weeks and three days before it is due.", .value = value,
                                      .error = web::message_for(errors, "ahead"), .width = web::InputWidth::twenty});
  fields.add(web::button({.text = "Save"}));
  web::Html main = access::told(visit, {{"saved", "Saved."}});
  main.add(web::error_summary(errors));
  main.add(web::heading(visit.school().name, "Reminders"));
  main.add(web::body_text("Reminders are notices: they come into the inbox, and by e-mail as each person wishes, never in their quiet hours. The e-mail names nobody."));
  main.add(web::post_form({.action = web::Url::path("/school/reminders"), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Reminders", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors, .width = web::FrameWidth::narrow},
                      main);
}

base::Result<Answer> show_settings(Visit& visit, const access::StaffPass<May::school_administer>& pass) { return settings_page(visit, record::to_text(record::find_aheads(pass)), {}); }

base::Result<Answer> post_settings(Visit& visit, const access::StaffPass<May::school_administer>& pass) {
  const auto read = record::read_aheads(visit.form().text("ahead"));
  if (!read) return settings_page(visit, std::string(visit.form().text("ahead")), read.error().fields);
  access::UnitOfWork work(visit);
  record::put_aheads(work, pass, *read);
  return access::then_go(visit, std::move(work), web::Url::path("/school/reminders").with("done", "saved"));
}

// ---- As JSON

base::Result<Answer> show_json(Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  auto until = visit.today() + 7 * weeks_ahead;
  if (const auto asked = visit.query().text("until"); !asked.empty()) {
    const auto day = base::parse_iso_date(asked);
    if (!day) return base::Error::invalid("until", "Give the day as 2026-03-03", "until");
    until = *day;
  }
  const auto whose = visit.query().text("whose");
  if (!whose.empty() && whose != "mine" && whose != "school") return base::Error::invalid("whose", "Give mine or school", "whose");
  auto all = list(visit, until);
  if (whose == "mine") keep_mine_and_watched(all, pass.who().id);
  Json lines = Json::Array{};
  for (const auto& due : all) {
    Json one;
    one.set("on", base::to_iso(due.on));
    one.set("what", due.what);
    if (!due.pupil.is_nil()) one.set("pupil", due.pupil.text());
    if (!due.owner.is_nil()) one.set("owner", due.owner.text());
    if (!due.owner_words.empty()) one.set("who", due.owner_words);
    one.set("mine", due.is_mine(pass.who().id));
    one.set("late", due.on < visit.today() && !due.is_watched());
    one.set("watched", due.is_watched());
    one.set("page", due.leads_to.text());
    lines.push(std::move(one));
  }
  Json out;
  out.set("today", base::to_iso(visit.today()));
  out.set("until", base::to_iso(until));
  out.set("due", std::move(lines));
  return web::json(200, web::to_json(out));
}

}  // namespace

web::Html due_soon(Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  constexpr int fortnight = 14;
  constexpr std::size_t most = 3;
  auto all = list(visit, visit.today() + fortnight);
  keep_mine(all, pass.who().id);
  if (all.empty()) return {};
  web::Html matter = due_list(all, names_of(pass, all), visit.today(), pass.who().id, most);
  matter.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a></p>", web::Url::path("/due"), all.size() > most ? "All that is due, " + std::to_string(all.size()) + " within two weeks" : std::string("All that is due"));
  return matter;
}

void add_due_routes(access::Routes& routes) {
  routes.get("/due", show);
  routes.get("/school/reminders", show_settings);
  routes.post("/school/reminders", post_settings);
}

void add_due_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  using schema::Need;
  api.define("Due", schema::object({{"on", schema::text("The day, as 2026-03-03")},
                                    {"what", schema::text("What is due, in words that name nobody")},
                                    {"pupil", schema::id("About whom"), Need::sometimes},
                                    {"owner", schema::id("Whose job it is"), Need::sometimes},
                                    {"who", schema::text("Whose job it is, in words"), Need::sometimes},
                                    {"mine", schema::yes_no("Whether it is the asker's")},
                                    {"late", schema::yes_no("Whether its day is past")},
                                    {"watched", schema::yes_no("Whether it is for somebody outside to do, and the school only keeps an eye on it")},
                                    {"page", schema::text("Where it is dealt with: a path of this house")}},
                                   "One thing that is due"));
  api.get("/api/v1/due",
          {.name = "listDue", .tag = "Due", .summary = "What is due",
           .description = "Reviews, clocks of the law, reduced timetables, trainings and exemptions that are due up to a day, what is overdue with them, as far as the asker may see them. By day.",
           .parameters = {{In::query, "until", "Last day; left out: twelve weeks from today", schema::text("", 10)},
                          {In::query, "whose", "mine: only the asker's own; school, or left out: all", schema::one_of("", {"mine", "school"})}},
           .answers = {{200, "What is due", schema::object({{"today", schema::text("The day at the school")}, {"until", schema::text("Last day")}, {"due", schema::list(schema::ref("Due"))}})}},
           .problems = {422}},
          show_json);
}

}  // namespace overview
