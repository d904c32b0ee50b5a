// One person's access log: two people, seven days to agree, a day to read, and never the one it is about.
#include "access/log_agreement_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace overview {
namespace {

using access::Role;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class OnePersonsLog : public testing::TestWithParam<db::Engine> {
 protected:
  OnePersonsLog() : house(test::a_house(GetParam())), routes(test::every_route()) {
    head = test::a_member_of_staff(house, {.name = "Ruth Adeyemi", .roles = {Role::head}});
    deputy = test::a_member_of_staff(house, {.name = "Kofi Mensah", .roles = {Role::head}});
    officer = test::a_member_of_staff(house, {.name = "Ivo Lane", .roles = {Role::data_protection}});
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    test::a_tie(house, amara, access::Relation::assigned, maya);
    test::get(house, routes, amara, "/pupils/" + maya.text() + "/chronology");
    auto visit = test::visit_as(house, amara);
    access::UnitOfWork work(*visit);
    work.note({.deed = {"chronology.seen", "Saw a pupil's chronology"}, .info = access::InfoClass::c3_pastoral, .pupil = maya});
    EXPECT_TRUE(std::move(work).commit());
  }
  std::string of_amara() const { return "/school/audit?who=" + amara.text(); }
  std::string of_maya() const { return "/school/audit?pupil=" + maya.text(); }
  web::Response get(const access::StaffId& who, const std::string& address) { return test::get(house, routes, who, address); }
  web::Response ask(const access::StaffId& who, std::string field, std::string value) {
    return test::post(house, routes, who, "/school/audit/requests", {{std::move(field), std::move(value)}, {"reason", "A complaint by the family"}});
  }
  std::string the_request() {
    auto visit = test::visit_as(house, officer);
    const auto requests = list_log_requests(access::Door::staff<access::May::audit_read>(*visit).value());
    return requests.empty() ? std::string() : requests.back().id.text();
  }
  web::Response decide(const access::StaffId& who, std::string_view how) {
    return test::post(house, routes, who, "/school/audit/requests/" + the_request() + "/" + std::string(how));
  }
  static bool is_log(const web::Response& shown) {
    const auto table = shown.body.find("Entries, newest first");
    return table != std::string::npos && shown.body.find("chronology", table) != std::string::npos;
  }
  test::TestHouse house;
  access::Routes routes;
  access::StaffId head, deputy, officer, amara;
  access::PupilId maya;
};
INSTANTIATE_TEST_SUITE_P(BothEngines, OnePersonsLog, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(OnePersonsLog, IsReadByTwoAfterOneAskedAndAnotherAgreedForADay) {
  for (const auto& address : {of_amara(), of_maya()}) {
    const auto asked = get(head, address);
    EXPECT_FALSE(is_log(asked)) << "not by one alone";
    EXPECT_THAT(asked.body, HasSubstr("Why does it have to be read?"));
  }
  const auto before = test::last_entry(house);
  ASSERT_EQ(test::location_of(ask(head, "who", amara.text())), "/school/audit?done=asked");
  EXPECT_FALSE(is_log(get(head, of_amara())));
  EXPECT_THAT(get(officer, "/").body, HasSubstr("What Amara Nwosu did")) << "the second person is told";
  EXPECT_THAT(get(officer, "/").body, HasSubstr("A complaint by the family"));
  ASSERT_EQ(test::location_of(decide(officer, "agreement")), of_amara());
  EXPECT_TRUE(is_log(get(head, of_amara())));
  EXPECT_TRUE(is_log(get(officer, of_amara())));
  EXPECT_FALSE(is_log(get(deputy, of_amara()))) << "a third one was not asked";
  EXPECT_FALSE(is_log(get(head, of_maya()))) << "one person, not another";
  EXPECT_THAT(test::deeds_after(house, before), testing::IsSupersetOf({"audit.asked", "audit.agreed", "audit.one_read"}));
  house.clock.pass(access::log_open_ms - 1);
  EXPECT_TRUE(is_log(get(head, of_amara())));
  house.clock.pass(1);
  EXPECT_FALSE(is_log(get(head, of_amara())));
}

TEST_P(OnePersonsLog, WhoLookedAtAPupilTakesTwoToo) {
  ask(officer, "pupil", maya.text());
  ASSERT_EQ(decide(head, "agreement").status, 303);
  EXPECT_TRUE(is_log(get(head, of_maya())));
  EXPECT_THAT(get(head, of_maya()).body, HasSubstr("Amara Nwosu"));
  EXPECT_FALSE(is_log(get(deputy, of_maya())));
}

TEST_P(OnePersonsLog, NeverByTheOneWhoAskedNorTheOneItIsAbout) {
  ask(head, "who", deputy.text());
  EXPECT_EQ(decide(head, "agreement").status, 403);
  EXPECT_EQ(decide(deputy, "agreement").status, 403);
  const auto address = "/school/audit?who=" + deputy.text();
  EXPECT_THAT(get(deputy, "/school/audit").body, HasSubstr("It is about you"));
  EXPECT_THAT(get(head, address).body, HasSubstr("Somebody else has to agree."));
  ASSERT_EQ(decide(officer, "agreement").status, 303);
  EXPECT_THAT(get(head, address).body, HasSubstr("Two people agreed"));
}

TEST_P(OnePersonsLog, ARequestExpiresAfterSevenDaysAndARefusedOneIsOver) {
  ask(head, "who", amara.text());
  house.clock.pass(access::log_request_ms);
  EXPECT_EQ(the_request(), "");
  EXPECT_FALSE(is_log(get(head, of_amara())));
  ask(head, "who", amara.text());
  ASSERT_EQ(decide(officer, "refusal").status, 303);
  EXPECT_EQ(the_request(), "");
  EXPECT_FALSE(is_log(get(head, of_amara())));
}

TEST_P(OnePersonsLog, AsksForAReasonAndAsksOnce) {
  const auto refused = test::post(house, routes, head, "/school/audit/requests", {{"who", amara.text()}, {"reason", " "}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Enter why it has to be read"));
  ask(head, "who", amara.text());
  ask(head, "who", amara.text());
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM log_request"), 1);
}

TEST_P(OnePersonsLog, IsAskedAndAgreedByThoseWhoMayReadTheLogOnly) {
  EXPECT_EQ(ask(amara, "who", head.text()).status, 404);
  ask(head, "who", amara.text());
  EXPECT_EQ(decide(amara, "agreement").status, 404);
  EXPECT_FALSE(is_log(get(head, of_amara())));
}

TEST_P(OnePersonsLog, TheViewAcrossEverybodyStaysAsItWas) {
  EXPECT_TRUE(is_log(get(head, "/school/audit")));
  EXPECT_TRUE(is_log(get(officer, "/school/audit?deed=chronology.")));
}

}  // namespace
}  // namespace overview
