// One plan: what it says, how it stands, and what can be done now.
#include "casework/plans/plan_page.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "casework/plans/plan_pages.h"
#include "casework/plans/plan_view.h"
#include "people/last_look.h"
#include "people/pupil_view.h"
#include "people/recipient.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace plans {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Url sub(const PlanDesk& desk, std::string_view what) { return web::Url::path("/pupils/{}/plans/{}/{}", desk.plan.pupil, desk.plan.id, what); }

/// The version the address asks for; else what is followed, else the newest.
const PlanVersion& shown_version(const Visit& visit, const PlanDesk& desk) {
  for (const auto& version : desk.versions)
    if (visit.query().text("version") == std::to_string(version.number)) return version;
  const auto* followed = desk.followed();
  return followed ? *followed : desk.newest();
}

web::Html deed_form(const Visit& visit, const PlanDesk& desk, PlanDeed deed, std::string_view to, std::string words, std::string ask, const web::Form& typed,
                    const Errors& errors, web::ButtonLook look) {
  web::Html hidden = web::hidden("was", std::to_string(desk.plan.step));
  hidden.add(web::hidden("deed", code(deed)));
  if (ask.empty()) return web::post_button(sub(desk, to), visit.csrf_token(), {.text = std::move(words), .look = look}, hidden);
  const auto name = "words-" + std::string(code(deed));
  hidden.add(web::textarea({.name = name, .label = std::move(ask), .value = std::string(typed.text(name)), .error = web::message_for(errors, name), .rows = 3, .most = 4000}));
  hidden.add(web::button({.text = words, .look = look}));
  const bool open = !web::message_for(errors, name).empty();
  return web::details({.summary = words + "…", .matter = web::post_form({.action = sub(desk, to), .csrf = visit.csrf_token()}, hidden), .open = open});
}

