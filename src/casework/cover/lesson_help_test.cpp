// Lesson help from asking to looking back: who may ask and prepare, what is refused, and that nobody's words are lost.
#include "casework/cover/lesson_help_store.h"
#include "testing/whole_school.h"

#include <gmock/gmock.h>

namespace cover {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const base::LocalDate today = *base::to_date(2026, 3, 3);  // a Tuesday

LessonHelp maths() {
  LessonHelp out;
  out.pupils = {{access::PupilId(base::Bytes16{std::byte{1}}), "Maya Osei"}};
  out.helper = access::StaffId(base::Bytes16{std::byte{2}});
  out.lesson = "Maths";
  out.on = today + 7;
  out.due = today + 6;
  out.objective = "Adds to twenty";
  out.wants = {Want::adapt};
  out.words = "Fewer sums";
  return out;
}

TEST(AskingForHelp, NeedsPupilsALessonAnObjectiveAndSomebodyToPrepareIt) {
  const auto fields = [](const LessonHelp& help) {
    std::vector<std::string> out;
    for (const auto& each : check(help, {}, today)) out.push_back(each.field);
    return out;
  };
  EXPECT_THAT(fields(maths()), testing::IsEmpty());
  LessonHelp blank;
  blank.on = today + 1;
  blank.due = today;
  EXPECT_THAT(fields(blank), testing::ElementsAre("pupil", "lesson", "objective", "want", "words", "helper"));
  auto help = maths();
  help.due = help.on + 1;
  EXPECT_THAT(fields(help), testing::ElementsAre("due"));
  help = maths();
  help.on = today + 4;  // a Saturday
  help.due = today;
  EXPECT_THAT(fields(help), testing::ElementsAre("on"));
  EXPECT_EQ(wants_of(to_stored({Want::pre_teach, Want::other})), (std::vector{Want::pre_teach, Want::other}));
}

TEST(LookingBackOnHelp, ComesAfterTheLessonAndSaysSomethingOfEachPupil) {
  auto help = maths();
  EXPECT_THAT(check_evaluation(help, {}, "", today).at(0).message, HasSubstr("look back on it then"));
  EXPECT_EQ(check_evaluation(help, {}, "", help.on).at(0).field, "outcome." + help.pupils[0].pupil.text());
  auto judged = help.pupils;
  judged[0].outcome = Outcome::partly;
  EXPECT_THAT(check_evaluation(help, judged, "", help.on), testing::IsEmpty());
}

class LessonHelpPages : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Lena Ford", .roles = {Role::senco}, .post = "SENCo"});
  const access::StaffId priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::subject_teacher}, .post = "Teacher"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}, .post = "Key worker"});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}, .post = "Teaching assistant"});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .class_name = "Maths set 1"});
  const access::PupilId noor = test::a_pupil(house, {.given = "Noor", .family = "Aziz"});
  const std::string id = HelpId::make(house->now(), house.random).text();
  const std::string here = "/lesson-help/" + id;

  LessonHelpPages() {
    access::TieDraft tie;
    tie.staff = priya;
    tie.relation = Relation::teaches;
    tie.school_class = test::a_class(house, "Maths set 1");
    test::a_tie(house, tie);
    test::a_tie(house, amara, Relation::assigned, maya);
  }
  test::Fields form(test::Fields changed = {}) {
    test::Fields out = {{"id", id}, {"pupil", maya.text()}, {"lesson", "Maths, Tuesday period 2"}, {"on", "2026-03-10"}, {"objective", "Adds to twenty"}, {"want", "adapt"}, {"want", "pre_teach"},
                        {"words", "Ten sums in place of twenty"}, {"due", "2026-03-09"}, {"helper", amara.text()}};
    for (auto& [name, value] : changed)
      for (auto& [field, held] : out)
        if (field == name) held = value;
    return out;
  }
  web::Response ask(const test::Fields& fields) { return test::post(house, routes, priya, "/lesson-help", fields); }
  web::Response page(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target); }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, LessonHelpPages, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(LessonHelpPages, GoFromTheTeacherToTheKeyWorkerAndBack) {
  ASSERT_EQ(ask(form()).status, 303);
  ASSERT_EQ(ask(form()).status, 303) << "sent twice it is one";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM lesson_help"), 1);
  EXPECT_EQ(ask(form({{"words", "Something else"}})).status, 409) << "the same id with other words";
  EXPECT_THAT(page(amara, "/").body, AllOf(HasSubstr("Lesson help"), HasSubstr("To prepare"), HasSubstr("Maths, Tuesday period 2")));
  EXPECT_THAT(page(amara, "/lesson-help?week=2026-03-10").body, AllOf(HasSubstr("For me to prepare"), HasSubstr("Adds to twenty"), HasSubstr("pre-teach"), HasSubstr("Maya Osei")));
  EXPECT_THAT(page(priya, "/lesson-help?week=2026-03-10").body, HasSubstr("I asked"));
  EXPECT_THAT(page(amara, "/lesson-help").body, Not(HasSubstr("Adds to twenty"))) << "not this week";
  EXPECT_EQ(test::post(house, routes, senco, here + "/preparation", {{"was", "1"}, {"prepared", "Mine"}}).status, 404) << "not asked to prepare it";
  EXPECT_THAT(test::post(house, routes, amara, here + "/preparation", {{"was", "1"}, {"kept_at", "Blue drawer"}}).body, AllOf(HasSubstr("Enter what you prepared"), HasSubstr("Blue drawer")));
  ASSERT_EQ(test::post(house, routes, amara, here + "/preparation", {{"was", "1"}, {"prepared", "Ten sums, large"}, {"kept_at", "Blue drawer"}}).status, 303);
  EXPECT_THAT(page(priya, here).body, AllOf(HasSubstr("Ten sums, large"), HasSubstr("Blue drawer"), HasSubstr("After the lesson you say here")));
  EXPECT_EQ(test::post(house, routes, priya, here + "/evaluation", {{"was", "2"}, {"outcome." + maya.text(), "met"}}).status, 422) << "before the lesson";
  house.clock.pass(7 * base::day_ms);
  EXPECT_THAT(test::post(house, routes, priya, here + "/evaluation", {{"was", "2"}, {"evaluation", "Needed the cubes"}}).body, AllOf(HasSubstr("Choose whether Maya Osei met the objective"), HasSubstr("Needed the cubes")));
  ASSERT_EQ(test::post(house, routes, priya, here + "/evaluation", {{"was", "2"}, {"outcome." + maya.text(), "partly"}, {"evaluation", "Needed the cubes"}}).status, 303);
  EXPECT_THAT(page(amara, here).body, AllOf(HasSubstr("partly met"), HasSubstr("Needed the cubes"), HasSubstr("Priya Sandhu")));
}

