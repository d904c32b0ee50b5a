// Rules as they are kept: pupils passed over while a plan is followed, drafts of what would find everybody, and the same deeds by a program.
#include "app/wiring.h"
#include "casework/plans/plan.h"
#include "casework/rules/rule_watch.h"
#include "people/calendar_store.h"
#include "record/catalogue.h"
#include "testing/program.h"

#include <gmock/gmock.h>

namespace {

using namespace rules;
using access::Relation;
using access::Role;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class KeptRules : public ::testing::TestWithParam<db::Engine> {
 protected:
  KeptRules() {
    access::UnitOfWork work(house, access::JobName{"test"});
    const people::Calendar year{{{2025, 4, base::to_date(2026, 2, 23).value(), base::to_date(2026, 3, 27).value()}}, {}};
    work.note({.deed = {"test.made", "Made for a test"}});
    for (auto& step : people::insert_calendar(year, house->now(), house.random)) work.also(std::move(step));
    EXPECT_TRUE(std::move(work).commit());
    for (const auto& pupil : {maya, tom}) test::a_tie(house, amara, Relation::assigned, pupil);
    watch.look();  // a school begins with what is written from now on
  }

  std::string fresh() { return RuleId::make(house->now(), house.random).text(); }
  test::Fields a_form(const std::string& count, test::Fields more = {}) {
    test::Fields out = {{"watch", "count"}, {"kind", "behaviour"}, {"name", "Behaviour is building up"}, {"count", count}, {"within", "10"}, {"unit", "school_days"},
                        {"part", "involved"}, {"where.step", "time_out"}, {"tell", "senco"}, {"urgency", "at_once"}, {"active", "yes"}};
    out.insert(out.end(), more.begin(), more.end());
    return out;
  }
  void behaves(const access::PupilId& pupil, int times = 1) {
    for (int n = 0; n < times; ++n) {
      house.clock.pass(base::minute_ms);
      test::Program program(house, routes, amara);
      const auto answer = program.post("/api/v1/records", test::a_record(house, "behaviour", {pupil},
          web::Json::Object{{"what_happened", "Pushed a chair over."}, {"behaviour", web::Json::Array{"refused"}}, {"step", "time_out"}}));
      ASSERT_EQ(answer.status, 201) << answer.body;
    }
  }
  /// Of ten on roll eight have one behaviour record.
  void nearly_everybody_behaves() {
    for (const char* given : {"Ada", "Ben", "Cem", "Dov", "Ebo", "Fay", "Gil", "Hana"}) behaves(test::a_pupil(house, {.given = given, .family = "Marsh"}));
  }
  /// An education plan of Maya's that is followed.
  std::string a_followed_plan() {
    const auto all = "/pupils/" + maya.text() + "/plans", id = fresh();
    EXPECT_EQ(test::post(house, routes, amara, all, {{"id", id}, {"form", "education_plan"}, {"title", "Calm days"}, {"from", "2026-03-03"}, {"review", "2026-05-01"},
                                                     {"f.strengths", "Tells a story well"}, {"f.areas", "cognition"}, {"f.barriers", "Noise"}, {"f.strategies", "One step at a time"}}).status, 303);
    EXPECT_EQ(test::post(house, routes, amara, all + "/" + id + "/submission", {{"was", "1"}, {"deed", "submitted"}}).status, 303);
    EXPECT_EQ(test::post(house, routes, lena, all + "/" + id + "/decision", {{"was", "2"}, {"deed", "approved"}}).status, 303);
    EXPECT_EQ(test::post(house, routes, lena, all + "/" + id + "/decision", {{"was", "3"}, {"deed", "started"}}).status, 303);
    return all + "/" + id;
  }
  web::Json words(int count, web::Json plans = web::Json::Array{}) {
    web::Json where;
    where.set("field", "step");
    where.set("is", web::Json::Array{"time_out"});
    return web::Json::Object{{"watch", "count"}, {"kind", "behaviour"}, {"part", "involved"}, {"where", web::Json::Array{where}}, {"count", count}, {"within", 10},
                             {"tell", web::Json::Array{"senco"}}, {"urgency", "at_once"}, {"unless_plans", std::move(plans)}};
  }
  web::Json sent(const std::string& id, int count) {
    return web::Json::Object{{"id", id}, {"name", "Building up"}, {"active", true}, {"rule", words(count)}};
  }
  std::int64_t kept() {
    static constexpr db::Sql all = "SELECT COUNT(*) FROM rule";
    return test::number(house, all);
  }

  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = app::all_routes();
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::PupilId tom = test::a_pupil(house, {.given = "Tom", .family = "Lindqvist"});
  const access::StaffId lena = test::a_member_of_staff(house, {.name = "Lena Fox", .roles = {Role::senco}, .post = "SENCo"});
  const access::StaffId tess = test::a_member_of_staff(house, {.name = "Tess Moor", .roles = {Role::class_teacher}});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  RuleWatch watch{house, std::shared_ptr<const record::Catalogue>(&house->room<record::Catalogue>(), [](const record::Catalogue*) {})};
};

TEST_P(KeptRules, PassOverAPupilWhileAPlanIsFollowedAndLookAgainWhenItIsClosed) {
  const auto rule = "/school/rules/" + fresh();
  ASSERT_EQ(test::post(house, routes, lena, rule, a_form("2", {{"was", "0"}, {"unless_plans", "education_plan"}})).status, 303);
  const auto plan = a_followed_plan();
  behaves(maya, 2);
  behaves(tom, 2);
  EXPECT_EQ(watch.look(), 1U) << "Tom alone: Maya’s plan deals with it";
  EXPECT_THAT(test::get(house, routes, lena, rule).body, AllOf(HasSubstr("Not while a plan is followed"), HasSubstr("Calm days"), HasSubstr("The rule says so")));
  EXPECT_THAT(test::get(house, routes, lena, "/inbox").body, AllOf(HasSubstr("Seen: Tom Lindqvist"), Not(HasSubstr("Seen: Maya Osei"))));
  auto again = a_form("2", {{"was", "1"}, {"try", "yes"}, {"unless_plans", "education_plan"}});
  EXPECT_THAT(test::post(house, routes, lena, rule, again).body, AllOf(HasSubstr("one reason to tell"), HasSubstr("One pupil was passed over")));
  again.pop_back();
  EXPECT_THAT(test::post(house, routes, lena, rule, again).body, AllOf(HasSubstr("2 reasons to tell"), Not(HasSubstr("was passed over"))));
  ASSERT_EQ(test::post(house, routes, lena, plan + "/decision", {{"was", "4"}, {"deed", "closed"}, {"words-closed", "It worked"}}).status, 303);
  behaves(maya, 2);
  EXPECT_EQ(watch.look(), 1U) << "the plan is closed: the rule looks at Maya again";
  EXPECT_THAT(test::get(house, routes, lena, "/inbox").body, HasSubstr("Seen: Maya Osei"));
}

TEST_P(KeptRules, GoOnTellingThoseWhoStillReadAKindAndSayWhomTheyTellNoMore) {
  ASSERT_EQ(test::post(house, routes, lena, "/school/kinds", {{"title", "Lunch club"}, {"question", "What happened at lunch"}, {"description", "For each sitting."}, {"class", "C3"},
                                                              {"retention", "notes"}, {"read_roles", "class_teacher"}, {"read_roles", "senco"}}).status, 303);
  test::a_tie(house, tess, Relation::teaches_class, maya);
  const auto rule = "/school/rules/" + fresh();
  ASSERT_EQ(test::post(house, routes, lena, rule, {{"watch", "count"}, {"kind", "own_lunch_club"}, {"name", "Lunch again"}, {"count", "1"}, {"within", "10"}, {"unit", "school_days"},
                                                   {"tell", "senco"}, {"tell", "class_teacher"}, {"urgency", "at_once"}, {"active", "yes"}, {"anyway", "yes"}, {"was", "0"}}).status, 303);
  const auto eats = [&] {
    house.clock.pass(base::minute_ms);
    ASSERT_EQ(test::post(house, routes, amara, "/records", {{"id", fresh()}, {"kind", "own_lunch_club"}, {"pupil", maya.text()}, {"f.what_happened", "Ate two helpings of stew."}}).status, 303);
  };
  const auto told = [&](const access::StaffId& who) {
    const auto inbox = test::get(house, routes, who, "/inbox").body;
    std::size_t out = 0;
    for (auto at = inbox.find("Lunch again"); at != std::string::npos; at = inbox.find("Lunch again", at + 1)) ++out;
    return out;
  };
  eats();
  EXPECT_EQ(watch.look(), 1U);
  const auto first = told(lena);
  EXPECT_GT(first, 0U);
  EXPECT_EQ(told(tess), first);
  EXPECT_THAT(test::get(house, routes, lena, rule).body, Not(HasSubstr("does not do what it says")));

  const auto access = std::string("/school/kinds/own_lunch_club/access");
  ASSERT_EQ(test::post(house, routes, lena, access, {{"was", "0"}, {"read_roles", "senco"}, {"sure", "yes"}}).status, 303);
  EXPECT_THAT(test::get(house, routes, lena, rule).body, AllOf(HasSubstr("does not do what it says"), HasSubstr("do not read this kind of record now: Class teacher")));
  EXPECT_THAT(test::get(house, routes, lena, "/school/rules").body, HasSubstr("Look at it"));
  eats();
  EXPECT_EQ(watch.look(), 1U) << "the SENCo is told as before";
  EXPECT_GT(told(lena), first);
  EXPECT_EQ(told(tess), first) << "what she was told then stays; of what is new not a word";

  ASSERT_EQ(test::post(house, routes, lena, access, {{"was", "1"}, {"read_roles", "head"}, {"sure", "yes"}}).status, 303);
  EXPECT_THAT(test::get(house, routes, lena, rule).body, AllOf(HasSubstr("finds nothing any more"), HasSubstr("may never see")));
  eats();
  EXPECT_EQ(watch.look(), 0U) << "nobody is left to tell, and the page says so";
}

TEST_P(KeptRules, RefuseAPlanThatIsNone) {
  const auto page = test::post(house, routes, lena, "/school/rules/" + fresh(), a_form("2", {{"was", "0"}, {"unless_plans", "secret_plan"}}));
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("Select plans from the list"));
  EXPECT_EQ(kept(), 0);
}

