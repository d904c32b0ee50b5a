// A pupil's reduced timetable: begun with consent and an end, looked at every two weeks, and over.
#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/timetable/period_store.h"
#include "casework/timetable/reduced_store.h"
#include "casework/timetable/timetable_pages.h"
#include "people/pupil_view.h"
#include "record/submission.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace timetable {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

constexpr std::size_t most_steps = 3;

web::Url here(const access::PupilId& pupil) { return web::Url::path("/pupils/{}/reduced", pupil); }

web::Html steps_table(const Reduced& reduced, base::LocalDate today) {
  std::vector<std::vector<web::Html>> rows;
  const auto now = step_on(reduced, today);
  for (const auto& step : reduced.steps) {
    std::vector<web::Html> row = {web::html("From {}{}", base::to_text(step.from), now && *now == step && !reduced.ended_on ? web::html(" {}", web::tag("Now")) : web::Html())};
    for (const auto& day : step.days)
      row.push_back(day.is_there() ? web::html("{}–{}", base::to_text(base::LocalTime{day.starts}), base::to_text(base::LocalTime{day.ends})) : web::html("–"));
    row.push_back(web::html("{} of {}", hours_words(minutes_on_site(step)), hours_words(reduced.full_minutes)));
    rows.push_back(std::move(row));
  }
  return web::table({.caption = "Hours at school, step by step",
                     .columns = {{"Step"}, {"Monday"}, {"Tuesday"}, {"Wednesday"}, {"Thursday"}, {"Friday"}, {"A week"}},
                     .rows = std::move(rows),
                     .stacked = true});
}

web::Html note_button(const Visit& visit, const Reduced& reduced, std::string_view what, std::string_view words, web::ButtonLook look) {
  web::Html fields = web::hidden("was", std::to_string(reduced.version));
  fields.add(web::hidden("what", what));
  return web::post_button(web::Url::path("/pupils/{}/reduced/{}/notes", reduced.pupil, reduced.id), visit.csrf_token(), {.text = std::string(words), .look = look}, fields);
}

web::Html review_form(const Visit& visit, const Reduced& reduced, const Errors& errors) {
  const auto& typed = visit.form();
  web::Html fields = web::hidden("id", ReducedReviewId::make(visit.now(), visit.house().random()).text());
  fields.add(web::textarea({.name = "words", .label = "How is it going, and what comes next?", .value = std::string(typed.text("words")), .error = web::message_for(errors, "words"), .rows = 3}));
  fields.add(web::button({.text = "Save the review"}));
  return web::post_form({.action = web::Url::path("/pupils/{}/reduced/{}/reviews", reduced.pupil, reduced.id), .csrf = visit.csrf_token()}, fields);
}

