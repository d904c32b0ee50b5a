// The link a parent answers through, on both engines: it shows a first name and the questions, takes one answer, and every way not to open it looks the same.
#include "casework/reviews/review_store.h"
#include "casework/reviews/voice_door.h"
#include "casework/reviews/voice_store.h"
#include "testing/live_cycle.h"
#include "testing/route_parts.h"
#include "testing/whole_school.h"

#include <gmock/gmock.h>

namespace reviews {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class VoiceLinks : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .class_name = "4 Oak"});
  test::LiveCycle cycle;
  std::string review;
  test::Browser outside{house, routes};  ///< nobody is signed in

  VoiceLinks() {
    test::a_tie(house, amara, Relation::assigned, maya);
    cycle = test::a_live_cycle(house, maya, amara, senco, {.from = house->today() + -40, .due = house->today()});
    const auto id = fresh();
    EXPECT_EQ(test::post(house, routes, amara, "/pupils/" + maya.text() + "/reviews", {{"id", id}, {"plan", cycle.plan.text()}}).status, 303);
    review = "/pupils/" + maya.text() + "/reviews/" + id;
  }
  std::string fresh() { return ReviewId::make(house->now(), house.random).text(); }
  /// "/voice/…" as the page shows it, once.
  std::string a_link(const std::string& party = "parent") {
    const auto made = test::post(house, routes, amara, review + "/links", {{"id", fresh()}, {"link_party", party}, {"link_for", "Ada Osei"}});
    EXPECT_EQ(made.status, 200) << made.body;
    const auto at = made.body.find("/voice/");
    return at == std::string::npos ? std::string() : made.body.substr(at, made.body.find('<', at) - at);
  }
  web::Response answered(const std::string& link, const std::string& words) { return outside.post(link, {{"parent_1", words}}); }
  std::string shown() { return test::get(house, routes, amara, review).body; }
  test::Fields as_closed() {
    return {{"was", "0"}, {"deed", "close"}, {"held_on", base::to_iso(house->today())}, {"next_review", "2026-06-02"}, {"decision." + cycle.targets[0].text(), "met"}, {"decision." + cycle.targets[1].text(), "continue"}};
  }
  /// Somebody has the questions of a link before them, and the review ends by that form meanwhile.
  void takes_no_answer_after(const std::string& where, const test::Fields& form) {
    const auto link = a_link();
    std::optional<OpenLink> open;
    {
      auto reader = house->reader();
      reader->look_as(house->house_sight());
      open = find_open_link(*reader, link.substr(7), house->now());
    }
    ASSERT_TRUE(open);
    ASSERT_EQ(test::post(house, routes, senco, review + where, form).status, 303);
    access::UnitOfWork work(*house, access::JobName{"review_link"});
    answer_link(work, *open, {{"What is going well?", "Reading"}}, house->today());
    const auto late = std::move(work).commit();
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().kind, base::Error::Kind::conflict);
    EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM review_voice"), 0);
    EXPECT_EQ(answered(link, "Reading").status, 404);
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, VoiceLinks, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(VoiceLinks, ShowTheQuestionsAndAFirstNameAndNothingElseOfTheChild) {
  const auto page = outside.get(a_link());
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("What is going well for Maya, at home and at school?"), HasSubstr("What helps at home?")));
  for (const auto* hidden : {"Osei", "4 Oak", "Reading", "Amara", "Reads 40 words", "Tells a story", "Ada"}) EXPECT_THAT(page.body, Not(HasSubstr(hidden)));
}

TEST_P(VoiceLinks, TakeOneAnswerWhichStandsOnTheReviewUnderItsName) {
  const auto link = a_link();
  EXPECT_EQ(answered(link, "").status, 422) << "an empty answer does not use it up";
  const auto sent = answered(link, "She reads to her <brother>");
  EXPECT_EQ(sent.status, 200);
  EXPECT_THAT(sent.body, HasSubstr("Thank you"));
  EXPECT_THAT(shown(), AllOf(HasSubstr("She reads to her &lt;brother&gt;"), HasSubstr("Ada Osei, parent or carer"), HasSubstr("written by themselves"), HasSubstr("Answered")));
  EXPECT_EQ(outside.get(link).status, 404);
  EXPECT_EQ(answered(link, "She reads to her <brother>").status, 200) << "the very same again: its thanks were lost on the way";
  const auto second = answered(link, "Something else");
  EXPECT_EQ(second.status, 404);
  EXPECT_THAT(second.body, AllOf(HasSubstr("Something else"), Not(HasSubstr("Maya")))) << "nothing typed is lost, and nothing shown";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM review_voice"), 1);
}

