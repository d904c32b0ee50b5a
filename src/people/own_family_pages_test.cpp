// Own family: noted by page, it takes every sight but the name at once, on both engines; nobody takes their own back.
#include "testing/school.h"

#include <gmock/gmock.h>

namespace people {
namespace {

using access::Relation;
using access::Role;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class OwnFamily : public testing::TestWithParam<db::Engine> {
 protected:
  OwnFamily() : house(test::a_house(GetParam())), routes(test::every_route()) {
    lena = test::a_member_of_staff(house, {.name = "Lena Fox", .roles = {Role::senco}});
    head = test::a_member_of_staff(house, {.name = "Ruth Adeyemi", .roles = {Role::head}});
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .safety_note = "Nut allergy"});
    test::a_tie(house, amara, Relation::assigned, maya);
  }
  web::Response note(const access::StaffId& who, const access::StaffId& staff) {
    return test::post(house, routes, who, "/school/own-family", {{"staff", staff.text()}, {"pupil", maya.text()}});
  }
  web::Response end(const access::StaffId& who, const access::StaffId& staff) {
    return test::post(house, routes, who, "/school/own-family/" + staff.text() + "/" + maya.text() + "/end");
  }
  int chronology(const access::StaffId& who) { return test::get(house, routes, who, "/pupils/" + maya.text() + "/chronology").status; }
  test::TestHouse house;
  access::Routes routes;
  access::StaffId lena, head, amara;
  access::PupilId maya;
};
INSTANTIATE_TEST_SUITE_P(BothEngines, OwnFamily, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(OwnFamily, TakesEverySightButTheNameAtOnceAndGivesItBack) {
  ASSERT_EQ(chronology(amara), 200);
  const auto before = test::last_entry(house);
  EXPECT_EQ(test::location_of(note(lena, amara)), "/school/own-family?done=noted");
  EXPECT_THAT(test::deeds_after(house, before), Contains("own_family.noted"));
  EXPECT_EQ(chronology(amara), 404);
  const auto glance = test::get(house, routes, amara, "/pupils/" + maya.text());
  EXPECT_THAT(glance.body, HasSubstr("Maya Osei"));
  EXPECT_THAT(glance.body, Not(HasSubstr("Nut allergy")));
  EXPECT_THAT(test::get(house, routes, lena, "/school/own-family").body, HasSubstr("Amara Nwosu"));
  EXPECT_EQ(test::location_of(end(lena, amara)), "/school/own-family?done=ended");
  EXPECT_EQ(chronology(amara), 200);
}

TEST_P(OwnFamily, NobodyTakesTheirOwnBack) {
  note(lena, head);
  ASSERT_EQ(chronology(head), 404);
  EXPECT_THAT(test::get(house, routes, head, "/school/own-family").body, HasSubstr("Somebody else has to take this back."));
  EXPECT_EQ(end(head, head).status, 403);
  EXPECT_EQ(chronology(head), 404);
  EXPECT_EQ(end(lena, head).status, 303);
  EXPECT_EQ(chronology(head), 200);
}

TEST_P(OwnFamily, IsForThoseWhoArrangeRelations) {
  EXPECT_EQ(test::get(house, routes, lena, "/school/own-family").status, 200);
  EXPECT_EQ(test::get(house, routes, amara, "/school/own-family").status, 404);
  EXPECT_EQ(note(amara, lena).status, 404);
  EXPECT_EQ(chronology(lena), 200);
}

TEST_P(OwnFamily, SaysWhatIsMissingAndKeepsWhatWasChosen) {
  const auto shown = test::post(house, routes, lena, "/school/own-family", {{"staff", amara.text()}, {"pupil-search", "osei"}});
  EXPECT_EQ(shown.status, 422);
  EXPECT_THAT(shown.body, HasSubstr("Choose the pupil from the list"));
  EXPECT_THAT(shown.body, HasSubstr("Maya Osei")) << "offered by what was typed";
  EXPECT_THAT(shown.body, HasSubstr("value=\"" + amara.text() + "\" selected"));
}

}  // namespace
}  // namespace people