web::Html one_of(const Visit& visit, const ReadPass& pass, const Reduced& reduced, bool has_ehcp, const Errors& errors) {
  const auto reviews = list_reviews(pass, reduced.id);
  web::Html out;
  const auto warn = alerts(reduced, reviews.empty() ? std::nullopt : std::optional(reviews.front().on), has_ehcp, visit.today());
  for (const auto& each : warn) out.add(web::warning_text(each));
  out.add(steps_table(reduced, visit.today()));
  std::vector<web::SummaryRow> facts = {{"Why", web::html("{}: {}", title(reduced.reason), reduced.why), {}},
                                        {"From", web::html("{} to {}", base::to_text(reduced.starts_on), base::to_text(reduced.ends_on)), {}},
                                        {"Consent", web::html("{}, {}, {}", reduced.consent_by, base::to_text(reduced.consent_on), reduced.consent_how), {}},
                                        {"Away from school", web::html("{}", reduced.off_site), {}},
                                        {"What could go wrong", web::html("{}", reduced.risk), {}},
                                        {"Local authority told", web::html("{}", reduced.authority_told_on ? base::to_text(*reduced.authority_told_on) : std::string("Not yet")), {}}};
  if (reduced.consent_withdrawn_on) facts.push_back({"Consent withdrawn", web::html("{}", base::to_text(*reduced.consent_withdrawn_on)), {}});
  if (reduced.ended_on) facts.push_back({"Over since", web::html("{}", base::to_text(*reduced.ended_on)), {}});
  out.add(web::summary_list(facts));
  if (!reviews.empty()) {
    web::Html list;
    for (const auto& review : reviews) list.add("<li>{}, {}: {}</li>", base::to_text(review.on), review.by_name, review.words);
    out.add(web::html("<h3 class=\"govuk-heading-s\">Reviews</h3><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list));
  }
  if (decides_reduced(visit.grants(), reduced.pupil) && !reduced.ended_on) {
    out.add(web::details({.summary = "Review it", .matter = review_form(visit, reduced, errors), .open = !web::message_for(errors, "words").empty()}));
    web::Html deeds;
    if (!reduced.authority_told_on) deeds.add(note_button(visit, reduced, "told", "The authority was told today", web::ButtonLook::secondary));
    if (!reduced.consent_withdrawn_on) deeds.add(note_button(visit, reduced, "withdrawn", "Consent was withdrawn today", web::ButtonLook::secondary));
    deeds.add(note_button(visit, reduced, "ended", "Back full time today", web::ButtonLook::primary));
    out.add(web::button_group(deeds));
  }
  return web::card(reduced.ended_on ? "A reduced timetable that is over" : "Reduced timetable", out, reduced.ended_on || warn.empty() ? web::CardLook::plain : web::CardLook::now);
}

web::Response sheet(Visit& visit, const ReadPass& pass, const Errors& errors) {
  const auto pupil = people::load(pass);
  const auto need = people::need(pass, pupil.id);
  const bool has_ehcp = need && need->sen_status == "E";
  web::Html main = access::told(visit, {{"begun", "The reduced timetable is begun."}, {"reviewed", "The review is saved."}, {"noted", "Noted."}});
  main.add(web::error_summary(errors));
  main.add(people::pupil_head(pass, pupil, people::PupilTab::timetable));
  main.add(web::subheading("Fewer hours at school"));
  const auto all = list_reduced(pass);
  if (all.empty())
    main.add(web::body_text("This pupil comes to school for all the hours they are owed. Fewer hours are an exception: agreed with a parent, for a time, with steps back, and never "
                            "because of behaviour."));
  for (const auto& each : all) main.add(one_of(visit, pass, each, has_ehcp, errors));
  const bool live = std::any_of(all.begin(), all.end(), [](const Reduced& each) { return !each.ended_on; });
  if (!live && decides_reduced(visit.grants(), pupil.id))
    main.add(web::button_group(web::button_link(web::Url::path("/pupils/{}/reduced/new", pupil.id), "Agree fewer hours", web::ButtonLook::secondary)));
  main.add(web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">The week</a></p>", web::Url::path("/pupils/{}/timetable", pupil.id)));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Fewer hours – " + pupil.name(), .place = access::Place::pupils, .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show(Visit& visit, const ReadPass& pass) {
  if (!sees_reduced(visit.grants(), pass.pupil())) return base::Error::not_found("sees no SEND information of this pupil");
  return sheet(visit, pass, {});
}

/// What a full week is: from the first bell to the last, of the periods the school has entered.
int owed_in_a_week(const access::Pass& pass) {
  const auto periods = list_periods(pass, pass.today());
  int out = 0;
  for (int n = 0; n < 5; ++n)
    if (const auto span = span_of(periods, monday_of(pass.today()) + n)) out += span->ends - span->starts;
  return out;
}

web::Response new_sheet(Visit& visit, const access::Pass& pass, const access::PupilId& pupil, const ReducedId& id, const Errors& errors) {
  const auto& typed = visit.form();
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  const auto lines = [&](std::string_view name, std::string_view words, std::string_view hint) {
    return web::textarea({.name = std::string(name), .label = std::string(words), .hint = std::string(hint), .value = value(name), .error = error(name), .rows = 3});
  };
  web::Html fields = web::hidden("id", id.text());
  std::vector<web::Choice> reasons;
  for (std::size_t n = 0; n < reduced_reason_count; ++n) reasons.push_back({std::string(code(static_cast<ReducedReason>(n))), std::string(title(static_cast<ReducedReason>(n)))});
  fields.add(web::radios({.name = "reason", .legend = "What is the reason?", .choices = std::move(reasons), .value = value("reason"), .error = error("reason"), .size = web::ChoiceSize::small}));
  fields.add(lines("why", "Why are fewer hours right for this pupil now?", ""));
  fields.add(web::day_input({.name = "starts_on", .label = "First day", .value = value("starts_on"), .error = error("starts_on")}));
  fields.add(web::day_input({.name = "ends_on", .label = "Last day", .hint = "Six weeks at most, if it can be", .value = value("ends_on"), .error = error("ends_on")}));
  const auto owed = owed_in_a_week(pass);
  fields.add(web::text_input({.name = "hours", .label = "Hours a week the pupil is owed", .value = typed.has("hours") ? value("hours") : owed > 0 ? fmt::format("{:.3g}", owed / 60.0) : "32.5",
                              .error = error("hours"), .inputmode = "decimal", .width = web::InputWidth::five}));
  for (std::size_t step = 1; step <= most_steps; ++step) {
    const auto name = fmt::format("step{}", step);
    web::Html days;
    if (step > 1) days.add(web::day_input({.name = name + "_from", .label = "From which day?", .value = value(name + "_from"), .error = error(name + "_from")}));
    days.add(web::error_message(name, error(name)));
    for (int day = 1; day <= 5; ++day) {
      const std::string words(weekday_words(static_cast<base::Weekday>(day)));
      days.add("<div class=\"app-time-pair\">{}{}</div>", web::time_input({.name = fmt::format("{}_{}a", name, day), .label = words + " from", .value = value(fmt::format("{}_{}a", name, day))}),
               web::time_input({.name = fmt::format("{}_{}b", name, day), .label = words + " to", .value = value(fmt::format("{}_{}b", name, day))}));
    }
    const std::string legend = step == 1 ? "Hours at school at first" : fmt::format("Step back {} (optional)", step - 1);
    bool filled = false;
    for (const auto& [key, held] : typed.entries()) filled = filled || (key.starts_with(name) && !held.empty());
    fields.add(step == 1 ? web::fieldset({.legend = legend, .legend_as = web::LabelAs::small}, days) : web::details({.summary = legend, .matter = days, .open = filled}));
  }
  fields.add(lines("off_site", "Away from school", "What the pupil works at, and who sees that they are safe"));
  fields.add(lines("risk", "What could go wrong, and what is done about it?", ""));
  fields.add(web::text_input({.name = "consent_by", .label = "Which parent or carer agreed?", .value = value("consent_by"), .error = error("consent_by")}));
  fields.add(web::text_input({.name = "consent_how", .label = "How?", .hint = "For example: signed form", .value = value("consent_how"), .error = error("consent_how")}));
  fields.add(web::day_input({.name = "consent_on", .label = "On which day?", .value = value("consent_on"), .error = error("consent_on")}));
  fields.add(web::day_input({.name = "told_on", .label = "Local authority told on (optional)", .value = value("told_on"), .error = error("told_on")}));
  fields.add(web::save_bar(web::button({.text = "Begin"})));
  web::Html main = web::error_summary(errors, {{"step1", "step1_1a"}, {"step2", "step2_1a"}, {"step3", "step3_1a"}});
  main.add(web::heading("Agree fewer hours at school"));
  main.add(web::post_form({.action = here(pupil), .csrf = visit.csrf_token(), .draft = "reduced:" + pupil.text()}, fields));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Agree fewer hours", .place = access::Place::pupils, .before = web::back_link(here(pupil), "Timetable"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_new(Visit& visit, const DecidePass& pass) {
  if (!decides_reduced(visit.grants(), pass.pupil())) return base::Error::not_found("decides on no SEND information of this pupil");
  return new_sheet(visit, pass, pass.pupil(), visit.fresh<ReducedId>(), {});
}

void read_steps(const web::Form& form, Reduced& out, Errors& wrong) {
  for (std::size_t number = 1; number <= most_steps; ++number) {
    const auto name = fmt::format("step{}", number);
    ReducedStep step;
    step.from = out.starts_on;
    bool filled = false;
    for (int day = 1; day <= 5; ++day) {
      const auto a = base::trim(form.text(fmt::format("{}_{}a", name, day))), b = base::trim(form.text(fmt::format("{}_{}b", name, day)));
      if (a.empty() && b.empty()) continue;
      filled = true;
      const auto starts = record::read_time(a), ends = record::read_time(b);
      if (starts && ends && ends->minutes > starts->minutes) step.days[static_cast<std::size_t>(day) - 1] = {starts->minutes, ends->minutes};
      else if (web::message_for(wrong, name).empty()) wrong.push_back({name, fmt::format("{}: enter a from and a to, like 09:00 and 12:00", weekday_words(static_cast<base::Weekday>(day)))});
    }
    if (number > 1) {
      const auto from = base::parse_iso_date(form.text(name + "_from"));
      if (filled && !from) wrong.push_back({name + "_from", "Enter the day the step begins"});
      step.from = from.value_or(out.starts_on);
    }
    if (filled) out.steps.push_back(step);
  }
}

base::Result<Answer> post_begin(Visit& visit, const DecidePass& pass) {
  const auto& form = visit.form();
  const auto id = ReducedId::parse(form.text("id"));
  if (!id || !decides_reduced(visit.grants(), pass.pupil())) return base::Error::not_found("decides on no SEND information of this pupil");
  Errors wrong;
  const auto text = [&](std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); };
  const auto day = [&](std::string_view name, std::string_view words) {
    const auto read = base::parse_iso_date(form.text(name));
    if (!read) wrong.push_back({std::string(name), std::string(words)});
    return read.value_or(visit.today());
  };
  Reduced reduced;
  reduced.id = *id;
  reduced.pupil = pass.pupil();
  if (const auto reason = reduced_reason_of(form.text("reason"))) reduced.reason = *reason;
  else wrong.push_back({"reason", "Choose the reason"});
  reduced.why = text("why");
  reduced.starts_on = day("starts_on", "Enter the first day");
  reduced.ends_on = day("ends_on", "Enter the last day");
  const auto hours = std::string(base::trim(form.text("hours")));
  char* end = nullptr;
  const double number = std::strtod(hours.c_str(), &end);
  reduced.full_minutes = !hours.empty() && *end == '\0' && number > 0 && number < 100 ? static_cast<int>(std::lround(number * 60)) : 0;
  read_steps(form, reduced, wrong);
  reduced.off_site = text("off_site");
  reduced.risk = text("risk");
  reduced.consent_by = text("consent_by");
  reduced.consent_how = text("consent_how");
  reduced.consent_on = day("consent_on", "Enter the day they agreed");
  if (!base::trim(form.text("told_on")).empty()) reduced.authority_told_on = day("told_on", "Enter the day, or leave it empty");
  for (auto& each : check(reduced))
    if (web::message_for(wrong, each.field).empty()) wrong.push_back(std::move(each));
  if (!wrong.empty()) return new_sheet(visit, pass, pass.pupil(), *id, wrong);
  access::UnitOfWork work(visit);
  TRY_DO(begin_reduced(work, pass, reduced));
  return access::then_go(visit, std::move(work), here(pass.pupil()).with("done", "begun"));
}

