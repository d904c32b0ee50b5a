// Corrections of when, about whom and with which files, through the real routes on both engines; and that the witness holds them.
#include "record/ids.h"
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

class Correcting : public testing::TestWithParam<db::Engine> {
 protected:
  Correcting() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, tomas, Relation::assigned, leon);
    id = RecordId::make(house->now(), house.random).text();
    const auto saved = send("/records", {{"id", id}, {"kind", "note"}, {"pupil", maya.text()}, {"f.what_happened", "Shared the big swing."}},
                            {{"f.files", "map.txt", "", "First the gate."}});
    EXPECT_EQ(saved.status, 303) << saved.body;
    house.clock.pass(120'000);
  }

  web::Response send(const std::string& target, const test::Fields& fields, std::vector<web::Upload> files = {}) {
    return test::Browser(house, routes, amara).post(target, fields, std::move(files));
  }
  /// As the page sends it: all fields, the pupils ticked, the files kept.
  test::Fields as_it_stands(const std::string& was) {
    test::Fields out = {{"was", was}, {"frame", "yes"}, {"reason", "Seen again"}, {"f.what_happened", "Shared the big swing."}, {"on", "2026-03-03"}, {"at", "10:40"}};
    for (const auto& file : files()) out.emplace_back("f.files", file.substr(7));
    return out;
  }
  std::string corrections() const { return "/records/" + id + "/corrections"; }
  web::Response get(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target); }
  std::string chronology(const access::StaffId& reader, const access::PupilId& pupil) { return get(reader, "/pupils/" + pupil.text() + "/chronology").body; }
  std::vector<std::string> files() {
    static const std::regex link("href=\"(/files/[0-9A-Z]{26})\"");
    const auto page = get(amara, "/records/" + id).body;
    std::vector<std::string> out;
    for (std::sregex_iterator at(page.begin(), page.end(), link), end; at != end; ++at) out.push_back((*at)[1]);
    return out;
  }
  std::string broken() {
    house->pen().flush();
    return verify(*house->database().writer()).broken.value_or("");
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, tomas, dsl;
  access::PupilId maya, leon;
  std::string id;
};

TEST_P(Correcting, ChangesWhenItHappenedAndKeepsWhenItWasSaidToHave) {
  auto fields = as_it_stands("1");
  fields.emplace_back("pupil", maya.text());
  for (auto& [name, value] : fields)
    if (name == "at") value = "09:15";
  const auto saved = send(corrections(), fields);
  ASSERT_EQ(saved.status, 303) << saved.body;
  EXPECT_THAT(chronology(amara, maya), HasSubstr("09:15"));
  const auto page = get(amara, "/records/" + id).body;
  EXPECT_THAT(page, HasSubstr("today 09:15"));
  EXPECT_THAT(page, HasSubstr("Happened: today 10:40")) << "the earlier version tells its own moment";
  EXPECT_EQ(broken(), "");
  for (auto& [name, value] : fields) {
    if (name == "at") value = "23:59";
    if (name == "was") value = "2";
  }
  const auto future = send(corrections(), fields);
  EXPECT_EQ(future.status, 422);
  EXPECT_THAT(future.body, HasSubstr("must be now or in the past"));
}

TEST_P(Correcting, AddsAPupilAndTakesOneOut) {
  auto fields = as_it_stands("1");
  fields.emplace_back("pupil", maya.text());
  fields.emplace_back("pupil", leon.text());
  EXPECT_THAT(chronology(tomas, leon), Not(HasSubstr("big swing")));
  ASSERT_EQ(send(corrections(), fields).status, 303);
  EXPECT_THAT(chronology(tomas, leon), HasSubstr("big swing"));
  EXPECT_THAT(chronology(amara, maya), HasSubstr("big swing"));
  EXPECT_THAT(get(tomas, "/records/" + id).body, Not(HasSubstr("As it stood before"))) << "the first version was about another child";
  EXPECT_THAT(get(dsl, "/records/" + id).body, HasSubstr("About: Maya Osei"));

  fields = as_it_stands("2");
  fields.emplace_back("pupil", leon.text());
  ASSERT_EQ(send(corrections(), fields).status, 303);
  EXPECT_THAT(chronology(amara, maya), Not(HasSubstr("big swing")));
  EXPECT_THAT(chronology(tomas, leon), HasSubstr("big swing"));
  EXPECT_THAT(get(dsl, "/records/" + id).body, HasSubstr("Maya Osei")) << "the earlier version still tells it";
  EXPECT_THAT(get(tomas, "/records/" + id).body, Not(HasSubstr("Maya Osei")));
  EXPECT_EQ(broken(), "");
}

