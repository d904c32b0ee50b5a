// Reads the days of a plan out of its words.
#include "casework/statutory/plan_day.h"

#include "record/body.h"

#include <algorithm>

namespace statutory {
namespace {

std::optional<base::LocalDate> day_in(const record::Body& body, std::string_view field) {
  const auto* found = body.find(field);
  return found && found->string() ? base::parse_iso_date(*found->string()) : std::nullopt;
}

ReviewedPlan read(const access::Pass& pass, const plans::Plan& plan, const std::vector<Procedure>& known) {
  std::optional<base::LocalDate> last;
  const auto later = [&](const std::optional<base::LocalDate>& day) {
    if (day && (!last || *last < *day)) last = day;
  };
  for (const auto& version : plans::list_versions(pass, plan.id)) {
    if (version.number != plan.live_version.value_or(plan.version)) continue;
    const auto body = record::Body::stored(version.body);
    later(day_in(body, "issued_on"));
    later(day_in(body, "reviewed_on"));
  }
  for (const auto& one : known)
    if (one.plan == plan.id && one.sort == Sort::review && !one.is_open()) {
      const auto steps = list_steps(pass, one.id);
      if (const auto* held = step_of(steps, Event::meeting)) later(held->on);
    }
  return {plan, last.value_or(plan.from), !last};
}

}  // namespace

bool is_reviewed_by_law(const plans::Template& form) { return form.rules.section_f; }

std::vector<ReviewedPlan> list_reviewed_plans(access::Visit& visit, const PupilSight& pass) {
  const auto& templates = visit.house().room<plans::Templates>();
  std::vector<ReviewedPlan> out;
  const auto known = list_procedures(pass);
  for (const auto& plan : plans::list_plans(pass))
    if (const auto form = templates.find(plan.template_id); form && is_reviewed_by_law(*form) && plan.is_followed()) out.push_back(read(pass, plan, known));
  return out;
}

std::vector<ReviewedPlan> list_reviewed_plans(access::Visit& visit, const CaseloadSight& pass, const std::vector<Procedure>& known) {
  const auto& templates = visit.house().room<plans::Templates>();
  std::vector<ReviewedPlan> out;
  for (const auto& plan : plans::list_plans(pass, plans::Closed::left_out))
    if (const auto form = templates.find(plan.template_id); form && is_reviewed_by_law(*form) && plan.is_followed()) out.push_back(read(pass, plan, known));
  return out;
}

}  // namespace statutory
