// The card: drawn from live plans, chosen and reworded, read and asked again, for those it is for and nobody else.
#include "casework/cover/card_desk.h"
#include "testing/whole_school.h"

#include <gmock/gmock.h>

namespace cover {
namespace {

using access::InfoClass;
using access::Relation;
using access::Role;
using plans::OnCard;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Candidate says(OnCard as, std::string words, std::uint8_t plan, InfoClass info = InfoClass::c5_profile) {
  base::Bytes16 id{};
  id[15] = static_cast<std::byte>(plan);
  return {as, std::move(words), plans::PlanId(id), 1, "Plan", info};
}

std::vector<std::string> words_of(const std::vector<CardLine>& lines) {
  std::vector<std::string> out;
  for (const auto& line : lines) out.push_back(line.words);
  return out;
}

TEST(DrawingACard, TakesFromEachPlanInTurnAndNeverMoreThanThree) {
  const auto card = draw_card({}, {says(OnCard::must, "a1", 1), says(OnCard::must, "a2", 1), says(OnCard::must, "a3", 1), says(OnCard::must, "b1", 2), says(OnCard::help, "h1", 1)});
  EXPECT_THAT(words_of(card.lines(Side::must)), testing::ElementsAre("a1", "b1", "a2"));
  EXPECT_THAT(words_of(card.lines(Side::help)), testing::ElementsAre("h1"));
}

TEST(DrawingACard, LeavesOutWhatNotEverybodyWhoSeesItMayKnow) {
  const auto card = draw_card({}, {says(OnCard::must, "behaviour", 1, InfoClass::c4_behaviour), says(OnCard::must, "medical", 2, InfoClass::c7_medical),
                                   says(OnCard::must, "alarm", 3, InfoClass::c1_life_safety), says(OnCard::signs, "secret", 1, InfoClass::c4_behaviour)});
  EXPECT_THAT(words_of(card.lines(Side::must)), testing::ElementsAre("alarm"));
  EXPECT_EQ(card.signs, "");
}

TEST(ReadingACard, RefusesFourMustsAPlaceTakenTwiceAndLinesTooLong) {
  SentCard sent;
  for (int n = 1; n <= 4; ++n) sent.sides[0].push_back({"must-" + std::to_string(n), "words", n == 4 ? 3 : n});
  auto read = read_card({}, sent);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().fields.at(0).field, "must");
  EXPECT_THAT(read.error().fields.at(0).message, HasSubstr("at most three musts"));
  sent.sides[0].resize(2);
  sent.sides[0][1].place = 1;
  read = read_card({}, sent);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().fields.at(0).field, "must-2");
  sent.sides[0][1] = {"must-2", std::string(141, 'x'), 2};
  EXPECT_EQ(read_card({}, sent).error().fields.at(0).field, "must-2");
  sent.sides[0][1] = {"must-2", " ", 2};
  EXPECT_THAT(read_card({}, sent).error().fields.at(0).message, HasSubstr("Enter the words"));
  sent.sides[0] = {};
  EXPECT_FALSE(read_card({}, sent));
  sent.sides[1].push_back({"help-1", "A quiet word first", 2});
  read = read_card({}, sent);
  ASSERT_TRUE(read);
  EXPECT_THAT(words_of(read->lines(Side::help)), testing::ElementsAre("A quiet word first"));
}

TEST(FaceOfACard, ChangesWithItsWordsAlone) {
  Card a, b;
  a.lines(Side::must).push_back({"Sit her at the front", plans::PlanId(base::Bytes16{std::byte{1}}), 1});
  b.lines(Side::must).push_back({"Sit her at the front"});
  b.chosen = true;
  EXPECT_EQ(face_of(a), face_of(b));
  b.lines(Side::help) = std::exchange(b.lines(Side::must), {});
  EXPECT_NE(face_of(a), face_of(b)) << "a must is no help";
}

