// Consents of a plan: their part of its page, writing one down, renewing it before it ends, and that it was taken back.
#include "casework/plans/plan_pages.h"

#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/plans/plan_form.h"
#include "casework/plans/plan_page.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace plans {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

std::string typed_text(const web::Form& form, std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); }

web::Url consents_url(const PlanDesk& desk) { return web::Url::path("/pupils/{}/plans/{}/consents", desk.plan.pupil, desk.plan.id); }
web::Url renewal_url(const PlanDesk& desk, const ConsentId& id) { return web::Url::path("/pupils/{}/plans/{}/consents/{}/renewal", desk.plan.pupil, desk.plan.id, id); }

const WantedConsent* wanted_of(const PlanDesk& desk, std::string_view what) {
  for (const auto& each : desk.form.rules.consents)
    if (each.code == what) return &each;
  return nullptr;
}

std::string label_of(const PlanDesk& desk, const Consent& consent) {
  const auto* wanted = wanted_of(desk, consent.what);
  return wanted ? wanted->label : consent.what;
}

// ---- What stands on the plan's page

web::Html until_cell(const Consent& consent, const std::vector<Consent>& all, base::LocalDate today) {
  const web::Html day = consent.until ? web::html("{}", base::to_text(*consent.until)) : web::html("No end");
  switch (state_of(consent, all, today)) {
    case ConsentState::withdrawn: return web::html("{} – taken back by {}", web::tag("Withdrawn", web::Tint::red), consent.withdrawn_by + ", " + base::to_text(*consent.withdrawn_on));
    case ConsentState::renewed: return web::html("{} {}", web::tag("Renewed", web::Tint::grey), day);
    case ConsentState::ended: return web::html("{} {}", web::tag("Ended", web::Tint::red), day);
    case ConsentState::holds: return day;
  }
  return day;
}

web::Html withdrawal_form(const Visit& visit, const PlanDesk& desk, const Consent& consent, const web::Form& typed, const Errors& errors) {
  const auto id = "by-" + consent.id.text();
  const auto error = web::message_for(errors, id);
  web::Html fields = web::text_input({.name = "by", .label = "Who took it back", .value = error.empty() ? "" : std::string(typed.text("by")), .error = error, .id = id, .width = web::InputWidth::twenty});
  fields.add(web::button({.text = "It was withdrawn", .look = web::ButtonLook::warning}));
  return web::details({.summary = "Withdrawn…",
                       .matter = web::post_form({.action = web::Url::path("/pupils/{}/plans/{}/consents/{}/withdrawal", desk.plan.pupil, desk.plan.id, consent.id), .csrf = visit.csrf_token()}, fields),
                       .open = !error.empty()});
}

web::Html deeds_cell(const Visit& visit, const PlanDesk& desk, const Consent& consent, const std::vector<Consent>& all, const web::Form& typed, const Errors& errors) {
  const auto state = state_of(consent, all, visit.today());
  if (state == ConsentState::renewed || state == ConsentState::withdrawn) return {};
  web::Html out = web::html("<a class=\"govuk-link\" href=\"{}\">Renew<span class=\"govuk-visually-hidden\"> the consent of {}</span></a>", renewal_url(desk, consent.id), consent.given_by);
  if (state == ConsentState::holds) out.add(withdrawal_form(visit, desk, consent, typed, errors));
  return out;
}

/// The boxes of one: who, when, how, until when. `usual` is what the template says of its length.
web::Html consent_fields(const web::Form& typed, const Errors& errors, int usual_weeks) {
  web::Html fields = web::text_input({.name = "given_by", .label = "Who gave it", .hint = "Full name of somebody with parental responsibility, or the pupil where they may.",
                                      .value = std::string(typed.text("given_by")), .error = web::message_for(errors, "given_by"), .width = web::InputWidth::thirty});
  fields.add(web::day_input({.name = "given_on", .label = "When", .value = std::string(typed.text("given_on")), .error = web::message_for(errors, "given_on")}));
  fields.add(web::text_input({.name = "given_how", .label = "How", .value = std::string(typed.text("given_how")), .error = web::message_for(errors, "given_how"), .width = web::InputWidth::thirty}));
  fields.add(web::day_input({.name = "until", .label = "Until (optional)",
                             .hint = usual_weeks == 0 ? std::string("The last day it holds. Leave it empty if it has no end.")
                                                      : fmt::format("The last day it holds: usually {} weeks. You are reminded before. Leave it empty if it has no end.", usual_weeks),
                             .value = std::string(typed.text("until")), .error = web::message_for(errors, "until")}));
  return fields;
}

/// What a fresh form shows: today, and the usual end from it.
web::Form fresh_fields(const Visit& visit, const WantedConsent& wanted) {
  web::Form out;
  out.add("given_on", base::to_iso(visit.today()));
  if (const auto end = usual_end(wanted, visit.today())) out.add("until", base::to_iso(*end));
  return out;
}