TEST_P(KeptRules, ThatWouldFindNearlyEverybodyAreDraftsThatKeepNoWatchUntilTheyAreMeant) {
  nearly_everybody_behaves();
  const auto rule = "/school/rules/" + fresh();
  const auto page = test::post(house, routes, lena, rule, a_form("1", {{"was", "0"}}));
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, AllOf(HasSubstr("8 of 10 pupils"), HasSubstr("id=\"count-error\""), HasSubstr("Kept as a draft"), HasSubstr("value=\"Behaviour is building up\""), HasSubstr("name=\"was\" value=\"1\"")));
  EXPECT_EQ(kept(), 1) << "never lost";
  EXPECT_THAT(test::get(house, routes, lena, "/school/rules").body, AllOf(HasSubstr("Behaviour is building up"), HasSubstr("Draft")));
  EXPECT_EQ(test::post(house, routes, lena, rule, a_form("1", {{"was", "1"}})).status, 422);
  EXPECT_EQ(kept(), 1) << "the same words again are no further version";
  behaves(maya);
  EXPECT_EQ(watch.look(), 0U) << "a draft is not in force";
  EXPECT_EQ(test::post(house, routes, lena, rule, a_form("1", {{"was", "1"}, {"anyway", "yes"}})).status, 303);
  behaves(tom);
  EXPECT_EQ(watch.look(), 1U);
}