web::Html what_now(const Visit& visit, const PlanDesk& desk, const web::Form& typed, const Errors& errors) {
  const auto state = desk.plan.state;
  const auto can = [&](PlanDeed deed) { return after(state, deed).has_value(); };
  web::Html buttons, folded;
  if (desk.writes && may_be_written(state))
    buttons.add(web::button_link(sub(desk, "edit"), desk.plan.is_followed() && state != PlanState::draft ? "Write the next version" : "Change the words",
                                 can(PlanDeed::submitted) ? web::ButtonLook::secondary : web::ButtonLook::primary));
  if (desk.writes && can(PlanDeed::submitted))
    buttons.add(deed_form(visit, desk, PlanDeed::submitted, "submission", "Send for approval", "", typed, errors, web::ButtonLook::primary));
  if (desk.writes && can(PlanDeed::taken_back))
    buttons.add(deed_form(visit, desk, PlanDeed::taken_back, "submission", "Take it back", "", typed, errors, web::ButtonLook::secondary));
  const bool wrote = std::any_of(desk.versions.begin(), desk.versions.end(), [&](const PlanVersion& each) {
    return each.number > desk.plan.live_version.value_or(0) && each.author == visit.who().id;
  });
  if (desk.decides && can(PlanDeed::approved)) {
    if (wrote) folded.add(web::inset_text(web::html("<p>You wrote on this plan, so somebody else must approve it.</p>")));
    else buttons.add(deed_form(visit, desk, PlanDeed::approved, "decision", "Approve", "", typed, errors, web::ButtonLook::primary));
  }
  if (desk.decides && can(PlanDeed::started)) {
    const auto missing = missing_to_start(desk);
    if (missing.empty()) {
      buttons.add(deed_form(visit, desk, PlanDeed::started, "decision", "Start it", "", typed, errors, web::ButtonLook::primary));
    } else {
      web::Html list;
      for (const auto& item : missing) list.add("<li>{}</li>", item);
      folded.add(web::inset_text(web::html("<p>Before it starts it needs:</p><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list)));
      if (!wrote)
        folded.add(deed_form(visit, desk, PlanDeed::started, "decision", "Start it without", "Why it must start all the same. The SENCo is told.", typed, errors, web::ButtonLook::warning));
    }
  }
  // What people follow without a consent is said above; whoever decides may let it go on, with a reason.
  if (desk.decides && desk.plan.is_followed() && can(PlanDeed::overridden) && !lost_consents(visit, desk.pass, desk.plan, desk.form).empty()) {
    const bool wrote_it = desk.followed() && desk.followed()->author == visit.who().id;
    if (!wrote_it)
      folded.add(deed_form(visit, desk, PlanDeed::overridden, "decision", "Go on without the consent", "Why people go on following it all the same. The SENCo is told.", typed, errors, web::ButtonLook::warning));
  }
  if (desk.decides && can(PlanDeed::returned))
    folded.add(deed_form(visit, desk, PlanDeed::returned, "decision", "Return it", "What is to be changed?", typed, errors, web::ButtonLook::secondary));
  // A review is held on its own page, which opens filled in; closing it is the step "reviewed" of the plan.
  if (desk.writes && desk.plan.is_followed() && state != PlanState::reviewed) {
    web::Html hidden = web::hidden("id", visit.fresh<PlanId>().text());
    hidden.add(web::hidden("plan", desk.plan.id.text()));
    buttons.add(web::post_button(web::Url::path("/pupils/{}/reviews", desk.plan.pupil), visit.csrf_token(), {.text = "Review it", .look = web::ButtonLook::secondary}, hidden));
  }
  buttons.add(web::button_link(web::Url::path("/pupils/{}/reviews", desk.plan.pupil), "Reviews", web::ButtonLook::secondary));
  if (desk.decides && can(PlanDeed::closed))
    folded.add(deed_form(visit, desk, PlanDeed::closed, "decision", "Close it", "Why is it closed?", typed, errors, web::ButtonLook::warning));
  if (desk.decides && can(PlanDeed::reopened))
    folded.add(deed_form(visit, desk, PlanDeed::reopened, "decision", "Open it again", "Why?", typed, errors, web::ButtonLook::secondary));
  buttons.add(web::button_link(sub(desk, "print"), "Print", web::ButtonLook::secondary));
  web::Html out = web::button_group(buttons);
  out.add(folded);
  return out;
}

web::Html facts_of(const Visit& visit, const PlanDesk& desk, const PlanVersion& shown) {
  std::vector<web::SummaryRow> rows = {{"How it stands", state_tag(desk.plan), {}}};
  rows.push_back({"Days", web::html("{}", shown.until ? base::to_text(shown.from) + " to " + base::to_text(*shown.until) : "From " + base::to_text(shown.from)), {}});
  const auto review = review_words(desk.plan, visit.today());
  if (!review.empty()) rows.push_back({"Review", desk.plan.review && *desk.plan.review < visit.today() ? web::tag(review, web::Tint::red) : web::html("{}", review), {}});
  web::Html version = web::html("{} by {}, {}", shown.number, shown.author_name, access::moment_words(visit.house().zone(), visit.now(), shown.at));
  if (shown.number != desk.newest().number)
    version.add(" – <a class=\"govuk-link\" href=\"{}\">the newest is {}</a>", desk.url().with("version", std::to_string(desk.newest().number)), desk.newest().number);
  if (desk.versions.size() > 1)
    version.add(" – <a class=\"govuk-link\" href=\"{}\">what changed</a>", sub(desk, "difference").with("to", std::to_string(shown.number)));
  rows.push_back({"Version", version, {}});
  return web::summary_list(rows);
}

web::Html targets_part(const PlanDesk& desk, bool changes, const std::string& csrf = {}) {
  if (!desk.form.rules.targets) return {};
  const auto targets = list_targets_of_plan(desk.pass, desk.plan.id);
  web::Html out = web::subheading(desk.form.rules.section_f ? "Outcomes" : "Targets");
  out.add(target_cards(desk, targets, {changes, desk.decides && desk.plan.is_followed() ? csrf : std::string()}));
  if (targets.empty()) out.add(web::body_text("None yet."));
  if (changes && may_be_written(desk.plan.state))
    out.add(web::button_link(web::Url::path("/pupils/{}/plans/{}/targets/new", desk.plan.pupil, desk.plan.id), desk.form.rules.section_f ? "Add an outcome" : "Add a target", web::ButtonLook::secondary));
  return out;
}

web::Html provision_part(const PlanDesk& desk, bool changes, const std::string& csrf = {}) {
  if (!desk.form.rules.provision) return {};
  const auto lines = list_lines_of_plan(desk.pass, desk.plan.id);
  web::Html out = web::subheading(desk.form.rules.section_f ? "Provision of section F" : "Promised provision");
  if (lines.empty()) out.add(web::body_text("None yet."));
  else out.add(provision_table(desk, lines, {changes, desk.decides && desk.plan.is_followed() ? csrf : std::string()}));
  if (changes && may_be_written(desk.plan.state)) out.add(web::button_link(web::Url::path("/pupils/{}/plans/{}/provision/new", desk.plan.pupil, desk.plan.id), "Add provision", web::ButtonLook::secondary));
  return out;
}

web::Html agreements_part(const Visit& visit, const PlanDesk& desk, const web::Form& typed, const Errors& errors) {
  web::Html out = web::subheading("Who agreed");
  out.add(agreement_table(desk, list_agreements(desk.pass, desk.plan.id)));
  if (!desk.writes && !desk.decides) return out;
  std::vector<web::Option> parties = {{"", "Choose"}};
  for (std::size_t n = 0; n < party_count; ++n) parties.push_back({std::string(code(static_cast<Party>(n))), std::string(title(static_cast<Party>(n)))});
  web::Html fields = web::hidden("id", visit.fresh<AgreementId>().text());
  fields.add(web::hidden("version", std::to_string(desk.plan.version)));
  fields.add(web::select({.name = "party", .label = "Who agreed", .options = parties, .value = std::string(typed.text("party")), .error = web::message_for(errors, "party")}));
  fields.add(web::text_input({.name = "name", .label = "Full name", .value = std::string(typed.text("name")), .error = web::message_for(errors, "name"), .width = web::InputWidth::thirty}));
  fields.add(web::day_input({.name = "on", .label = "When", .value = typed.has("on") ? std::string(typed.text("on")) : base::to_iso(visit.today()), .error = web::message_for(errors, "on")}));
  fields.add(web::text_input({.name = "how", .label = "How", .hint = "For example, in a meeting, by telephone, signed on paper, with symbols.", .value = std::string(typed.text("how")),
                              .error = web::message_for(errors, "how"), .width = web::InputWidth::thirty}));
  fields.add(web::textarea({.name = "said", .label = "What they said to it (optional)", .value = std::string(typed.text("said")), .error = web::message_for(errors, "said"), .rows = 2}));
  fields.add(web::button({.text = "Write it down", .look = web::ButtonLook::secondary}));
  const bool open = std::any_of(errors.begin(), errors.end(), [](const base::FieldError& error) { return error.field == "party" || error.field == "name" || error.field == "how" || error.field == "on"; });
  out.add(web::details({.summary = "Write down who agreed", .matter = web::post_form({.action = sub(desk, "agreements"), .csrf = visit.csrf_token()}, fields), .open = open}));
  return out;
}

web::Html readers_part(const Visit& visit, const PlanDesk& desk) {
  web::Html out = web::subheading("Who has read it");
  const auto readers = list_readers(desk.pass, desk.plan.id);
  const int current = desk.plan.is_followed() ? *desk.plan.live_version : desk.plan.version;
  bool mine = false;
  web::Html list;
  for (const auto& reader : readers) {
    mine = mine || (reader.staff == visit.who().id && reader.version == current);
    list.add("<li>{}, version {}, {}</li>", reader.name, reader.version, access::moment_words(visit.house().zone(), visit.now(), reader.at));
  }
  if (readers.empty()) out.add(web::body_text("Nobody has said so yet."));
  else out.add("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list);
  if (!mine) out.add(web::post_button(sub(desk, "readings"), visit.csrf_token(), {.text = "I have read it", .look = web::ButtonLook::secondary}));
  return out;
}

}  // namespace

web::Response draw_plan(Visit& visit, const PlanDesk& desk, const web::Form& typed, const Errors& errors, int status) {
  const auto& shown = shown_version(visit, desk);
  web::Html main = web::error_summary(errors);
  main.add(access::told(visit, {{"begun", "The draft is saved. Add targets and provision, then send it for approval."}, {"saved", "The version is saved."},
                                {"submitted", "It waits for approval."}, {"taken_back", "It is yours to write on again."}, {"approved", "It is approved."},
                                {"returned", "It went back with your comment."}, {"started", "It is live from now on."},
                                {"closed", "The plan is closed."}, {"reopened", "It is open again, as a draft."}, {"agreed", "It is written down."},
                                {"consent", "The consent is written down."}, {"renewed", "The consent is renewed."}, {"withdrawn", "It is written down that the consent was withdrawn."}, {"overridden", "The reason is written down. The plan goes on."},
                                {"read", "Thank you. It is written down that you have read it."}, {"target", "The target is saved."}, {"target-approved", "The target is in force from now on."},
                                {"provision", "The provision is saved."}, {"provision-approved", "It is promised from today on."}, {"waits", "It cannot be changed now: it waits for approval or is closed."}}));
  main.add(people::pupil_head(desk.pass, desk.pupil, people::PupilTab::plans));
  main.add("<span class=\"govuk-caption-l\">{}</span><h2 class=\"govuk-heading-l\">{}</h2>", desk.kind().title, shown.title);
  const auto steps = list_steps(desk.pass, desk.plan.id);
  if (desk.plan.state == PlanState::returned)
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
      if (step->deed == PlanDeed::returned) {
        main.add(web::inset_text(web::html("<p><strong>{} returned it:</strong> <span class=\"app-words\">{}</span></p>", step->by_name, step->words)));
        break;
      }
  for (const auto& lost : lost_consents(visit, desk.pass, desk.plan, desk.form))
    main.add(web::warning_text(words_of(lost) + ". People follow this plan without it. Ask again and write the consent down, or close the plan."));
  main.add(facts_of(visit, desk, shown));
  main.add(what_now(visit, desk, typed, errors));
  main.add(targets_part(desk, desk.writes, visit.csrf_token()));
  main.add(provision_part(desk, desk.writes, visit.csrf_token()));
  main.add(web::subheading("What it says"));
  main.add(version_view(desk.form, shown, names_for(visit, desk.kind())));
  main.add(consents_part(visit, desk, typed, errors));
  main.add(agreements_part(visit, desk, typed, errors));
  main.add(readers_part(visit, desk));
  main.add(web::details({.summary = "How it came about", .matter = step_list(visit, steps)}));
  return access::page(visit, status, {.title = shown.title + " – " + desk.pupil.name(), .place = access::Place::pupils, .before = web::back_link(plans_url(desk.plan.pupil), "Plans"),
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

namespace {

base::Result<Answer> show_plan(Visit& visit, const PupilSight& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  return draw_plan(visit, desk, {}, {}, 200);
}

/// What one of the family said and who they are is not for the others: parties, and the school's own people by name.
web::Html agreed_for_home(const std::vector<Agreement>& agreements) {
  if (agreements.empty()) return web::body_text("Nobody yet.");
  web::Html list;
  for (const auto& each : agreements) {
    const bool of_family = each.party == Party::parent || each.party == Party::other;
    list.add("<li>{}, {}</li>", of_family ? std::string(title(each.party)) : each.name + ", " + std::string(title(each.party)), base::to_text(each.on));
  }
  return web::html("<ul class=\"govuk-list\">{}</ul>", list);
}

base::Result<Answer> show_print(Visit& visit, const PupilSight& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  const auto& shown = shown_version(visit, desk);
  web::Html main = web::heading(desk.kind().title, desk.pupil.name());
  const people::Addressing to(visit, pass, desk.pupil, people::Paper::plan_print, desk.plan.info_class);
  const auto version = web::hidden("version", std::to_string(shown.number));
  const auto chosen = to.choose(visit.query().text("for"));
  if (!chosen || !*chosen) return people::ask_for_whom(visit, to, sub(desk, "print"), web::back_link(desk.url(), desk.plan.title), chosen ? std::vector<base::FieldError>() : chosen.error().fields, version);
  main.add(people::for_whom(to, **chosen, sub(desk, "print"), version));
  main.add("<p class=\"govuk-body\">{}. {}. Version {}{}.</p>", shown.title,
           shown.until ? base::to_text(shown.from) + " to " + base::to_text(*shown.until) : "From " + base::to_text(shown.from), shown.number,
           desk.plan.is_followed() && shown.number == *desk.plan.live_version ? ", approved and live" : ", not live");
  if (shown.review) main.add("<p class=\"govuk-body\">Reviewed on {}.</p>", base::to_text(*shown.review));
  main.add(targets_part(desk, false));
  main.add(provision_part(desk, false));
  main.add(version_view(desk.form, shown, names_for(visit, desk.kind())));
  if (const auto consents = list_consents(desk.pass, desk.plan.id); !consents.empty()) {
    main.add(web::subheading("Consent"));
    main.add(consent_table(visit, desk, consents, nullptr, {}));
  }
  main.add(web::subheading("Who agreed"));
  main.add((*chosen)->is_of_home() ? agreed_for_home(list_agreements(desk.pass, desk.plan.id)) : agreement_table(desk, list_agreements(desk.pass, desk.plan.id)));
  main.add("<p class=\"govuk-body-s app-print-foot\">Printed {} by {}. Keep it where only those who need it can read it.</p>",
           access::moment_words(visit.house().zone(), visit.now(), visit.now()), visit.who().name);
  return people::last_look(visit, desk.pupil.id, access::page(visit, 200, {.title = shown.title + " – " + desk.pupil.name(), .place = access::Place::pupils, .before = web::back_link(desk.url(), desk.plan.title)}, main));
}

const PlanVersion* numbered(const PlanDesk& desk, std::string_view text) {
  for (const auto& version : desk.versions)
    if (text == std::to_string(version.number)) return &version;
  return nullptr;
}

base::Result<Answer> show_difference(Visit& visit, const PupilSight& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  const auto* to = numbered(desk, visit.query().text("to"));
  if (!to) to = &desk.newest();
  const auto* from = numbered(desk, visit.query().text("from"));
  if (!from && to->number > 1) from = numbered(desk, std::to_string(to->number - 1));
  web::Html main = web::heading(desk.plan.title, "What changed");
  std::vector<web::Option> options;
  for (const auto& version : desk.versions)
    options.push_back({std::to_string(version.number), fmt::format("Version {} by {}, {}", version.number, version.author_name, access::moment_words(visit.house().zone(), visit.now(), version.at))});
  web::Html fields = web::select({.name = "from", .label = "From", .options = options, .value = from ? std::to_string(from->number) : ""});
  fields.add(web::select({.name = "to", .label = "To", .options = options, .value = std::to_string(to->number)}));
  fields.add(web::button({.text = "Show", .look = web::ButtonLook::secondary}));
  main.add(web::get_form(sub(desk, "difference"), fields));
  if (!from) {
    main.add(web::body_text("This is the first version: there is nothing before it."));
  } else {
    if (!to->reason.empty()) main.add(web::inset_text(web::html("<p>{}: {}</p>", to->author_name, to->reason)));
    const auto names = names_for(visit, desk.kind());
    const auto before = record::describe(desk.kind(), record::Body::stored(from->body), names);
    const auto now = record::describe(desk.kind(), record::Body::stored(to->body), names);
    const auto value_in = [](const std::vector<record::DescribedRow>& rows, const std::string& field) {
      for (const auto& row : rows)
        if (row.field == field) return row.value;
      return std::string();
    };
    std::vector<web::SummaryRow> rows;
    const auto compare = [&](const std::string& label, const std::string& was, const std::string& is) {
      if (was != is) rows.push_back({label, difference(was, is), {}});
    };
    compare("Title", from->title, to->title);
    compare("From", base::to_text(from->from), base::to_text(to->from));
    compare("Until", from->until ? base::to_text(*from->until) : "", to->until ? base::to_text(*to->until) : "");
    compare("Review", from->review ? base::to_text(*from->review) : "", to->review ? base::to_text(*to->review) : "");
    for (const auto& field : desk.kind().fields) compare(record::plain_label(field), value_in(before, field.name), value_in(now, field.name));
    if (rows.empty()) main.add(web::body_text("The words are the same."));
    else {
      main.add("<p class=\"govuk-body-s\"><del class=\"app-gone\">Taken out</del> and <ins class=\"app-came\">put in</ins>. What is the same in both is not shown.</p>");
      main.add(web::summary_list(rows));
    }
  }
  return access::page(visit, 200, {.title = "What changed – " + desk.plan.title, .place = access::Place::pupils, .before = web::back_link(desk.url(), desk.plan.title)}, main);
}

}  // namespace

void add_plan_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/plans/{plan}", show_plan);
  routes.get("/pupils/{pupil}/plans/{plan}/print", show_print);
  routes.get("/pupils/{pupil}/plans/{plan}/difference", show_difference);
}

}  // namespace plans
