// The school's pages as tables: as whom, does what, status, shows, never shows, writes.
#include "people/staff_pages.h"

#include "access/digest.h"
#include "testing/school.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace people {
namespace {

using access::Relation;
using access::Role;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

access::Routes the_routes() {
  auto routes = test::the_front_door();
  add_school_routes(routes);
  add_staff_routes(routes);
  add_relation_routes(routes);
  add_calendar_routes(routes);
  return routes;
}

class SchoolPages : public ::testing::TestWithParam<db::Engine> {
 protected:
  SchoolPages() : house_(test::a_house(GetParam())), routes_(the_routes()) {
    head_ = test::a_member_of_staff(house_, {.name = "Ruth Adeyemi", .roles = {Role::head, Role::it}, .post = "Head", .username = "head"});
    it_ = test::a_member_of_staff(house_, {.name = "Tom Reed", .roles = {Role::it}, .post = "IT technician", .username = "t.reed"});
    senco_ = test::a_member_of_staff(house_, {.name = "Lena Fox", .roles = {Role::senco}, .post = "SENCo"});
    amara_ = test::a_member_of_staff(house_, {.name = "Amara Nwosu", .roles = {Role::key_worker}, .username = "a.nwosu"});
    maya_ = test::a_pupil(house_, {.given = "Maya", .family = "Osei"});
  }

  bool holds(const access::StaffId& staff, Role role) {
    auto reader = house_->reader();
    const auto grants = house_->grants_of(staff, access::SignInStrength::second_factor, *reader);
    if (!grants) return false;
    const auto& roles = grants->person().roles;
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  }
  std::string the_request() {
    auto visit = test::visit_as(house_, head_);
    const auto pass = access::Door::staff<access::May::staff_administer>(*visit).value();
    const auto requests = list_role_requests(pass);
    return requests.empty() ? std::string() : base::to_base32(requests.front().id);
  }
  std::string one(const access::StaffId& staff, std::string_view rest = "") { return fmt::format("/school/staff/{}{}", staff.text(), rest); }