TEST_P(KeptRules, OfAKindThatFewReadTellOnlyThem) {
  const auto head = test::a_member_of_staff(house, {.name = "Helen Moss", .roles = {Role::head}});
  ASSERT_EQ(test::post(house, routes, lena, "/school/kinds", {{"title", "Lunch club"}, {"question", "What happened"}, {"class", "C3"}, {"retention", "notes"}, {"read_roles", "senco"}}).status, 303);
  const auto rule = "/school/rules/" + fresh();
  const test::Fields form = {{"watch", "count"}, {"kind", "own_lunch_club"}, {"name", "Often at lunch club"}, {"count", "1"}, {"within", "10"}, {"unit", "school_days"},
                             {"tell", "senco"}, {"urgency", "at_once"}, {"active", "yes"}, {"anyway", "yes"}, {"was", "0"}};
  auto wider = form;
  wider.emplace_back("tell", "head");
  EXPECT_THAT(test::post(house, routes, lena, rule, wider).body, HasSubstr("Head may never see"));
  ASSERT_EQ(test::post(house, routes, lena, rule, form).status, 303);
  EXPECT_EQ(test::post(house, routes, head, "/school/rules/" + fresh(), form).status, 404) << "who does not read it makes no rule about it";
  const auto id = record::RecordId::make(house->now(), house.random).text();
  ASSERT_EQ(test::post(house, routes, amara, "/records", {{"id", id}, {"kind", "own_lunch_club"}, {"pupil", maya.text()}, {"f.what_happened", "Ate two helpings."}}).status, 303);
  EXPECT_EQ(watch.look(), 1U);
  EXPECT_THAT(test::get(house, routes, lena, "/inbox").body, HasSubstr("Often at lunch club"));
  EXPECT_THAT(test::get(house, routes, head, "/inbox").body, Not(HasSubstr("Often at lunch club")));
  EXPECT_THAT(test::get(house, routes, lena, rule).body, HasSubstr(id));
  EXPECT_THAT(test::get(house, routes, head, rule).body, AllOf(HasSubstr("Only those who read this kind"), Not(HasSubstr(id))));
}

