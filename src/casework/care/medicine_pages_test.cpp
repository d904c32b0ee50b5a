// A medicine from the plan to the dose through the real routes: who keeps it, who gives it, and that nobody gives it twice.
#include "casework/care/medicine_store.h"
#include "people/training_store.h"
#include "record/correction_store.h"
#include "record/kind_keeper.h"
#include "record/new_record.h"
#include "record/record_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>

#include <atomic>
#include <deque>
#include <thread>

namespace care {
namespace {

using access::Relation;
using access::Role;
using testing::HasSubstr;
using testing::Not;

constexpr db::Sql count_doses = "SELECT COUNT(*) FROM medicine_dose";
constexpr db::Sql count_records = "SELECT COUNT(*) FROM record WHERE kind = 'medicine'";

class Medicines : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId stranger = test::a_member_of_staff(house, {.name = "Lee Brown", .roles = {Role::key_worker}});
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Iris Bell", .roles = {Role::senco}, .post = "SENCo"});
  const access::StaffId head = test::a_member_of_staff(house, {.name = "Ruth Kay", .roles = {Role::head}, .post = "Head"});
  const access::TieId a = test::a_tie(house, amara, Relation::assigned, maya);
  const access::TieId b = test::a_tie(house, tomas, Relation::assigned, maya);

