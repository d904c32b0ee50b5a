// A concern written about the wrong child goes to the right one with everything that hangs on it; nothing of it is left to read where it stood, and
// whoever acted on the wrong name hears of it. Through the real routes, on both engines.
#include "casework/concerns/referral_store.h"
#include "record/witness_store.h"
#include "testing/program.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace concerns {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class ConcernPutRight : public testing::TestWithParam<db::Engine> {
 protected:
  ConcernPutRight() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    other = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
    joan = test::a_member_of_staff(house, {.name = "Joan Pickering", .roles = {Role::class_teacher}, .post = "Class teacher"});
    dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
    head = test::a_member_of_staff(house, {.name = "Hugh Abara", .roles = {Role::head}, .post = "Head"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
    sofia = test::a_pupil(house, {.given = "Sofia", .family = "Lind"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, priya, Relation::teaches_class, maya);
    test::a_tie(house, joan, Relation::teaches_class, leon);
    EXPECT_EQ(post(dsl, "/concerns/arrangement/routes",
                   {{"id", fresh()}, {"tells", "class_teacher"}, {"topic", ""}, {"safe", ""}, {"words", "Speak to Ruth before you ring home."}}).status, 303);
  }

  std::string fresh() { return RecordId::make(house->now(), house.random).text(); }
  web::Response page(const access::StaffId& whom, const std::string& where) { return test::get(house, routes, whom, where); }
  web::Response post(const access::StaffId& who, const std::string& where, const test::Fields& fields) { return test::post(house, routes, who, where, fields); }
  std::string raised(const access::StaffId& by, const std::vector<access::PupilId>& about, const std::string& words, const test::Fields& more = {}) {
    const auto id = fresh();
    test::Fields fields = {{"id", id}, {"kind", "concern"}, {"f.what_happened", words}, {"f.source", "told_me"}, {"f.safe_now", "yes"}};
    for (const auto& pupil : about) fields.emplace_back("pupil", pupil.text());
    for (const auto& [name, value] : more) {
      if (name == "kind") fields[1].second = value;
      else fields.emplace_back(name, value);
    }
    const auto saved = post(by, "/records", fields);
    EXPECT_EQ(saved.status, 303) << saved.body.substr(0, 600);
    return id;
  }
  test::Fields decision(const std::string& outcome = "support", const std::string& was = "0") {
    test::Fields out = {{"id", fresh()}, {"was", was}, {"outcome", outcome}, {"category", "neglect"}, {"level", "2"}, {"reason", "Spoke with the grandmother."},
                        {"parents", "told"}, {"answer", "Thank you. We are on it."}};
    if (outcome == "open_case") out.emplace_back("review_on", "2026-03-17");
    return out;
  }
  void decide(const std::string& id, const test::Fields& fields) { ASSERT_EQ(post(dsl, "/concerns/" + id + "/decisions", fields).status, 303); }
  /// Moves it; the id under which it stands with the right child.
  std::string moved(const std::string& id, const access::StaffId& by, const access::PupilId& wrong, const access::PupilId& right, const std::string& was = "1") {
    house.clock.pass(60'000);
    const auto answer = post(by, "/records/" + id + "/move", {{"was", was}, {"wrong", wrong.text()}, {"pupil", right.text()}, {"reason", "Two names in one class"}});
    EXPECT_EQ(answer.status, 303) << answer.body.substr(0, 600);
    return leads_to(id);
  }
  std::string leads_to(const std::string& id) {
    static const std::regex link("href=\"/records/([0-9A-Z]{26})\">The entry where it belongs");
    std::smatch found;
    const auto kept = page(head, "/records/" + id).body;
    return std::regex_search(kept, found, link) ? found[1].str() : std::string("none");
  }
  std::string file(const access::PupilId& pupil) { return "/pupils/" + pupil.text() + "/safeguarding"; }
  std::string broken() {
    house->pen().flush();
    return record::verify(*house->database().writer()).broken.value_or("");
  }
  std::string referral(const std::string& concern, const access::PupilId& about) {
    const auto id = ReferralId::make(house->now(), house.random).text();
    EXPECT_EQ(post(dsl, "/pupils/" + about.text() + "/referrals",
                   {{"id", id}, {"from_record", concern}, {"version", "0"}, {"concern", "No supper, again and again."}, {"to", "Front door"}, {"consent", "given"},
                    {"child", "Maya Osei, lives with her grandmother"}}).status, 303);
    return id;
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, other, priya, joan, dsl, head;
  access::PupilId maya, leon, sofia;
};

TEST_P(ConcernPutRight, EverythingThatWasDoneAboutItStandsWithTheRightChild) {
  const auto id = raised(amara, {maya}, "Said there was no supper again.");
  auto asks = decision("monitor");
  const auto action = fresh();
  for (const auto& field : test::Fields{{"review_on", "2026-03-10"}, {"action-1-id", action}, {"action-1-what", "Book a place at breakfast club."},
                                        {"action-1-owner", other.text()}, {"action-1-due", "2026-03-05"}})
    asks.push_back(field);
  decide(id, asks);
  house.clock.pass(60'000);
  ASSERT_EQ(post(amara, "/concerns/mine/" + id + "/additions", {{"id", fresh()}, {"words", "The same again on Monday."}}).status, 303);
  ASSERT_THAT(page(dsl, "/concerns").body, AllOf(HasSubstr("Maya Osei"), HasSubstr("Added to</strong>"))) << "it stood with the wrong child";
  ASSERT_THAT(page(dsl, file(maya) + "/chronology?for=core_group").body, AllOf(HasSubstr("grandmother"), HasSubstr("The same again")));
  ASSERT_THAT(page(other, "/inbox").body, AllOf(HasSubstr("breakfast club"), HasSubstr("Maya Osei")));

  EXPECT_THAT(page(dsl, "/concerns/" + id).body, HasSubstr("/records/" + id + "/move"));
  const auto before = test::last_entry(house);
  const auto anew = moved(id, dsl, maya, leon);
  EXPECT_THAT(test::deeds_after(house, before), AllOf(Contains("record.moved"), Contains("record.reissued"), Contains("concern.went_along"), Contains("concern.routed")));

  const auto queue = page(head, "/concerns").body;
  EXPECT_THAT(queue, AllOf(HasSubstr("Leon Farrow"), HasSubstr("Added to</strong>"), HasSubstr("Keep watching"), HasSubstr("no supper"), Not(HasSubstr("Maya")), Not(HasSubstr("Not looked at</strong>"))));
  const auto sheet = page(head, "/concerns/" + anew).body;
  EXPECT_THAT(sheet, AllOf(HasSubstr("Spoke with the grandmother."), HasSubstr("We are on it"), HasSubstr("The same again on Monday."), HasSubstr("Book a place at breakfast club."),
                           HasSubstr("Look again"), HasSubstr("Joan Pickering"), Not(HasSubstr("Maya"))));
  EXPECT_THAT(page(dsl, file(leon) + "/chronology?for=core_group").body, AllOf(HasSubstr("no supper"), HasSubstr("grandmother"), HasSubstr("The same again")));
  EXPECT_THAT(page(dsl, file(leon)).body, HasSubstr("no supper"));

  // The reporter: the same words, status, answer and additions, at the old address too.
  const auto own = page(amara, "/concerns/mine").body;
  EXPECT_THAT(own, AllOf(HasSubstr("Leon Farrow"), HasSubstr("Being looked at"), Not(HasSubstr("Maya"))));
  EXPECT_EQ(test::location_of(page(amara, "/concerns/mine/" + id)), "/concerns/mine/" + anew);
  EXPECT_THAT(page(amara, "/concerns/mine/" + anew).body, AllOf(HasSubstr("Leon Farrow"), HasSubstr("We are on it"), HasSubstr("The same again on Monday."), Not(HasSubstr("grandmother"))));
  ASSERT_EQ(post(amara, "/concerns/mine/" + id + "/additions", {{"id", fresh()}, {"words", "And on Tuesday."}}).status, 303) << "the page she still has open";
  EXPECT_THAT(page(dsl, "/concerns/" + anew).body, HasSubstr("And on Tuesday."));

  // Nothing is left where it stood, but the stub.
  const auto wrong_file = page(dsl, file(maya)).body;
  EXPECT_THAT(wrong_file, AllOf(HasSubstr("An entry made here in error was moved"), Not(HasSubstr("no supper")), Not(HasSubstr("grandmother"))));
  EXPECT_THAT(page(dsl, file(maya) + "/chronology?for=core_group").body, AllOf(Not(HasSubstr("no supper")), Not(HasSubstr("grandmother")), Not(HasSubstr("The same again"))));
  EXPECT_EQ(test::location_of(page(dsl, "/concerns/" + id)), "/concerns/" + anew);
  static constexpr db::Sql left =
      "SELECT (SELECT COUNT(*) FROM concern_step WHERE record_id = :id) + (SELECT COUNT(*) FROM concern_answer WHERE record_id = :id) + "
      "(SELECT COUNT(*) FROM concern_addendum WHERE record_id = :id) + (SELECT COUNT(*) FROM action WHERE source_id = :id)";
  EXPECT_EQ(test::number(house, left, {{"id", *RecordId::parse(id)}}), 0);

  // The action: under the right name, and its owner reads why the name changed.
  EXPECT_THAT(page(other, "/inbox").body, AllOf(HasSubstr("breakfast club"), HasSubstr("Leon Farrow"), Not(HasSubstr("Maya"))));
  EXPECT_THAT(page(other, "/actions/" + action).body, AllOf(HasSubstr("Went to the right pupil"), Not(HasSubstr("Maya"))));
  EXPECT_THAT(page(head, "/actions/" + action).body, HasSubstr("/concerns/" + anew));

  for (const auto& outsider : {other, priya, joan}) {
    EXPECT_EQ(page(outsider, "/concerns/" + anew).status, 404);
    EXPECT_EQ(page(outsider, "/concerns/" + id).status, 404);
    EXPECT_EQ(page(outsider, "/records/" + anew).status, 404);
    EXPECT_EQ(page(outsider, "/concerns/mine/" + anew).status, 404);
    EXPECT_THAT(page(outsider, "/pupils/" + maya.text() + "/chronology").body, Not(HasSubstr("in error"))) << "that there was anything is not theirs to know";
  }
  EXPECT_EQ(broken(), "");
}

TEST_P(ConcernPutRight, ProgramsReadTheSame) {
  const auto id = raised(amara, {maya}, "Said there was no supper again.");
  decide(id, decision());
  const auto anew = moved(id, dsl, maya, leon);
  test::Program program(house, routes, head);
  const auto queue = program.get("/api/v1/concerns");
  ASSERT_EQ(queue.status, 200) << queue.body;
  EXPECT_EQ(test::at(test::json_of(queue), {"concerns", "0", "id"}), anew);
  EXPECT_THAT(queue.body, AllOf(HasSubstr("Leon Farrow"), Not(HasSubstr("Maya"))));
  EXPECT_THAT(program.get("/api/v1/concerns/" + anew).body, AllOf(HasSubstr("Spoke with the grandmother."), HasSubstr("We are on it")));
  EXPECT_EQ(program.get("/api/v1/concerns/" + id).status, 404);
  test::Program stranger(house, routes, priya);
  EXPECT_EQ(stranger.get("/api/v1/concerns/" + anew).status, 404);
}

TEST_P(ConcernPutRight, WhoeverWasToldOfTheWrongChildIsToldThatItWasPutRight) {
  const auto id = raised(amara, {maya}, "Said there was no supper again.");
  ASSERT_THAT(page(priya, "/").body, AllOf(HasSubstr("Speak to Ruth before you ring home."), HasSubstr("Maya Osei")));
  ASSERT_THAT(page(joan, "/").body, Not(HasSubstr("Speak to Ruth")));
  const auto anew = moved(id, dsl, maya, leon);
  EXPECT_THAT(page(priya, "/").body, AllOf(HasSubstr("was about another child. Leave it"), Not(HasSubstr("Speak to Ruth")), Not(HasSubstr("Leon"))));
  const auto inbox = page(priya, "/inbox").body;
  EXPECT_THAT(inbox, AllOf(HasSubstr("told you of this child was about another child"), HasSubstr("Maya Osei"), Not(HasSubstr("Leon")), Not(HasSubstr("supper"))));
  EXPECT_THAT(page(joan, "/").body, AllOf(HasSubstr("Speak to Ruth before you ring home."), HasSubstr("Leon Farrow")));
  EXPECT_THAT(page(joan, "/inbox").body, Not(HasSubstr("another child")));
  // The team, but not whoever did it; and the person who raised it.
  EXPECT_THAT(page(head, "/inbox").body, AllOf(HasSubstr("A concern came to this child"), HasSubstr("/concerns/" + anew), HasSubstr("Leon Farrow")));
  EXPECT_THAT(page(dsl, "/inbox").body, Not(HasSubstr("A concern came to this child")));
  EXPECT_THAT(page(amara, "/inbox").body, AllOf(HasSubstr("What you raised was moved to this child"), HasSubstr("/concerns/mine/" + anew)));
  EXPECT_THAT(page(other, "/inbox").body, AllOf(Not(HasSubstr("What you raised")), Not(HasSubstr("another child"))));
  const auto sheet = page(head, "/concerns/" + anew).body;
  EXPECT_THAT(sheet, AllOf(HasSubstr("Who was told of the wrong child"), HasSubstr("Priya Sandhu")));
  static constexpr db::Sql urgent = "SELECT COUNT(*) FROM notice WHERE urgent = 1 AND words NOT LIKE '%Maya%' AND words NOT LIKE '%Leon%'";
  EXPECT_EQ(test::number(house, urgent), 3) << "at once, and without a name";
}

TEST_P(ConcernPutRight, ItsAuthorMovesItWithoutEverReadingWhatHangsOnIt) {
  const auto id = raised(amara, {maya}, "Said there was no supper again.");
  decide(id, decision());
  EXPECT_THAT(page(amara, "/records/" + id + "/move").body, AllOf(HasSubstr("Whoever was told of the wrong child"), Not(HasSubstr("grandmother"))));
  EXPECT_EQ(post(other, "/records/" + id + "/move", {{"was", "1"}, {"wrong", maya.text()}, {"pupil", leon.text()}, {"reason", "x"}}).status, 404);
  EXPECT_EQ(post(priya, "/records/" + id + "/move", {{"was", "1"}, {"wrong", maya.text()}, {"pupil", leon.text()}, {"reason", "x"}}).status, 404);
  const auto anew = moved(id, amara, maya, leon);
  EXPECT_THAT(page(dsl, "/concerns/" + anew).body, AllOf(HasSubstr("Spoke with the grandmother."), HasSubstr("Leon Farrow")));
  EXPECT_EQ(page(amara, "/concerns/" + anew).status, 404);
  EXPECT_THAT(page(dsl, "/inbox").body, HasSubstr("A concern came to this child"));
  EXPECT_THAT(page(amara, "/inbox").body, Not(HasSubstr("What you raised was moved"))) << "she did it herself";
}

TEST_P(ConcernPutRight, ADecisionTypedMeanwhileIsKeptInTheForm) {
  const auto id = raised(amara, {maya}, "Said there was no supper again.");
  const auto anew = moved(id, head, maya, leon);
  auto late = decision();
  late[5].second = "My own long thoughts.";
  const auto answer = post(dsl, "/concerns/" + id + "/decisions", late);
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("Moved meanwhile"), HasSubstr("My own long thoughts."), HasSubstr("Leon Farrow"), HasSubstr("/concerns/" + anew + "/decisions")));
  static constexpr db::Sql none = "SELECT COUNT(*) FROM concern_step";
  EXPECT_EQ(test::number(house, none), 0);
  decide(anew, late);
  EXPECT_EQ(test::number(house, none), 1);
  EXPECT_EQ(post(priya, "/concerns/" + id + "/decisions", late).status, 404);
}

TEST_P(ConcernPutRight, AReferralGoesAlongAndIsNotSentBeforeSomebodyWentThroughIt) {
  const auto id = raised(amara, {maya}, "Said there was no supper again.");
  const auto unsent = referral(id, maya), sent = referral(id, maya);
  const auto step = [&](const std::string& deed, const std::string& words = "") {
    return test::Fields{{"id", fresh()}, {"deed", deed}, {"on", "2026-03-03"}, {"time", "10:30"}, {"how", "Portal"}, {"whom", "MASH"}, {"words", words}};
  };
  ASSERT_EQ(post(dsl, "/pupils/" + maya.text() + "/referrals/" + sent + "/steps", step("sent")).status, 303);
  moved(id, dsl, maya, leon);
  const auto at = [&](const access::PupilId& child, const std::string& which) { return "/pupils/" + child.text() + "/referrals/" + which; };
  EXPECT_EQ(page(dsl, at(maya, unsent)).status, 404);
  EXPECT_EQ(page(dsl, at(maya, sent)).status, 404);
  EXPECT_THAT(page(dsl, file(maya)).body, Not(HasSubstr("Referral of")));
  EXPECT_THAT(page(dsl, at(leon, sent)).body, HasSubstr("Ring the front door now"));
  EXPECT_THAT(page(dsl, at(leon, unsent)).body, HasSubstr("This was written about another child"));
  const auto refused = post(dsl, at(leon, unsent) + "/steps", step("sent"));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Change it before you send it"));
  const auto form = page(dsl, at(leon, unsent) + "/edit").body;
  EXPECT_THAT(form, AllOf(HasSubstr("Leon Farrow"), HasSubstr("filled in anew"), HasSubstr("No supper, again and again."), Not(HasSubstr("Maya Osei"))));
  house.clock.pass(60'000);
  ASSERT_EQ(post(dsl, "/pupils/" + leon.text() + "/referrals",
                 {{"id", unsent}, {"version", "1"}, {"concern", "No supper, again and again."}, {"to", "Front door"}, {"consent", "given"}, {"child", "Leon Farrow"}}).status, 303);
  EXPECT_THAT(page(dsl, at(leon, unsent)).body, Not(HasSubstr("This was written about another child")));
  EXPECT_EQ(post(dsl, at(leon, unsent) + "/steps", step("sent")).status, 303);
  ASSERT_EQ(post(dsl, at(leon, sent) + "/steps", step("acknowledged", "Told them it is Leon.")).status, 303);
  EXPECT_THAT(page(dsl, at(leon, sent)).body, AllOf(Not(HasSubstr("Ring the front door now")), HasSubstr("sent about another child")));
  EXPECT_EQ(page(priya, at(leon, sent)).status, 404);
}

TEST_P(ConcernPutRight, TheCaseOpenedFromItGoesAlongUnlessOtherConcernsAreInIt) {
  const auto id = raised(amara, {maya}, "Said there was no supper again.");
  decide(id, decision("open_case"));
  ASSERT_THAT(page(dsl, "/concerns/cases").body, HasSubstr("Maya Osei"));
  auto at = moved(id, dsl, maya, leon);
  EXPECT_THAT(page(dsl, "/concerns/cases").body, AllOf(HasSubstr("Leon Farrow"), Not(HasSubstr("Maya"))));
  EXPECT_THAT(page(dsl, file(leon)).body, AllOf(HasSubstr("Case open"), HasSubstr("grandmother")));
  EXPECT_THAT(page(dsl, file(maya)).body, AllOf(HasSubstr("No case"), Not(HasSubstr("grandmother"))));
  // Another concern about Leon: then his case is not this one's alone.
  raised(amara, {leon}, "Wore no coat in the frost.");
  at = moved(at, dsl, leon, sofia);
  EXPECT_THAT(page(dsl, "/concerns/cases").body, AllOf(HasSubstr("Leon Farrow"), Not(HasSubstr("Sofia"))));
  EXPECT_THAT(page(head, "/inbox").body, HasSubstr("a case with other concerns in it"));
  EXPECT_EQ(page(dsl, "/concerns/" + at).status, 200);
}

TEST_P(ConcernPutRight, OfTwoOpenCasesOneIsJoinedToTheOther) {
  decide(raised(amara, {leon}, "Wore no coat in the frost."), decision("open_case"));
  house.clock.pass(60'000);
  const auto id = raised(amara, {maya}, "Said there was no supper again.");
  decide(id, decision("open_case"));
  moved(id, dsl, maya, leon);
  const auto his = page(dsl, file(leon)).body;
  EXPECT_THAT(his, AllOf(HasSubstr("Case open"), HasSubstr("Joined to the case that was open already"), HasSubstr("Cases</h2>")));
  const auto cases = page(dsl, "/concerns/cases").body;
  EXPECT_EQ(cases.find("Leon Farrow"), cases.rfind("Leon Farrow")) << "one open case of one child";
  EXPECT_THAT(cases, Not(HasSubstr("Maya")));
}

TEST_P(ConcernPutRight, OfSeveralChildrenOnlyTheWrongOneIsExchanged) {
  test::a_tie(house, other, Relation::assigned, sofia);
  ASSERT_EQ(post(dsl, "/concerns/arrangement/routes", {{"id", fresh()}, {"tells", "key_worker"}, {"topic", ""}, {"safe", ""}, {"words", "Stay near today."}}).status, 303);
  const auto id = raised(amara, {maya, sofia}, "Both came in the rain, no coats.");
  decide(id, decision());
  ASSERT_THAT(page(other, "/").body, AllOf(HasSubstr("Sofia Lind"), HasSubstr("Stay near today.")));
  const auto anew = moved(id, dsl, maya, leon);
  EXPECT_THAT(page(dsl, "/concerns/" + anew).body, AllOf(HasSubstr("Leon Farrow"), HasSubstr("Sofia Lind"), HasSubstr("grandmother"), Not(HasSubstr("Maya"))));
  EXPECT_THAT(page(other, "/").body, AllOf(HasSubstr("Sofia Lind"), HasSubstr("Stay near today."), Not(HasSubstr("another child")))) << "he was told rightly";
  EXPECT_THAT(page(other, "/inbox").body, Not(HasSubstr("another child")));
  EXPECT_THAT(page(dsl, file(sofia) + "/chronology?for=core_group").body, HasSubstr("grandmother"));
}

TEST_P(ConcernPutRight, MovedTwiceAndBackNothingGetsLost) {
  const auto id = raised(amara, {maya}, "Said there was no supper again.");
  decide(id, decision());
  const auto second = moved(id, dsl, maya, leon);
  decide(second, decision("refer", "1"));
  const auto third = moved(second, head, leon, maya);
  EXPECT_NE(third, second);
  const auto sheet = page(dsl, "/concerns/" + third).body;
  EXPECT_THAT(sheet, AllOf(HasSubstr("Maya Osei"), HasSubstr("Support in school"), Not(HasSubstr("Leon"))));
  EXPECT_THAT(sheet, AllOf(HasSubstr("Who was told of the wrong child"), HasSubstr("Joan Pickering")));
  EXPECT_EQ(test::location_of(page(dsl, "/concerns/" + id)), "/concerns/" + third);
  EXPECT_EQ(test::location_of(page(amara, "/concerns/mine/" + id)), "/concerns/mine/" + third);
  static constexpr db::Sql steps = "SELECT COUNT(*) FROM concern_step WHERE record_id = :id";
  EXPECT_EQ(test::number(house, steps, {{"id", *RecordId::parse(third)}}), 2);
  EXPECT_THAT(page(priya, "/").body, HasSubstr("Speak to Ruth before you ring home."));
  EXPECT_THAT(page(joan, "/").body, AllOf(HasSubstr("was about another child"), Not(HasSubstr("Speak to Ruth"))));
  EXPECT_THAT(page(amara, "/inbox").body, AllOf(HasSubstr("/concerns/mine/" + third), Not(HasSubstr("Leon"))));
  EXPECT_EQ(broken(), "");
}

TEST_P(ConcernPutRight, ASplitConcernKeepsItsDecisionsWithEachChild) {
  const auto id = raised(amara, {maya, leon}, "Maya cried. Leon had no coat.");
  decide(id, decision());
  ASSERT_EQ(post(amara, "/concerns/mine/" + id + "/additions", {{"id", fresh()}, {"words", "The same on Monday."}}).status, 303);
  const auto of_maya = referral(id, maya);
  house.clock.pass(60'000);
  ASSERT_EQ(post(dsl, "/records/" + id + "/split", {{"was", "1"}, {"reason", "Two families"}, {"words." + maya.text(), "Maya cried."}, {"words." + leon.text(), "Leon had no coat."}}).status, 303);
  for (const auto& [child, theirs, others] : {std::tuple(maya, "Maya cried.", "no coat"), std::tuple(leon, "Leon had no coat.", "cried")}) {
    const auto shown = page(dsl, file(child) + "/chronology?for=core_group").body;
    EXPECT_THAT(shown, AllOf(HasSubstr(theirs), HasSubstr("grandmother"), HasSubstr("The same on Monday."), Not(HasSubstr(others))));
  }
  EXPECT_EQ(page(dsl, "/pupils/" + maya.text() + "/referrals/" + of_maya).status, 200);
  static constexpr db::Sql steps = "SELECT COUNT(*) FROM concern_step", answers = "SELECT COUNT(*) FROM concern_answer", old_ones = "SELECT COUNT(*) FROM concern_step WHERE record_id = :id";
  EXPECT_EQ(test::number(house, steps), 2);
  EXPECT_EQ(test::number(house, answers), 2);
  EXPECT_EQ(test::number(house, old_ones, {{"id", *RecordId::parse(id)}}), 0);
  EXPECT_THAT(page(priya, "/").body, AllOf(HasSubstr("Maya Osei"), HasSubstr("Speak to Ruth"), Not(HasSubstr("another child")))) << "told of the right child all along";
  const auto own = page(amara, "/concerns/mine").body;
  EXPECT_THAT(own, AllOf(HasSubstr("Maya Osei"), HasSubstr("Leon Farrow")));
  const auto late = post(amara, "/concerns/mine/" + id + "/additions", {{"id", fresh()}, {"words", "And once more."}});
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("And once more."), HasSubstr("This was split")));
  EXPECT_EQ(broken(), "");
}

TEST_P(ConcernPutRight, WhatWasUndoneIsTakenBackFromWhoeverWasTold) {
  const auto id = raised(amara, {maya}, "Said there was no supper again.");
  ASSERT_THAT(page(priya, "/").body, HasSubstr("Speak to Ruth before you ring home."));
  ASSERT_EQ(post(amara, "/records/" + id + "/undo", {}).status, 303);
  EXPECT_THAT(page(priya, "/").body, AllOf(HasSubstr("was taken back"), Not(HasSubstr("Speak to Ruth"))));
  EXPECT_THAT(page(amara, "/concerns/mine").body, HasSubstr("You have raised no concern"));
  EXPECT_THAT(page(dsl, "/concerns").body, Not(HasSubstr("Maya")));
}

TEST_P(ConcernPutRight, WhatHappenedOnAScreenAndWhatIsKeptElsewhereGoLikewise) {
  const auto screen = raised(amara, {maya}, "A message asked for pictures.", {{"kind", "e_safety"}, {"f.sort", "stranger"}});
  decide(screen, decision());
  const auto anew = moved(screen, dsl, maya, leon);
  EXPECT_THAT(page(dsl, "/concerns/" + anew).body, AllOf(HasSubstr("asked for pictures"), HasSubstr("grandmother"), HasSubstr("Leon Farrow"), Not(HasSubstr("Maya"))));
  ASSERT_EQ(post(dsl, "/concerns/arrangement", {{"version", "1"}, {"other_system", "MyConcern"}, {"unsafe_minutes", "15"}, {"unsure_minutes", "60"}}).status, 303);
  const auto elsewhere = fresh();
  ASSERT_EQ(post(amara, "/records", {{"id", elsewhere}, {"kind", "concern_handover"}, {"pupil", maya.text()}, {"f.system", "MyConcern"}, {"f.reference", "MC-4411"},
                                     {"f.safe_now", "yes"}, {"f.told_whom", dsl.text()}}).status, 303);
  ASSERT_THAT(page(priya, "/").body, HasSubstr("Speak to Ruth"));
  const auto there = moved(elsewhere, amara, maya, leon);
  EXPECT_THAT(page(priya, "/").body, AllOf(HasSubstr("was about another child"), Not(HasSubstr("Speak to Ruth"))));
  EXPECT_THAT(page(joan, "/").body, AllOf(HasSubstr("Leon Farrow"), HasSubstr("Speak to Ruth")));
  EXPECT_THAT(page(dsl, "/records/" + there).body, AllOf(HasSubstr("MC-4411"), HasSubstr("Leon Farrow"), Not(HasSubstr("Maya"))));
}

TEST_P(ConcernPutRight, AConcernAboutAnAdultCannotGoIntoAnyPupilsFile) {
  const auto id = fresh();
  ASSERT_EQ(post(amara, "/concerns/adults/new", {{"id", id}, {"about", "other"}, {"subject", other.text()}, {"words", "Pulled her by the arm."}}).status, 303);
  ASSERT_EQ(page(head, "/concerns/adults/" + id).status, 200) << "somebody can see it";
  for (const auto& who : {amara, dsl, head, other}) {
    EXPECT_EQ(page(who, "/records/" + id + "/move").status, 404);
    EXPECT_EQ(post(who, "/records/" + id + "/move", {{"was", "1"}, {"wrong", maya.text()}, {"pupil", leon.text()}, {"reason", "x"}}).status, 404);
    EXPECT_EQ(post(who, "/records/" + id + "/split", {{"was", "1"}, {"reason", "x"}}).status, 404);
  }
  static constexpr db::Sql records = "SELECT COUNT(*) FROM record";
  EXPECT_EQ(test::number(house, records), 0);
}

TEST_P(ConcernPutRight, ADecisionIsStillNeverChangedNorTakenFromAConcernThatStands) {
  const auto id = raised(amara, {maya}, "Said there was no supper again.");
  decide(id, decision());
  const auto anew = moved(id, dsl, maya, leon);
  EXPECT_ANY_THROW(test::damage(house, "UPDATE concern_step SET reason = 'Other words'"));
  if (GetParam() == db::Engine::sqlite) {
    EXPECT_ANY_THROW(test::damage(house, "UPDATE concern_step SET record_id = x'00'"));
  }
  EXPECT_THAT(page(dsl, "/concerns/" + anew).body, HasSubstr("Spoke with the grandmother."));
}

INSTANTIATE_TEST_SUITE_P(Engines, ConcernPutRight, testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace concerns
