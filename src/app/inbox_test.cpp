// One page for everything that waits, one number for it, and one letter a day that counts it all: on both engines.
#include "app/wiring.h"
#include "overview/digest_mail.h"
#include "people/calendar_store.h"
#include "record/ids.h"
#include "record/notice_store.h"
#include "testing/program.h"

#include <gmock/gmock.h>

namespace {

using access::Relation;
using access::Role;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Inbox : public ::testing::TestWithParam<db::Engine> {
 protected:
  Inbox() {
    access::UnitOfWork work(house, access::JobName{"test"});
    const people::Calendar year{{{2025, 4, base::to_date(2026, 2, 23).value(), base::to_date(2026, 3, 27).value()}}, {}};
    work.note({.deed = {"test.made", "Made for a test"}});
    for (auto& step : people::insert_calendar(year, house->now(), house.random)) work.also(std::move(step));
    EXPECT_TRUE(std::move(work).commit());
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, tomas, Relation::assigned, leon);
    static constexpr db::Sql addresses = "UPDATE staff SET email = 'someone@thistledown.example' WHERE name = 'Amara Nwosu' OR name = 'Olu Ade'";
    test::damage(house, addresses);
  }
  std::string fresh() { return record::RecordId::make(house->now(), house.random).text(); }
  /// Something Olu asks Amara to do.
  void asks(const std::string& urgency, const std::string& what) {
    ASSERT_EQ(test::post(house, routes, olu, "/actions", {{"id", fresh()}, {"what", what}, {"owner", amara.text()}, {"urgency", urgency}}).status, 303);
  }
  void is_told(const access::StaffId& whom, const access::PupilId& pupil) {
    access::UnitOfWork work(house, access::JobName{"test"});
    work.note({.deed = {"test.made", "Made for a test"}});
    work.also(record::insert_notice({.id = record::NoticeId::make(house->now(), house.random), .staff = whom, .source = "rule", .pupil = pupil, .words = "Three in ten days."}, house->now()));
    ASSERT_TRUE(std::move(work).commit());
  }
  void goes_out(const access::StaffId& who) {
    ASSERT_EQ(test::post(house, routes, who, "/visits", {{"id", fresh()}, {"place", "Mill Lane 7"}, {"for", "60"}}).status, 303);
  }
  std::string inbox(const access::StaffId& who) { return test::get(house, routes, who, "/inbox").body; }
  std::size_t send() { return letters.send_due(); }

  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = app::all_routes();
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::PupilId leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId olu = test::a_member_of_staff(house, {.name = "Olu Ade", .roles = {Role::office}, .post = "Office"});
  std::vector<mail::Message> sent;
  overview::DigestMail letters{house, {"alongside@thistledown.example", "https://a.example"},
                               [this](const mail::Message& message, std::string_view) -> base::Result<void> {
                                 sent.push_back(message);
                                 return {};
                               }};
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Inbox, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Inbox, HoldsActionsNoticesAndWhoIsOutAloneAndOverdue) {
  asks("normal", "Ring home about the coat.");
  is_told(amara, maya);
  goes_out(amara);
  EXPECT_THAT(inbox(amara), AllOf(HasSubstr("Ring home about the coat."), HasSubstr("Three in ten days."), HasSubstr("Maya Osei"), Not(HasSubstr("expected back"))));
  EXPECT_THAT(inbox(tomas), AllOf(HasSubstr("Nothing waits for you"), Not(HasSubstr("Three in ten days."))));
  house.clock.pass(76 * base::minute_ms);
  EXPECT_THAT(inbox(olu), HasSubstr("Amara Nwosu was expected back 16 minutes ago"));
  EXPECT_THAT(inbox(amara), HasSubstr("You were expected back"));
  EXPECT_THAT(inbox(tomas), Not(HasSubstr("Amara"))) << "would not go and look, and knows nothing of it";
  EXPECT_EQ(test::location_of(test::get(house, routes, amara, "/notices")), "/inbox#notices");
}