/// The one of the address, of this pupil.
base::Result<Reduced> in_address(const Visit& visit, const DecidePass& pass) {
  const auto id = ReducedId::parse(visit.match.part("reduced"));
  const auto read = pass.narrowed<May::chronology_read>();
  if (id && read && decides_reduced(visit.grants(), pass.pupil()))
    for (auto& each : list_reduced(*read))
      if (each.id == *id) return std::move(each);
  return base::Error::not_found("no such reduced timetable");
}

base::Result<Answer> post_review(Visit& visit, const DecidePass& pass) {
  TRY(const auto reduced, in_address(visit, pass));
  const auto id = ReducedReviewId::parse(visit.form().text("id"));
  if (!id) return base::Error::not_found("a review without its id");
  const auto words = base::Text<1000>::make(visit.form().text("words"));
  if (!words || words->empty())
    return sheet(visit, *pass.narrowed<May::chronology_read>(), {{"words", words ? "Enter how it is going" : "Use at most 1000 characters"}});
  access::UnitOfWork work(visit);
  TRY_DO(review_reduced(work, pass, reduced.id, {*id, visit.today(), words->text(), {}}));
  return access::then_go(visit, std::move(work), here(pass.pupil()).with("done", "reviewed"));
}

base::Result<Answer> post_note(Visit& visit, const DecidePass& pass) {
  TRY(auto reduced, in_address(visit, pass));
  const auto what = visit.form().text("what");
  if (what != "told" && what != "withdrawn" && what != "ended") return base::Error::not_found("nothing that is noted");
  if (visit.form().text("was") != std::to_string(reduced.version)) return access::UnitOfWork::conflict();
  access::UnitOfWork work(visit);
  TRY_DO(note_reduced(work, pass, reduced, what == "told" ? ReducedNote::authority_told : what == "withdrawn" ? ReducedNote::consent_withdrawn : ReducedNote::ended, visit.today()));
  return access::then_go(visit, std::move(work), here(pass.pupil()).with("done", "noted"));
}

}  // namespace

void add_reduced_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/reduced", show);
  routes.post("/pupils/{pupil}/reduced", post_begin);
  routes.get("/pupils/{pupil}/reduced/new", show_new);
  routes.post("/pupils/{pupil}/reduced/{reduced}/reviews", post_review);
  routes.post("/pupils/{pupil}/reduced/{reduced}/notes", post_note);
}

}  // namespace timetable