TEST_P(KeptRules, ThatAreDraftsCanBeThrownAwayAndWhatStoodBeforeStandsAgain) {
  const auto rule = "/school/rules/" + fresh();
  ASSERT_EQ(test::post(house, routes, lena, rule, a_form("2", {{"was", "0"}})).status, 303);
  EXPECT_EQ(test::location_of(test::get(house, routes, lena, rule + "/draft")), rule) << "there is none";
  nearly_everybody_behaves();
  watch.look();
  ASSERT_EQ(test::post(house, routes, lena, rule, a_form("1", {{"was", "1"}})).status, 422);
  EXPECT_THAT(test::get(house, routes, lena, rule).body, HasSubstr("Throw the draft away"));
  EXPECT_THAT(test::get(house, routes, lena, rule + "/draft").body, AllOf(HasSubstr("When one pupil has one record"), HasSubstr("stands as it did before the draft and keeps watch: When one pupil has 2 records")));
  for (const auto& outsider : {tess, amara}) {
    EXPECT_EQ(test::get(house, routes, outsider, rule + "/draft").status, 404);
    EXPECT_EQ(test::post(house, routes, outsider, rule + "/draft/end", {{"was", "2"}}).status, 404);
  }
  EXPECT_EQ(test::post(house, routes, lena, rule + "/draft/end", {{"was", "1"}}).status, 409) << "a page that is not of this draft";
  EXPECT_THAT(test::get(house, routes, lena, rule).body, HasSubstr("A change is a draft"));
  const auto before = test::last_entry(house);
  ASSERT_EQ(test::location_of(test::post(house, routes, lena, rule + "/draft/end", {{"was", "2"}})), rule + "?done=dropped");
  EXPECT_THAT(test::deeds_after(house, before), ::testing::Contains("rule.draft_dropped"));
  EXPECT_EQ(test::post(house, routes, lena, rule + "/draft/end", {{"was", "2"}}).status, 303) << "pressed twice";
  const auto shown = test::get(house, routes, lena, rule).body;
  EXPECT_THAT(shown, AllOf(HasSubstr("When one pupil has 2 records"), HasSubstr("The draft was thrown away."), Not(HasSubstr("A change is a draft")), Not(HasSubstr("Throw the draft away"))));
  behaves(maya, 2);
  EXPECT_EQ(watch.look(), 1U) << "what stood before keeps watch";
  // The rule goes on: its next version is none of the two numbers that were used.
  ASSERT_EQ(test::post(house, routes, lena, rule, a_form("3", {{"was", "3"}})).status, 303);
  EXPECT_THAT(test::get(house, routes, lena, "/school/rules").body, HasSubstr("When one pupil has 3 records"));
  ASSERT_EQ(test::post(house, routes, lena, rule, a_form("1", {{"was", "4"}})).status, 422);
  EXPECT_THAT(test::get(house, routes, lena, rule).body, HasSubstr("A change is a draft")) << "and may have another draft";
}

