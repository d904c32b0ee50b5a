// For the head, or the chair of governors where one is about the head: the list, one concern with its decisions, and what repeats.
#include "casework/concerns/conduct_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/conduct_store.h"
#include "casework/concerns/triage_view.h"
#include "casework/concerns/unmatched_store.h"
#include "people/calendar_store.h"
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

std::string_view status_words(std::string_view state) {
  if (state == closed) return "Closed";
  return state == looked_at ? "Being looked at" : "Not looked at";
}

web::Tint status_tint(std::string_view state) {
  if (state == closed) return web::Tint::grey;
  return state == looked_at ? web::Tint::blue : web::Tint::red;
}

/// A concern may be an allegation until somebody has decided: the officer is contacted within one working day of it.
web::Html lado_clock(const Visit& visit, const people::Calendar& calendar, const Conduct& concern) {
  const auto* last = concern.steps.empty() ? nullptr : &concern.steps.back();
  if (last && (last->lado == "contacted" || last->threshold == "neither" || last->threshold == "low_level")) return {};
  const auto due = calendar.add_school_days(visit.house().zone().date_of(concern.at), 1);
  if (!due) return {};
  const auto words = fmt::format("Designated officer (LADO), if it is an allegation: by the end of {}", access::day_words(visit.today(), *due));
  return *due < visit.today() ? web::tag("LADO overdue", web::Tint::red) : web::html("<span class=\"govuk-body-s\">{}</span>", words);
}

web::Html tabs_of(Visit& visit) {
  const auto triage = access::Door::caseload<May::concern_triage>(visit);
  return triage ? concern_tabs({ConcernTab::adults, count_unmatched(*triage), true}) : web::Html();
}

base::Result<Answer> show_list(Visit& visit, const ConductPass& pass) {
  if (!is_for_them(pass)) return base::Error::not_found("concerns about adults are not theirs");
  const auto all = list_conduct(pass);
  const auto calendar = people::load_calendar(pass);
  web::Html main = web::heading("Concerns about adults");
  main.add(tabs_of(visit));
  if (all.empty()) {
    main.add(web::empty_state({.icon = web::Icon::concern, .title = "No concern about an adult",
                               .words = "What anybody writes about an adult who works here stands here, for you alone."}));
    return access::page(visit, 200, {.title = "Concerns about adults", .place = access::Place::concerns}, main);
  }
  std::map<std::string, std::size_t> by_subject;
  for (const auto& concern : all) ++by_subject[base::fold(concern.subject)];
  web::Table table{"Concerns about adults, newest first", {{"About"}, {"What"}, {"When"}, {"How it stands"}}, {}, true, true, true};
  for (const auto& concern : all) {
    const auto times = by_subject[base::fold(concern.subject)];
    web::Html about = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/concerns/adults/{}", concern.id), concern.subject);
    if (times > 1) about.add(" {}", web::badge(fmt::format("{} in all", times), web::Tint::purple));
    web::Html stands = web::tag(status_words(concern.state), status_tint(concern.state));
    if (concern.state != closed && concern.state != looked_at) stands.add(" {}", lado_clock(visit, calendar, concern));
    table.rows.push_back({about, web::html("{}", base::excerpt(concern.words, 120)),
                          web::html("{}", access::moment_words(visit.house().zone(), visit.now(), concern.at)), stands});
  }
  main.add(web::table(table));
  return access::page(visit, 200, {.title = "Concerns about adults", .place = access::Place::concerns}, main);
}

std::vector<web::Choice> as_choices(std::span<const Word> words) {
  std::vector<web::Choice> out;
  for (const auto& word : words) out.push_back({std::string(word.code), std::string(word.label), std::string(word.hint)});
  return out;
}

