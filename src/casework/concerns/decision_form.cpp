// Reads the inputs of the decision sheet.
#include "casework/concerns/decision_form.h"

#include "base/text.h"
#include "casework/concerns/case_store.h"
#include "people/calendar_store.h"
#include "record/action_view.h"

#include <charconv>

namespace concerns {
namespace {

int number_in(std::string_view text) {
  int out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

}  // namespace

DecisionDraft read_decision(const web::Form& form, const StepId& id, const RecordId& record, std::vector<base::FieldError>& wrong) {
  DecisionDraft out;
  out.id = id;
  out.record = record;
  out.was = number_in(form.text("was"));
  out.outcome = form.text("outcome");
  out.category = form.text("category");
  for (const auto one : form.all("categories"))
    if (!one.empty()) out.categories.emplace_back(one);
  out.level = number_in(form.text("level"));
  out.reason = form.text("reason");
  out.parents = form.text("parents");
  out.parents_why = form.text("parents_why");
  if (const auto day = base::trim(form.text("review_on")); !day.empty()) {
    out.review_on = base::parse_iso_date(day);
    if (!out.review_on) wrong.push_back({"review_on", "Enter the day as 2026-03-03"});
  }
  out.answer = form.text("answer");
  return out;
}

std::string action_field(std::string_view name, std::size_t n) { return "action-" + std::to_string(n) + "-" + std::string(name); }

record::NewAction action_about(const RecordId& concern, const access::PupilId& pupil) {
  record::NewAction out;
  out.pupil = pupil;
  out.info_class = access::InfoClass::c9_safeguarding;
  out.source = {"record", concern.bytes(), web::Url::path("/concerns/{}", concern).text()};
  return out;
}

std::vector<record::NewAction> read_actions(const access::Visit& visit, const access::Pass& pass, const OpenConcern& concern, const web::Form& form,
                                            std::vector<base::FieldError>& wrong) {
  std::vector<record::NewAction> out;
  std::optional<base::LocalDate> usual;
  for (std::size_t n = 1; n <= action_rows; ++n) {
    const auto text = [&](std::string_view name) { return base::trim(form.text(action_field(name, n))); };
    if (text("what").empty() && text("owner").empty() && text("due").empty()) continue;
    auto action = action_about(concern.id, concern.first_about());
    const auto id = record::ActionId::parse(text("id"));
    if (!id) continue;  // no form of ours
    action.id = *id;
    action.what = base::clean(text("what"));
    action.owner = record::read_owner(text("owner"));
    const auto day = record::read_day_field(text("due"), action_field("due", n));
    if (!day) wrong.push_back(day.error().fields.front());
    if (!usual) usual = record::usual_due(record::ActionUrgency::normal, visit.today(), people::load_calendar(pass));
    action.due_on = day && *day ? **day : *usual;
    for (auto error : record::check_new(action, visit.today())) {
      error.field = action_field(error.field == "due_on" ? "due" : error.field, n);
      wrong.push_back(std::move(error));
    }
    out.push_back(std::move(action));
  }
  return out;
}

base::Result<void> ask_for(access::UnitOfWork& work, access::Visit& visit, const DecisionDraft& decision) {
  const auto own = access::Door::staff<access::May::entries_own>(visit);
  if (!own) return base::Error::not_found("nobody to ask in the name of");
  for (std::size_t n = 0; n < decision.actions.size(); ++n) {
    if (const auto asked = record::ask(work, *own, decision.actions[n]); !asked) {
      if (asked.error().kind != base::Error::Kind::invalid) return asked.error();
      auto fields = asked.error().fields;
      for (auto& error : fields) error.field = action_field(error.field == "due_on" ? "due" : error.field, n + 1);
      return base::Error::invalid(std::move(fields), "action of a decision");
    }
  }
  return {};
}

void open_cases(access::UnitOfWork& work, access::Visit& visit, const TriagePass& pass, const OpenConcern& concern, const DecisionDraft& decision) {
  for (const auto& pupil : concern.pupils) {
    if (pupil.linked || find_open_case(pass, pupil.id)) continue;
    open_case(work, pass, pupil.id, concern.id,
              {.id = visit.fresh<CaseStepId>(), .deed = "opened", .level = decision.level, .lead = pass.who().id, .review_on = decision.review_on,
               .reason = decision.reason});
  }
}

}  // namespace concerns