TEST_P(KeptRules, ThatWereNeverInForceAreGoneOnceTheirDraftIsThrownAway) {
  nearly_everybody_behaves();
  const auto id = fresh(), rule = "/school/rules/" + id;
  ASSERT_EQ(test::post(house, routes, lena, rule, a_form("1", {{"was", "0"}})).status, 422);
  EXPECT_THAT(test::get(house, routes, lena, rule + "/draft").body, HasSubstr("It was never in force"));
  test::Program program(house, routes, lena), stranger(house, routes, tess);
  EXPECT_EQ(stranger.post("/api/v1/rules/" + id + "/draft/end", web::Json::Object{{"version", 1}}).status, 404);
  EXPECT_EQ(program.post("/api/v1/rules/" + id + "/draft/end", web::Json::Object{{"version", 7}}).status, 409);
  const auto done = program.post("/api/v1/rules/" + id + "/draft/end", web::Json::Object{{"version", 1}});
  EXPECT_EQ(done.status, 200) << done.body;
  EXPECT_THAT(done.body, HasSubstr("\"left\":false"));
  EXPECT_EQ(test::get(house, routes, lena, rule).status, 404);
  EXPECT_EQ(program.post("/api/v1/rules/" + id + "/draft/end", web::Json::Object{{"version", 1}}).status, 200) << "sent twice";
  EXPECT_THAT(test::get(house, routes, lena, "/school/rules").body, Not(HasSubstr(id)));
  EXPECT_EQ(test::location_of(test::post(house, routes, lena, rule + "/draft/end", {{"was", "1"}})), "/school/rules?done=dropped") << "pressed twice, or on a page that stood open";
  EXPECT_EQ(kept(), 2) << "that there was one stays";
}

TEST_P(KeptRules, LeaveInForceWhatStoodWhileAChangeIsADraft) {
  const auto rule = "/school/rules/" + fresh();
  ASSERT_EQ(test::post(house, routes, lena, rule, a_form("2", {{"was", "0"}})).status, 303);
  nearly_everybody_behaves();
  watch.look();
  EXPECT_EQ(test::post(house, routes, lena, rule, a_form("1", {{"was", "1"}})).status, 422);
  EXPECT_THAT(test::get(house, routes, lena, rule).body, AllOf(HasSubstr("A change is a draft"), HasSubstr("What keeps watch is: When one pupil has 2 records")));
  behaves(maya);
  EXPECT_EQ(watch.look(), 0U) << "one record: the draft is not in force";
  behaves(maya);
  EXPECT_EQ(watch.look(), 1U) << "two: what stood before is";
}

TEST_P(KeptRules, AreMadeChangedStoppedAndTriedByAProgramOfWhoMay) {
  test::Program program(house, routes, lena);
  const auto id = fresh();
  const auto made = program.post("/api/v1/rules", sent(id, 2));
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(test::location_of(made), "/api/v1/rules/" + id);
  EXPECT_EQ(program.post("/api/v1/rules", sent(id, 2)).status, 200) << "sent twice it is one rule";
  EXPECT_EQ(program.post("/api/v1/rules", sent(id, 3)).status, 409);
  EXPECT_EQ(kept(), 1);
  behaves(maya, 2);
  EXPECT_EQ(watch.look(), 1U);
  const auto tried = program.post("/api/v1/rules/dry-runs", web::Json::Object{{"rule", words(2)}});
  ASSERT_EQ(tried.status, 200) << tried.body;
  EXPECT_EQ(test::at(test::json_of(tried), {"newest", "0", "pupil"}), maya.text());
  web::Json change = web::Json::Object{{"version", 1}, {"name", "Building up"}, {"active", true}, {"rule", words(3, web::Json::Array{"behaviour_plan"})}};
  EXPECT_EQ(program.post("/api/v1/rules/" + id + "/versions", change).status, 201);
  EXPECT_EQ(program.post("/api/v1/rules/" + id + "/versions", change).status, 200);
  change.set("name", "Other words");
  const auto stale = program.post("/api/v1/rules/" + id + "/versions", change);
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, AllOf(HasSubstr("\"current\""), HasSubstr("\"yours\"")));
  EXPECT_THAT(program.get("/api/v1/rules/" + id).body, AllOf(HasSubstr("behaviour support plan"), HasSubstr("\"watches\":true")));
  EXPECT_EQ(program.post_raw("/api/v1/rules/" + id + "/stop", "{}").status, 201);
  EXPECT_EQ(program.post_raw("/api/v1/rules/" + id + "/stop", "{}").status, 200);
  EXPECT_THAT(program.get("/api/v1/rules/" + id).body, HasSubstr("\"watches\":false"));
  behaves(tom, 3);
  EXPECT_EQ(watch.look(), 0U);
}