class CardPages : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Lena Ford", .roles = {Role::senco}});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}});
  const access::StaffId office = test::a_member_of_staff(house, {.name = "Olu Ade", .roles = {Role::office}});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .class_name = "4 Oak", .safety_note = "Nut allergy: pen in the office"});
  const std::string here = "/pupils/" + maya.text() + "/card";
  plans::PlanId passport;

  CardPages() {
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, priya, Relation::teaches_class, maya);
    passport = follow("passport", InfoClass::c5_profile,
                      R"({"likes":"Funny","please_do_not":"Shout my name\nDo not take my pencil","please_do":"Say my name first","helps":"A timer\nA quiet word"})");
    follow("behaviour_plan", InfoClass::c4_behaviour, R"({"behaviour":"Leaves","avoid":"Standing in the door","triggers":"Supply teachers"})");
  }
  plans::PlanId follow(const std::string& form, InfoClass info, const std::string& body) {
    plans::NewPlan plan{plans::PlanId::make(house->now(), house.random), form, info, {}};
    plan.draft = {form == "passport" ? "Pupil passport" : "Behaviour plan", house->today(), std::nullopt, std::nullopt, body, "test", {}};
    test::carry_out(house, plans::steps_of(plan, maya, amara, house->now(), base::Bytes32{}).steps);
    for (auto& part : plans::started_steps_of(plan, maya, amara, senco, house->now())) test::carry_out(house, std::move(part.steps));
    return plan.id;
  }
  web::Response page(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target); }
  static std::string field(const std::string& page, const std::string& name) {
    const auto at = page.find("name=\"" + name + "\" value=\"");
    if (at == std::string::npos) return {};
    const auto from = at + name.size() + 15;
    return page.substr(from, page.find('"', from) - from);
  }
  static test::Fields chosen(const std::string& was, const std::string& must = "Sit beside Amara") {
    return {{"was", was}, {"must-1", must}, {"must-1-place", "1"}, {"help-1", "A timer"}, {"help-1-place", "1"}, {"said", "MY-ah"}};
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, CardPages, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(CardPages, DrawThemselvesFromTheLivePlansForWhoeverWorksWithThePupil) {
  EXPECT_THAT(page(amara, here).body, AllOf(HasSubstr("Do not: Shout my name"), HasSubstr("Do not take my pencil"), HasSubstr("Say my name first"), HasSubstr("A quiet word"),
                                            HasSubstr("Nut allergy"), HasSubstr("Amara Nwosu, key worker"), HasSubstr("From Pupil passport")));
  EXPECT_THAT(page(amara, here).body, Not(HasSubstr("Standing in the door"))) << "the behaviour plan is not for everybody who sees a card";
  EXPECT_THAT(page(office, here).body, AllOf(HasSubstr("Nut allergy"), Not(HasSubstr("Shout my name")), Not(HasSubstr("I have read this")))) << "C1 alone";
  EXPECT_EQ(page(tomas, here).status, 404);
  EXPECT_THAT(page(amara, "/cards").body, HasSubstr("Do not: Shout my name"));
  EXPECT_THAT(page(tomas, "/cards").body, Not(HasSubstr("Shout my name")));
  EXPECT_THAT(page(amara, "/pupils/" + maya.text()).body, HasSubstr("Read the card, and say so"));
}

TEST_P(CardPages, AskEachAdultToReadThemAndAskAgainWhenTheyChange) {
  EXPECT_THAT(page(priya, "/inbox").body, HasSubstr("Card of Maya Osei"));
  EXPECT_THAT(page(tomas, "/inbox").body, Not(HasSubstr("Card of")));
  const auto face = field(page(priya, here).body, "face");
  ASSERT_EQ(face.size(), 64U);
  EXPECT_EQ(test::post(house, routes, tomas, here + "/reading", {{"face", face}}).status, 404);
  EXPECT_EQ(test::post(house, routes, priya, here + "/reading", {{"face", std::string(64, '0')}}).status, 409) << "something else was read";
  ASSERT_EQ(test::post(house, routes, priya, here + "/reading", {{"face", face}}).status, 303);
  ASSERT_EQ(test::post(house, routes, priya, here + "/reading", {{"face", face}}).status, 303) << "twice is once";
  EXPECT_THAT(page(priya, "/inbox").body, Not(HasSubstr("Card of")));
  auto seen = page(amara, here).body;
  EXPECT_THAT(seen, AllOf(HasSubstr("Priya Sandhu"), HasSubstr("Not yet")));
  ASSERT_EQ(test::post(house, routes, amara, here, chosen("0")).status, 303);
  EXPECT_THAT(page(priya, "/inbox").body, AllOf(HasSubstr("Card of Maya Osei"), HasSubstr("Changed since you read it")));
  EXPECT_THAT(page(amara, here).body, AllOf(HasSubstr("Changed since they read it"), HasSubstr("Sit beside Amara"), HasSubstr("Say: MY-ah"), HasSubstr("Chosen by Amara Nwosu")));
  EXPECT_THAT(page(amara, "/inbox").body, Not(HasSubstr("Card of"))) << "who chose the words has read them";
}

TEST_P(CardPages, AskAgainWhenALivePlanSaysSomethingElse) {
  ASSERT_EQ(test::post(house, routes, priya, here + "/reading", {{"face", field(page(priya, here).body, "face")}}).status, 303);
  follow("communication", InfoClass::c5_profile, R"({"how":"In words","time":"Wait ten seconds before you ask again"})");
  house.clock.pass(2 * base::minute_ms);
  EXPECT_THAT(page(priya, "/inbox").body, AllOf(HasSubstr("Card of Maya Osei"), HasSubstr("Changed since you read it")));
  EXPECT_THAT(page(priya, here).body, AllOf(HasSubstr("Wait ten seconds before you ask again"), HasSubstr("I have read this")));
}

TEST_P(CardPages, OfferWhatThePlansSayAndLetAKeyWorkerChooseAndReword) {
  EXPECT_THAT(page(amara, here + "/edit").body, AllOf(HasSubstr("From Pupil passport"), HasSubstr("Standing in the door"), HasSubstr("From Behaviour plan")));
  EXPECT_EQ(page(office, here + "/edit").status, 404);
  EXPECT_EQ(test::post(house, routes, office, here, chosen("0")).status, 404);
  auto four = chosen("0", "First");
  for (const std::string name : {"must-2", "must-3", "must-4"}) {
    four.emplace_back(name, "Word of " + name);
    four.emplace_back(name + "-place", name == "must-4" ? "3" : name.substr(5));
  }
  const auto refused = test::post(house, routes, amara, here, four);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("Choose at most three musts"), HasSubstr("value=\"Word of must-4\""), HasSubstr("value=\"MY-ah\"")));
  EXPECT_THAT(page(amara, here).body, HasSubstr("From Pupil passport")) << "nothing was kept";
  ASSERT_EQ(test::post(house, routes, amara, here, chosen("0")).status, 303);
  ASSERT_EQ(test::post(house, routes, amara, here, chosen("0")).status, 303) << "the same words sent twice are one card";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM card"), 1);
}

