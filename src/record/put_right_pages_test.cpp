// What was written wrongly as a whole, through the real routes on both engines: undone, moved without a hole, split; and who may know of it.
#include "record/ids.h"
#include "record/link_store.h"
#include "record/search_index.h"
#include "record/witness_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace record {
namespace {

using access::Relation;
using access::Role;
using testing::HasSubstr;
using testing::Not;

class PuttingRight : public testing::TestWithParam<db::Engine> {
 protected:
  PuttingRight() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
    dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, tomas, Relation::assigned, leon);
    test::a_tie(house, priya, Relation::teaches_class, maya);
  }

  std::string write(const access::StaffId& author, std::vector<access::PupilId> pupils, const std::string& words, const std::string& kind = "note") {
    const auto id = RecordId::make(house->now(), house.random).text();
    test::Fields fields = {{"id", id}, {"kind", kind}, {"f.what_happened", words}};
    for (const auto& pupil : pupils) fields.emplace_back("pupil", pupil.text());
    const auto saved = test::post(house, routes, author, "/records", fields);
    EXPECT_EQ(saved.status, 303) << saved.body;
    return id;
  }
  web::Response get(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target); }
  web::Response post(const access::StaffId& who, const std::string& target, const test::Fields& fields = {}) {
    return test::post(house, routes, who, target, fields);
  }
  std::string chronology(const access::StaffId& reader, const access::PupilId& pupil) { return get(reader, "/pupils/" + pupil.text() + "/chronology").body; }
  std::string found_by(const access::StaffId& reader, const std::string& words) {
    house->room<SearchIndex>().catch_up();
    return get(reader, "/search?q=" + words).body;
  }
  std::string broken() {
    house->pen().flush();
    return verify(*house->database().writer()).broken.value_or("");
  }
  test::Fields moving(const access::PupilId& from, const access::PupilId& to) {
    return {{"was", "1"}, {"wrong", from.text()}, {"pupil", to.text()}, {"reason", "Two boys share a coat peg"}};
  }
  std::string moved_to(const std::string& id) {
    static constexpr db::Sql newest = "SELECT COUNT(*) FROM record WHERE moved_to IS NOT NULL";
    EXPECT_EQ(test::number(house, newest), 1);
    const auto page = get(dsl, "/records/" + id).body;
    static const std::regex link("href=\"/records/([0-9A-Z]{26})\">The entry where it belongs");
    std::smatch found;
    return std::regex_search(page, found, link) ? found[1].str() : std::string();
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, tomas, priya, dsl;
  access::PupilId maya, leon;
};

