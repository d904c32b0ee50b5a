// One child's safeguarding file on one page, its case stepped from there; and the open cases of the school by when they are looked at again.
#include "casework/concerns/case_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/case_store.h"
#include "casework/concerns/referral_store.h"
#include "casework/concerns/triage_store.h"
#include "casework/concerns/triage_view.h"
#include "casework/concerns/unmatched_store.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace concerns {
namespace {

using access::Answer;
using access::May;
using access::Visit;

/// What a form of the file holds while it is put right; one at a time.
struct Typed {
  std::string_view which = {};  ///< "step", "marker"
  std::vector<base::FieldError> errors = {};
  std::string error(std::string_view form, std::string_view field) const { return which == form ? web::message_for(errors, field) : std::string(); }
};

std::vector<web::Option> team_options(const access::Pass& pass) {
  std::vector<web::Option> out = {{"", "Choose a person"}};
  for (const auto& one : list_team(pass)) out.push_back({one.staff.text(), one.name + (one.post.empty() ? "" : ", " + one.post)});
  return out;
}

web::Html step_form(const Visit& visit, const FilePass& pass, const Case* current, const Typed& typed) {
  const bool ours = typed.which == "step";
  const auto value = [&](std::string_view name) { return ours ? std::string(visit.form().text(name)) : std::string(); };
  web::Html fields = web::hidden("id", ours ? value("id") : visit.fresh<CaseStepId>().text());
  fields.add(web::hidden("was", std::to_string(current ? current->steps.size() : 0)));
  std::vector<web::Choice> deeds;
  for (const auto& word : next_deeds(current)) deeds.push_back({std::string(word.code), std::string(word.label)});
  fields.add(web::radios({.name = "deed", .legend = "What is done?", .choices = deeds, .value = deeds.size() == 1 ? deeds.front().value : value("deed"),
                          .error = typed.error("step", "deed"), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  std::vector<web::Option> level = {{"", "Choose a level"}};
  for (const auto& word : levels()) level.push_back({std::string(word.code), std::string(word.label)});
  fields.add(web::select({.name = "level", .label = "Level of need", .options = level,
                          .value = ours ? value("level") : current ? std::to_string(current->now().level) : "", .error = typed.error("step", "level")}));
  fields.add(web::select({.name = "lead", .label = "Who leads it", .options = team_options(pass),
                          .value = ours ? value("lead") : current ? current->now().lead_id.text() : pass.who().id.text(), .error = typed.error("step", "lead")}));
  fields.add(web::day_input({.name = "review_on", .label = "Look again on", .value = value("review_on"), .error = typed.error("step", "review_on")}));
  fields.add(web::textarea({.name = "reason", .label = "Why", .value = value("reason"), .error = typed.error("step", "reason"), .rows = 3, .most = 4000}));
  fields.add(web::button({.text = current ? "Save the step" : "Open the case"}));
  return web::post_form({.action = web::Url::path("/pupils/{}/safeguarding/steps", pass.pupil()), .csrf = visit.csrf_token(),
                         .draft = "case:" + pass.pupil().text()}, fields);
}

web::Html case_steps(const Visit& visit, const Case& one) {
  const auto& zone = visit.house().zone();
  web::Html out;
  out.add("<ol class=\"app-steps\">");
  for (const auto& step : one.steps) {
    out.add("<li class=\"app-steps__step\"><p class=\"govuk-body\"><strong>{}</strong>, level {} – {}, {}</p><p class=\"govuk-body app-words\">{}</p>",
            case_deed_words(step.deed), step.level, step.author, access::moment_words(zone, visit.now(), step.at), step.reason);
    out.add("<p class=\"govuk-body-s\">Led by {}", step.lead);
    if (step.review_on) out.add(". Look again {}", access::day_words(visit.today(), *step.review_on));
    out.add(".</p></li>");
  }
  out.add("</ol>");
  return out;
}

web::Html marker_rows(const Visit& visit, const FilePass& pass) {
  const auto all = list_markers(pass);
  if (all.empty()) return web::body_text("None is noted.");
  web::Table table{"Statutory markers", {{"What"}, {"From"}, {"Until"}, {"Note"}, {"Change"}}, {}, true, true, true};
  for (const auto& marker : all) {
    std::string what(label_of(markers(), marker.marker));
    if (!marker.category.empty()) what += ": " + std::string(label_of(plan_categories(), marker.category));
    const bool live = !marker.until_on || *marker.until_on >= visit.today();
    table.rows.push_back({web::html("{}", what), web::html("{}", base::to_text(marker.from_on)),
                          marker.until_on ? web::html("{}", base::to_text(*marker.until_on)) : web::html("still"), web::html("{}", marker.note),
                          live ? web::post_button(web::Url::path("/pupils/{}/safeguarding/markers/{}/end", pass.pupil(), marker.id), visit.csrf_token(),
                                                  {.text = "Ends today", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Ends today: " + what)})
                               : web::html("ended")});
  }
  return web::table(table);
}

web::Html marker_form(const Visit& visit, const FilePass& pass, const Typed& typed) {
  const bool ours = typed.which == "marker";
  const auto value = [&](std::string_view name) { return ours ? std::string(visit.form().text(name)) : std::string(); };
  std::vector<web::Option> what = {{"", "Choose"}}, category = {{"", "Choose, for a protection plan"}};
  for (const auto& word : markers()) what.push_back({std::string(word.code), std::string(word.label)});
  for (const auto& word : plan_categories()) category.push_back({std::string(word.code), std::string(word.label)});
  web::Html fields = web::hidden("id", ours ? value("id") : visit.fresh<MarkerId>().text());
  fields.add(web::select({.name = "marker", .label = "What", .options = what, .value = value("marker"), .error = typed.error("marker", "marker")}));
  fields.add(web::select({.name = "plan_category", .label = "Category of a protection plan", .options = category, .value = value("plan_category"),
                          .error = typed.error("marker", "plan_category")}));
  fields.add(web::day_input({.name = "from_on", .label = "From", .value = value("from_on"), .error = typed.error("marker", "from_on")}));
  fields.add(web::day_input({.name = "until_on", .label = "Until (leave empty where it goes on)", .value = value("until_on"), .error = typed.error("marker", "until_on")}));
  fields.add(web::text_input({.name = "note", .label = "Note: social worker, telephone, authority", .value = value("note"), .error = typed.error("marker", "note")}));
  fields.add(web::button({.text = "Add the marker", .look = web::ButtonLook::secondary}));
  return web::details({"Add a marker", web::post_form({.action = web::Url::path("/pupils/{}/safeguarding/markers", pass.pupil()), .csrf = visit.csrf_token()}, fields), ours});
}

web::Html concern_rows(const Visit& visit, const FilePass& pass) {
  const auto all = list_concerns_of(pass);
  if (all.empty()) return web::body_text("No concern was raised about this child.");
  web::Table table{"Concerns, oldest first", {{"When"}, {"What"}, {"By"}, {"How it stands"}}, {}, true, true, true};
  for (const auto& one : all) {
    const auto status = one.state == closed ? web::tag("Closed", web::Tint::grey) : one.state == received ? web::tag("Not looked at", web::Tint::blue)
                                                                                  : one.state.empty() ? web::Html() : web::tag("Being looked at", web::Tint::blue);
    const auto url = is_triaged(one.kind) ? web::Url::path("/concerns/{}", one.id).at("sheet") : web::Url::path("/records/{}", one.id);
    table.rows.push_back({web::html("{}", access::moment_words(visit.house().zone(), visit.now(), one.occurred_at)),
                          one.linked ? web::html("<em>{}</em>", one.line) : web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", url, base::excerpt(one.line, 160)),
                          web::html("{}", one.author), one.linked ? web::Html() : status});
  }
  return web::table(table);
}

web::Html referral_rows(const Visit& visit, const FilePass& pass) {
  web::Html out;
  const auto all = list_referrals(pass);
  if (!all.empty()) {
    out.add("<ul class=\"govuk-list\">");
    for (const auto& one : all)
      out.add("<li><a class=\"govuk-link\" href=\"{}\">Referral of {}</a> {}</li>", web::Url::path("/pupils/{}/referrals/{}", pass.pupil(), one.id),
              access::day_words(visit.today(), visit.house().zone().date_of(one.made_at)),
              one.sent_at ? web::tag("Sent", web::Tint::green) : web::tag("Not sent yet", web::Tint::orange));
    out.add("</ul>");
  }
  out.add(web::button_link(web::Url::path("/pupils/{}/referrals/new", pass.pupil()), "Write a referral", web::ButtonLook::secondary));
  return out;
}

web::Response draw_file(Visit& visit, const FilePass& pass, int status, const Typed& typed, const web::Html& above = {}) {
  const auto pupil = people::load(pass);
  const auto cases = list_cases(pass);
  const auto* latest = current_case(cases);
  web::Html main = web::error_summary(typed.errors);
  main.add(above);
  main.add(access::told(visit, {{"saved", "Saved."}, {"marker", "The marker is saved."}, {"ended", "The marker ends today."}}));
  main.add(people::pupil_head(pass, pupil, people::PupilTab::safeguarding));
  main.add("<p class=\"govuk-body\">Safeguarding file, kept apart from the pupil’s other records. Every look at it is written down.</p>");
  if (latest && latest->is_open()) {
    const auto& now = latest->now();
    main.add("<p class=\"govuk-body\">{} {} Led by {}.</p>", web::tag("Case open", web::Tint::red), level_words(now.level), now.lead);
    if (now.review_on)
      main.add("<p class=\"govuk-body\">{}Look again {}.</p>", *now.review_on < visit.today() ? web::html("{} ", web::tag("Overdue", web::Tint::red)) : web::Html(),
               access::day_words(visit.today(), *now.review_on));
  } else {
    main.add("<p class=\"govuk-body\">{}</p>", web::tag(latest ? "Case closed" : "No case", web::Tint::grey));
  }
  main.add(web::button_group(web::button_link(web::Url::path("/pupils/{}/safeguarding/chronology", pupil.id), "Chronology for a conference", web::ButtonLook::secondary)));
  main.add(web::subheading("Statutory markers"));
  main.add(marker_rows(visit, pass));
  main.add(marker_form(visit, pass, typed));
  main.add(web::subheading("Concerns"));
  main.add(concern_rows(visit, pass));
  main.add(web::subheading("Referrals"));
  main.add(referral_rows(visit, pass));
  main.add(web::subheading(cases.size() > 1 ? "Cases" : "Case"));
  for (const auto& one : cases) main.add(case_steps(visit, one));
  main.add(step_form(visit, pass, latest, typed));
  return access::page(visit, status, {.title = "Safeguarding file", .place = access::Place::concerns, .before = web::back_link(web::Url::path("/concerns"), "Concerns"),
                                      .outcome = typed.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_file(Visit& visit, const FilePass& pass) { return draw_file(visit, pass, 200, {}); }

int number_in(std::string_view text) {
  int out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::optional<base::LocalDate> day_in(const web::Form& form, std::string_view name, std::vector<base::FieldError>& wrong) {
  const auto text = base::trim(form.text(name));
  if (text.empty()) return std::nullopt;
  auto day = base::parse_iso_date(text);
  if (!day) wrong.push_back({std::string(name), "Enter the day as 2026-03-03"});
  return day;
}

base::Result<Answer> post_step(Visit& visit, const FilePass& pass) {
  const auto& form = visit.form();
  const auto id = CaseStepId::parse(form.text("id"));
  if (!id) return base::Error::not_found("no id");
  const auto done = web::Url::path("/pupils/{}/safeguarding", pass.pupil()).with("done", "saved");
  if (is_taken(pass, *id)) return web::see_other(done);
  const auto cases = list_cases(pass);
  const auto* latest = current_case(cases);
  Typed typed{"step"};
  CaseStepDraft draft{.id = *id, .deed = std::string(form.text("deed")), .level = number_in(form.text("level")),
                      .lead = access::StaffId::parse(form.text("lead")).value_or(access::StaffId{}), .review_on = day_in(form, "review_on", typed.errors),
                      .reason = std::string(form.text("reason"))};
  const auto team = list_team(pass);
  if (std::none_of(team.begin(), team.end(), [&](const Knower& one) { return one.staff == draft.lead; })) draft.lead = {};
  auto checked = check(std::move(draft), latest, visit.today());
  if (!checked)
    for (const auto& field : checked.error().fields)
      if (web::message_for(typed.errors, field.field).empty()) typed.errors.push_back(field);
  if (!typed.errors.empty()) return draw_file(visit, pass, 422, typed);
  if (form.text("was") != std::to_string(latest ? latest->steps.size() : 0))
    return draw_file(visit, pass, 409, typed,
                     web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                                 .matter = web::html("<p>Somebody else took a step while you were writing. It stands below; yours is still in the form.</p>")}));
  access::UnitOfWork work{visit};
  take_step(work, pass, latest, *checked);
  return access::then_go(visit, std::move(work), done);
}

base::Result<Answer> post_marker(Visit& visit, const FilePass& pass) {
  const auto& form = visit.form();
  const auto id = MarkerId::parse(form.text("id"));
  if (!id) return base::Error::not_found("no id");
  Typed typed{"marker"};
  const auto from = day_in(form, "from_on", typed.errors);
  if (!from && typed.errors.empty()) typed.errors.push_back({"from_on", "Enter the first day"});
  auto checked = check(MarkerDraft{.id = *id, .marker = std::string(form.text("marker")), .category = std::string(form.text("plan_category")),
                                   .from_on = from.value_or(visit.today()), .until_on = day_in(form, "until_on", typed.errors), .note = std::string(form.text("note"))});
  if (!checked) typed.errors.insert(typed.errors.end(), checked.error().fields.begin(), checked.error().fields.end());
  if (!typed.errors.empty()) return draw_file(visit, pass, 422, typed);
  access::UnitOfWork work{visit};
  set(work, pass, *checked);
  return access::then_go(visit, std::move(work), web::Url::path("/pupils/{}/safeguarding", pass.pupil()).with("done", "marker"));
}

base::Result<Answer> post_marker_end(Visit& visit, const FilePass& pass) {
  const auto id = MarkerId::parse(visit.match.part("marker"));
  if (!id) return base::Error::not_found("no id");
  access::UnitOfWork work{visit};
  end_marker(work, pass, *id, visit.today());
  return access::then_go(visit, std::move(work), web::Url::path("/pupils/{}/safeguarding", pass.pupil()).with("done", "ended"));
}

base::Result<Answer> show_cases(Visit& visit, const TriagePass& pass) {
  const auto all = list_open_cases(pass);
  web::Html main = web::heading("Concerns");
  main.add(concern_tabs({ConcernTab::cases, count_unmatched(pass), visit.may(May::conduct_decide)}));
  if (all.empty()) {
    main.add(web::empty_state({.icon = web::Icon::concern, .title = "No case is open",
                               .words = "Open one from a concern, or from a child's safeguarding file. It keeps the level, who leads it and when you look again."}));
  } else {
    web::Table table{"Open cases, soonest to look at first", {{"Child"}, {"Level of need"}, {"Led by"}, {"Look again"}}, {}, true, true, true};
    for (const auto& one : all) {
      web::Html again;
      if (one.review_on) again.add("{}{}", access::day_words(visit.today(), *one.review_on),
                                   *one.review_on < visit.today() ? web::html(" {}", web::tag("Overdue", web::Tint::red)) : web::Html());
      else again.add("{}", web::tag("No day set", web::Tint::orange));
      table.rows.push_back({web::html("<a class=\"govuk-link\" href=\"{}\">{}</a><br>{}", web::Url::path("/pupils/{}/safeguarding", one.pupil.id), one.pupil.name, one.pupil.detail),
                            web::html("{}", level_words(one.level)), web::html("{}", one.lead), again});
    }
    main.add(web::table(table));
  }
  return access::page(visit, 200, {.title = "Cases", .place = access::Place::concerns}, main);
}

}  // namespace

void add_case_routes(access::Routes& routes) {
  routes.get("/concerns/cases", show_cases);
  routes.get("/pupils/{pupil}/safeguarding", show_file);
  routes.post("/pupils/{pupil}/safeguarding/steps", post_step);
  routes.post("/pupils/{pupil}/safeguarding/markers", post_marker);
  routes.post("/pupils/{pupil}/safeguarding/markers/{marker}/end", post_marker_end);
}

}  // namespace concerns