TEST_P(CardPages, KeepBothTextsWhenTwoPeopleChooseAtOnceAndGiveTheWordBackToThePlans) {
  ASSERT_EQ(test::post(house, routes, amara, here, chosen("0")).status, 303);
  const auto late = test::post(house, routes, senco, here, chosen("0", "Sit by the window"));
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("Changed meanwhile"), HasSubstr("Sit beside Amara"), HasSubstr("value=\"Sit by the window\"")));
  EXPECT_THAT(page(amara, here).body, HasSubstr("Sit beside Amara"));
  ASSERT_EQ(test::post(house, routes, senco, here, chosen(field(late.body, "was"), "Sit by the window")).status, 303);
  EXPECT_THAT(page(amara, here).body, AllOf(HasSubstr("Sit by the window"), HasSubstr("What stood on it before"), HasSubstr("Sit beside Amara"))) << "nothing is overwritten";
  EXPECT_EQ(test::post(house, routes, senco, here + "/plans", {{"was", "1"}}).status, 409);
  ASSERT_EQ(test::post(house, routes, senco, here + "/plans", {{"was", "2"}}).status, 303);
  EXPECT_THAT(page(amara, "/api/v1" + here).body, AllOf(HasSubstr("Do not: Shout my name"), Not(HasSubstr("Sit by the window"))));
}

