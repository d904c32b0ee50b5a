// Reads and draws the form of a plan; its fields are drawn and checked by the record floor.
#include "casework/plans/plan_form.h"

#include "base/text.h"
#include "record/body.h"
#include "record/kind_form.h"
#include "record/school_offers.h"
#include "web/components/display.h"
#include "web/components/inputs.h"

namespace plans {

std::optional<base::LocalDate> read_day(const web::Form& typed, std::string_view name, std::string_view ask, std::vector<base::FieldError>& wrong) {
  const auto text = base::trim(typed.text(name));
  const auto day = base::parse_iso_date(text);
  if (!day && (!text.empty() || !ask.empty())) wrong.push_back({std::string(name), text.empty() ? "Enter " + std::string(ask) : "It must be a real date"});
  return day;
}

base::Result<PlanDraft> read_draft(access::Visit& visit, const Template& form, const web::Form& typed) {
  std::vector<base::FieldError> wrong;
  PlanDraft draft;
  draft.title = std::string(base::trim(base::clean(typed.text("title"))));
  const auto from = read_day(typed, "from", "the first day", wrong);
  draft.until = read_day(typed, "until", "", wrong);
  draft.review = read_day(typed, "review", "the day it is reviewed", wrong);
  draft.from = from.value_or(visit.today());
  if (auto days = check_dates(draft.title, draft.from, draft.until, draft.review); !days.empty()) wrong.insert(wrong.end(), days.begin(), days.end());
  const auto body = record::check(*form.kind, record::Submission(typed), record::surroundings_for(visit, *form.kind));
  if (!body) {
    if (body.error().kind != base::Error::Kind::invalid) return body.error();
    wrong.insert(wrong.end(), body.error().fields.begin(), body.error().fields.end());
  }
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "plan");
  draft.body = body->text();
  draft.kind_version = form.version;
  draft.named = named_in(*form.kind, *body);
  return draft;
}

web::Form fresh_form(access::Visit& visit, const Template& form) {
  web::Form out;
  out.add("title", form.kind->title);
  out.add("from", base::to_iso(visit.today()));
  out.add("until", "");
  out.add("review", base::to_iso(visit.today() + 7 * form.rules.review_weeks));
  return out;
}

web::Form form_of(const Template& form, const PlanVersion& version) {
  auto out = record::form_of(*form.kind, record::Body::stored(version.body));
  out.add("title", version.title);
  out.add("from", base::to_iso(version.from));
  out.add("until", version.until ? base::to_iso(*version.until) : "");
  out.add("review", version.review ? base::to_iso(*version.review) : "");
  return out;
}

web::Html draft_fields(access::Visit& visit, const Template& form, const web::Form& typed, const std::vector<base::FieldError>& errors) {
  const auto day = [&](std::string name, std::string label, std::string hint) {
    const auto error = web::message_for(errors, name);
    const auto value = std::string(typed.text(name));
    return web::day_input({.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .value = value, .error = error});
  };
  web::Html out = web::text_input({.name = "title", .label = "Title", .hint = "As the family will read it.", .value = std::string(typed.text("title")),
                                   .error = web::message_for(errors, "title"), .width = web::InputWidth::thirty});
  out.add(day("from", "From", ""));
  out.add(day("until", "Until (optional)", ""));
  out.add(day("review", "Reviewed on", ""));
  out.add(record::kind_fields(*form.kind, typed, errors, visit.today(), record::offers_for(visit, *form.kind), record::SectionLook::open));
  return out;
}

std::vector<std::pair<std::string, std::string>> anchors_of(const Template& form) { return record::form_anchors(*form.kind); }

}  // namespace plans
