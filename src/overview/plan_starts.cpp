// From a pupil's plans to days that can be chosen.
#include "overview/plan_starts.h"

#include "casework/plans/plan_store.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"

#include <algorithm>

namespace overview {
namespace {

const PlanStart* chosen_of(const access::Visit& visit, const std::vector<PlanStart>& starts) {
  const auto id = visit.query().text("plan");
  const auto found = std::find_if(starts.begin(), starts.end(), [&](const PlanStart& each) { return each.id == id; });
  return found == starts.end() ? nullptr : &*found;
}

bool is_within(const AskedReport& asked, base::LocalDate day) { return day > asked.scope.first && day <= asked.scope.last; }

}  // namespace

std::vector<PlanStart> list_plan_starts(access::Visit& visit, const access::PupilId& pupil) {
  std::vector<PlanStart> out;
  const auto pass = access::Door::pupil<access::May::pupil_find>(visit, pupil);
  if (!pass) return out;
  for (const auto& plan : plans::list_plans(*pass))
    if (plan.live_since) out.push_back({plan.id.text(), plan.title, pass->zone().date_of(*plan.live_since)});
  std::stable_sort(out.begin(), out.end(), [](const PlanStart& a, const PlanStart& b) { return b.day < a.day; });
  return out;
}

void compare_since_plan(const access::Visit& visit, const std::vector<PlanStart>& starts, AskedReport& asked) {
  const auto* chosen = chosen_of(visit, starts);
  if (!chosen) return;
  asked.split.reset();
  if (is_within(asked, chosen->day)) asked.split = chosen->day;
}

web::Html since_fields(const access::Visit& visit, const std::vector<PlanStart>& starts, const AskedReport& asked) {
  const auto* chosen = chosen_of(visit, starts);
  web::Html out;
  if (!starts.empty()) {
    std::vector<web::Option> options = {{"", "No plan"}};
    for (const auto& start : starts) options.push_back({start.id, start.title + ", from " + base::to_text(start.day)});
    out.add(web::select({.name = "plan", .label = "Compare before and since a plan began", .options = std::move(options), .value = chosen ? chosen->id : "",
                         .error = chosen && !is_within(asked, chosen->day) ? "This plan did not begin within the days that are counted. Choose more days" : ""}));
  }
  out.add(web::day_input({.name = "since",
                          .label = starts.empty() ? "Compare before and since" : "Or since another day",
                          .hint = starts.empty() ? "For example, the day a movement break began" : "Only where no plan is chosen above",
                          .value = asked.split && !chosen ? base::to_iso(*asked.split) : ""}));
  return out;
}

}  // namespace overview
