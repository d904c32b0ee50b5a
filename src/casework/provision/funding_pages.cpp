// The school's own share, costs beside pay with the pupils who share them, and a pupil's top-up.
#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/provision/funding_store.h"
#include "casework/provision/pay_pages.h"
#include "people/calendar.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace provision {
namespace {

using access::Answer;
using access::May;
using access::Visit;

web::Url here() { return web::Url::path("/provision/funding"); }
web::Url pupil_funding_url(const access::PupilId& pupil) { return web::Url::path("/pupils/{}/funding", pupil); }

std::string source_title(std::string_view code) {
  const auto* source = find_source(code);
  return std::string(source ? source->title : code);
}

web::Html source_field(const web::Form& form, std::string preset, const std::vector<base::FieldError>& errors) {
  std::vector<web::Option> options;
  for (const auto& source : funding_sources()) options.push_back({std::string(source.code), std::string(source.title)});
  return web::select({.name = "source", .label = "Paid from", .options = options, .value = form.has("source") ? std::string(form.text("source")) : std::move(preset),
                      .error = web::message_for(errors, "source")});
}

web::Html text_field(const web::Form& form, std::string name, std::string label, std::string hint, const std::vector<base::FieldError>& errors,
                     web::InputWidth width, std::string prefix = {}) {
  const auto value = std::string(form.text(name));
  const auto error = web::message_for(errors, name);
  return web::text_input({.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .value = value, .error = error, .autocomplete = "off",
                          .prefix = std::move(prefix), .width = width});
}

web::Html day_field(const web::Form& form, std::string name, std::string label, base::LocalDate preset, const std::vector<base::FieldError>& errors) {
  const auto value = form.has(name) ? std::string(form.text(name)) : base::to_iso(preset);
  const auto error = web::message_for(errors, name);
  return web::day_input({.name = std::move(name), .label = std::move(label), .value = value, .error = error});
}

base::LocalDate year_start(base::LocalDate day) { return *base::to_date(people::academic_year_of(day), 9, 1); }

web::Html shares_table(const std::vector<SchoolShare>& shares) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto& share : shares) rows.push_back({web::html("{}", base::to_text(share.from_on)), web::html("{}", to_text(share.most))});
  if (rows.empty()) rows.push_back({web::html("Until you set your own"), web::html("{}", to_text(usual_school_share))});
  return web::table({.caption = "The most the school pays itself for one pupil in a year", .columns = {{"From"}, {"At most", true}}, .rows = std::move(rows)});
}

web::Html costs_table(const ReadCosts& pass, const std::vector<FurtherCost>& costs) {
  if (costs.empty()) return web::body_text("No cost beside pay is written down for this school year.");
  std::vector<access::PupilId> ids;
  for (const auto& cost : costs)
    for (const auto& part : cost.parts) ids.push_back(part.pupil);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const auto pupils = people::load_all(pass, ids);
  std::vector<std::vector<web::Html>> rows;
  for (const auto& cost : costs) {
    web::Html shared;
    for (const auto& part : cost.parts) {
      const auto pupil = std::find_if(pupils.begin(), pupils.end(), [&](const people::Pupil& each) { return each.id == part.pupil; });
      if (pupil != pupils.end())
        shared.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a>: {}</li>", people::pupil_url(pupil->id), pupil->name(), to_exact_text(part.pence));
    }
    rows.push_back({web::html("{}", cost.what), web::html("{}", base::to_text(cost.on_day)), web::html("{}", source_title(cost.source)),
                    web::html("{}", to_exact_text(cost.whole)), web::html("<ul class=\"govuk-list\">{}</ul>", shared)});
  }
  return web::table({.caption = "Costs beside pay, this school year", .columns = {{"What"}, {"When"}, {"Paid from"}, {"Cost", true}, {"Shared by"}}, .rows = std::move(rows), .stacked = true});
}