TEST_P(Correcting, RefusesPupilsOneMayNotWriteAboutOrNoneAtAll) {
  auto fields = as_it_stands("1");
  EXPECT_EQ(send(corrections(), fields).status, 422) << "nobody is left";
  fields.emplace_back("pupil", maya.text());
  fields.emplace_back("pupil", access::PupilId::make(house->now(), house.random).text());
  const auto page = send(corrections(), fields);
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("Choose pupils of this school from the list"));
}

TEST_P(Correcting, APupilTheCorrectorDoesNotKnowOfStays) {
  auto fields = as_it_stands("1");
  fields.emplace_back("pupil", maya.text());
  fields.emplace_back("pupil", leon.text());
  ASSERT_EQ(send(corrections(), fields).status, 303);
  // Somebody who sees it through Leon alone, and may correct C3 of his.
  const auto teacher = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}});
  test::a_tie(house, teacher, Relation::teaches_class, leon);
  const auto form = get(teacher, "/records/" + id + "/correct");
  ASSERT_EQ(form.status, 200);
  EXPECT_THAT(form.body, Not(HasSubstr("Osei")));
  const auto saved = test::post(house, routes, teacher, corrections(),
                                {{"was", "2"}, {"frame", "yes"}, {"reason", "He was pushed"}, {"f.what_happened", "Pushed on the big swing."}, {"pupil", leon.text()},
                                 {"on", "2026-03-03"}, {"at", "10:41"}});
  ASSERT_EQ(saved.status, 303) << saved.body;
  EXPECT_THAT(chronology(amara, maya), HasSubstr("Pushed on the big swing"));
  EXPECT_EQ(broken(), "");
}

TEST_P(Correcting, AddsAFileAndWithdrawsAnotherWhichStaysWithTheEarlierVersion) {
  const auto first = files().at(0);
  test::Fields fields = {{"was", "1"}, {"reason", "The right map"}, {"f.what_happened", "Shared the big swing."}};
  const auto saved = send(corrections(), fields, {{"f.files", "right.txt", "", "First the hall."}});
  ASSERT_EQ(saved.status, 303) << saved.body;
  const auto now = files();
  ASSERT_EQ(now.size(), 2U) << "the new one, and the old one beneath";
  EXPECT_EQ(get(amara, now[0]).body, "First the hall.");
  EXPECT_EQ(now[1], first);
  EXPECT_EQ(get(amara, first).body, "First the gate.") << "withdrawn, not gone";
  EXPECT_EQ(broken(), "");
  test::damage(house, "UPDATE attachment SET digest = salt FROM record_version WHERE record_version.version = 1 AND attachment.version = 2");
  EXPECT_THAT(broken(), HasSubstr("is not what was written (version 2)"));
}

TEST_P(Correcting, TheWitnessSeesAMomentOrPupilOfALaterVersionThatWasChanged) {
  auto fields = as_it_stands("1");
  fields.emplace_back("pupil", maya.text());
  fields.emplace_back("pupil", leon.text());
  ASSERT_EQ(send(corrections(), fields).status, 303);
  ASSERT_EQ(send(corrections(), {{"was", "2"}, {"reason", "A word"}, {"f.what_happened", "Shared the small swing."}}).status, 303);
  ASSERT_EQ(broken(), "");
  if (GetParam() == db::Engine::sqlite) {
    test::damage(house, "DROP TRIGGER frame_never_changes");
    test::damage(house, "DROP TRIGGER version_part_never_changes");
  } else {
    test::damage(house, "DROP TRIGGER frame_never_changes ON version_frame");
    test::damage(house, "DROP TRIGGER version_part_never_changes ON version_part");
  }
  struct Change {
    db::Sql forth, back;
  };
  static constexpr Change changes[] = {
      {"UPDATE version_frame SET occurred_at = occurred_at + 60000 WHERE version = 2", "UPDATE version_frame SET occurred_at = occurred_at - 60000 WHERE version = 2"},
      {"UPDATE version_frame SET occurred_at = occurred_at + 60000 WHERE version = 1", "UPDATE version_frame SET occurred_at = occurred_at - 60000 WHERE version = 1"},
      {"UPDATE version_frame SET occurred_at = occurred_at + 60000 WHERE version = 3", "UPDATE version_frame SET occurred_at = occurred_at - 60000 WHERE version = 3"},
      {"UPDATE version_part SET part = 'with' WHERE version = 2 AND part = 'about'", "UPDATE version_part SET part = 'about' WHERE version = 2 AND part = 'with'"},
      {"UPDATE version_frame SET covered = 0 WHERE version = 2", "UPDATE version_frame SET covered = 1 WHERE version = 2"},
      {"UPDATE record_part SET occurred_at = occurred_at + 60000", "UPDATE record_part SET occurred_at = occurred_at - 60000"}};
  for (const auto& change : changes) {
    test::damage(house, change.forth);
    EXPECT_NE(broken(), "") << change.forth.text();
    test::damage(house, change.back);
    ASSERT_EQ(broken(), "") << change.back.text();
  }
}

