// What becomes of a dose and of the count of what is left when its record is corrected, moved, restricted or undone; and when two do so at once.
#include "casework/care/medicine_store.h"
#include "record/kind_keeper.h"
#include "record/record_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>

#include <thread>

namespace care {
namespace {

using access::Relation;
using access::Role;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr db::Sql count_doses = "SELECT COUNT(*) FROM medicine_dose";
constexpr db::Sql stock_of = "SELECT COALESCE(SUM(stock), 0) FROM medicine_line WHERE pupil_id = :about";
constexpr db::Sql doses_of = "SELECT COUNT(*) FROM medicine_dose WHERE pupil_id = :about";

/// Amara and Tomas look after Maya, the SENCo keeps every plan; Leon is somebody else's. Ten milligrams of a medicine due at half past ten.
class ChangedMedicines : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::PupilId leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Iris Bell", .roles = {Role::senco}, .post = "SENCo"});
  const access::StaffId head = test::a_member_of_staff(house, {.name = "Ruth Kay", .roles = {Role::head}, .post = "Head"});
  const access::TieId a = test::a_tie(house, amara, Relation::assigned, maya);
  const access::TieId b = test::a_tie(house, tomas, Relation::assigned, maya);

  static std::string plan(const access::PupilId& pupil) { return "/pupils/" + pupil.text() + "/medicines"; }
  std::string fresh() { return record::RecordId::make(house->now(), house.random).text(); }
  std::string a_line(const access::PupilId& pupil, test::Fields more = {}) {
    const auto id = MedicineLineId::make(house->now(), house.random).text();
    test::Fields fields = {{"id", id}, {"medicine", "Methylphenidate"}, {"dose", "2"}, {"unit", "mg"}, {"route", "by mouth"}, {"times", "10:30"}, {"stock", "10"}, {"starts_on", "2026-01-05"},
                           {"consent_by", "Ada Osei"}, {"consent_on", "2026-01-04"}};
    for (auto& [name, value] : more) std::erase_if(fields, [&](const auto& each) { return each.first == name; });
    fields.insert(fields.end(), more.begin(), more.end());
    const auto saved = test::post(house, routes, senco, plan(pupil), fields);
    EXPECT_EQ(saved.status, 303) << saved.body;
    return id;
  }
  test::Fields dose(const std::string& line, const access::PupilId& pupil, std::string amount = "2") {
    return {{"id", fresh()}, {"kind", "medicine"}, {"pupil", pupil.text()}, {"f.plan_line", line}, {"f.outcome", "given"}, {"f.amount", std::move(amount)}};
  }
  std::string given(const access::StaffId& who, const std::string& line, const access::PupilId& pupil, std::string amount = "2") {
    auto form = dose(line, pupil, amount);
    if (amount != "2") form.push_back({"f.why", "The nurse said so on the telephone"});
    const auto saved = test::post(house, routes, who, "/records", form);
    EXPECT_EQ(saved.status, 303) << saved.body;
    return form.front().second;
  }
  web::Response correct(const access::StaffId& who, const std::string& id, int was, test::Fields fields) {
    fields.push_back({"was", std::to_string(was)});
    fields.push_back({"reason", "Written too soon"});
    return test::post(house, routes, who, "/records/" + id + "/corrections", fields);
  }
  test::Fields refused(const std::string& line) { return {{"f.plan_line", line}, {"f.outcome", "refused"}, {"f.why", "Turned away twice"}}; }
  test::Fields as_given(const std::string& line, std::string amount = "2") {
    return {{"f.plan_line", line}, {"f.outcome", "given"}, {"f.amount", std::move(amount)}, {"f.why", "The nurse said so on the telephone"}};
  }
  std::int64_t stock(const access::PupilId& pupil) { return test::number(house, stock_of, {{"about", pupil}}); }
  std::int64_t doses(const access::PupilId& pupil) { return test::number(house, doses_of, {{"about", pupil}}); }
  std::string page(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target).body; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, ChangedMedicines, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(ChangedMedicines, ACorrectionThatItWasNotGivenFreesItsTimeAndPutsTheCountBack) {
  const auto line = a_line(maya);
  const auto id = given(amara, line, maya);
  ASSERT_EQ(stock(maya), 8000);
  EXPECT_THAT(page(amara, "/records/" + id), HasSubstr("Counted as the dose due at 10:30: 2 mg. 8 mg should be left."));
  ASSERT_EQ(test::post(house, routes, tomas, "/records", dose(line, maya)).status, 422) << "it is given";
  EXPECT_THAT(page(amara, "/records/" + id + "/correct"), HasSubstr("the plan and the count of what is left change with it"));

  const auto before = test::last_entry(house);
  ASSERT_EQ(correct(amara, id, 1, refused(line)).status, 303);
  EXPECT_EQ(doses(maya), 0);
  EXPECT_EQ(stock(maya), 10'000);
  EXPECT_THAT(test::deeds_after(house, before), Contains("medicine_dose.taken_back"));
  EXPECT_THAT(page(amara, "/records/" + id), HasSubstr("No dose is counted for this."));

  given(tomas, line, maya);
  EXPECT_EQ(stock(maya), 8000);
  const auto again = correct(amara, id, 2, as_given(line));
  EXPECT_EQ(again.status, 422);
  EXPECT_THAT(again.body, HasSubstr("was given at 10:40 by Tomas Reyes"));
  EXPECT_THAT(again.body, HasSubstr("The nurse said so on the telephone")) << "what was typed is still there";
  EXPECT_EQ(doses(maya), 1);
}

TEST_P(ChangedMedicines, ACorrectedAmountAndTimeAreCountedAnew) {
  const auto line = a_line(maya);
  house.clock.pass(30 * base::minute_ms);
  const auto id = given(amara, line, maya, "4");
  ASSERT_EQ(stock(maya), 6000);
  const auto before = test::last_entry(house);
  auto fields = as_given(line);
  fields.insert(fields.end(), {{"on", "2026-03-03"}, {"at", "10:50"}});
  ASSERT_EQ(correct(amara, id, 1, fields).status, 303);
  EXPECT_EQ(stock(maya), 8000);
  EXPECT_EQ(test::number(house, "SELECT amount FROM medicine_dose"), 2000);
  EXPECT_EQ(test::number(house, "SELECT given_at FROM medicine_dose"), (house->now() + -20 * base::minute_ms).ms);
  EXPECT_THAT(test::deeds_after(house, before), Contains("medicine_dose.corrected"));
}

TEST_P(ChangedMedicines, ADoseAboveThePlanIsToldInACorrectionToo) {
  const auto line = a_line(maya);
  const auto id = given(amara, line, maya);
  const auto page = correct(amara, id, 1, {{"f.plan_line", line}, {"f.outcome", "given"}, {"f.amount", "20"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("The plan says 2 mg and no more"));
  EXPECT_THAT(page.body, HasSubstr("value=\"20\""));
  EXPECT_EQ(stock(maya), 8000);
}

TEST_P(ChangedMedicines, WordsAloneLeaveTheDoseAloneThoughItsMedicineHasEnded) {
  const auto line = a_line(maya);
  auto fields = dose(line, maya);
  ASSERT_EQ(test::post(house, routes, amara, "/records", fields).status, 303);
  ASSERT_EQ(test::post(house, routes, senco, plan(maya) + "/" + line + "/end").status, 303);
  const auto id = fields.front().second;
  EXPECT_THAT(page(amara, "/records/" + id + "/correct"), HasSubstr("Methylphenidate: 2 mg, by mouth, at 10:30")) << "what stands is still to choose";
  ASSERT_EQ(correct(amara, id, 1, {{"f.plan_line", line}, {"f.outcome", "given"}, {"f.amount", "2"}, {"f.notes", "With squash"}}).status, 303);
  EXPECT_EQ(doses(maya), 1);
  EXPECT_EQ(stock(maya), 8000);
  ASSERT_EQ(correct(amara, id, 2, as_given(line, "1")).status, 303) << "what was given while it stood may be put right";
  EXPECT_EQ(test::number(house, "SELECT amount FROM medicine_dose"), 1000);
  EXPECT_EQ(stock(maya), 9000);
}

TEST_P(ChangedMedicines, WhatWasCountedSinceIsNotChangedByACorrection) {
  const auto line = a_line(maya);
  const auto id = given(amara, line, maya);
  house.clock.pass(20 * base::minute_ms);
  ASSERT_EQ(test::post(house, routes, senco, plan(maya) + "/" + line + "/count", {{"stock", "8"}}).status, 303);
  EXPECT_THAT(page(amara, plan(maya)), HasSubstr("8 mg, by the count of today 11:00"));
  ASSERT_EQ(correct(amara, id, 1, refused(line)).status, 303);
  EXPECT_EQ(doses(maya), 0);
  EXPECT_EQ(stock(maya), 8000) << "who counted saw what was there";
  auto late = dose(line, maya);
  late.insert(late.end(), {{"on", "2026-03-03"}, {"at", "10:45"}});
  ASSERT_EQ(test::post(house, routes, tomas, "/records", late).status, 303);
  EXPECT_EQ(stock(maya), 8000) << "it was given before the count, and written after";
}

TEST_P(ChangedMedicines, MoreThanWasLeftIsPutBackAsWhatWasTaken) {
  const auto line = a_line(maya, {{"stock", "1"}});
  auto form = dose(line, maya);
  form.push_back({"f.why", "There was another blister in the drawer"});
  ASSERT_EQ(test::post(house, routes, amara, "/records", form).status, 303);
  ASSERT_EQ(stock(maya), 0);
  ASSERT_EQ(correct(amara, form.front().second, 1, refused(line)).status, 303);
  EXPECT_EQ(stock(maya), 1000);
}

TEST_P(ChangedMedicines, UndoneWithinThirtySecondsItCanBeGivenAgain) {
  const auto line = a_line(maya);
  const auto id = given(amara, line, maya);
  ASSERT_EQ(test::post(house, routes, tomas, "/records", dose(line, maya)).status, 422);
  house.clock.pass(10'000);
  const auto before = test::last_entry(house);
  ASSERT_EQ(test::post(house, routes, amara, "/records/" + id + "/undo").status, 303);
  EXPECT_EQ(doses(maya), 0);
  EXPECT_EQ(stock(maya), 10'000);
  EXPECT_THAT(test::deeds_after(house, before), Contains("medicine_dose.taken_back"));
  EXPECT_THAT(page(amara, "/records/" + id), HasSubstr("it can be given and recorded again"));
  given(tomas, line, maya);
  EXPECT_EQ(test::post(house, routes, amara, "/records/" + id + "/undo").status, 303) << "pressed twice";
  EXPECT_EQ(doses(maya), 1) << "and nobody else's dose with it";
}

TEST_P(ChangedMedicines, MovedToTheRightPupilItIsADoseOfTheirPlan) {
  const auto mayas = a_line(maya), leons = a_line(leon);
  const auto id = given(amara, mayas, maya);
  test::Fields moving = {{"was", "1"}, {"wrong", maya.text()}, {"pupil", leon.text()}, {"reason", "Two boys share a peg"}};
  const auto asked = test::post(house, routes, senco, "/records/" + id + "/move", moving);
  EXPECT_EQ(asked.status, 422);
  EXPECT_THAT(asked.body, HasSubstr("Select which medicine of theirs it was"));
  EXPECT_THAT(asked.body, HasSubstr(leons));
  EXPECT_THAT(asked.body, Not(HasSubstr(mayas)));
  EXPECT_THAT(asked.body, HasSubstr("Two boys share a peg"));
  moving.push_back({"f.plan_line", leons});
  ASSERT_EQ(test::post(house, routes, senco, "/records/" + id + "/move", moving).status, 303);
  EXPECT_EQ(doses(maya), 0);
  EXPECT_EQ(stock(maya), 10'000);
  EXPECT_EQ(doses(leon), 1);
  EXPECT_EQ(stock(leon), 8000);
  EXPECT_THAT(page(senco, plan(leon)), HasSubstr("Amara Nwosu")) << "who gave it, not who moved it";
  given(tomas, mayas, maya);
}

TEST_P(ChangedMedicines, MovedToAPupilWhoHadTheirDoseItIsToldAndCountedInNoPlan) {
  const auto mayas = a_line(maya), leons = a_line(leon);
  given(senco, leons, leon);
  const auto id = given(amara, mayas, maya);
  test::Fields moving = {{"was", "1"}, {"wrong", maya.text()}, {"pupil", leon.text()}, {"reason", "Two boys share a peg"}, {"f.plan_line", leons}};
  const auto told = test::post(house, routes, senco, "/records/" + id + "/move", moving);
  EXPECT_EQ(told.status, 422);
  EXPECT_THAT(told.body, HasSubstr("The dose due at 10:30 was given at 10:40 by Iris Bell"));
  EXPECT_EQ(doses(maya), 1) << "nothing happened yet";
  moving.back().second = "none";
  ASSERT_EQ(test::post(house, routes, senco, "/records/" + id + "/move", moving).status, 303);
  EXPECT_EQ(doses(maya), 0);
  EXPECT_EQ(doses(leon), 1);
  EXPECT_EQ(stock(leon), 8000);
  EXPECT_THAT(page(senco, "/pupils/" + leon.text() + "/chronology"), HasSubstr("counted in no plan here"));
}

TEST_P(ChangedMedicines, WhoDoesNotSeeTheRightPupilsPlanMovesTheWordsAndCountsNothing) {
  const auto mayas = a_line(maya);
  a_line(leon);
  const auto id = given(amara, mayas, maya);
  EXPECT_THAT(page(amara, "/records/" + id + "/move"), HasSubstr("tell whoever keeps it"));
  const auto moved = test::post(house, routes, amara, "/records/" + id + "/move",
                                {{"was", "1"}, {"wrong", maya.text()}, {"pupil", leon.text()}, {"reason", "Two boys share a peg"}});
  ASSERT_EQ(moved.status, 303) << moved.body;
  EXPECT_EQ(test::number(house, count_doses), 0);
  EXPECT_EQ(stock(leon), 10'000);
  EXPECT_THAT(page(senco, "/pupils/" + leon.text() + "/chronology"), HasSubstr("counted in no plan here"));
}

TEST_P(ChangedMedicines, RestrictedItStaysADoseWithoutAWayToItsWords) {
  const auto line = a_line(maya);
  const auto id = given(amara, line, maya);
  ASSERT_THAT(page(tomas, plan(maya)), HasSubstr("/records/" + id));
  EXPECT_THAT(page(head, "/records/" + id + "/flag"), HasSubstr("so that nobody gives it twice"));
  const auto restricted = test::post(house, routes, head, "/records/" + id + "/flag",
                                     {{"was", "0"}, {"to", "restricted"}, {"until", "2026-06-01"}, {"reason", "It is looked into"}});
  ASSERT_EQ(restricted.status, 303) << restricted.body;
  EXPECT_EQ(test::get(house, routes, tomas, "/records/" + id).status, 404);
  const auto shown = page(tomas, plan(maya));
  EXPECT_THAT(shown, HasSubstr("Amara Nwosu"));
  EXPECT_THAT(shown, Not(HasSubstr("/records/" + id)));
  EXPECT_THAT(test::post(house, routes, tomas, "/records", dose(line, maya)).body, HasSubstr("was given at 10:40 by Amara Nwosu"));
}

TEST_P(ChangedMedicines, ACorrectionInTheSameMomentAsAnotherDoseLeavesNoDoseTwiceAndNoMilligramLost) {
  const auto& keeper = house->room<record::KindKeepers>().of("medicine");
  for (int turn = 0; turn < 8; ++turn) {
    const auto line = a_line(maya, {{"medicine", "Medicine " + std::to_string(turn)}});
    const auto id = *record::RecordId::parse(given(amara, line, maya));
    constexpr db::Sql left = "SELECT stock FROM medicine_line WHERE id = :line";
    constexpr db::Sql there = "SELECT COUNT(*) FROM medicine_dose WHERE line_id = :line";
    const auto line_id = *MedicineLineId::parse(line);
    auto frees = test::visit_as(house, amara), gives = test::visit_as(house, tomas);
    const auto stood = record::find(*access::Door::caseload<access::May::pupil_find>(*frees), id);
    ASSERT_TRUE(stood);
    const auto pass = access::Door::staff<access::May::entries_own>(*frees);
    record::Correction correction{id, 1, "It was refused after all", "", "Refused",
                                  R"({"outcome":"refused","plan_line":{"id":")" + line + R"(","label":"x"},"why":"x"})", access::InfoClass::c7_medical, maya};
    access::UnitOfWork first{*frees};
    record::correct(first, house.random, *pass, correction);
    keeper.go_with_correction(first, *frees, *stood, correction);

    const std::array adds = {*access::Door::pupil<access::May::record_add>(*gives, maya)};
    record::NewRecord record;
    record.id = record::RecordId::make(house->now(), house.random);
    record.kind = "medicine";
    record.info_class = access::InfoClass::c7_medical;
    record.occurred_at = house->now();
    record.parts = {{maya, "given_to"}};
    record.body = "{}";
    access::UnitOfWork second{*gives};
    record::add(second, house.random, adds, record);
    give(second, {line_id, maya, record.id, house->now(), 2000, "2026-03-03 10:30", 0, 0, house->now() + -base::day_ms, tomas});

    base::Result<void> freed, gave;
    std::thread one([&] { freed = std::move(turn % 2 == 0 ? first : second).commit(); });
    std::thread other([&] { gave = std::move(turn % 2 == 0 ? second : first).commit(); });
    one.join();
    other.join();
    if (turn % 2 != 0) std::swap(freed, gave);
    EXPECT_TRUE(freed) << "nothing stands against it";
    EXPECT_EQ(test::number(house, there, {{"line", line_id}}), gave ? 1 : 0);
    EXPECT_EQ(test::number(house, left, {{"line", line_id}}), gave ? 8000 : 10'000);
    EXPECT_TRUE(gave || gave.error().kind == base::Error::Kind::conflict);
  }
}

TEST_P(ChangedMedicines, TwoCorrectionsAtOnceAreOne) {
  const auto line = a_line(maya);
  const auto id = given(amara, line, maya);
  std::vector<std::thread> both;
  std::array<int, 2> status{};
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}})
    both.emplace_back([&, i] { status[i] = correct(i == 0 ? amara : senco, id, 1, i == 0 ? refused(line) : as_given(line, "1")).status; });
  for (auto& each : both) each.join();
  EXPECT_TRUE((status[0] == 303) != (status[1] == 303)) << status[0] << " and " << status[1];
  EXPECT_TRUE(status[0] == 409 || status[1] == 409);
  EXPECT_EQ(doses(maya), status[0] == 303 ? 0 : 1);
  EXPECT_EQ(stock(maya), status[0] == 303 ? 10'000 : 9000);
}

}  // namespace
}  // namespace care