  test::TestHouse house_;
  access::Routes routes_;
  access::StaffId head_, it_, senco_, amara_;
  access::PupilId maya_;
};

TEST_P(SchoolPages, AreForThoseWhoRunTheSchool) {
  struct Row {
    access::StaffId who;
    std::string_view path;
    int status;
    std::string_view shows;
  };
  const Row rows[] = {
      {head_, "/school", 200, "/school/audit"},       {it_, "/school", 200, "/school/staff"},
      {amara_, "/school", 404, "Page not found"},     {head_, "/school/staff", 200, "Amara Nwosu"},
      {it_, "/school/staff", 200, "Amara Nwosu"},     {senco_, "/school/staff", 404, "Page not found"},
      {amara_, "/school/staff", 404, "Page not found"}, {head_, "/school/staff/new", 200, "Add a member of staff"},
      {senco_, "/school/relations", 200, "No relations"}, {it_, "/school/relations", 404, "Page not found"},
      {amara_, "/school/relations", 404, "Page not found"}, {senco_, "/school/relations/new", 200, "Key worker of a pupil"},
      {senco_, "/school/classes", 200, "No classes yet"}, {it_, "/school/calendar", 200, "No half-terms yet"},
      {amara_, "/school/calendar", 404, "Page not found"},
  };
  for (const auto& row : rows) {
    const auto shown = test::get(house_, routes_, row.who, row.path);
    EXPECT_EQ(shown.status, row.status) << row.path;
    EXPECT_THAT(shown.body, HasSubstr(std::string(row.shows))) << row.path;
  }
  EXPECT_THAT(test::get(house_, routes_, it_, "/school").body, Not(HasSubstr("/school/audit")));
}

TEST_P(SchoolPages, ASensitiveRoleNeedsASecondPerson) {
  const auto before = test::last_entry(house_);
  EXPECT_EQ(test::location_of(test::post(house_, routes_, head_, one(amara_, "/roles"), {{"role", "dsl"}})), one(amara_, "?done=asked"));
  EXPECT_FALSE(holds(amara_, Role::dsl));
  EXPECT_THAT(test::deeds_after(house_, before), Contains("role.asked"));
  EXPECT_THAT(test::get(house_, routes_, head_, "/school/staff").body, HasSubstr("Somebody else has to agree."));
  const auto agree = "/school/requests/" + the_request() + "/agreement";
  // The one who asked cannot agree, with whatever they send.
  EXPECT_EQ(test::post(house_, routes_, head_, agree).status, 403);
  EXPECT_FALSE(holds(amara_, Role::dsl));
  EXPECT_THAT(test::deeds_after(house_, before), Not(Contains("role.given")));
  // Nor somebody who may not administer staff.
  EXPECT_EQ(test::post(house_, routes_, senco_, agree).status, 404);
  EXPECT_EQ(test::location_of(test::post(house_, routes_, it_, agree)), "/school/staff?done=agreed");
  EXPECT_TRUE(holds(amara_, Role::dsl));
  EXPECT_THAT(test::deeds_after(house_, before), Contains("role.given"));
  // And not twice.
  EXPECT_EQ(test::post(house_, routes_, it_, agree).status, 404);
}

TEST_P(SchoolPages, NobodyAgreesToTheirOwnRole) {
  test::post(house_, routes_, head_, one(it_, "/roles"), {{"role", "head"}});
  EXPECT_EQ(test::post(house_, routes_, it_, "/school/requests/" + the_request() + "/agreement").status, 403);
  EXPECT_FALSE(holds(it_, Role::head));
}

TEST_P(SchoolPages, ARefusedRoleIsNotGiven) {
  test::post(house_, routes_, head_, one(amara_, "/roles"), {{"role", "senco"}});
  EXPECT_EQ(test::location_of(test::post(house_, routes_, it_, "/school/requests/" + the_request() + "/refusal")), "/school/staff?done=refused");
  EXPECT_EQ(the_request(), "");
  EXPECT_FALSE(holds(amara_, Role::senco));
}

TEST_P(SchoolPages, AnEverydayRoleIsGivenAndEndedByOne) {
  EXPECT_EQ(test::location_of(test::post(house_, routes_, it_, one(amara_, "/roles"), {{"role", "cover"}})), one(amara_, "?done=given"));
  EXPECT_TRUE(holds(amara_, Role::cover));
  EXPECT_EQ(test::location_of(test::post(house_, routes_, it_, one(amara_, "/roles/cover/end"))), one(amara_, "?done=ended"));
  EXPECT_FALSE(holds(amara_, Role::cover));
}

TEST_P(SchoolPages, NoAdministratorGetsIntoASensitiveAccount) {
  EXPECT_THAT(test::get(house_, routes_, it_, one(amara_)).body, HasSubstr("new first password"));
  EXPECT_THAT(test::get(house_, routes_, it_, one(head_)).body, Not(HasSubstr("new first password")));
  const auto before = test::last_entry(house_);
  EXPECT_EQ(test::post(house_, routes_, it_, one(head_, "/password")).status, 403);
  EXPECT_THAT(test::deeds_after(house_, before), Not(Contains("password.set")));
}

TEST_P(SchoolPages, ASuspendedAccountLosesSignInsAndTokensAtOnce) {
  test::Browser amara(house_, routes_, amara_);
  const auto token = access::make_token(house_->random());
  {
    auto visit = test::visit_as(house_, amara_);
    access::UnitOfWork work(*visit);
    make_token(work, access::Door::staff<access::May::token_make>(*visit).value(),
               {visit->fresh<access::TokenId>(), "test", house_->now() + base::day_ms}, token);
    ASSERT_TRUE(std::move(work).commit());
  }
  const auto with_token = [&] {
    auto reader = house_->reader();
    return access::find_token(*reader, token, house_->now()).has_value();
  };
  ASSERT_THAT(amara.get("/school").body, HasSubstr("Amara Nwosu"));
  ASSERT_TRUE(with_token());
  EXPECT_EQ(test::location_of(test::post(house_, routes_, it_, one(amara_, "/suspension"))), one(amara_, "?done=suspended"));
  EXPECT_THAT(amara.get("/school").body, HasSubstr("Sign in"));
  EXPECT_THAT(amara.get("/school").body, Not(HasSubstr("Amara Nwosu")));
  EXPECT_FALSE(with_token());
  EXPECT_EQ(test::location_of(test::post(house_, routes_, it_, one(amara_, "/restoration"))), one(amara_, "?done=restored"));
  EXPECT_THAT(amara.get("/school").body, Not(HasSubstr("Amara Nwosu"))) << "a sign-in that ended stays ended";
  EXPECT_FALSE(with_token());
}

TEST_P(SchoolPages, AFirstPasswordIsShownOnce) {
  const auto made = test::post(house_, routes_, it_, "/school/staff",
                               {{"name", "Ella Brook"}, {"post", "Learning support assistant"}, {"username", "E.Brook"}, {"role", "key_worker"}});
  EXPECT_EQ(made.status, 200);
  EXPECT_THAT(made.body, HasSubstr("First password"));
  EXPECT_THAT(made.body, HasSubstr("e.brook"));
  EXPECT_THAT(test::get(house_, routes_, it_, "/school/staff").body, HasSubstr("Ella Brook"));
  EXPECT_THAT(test::get(house_, routes_, it_, "/school/staff").body, Not(HasSubstr("First password")));
  EXPECT_EQ(test::number(house_, "SELECT must_change FROM account WHERE username = 'e.brook'"), 1);
}

TEST_P(SchoolPages, AFormWithMistakesSaysSo) {
  struct Row {
    std::string_view path;
    test::Fields fields;
    std::string_view shows;
  };
  const Row rows[] = {
      {"/school/staff", {{"name", ""}}, "Enter their full name"},
      {"/school/staff", {{"name", "Ella"}, {"username", "two words"}}, "A user name has only letters"},
      {"/school/staff", {{"name", "Ella"}, {"username", "A.Nwosu"}}, "This user name is taken"},
      {"/school/relations", {{"relation", "assigned"}}, "Choose a pupil"},
      {"/school/relations", {{"relation", "year"}, {"staff", amara_.text()}, {"starts_on", "2026-02-31"}}, "Enter the first day"},
      {"/school/relations", {{"relation", "supervises"}, {"staff", amara_.text()}, {"other", amara_.text()}}, "Choose somebody else"},
      {"/school/relations",
       {{"relation", "cover-staff"}, {"staff", it_.text()}, {"other", amara_.text()}, {"day", "2026-03-03"}, {"from", "11:00"}, {"until", "10:50"}},
       "The end is after the beginning"},
      {"/school/calendar/terms", {{"term_name", "Autumn 1"}, {"first", "2026-10-20"}, {"last", "2026-09-01"}}, "The last day is not before the first"},
      {"/school/calendar/days", {{"day", "2026-12-25"}, {"kind", "closure"}}, "That day is a bank holiday"},
  };
  for (const auto& row : rows) {
    const auto before = test::last_entry(house_);
    const auto answer = test::post(house_, routes_, head_, row.path, row.fields);
    EXPECT_EQ(answer.status, 422) << row.shows;
    EXPECT_THAT(answer.body, HasSubstr("There is a problem")) << row.shows;
    EXPECT_THAT(answer.body, HasSubstr(std::string(row.shows)));
    for (const auto& deed : test::deeds_after(house_, before)) EXPECT_EQ(deed, "test.made");
  }
}

TEST_P(SchoolPages, ARelationGivesSightAtOnceAndEndsAtOnce) {
  const auto sees = [&] {
    auto reader = house_->reader();
    return house_->grants_of(amara_, access::SignInStrength::second_factor, *reader)->is_close(maya_);
  };
  ASSERT_FALSE(sees());
  const auto before = test::last_entry(house_);
  EXPECT_EQ(test::location_of(test::post(house_, routes_, senco_, "/school/relations",
                                         {{"relation", "assigned"}, {"staff", amara_.text()}, {"pupil", maya_.text()}, {"starts_on", "2026-03-01"}})),
            "/school/relations?done=made");
  EXPECT_TRUE(sees());
  EXPECT_THAT(test::deeds_after(house_, before), Contains("relation.made"));
  EXPECT_THAT(test::get(house_, routes_, senco_, "/school/relations?q=osei").body, HasSubstr("Amara Nwosu"));
  EXPECT_THAT(test::get(house_, routes_, senco_, "/school/relations?q=nobody").body, Not(HasSubstr("Amara Nwosu</")));
  auto visit = test::visit_as(house_, senco_);
  const auto ties = list_ties(access::Door::staff<access::May::relations_administer>(*visit).value(), amara_);
  ASSERT_EQ(ties.size(), 1U);
  EXPECT_EQ(test::location_of(test::post(house_, routes_, senco_, "/school/relations/" + ties.front().id.text() + "/end")),
            "/school/relations?done=ended");
  EXPECT_FALSE(sees());
}

TEST_P(SchoolPages, ACoverEndsAQuarterOfAnHourAfterTheBell) {
  test::a_tie(house_, amara_, Relation::assigned, maya_);
  const auto cover = test::a_member_of_staff(house_, {.name = "Sol Marsh", .roles = {Role::cover}});
  const auto made = test::post(house_, routes_, senco_, "/school/relations",
                               {{"relation", "cover-staff"}, {"staff", cover.text()}, {"other", amara_.text()}, {"day", "2026-03-03"},
                                {"from", "10:30"}, {"until", "11:00"}});
  ASSERT_EQ(test::location_of(made), "/school/relations?done=made");
  const auto reaches = [&] {
    auto reader = house_->reader();
    return house_->grants_of(cover, access::SignInStrength::second_factor, *reader)->is_close(maya_);
  };
  EXPECT_TRUE(reaches());
  house_.clock.pass(34 * base::minute_ms);  // 11:14
  EXPECT_TRUE(reaches());
  house_.clock.pass(base::minute_ms);
  EXPECT_FALSE(reaches());
}

TEST_P(SchoolPages, TheCalendarIsChanged) {
  EXPECT_EQ(test::location_of(test::post(house_, routes_, head_, "/school/calendar/terms",
                                         {{"term_name", "Spring 2"}, {"first", "2026-02-23"}, {"last", "2026-03-27"}})),
            "/school/calendar?done=added");
  auto shown = test::get(house_, routes_, head_, "/school/calendar?done=added").body;
  EXPECT_THAT(shown, HasSubstr("Today, Tuesday 3 March 2026, is a school day."));
  EXPECT_THAT(shown, HasSubstr("The calendar is changed."));
  test::post(house_, routes_, head_, "/school/calendar/days", {{"day", "2026-03-03"}, {"kind", "inset"}, {"day_name", "Moderation"}});
  shown = test::get(house_, routes_, head_, "/school/calendar").body;
  EXPECT_THAT(shown, HasSubstr("is not a school day."));
  EXPECT_THAT(shown, HasSubstr("Moderation"));
  EXPECT_EQ(test::location_of(test::post(house_, routes_, head_, "/school/calendar/days/2026-03-03/removal")), "/school/calendar?done=removed");
  EXPECT_THAT(test::get(house_, routes_, head_, "/school/calendar").body, Not(HasSubstr("Moderation")));
}

INSTANTIATE_TEST_SUITE_P(BothEngines, SchoolPages, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace people
