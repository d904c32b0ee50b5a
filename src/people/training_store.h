// Trainings of staff as they are kept.
#pragma once

#include "access/unit_of_work.h"
#include "people/training.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace people {

/// Newest first, those withdrawn left out.
std::vector<Training> list_trainings(const access::Pass& pass, const access::StaffId& staff);
/// Who holds what in date today: pairs of staff id (26 characters) and topic.
std::set<std::pair<std::string, std::string>> trainings_held(const access::Pass& pass);

/// Those in date whose last day comes up to and on `until`, or came, without a later one of the same topic; the soonest first.
struct RunningOut {
  Training training;
  std::string staff_name;
};
std::vector<RunningOut> list_running_out(const access::Pass& pass, base::LocalDate until);

void add_training(access::UnitOfWork& work, const access::StaffPass<access::May::relations_administer>& pass, const Training& training);
/// Entered by mistake. The entry stays in the chain; it counts no more.
void withdraw_training(access::UnitOfWork& work, const access::StaffPass<access::May::relations_administer>& pass, const TrainingId& id);

}  // namespace people
