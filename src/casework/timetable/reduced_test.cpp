// Reduced timetables: what is refused, what is warned of, and who may see and decide.
#include "casework/timetable/reduced_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace timetable {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const base::LocalDate start = *base::to_date(2026, 3, 2);

Reduced mornings() {
  Reduced out;
  out.why = "Back from hospital";
  out.reason = ReducedReason::medical;
  out.starts_on = start;
  out.ends_on = start + 35;
  out.full_minutes = 1950;
  ReducedStep first{start, {}}, second{start + 14, {}};
  for (auto& day : first.days) day = {540, 720};
  for (auto& day : second.days) day = {540, 840};
  out.steps = {first, second};
  out.off_site = "Reading at home; the mother is there";
  out.risk = "Tiredness";
  out.consent_by = "Mother";
  out.consent_how = "Signed form";
  out.consent_on = start + -1;
  out.authority_told_on = start;
  return out;
}

TEST(ReducedTimetable, CountsHoursAtSchoolAgainstThoseOwed) {
  const auto reduced = mornings();
  EXPECT_THAT(check(reduced), IsEmpty());
  EXPECT_EQ(minutes_on_site(*step_on(reduced, start + 3)), 900);
  EXPECT_EQ(minutes_on_site(*step_on(reduced, start + 14)), 1500);
  EXPECT_FALSE(step_on(reduced, start + -1));
  EXPECT_EQ(hours_words(900), "15 h");
  EXPECT_EQ(hours_words(1950), "32 h 30 min");
  EXPECT_EQ(steps_of(to_stored(reduced.steps)), reduced.steps);
}

TEST(ReducedTimetable, NeedsConsentAnEndAndStepsThatGrow) {
  auto reduced = mornings();
  reduced.consent_by.clear();
  reduced.ends_on = start;
  std::swap(reduced.steps[0].days, reduced.steps[1].days);
  std::vector<std::string> fields;
  for (const auto& each : check(reduced)) fields.push_back(each.field);
  EXPECT_THAT(fields, ElementsAre("consent_by", "ends_on", "step2", "step2_from"));
  reduced = mornings();
  reduced.consent_on = start + 1;
  EXPECT_EQ(check(reduced).at(0).field, "consent_on");
}

TEST(ReducedTimetable, WarnsOfWhatTheGuidanceWarnsOf) {
  auto reduced = mornings();
  EXPECT_THAT(alerts(reduced, {}, false, start + 14), IsEmpty());
  EXPECT_THAT(alerts(reduced, {}, false, start + 15), ElementsAre(HasSubstr("No review for 15 days")));
  EXPECT_THAT(alerts(reduced, start + 10, true, start + 15), ElementsAre(HasSubstr("education, health and care plan")));
  EXPECT_THAT(alerts(reduced, start + 30, false, start + 36), ElementsAre(HasSubstr("It ended on 6 April 2026")));
  EXPECT_THAT(alerts(reduced, start + 40, false, start + 43), ElementsAre(HasSubstr("It ended"), HasSubstr("more than six weeks")));
  reduced.authority_told_on = {};
  reduced.consent_withdrawn_on = start + 14;
  EXPECT_THAT(alerts(reduced, start + 14, false, start + 15), ElementsAre(HasSubstr("Consent was withdrawn"), HasSubstr("has not been told")));
  reduced.ended_on = start + 15;
  EXPECT_THAT(alerts(reduced, {}, true, start + 60), IsEmpty());
}

class ReducedPages : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Lena Ford", .roles = {Role::senco}});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .sen_status = "E"});
  const access::TieId amara_has_maya = test::a_tie(house, amara, Relation::assigned, maya);
  const std::string here = "/pupils/" + maya.text() + "/reduced";
  test::Fields form() {
    return {{"id", ReducedId::make(house->now(), house.random).text()}, {"reason", "medical"}, {"why", "Back from hospital"}, {"starts_on", "2026-03-04"}, {"ends_on", "2026-03-27"},
            {"hours", "32.5"}, {"step1_1a", "09:00"}, {"step1_1b", "12:00"}, {"step2_from", "2026-03-16"}, {"step2_1a", "09:00"}, {"step2_1b", "14:30"}, {"off_site", "Reading at home"},
            {"risk", "Tiredness"}, {"consent_by", "Mother"}, {"consent_how", "Signed form"}, {"consent_on", "2026-03-02"}};
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, ReducedPages, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(ReducedPages, BeginReviewAndEndIt) {
  auto incomplete = form();
  incomplete[13].second = "";
  const auto refused = test::post(house, routes, senco, here, incomplete);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("part-time timetable needs a parent&#39;s consent"), HasSubstr("Reading at home")));
  ASSERT_EQ(test::post(house, routes, senco, here, form()).status, 303);
  auto page = test::get(house, routes, senco, here).body;
  EXPECT_THAT(page, AllOf(HasSubstr("3 h of 32 h 30 min"), HasSubstr("5 h 30 min of 32 h 30 min"), HasSubstr("education, health and care plan"), HasSubstr("Mother")));
  EXPECT_THAT(test::get(house, routes, amara, here).body, AllOf(HasSubstr("Back from hospital"), Not(HasSubstr("Save the review")))) << "a key worker reads it";
  EXPECT_EQ(test::get(house, routes, tomas, here).status, 404);
  const auto at = page.find("/reduced/0") + 9;
  const auto one = here + "/" + page.substr(at, 26);
  EXPECT_EQ(test::post(house, routes, amara, one + "/reviews", {{"id", ReducedReviewId::make(house->now(), house.random).text()}, {"words", "Well"}}).status, 404);
  EXPECT_THAT(test::post(house, routes, senco, one + "/reviews", {{"id", ReducedReviewId::make(house->now(), house.random).text()}, {"words", " "}}).body, HasSubstr("Enter how it is going"));
  ASSERT_EQ(test::post(house, routes, senco, one + "/reviews", {{"id", ReducedReviewId::make(house->now(), house.random).text()}, {"words", "Stronger each day"}}).status, 303);
  EXPECT_EQ(test::post(house, routes, senco, one + "/notes", {{"was", "9"}, {"what", "ended"}}).status, 409);
  ASSERT_EQ(test::post(house, routes, senco, one + "/notes", {{"was", "1"}, {"what", "ended"}}).status, 303);
  EXPECT_THAT(test::get(house, routes, senco, here).body, AllOf(HasSubstr("Stronger each day"), HasSubstr("that is over"), HasSubstr("Agree fewer hours")));
}

}  // namespace
}  // namespace timetable