TEST_P(KeptRules, OfAProgramNameWhatIsWrongAndAreDraftsWhereTheyWouldFindNearlyEverybody) {
  test::Program program(house, routes, lena);
  auto wrong = sent(fresh(), 2);
  auto broken = words(2);
  broken.set("watch", "sometimes");
  broken.set("colour", "red");
  wrong.set("rule", broken);
  EXPECT_THAT(test::fields_at_fault(program.post("/api/v1/rules", wrong)), ElementsAre("watch", "colour"));
  auto shapeless = words(2);
  shapeless.set("where", web::Json::Array{"step"});
  wrong.set("rule", shapeless);
  EXPECT_THAT(test::fields_at_fault(program.post("/api/v1/rules", wrong)), ElementsAre("where")) << "a condition that cannot be read would make the rule wider";
  EXPECT_EQ(kept(), 0);
  nearly_everybody_behaves();
  const auto id = fresh();
  const auto draft = program.post("/api/v1/rules", sent(id, 1));
  EXPECT_EQ(draft.status, 201);
  EXPECT_THAT(draft.body, AllOf(HasSubstr("\"draft\":true"), HasSubstr("\"pupils\":8"), HasSubstr("\"on_roll\":10")));
  auto meant = web::Json(web::Json::Object{{"version", 1}, {"name", "Building up"}, {"active", true}, {"sure", true}, {"rule", words(1)}});
  EXPECT_THAT(program.post("/api/v1/rules/" + id + "/versions", meant).body, HasSubstr("\"draft\":false"));
}

TEST_P(KeptRules, AreNotFoundForAProgramOfWhoMayNot) {
  test::Program keeper(house, routes, lena), other(house, routes, tess), head(house, routes, test::a_member_of_staff(house, {.name = "Dana Levy", .roles = {Role::dsl}}));
  const auto id = fresh();
  ASSERT_EQ(keeper.post("/api/v1/rules", sent(id, 2)).status, 201);
  EXPECT_EQ(other.post("/api/v1/rules", sent(fresh(), 2)).status, 404);
  EXPECT_EQ(other.post("/api/v1/rules/" + id + "/versions", web::Json::Object{{"version", 1}, {"name", "Mine"}, {"active", false}, {"rule", words(2)}}).status, 404);
  EXPECT_EQ(other.post_raw("/api/v1/rules/" + id + "/stop", "{}").status, 404);
  EXPECT_EQ(other.post("/api/v1/rules/dry-runs", web::Json::Object{{"rule", words(2)}}).status, 404);
  EXPECT_EQ(kept(), 1);
  auto concerns = words(2);
  concerns.set("kind", "concern");
  concerns.set("part", "");
  concerns.set("where", web::Json::Array{});
  concerns.set("tell", web::Json::Array{"dsl"});
  web::Json about_concerns = web::Json::Object{{"id", fresh()}, {"name", "Concerns"}, {"active", false}, {"rule", concerns}};
  EXPECT_EQ(keeper.post("/api/v1/rules", about_concerns).status, 404) << "a SENCo sees no safeguarding file";
  EXPECT_EQ(head.post("/api/v1/rules", about_concerns).status, 201);
}

INSTANTIATE_TEST_SUITE_P(BothEngines, KeptRules, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
