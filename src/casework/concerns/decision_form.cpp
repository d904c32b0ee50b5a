// Reads the inputs of the decision sheet.
#include "casework/concerns/decision_form.h"

#include "base/text.h"
#include "casework/concerns/case_store.h"

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

void open_cases(access::UnitOfWork& work, access::Visit& visit, const TriagePass& pass, const OpenConcern& concern, const DecisionDraft& decision) {
  for (const auto& pupil : concern.pupils) {
    if (pupil.linked || find_open_case(pass, pupil.id)) continue;
    open_case(work, pass, pupil.id,
              {.id = visit.fresh<CaseStepId>(), .deed = "opened", .level = decision.level, .lead = pass.who().id, .review_on = decision.review_on,
               .reason = decision.reason});
  }
}

}  // namespace concerns