TEST_P(LessonHelpPages, AreForThoseWhoWorkWithThePupilAlone) {
  ASSERT_EQ(ask(form()).status, 303);
  EXPECT_EQ(page(tomas, here).status, 404);
  EXPECT_THAT(page(tomas, "/lesson-help?week=2026-03-10").body, Not(HasSubstr("Adds to twenty")));
  EXPECT_THAT(page(tomas, "/api/v1/lesson-help?week=2026-03-10").body, HasSubstr("\"help\":[]"));
  EXPECT_THAT(page(amara, "/api/v1/lesson-help?week=2026-03-10").body, AllOf(HasSubstr("Adds to twenty"), HasSubstr("\"wants\":[\"adapt\",\"pre_teach\"]"), HasSubstr(maya.text())));
  EXPECT_THAT(page(senco, "/lesson-help?week=2026-03-10").body, HasSubstr("Others, for pupils I work with"));
  EXPECT_THAT(ask(form({{"pupil", noor.text()}})).body, HasSubstr("Choose the pupils it is for")) << "a pupil they do not teach";
  EXPECT_THAT(ask(form({{"helper", tomas.text()}})).body, HasSubstr("Tomas Reyes does not work with Maya Osei"));
}

TEST_P(LessonHelpPages, RefuseBesideTheFieldAndLoseNothing) {
  const auto refused = ask(form({{"due", "2026-03-11"}, {"on", "2026-03-10"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("It is ready before the lesson"), HasSubstr("Ten sums in place of twenty"), HasSubstr("Maya Osei"), HasSubstr("id=\"due-error\"")));
  EXPECT_THAT(ask(form({{"on", "2026-03-07"}, {"due", "2026-03-04"}})).body, HasSubstr("choose a school day"));
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM lesson_help"), 0);
}

TEST_P(LessonHelpPages, KeepBothTextsWhenTwoPeopleWriteAtOnce) {
  ASSERT_EQ(ask(form()).status, 303);
  ASSERT_EQ(test::post(house, routes, amara, here + "/preparation", {{"was", "1"}, {"prepared", "Ten sums"}}).status, 303);
  const auto late = test::post(house, routes, priya, here + "/preparation", {{"was", "1"}, {"prepared", "I made cards"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("Changed meanwhile"), HasSubstr("Ten sums"), HasSubstr("I made cards"), HasSubstr("name=\"was\" value=\"2\"")));
  EXPECT_EQ(test::post(house, routes, amara, here + "/end", {{"was", "2"}}).status, 404) << "who asked takes it back";
  EXPECT_EQ(test::post(house, routes, priya, here + "/end", {{"was", "1"}}).status, 409);
  ASSERT_EQ(test::post(house, routes, priya, here + "/end", {{"was", "2"}}).status, 303);
  EXPECT_EQ(page(amara, here).status, 404);
}

TEST_P(LessonHelpPages, AreChangedByWhoAskedAndKeepHowTheyStood) {
  ASSERT_EQ(ask(form()).status, 303);
  ASSERT_EQ(test::post(house, routes, amara, here + "/preparation", {{"was", "1"}, {"prepared", "Ten sums, large"}}).status, 303);
  EXPECT_EQ(test::location_of(page(amara, here + "/edit")), here) << "who asked changes it";
  EXPECT_EQ(page(tomas, here + "/edit").status, 404);
  EXPECT_EQ(test::post(house, routes, amara, here + "/changes", form({{"words", "Mine"}})).status, 404);
  EXPECT_THAT(page(priya, here + "/edit").body, AllOf(HasSubstr("Ten sums in place of twenty"), HasSubstr("Amara Nwosu has prepared this already")));
  auto changed = form({{"words", "Six sums and a number line"}, {"on", "2026-03-11"}});
  changed.emplace_back("was", "1");
  house.clock.pass(base::minute_ms);
  const auto late = test::post(house, routes, priya, here + "/changes", changed);
  EXPECT_EQ(late.status, 409) << "it was prepared meanwhile";
  EXPECT_THAT(late.body, AllOf(HasSubstr("Changed meanwhile"), HasSubstr("Ten sums, large"), HasSubstr("Six sums and a number line"), HasSubstr("name=\"was\" value=\"2\"")));
  changed.back().second = "2";
  ASSERT_EQ(test::post(house, routes, priya, here + "/changes", changed).status, 303);
  ASSERT_EQ(test::post(house, routes, priya, here + "/changes", changed).status, 303) << "sent twice it is one change";
  EXPECT_EQ(test::number(house, "SELECT version FROM lesson_help"), 3);
  EXPECT_THAT(page(amara, here).body, AllOf(HasSubstr("Changed: look again"), HasSubstr("Six sums and a number line"), HasSubstr("Wednesday 11 March 2026"), HasSubstr("How it stood before"),
                                            HasSubstr("Ten sums in place of twenty"), HasSubstr("Tuesday 10 March 2026")));
  EXPECT_THAT(page(amara, "/").body, HasSubstr("Changed: look again")) << "to be prepared anew";
  house.clock.pass(base::minute_ms);
  ASSERT_EQ(test::post(house, routes, amara, here + "/preparation", {{"was", "3"}, {"prepared", "Ten sums, large"}}).status, 303) << "the same words, looked at again";
  EXPECT_THAT(page(amara, here).body, Not(HasSubstr("Changed: look again")));
  EXPECT_THAT(test::post(house, routes, priya, here + "/changes", form({{"objective", ""}})).body, AllOf(HasSubstr("Enter what the pupils are to know"), HasSubstr("Ten sums in place of twenty")));
  house.clock.pass(9 * base::day_ms);
  EXPECT_EQ(test::location_of(page(priya, here + "/edit")), here) << "the lesson is over";
}

TEST_P(LessonHelpPages, LetAPupilLeaveAndAnotherComeWithoutTouchingTheRest) {
  test::a_tie(house, amara, Relation::assigned, noor);
  test::a_tie(house, priya, Relation::teaches, noor);
  ASSERT_EQ(ask(form()).status, 303);
  auto changed = form({{"pupil", noor.text()}});
  changed.emplace_back("was", "1");
  ASSERT_EQ(test::post(house, routes, priya, here + "/changes", changed).status, 303);
  EXPECT_THAT(page(priya, here).body, AllOf(HasSubstr("Noor Aziz"), Not(HasSubstr("Maya Osei"))));
  changed = form();
  changed.emplace_back("pupil", noor.text());
  changed.emplace_back("was", "2");
  ASSERT_EQ(test::post(house, routes, priya, here + "/changes", changed).status, 303);
  EXPECT_THAT(page(priya, here).body, AllOf(HasSubstr("Noor Aziz"), HasSubstr("Maya Osei"))) << "and comes back";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM lesson_help_version"), 2);
}

TEST_P(LessonHelpPages, TellTheOtherOfTheTwoWithoutAName) {
  ASSERT_EQ(ask(form()).status, 303);
  EXPECT_THAT(page(amara, "/inbox").body, AllOf(HasSubstr("Help in a lesson on Tuesday 10 March 2026 is asked of you, ready by Monday 9 March 2026."), HasSubstr("href=\"" + here + "\"")));
  EXPECT_THAT(page(tomas, "/inbox").body, Not(HasSubstr("Help in a lesson")));
  EXPECT_THAT(page(priya, "/inbox").body, Not(HasSubstr("Help in a lesson on"))) << "nobody is told of what they did themselves";
  ASSERT_EQ(test::post(house, routes, amara, here + "/preparation", {{"was", "1"}, {"prepared", "Cards"}}).status, 303);
  EXPECT_THAT(page(priya, "/inbox").body, HasSubstr("The help for a lesson on Tuesday 10 March 2026 is prepared."));
  EXPECT_THAT(page(amara, "/inbox").body, Not(HasSubstr("is prepared."))) << "whoever did it knows";
  test::a_tie(house, tomas, Relation::assigned, maya);
  auto changed = form({{"helper", tomas.text()}});
  changed.emplace_back("was", "2");
  ASSERT_EQ(test::post(house, routes, priya, here + "/changes", changed).status, 303);
  EXPECT_THAT(page(tomas, "/inbox").body, HasSubstr("is asked of you"));
  EXPECT_THAT(page(amara, "/inbox").body, HasSubstr("Somebody else prepares the help in a lesson on Tuesday 10 March 2026."));
  house.clock.pass(7 * base::day_ms);
  ASSERT_EQ(test::post(house, routes, tomas, here + "/evaluation", {{"was", "3"}, {"outcome." + maya.text(), "met"}}).status, 303);
  EXPECT_THAT(page(priya, "/inbox").body, HasSubstr("Somebody looked back on the help in a lesson on Tuesday 10 March 2026."));
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM notice WHERE words LIKE '%Maya%' OR words LIKE '%Osei%' OR words LIKE '%Maths%'"), 0);
}

TEST_P(LessonHelpPages, TakeFilesForThoseWhoSeeTheHelpAndNobodyElse) {
  ASSERT_EQ(ask(form()).status, 303);
  const auto add = [&](const access::StaffId& who, std::vector<web::Upload> files) { return test::Browser(house, routes, who).post(here + "/files", {{"was", "1"}}, std::move(files)); };
  const web::Upload sums{.field = "f.files", .name = "sums.txt", .declared_type = "text/plain", .bytes = "2 + 3 ="};
  EXPECT_EQ(add(tomas, {sums}).status, 404);
  EXPECT_THAT(add(amara, {}).body, HasSubstr("Choose a file"));
  const auto refused = add(amara, {{.field = "f.files", .name = "sums.txt", .declared_type = "text/plain", .bytes = "<!doctype html><script>"}});
  EXPECT_EQ(refused.status, 422) << "a page is no text";
  ASSERT_EQ(add(amara, {sums}).status, 303);
  ASSERT_EQ(add(amara, {sums}).status, 303) << "sent twice it is there once";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM lesson_help_file"), 1);
  const auto shown = page(priya, here).body;
  EXPECT_THAT(shown, AllOf(HasSubstr("sums.txt"), HasSubstr("Amara Nwosu")));
  const auto at = shown.find(here + "/files/");
  ASSERT_NE(at, std::string::npos);
  const auto file = shown.substr(at, here.size() + 7 + 26);
  const auto got = page(priya, file);
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.body, "2 + 3 =");
  EXPECT_TRUE(std::any_of(got.headers.begin(), got.headers.end(), [](const auto& each) { return each.first == "Content-Disposition" && each.second.starts_with("attachment"); }));
  EXPECT_EQ(page(tomas, file).status, 404);
  EXPECT_THAT(page(priya, "/inbox").body, HasSubstr("A file was added to the help in a lesson on"));
  EXPECT_EQ(test::post(house, routes, senco, file + "/removal").status, 404) << "who sees it may not take it off";
  ASSERT_EQ(test::post(house, routes, priya, file + "/removal").status, 303);
  EXPECT_EQ(page(priya, file).status, 404);
  EXPECT_THAT(page(priya, here).body, Not(HasSubstr("sums.txt")));
}

}  // namespace
}  // namespace cover