TEST_P(Correcting, ForeignFieldsOfTheFormChangeNothing) {
  auto fields = as_it_stands("1");
  fields.emplace_back("pupil", maya.text());
  for (const auto& [name, value] : test::Fields{{"author_id", dsl.text()}, {"info_class", "9"}, {"kind", "concern"}, {"state", "closed"}, {"flag", "2"},
                                                {"version", "9"}, {"moved_to", id}, {"recorded_at", "0"}, {"f.nonsense", "x"}})
    fields.emplace_back(name, value);
  ASSERT_EQ(send(corrections(), fields).status, 303);
  static constexpr db::Sql as_it_was =
      "SELECT COUNT(*) FROM record WHERE kind = 'note' AND info_class = 3 AND flag = 0 AND moved_to IS NULL AND version = 2 AND recorded_at > 0 AND state = ''";
  EXPECT_EQ(test::number(house, as_it_was), 1);
  EXPECT_THAT(get(amara, "/records/" + id).body, HasSubstr("Written by"));
  EXPECT_THAT(get(amara, "/records/" + id).body, Not(HasSubstr("Ruth Kowalczyk")));
}

TEST_P(Correcting, ProgramsAddFilesOnceAndOpenThem) {
  const auto target = "/api/v1/records/" + id + "/files";
  const std::vector<web::Upload> file = {{"file", "plan.txt", "", "Then the hall."}};
  const auto added = send(target, {{"version", "1"}, {"author_id", dsl.text()}, {"f.what_happened", "Other words."}}, file);
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(send(target, {{"version", "1"}}, file).status, 200) << "sent again";
  const auto read = get(amara, "/api/v1/records/" + id).body;
  EXPECT_THAT(read, testing::AllOf(HasSubstr("plan.txt"), HasSubstr("map.txt"), HasSubstr("Shared the big swing"), Not(HasSubstr("Other words"))));
  std::smatch found;
  static const std::regex url("/api/v1/files/[0-9A-Z]{26}");
  ASSERT_TRUE(std::regex_search(added.body, found, url));
  EXPECT_EQ(get(amara, found[0]).body, "Then the hall.");
  EXPECT_EQ(get(tomas, found[0]).status, 404);
  EXPECT_EQ(send(target, {{"version", "1"}}, {{"file", "late.txt", "", "Too late."}}).status, 409);
  EXPECT_EQ(send(target, {}, {}).status, 422);
  EXPECT_EQ(send(target, {}, {{"file", "x.svg", "", "<svg onload=\"x\"/>"}}).status, 422);
  EXPECT_EQ(test::Browser(house, routes, tomas).post(target, {}, file).status, 404);
  EXPECT_EQ(broken(), "");
}

TEST_P(Correcting, AnAuthorWhoMayOnlyWriteOpensTheFilesTheyAddedAndNobodyElsesUnseen) {
  const auto governor = test::a_member_of_staff(house, {.name = "Ines Duarte", .roles = {Role::governor}, .post = "Governor"});
  for (const auto& writer : {governor, tomas}) {
    const auto concern = RecordId::make(house->now(), house.random).text();
    const auto saved = test::Browser(house, routes, writer)
                           .post("/records", {{"id", concern}, {"kind", "concern"}, {"pupil", maya.text()}, {"f.what_happened", "Said there was no supper."},
                                              {"f.source", "told_me"}, {"f.safe_now", "yes"}},
                                 {{"f.files", "drawing.txt", "", "A house without a door."}});
    if (writer == governor && saved.status == 422) continue;  // a governor finds no pupil to write about
    ASSERT_EQ(saved.status, 303) << saved.body;
    static const std::regex link("href=\"(/files/[0-9A-Z]{26})\"");
    const auto page = get(writer, "/records/" + concern).body;
    std::smatch found;
    ASSERT_TRUE(std::regex_search(page, found, link)) << "their own file is listed";
    const std::string file = found[1];
    EXPECT_EQ(get(writer, file).body, "A house without a door.");
    EXPECT_EQ(get(dsl, file).status, 200);
    EXPECT_EQ(get(amara, file).status, 404) << "the pupil's own key worker does not see the safeguarding file";
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, Correcting, testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace record
