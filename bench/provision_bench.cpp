// Measures the costed provision map of a school of 1,000 pupils and 40,000 sessions: from the store to its rows, as its page does it.
//   alongside_provision_bench FOLDER [pupils] [sessions]      FOLDER is on the disk to be measured, and must not be there yet
#include "access/staff_store.h"
#include "app/demo_desk.h"
#include "app/demo_school.h"
#include "app/wiring.h"
#include "casework/plans/provision_line_store.h"
#include "casework/programmes/bank_store.h"
#include "casework/programmes/group_store.h"
#include "casework/provision/cost_map.h"
#include "casework/provision/funding_store.h"
#include "people/pupil_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

namespace {

using Clock = std::chrono::steady_clock;
using access::May;

constexpr int looks = 21;

/// Three lines a pupil and so many sessions in the year, shared by the school's adults.
void fill(access::House& house, const people::InventedSchool& school, int sessions) {
  base::SeededRandom random(11);
  std::vector<access::StaffId> adults;
  for (const auto& person : school.roll.staff) adults.push_back(*person.id);
  const auto now = house.now();
  const auto fresh = [&] { return base::make_uuid7(now, random); };
  const auto days = school.calendar.school_days(school.today + -300, school.today + -1);
  std::vector<access::Step> steps;
  std::vector<std::pair<access::PupilId, plans::ProvisionLineId>> promised;
  for (const auto& pupil : school.roll.pupils) {
    for (int n = 0; n < 3; ++n) {
      plans::NewProvisionLine line{plans::ProvisionLineId(fresh()), {}, {}};
      line.words.what = "Programme " + std::to_string(n);
      line.words.who = "Key worker";
      line.words.staff = adults[random.below(adults.size())];
      line.words.minutes = 20;
      line.words.from = days.front();
      for (auto& step : plans::steps_of(line, *pupil.id, access::InfoClass::c6_send, plans::LineState::live, adults.front(), now)) steps.push_back(std::move(step));
      promised.emplace_back(*pupil.id, line.id);
    }
  }
  base::Bytes32 salt{};
  for (const auto& adult : adults) {
    provision::Pay pay;
    pay.id = provision::PayId(fresh());
    pay.staff = adult;
    pay.from_on = days.front() + -1;
    pay.full_time = {2'329'700};
    pay.week_minutes = 1900;
    pay.paid_weeks = 43'100;
    for (auto& step : provision::pay_steps(pay, adults.front(), now)) steps.push_back(std::move(step));
  }
  for (int n = 0; n < sessions; ++n) {
    const auto& [pupil, line] = promised[random.below(promised.size())];
    record::NewRecord made;
    made.id = record::RecordId(fresh());
    made.kind = "session";
    made.info_class = access::InfoClass::c6_send;
    made.occurred_at = now + -base::day_ms;
    made.parts = {{pupil, "took_part"}};
    made.line = "Given";
    made.body = R"({"delivered":"yes"})";
    sessions::Card card;
    card.slot = fresh();
    card.day = days[random.below(days.size())];
    card.starts = 600;
    card.minutes = 20;
    card.staff = adults[random.below(adults.size())];
    card.title = "Programme";
    sessions::PupilPart part;
    part.pupil = pupil;
    part.line = line;
    part.minutes = random.below(10) == 0 ? 0 : 20;
    part.happened = part.minutes == 0 ? sessions::Happened::no : sessions::Happened::yes;
    if (part.minutes == 0) part.reason = "pupil_absent";
    for (auto& step : record::steps_of(made, card.staff, now, salt).steps) steps.push_back(std::move(step));
    for (auto& step : sessions::steps_of_record(sessions::SessionId(fresh()), card, {part}, made.id, card.staff, now)) steps.push_back(std::move(step));
  }
  const auto put = house.pen().run([&](db::WriteConnection& connection, access::Pen&) -> base::Result<void> {
    for (const auto& step : steps) connection.execute(step.sql, step.binds);
    return {};
  });
  if (!put) throw std::runtime_error(put.error().for_log);
}

struct Look {
  double ms = 0;
  std::size_t rows = 0;
  std::int64_t minutes = 0;
};

Look look(access::House& house, const access::StaffId& head, provision::MapBy by, const sessions::Days& days) {
  const auto begin = Clock::now();
  app::AtTheDesk desk(house, head);
  const auto costs = access::Door::staff<May::costs_read>(desk.visit());
  const auto across = access::Door::caseload<May::pupil_find>(desk.visit());
  const auto gathered = provision::gather(desk.visit(), *across, days, provision::Cards::written_only);
  provision::MapNames names;
  for (auto& pupil : people::list(*across, "", "", 100'000)) names.pupils.emplace(pupil.id, std::move(pupil));
  for (const auto& line : access::list_staff(*costs)) names.adults.emplace(line.id, line.name);
  const auto shared = provision::cost_sessions(gathered.given, provision::load_minute_costs(*costs));
  auto bank = programmes::list_bank(*costs);
  const provision::BesideTime beside{provision::own_costs(provision::runs_of(programmes::list_memberships(*across), gathered.lines), bank, days),
                                     provision::list_further_costs(*costs, days.first, days.last)};
  for (auto& each : bank) names.programmes.emplace(each.id.bytes(), std::move(each));
  const auto atoms = provision::atoms_of(gathered, shared, names, beside);
  const auto rows = provision::rows_by(atoms, by);
  const std::chrono::duration<double, std::milli> took = Clock::now() - begin;
  return {took.count(), rows.size(), provision::total_of(atoms).given};
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) return EXIT_FAILURE;
  const int pupils = count > 2 ? std::atoi(words[2]) : 1000, sessions = count > 3 ? std::atoi(words[3]) : 40'000;
  access::HouseOptions options;
  options.folder = words[1];
  options.create = true;
  options.clock = &base::system_clock();
  std::filesystem::create_directories(options.folder);
  access::House house(options);
  people::InventChoices choices;
  choices.pupils = pupils;
  choices.years = 1;
  choices.today = base::Zone("Europe/London").date_of(house.now());
  const auto school = people::invent_school(choices);
  if (!app::found_demonstration(house, school, choices.seed)) return EXIT_FAILURE;
  app::furnish(house);
  fill(house, school, sessions);
  access::StaffId head;
  for (const auto& sign_in : school.sign_ins)
    if (sign_in.username == "head") head = sign_in.staff;
  const provision::MapBy ways[] = {provision::MapBy::need, provision::MapBy::pupil, provision::MapBy::adult};
  for (const auto by : ways) {
    std::vector<double> took;
    Look last;
    for (int n = 0; n < looks; ++n) took.push_back((last = look(house, head, by, {house.today() + -300, house.today()})).ms);
    std::sort(took.begin(), took.end());
    fmt::print("provision map by {}: pupils={} sessions={} rows={} minutes={} median={:.1f} ms worst={:.1f} ms\n", provision::code(by), pupils, sessions, last.rows, last.minutes,
               took[took.size() / 2], took.back());
  }
  return EXIT_SUCCESS;
}
