// The trainings of one member of staff: what, since when, until when, what shows it.
#include "access/frame.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "people/staff_pages.h"
#include "people/training_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace people {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Relations = access::StaffPass<May::relations_administer>;

base::Result<access::StaffLine> load(const Visit& visit, const Relations& pass) {
  const auto id = access::StaffId::parse(visit.match.part("staff"));
  if (id)
    for (auto& line : access::list_staff(pass))
      if (line.id == *id) return line;
  return base::Error::not_found("no such member of staff");
}

web::Url here(const access::StaffId& staff) { return web::Url::path("/school/staff/{}/trainings", staff); }

std::string title_of(std::string_view code) {
  const auto* topic = find_topic(code);
  return std::string(topic ? topic->title : code);
}

web::Html table_of(const Visit& visit, const std::vector<Training>& trainings) {
  if (trainings.empty())
    return web::body_text("No training is written down yet. Until it is, a record that needs it asks why this person was named.");
  std::vector<std::vector<web::Html>> rows;
  for (const auto& training : trainings) {
    const auto title = title_of(training.topic);
    web::Html until = training.expires_on ? web::html("{} ", base::to_long_text(*training.expires_on)) : web::html("For good ");
    until.add(is_live(training, visit.today()) ? web::tag("In date", web::Tint::green) : web::tag("Out of date", web::Tint::red));
    rows.push_back({web::html("{}", title), web::html("{}", base::to_long_text(training.obtained_on)), until, web::html("{}", training.evidence),
                    web::post_button(web::Url::path("/school/staff/{}/trainings/{}/withdrawal", training.staff, training.id), visit.csrf_token(),
                                     {.text = "Take away", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Take away: " + title)})});
  }
  return web::table({.caption = "Trainings", .columns = {{"Training"}, {"Since"}, {"Until"}, {"What shows it"}, {"Change"}}, .rows = std::move(rows),
                     .caption_hidden = true, .stacked = true});
}

web::Response draw(Visit& visit, const Relations& pass, const access::StaffLine& line, const TrainingId& id, const std::vector<base::FieldError>& errors) {
  const auto& form = visit.form();
  web::Html main = access::told(visit, {{"added", "The training is written down."}, {"withdrawn", "It counts no more."}});
  main.add(web::error_summary(errors));
  main.add(web::heading(line.name, "Training"));
  main.add(table_of(visit, list_trainings(pass, line.id)));
  std::vector<web::Option> options = {{"", "Choose one"}};
  for (const auto& topic : training_topics()) options.push_back({std::string(topic.code), std::string(topic.title)});
  web::Html fields = web::hidden("id", id.text());
  fields.add(web::select({.name = "topic", .label = "Training", .options = options, .value = std::string(form.text("topic")), .error = web::message_for(errors, "topic")}));
  fields.add(web::day_input({.name = "obtained_on", .label = "Since", .value = std::string(form.text("obtained_on")), .error = web::message_for(errors, "obtained_on")}));
  fields.add(web::day_input({.name = "expires_on", .label = "Until", .hint = "Leave it empty if it counts for good.", .value = std::string(form.text("expires_on")),
                             .error = web::message_for(errors, "expires_on")}));
  fields.add(web::text_input({.name = "evidence", .label = "What shows it", .hint = "For example, certificate seen, or signed off by the school nurse.",
                              .value = std::string(form.text("evidence")), .error = web::message_for(errors, "evidence")}));
  fields.add(web::button({.text = "Add this training"}));
  main.add(web::subheading("Add a training"));
  main.add(web::post_form({.action = here(line.id), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Training – " + line.name, .place = access::Place::school, .before = web::back_link(web::Url::path("/school/staff"), "Staff"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show(Visit& visit, const Relations& pass) {
  TRY(const auto line, load(visit, pass));
  return draw(visit, pass, line, visit.fresh<TrainingId>(), {});
}

base::Result<Answer> post(Visit& visit, const Relations& pass) {
  TRY(const auto line, load(visit, pass));
  const auto& form = visit.form();
  const auto id = TrainingId::parse(form.text("id"));
  if (!id) return base::Error::not_found("a training without its id");
  std::vector<base::FieldError> wrong;
  if (!find_topic(form.text("topic"))) wrong.push_back({"topic", "Select the training"});
  const auto since = base::parse_iso_date(form.text("obtained_on"));
  if (!since) wrong.push_back({"obtained_on", "Enter the day since when it counts"});
  if (since && *since > visit.today()) wrong.push_back({"obtained_on", "The day since when it counts must be today or in the past"});
  const auto until = base::parse_iso_date(form.text("expires_on"));
  if (!until && !base::trim(form.text("expires_on")).empty()) wrong.push_back({"expires_on", "The last day must be a real date"});
  if (since && until && *until < *since) wrong.push_back({"expires_on", "The last day must not be before the first"});
  const auto evidence = base::Text<200>::make(form.text("evidence"));
  if (!evidence) wrong.push_back({"evidence", "What shows it must be 200 characters or fewer"});
  else if (evidence->empty()) wrong.push_back({"evidence", "Enter what shows it"});
  if (!wrong.empty()) return draw(visit, pass, line, *id, wrong);
  access::UnitOfWork work{visit};
  add_training(work, pass, {*id, line.id, std::string(form.text("topic")), *since, until, evidence->text()});
  return access::then_go(visit, std::move(work), here(line.id).with("done", "added"));
}

base::Result<Answer> post_withdrawal(Visit& visit, const Relations& pass) {
  TRY(const auto line, load(visit, pass));
  const auto id = TrainingId::parse(visit.match.part("training"));
  const auto all = list_trainings(pass, line.id);
  if (!id || std::none_of(all.begin(), all.end(), [&](const Training& each) { return each.id == *id; })) return base::Error::not_found("no such training");
  access::UnitOfWork work{visit};
  withdraw_training(work, pass, *id);
  return access::then_go(visit, std::move(work), here(line.id).with("done", "withdrawn"));
}

}  // namespace

void add_training_routes(access::Routes& routes) {
  routes.get("/school/staff/{staff}/trainings", show);
  routes.post("/school/staff/{staff}/trainings", post);
  routes.post("/school/staff/{staff}/trainings/{training}/withdrawal", post_withdrawal);
}

}  // namespace people