web::Html new_consent(const Visit& visit, const PlanDesk& desk, const web::Form& typed, const Errors& errors) {
  const auto& asked = desk.form.rules.consents;
  std::vector<web::Option> wanted;
  for (const auto& each : asked) wanted.push_back({each.code, each.label});
  web::Html fields = web::hidden("id", visit.fresh<ConsentId>().text());
  fields.add(web::select({.name = "what", .label = "For what", .options = wanted, .value = std::string(typed.text("what")), .error = web::message_for(errors, "what")}));
  const bool same_length = std::all_of(asked.begin(), asked.end(), [&](const WantedConsent& each) { return each.weeks == asked.front().weeks; });
  const WantedConsent usual{"", "", same_length ? asked.front().weeks : 0};
  fields.add(consent_fields(typed.has("given_on") ? typed : fresh_fields(visit, usual), errors, usual.weeks));
  fields.add(web::button({.text = "Write the consent down", .look = web::ButtonLook::secondary}));
  const bool open = std::any_of(errors.begin(), errors.end(), [](const base::FieldError& error) {
    return error.field == "given_by" || error.field == "given_on" || error.field == "given_how" || error.field == "until" || error.field == "what";
  });
  return web::details({.summary = "Write down a consent", .matter = web::post_form({.action = consents_url(desk), .csrf = visit.csrf_token()}, fields), .open = open});
}

// ---- Writing one down

Consent read_consent(const web::Form& form, base::LocalDate today, Errors& wrong) {
  Consent out;
  out.given_by = typed_text(form, "given_by");
  out.how = typed_text(form, "given_how");
  const auto on = read_day(form, "given_on", "the day of the consent", wrong);
  out.given_on = on.value_or(today);
  out.until = read_day(form, "until", "", wrong);
  for (auto& mistake : check(out, today)) wrong.push_back(std::move(mistake));
  return out;
}

/// Whether this id was written down before, by the same request or by another.
enum class WrittenBefore { no, same, other };
WrittenBefore written_before(const std::vector<Consent>& all, const Consent& consent) {
  for (const auto& each : all)
    if (each.id == consent.id) return says_the_same(each, consent) ? WrittenBefore::same : WrittenBefore::other;
  return WrittenBefore::no;
}

base::Result<Answer> post_consent(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  const auto& form = visit.form();
  const auto& asked = desk.form.rules.consents;
  Errors wrong;
  auto consent = read_consent(form, visit.today(), wrong);
  const auto id = ConsentId::parse(form.text("id"));
  consent.what = std::string(form.text("what"));
  if (consent.what.empty() && asked.size() == 1) consent.what = asked.front().code;
  if (!wanted_of(desk, consent.what)) wrong.push_back({"what", "Select what the consent is for"});
  if (!id) wrong.push_back({"", "Open the page again and write it once more"});
  if (!wrong.empty()) return draw_plan(visit, desk, form, wrong, 422);
  consent.id = *id;
  const auto there = desk.url().with("done", "consent");
  switch (written_before(list_consents(desk.pass, desk.plan.id), consent)) {
    case WrittenBefore::same: return web::see_other(there);
    case WrittenBefore::other: return draw_plan(visit, desk, form, {{"", "This consent was written down already, with other words. Look at it below."}}, 409);
    case WrittenBefore::no: break;
  }
  access::UnitOfWork work{visit};
  give_consent(work, pass, desk.plan, consent);
  return access::then_go(visit, std::move(work), there);
}

// ---- Renewing it

struct Renewed {
  PlanDesk desk;
  std::vector<Consent> all;
  Consent before;
  ConsentState state;
};

base::Result<Renewed> open_consent(Visit& visit, const WritePass& pass) {
  TRY(auto desk, open_to_write(visit, pass));
  const auto id = ConsentId::parse(visit.match.part("consent"));
  auto all = list_consents(desk.pass, desk.plan.id);
  const auto found = std::find_if(all.begin(), all.end(), [&](const Consent& each) { return id && each.id == *id; });
  if (found == all.end()) return base::Error::not_found("no such consent");
  auto before = *found;
  const auto state = state_of(before, all, visit.today());
  return Renewed{std::move(desk), std::move(all), std::move(before), state};
}