web::Html history(const Visit& visit, const Conduct& concern) {
  const auto& zone = visit.house().zone();
  web::Html out;
  if (concern.steps.empty() && concern.additions.empty() && concern.answers.empty()) return out;
  out.add("<h2 class=\"govuk-heading-m\">What was done so far</h2><ol class=\"app-steps\">");
  for (const auto& step : concern.steps) {
    out.add("<li class=\"app-steps__step\"><p class=\"govuk-body\"><strong>{}</strong>{} – {}, {}</p><p class=\"govuk-body app-words\">{}</p>",
            label_of(thresholds(), step.threshold), step.closes ? ", closed" : "", step.author, access::moment_words(zone, visit.now(), step.at), step.reason);
    out.add("<p class=\"govuk-body-s\">Designated officer: {}", label_of(lado_words(), step.lado));
    if (step.lado_at) out.add(", {}", access::moment_words(zone, visit.now(), *step.lado_at));
    out.add("</p>");
    if (!step.lado_words.empty()) out.add("<p class=\"govuk-body-s app-words\">{}</p>", step.lado_words);
    out.add("</li>");
  }
  for (const auto& addition : concern.additions)
    out.add("<li class=\"app-steps__step app-steps__step--added\"><p class=\"govuk-body\"><strong>{} added</strong>, {}</p><p class=\"govuk-body app-words\">{}</p></li>",
            addition.author, access::moment_words(zone, visit.now(), addition.at), addition.words);
  for (const auto& answer : concern.answers)
    out.add("<li class=\"app-steps__step\"><p class=\"govuk-body\"><strong>Answered the reporter</strong>, {}</p><p class=\"govuk-body app-words\">{}</p></li>",
            access::moment_words(zone, visit.now(), answer.at), answer.words);
  out.add("</ol>");
  return out;
}

