// A plan in the middle of its cycle: live, with targets, promises and sessions that scored them. For tests of what comes after.
#pragma once

#include "casework/plans/plan_store.h"
#include "casework/plans/provision_line.h"
#include "casework/plans/target.h"
#include "record/ids.h"
#include "testing/school.h"

#include <vector>

namespace test {

struct CycleWishes {
  std::string template_id = "education_plan";
  std::string title = "Reading";
  access::InfoClass info_class = access::InfoClass::c6_send;
  base::LocalDate from;  ///< its first day
  base::LocalDate due;   ///< the day of its review
  int targets = 2;
  int sessions = 12;     ///< shared out among the targets in turn, one a day from the first day on, 20 minutes each
};
struct LiveCycle {
  plans::PlanId plan;
  std::vector<plans::TargetId> targets;       ///< "Reads 40 words of list 1" …, from 12 to 40 words; each with the strategy "One step at a time"
  std::vector<plans::ProvisionLineId> lines;  ///< one for each target: 20 minutes three times a week
  std::vector<record::RecordId> records;      ///< of the sessions
};
/// Written by `worker`, approved and started by `approver`. The scores of a target rise by two words a session from 14 on.
LiveCycle a_live_cycle(TestHouse& house, const access::PupilId& pupil, const access::StaffId& worker, const access::StaffId& approver, const CycleWishes& wishes);

}  // namespace test