  std::string plan() const { return "/pupils/" + maya.text() + "/medicines"; }
  std::string fresh() { return record::RecordId::make(house->now(), house.random).text(); }
  /// An inhaler by need, or with due times; its id.
  std::string a_line(test::Fields more = {}) {
    const auto id = MedicineLineId::make(house->now(), house.random).text();
    test::Fields fields = {{"id", id},           {"medicine", "Salbutamol"}, {"strength", "100 mcg"},      {"dose", "2"},          {"unit", "puffs"},
                           {"route", "inhaled"}, {"gap_hours", "4"},         {"starts_on", "2026-01-05"}, {"consent_by", "Ada Osei"}, {"consent_on", "2026-01-04"}};
    for (auto& [name, value] : more) std::erase_if(fields, [&](const auto& each) { return each.first == name; });
    fields.insert(fields.end(), more.begin(), more.end());
    const auto saved = test::post(house, routes, senco, plan(), fields);
    EXPECT_EQ(saved.status, 303) << saved.body;
    return id;
  }
  test::Fields dose(const std::string& line, std::string amount = "2") {
    return {{"id", fresh()}, {"kind", "medicine"}, {"pupil", maya.text()}, {"f.plan_line", line}, {"f.outcome", "given"}, {"f.amount", std::move(amount)}};
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Medicines, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Medicines, AreKeptByTheSencoReadByTheKeyWorkerAndHiddenFromOthers) {
  a_line();
  EXPECT_THAT(test::get(house, routes, amara, plan()).body, HasSubstr("Salbutamol 100 mcg: 2 puffs, inhaled, when needed, 4 hours apart"));
  EXPECT_THAT(test::get(house, routes, amara, plan()).body, Not(HasSubstr("Add this medicine")));
  EXPECT_EQ(test::post(house, routes, amara, plan(), {{"id", fresh()}, {"medicine", "Sugar"}}).status, 404);
  const auto hidden = test::get(house, routes, stranger, plan());
  EXPECT_EQ(hidden.status, 404);
  EXPECT_THAT(hidden.body, Not(HasSubstr("Salbutamol")));
}

TEST_P(Medicines, APlanWithMistakesComesBackAsItWasTyped) {
  const auto page = test::post(house, routes, senco, plan(), {{"id", fresh()}, {"medicine", "Calpol <b>"}, {"dose", "lots"}, {"times", "lunch"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("Enter the dose as a number"));
  EXPECT_THAT(page.body, HasSubstr("Enter times like 08:30, 12:30"));
  EXPECT_THAT(page.body, HasSubstr("Calpol &lt;b&gt;"));
}

TEST_P(Medicines, ADoseIsGivenOnceAndTheSecondAdultIsToldByWhom) {
  const auto line = a_line({{"stock", "10"}});
  const auto sheet = test::get(house, routes, amara, "/write?kind=medicine&pupil=" + maya.text());
  EXPECT_THAT(sheet.body, HasSubstr("Salbutamol 100 mcg"));
  const auto given = test::post(house, routes, amara, "/records", dose(line));
  ASSERT_EQ(given.status, 303) << given.body;
  EXPECT_EQ(test::number(house, "SELECT stock FROM medicine_line"), 8000);
  house.clock.pass(40 * base::minute_ms);
  const auto again = test::post(house, routes, tomas, "/records", dose(line));
  EXPECT_EQ(again.status, 422);
  EXPECT_THAT(again.body, HasSubstr("by Amara Nwosu"));
  auto why = dose(line);
  why.push_back({"f.why", "The nurse said so on the telephone"});
  EXPECT_EQ(test::post(house, routes, tomas, "/records", why).status, 303);
  EXPECT_EQ(test::number(house, count_doses), 2);
  EXPECT_THAT(test::get(house, routes, amara, plan()).body, HasSubstr("Tomas Reyes"));
}

TEST_P(Medicines, TheSameFormSentTwiceIsOneDose) {
  const auto form = dose(a_line());
  ASSERT_EQ(test::post(house, routes, amara, "/records", form).status, 303);
  EXPECT_EQ(test::post(house, routes, amara, "/records", form).status, 303);
  EXPECT_EQ(test::number(house, count_doses), 1);
}

TEST_P(Medicines, ADoseAboveThePlanIsToldBesideItsField) {
  const auto page = test::post(house, routes, amara, "/records", dose(a_line(), "4"));
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("The plan says 2 puffs and no more"));
  EXPECT_THAT(page.body, HasSubstr("value=\"4\""));
  EXPECT_EQ(test::number(house, count_records), 0);
}

TEST_P(Medicines, ARefusedDoseIsWrittenButDoesNotCount) {
  const auto line = a_line();
  auto refused = dose(line);
  refused[4].second = "refused";
  refused.push_back({"f.why", "Turned away twice"});
  EXPECT_EQ(test::post(house, routes, amara, "/records", refused).status, 303);
  EXPECT_EQ(test::number(house, count_doses), 0);
  EXPECT_EQ(test::post(house, routes, amara, "/records", dose(line)).status, 303);
}

TEST_P(Medicines, ALineThatHasEndedIsOfferedNoMore) {
  const auto line = a_line();
  ASSERT_EQ(test::post(house, routes, senco, plan() + "/" + line + "/end").status, 303);
  EXPECT_THAT(test::get(house, routes, amara, "/write?kind=medicine&pupil=" + maya.text()).body, testing::AllOf(HasSubstr("There is nothing to choose for this pupil"), HasSubstr("do not give it")));
  EXPECT_EQ(test::post(house, routes, amara, "/records", dose(line)).status, 422);
}

/// Past every check of the page: two adults who both looked before either had written. The store lets one through.
TEST_P(Medicines, TwoWhoBothLookedFirstCannotGiveOneDoseTwice) {
  for (const bool due : {true, false}) {
    const auto line = *MedicineLineId::parse(due ? a_line({{"medicine", "Methylphenidate"}, {"times", "10:30"}}) : a_line());
    constexpr int adults = 8;
    std::vector<access::UnitOfWork> works;
    std::deque<test::AVisit> visits;  // a visit stays where it was made
    for (int i = 0; i < adults; ++i) {
      visits.emplace_back(house, i % 2 == 0 ? amara : tomas, access::SignInStrength::second_factor);
      const auto pass = access::Door::pupil<access::May::record_add>(*visits.back(), maya);
      record::NewRecord record;
      record.id = record::RecordId::make(house->now(), house.random);
      record.kind = "medicine";
      record.info_class = access::InfoClass::c7_medical;
      record.occurred_at = house->now();
      record.parts = {{maya, "given_to"}};
      record.body = "{}";
      works.emplace_back(*visits.back());
      const std::array passes = {*pass};
      record::add(works.back(), house.random, passes, record);
      give(works.back(), {line, maya, record.id, house->now(), 2000, due ? "2026-03-03 10:30" : "", 240, 0, house->now() + -base::day_ms, amara});
    }
    const auto before = test::number(house, count_records);
    const auto doses = test::number(house, count_doses);
    std::atomic<int> saved = 0, refused = 0;
    std::vector<std::thread> adults_at_once;
    for (auto& work : works)
      adults_at_once.emplace_back([&saved, &refused, work = std::move(work)]() mutable {
        const auto done = std::move(work).commit();
        if (done) ++saved;
        else if (done.error().kind == base::Error::Kind::conflict) ++refused;
      });
    for (auto& each : adults_at_once) each.join();
    EXPECT_EQ(saved, 1);
    EXPECT_EQ(refused, adults - 1);
    EXPECT_EQ(test::number(house, count_doses) - doses, 1);
    EXPECT_EQ(test::number(house, count_records) - before, 1) << "a record without its dose would say that it was given";
  }
}

TEST_P(Medicines, SomebodyWithoutTrainingIsToldBesideTheFieldAndMaySayWhy) {
  const auto line = a_line();
  auto by_tomas = dose(line);
  by_tomas.push_back({"f.given_by", "Tomas Reyes"});
  const auto page = test::post(house, routes, amara, "/records", by_tomas);
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("Tomas Reyes has no training for this that is in date"));
  const auto trainings = "/school/staff/" + tomas.text() + "/trainings";
  ASSERT_EQ(test::post(house, routes, senco, trainings, {{"id", fresh()}, {"topic", "medicine"}, {"obtained_on", "2026-02-01"}, {"expires_on", "2026-03-03"}, {"evidence", "Nurse"}}).status, 303);
  EXPECT_EQ(test::post(house, routes, amara, "/records", by_tomas).status, 303) << "its last day counts";
  house.clock.pass(base::day_ms);
  auto tomorrow = by_tomas;
  tomorrow[0].second = fresh();
  EXPECT_EQ(test::post(house, routes, amara, "/records", tomorrow).status, 422);
  EXPECT_EQ(test::get(house, routes, amara, trainings).status, 404) << "trainings are kept by those who keep relations";
}

}  // namespace
}  // namespace care
