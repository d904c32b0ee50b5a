// Anybody writes about an adult who works here; it goes to the head alone, or to the chair of governors, and its writer keeps own words.
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/conduct_pages.h"
#include "casework/concerns/conduct_store.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace concerns {
namespace {

using access::Answer;
using access::Visit;

std::string_view status_words(std::string_view state) {
  if (state == closed) return "Closed";
  return state == looked_at ? "Being looked at" : "Received";
}

std::string_view goes_to_words(std::string_view goes_to) { return goes_to == "chair" ? "the chair of governors" : "the head"; }

web::Response draw_sheet(Visit& visit, const Own& pass, int status, const std::vector<base::FieldError>& errors, const web::Html& above = {}) {
  const auto& typed = visit.form();
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  web::Html main = web::error_summary(errors);
  main.add(above);
  main.add(web::heading("A concern about an adult who works here"));
  main.add("<p class=\"govuk-body\">Write it however small it seems. Staff, volunteers, supply staff, visitors and contractors are all meant. "
           "You do not need proof, and you do not have to decide how serious it is.</p>");
  main.add(web::inset_text(web::html("<p><strong>Who will know:</strong> the head alone. If it is about the head: the chair of governors alone. "
                                     "The person it is about is not told that you wrote it here, and nothing of it stands in a pupil’s file.</p>")));
  web::Html fields = web::hidden("id", typed.has("id") ? value("id") : visit.fresh<ConductId>().text());
  std::vector<web::Option> staff = {{"", "Choose a name, or type it below"}};
  for (const auto& person : access::list_staff(pass)) staff.push_back({person.id.text(), person.name + (person.post.empty() ? "" : ", " + person.post)});
  web::Html other = web::select({.name = "subject", .label = "Name", .options = staff, .value = value("subject"), .error = error("subject")});
  other.add(web::text_input({.name = "subject_named", .label = "Or who they are, if they are not on the list", .value = value("subject_named"),
                             .error = error("subject_named"), .width = web::InputWidth::thirty}));
  fields.add(web::radios({.name = "about", .legend = "Whom is it about?", .choices = {{.value = "head", .text = "The head"},
                                                                                     {.value = "other", .text = "Another adult"}},
                          .value = typed.has("about") ? value("about") : std::string("other"), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  fields.add(web::shown_when("about", "other", other));
  fields.add(web::textarea({.name = "words", .label = "What I saw or heard", .hint = "Facts first: who, what, where, when. Name a child only where it has to be.",
                            .value = value("words"), .error = error("words"), .rows = 7, .most = 8000, .kindly = true, .label_as = web::LabelAs::small}));
  fields.add(web::day_input({.name = "happened_on", .label = "Day it happened (optional)", .value = value("happened_on"), .error = error("happened_on")}));
  fields.add(web::textarea({.name = "context", .label = "Anything that helps to understand it (optional)", .value = value("context"), .error = error("context"), .rows = 3}));
  fields.add(web::textarea({.name = "done", .label = "What I did, and whom I told (optional)", .value = value("done"), .error = error("done"), .rows = 2}));
  fields.add(web::checkbox({.name = "keep_name", .text = "Please do not tell the person that it was me",
                            .hint = "This is kept to as far as it can be. Sometimes the law asks for more.", .ticked = value("keep_name") == "yes"}));
  fields.add(web::save_bar(web::button({.text = "Send"})));
  main.add(web::post_form({.action = web::Url::path("/concerns/adults/new"), .csrf = visit.csrf_token(), .draft = "about-adult"}, fields));
  return access::page(visit, status, {.title = "A concern about an adult", .place = access::Place::write,
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_new(Visit& visit, const Own& pass) { return draw_sheet(visit, pass, 200, {}); }

base::Result<Answer> post_new(Visit& visit, const Own& pass) {
  const auto& form = visit.form();
  const auto id = ConductId::parse(form.text("id"));
  if (!id) return base::Error::not_found("no id");
  std::vector<base::FieldError> wrong;
  ConductDraft draft{.id = *id, .about_head = form.text("about") == "head", .words = std::string(form.text("words")),
                     .context = std::string(form.text("context")), .done = std::string(form.text("done")), .keep_name = form.text("keep_name") == "yes"};
  if (!draft.about_head) {
    draft.subject_named = form.text("subject_named");
    if (const auto subject = access::StaffId::parse(form.text("subject")); subject && access::find_staff(pass, *subject)) draft.subject = *subject;
  }
  if (const auto day = base::trim(form.text("happened_on")); !day.empty()) {
    draft.happened_on = base::parse_iso_date(day);
    if (!draft.happened_on) wrong.push_back({"happened_on", "Enter the day as 2026-03-03"});
  }
  auto checked = check(std::move(draft), visit.today());
  if (!checked) wrong.insert(wrong.end(), checked.error().fields.begin(), checked.error().fields.end());
  if (!wrong.empty()) return draw_sheet(visit, pass, 422, wrong);
  access::UnitOfWork work{visit};
  raise(work, pass, *checked, destination_of(pass, *checked));
  return access::then_go(visit, std::move(work), web::Url::path("/concerns/adults/mine/{}", *id).with("done", "sent"));
}

web::Html sayings(std::string_view title, const std::vector<Saying>& list, const Visit& visit) {
  if (list.empty()) return {};
  web::Html out = web::subheading(title);
  for (const auto& one : list)
    out.add("<div class=\"app-saying\"><p class=\"govuk-body-s\"><strong>{}</strong>, {}</p><p class=\"govuk-body app-words\">{}</p></div>", one.author,
            access::moment_words(visit.house().zone(), visit.now(), one.at), one.words);
  return out;
}

web::Response draw_mine(Visit& visit, const Own& pass, const OwnConduct& concern, int status, const std::vector<base::FieldError>& errors) {
  web::Html main = web::error_summary(errors);
  main.add(access::told(visit, {{"sent", "Sent. Thank you for telling. You did the right thing, however small it seemed."},
                                {"added", "Added."}}));
  main.add(web::heading(access::moment_words(visit.house().zone(), visit.now(), concern.at), "What I raised about an adult"));
  main.add("<p class=\"govuk-body\">{}</p>", web::tag(status_words(concern.state), concern.state == closed ? web::Tint::grey : web::Tint::blue));
  main.add("<p class=\"govuk-body\">It went to {}, and to nobody else.</p>", goes_to_words(concern.goes_to));
  if (const auto arrangement = load_arrangement(pass); concern.goes_to == "chair" && !arrangement.chair) {
    main.add(web::warning_text("This school has not named its chair of governors here, so nobody can read this yet. Speak to the chair, or to the local "
                               "authority’s designated officer, yourself."));
    if (!arrangement.lado.empty()) main.add(web::body_text("Designated officer: " + arrangement.lado));
  }
  main.add(sayings("The answer", concern.answers, visit));
  main.add(web::subheading("My words"));
  std::vector<web::SummaryRow> rows = {{"About", web::html("{}", concern.subject.empty() ? "As chosen from the list" : concern.subject)},
                                       {"What I saw or heard", web::html("<span class=\"app-words\">{}</span>", concern.words)}};
  if (!concern.context.empty()) rows.push_back({"What helps to understand it", web::html("<span class=\"app-words\">{}</span>", concern.context)});
  if (!concern.done.empty()) rows.push_back({"What I did", web::html("<span class=\"app-words\">{}</span>", concern.done)});
  main.add(web::summary_list(rows));
  main.add(sayings("What I added", concern.additions, visit));
  web::Html fields = web::hidden("id", visit.form().has("id") ? std::string(visit.form().text("id")) : visit.fresh<ConductStepId>().text());
  fields.add(web::textarea({.name = "words", .label = "Add to it", .value = std::string(visit.form().text("words")), .error = web::message_for(errors, "words"),
                            .rows = 4, .most = 4000, .label_as = web::LabelAs::medium}));
  fields.add(web::save_bar(web::button({.text = "Add"})));
  main.add(web::post_form({.action = web::Url::path("/concerns/adults/mine/{}/additions", concern.id), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, status, {.title = "What I raised about an adult", .place = access::Place::entries,
                                      .before = web::back_link(web::Url::path("/concerns/mine"), "Concerns I raised"),
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

std::optional<OwnConduct> own_of(const Visit& visit, const Own& pass) {
  const auto id = ConductId::parse(visit.match.part("concern"));
  return id ? find_own_conduct(pass, *id) : std::nullopt;
}

base::Result<Answer> show_mine(Visit& visit, const Own& pass) {
  const auto concern = own_of(visit, pass);
  if (!concern) return base::Error::not_found("no such concern of theirs");
  return draw_mine(visit, pass, *concern, 200, {});
}

base::Result<Answer> post_addition(Visit& visit, const Own& pass) {
  const auto concern = own_of(visit, pass);
  const auto id = ConductStepId::parse(visit.form().text("id"));
  if (!concern || !id) return base::Error::not_found("no such concern of theirs, or no id");
  const auto words = check_words(visit.form().text("words"), "words", "Enter what you want to add");
  if (!words) return draw_mine(visit, pass, *concern, 422, words.error().fields);
  access::UnitOfWork work{visit};
  add_to(work, pass, id->bytes(), concern->id, *words);
  return access::then_go(visit, std::move(work), web::Url::path("/concerns/adults/mine/{}", concern->id).with("done", "added"));
}

}  // namespace

void add_conduct_raising_routes(access::Routes& routes) {
  routes.get("/concerns/adults/new", show_new);
  routes.post("/concerns/adults/new", post_new);
  routes.get("/concerns/adults/mine/{concern}", show_mine);
  routes.post("/concerns/adults/mine/{concern}/additions", post_addition);
}

}  // namespace concerns