TEST_P(Inbox, CountsAnewRightAfterOnesOwnDeed) {
  const auto count = [&](const access::StaffId& who) {
    const auto page = test::get(house, routes, who, "/").body;
    const auto at = page.find("waiting for you");
    return at == std::string::npos ? std::string("none") : page.substr(page.rfind('>', at) + 1, at - page.rfind('>', at) - 1);
  };
  goes_out(amara);
  house.clock.pass(76 * base::minute_ms);
  const auto overdue = count(amara);
  EXPECT_NE(overdue, "none") << "they were expected back";
  const auto page = test::get(house, routes, amara, "/visits").body;
  const auto at = page.find("/visits/0");
  ASSERT_NE(at, std::string::npos);
  house.clock.pass(3000);
  EXPECT_EQ(count(amara), overdue);
  ASSERT_EQ(test::post(house, routes, amara, page.substr(at, 34) + "/return", {}).status, 303);
  EXPECT_NE(count(amara), overdue) << "within the same second";
}

TEST_P(Inbox, IsTheSameForPrograms) {
  asks("normal", "Ring home about the coat.");
  is_told(amara, maya);
  goes_out(amara);
  house.clock.pass(76 * base::minute_ms);
  test::Program hers(house, routes, amara), his(house, routes, tomas), office(house, routes, olu);
  const auto mine = hers.get("/api/v1/inbox");
  EXPECT_THAT(mine.body, AllOf(HasSubstr("Ring home about the coat."), HasSubstr("Three in ten days."), HasSubstr("Amara Nwosu")));
  EXPECT_THAT(his.get("/api/v1/inbox").body, AllOf(Not(HasSubstr("coat")), Not(HasSubstr("Three")), Not(HasSubstr("Amara"))));
  EXPECT_THAT(office.get("/api/v1/inbox").body, AllOf(HasSubstr("Amara Nwosu"), Not(HasSubstr("Mill Lane")))) << "where they are stands on the page";
  const auto listed = web::parse_json(hers.get("/api/v1/notices").body).value();
  const auto id = *listed.find("notices")->array()->front().find("id")->string();
  EXPECT_EQ(his.post("/api/v1/notices/" + id + "/seen", web::Json(web::Json::Object{})).status, 404);
  EXPECT_EQ(hers.post("/api/v1/notices/" + id + "/seen", web::Json(web::Json::Object{})).status, 200);
  EXPECT_THAT(hers.get("/api/v1/inbox").body, Not(HasSubstr("Three in ten days.")));
  EXPECT_THAT(hers.get("/api/v1/notices").body, HasSubstr("seen_at"));
}

TEST_P(Inbox, IsCountedWholeByTheDigestOnceADay) {
  asks("normal", "Ring home about the coat.");
  asks("normal", "Bring the sun cream.");
  is_told(amara, maya);
  EXPECT_EQ(send(), 0U) << "it is 10:40, and nothing is urgent";
  house.clock.move_to(test::the_moment() + 21 * base::hour_ms);  // Wednesday 07:40
  EXPECT_EQ(send(), 1U);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_THAT(sent[0].words, AllOf(HasSubstr("3 things wait"), HasSubstr("https://a.example/inbox"), Not(HasSubstr("coat")), Not(HasSubstr("Maya"))));
  asks("normal", "One more thing.");
  EXPECT_EQ(send(), 0U) << "one digest a day";
  house.clock.pass(base::day_ms);
  EXPECT_EQ(send(), 1U);
  EXPECT_THAT(sent[1].words, HasSubstr("4 things wait")) << "what is not done waits still";
}

TEST_P(Inbox, WritesAtOnceOfWhatIsUrgentAndNeverTwice) {
  asks("now", "Fetch the inhaler.");
  EXPECT_EQ(send(), 1U);
  EXPECT_THAT(sent.back().subject, HasSubstr("please look now"));
  house.clock.pass(2 * base::minute_ms);
  EXPECT_EQ(send(), 0U);
}

TEST_P(Inbox, AnOverdueVisitIsToldAtAnyHourToThoseWhoWouldGoAndLook) {
  house.clock.move_to(test::the_moment() + 8 * base::hour_ms);  // 18:40: quiet
  goes_out(amara);
  asks("now", "Fetch the inhaler.");
  EXPECT_EQ(send(), 0U);
  house.clock.pass(76 * base::minute_ms);
  EXPECT_EQ(send(), 1U) << "the office; not whoever is out, nor one without an address";
  EXPECT_THAT(sent.back().words, Not(HasSubstr("Amara")));
  EXPECT_EQ(send(), 0U) << "told once";
}

}  // namespace