TEST_P(VoiceLinks, DoNotOpenOnceTakenBackRunOutClosedOrNeverMadeAndSayTheSame) {
  const auto nowhere = outside.get("/voice/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").body;
  const auto same = [&](const std::string& link) {
    const auto page = outside.get(link);
    EXPECT_EQ(page.status, 404);
    EXPECT_EQ(page.body.size(), nowhere.size());
    EXPECT_THAT(page.body, AllOf(HasSubstr("This link does not open anything"), Not(HasSubstr("Maya"))));
    EXPECT_EQ(answered(link, "Words").status, 404);
  };
  const auto taken_back = a_link();
  const auto at = shown().find("/links/");
  ASSERT_NE(at, std::string::npos);
  const auto page = shown();
  const auto withdrawal = review + page.substr(at, page.find("/withdrawal", at) - at) + "/withdrawal";
  EXPECT_EQ(test::post(house, routes, tomas, withdrawal).status, 404);
  EXPECT_EQ(outside.get(taken_back).status, 200);
  EXPECT_EQ(test::post(house, routes, amara, withdrawal).status, 303);
  same(taken_back);
  const auto old = a_link();
  house.clock.pass(link_life_ms + 1);
  same(old);
  const auto unanswered = a_link();
  EXPECT_EQ(outside.get(unanswered).status, 200);
  const auto closed = test::post(house, routes, senco, review + "/decisions", as_closed());
  ASSERT_EQ(closed.status, 303) << closed.body;
  same(unanswered);
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM review_voice"), 0);
}

TEST_P(VoiceLinks, ThatWereOpenInABrowserWhenTheReviewWasDroppedTakeNoAnswer) {
  takes_no_answer_after("/drop", {{"was", "0"}, {"why_dropped", "The wrong plan"}});
}

TEST_P(VoiceLinks, ThatWereOpenInABrowserWhenTheReviewWasClosedTakeNoAnswer) {
  takes_no_answer_after("/decisions", as_closed());
}

TEST_P(VoiceLinks, AreMadeByWhoWritesTheReviewAndTheirSecretIsKeptNowhere) {
  EXPECT_EQ(test::post(house, routes, tomas, review + "/links", {{"id", fresh()}, {"link_party", "parent"}, {"link_for", "Ada Osei"}}).status, 404);
  EXPECT_EQ(test::post(house, routes, amara, review + "/links", {{"id", fresh()}, {"link_party", "parent"}, {"link_for", ""}}).status, 422);
  const auto link = a_link();
  EXPECT_THAT(shown(), Not(HasSubstr(link))) << "shown once";
  EXPECT_EQ(link.size(), std::string("/voice/").size() + 43) << "256 random bits";
  if (GetParam() == db::Engine::sqlite) {
    EXPECT_THAT(test::everything_kept(house, true), Not(HasSubstr(link.substr(7))));
  }
}

TEST_P(VoiceLinks, MayBeTriedOnlySoOftenFromOneNetwork) {
  const auto link = a_link();
  int refused = 0;
  for (int n = 0; n < 80; ++n) refused += outside.get("/voice/" + std::string(40, static_cast<char>('a' + n % 26)) + std::to_string(100 + n)).status == 429 ? 1 : 0;
  EXPECT_GT(refused, 0);
  EXPECT_EQ(outside.get(link).status, 429) << "a right guess is not told from a wrong one";
  house.clock.pass(10 * base::minute_ms);
  EXPECT_EQ(outside.get(link).status, 200);
}

}  // namespace
}  // namespace reviews
