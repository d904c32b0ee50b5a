// The days on which a pupil's plans began, to be chosen where a report compares before and since.
#pragma once

#include "access/visit.h"
#include "overview/report_scope.h"
#include "web/html.h"

#include <string>
#include <vector>

namespace overview {

struct PlanStart {
  std::string id, title;
  base::LocalDate day;
};
/// Of the plans that are or were followed, as far as this person may see them; the newest first.
std::vector<PlanStart> list_plan_starts(access::Visit& visit, const access::PupilId& pupil);
/// Where the address names a plan, its start is the day before and since which is compared; a day beyond those that are counted is none.
void compare_since_plan(const access::Visit& visit, const std::vector<PlanStart>& starts, AskedReport& asked);
/// The two ways to say the day: typed, or a plan's start where there is one.
web::Html since_fields(const access::Visit& visit, const std::vector<PlanStart>& starts, const AskedReport& asked);

}  // namespace overview
