// Steps of plans, records and sessions, carried out at once.
#include "testing/live_cycle.h"

#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "casework/sessions/session_store.h"
#include "record/record_store.h"
#include "testing/whole_school.h"

#include <fmt/format.h>

namespace test {
namespace {

void add(std::vector<access::Step>& to, std::vector<access::Step> steps) {
  for (auto& step : steps) to.push_back(std::move(step));
}

}  // namespace

LiveCycle a_live_cycle(TestHouse& house, const access::PupilId& pupil, const access::StaffId& worker, const access::StaffId& approver, const CycleWishes& wishes) {
  const auto at = house->zone().start_of_day(wishes.from) + 8 * base::hour_ms;
  const auto fresh = [&] { return base::make_uuid7(house->now(), house->random()); };
  base::Bytes32 salt{};
  LiveCycle out;
  std::vector<access::Step> steps;
  plans::NewPlan plan{plans::PlanId(fresh()), wishes.template_id, wishes.info_class, {}};
  plan.draft = {wishes.title, wishes.from, wishes.due + 3, wishes.due, R"({"strengths":"Tells a story well","areas":["cognition"],"barriers":"Loses the place","strategies":"One step"})", "v1", {}};
  out.plan = plan.id;
  add(steps, plans::steps_of(plan, pupil, worker, at, salt).steps);
  for (auto& made : plans::started_steps_of(plan, pupil, worker, approver, at + base::hour_ms)) add(steps, std::move(made.steps));
  for (int n = 0; n < wishes.targets; ++n) {
    plans::NewTarget target{plans::TargetId(fresh()), plan.id, {}, {{"", "One step at a time", {}}}};
    target.words.need = "Few words on sight";
    target.words.statement = fmt::format("Reads 40 words of list {}", n + 1);
    target.words.measure = {plans::Scale::count, "words", {}};
    target.words.baseline = 12 * plans::one;
    target.words.goal = 40 * plans::one;
    target.words.starts_on = wishes.from;
    target.words.by_when = wishes.due;
    target.words.owner = worker;
    add(steps, plans::steps_of(target, pupil, plan.info_class, plans::TargetState::live, worker, at));
    plans::NewProvisionLine line{plans::ProvisionLineId(fresh()), plan.id, {}};
    line.words.what = fmt::format("Precision teaching {}", n + 1);
    line.words.who = "Key worker";
    line.words.staff = worker;
    line.words.target = target.id;
    line.words.minutes = 20;
    line.words.times = 3;
    line.words.from = wishes.from;
    line.words.until = wishes.due + 3;
    add(steps, plans::steps_of(line, pupil, plan.info_class, plans::LineState::live, worker, at));
    out.targets.push_back(target.id);
    out.lines.push_back(line.id);
  }
  for (int n = 0; n < wishes.sessions; ++n) {
    const auto day = wishes.from + n % std::max(1, house->today() - wishes.from);
    const auto which = static_cast<std::size_t>(n % std::max(1, wishes.targets));
    record::NewRecord record;
    record.id = record::RecordId(fresh());
    record.kind = "session";
    record.info_class = access::InfoClass::c6_send;
    record.occurred_at = house->zone().start_of_day(day) + 10 * base::hour_ms;
    record.parts = {{pupil, "took_part"}};
    record.line = fmt::format("Yes, all of it · Read {} words, session {}", 14 + 2 * (n / std::max(1, wishes.targets)), n + 1);
    record.body = fmt::format(R"({{"delivered":"yes","what_was_done":"Session {}"}})", n + 1);
    add(steps, record::steps_of(record, worker, record.occurred_at, salt).steps);
    sessions::Card card;
    card.day = day;
    card.starts = 600;
    card.minutes = 20;
    card.staff = worker;
    card.title = "Precision teaching";
    sessions::PupilPart part;
    part.pupil = pupil;
    part.minutes = 20;
    if (!out.lines.empty()) {
      part.line = out.lines[which];
      part.scores = {{out.targets[which], (14 + 2 * (n / wishes.targets)) * plans::one, sessions::Prompt::verbal}};
    }
    add(steps, sessions::steps_of_record(sessions::SessionId(fresh()), card, {part}, record.id, worker, house->now()));
    out.records.push_back(record.id);
  }
  carry_out(house, std::move(steps));
  return out;
}

}  // namespace test