web::Html pupils_field(Visit& visit, const std::vector<base::FieldError>& errors) {
  const auto& form = visit.form();
  web::PupilPicker picker;
  picker.label = "For whom? Type a name; add as many as share it";
  picker.error = web::message_for(errors, "pupil");
  picker.typed = std::string(form.text("pupil-search"));
  if (const auto pass = access::Door::caseload<May::pupil_find>(visit)) {
    std::vector<access::PupilId> ids;
    for (const auto text : form.all("pupil"))
      if (const auto id = access::PupilId::parse(text)) ids.push_back(*id);
    for (const auto& pupil : people::load_all(*pass, ids)) picker.chosen.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
    if (!picker.typed.empty())
      for (const auto& pupil : people::find_by_name(*pass, picker.typed, 8)) picker.offered.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
  }
  return web::pupil_picker(picker);
}

web::Response draw(Visit& visit, const ReadCosts& pass, const FurtherCostId& id, const std::vector<base::FieldError>& errors) {
  const auto& form = visit.form();
  web::Html main = access::told(visit, {{"share", "The school's share is saved."}, {"cost", "The cost is saved and shared."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("Funding"));
  main.add(shares_table(list_shares(pass)));
  main.add(web::inset_text(web::html("<p>This is a ceiling. It is not money that comes with each pupil: a pupil whose support costs less brings nothing more.</p>")));
  web::Html share = day_field(form, "from_on", "From", *base::to_date(people::academic_year_of(visit.today()) + 1, 4, 1), errors);
  share.add(text_field(form, "most", "The school pays at most", "In one year, for one pupil.", errors, web::InputWidth::ten, "£"));
  share.add(web::button({.text = "Save the school's share", .look = web::ButtonLook::secondary}));
  main.add(web::details({.summary = "Change it from a day on", .matter = web::post_form({.action = web::Url::path("/provision/funding/share"), .csrf = visit.csrf_token()}, share),
                         .open = form.has("most")}));
  main.add(costs_table(pass, list_further_costs(pass, year_start(visit.today()), visit.today())));
  web::Html cost = web::hidden("id", id.text());
  cost.add(text_field(form, "what", "What was it?", "For example, a speech therapist's visit, or a reading scheme.", errors, web::InputWidth::full));
  cost.add(text_field(form, "pounds", "What did it cost?", "", errors, web::InputWidth::ten, "£"));
  cost.add(day_field(form, "on_day", "When", visit.today(), errors));
  cost.add(source_field(form, "sen_budget", errors));
  cost.add(pupils_field(visit, errors));
  cost.add(web::button({.text = "Save this cost"}));
  main.add(web::subheading("A cost beside pay"));
  main.add(web::post_form({.action = web::Url::path("/provision/funding/costs"), .csrf = visit.csrf_token()}, cost));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Funding", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show(Visit& visit, const ReadCosts& pass) { return draw(visit, pass, visit.fresh<FurtherCostId>(), {}); }

base::Result<Answer> post_share(Visit& visit, const ReadCosts& pass) {
  std::vector<base::FieldError> wrong;
  const auto from = base::parse_iso_date(visit.form().text("from_on"));
  const auto most = parse_pounds(visit.form().text("most"));
  if (!from) wrong.push_back({"from_on", "Enter the day from which it counts"});
  if (!most) wrong.push_back({"most", "Enter a sum in pounds, like 6,000"});
  if (!wrong.empty()) return draw(visit, pass, visit.fresh<FurtherCostId>(), wrong);
  access::UnitOfWork work{visit};
  set_share(work, pass, {*from, *most});
  return access::then_go(visit, std::move(work), here().with("done", "share"));
}

base::Result<Answer> post_cost(Visit& visit, const ReadCosts& pass) {
  const auto& form = visit.form();
  const auto id = FurtherCostId::parse(form.text("id"));
  if (!id) return base::Error::not_found("a cost without its id");
  std::vector<base::FieldError> wrong;
  FurtherCost cost;
  cost.id = *id;
  const auto what = base::Text<200>::make(form.text("what"));
  if (!what || what->empty()) wrong.push_back({"what", "Enter what it was, in 200 characters or fewer"});
  const auto whole = parse_pounds(form.text("pounds"));
  if (!whole || whole->value == 0) wrong.push_back({"pounds", "Enter what it cost in pounds, like 85.50"});
  const auto day = base::parse_iso_date(form.text("on_day"));
  if (!day) wrong.push_back({"on_day", "Enter the day"});
  else if (*day > visit.today()) wrong.push_back({"on_day", "The day must be today or in the past"});
  if (!find_source(form.text("source"))) wrong.push_back({"source", "Select what it is paid from"});
  std::vector<access::PupilId> pupils;
  for (const auto text : form.all("pupil")) {
    const auto pupil = access::PupilId::parse(text);
    const auto known = pupil ? access::Door::pupil<May::chronology_read>(visit, *pupil) : std::nullopt;
    if (known && (visit.grants().see(*pupil) & access::bit(access::InfoClass::c6_send)) != 0) pupils.push_back(*pupil);
  }
  std::sort(pupils.begin(), pupils.end());
  pupils.erase(std::unique(pupils.begin(), pupils.end()), pupils.end());
  const std::vector<std::int64_t> evenly(pupils.size(), 1);
  const auto parts = share(whole.value_or(Pence{}), evenly);
  if (!parts) wrong.insert(wrong.end(), parts.error().fields.begin(), parts.error().fields.end());
  if (!wrong.empty()) return draw(visit, pass, *id, wrong);
  cost.what = what->text();
  cost.source = std::string(form.text("source"));
  cost.whole = *whole;
  cost.on_day = *day;
  for (std::size_t n = 0; n < pupils.size(); ++n) cost.parts.push_back({pupils[n], (*parts)[n]});
  access::UnitOfWork work{visit};
  write_further_cost(work, pass, cost);
  return access::then_go(visit, std::move(work), here().with("done", "cost"));
}

using Read = access::PupilPass<May::chronology_read>;

/// Costs are for those who plan support for this very pupil: both the deed and the class.
std::optional<ReadCosts> costs_of(Visit& visit, const Read& pass) {
  if ((pass.grants().see(pass.pupil()) & access::bit(access::InfoClass::c6_send)) == 0) return std::nullopt;
  return access::Door::staff<May::costs_read>(visit);
}

web::Response draw_pupil(Visit& visit, const Read& pass, const ReadCosts& costs, const TopUpId& id, const std::vector<base::FieldError>& errors) {
  const auto pupil = people::load(pass);
  const auto& form = visit.form();
  pass.saw(access::InfoClass::c6_send, pupil.id, pupil.id.bytes(), deeds::costs_seen);
  web::Html main = access::told(visit, {{"saved", "The top-up is saved."}, {"withdrawn", "It counts no more."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("Funding", pupil.name()));
  std::vector<std::vector<web::Html>> rows;
  for (const auto& top_up : list_top_ups(costs, pupil.id)) {
    const auto what = source_title(top_up.source) + (top_up.band.empty() ? "" : ", " + top_up.band);
    rows.push_back({web::html("{}", what), web::html("{}", to_text(top_up.a_year)), web::html("{} to {}", base::to_text(top_up.from_on), base::to_text(top_up.until_on)),
                    web::post_button(web::Url::path("/pupils/{}/funding/{}/withdrawal", pupil.id, top_up.id), visit.csrf_token(),
                                     {.text = "Take back", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Take back " + what)})});
  }
  if (rows.empty()) main.add(web::body_text("No money beyond the school's own is written down for " + pupil.given + "."));
  else main.add(web::table({.caption = "Money that comes for " + pupil.given, .columns = {{"From whom"}, {"A year", true}, {"When"}, {"Change"}}, .rows = std::move(rows), .stacked = true}));
  const auto year = people::academic_year_of(visit.today());
  web::Html fields = web::hidden("id", id.text());
  fields.add(source_field(form, "top_up", errors));
  fields.add(text_field(form, "band", "Band or what it is for (optional)", "", errors, web::InputWidth::twenty));
  fields.add(text_field(form, "a_year", "For a whole year", "", errors, web::InputWidth::ten, "£"));
  fields.add(day_field(form, "from_on", "First day", *base::to_date(year, 9, 1), errors));
  fields.add(day_field(form, "until_on", "Last day", *base::to_date(year + 1, 8, 31), errors));
  fields.add(web::button({.text = "Save this top-up"}));
  main.add(web::subheading("Add money that comes"));
  main.add(web::post_form({.action = pupil_funding_url(pupil.id), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Funding – " + pupil.name(), .place = access::Place::pupils, .before = web::back_link(people::pupil_url(pupil.id), pupil.name()),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_pupil(Visit& visit, const Read& pass) {
  const auto costs = costs_of(visit, pass);
  if (!costs) return base::Error::not_found("costs not theirs to see");
  return draw_pupil(visit, pass, *costs, visit.fresh<TopUpId>(), {});
}

base::Result<Answer> post_top_up(Visit& visit, const Read& pass) {
  const auto costs = costs_of(visit, pass);
  const auto& form = visit.form();
  const auto id = TopUpId::parse(form.text("id"));
  if (!costs || !id) return base::Error::not_found("costs not theirs to keep");
  std::vector<base::FieldError> wrong;
  if (!find_source(form.text("source"))) wrong.push_back({"source", "Select where the money comes from"});
  const auto band = base::Text<80>::make(form.text("band"));
  if (!band) wrong.push_back({"band", "Use 80 characters or fewer"});
  const auto a_year = parse_pounds(form.text("a_year"));
  if (!a_year || a_year->value == 0) wrong.push_back({"a_year", "Enter the sum for a year in pounds, like 4,500"});
  const auto from = base::parse_iso_date(form.text("from_on")), until = base::parse_iso_date(form.text("until_on"));
  if (!from) wrong.push_back({"from_on", "Enter the first day"});
  if (!until) wrong.push_back({"until_on", "Enter the last day"});
  if (from && until && *until < *from) wrong.push_back({"until_on", "The last day must not be before the first"});
  if (!wrong.empty()) return draw_pupil(visit, pass, *costs, *id, wrong);
  access::UnitOfWork work{visit};
  write_top_up(work, *costs, {*id, pass.pupil(), std::string(form.text("source")), band->text(), *a_year, *from, *until});
  return access::then_go(visit, std::move(work), pupil_funding_url(pass.pupil()).with("done", "saved"));
}

base::Result<Answer> post_withdrawal(Visit& visit, const Read& pass) {
  const auto costs = costs_of(visit, pass);
  const auto id = TopUpId::parse(visit.match.part("top_up"));
  if (!costs || !id) return base::Error::not_found("costs not theirs to keep");
  for (const auto& top_up : list_top_ups(*costs, pass.pupil())) {
    if (top_up.id != *id) continue;
    access::UnitOfWork work{visit};
    withdraw_top_up(work, *costs, top_up);
    return access::then_go(visit, std::move(work), pupil_funding_url(pass.pupil()).with("done", "withdrawn"));
  }
  return base::Error::not_found("no such top-up");
}

}  // namespace

void add_funding_routes(access::Routes& routes) {
  routes.get("/provision/funding", show);
  routes.post("/provision/funding/share", post_share);
  routes.post("/provision/funding/costs", post_cost);
  routes.get("/pupils/{pupil}/funding", show_pupil);
  routes.post("/pupils/{pupil}/funding", post_top_up);
  routes.post("/pupils/{pupil}/funding/{top_up}/withdrawal", post_withdrawal);
}

}  // namespace provision