web::Html decision_form(const Visit& visit, const Conduct& concern, const std::vector<base::FieldError>& errors) {
  const auto& typed = visit.form();
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  web::Html fields = web::hidden("id", typed.has("id") ? value("id") : visit.fresh<ConductStepId>().text());
  fields.add(web::hidden("was", std::to_string(concern.steps.size())));
  fields.add(web::radios({.name = "threshold", .legend = "What is it?", .choices = as_choices(thresholds()), .value = value("threshold"),
                          .error = error("threshold"), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  web::Html when = web::day_input({.name = "lado_on", .label = "Day", .value = value("lado_on"), .error = error("lado_on")});
  when.add(web::time_input({.name = "lado_time", .label = "Time", .value = value("lado_time")}));
  fields.add(web::radios({.name = "lado", .legend = "The local authority’s designated officer (LADO)", .choices = as_choices(lado_words()), .value = value("lado"),
                          .error = error("lado"), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  fields.add(web::shown_when("lado", "contacted", when));
  fields.add(web::textarea({.name = "lado_words", .label = "What they advised (optional)", .value = value("lado_words"), .error = error("lado_words"), .rows = 2}));
  fields.add(web::textarea({.name = "reason", .label = "Why you decided this", .hint = "And what was done: who was spoken to, what follows.",
                            .value = value("reason"), .error = error("reason"), .rows = 4, .most = 4000, .label_as = web::LabelAs::small}));
  fields.add(web::textarea({.name = "answer", .label = "Answer to the person who raised it (optional)", .value = value("answer"), .error = error("answer"), .rows = 2}));
  fields.add(web::checkbox({.name = "closes", .text = "Close it", .ticked = value("closes") == "yes"}));
  fields.add(web::save_bar(web::button({.text = "Save the decision"})));
  return web::post_form({.action = web::Url::path("/concerns/adults/{}/decisions", concern.id), .csrf = visit.csrf_token(),
                         .draft = "conduct:" + concern.id.text()}, fields);
}

web::Response draw_one(Visit& visit, const ConductPass& pass, const Conduct& concern, int status, const std::vector<base::FieldError>& errors,
                       const web::Html& above = {}) {
  web::Html main = web::error_summary(errors);
  main.add(above);
  main.add(access::told(visit, {{"decided", "Saved."}}));
  main.add(web::heading("A concern about an adult", concern.subject));
  main.add("<p class=\"govuk-body\">{} {}</p>", web::tag(status_words(concern.state), status_tint(concern.state)),
           lado_clock(visit, people::load_calendar(pass), concern));
  if (const auto lado = load_arrangement(pass).lado; !lado.empty()) main.add("<p class=\"govuk-body-s\">Designated officer: {}</p>", lado);
  std::vector<web::SummaryRow> rows = {{"Raised by", web::html("{}, {}, {}", concern.author, concern.author_post, access::moment_words(visit.house().zone(), visit.now(), concern.at))}};
  if (concern.keep_name) rows.push_back({"Their name", web::html("<strong>They ask that the person is not told who raised it.</strong>")});
  if (concern.happened_on) rows.push_back({"Happened on", web::html("{}", base::to_long_text(*concern.happened_on))});
  rows.push_back({"What was seen or heard", web::html("<span class=\"app-words\">{}</span>", concern.words)});
  if (!concern.context.empty()) rows.push_back({"What helps to understand it", web::html("<span class=\"app-words\">{}</span>", concern.context)});
  if (!concern.done.empty()) rows.push_back({"What the reporter did", web::html("<span class=\"app-words\">{}</span>", concern.done)});
  main.add(web::summary_list(rows));
  web::Html others;
  for (const auto& other : list_conduct(pass))
    if (other.id != concern.id && base::fold(other.subject) == base::fold(concern.subject))
      others.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a>: {}</li>", web::Url::path("/concerns/adults/{}", other.id),
                 access::moment_words(visit.house().zone(), visit.now(), other.at), base::excerpt(other.words, 100));
  if (!others.empty()) {
    main.add(web::subheading("Others about the same person"));
    main.add("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", others);
  }
  main.add(history(visit, concern));
  main.add(web::subheading("Decide"));
  main.add(decision_form(visit, concern, errors));
  return access::page(visit, status, {.title = "A concern about an adult", .place = access::Place::concerns,
                                      .before = web::back_link(web::Url::path("/concerns/adults"), "Concerns about adults"),
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

std::optional<Conduct> concern_of(const Visit& visit, const ConductPass& pass) {
  const auto id = ConductId::parse(visit.match.part("concern"));
  return id && is_for_them(pass) ? find_conduct(pass, *id) : std::nullopt;
}

base::Result<Answer> show_one(Visit& visit, const ConductPass& pass) {
  const auto concern = concern_of(visit, pass);
  if (!concern) return base::Error::not_found("no such concern about an adult, or not theirs");
  return draw_one(visit, pass, *concern, 200, {});
}

base::Result<Answer> post_decision(Visit& visit, const ConductPass& pass) {
  const auto concern = concern_of(visit, pass);
  const auto& form = visit.form();
  const auto id = ConductStepId::parse(form.text("id"));
  if (!concern || !id) return base::Error::not_found("no such concern about an adult, or no id");
  const auto done = web::Url::path("/concerns/adults/{}", concern->id).with("done", "decided");
  if (is_conduct_decided(pass, *id)) return web::see_other(done);
  std::vector<base::FieldError> wrong;
  ConductStepDraft draft{.id = *id, .concern = concern->id, .was = static_cast<int>(concern->steps.size()), .threshold = std::string(form.text("threshold")),
                         .lado = std::string(form.text("lado")), .lado_words = std::string(form.text("lado_words")), .reason = std::string(form.text("reason")),
                         .closes = form.text("closes") == "yes", .answer = std::string(form.text("answer"))};
  if (const auto day = base::trim(form.text("lado_on")); !day.empty()) {
    const auto on = base::parse_iso_date(day);
    const auto at = base::parse_time(base::trim(form.text("lado_time")));
    if (!on || !at) wrong.push_back({"lado_on", "Enter the day as 2026-03-03 and the time as 10:40"});
    else draft.lado_at = visit.house().zone().to_utc(*on, *at);
  }
  auto checked = check(std::move(draft), visit.now());
  if (!checked)
    for (const auto& field : checked.error().fields)
      if (wrong.empty() || field.field != "lado_on") wrong.push_back(field);
  if (!wrong.empty()) return draw_one(visit, pass, *concern, 422, wrong);
  if (form.text("was") != std::to_string(concern->steps.size()))
    return draw_one(visit, pass, *concern, 409, {},
                    web::alert({.kind = web::AlertKind::warning, .title = "Decided meanwhile",
                                .matter = web::html("<p>A decision was saved while you were writing. It stands below; yours is still in the form.</p>")}));
  access::UnitOfWork work{visit};
  decide(work, pass, *checked);
  return access::then_go(visit, std::move(work), done);
}

}  // namespace

void add_conduct_routes(access::Routes& routes) {
  routes.get("/concerns/adults", show_list);
  routes.get("/concerns/adults/{concern}", show_one);
  routes.post("/concerns/adults/{concern}/decisions", post_decision);
}

}  // namespace concerns