TEST_P(CardPages, OfferTheStepsOfTheBehaviourPlanAndShowThemInOrderOnceChosen) {
  follow("risk_reduction", InfoClass::c4_behaviour, R"({"summary":"Throws chairs","defensive":"Step back two metres\nOne adult speaks","crisis":"The class leaves","recovery":"Ten quiet minutes"})");
  EXPECT_THAT(page(amara, here).body, Not(HasSubstr("Step back two metres"))) << "not by themselves: not everybody who sees a card sees that plan";
  EXPECT_THAT(page(amara, here + "/edit").body, AllOf(HasSubstr("value=\"When defensive: Step back two metres\""), HasSubstr("value=\"In a crisis: The class leaves\""), HasSubstr("What to do if it gets hard")));
  auto fields = chosen("0");
  for (const auto& [number, words, place] : {std::tuple{"1", "The class leaves", "3"}, std::tuple{"2", "Step back", "1"}, std::tuple{"3", "One adult speaks", "2"}}) {
    fields.emplace_back("step-" + std::string(number), words);
    fields.emplace_back("step-" + std::string(number) + "-place", place);
  }
  auto long_winded = fields;
  for (auto& [name, value] : long_winded)
    if (name == "step-2") value = std::string(101, 'x');
  EXPECT_THAT(test::post(house, routes, amara, here, long_winded).body, HasSubstr("Use at most 100 characters"));
  auto six = fields;
  for (int n = 4; n <= 6; ++n) {
    six.emplace_back("step-" + std::to_string(n), "Step " + std::to_string(n));
    six.emplace_back("step-" + std::to_string(n) + "-place", std::to_string(n == 6 ? 1 : n));
  }
  EXPECT_THAT(test::post(house, routes, amara, here, six).body, AllOf(HasSubstr("Choose at most five steps: 6 are on the card"), HasSubstr("value=\"Step 6\"")));
  ASSERT_EQ(test::post(house, routes, amara, here, fields).status, 303);
  const auto shown = page(priya, here).body;
  EXPECT_THAT(shown, HasSubstr("What to do if it gets hard"));
  EXPECT_LT(shown.find("<li>Step back</li>"), shown.find("<li>One adult speaks</li>"));
  EXPECT_LT(shown.find("<li>One adult speaks</li>"), shown.find("<li>The class leaves</li>"));
  EXPECT_THAT(page(amara, "/cards").body, HasSubstr("<li>Step back</li>")) << "on paper too";
  EXPECT_THAT(page(amara, "/api/v1" + here).body, HasSubstr(R"("steps":["Step back","One adult speaks","The class leaves"])"));
  EXPECT_EQ(page(tomas, here).status, 404);
  EXPECT_THAT(page(office, here).body, Not(HasSubstr("Step back"))) << "the life-safety note alone";
}

TEST_P(CardPages, ShowTheCardToCoverForAsLongAsTheyCoverAndAQuarterOfAnHourMore) {
  const auto cover = test::a_member_of_staff(house, {.name = "Jo Mayer", .roles = {Role::cover}});
  EXPECT_EQ(page(cover, here).status, 404);
  const auto until = house->now() + 30 * base::minute_ms;
  access::TieDraft tie;
  tie.staff = cover;
  tie.relation = Relation::cover;
  tie.pupil = maya;
  tie.starts_on = house->today();
  tie.ends_on = house->today();
  tie.from_at = house->now();
  tie.until_at = until;
  test::a_tie(house, tie);
  EXPECT_THAT(page(cover, here).body, AllOf(HasSubstr("Do not: Shout my name"), HasSubstr("I have read this"), Not(HasSubstr("Who has read it"))));
  house.clock.move_to(until);
  EXPECT_EQ(page(cover, here).status, 404);
}

TEST_P(CardPages, AnswerAProgramWithTheSameCard) {
  const auto api = "/api/v1" + here;
  EXPECT_THAT(page(amara, api).body, AllOf(HasSubstr("\"musts\":[\"Do not: Shout my name\""), HasSubstr("\"chosen\":false"), HasSubstr("\"safety\":\"Nut allergy")));
  EXPECT_THAT(page(office, api).body, HasSubstr("\"musts\":[]"));
  EXPECT_EQ(page(tomas, api).status, 404);
}

}  // namespace
}  // namespace cover