web::Response renewal_sheet(Visit& visit, const Renewed& of, const web::Form& typed, const Errors& errors, int status) {
  web::Html main = web::error_summary(errors);
  main.add(web::heading(of.desk.pupil.name() + ", " + of.desk.plan.title, "Renew a consent"));
  const auto end = of.before.until ? base::to_text(*of.before.until) : std::string("no end");
  main.add(web::summary_list({{"For what", web::html("{}", label_of(of.desk, of.before)), {}},
                              {"Given before", web::html("{}, {}", of.before.given_by, base::to_text(of.before.given_on)), {}},
                              {"Until", web::html("{}", end), {}}}));
  const auto* wanted = wanted_of(of.desk, of.before.what);
  web::Html fields = web::hidden("id", visit.fresh<ConsentId>().text());
  fields.add(consent_fields(typed, errors, wanted ? wanted->weeks : 0));
  fields.add(web::save_bar(web::button({.text = "Renew it"})));
  main.add(web::post_form({.action = renewal_url(of.desk, of.before.id), .csrf = visit.csrf_token(), .draft = "consent:" + of.before.id.text()}, fields));
  return access::page(visit, status, {.title = "Renew a consent – " + of.desk.pupil.name(), .place = access::Place::pupils, .before = web::back_link(of.desk.url(), of.desk.plan.title),
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

bool may_be_renewed(ConsentState state) { return state == ConsentState::holds || state == ConsentState::ended; }

base::Result<Answer> show_renewal(Visit& visit, const WritePass& pass) {
  TRY(const auto of, open_consent(visit, pass));
  if (!may_be_renewed(of.state)) return web::see_other(of.desk.url());
  const auto* wanted = wanted_of(of.desk, of.before.what);
  auto stands = fresh_fields(visit, wanted ? *wanted : WantedConsent{});
  stands.add("given_by", of.before.given_by);
  return renewal_sheet(visit, of, stands, {}, 200);
}

base::Result<Answer> post_renewal(Visit& visit, const WritePass& pass) {
  TRY(const auto of, open_consent(visit, pass));
  const auto& form = visit.form();
  Errors wrong;
  auto consent = read_consent(form, visit.today(), wrong);
  const auto id = ConsentId::parse(form.text("id"));
  if (!id) wrong.push_back({"", "Open the page again and write it once more"});
  if (!wrong.empty()) return renewal_sheet(visit, of, form, wrong, 422);
  consent.id = *id;
  consent.what = of.before.what;
  consent.renews = of.before.id;
  const auto there = of.desk.url().with("done", "renewed");
  const auto before = written_before(of.all, consent);
  if (before == WrittenBefore::same) return web::see_other(there);
  if (before == WrittenBefore::other || !may_be_renewed(of.state))
    return renewal_sheet(visit, of, form, {{"", "Somebody renewed this consent or wrote down that it was withdrawn, while you were writing. Your words are in the form. Look at the plan first."}}, 409);
  access::UnitOfWork work{visit};
  give_consent(work, pass, of.desk.plan, consent);
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> post_withdrawal(Visit& visit, const WritePass& pass) {
  TRY(const auto of, open_consent(visit, pass));
  const auto there = of.desk.url().with("done", "withdrawn");
  if (of.before.withdrawn_on) return web::see_other(there);
  const auto field = "by-" + of.before.id.text();
  if (of.state == ConsentState::renewed) return draw_plan(visit, of.desk, visit.form(), {{"", "This consent was renewed meanwhile. Withdraw the newer one."}}, 409);
  const auto by = typed_text(visit.form(), "by");
  if (by.empty() || base::count_characters(by) > 120)
    return draw_plan(visit, of.desk, visit.form(), {{field, by.empty() ? "Enter who took the consent back" : "Use at most 120 characters"}}, 422);
  access::UnitOfWork work{visit};
  withdraw_consent(work, pass, of.desk.plan, of.before.id, visit.today(), by);
  if (of.desk.plan.is_followed()) tell(work, visit, of.desk, "A consent that a live plan needs was withdrawn.");
  return access::then_go(visit, std::move(work), there);
}

}  // namespace

web::Html consent_table(const Visit& visit, const PlanDesk& desk, const std::vector<Consent>& consents, const web::Form* typed, const Errors& errors) {
  web::Table table{"Consent", {{"For what"}, {"Given by"}, {"When"}, {"How"}, {"Until"}}, {}, true, true, true};
  if (typed) table.columns.push_back({"Change"});
  for (const auto& each : consents) {
    std::vector<web::Html> row = {web::html("{}", label_of(desk, each)), web::html("{}", each.given_by), web::html("{}", base::to_text(each.given_on)), web::html("{}", each.how),
                                  until_cell(each, consents, visit.today())};
    if (typed) row.push_back(deeds_cell(visit, desk, each, consents, *typed, errors));
    table.rows.push_back(std::move(row));
  }
  return consents.empty() ? web::Html() : web::table(table);
}

web::Html consents_part(const Visit& visit, const PlanDesk& desk, const web::Form& typed, const Errors& errors) {
  if (desk.form.rules.consents.empty()) return {};
  web::Html out = web::subheading("Consent");
  const auto consents = list_consents(desk.pass, desk.plan.id);
  if (consents.empty()) out.add(web::warning_text("No consent yet. The plan cannot start without it."));
  out.add(consent_table(visit, desk, consents, desk.writes ? &typed : nullptr, errors));
  if (desk.writes) out.add(new_consent(visit, desk, typed, errors));
  return out;
}

void add_consent_routes(access::Routes& routes) {
  routes.post("/pupils/{pupil}/plans/{plan}/consents", post_consent);
  routes.get("/pupils/{pupil}/plans/{plan}/consents/{consent}/renewal", show_renewal);
  routes.post("/pupils/{pupil}/plans/{plan}/consents/{consent}/renewal", post_renewal);
  routes.post("/pupils/{pupil}/plans/{plan}/consents/{consent}/withdrawal", post_withdrawal);
}

}  // namespace plans
