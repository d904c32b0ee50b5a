// What beginning a programme costs, counted by hand and held to the penny over any split; what a reduced timetable takes away; and the map that shows both.
#include "casework/plans/provision_line_store.h"
#include "casework/programmes/group_store.h"
#include "casework/provision/ledger.h"
#include "casework/provision/own_cost.h"
#include "testing/whole_school.h"
#include "web/zip.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

namespace provision {
namespace {

using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using testing::UnorderedElementsAre;

template <class IdType>
IdType numbered(int n) {
  base::Bytes16 bytes{};
  bytes[15] = static_cast<std::byte>(n + 1);
  return IdType(bytes);
}
const base::LocalDate monday = *base::to_date(2026, 3, 2);

programmes::Programme a_programme(int n, std::int64_t for_each, std::int64_t for_run) {
  programmes::Programme out;
  out.id = numbered<programmes::ProgrammeId>(n);
  out.cost_pence = for_each;
  out.run_pence = for_run;
  return out;
}
programmes::Membership in_group(int group, int programme, int pupil, base::LocalDate from) {
  return {numbered<programmes::GroupId>(group), "Talk group", numbered<programmes::ProgrammeId>(programme), numbered<access::PupilId>(pupil), from};
}
plans::ProvisionLine a_line(int n, int pupil, int programme, base::LocalDate from) {
  plans::ProvisionLine line;
  line.id = numbered<plans::ProvisionLineId>(n);
  line.pupil = numbered<access::PupilId>(pupil);
  line.words.programme = numbered<programmes::ProgrammeId>(programme).text();
  line.words.minutes = 30;
  line.words.times = 2;
  line.words.from = from;
  return line;
}
Pence sum(const std::vector<OwnCost>& costs) {
  Pence out;
  for (const auto& each : costs) out += each.whole();
  return out;
}

TEST(WhatAProgrammeCosts, IsMaterialsForEachAndTheRunForThoseWhoBeganTogether) {
  const std::vector members = {in_group(1, 1, 1, monday), in_group(1, 1, 2, monday), in_group(1, 1, 3, monday), in_group(1, 1, 4, monday + 7)};
  const std::vector bank = {a_programme(1, 250, 4'000)};
  const auto costs = own_costs(runs_of(members, {}), bank, {monday, monday + 30});
  ASSERT_EQ(costs.size(), 4U);
  EXPECT_EQ(costs[0].whole(), Pence{250 + 1'334});
  EXPECT_EQ(costs[1].whole(), Pence{250 + 1'333});
  EXPECT_EQ(costs[2].whole(), Pence{250 + 1'333});
  EXPECT_EQ(costs[3].whole(), Pence{250}) << "who joins later needs materials, and the licence is paid";
  EXPECT_EQ(sum(own_costs(runs_of(members, {}), bank, {monday + 1, monday + 30})), Pence{250}) << "each on the day they began";
}

TEST(WhatAProgrammeCosts, IsCountedOnceWhereAGroupKeepsThePromiseAndByItselfWhereNoneDoes) {
  const std::vector lines = {a_line(1, 1, 1, monday + -30), a_line(2, 5, 1, monday + 2), a_line(3, 1, 2, monday)};
  const std::vector members = {in_group(1, 1, 1, monday)};
  const std::vector bank = {a_programme(1, 250, 4'000), a_programme(2, 0, 0)};
  const auto costs = own_costs(runs_of(members, lines), bank, {monday + -60, monday + 30});
  ASSERT_EQ(costs.size(), 2U) << "what is free costs nothing";
  EXPECT_EQ(costs[0].line, lines[0].id) << "the group keeps the promise";
  EXPECT_EQ(costs[0].whole(), Pence{4'250});
  EXPECT_EQ(costs[1].line, lines[1].id);
  EXPECT_EQ(costs[1].run, "") << "alone";
  auto left_before = members;
  left_before[0].ends_on = monday + -1;
  EXPECT_EQ(own_costs(runs_of(left_before, {}), bank, {monday + -60, monday + 30}).size(), 0U) << "taken out before they began";
  auto twice = members;
  twice.push_back(in_group(1, 1, 1, monday + 40));
  EXPECT_EQ(sum(own_costs(runs_of(twice, {}), bank, {monday, monday + 90})), Pence{4'250}) << "who comes back has begun once";
}

TEST(WhatAProgrammeCosts, AddsUpToThePennyOverAnySplitOfDaysAndPupils) {
  EXPECT_TRUE(rc::check([] {
    std::vector<programmes::Programme> bank;
    for (int n = 0; n < 3; ++n) bank.push_back(a_programme(n, *rc::gen::inRange(0, 500), *rc::gen::inRange(0, 10'000)));
    std::vector<programmes::Membership> members;
    const auto count = *rc::gen::inRange(0, 30);
    for (int n = 0; n < count; ++n) {
      const auto group = *rc::gen::inRange(0, 5);
      members.push_back(in_group(group, group % 3, *rc::gen::inRange(0, 8), monday + *rc::gen::inRange(0, 60)));
    }
    std::vector<plans::ProvisionLine> lines;
    for (int n = 0; n < *rc::gen::inRange(0, 8); ++n) lines.push_back(a_line(n, *rc::gen::inRange(0, 8), *rc::gen::inRange(0, 3), monday + *rc::gen::inRange(0, 60)));
    const auto runs = runs_of(members, lines);
    const auto whole = own_costs(runs, bank, {monday, monday + 60});
    // Each run costs its price once, each beginning its materials.
    Pence expected;
    for (const auto& run : runs) {
      const auto& price = bank[static_cast<std::size_t>(std::find_if(bank.begin(), bank.end(), [&](const auto& each) { return each.id == run.programme; }) - bank.begin())];
      expected += {price.run_pence + price.cost_pence * static_cast<std::int64_t>(run.pupils.size())};
    }
    RC_ASSERT(sum(whole) == expected);
    const auto cut = *rc::gen::inRange(0, 60);
    RC_ASSERT(sum(own_costs(runs, bank, {monday, monday + cut})) + sum(own_costs(runs, bank, {monday + (cut + 1), monday + 60})) == sum(whole));
    std::map<access::PupilId, Pence> by_pupil;
    for (const auto& each : whole) by_pupil[each.pupil] += each.whole();
    Pence pupils;
    for (const auto& [pupil, pence] : by_pupil) pupils += pence;
    RC_ASSERT(pupils == sum(whole));
  }));
}

timetable::Reduced mornings(int pupil) {
  timetable::Reduced out;
  out.pupil = numbered<access::PupilId>(pupil);
  out.starts_on = monday;
  out.ends_on = monday + 40;
  out.full_minutes = 1'800;
  timetable::ReducedStep step{monday, {}};
  for (auto& day : step.days) day = {540, 720};  // 900 minutes a week
  step.days[4] = {};
  step.days[0] = {540, 900};
  out.steps = {step};
  return out;
}

TEST(LedgerOnFewerHours, LosesToTheTimetableWhatNobodyCouldGiveAndNothingElse) {
  auto line = a_line(1, 1, 1, monday + -100);
  const std::vector lines = {line};
  const std::vector reduced = {mornings(1)};
  const auto card = [&](base::LocalDate day, int starts, sessions::Place place = sessions::Place::withdrawal) {
    sessions::Card out;
    out.slot = numbered<sessions::SessionId>(7).bytes();
    out.day = day;
    out.starts = starts;
    out.minutes = 30;
    out.place = place;
    out.pupils = {{line.pupil, "", line.id}};
    return out;
  };
  const people::Calendar calendar;
  const auto lost = [&](const std::vector<sessions::Card>& cards) { return sum_of(keep_ledger({lines, cards, {}, calendar, {monday, monday + 6}, monday + 30, 0, reduced})).lost; };
  EXPECT_THAT(lost({card(monday + 1, 600), card(monday + 2, 600)}), UnorderedElementsAre(Pair("not_written_up", 60))) << "the pupil was there";
  EXPECT_THAT(lost({card(monday + 1, 780), card(monday + 4, 600)}), UnorderedElementsAre(Pair("reduced_timetable", 60))) << "an afternoon, and the day at home";
  EXPECT_THAT(lost({card(monday + 1, 780, sessions::Place::home), card(monday + 1, 700)}), UnorderedElementsAre(Pair("not_written_up", 60))) << "at home they are, and at ten to twelve they were";
  // 60 promised, nothing on a timetable: half of the week's hours are away.
  EXPECT_THAT(lost({}), UnorderedElementsAre(Pair("reduced_timetable", 30), Pair("not_timetabled", 30)));
}

TEST(LedgerOnFewerHours, PromisesTheSameAndStillAddsUpToTheMinute) {
  EXPECT_TRUE(rc::check([] {
    std::vector<plans::ProvisionLine> lines;
    std::vector<timetable::Reduced> reduced;
    for (int n = 0; n < 3; ++n) {
      lines.push_back(a_line(n, n, 1, monday + -100));
      lines.back().words.minutes = *rc::gen::inRange(5, 60);
      lines.back().words.times = *rc::gen::inRange(1, 6);
      auto one = mornings(n);
      one.full_minutes = *rc::gen::inRange(0, 2'400);
      one.starts_on = monday + *rc::gen::inRange(-10, 20);
      one.steps[0].from = one.starts_on;
      if (*rc::gen::arbitrary<bool>()) one.ended_on = one.starts_on + *rc::gen::inRange(0, 30);
      for (auto& day : one.steps[0].days) day = {540, 540 + *rc::gen::inRange(0, 400)};
      if (*rc::gen::arbitrary<bool>()) reduced.push_back(one);
    }
    std::vector<sessions::Card> cards;
    for (int n = 0; n < *rc::gen::inRange(0, 20); ++n) {
      const auto& line = lines[*rc::gen::inRange<std::size_t>(0, 3)];
      sessions::Card card;
      card.slot = numbered<sessions::SessionId>(n).bytes();
      card.day = monday + *rc::gen::inRange(0, 28);
      card.starts = *rc::gen::inRange(500, 900);
      card.minutes = *rc::gen::inRange(5, 90);
      card.cancelled = *rc::gen::arbitrary<bool>();
      card.pupils = {{line.pupil, "", line.id}};
      cards.push_back(card);
    }
    const people::Calendar calendar;
    const sessions::Days days{monday, monday + 27};
    const auto with = keep_ledger({lines, cards, {}, calendar, days, monday + 60, 0, reduced});
    const auto without = keep_ledger({lines, cards, {}, calendar, days, monday + 60, 0});
    for (const auto& entry : with) RC_ASSERT(entry.tally.adds_up());
    RC_ASSERT(sum_of(with).promised == sum_of(without).promised);
    RC_ASSERT(sum_of(with).lost_in_all() == sum_of(without).lost_in_all());
  }));
}

class MapWithOwnCosts : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Sena Marsh", .roles = {Role::senco}, .post = "SENCo"});
  const access::StaffId head = test::a_member_of_staff(house, {.name = "Hanna Lind", .roles = {Role::head}, .post = "Head"});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::PupilId leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
  const programmes::Programme& talk = *std::find_if(programmes::shipped_programmes().begin(), programmes::shipped_programmes().end(), [](const auto& each) { return each.cost_pence == 250; });

  test::Fields priced(const std::string& run) {
    return {{"id", talk.id.text()}, {"was", "0"}, {"name", talk.name}, {"strand", "speech"}, {"need", "communication"}, {"purpose", talk.purpose}, {"minutes", "20"}, {"times_a_week", "3"},
            {"weeks", "12"}, {"group_least", "2"}, {"group_most", "4"}, {"steps", "Look\nTalk"}, {"cost", "2.50"}, {"run", run}};
  }
  std::string map(const std::string& more = {}) { return test::get(house, routes, senco, "/provision/map?from=2026-03-02&to=2026-03-08" + more).body; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, MapWithOwnCosts, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(MapWithOwnCosts, ShowsWhatGroupsBeganAndSaysHow) {
  programmes::Group group;
  group.id = programmes::GroupId::make(house->now(), house.random);
  group.name = "Talk group";
  group.programme = talk.id;
  group.starts_on = monday;
  test::carry_out(house, {programmes::insert_group(group, senco, house->now()), programmes::insert_member(group.id, maya, monday, senco, house->now()),
                          programmes::insert_member(group.id, leon, monday, senco, house->now())});
  EXPECT_THAT(map(), HasSubstr("£5.00")) << "materials as the bank comes";
  const auto refused = test::post(house, routes, senco, "/programmes", priced("lots"));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("Enter a cost in pounds, like 40 or 39.50"), HasSubstr("value=\"lots\"")));
  ASSERT_EQ(test::post(house, routes, senco, "/programmes", priced("40")).status, 303);
  EXPECT_THAT(test::get(house, routes, senco, "/programmes/" + talk.id.text()).body, HasSubstr("£40"));
  EXPECT_THAT(map(), AllOf(HasSubstr("£45.00: how it adds up"), HasSubstr("£2.50 for each pupil who began it, £40.00 for each run")));
  EXPECT_THAT(map("&by=programme"), HasSubstr(talk.name));
  EXPECT_THAT(map("&by=need"), HasSubstr("Communication and interaction")) << "the need its programme is for";
  EXPECT_THAT(map("&by=pupil&pupil=" + maya.text()), HasSubstr("£22.50: how it adds up"));
  EXPECT_THAT(test::get(house, routes, senco, "/provision/map?from=2026-03-09&to=2026-03-15").body, Not(HasSubstr("£45.00"))) << "on the day they began, and no other";
  EXPECT_THAT(test::get(house, routes, senco, "/pupils/" + maya.text() + "/provision").body, AllOf(HasSubstr("materials £2.50, share of the run £20.00"), HasSubstr("£22.50")));
  const auto book = test::get(house, routes, senco, "/provision/map.xlsx?from=2026-03-02&to=2026-03-08");
  const auto files = web::read_zip(book.body);
  ASSERT_TRUE(files);
  EXPECT_THAT(files->at("xl/workbook.xml"), AllOf(HasSubstr("Programmes begun"), HasSubstr("Reduced timetables")));
  EXPECT_THAT(files->at("xl/worksheets/sheet3.xml"), HasSubstr("<v>22.5</v>"));
}

TEST_P(MapWithOwnCosts, SaysWhoIsAtSchoolForFewerHoursAndWhatFellToThat) {
  const auto line = [&] {
    auto out = a_line(1, 0, 1, monday + -30);
    out.pupil = maya;
    return out;
  }();
  plans::NewProvisionLine promised{line.id, {}, line.words};
  promised.words.what = "Precision teaching";
  promised.words.programme.clear();
  test::carry_out(house, plans::steps_of(promised, maya, access::InfoClass::c6_send, plans::LineState::live, senco, house->now()));
  test::carry_out(house, {{"INSERT INTO reduced_timetable (id, pupil_id, version, reason, why, starts_on, ends_on, full_minutes, steps, off_site, risk, consent_by, consent_how, consent_on, "
                           "made_by, made_at) VALUES (:id, :about, 1, 'medical', 'Back from hospital', :from, :until, 1800, :steps, '', '', 'Mother', 'Form', :from, :by, 0)",
                           {{"id", programmes::GroupId::make(house->now(), house.random)}, {"about", maya}, {"from", monday}, {"until", monday + 40}, {"steps", timetable::to_stored(mornings(1).steps)}, {"by", senco}}}});
  house.clock.pass(14 * base::day_ms);
  EXPECT_THAT(map(), AllOf(HasSubstr("Reduced timetables"), HasSubstr("15 h of 30 h")));
  EXPECT_THAT(test::get(house, routes, senco, "/pupils/" + maya.text() + "/provision?from=2026-03-02&to=2026-03-08").body,
              AllOf(HasSubstr("Not at school, by the reduced timetable 30 min"), HasSubstr("On no timetable 30 min"), HasSubstr("15 h of 30 h a week at school")));
  EXPECT_THAT(test::get(house, routes, senco, "/api/v1/pupils/" + maya.text() + "/provision?from=2026-03-02&to=2026-03-08").body, HasSubstr("\"reduced_timetable\":30"));
  EXPECT_EQ(test::get(house, routes, test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}}), "/provision/map").status, 404);
}

}  // namespace
}  // namespace provision