TEST_P(PuttingRight, AnEntryIsUndoneWithinThirtySecondsAndItsWordsStayForWhoDecides) {
  const auto id = write(amara, {maya}, "Counted the blue beads to fifty.");
  EXPECT_THAT(get(amara, "/records/" + id + "?saved=yes").body, HasSubstr("Undo"));
  ASSERT_THAT(chronology(priya, maya), HasSubstr("blue beads"));
  ASSERT_THAT(found_by(amara, "beads"), HasSubstr(id));
  house.clock.pass(30'000);
  ASSERT_EQ(post(amara, "/records/" + id + "/undo").status, 303);
  EXPECT_THAT(chronology(amara, maya), Not(HasSubstr("blue beads")));
  EXPECT_THAT(chronology(priya, maya), Not(HasSubstr("blue beads")));
  EXPECT_THAT(found_by(amara, "beads"), Not(HasSubstr(id)));
  EXPECT_THAT(get(amara, "/entries").body, HasSubstr("Undone at once"));
  EXPECT_THAT(get(amara, "/records/" + id).body, HasSubstr("blue beads")) << "one's own words";
  EXPECT_THAT(get(dsl, "/records/" + id).body, HasSubstr("blue beads")) << "kept for who decides";
  EXPECT_THAT(get(dsl, "/entries/ended").body, HasSubstr(id));
  EXPECT_EQ(get(tomas, "/records/" + id).status, 404);
  EXPECT_THAT(get(tomas, "/entries/ended").body, Not(HasSubstr(id)));
  EXPECT_EQ(post(amara, "/records/" + id + "/corrections", {{"was", "1"}, {"reason", "x"}, {"f.what_happened", "y"}}).status, 404);
  EXPECT_EQ(post(amara, "/records/" + id + "/undo").status, 303) << "pressed twice";
  EXPECT_THAT(test::deeds_after(house, 0), testing::Contains("record.undone"));
  EXPECT_EQ(broken(), "");
}

TEST_P(PuttingRight, AfterThirtySecondsUndoIsRefusedAndNothingIsLost) {
  const auto id = write(amara, {maya}, "Counted the blue beads to fifty.");
  house.clock.pass(30'001);
  const auto late = post(amara, "/records/" + id + "/undo");
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, HasSubstr("30 seconds"));
  EXPECT_THAT(chronology(amara, maya), HasSubstr("blue beads"));
  EXPECT_THAT(get(amara, "/records/" + id + "?saved=yes").body, Not(HasSubstr("/undo")));
}

TEST_P(PuttingRight, NobodyUndoesWhatAnotherWrote) {
  const auto id = write(amara, {maya}, "Counted the blue beads to fifty.");
  EXPECT_EQ(post(dsl, "/records/" + id + "/undo").status, 404);
  EXPECT_EQ(post(tomas, "/records/" + id + "/undo").status, 404);
  EXPECT_THAT(chronology(amara, maya), HasSubstr("blue beads"));
}

TEST_P(PuttingRight, AnEntryAboutTheWrongChildIsMovedWithoutAHoleAndWithoutALeak) {
  const auto id = write(amara, {maya}, "Leon swapped his lunch for a stone.");
  ASSERT_THAT(chronology(priya, maya), HasSubstr("swapped his lunch"));
  ASSERT_THAT(chronology(tomas, leon), Not(HasSubstr("swapped his lunch")));
  house.clock.pass(60'000);
  const auto moved = post(amara, "/records/" + id + "/move", moving(maya, leon));
  ASSERT_EQ(moved.status, 303) << moved.body;

  for (const auto& reader : {amara, priya}) {
    const auto page = chronology(reader, maya);
    EXPECT_THAT(page, HasSubstr("An entry made here in error was moved"));
    EXPECT_THAT(page, Not(HasSubstr("swapped his lunch")));
    EXPECT_THAT(page, Not(HasSubstr("Farrow")));
  }
  const auto wrong_childs = get(priya, "/records/" + id);
  EXPECT_EQ(wrong_childs.status, 200);
  EXPECT_THAT(wrong_childs.body, HasSubstr("An entry made here in error was moved"));
  EXPECT_THAT(wrong_childs.body, Not(HasSubstr("swapped his lunch"))) << "she may decide about Maya, not about Leon";
  EXPECT_THAT(wrong_childs.body, Not(HasSubstr("Two boys share")));
  EXPECT_THAT(wrong_childs.body, Not(HasSubstr("where it belongs")));
  EXPECT_THAT(get(priya, "/entries/ended").body, Not(HasSubstr(id)));

  const auto right_childs = chronology(tomas, leon);
  EXPECT_THAT(right_childs, HasSubstr("swapped his lunch"));
  EXPECT_THAT(right_childs, HasSubstr("Amara Nwosu")) << "the author stays";
  const auto fresh = moved_to(id);
  ASSERT_FALSE(fresh.empty()) << "who may see both is led from one to the other";
  const auto anew = get(tomas, "/records/" + fresh);
  EXPECT_EQ(anew.status, 200);
  EXPECT_THAT(anew.body, Not(HasSubstr("Osei")));
  EXPECT_THAT(anew.body, Not(HasSubstr("Moved here from"))) << "he may not know of the wrong child";
  EXPECT_THAT(get(dsl, "/records/" + fresh).body, HasSubstr("Moved here from"));
  EXPECT_THAT(get(dsl, "/records/" + id).body, HasSubstr("Two boys share"));
  EXPECT_THAT(get(amara, "/entries").body, HasSubstr("Moved to the right pupil"));
  EXPECT_EQ(get(priya, "/records/" + fresh).status, 404);

  EXPECT_THAT(found_by(tomas, "swapped"), HasSubstr(fresh));
  EXPECT_THAT(found_by(priya, "swapped"), testing::AllOf(Not(HasSubstr(id)), Not(HasSubstr(fresh))));
  const auto deeds = test::deeds_after(house, 0);
  EXPECT_THAT(deeds, testing::Contains("record.moved"));
  EXPECT_THAT(deeds, testing::Contains("record.reissued"));
  EXPECT_EQ(broken(), "");
}

TEST_P(PuttingRight, ForeignFieldsOfAMoveChangeNothing) {
  const auto id = write(amara, {maya}, "Leon swapped his lunch for a stone.");
  auto fields = moving(maya, leon);
  for (const auto& [name, value] : test::Fields{{"author_id", dsl.text()}, {"how", "undone"}, {"kind", "concern"}, {"info_class", "9"}, {"flag", "2"},
                                                {"recorded_at", "0"}, {"moved_to", id}, {"f.what_happened", "Other words."}, {"state", "closed"}})
    fields.emplace_back(name, value);
  ASSERT_EQ(post(amara, "/records/" + id + "/move", fields).status, 303);
  static constexpr db::Sql anew =
      "SELECT COUNT(*) FROM record r JOIN record_version v ON v.record_id = r.id WHERE r.kind = 'note' AND r.info_class = 3 AND r.flag = 0 AND r.state = '' "
      "AND r.author_id = :author AND r.recorded_at > 0 AND r.moved_to IS NULL AND v.body LIKE '%for a stone%'";
  EXPECT_EQ(test::number(house, anew, {{"author", amara}}), 1);
  static constexpr db::Sql how = "SELECT COUNT(*) FROM record_tombstone WHERE how = 'moved'";
  EXPECT_EQ(test::number(house, how), 1);
}

TEST_P(PuttingRight, AnAuthorMovesForADayAndWhoDecidesForEver) {
  const auto id = write(amara, {maya}, "Leon swapped his lunch for a stone.");
  house.clock.pass(24 * 3600 * 1000 + 1);
  EXPECT_EQ(post(amara, "/records/" + id + "/move", moving(maya, leon)).status, 404);
  EXPECT_EQ(post(tomas, "/records/" + id + "/move", moving(maya, leon)).status, 404);
  EXPECT_EQ(post(priya, "/records/" + id + "/move", moving(maya, maya)).status, 422) << "to the same child";
  EXPECT_EQ(post(priya, "/records/" + id + "/move", {{"was", "1"}, {"wrong", maya.text()}, {"reason", "x"}}).status, 422);
  EXPECT_EQ(post(priya, "/records/" + id + "/move", {{"was", "7"}, {"wrong", maya.text()}, {"pupil", leon.text()}, {"reason", "x"}}).status, 422);
  EXPECT_EQ(post(priya, "/records/" + id + "/move", moving(maya, leon)).status, 303);
}

TEST_P(PuttingRight, FilesFollowTheMovedEntryAndAreOpenedNoMoreThroughTheWrongChild) {
  const auto id = RecordId::make(house->now(), house.random).text();
  test::Browser browser(house, routes, amara);
  ASSERT_EQ(browser.post("/records", {{"id", id}, {"kind", "note"}, {"pupil", maya.text()}, {"f.what_happened", "Drew a map."}},
                         {{"f.files", "map.txt", "", "First the gate."}}).status, 303);
  static const std::regex link("href=\"(/files/[0-9A-Z]{26})\"");
  const auto file_on = [&](const std::string& page) {
    std::smatch found;
    return std::regex_search(page, found, link) ? found[1].str() : std::string("/files/none");
  };
  const auto old_file = file_on(get(amara, "/records/" + id).body);
  ASSERT_EQ(get(priya, old_file).status, 200) << "somebody can see it";
  ASSERT_EQ(post(amara, "/records/" + id + "/move", moving(maya, leon)).status, 303);
  EXPECT_EQ(get(priya, old_file).status, 404);
  EXPECT_EQ(get(tomas, old_file).status, 404);
  const auto new_file = file_on(get(tomas, "/records/" + moved_to(id)).body);
  EXPECT_NE(new_file, old_file);
  EXPECT_EQ(get(tomas, new_file).body, "First the gate.");
  EXPECT_EQ(get(priya, new_file).status, 404);
}

TEST_P(PuttingRight, OfSeveralPupilsOnlyTheWrongOneIsExchanged) {
  const auto sofia = test::a_pupil(house, {.given = "Sofia", .family = "Lind"});
  test::a_tie(house, tomas, Relation::assigned, sofia);
  const auto id = write(amara, {maya, sofia}, "Shared the big swing.");
  ASSERT_EQ(post(dsl, "/records/" + id + "/move", moving(maya, leon)).status, 303);
  EXPECT_THAT(chronology(tomas, sofia), HasSubstr("Shared the big swing"));
  EXPECT_THAT(chronology(tomas, sofia), Not(HasSubstr("made here in error"))) << "she was right";
  EXPECT_THAT(chronology(tomas, leon), HasSubstr("Shared the big swing"));
  EXPECT_THAT(chronology(amara, maya), HasSubstr("made here in error"));
}

TEST_P(PuttingRight, AnEntryAboutTwoIsSplitSoThatEachReadsTheirOwn) {
  const auto id = write(amara, {maya, leon}, "Maya shouted. Leon was sick on the bus.");
  ASSERT_THAT(chronology(tomas, leon), HasSubstr("Maya shouted"));
  const test::Fields split = {{"was", "1"}, {"reason", "Each family asks for theirs"}, {"words." + maya.text(), "Maya shouted."},
                              {"words." + leon.text(), "Leon was sick on the bus."}};
  EXPECT_EQ(post(tomas, "/records/" + id + "/split", split).status, 404);
  EXPECT_EQ(post(dsl, "/records/" + id + "/split", {{"was", "1"}, {"reason", "x"}, {"words." + maya.text(), "Maya shouted."}}).status, 422);
  ASSERT_EQ(post(dsl, "/records/" + id + "/split", split).status, 303);
  EXPECT_THAT(chronology(tomas, leon), testing::AllOf(HasSubstr("sick on the bus"), Not(HasSubstr("Maya shouted"))));
  EXPECT_THAT(chronology(amara, maya), testing::AllOf(HasSubstr("Maya shouted"), Not(HasSubstr("sick on the bus"))));
  EXPECT_THAT(get(dsl, "/records/" + id).body, HasSubstr("Maya shouted. Leon was sick"));
  EXPECT_EQ(broken(), "");
}

TEST_P(PuttingRight, AHiddenOrRevivedRecordIsSeenByTheWitness) {
  const auto id = write(amara, {maya}, "Counted the blue beads to fifty.");
  ASSERT_EQ(broken(), "");
  test::damage(house, "UPDATE record SET moved_to = id");
  EXPECT_THAT(broken(), HasSubstr("1 records ended in the store, 0 in the chain"));
  test::damage(house, "UPDATE record SET moved_to = NULL");
  ASSERT_EQ(post(amara, "/records/" + id + "/undo").status, 303);
  ASSERT_EQ(broken(), "");
  test::damage(house, "UPDATE record SET moved_to = NULL");
  EXPECT_THAT(broken(), HasSubstr("0 records ended in the store, 1 in the chain"));
}

TEST_P(PuttingRight, ALinkIsShownToThoseWhoMaySeeBothEnds) {
  const auto one = write(amara, {maya, leon}, "Shared the big swing.");
  house.clock.pass(60'000);
  const auto other = write(tomas, {leon}, "Told me about the swing at home time.");
  ASSERT_EQ(post(dsl, "/records/" + other + "/links", {{"other", one}, {"relation", "follows_from"}}).status, 303);
  EXPECT_THAT(get(dsl, "/records/" + one).body, HasSubstr("Was followed by"));
  EXPECT_THAT(get(tomas, "/records/" + other).body, HasSubstr("Follows from"));
  EXPECT_THAT(get(amara, "/records/" + one).body, Not(HasSubstr("Was followed by")));
  EXPECT_EQ(post(amara, "/records/" + one + "/links", {{"other", other}, {"relation", "relates_to"}}).status, 422) << "an end she may not see";
  EXPECT_EQ(post(dsl, "/records/" + one + "/links", {{"other", other}, {"relation", "moved_from"}}).status, 422) << "only the house says that";
}

TEST_P(PuttingRight, WhatIsRestrictedStaysSoAlsoWhereItsAuthorMovesIt) {
  const auto id = write(amara, {maya}, "Said there was no supper again.");
  const auto concern = RecordId::make(house->now(), house.random).text();
  ASSERT_EQ(post(priya, "/records/" + id + "/concern", {{"id", concern}, {"was", "1"}, {"f.what_happened", "No supper."}, {"f.source", "told_me"}, {"f.safe_now", "yes"}}).status, 303);
  ASSERT_THAT(chronology(priya, maya), Not(HasSubstr("no supper")));
  ASSERT_EQ(post(amara, "/records/" + id + "/move", moving(maya, leon)).status, 303) << "she does not know that it is restricted";
  EXPECT_THAT(chronology(tomas, leon), Not(HasSubstr("no supper")));
  EXPECT_THAT(found_by(tomas, "supper"), Not(HasSubstr("no supper")));
  const auto fresh = moved_to(id);
  ASSERT_FALSE(fresh.empty());
  EXPECT_THAT(get(dsl, "/records/" + fresh).body, testing::AllOf(HasSubstr("no supper"), HasSubstr("Restricted"), HasSubstr("Raised as"))) << "and the link to what was raised";
  EXPECT_EQ(get(tomas, "/records/" + fresh).status, 404);
  EXPECT_EQ(broken(), "");
}

TEST_P(PuttingRight, WhomARestrictedRecordNamesReadsItWhereItBelongsToo) {
  const auto id = write(amara, {maya}, "A family matter.");
  ASSERT_EQ(post(dsl, "/records/" + id + "/flag", {{"to", "restricted"}, {"was", "0"}, {"reason", "Between two homes"}, {"until", "2026-03-31"}, {"named-1", tomas.text()}}).status, 303);
  ASSERT_EQ(post(dsl, "/records/" + id + "/move", moving(maya, leon)).status, 303);
  const auto fresh = moved_to(id);
  EXPECT_THAT(get(tomas, "/records/" + fresh).body, HasSubstr("A family matter."));
  EXPECT_THAT(get(dsl, "/records/" + fresh).body, HasSubstr("Between two homes"));
  EXPECT_EQ(get(amara, "/pupils/" + leon.text() + "/chronology").body.find("family matter"), std::string::npos);
}

TEST_P(PuttingRight, WhatSomebodyWasAskedToDoGoesAlongWithItsHistory) {
  const auto id = write(amara, {maya}, "Lost a coat.");
  const auto action = RecordId::make(house->now(), house.random).text();
  ASSERT_EQ(post(priya, "/actions", {{"id", action}, {"what", "Look in the lost box."}, {"owner", tomas.text()}, {"due_on", "2026-03-05"}, {"record", id}}).status, 303);
  ASSERT_THAT(get(tomas, "/inbox").body, testing::AllOf(HasSubstr("Look in the lost box."), HasSubstr("Maya Osei")));
  ASSERT_EQ(post(amara, "/records/" + id + "/move", moving(maya, leon)).status, 303);
  EXPECT_THAT(get(tomas, "/inbox").body, testing::AllOf(HasSubstr("Look in the lost box."), HasSubstr("Leon Farrow"), Not(HasSubstr("Maya Osei"))));
  EXPECT_THAT(get(tomas, "/actions/" + action).body, testing::AllOf(HasSubstr("Went to the right pupil"), HasSubstr("/records/" + moved_to(id))));
  EXPECT_EQ(post(tomas, "/actions/" + action + "/steps", {{"deed", "done"}, {"was", "1"}, {"words-done", "Found it."}}).status, 409) << "the page he had open before";
}

TEST_P(PuttingRight, TheSameEventWrittenTwiceIsSuggestedToWhoDecidesAndNeverPutTogetherByItself) {
  const auto one = write(amara, {maya}, "Maya fell from the climbing frame and grazed her elbow.");
  house.clock.pass(20 * 60'000);
  const auto other = write(priya, {maya}, "Grazed elbow after Maya fell at the climbing frame.");
  house.clock.pass(1000);
  const auto unlike = write(priya, {maya}, "Read two pages aloud in assembly.");
  EXPECT_THAT(get(dsl, "/records/" + one).body, HasSubstr("may be the same event"));
  EXPECT_THAT(get(dsl, "/entries/suggested").body, testing::AllOf(HasSubstr(other), Not(HasSubstr(unlike))));
  EXPECT_THAT(get(amara, "/records/" + one).body, Not(HasSubstr("may be the same event")));
  EXPECT_EQ(get(amara, "/entries/suggested").status, 404);
  EXPECT_EQ(post(amara, "/records/" + one + "/links", {{"other", other}, {"relation", "different_events"}}).status, 404);
  ASSERT_EQ(post(dsl, "/records/" + one + "/links", {{"other", other}, {"relation", "different_events"}}).status, 303);
  EXPECT_THAT(get(dsl, "/entries/suggested").body, Not(HasSubstr(other))) << "asked once";
  EXPECT_THAT(chronology(dsl, maya), testing::AllOf(HasSubstr(one), HasSubstr(other)));
}

TEST_P(PuttingRight, ANoteThatProvesToBeAConcernIsRaisedAndLeavesTheEyesOfOthers) {
  const auto id = write(amara, {maya}, "Said there was no supper again.");
  ASSERT_THAT(chronology(priya, maya), HasSubstr("no supper"));
  EXPECT_EQ(get(tomas, "/records/" + id + "/concern").status, 404);
  const auto form = get(priya, "/records/" + id + "/concern");
  ASSERT_EQ(form.status, 200);
  EXPECT_THAT(form.body, HasSubstr("Said there was no supper again."));
  const auto concern = RecordId::make(house->now(), house.random).text();
  const test::Fields raised = {{"id", concern}, {"was", "1"}, {"f.what_happened", "Said there was no supper again."}, {"f.source", "told_me"}, {"f.safe_now", "yes"},
                               {"pupil", leon.text()}, {"kind", "note"}, {"info_class", "3"}};
  auto empty = raised;
  empty[2].second = "";
  EXPECT_EQ(post(priya, "/records/" + id + "/concern", empty).status, 422);
  ASSERT_EQ(post(priya, "/records/" + id + "/concern", raised).status, 303);
  EXPECT_EQ(post(priya, "/records/" + id + "/concern", raised).status, 303) << "pressed twice";
  for (const auto& reader : {amara, priya}) EXPECT_THAT(chronology(reader, maya), Not(HasSubstr("no supper")));
  EXPECT_EQ(get(priya, "/records/" + id).status, 404);
  EXPECT_THAT(chronology(dsl, maya), HasSubstr(concern));
  EXPECT_THAT(get(dsl, "/records/" + concern).body, HasSubstr("Raised from"));
  EXPECT_THAT(get(dsl, "/records/" + id).body, testing::AllOf(HasSubstr("Raised as"), HasSubstr("Restricted")));
  EXPECT_THAT(get(amara, "/entries").body, HasSubstr("Raised as a concern")) << "its author is told";
  EXPECT_THAT(get(amara, "/records/" + id).body, testing::AllOf(HasSubstr("no supper"), Not(HasSubstr(concern))));
  EXPECT_EQ(get(amara, "/records/" + concern).status, 404);
  EXPECT_THAT(chronology(dsl, leon), Not(HasSubstr("no supper"))) << "a pupil named by hand is passed over";
  EXPECT_THAT(found_by(priya, "supper"), Not(HasSubstr(id)));
  EXPECT_EQ(broken(), "");
}

TEST(SimilarWords, NeedTwoLongWordsInCommon) {
  EXPECT_TRUE(has_similar_words("Maya fell from the climbing frame", "Fell off the climbing frame at break"));
  EXPECT_FALSE(has_similar_words("Maya read aloud", "Maya fell down"));
  EXPECT_FALSE(has_similar_words("", ""));
}

INSTANTIATE_TEST_SUITE_P(Engines, PuttingRight, testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace record
