// Who reads and writes a kind of the school's own is held to everywhere and can be changed; it can be retired and brought back; a file does as a page.
#include "record/catalogue.h"
#include "record/fact_follower.h"
#include "record/ids.h"
#include "record/search_index.h"
#include "testing/program.h"
#include "testing/school.h"

#include <gmock/gmock.h>

#include <fstream>

namespace record {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class OwnKindAccess : public testing::TestWithParam<db::Engine> {
 protected:
  OwnKindAccess() : house(test::a_house(GetParam())), routes(test::every_route()) {
    senco = test::a_member_of_staff(house, {.name = "Joan Abara", .roles = {Role::senco}, .post = "SENCo"});
    head = test::a_member_of_staff(house, {.name = "Helen Moss", .roles = {Role::head}, .post = "Head"});
    dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, priya, Relation::teaches_class, maya);
  }
  web::Response get(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target); }
  web::Response post(const access::StaffId& who, const std::string& target, const test::Fields& fields = {}) { return test::post(house, routes, who, target, fields); }
  std::string make(const access::StaffId& who, std::string info_class, std::vector<std::string> readers) {
    test::Fields fields = {{"title", "Lunch club"}, {"question", "What happened at lunch"}, {"description", "For each sitting."}, {"class", std::move(info_class)}, {"retention", "notes"}};
    for (auto& role : readers) fields.emplace_back("read_roles", std::move(role));
    const auto made = post(who, "/school/kinds", fields);
    EXPECT_EQ(made.status, 303) << made.body;
    return "own_lunch_club";
  }
  std::string write(const std::string& kind, const std::string& words = "Ate two helpings of stew.") {
    const auto id = RecordId::make(house->now(), house.random).text();
    const auto saved = post(amara, "/records", {{"id", id}, {"kind", kind}, {"pupil", maya.text()}, {"f.what_happened", words}});
    EXPECT_EQ(saved.status, 303) << saved.body;
    return id;
  }
  /// Wherever words can come out: 0 where nothing of them is shown anywhere.
  int places_that_show(const access::StaffId& who, const std::string& id, const std::string& word) {
    house->room<SearchIndex>().catch_up();
    test::Program program(house, routes, who);
    int out = 0;
    for (const auto& body : {get(who, "/records/" + id).body, get(who, "/pupils/" + maya.text() + "/chronology").body, get(who, "/search?q=" + word).body,
                             program.get("/api/v1/records/" + id).body, program.get("/api/v1/pupils/" + maya.text() + "/chronology").body,
                             program.get("/api/v1/search?q=" + word).body})
      if (body.find(id) != std::string::npos || body.find("wo helpings") != std::string::npos) ++out;
    return out;
  }
  bool has_tile(const std::string& kind) { return get(amara, "/write").body.find("kind=" + kind) != std::string::npos; }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId senco, head, dsl, amara, priya;
  access::PupilId maya;
};
INSTANTIATE_TEST_SUITE_P(Engines, OwnKindAccess, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(OwnKindAccess, OnlyTheRolesNamedReadItWhereverItCanComeOut) {
  const auto id = write(make(senco, "C3", {"class_teacher"}));
  EXPECT_EQ(places_that_show(priya, id, "helpings"), 6);
  EXPECT_EQ(places_that_show(senco, id, "helpings"), 0) << "she made it, and is not among those who read it";
  EXPECT_EQ(get(senco, "/records/" + id).status, 404);
  EXPECT_THAT(get(amara, "/records/" + id).body, HasSubstr("two helpings")) << "an author keeps their own words";
}

TEST_P(OwnKindAccess, AChangeIsToldInWordsBeforeItIsSavedAndHoldsForWhatStands) {
  const auto kind = make(senco, "C3", {"class_teacher"});
  const auto id = write(kind);
  const auto access = "/school/kinds/" + kind + "/access";
  EXPECT_EQ(get(amara, access).status, 404);
  EXPECT_EQ(get(senco, "/school/kinds/note/access").status, 404) << "not the school's own";
  EXPECT_EQ(post(senco, "/school/kinds/note/access", {{"was", "0"}, {"read_roles", "head"}, {"sure", "yes"}}).status, 404);
  EXPECT_THAT(get(senco, access).body, HasSubstr("Who reads it?"));
  EXPECT_EQ(post(senco, access, {{"was", "0"}, {"read_roles", "class_teacher"}}).status, 422) << "nothing was changed";

  const auto told = post(senco, access, {{"was", "0"}, {"read_roles", "senco"}, {"write_roles", "class_teacher"}});
  EXPECT_EQ(told.status, 200);
  EXPECT_THAT(told.body, AllOf(HasSubstr("Class teacher or tutor: will not read it any more"), HasSubstr("SENCo: will read every record of it"), HasSubstr("cannot write it any more"),
                               HasSubstr("Nothing is saved yet.")));
  EXPECT_EQ(places_that_show(priya, id, "helpings"), 6);
  ASSERT_EQ(post(senco, access, {{"was", "0"}, {"read_roles", "senco"}, {"write_roles", "class_teacher"}, {"sure", "yes"}}).status, 303);
  EXPECT_EQ(places_that_show(priya, id, "helpings"), 0);
  EXPECT_EQ(places_that_show(senco, id, "helpings"), 6);
  EXPECT_FALSE(has_tile(kind)) << "key workers write it no more";
  EXPECT_THAT(get(senco, "/school/kinds/" + kind).body, AllOf(HasSubstr("It is read by: SENCo"), HasSubstr("It is written by: Class teacher or tutor"), HasSubstr("Joan Abara")));
  EXPECT_EQ(post(head, access, {{"was", "0"}, {"read_roles", "head"}, {"sure", "yes"}}).status, 409) << "somebody was quicker";
  EXPECT_EQ(post(head, access, {{"was", "1"}, {"read_roles", "it"}, {"sure", "yes"}}).status, 422) << "a role that can read none of it";

  house.close();
  house.open_again();
  EXPECT_EQ(places_that_show(priya, id, "helpings"), 0) << "after a restart, too";
  ASSERT_EQ(post(senco, "/school/kinds/" + kind + "/history", {{"was", "1"}, {"to", "0"}}).status, 303);
  EXPECT_EQ(places_that_show(priya, id, "helpings"), 6) << "put back as it came";
}

TEST_P(OwnKindAccess, WhoDoesNotReadItLearnsNothingOfItByCounting) {
  const auto kind = make(senco, "C3", {"class_teacher"});
  write(kind);
  write(kind);
  house->room<FactFollower>().catch_up();
  const auto page = "/reports/" + kind, api = "/api/v1/reports/" + kind;
  const auto counted = [&](const access::StaffId& who, const std::string& more = "") -> std::int64_t {
    test::Program program(house, routes, who);
    const auto answer = program.get(api + more);
    if (answer.status != 200) return -answer.status;
    const auto body = test::json_of(answer);
    const auto* told = body.find("records")->integer();
    return told ? *told : -1;
  };
  EXPECT_EQ(counted(priya), 2);
  EXPECT_EQ(counted(priya, "?pupil=" + maya.text()), 2);
  EXPECT_THAT(get(priya, "/reports").body, HasSubstr(page));
  EXPECT_THAT(get(priya, page + "/entries").body, HasSubstr("two helpings"));
  EXPECT_EQ(get(priya, page + "/csv?table=pupils").status, 200);

  // Their author, who sees pastoral records of the same child, reads only their own words of it.
  EXPECT_EQ(counted(amara), -404);
  EXPECT_EQ(counted(amara, "?pupil=" + maya.text()), -404);
  for (const auto* more : {"", "/entries", "/csv?table=pupils"}) EXPECT_EQ(get(amara, page + more).status, 404) << more;
  EXPECT_THAT(get(amara, "/reports").body, Not(HasSubstr(page)));

  // Who may know the school's numbers is told those, with few hidden and nothing that leads to a child: of this kind as of every other.
  EXPECT_EQ(counted(senco), -1);
  EXPECT_EQ(counted(senco, "?pupil=" + maya.text()), -1);
  EXPECT_EQ(get(senco, page + "/entries").status, 404);
  EXPECT_THAT(get(senco, page).body, AllOf(HasSubstr("Numbers of the whole school"), Not(HasSubstr("Maya")), Not(HasSubstr("helpings"))));

  // The second wall: what a handler would count that forgot to ask.
  static constexpr db::Sql facts = "SELECT COUNT(*) FROM seen_fact WHERE pupil_id = :about";
  const auto facts_for = [&](const access::StaffId& who) {
    auto visit = test::visit_as(house, who);
    return access::Door::staff<access::May::entries_own>(*visit)->row(facts, [](const db::Row& row) { return row.integer(0); }, {{"about", maya}}).value_or(-1);
  };
  EXPECT_EQ(facts_for(priya), 2);
  EXPECT_EQ(facts_for(senco), 0);
  EXPECT_EQ(facts_for(amara), 0);
}

TEST_P(OwnKindAccess, WritersAreHeldToTheRelationsThatTheFileNames) {
  house.close();
  std::filesystem::create_directories(house.folder() / "kinds");
  std::ofstream(house.folder() / "kinds" / "reading_dog.toml") << "title = \"Reading dog\"\nclass = \"C3\"\nretention = \"notes\"\nquick = \"what_happened\"\n"
      << "[workflow]\nwrite_relations = [\"assigned\"]\n[[field]]\nname = \"what_happened\"\nlabel = \"How\"\ntype = \"long_text\"\nrequired = true\nquick = true\n";
  house.open_again();
  write("reading_dog");
  const auto refused = post(priya, "/records", {{"id", RecordId::make(house->now(), house.random).text()}, {"kind", "reading_dog"}, {"pupil", maya.text()}, {"f.what_happened", "x"}});
  EXPECT_NE(refused.status, 303) << "her teacher, but not assigned to her";
  constexpr db::Sql records = "SELECT COUNT(*) FROM record";
  EXPECT_EQ(test::number(house, records), 1);
}

TEST_P(OwnKindAccess, MoreReadersOfSensitiveInformationNeedASecondPerson) {
  const auto kind = make(dsl, "C9", {"dsl"});
  const auto access = "/school/kinds/" + kind + "/access", page = "/school/kinds/" + kind;
  const auto reads = [&] { return house->room<Catalogue>().find(kind)->kind->workflow.read.roles; };
  const test::Fields wider = {{"was", "0"}, {"read_roles", "head"}, {"read_roles", "dsl"}};
  EXPECT_THAT(post(dsl, access, wider).body, HasSubstr("A second person who administers kinds must agree"));
  auto sure = wider;
  sure.emplace_back("sure", "yes");
  ASSERT_EQ(post(dsl, access, sure).status, 303);
  EXPECT_EQ(reads().size(), 1U) << "nothing yet";
  EXPECT_THAT(get(dsl, page).body, AllOf(HasSubstr("More people are to read it"), Not(HasSubstr("value=\"agree\""))));
  EXPECT_EQ(post(dsl, page + "/decision", {{"answer", "agree"}}).status, 404) << "nobody agrees with themselves";
  EXPECT_EQ(post(amara, page + "/decision", {{"answer", "agree"}}).status, 404);
  EXPECT_EQ(post(dsl, access, sure).status, 422) << "one wish at a time";
  ASSERT_EQ(post(head, page + "/decision", {{"answer", "refuse"}}).status, 303);
  EXPECT_EQ(reads().size(), 1U);
  ASSERT_EQ(post(dsl, access, sure).status, 303);
  EXPECT_THAT(get(head, page).body, HasSubstr("Head"));
  ASSERT_EQ(post(head, page + "/decision", {{"answer", "agree"}}).status, 303);
  EXPECT_EQ(reads().size(), 2U);
  EXPECT_THAT(test::deeds_after(house, 0), AllOf(Contains("kind.asked"), Contains("kind.refused"), Contains("kind.agreed"), Contains("kind.changed")));
  ASSERT_EQ(post(dsl, access, {{"was", "1"}, {"read_roles", "dsl"}, {"sure", "yes"}}).status, 303) << "fewer readers need nobody else";
  EXPECT_EQ(reads().size(), 1U);
}

TEST_P(OwnKindAccess, RetiredItIsWrittenNoMoreReadAsEverAndBroughtBack) {
  const auto kind = make(senco, "C3", {});
  const auto id = write(kind);
  const auto retirement = "/school/kinds/" + kind + "/retirement";
  ASSERT_TRUE(has_tile(kind));
  EXPECT_EQ(get(amara, retirement).status, 404);
  EXPECT_EQ(get(senco, "/school/kinds/note/retirement").status, 404);
  EXPECT_EQ(post(senco, "/school/kinds/concern/retirement", {{"was", "0"}, {"deed", "retire"}}).status, 404) << "a concern can always be raised";
  EXPECT_THAT(get(senco, retirement).body, AllOf(HasSubstr("Its button goes from Write"), HasSubstr("The one record")));
  ASSERT_EQ(post(senco, retirement, {{"was", "0"}, {"deed", "retire"}}).status, 303);
  EXPECT_EQ(post(senco, retirement, {{"was", "0"}, {"deed", "retire"}}).status, 303) << "pressed twice";

  EXPECT_FALSE(has_tile(kind));
  const auto fresh = RecordId::make(house->now(), house.random).text();
  const auto late = post(amara, "/records", {{"id", fresh}, {"kind", kind}, {"pupil", maya.text()}, {"f.what_happened", "A sheet that stood open"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("does not write “Lunch club” any more"), HasSubstr("A sheet that stood open"))) << "nothing typed is lost";
  const auto by_program = test::Program(house, routes, amara).post("/api/v1/records", web::parse_json(R"({"id":")" + fresh + R"(","kind":")" + kind + R"(","pupils":[{"id":")" + maya.text() + R"("}],"fields":{"what_happened":"x"}})").value());
  EXPECT_EQ(by_program.status, 422);
  constexpr db::Sql records = "SELECT COUNT(*) FROM record";
  EXPECT_EQ(test::number(house, records), 1);

  EXPECT_EQ(places_that_show(priya, id, "helpings"), 6);
  EXPECT_THAT(get(priya, "/pupils/" + maya.text() + "/chronology?kind=" + kind).body, HasSubstr("two helpings"));
  ASSERT_EQ(post(amara, "/records/" + id + "/corrections", {{"was", "1"}, {"reason", "One"}, {"f.what_happened", "Ate one of two helpings."}}).status, 303) << "put right as ever";
  EXPECT_THAT(get(senco, "/school/kinds").body, HasSubstr("Not written any more"));
  EXPECT_THAT(test::Program(house, routes, priya).get("/api/v1/kinds").body, HasSubstr("\"retired\":true"));
  ASSERT_EQ(post(senco, retirement, {{"was", "1"}, {"deed", "bring_back"}}).status, 303);
  EXPECT_TRUE(has_tile(kind));
  write(kind);
  EXPECT_THAT(get(senco, "/school/kinds/" + kind).body, AllOf(HasSubstr("It is written again"), HasSubstr("It is not written any more"))) << "every version stays";
}

TEST_P(OwnKindAccess, AFileInTheSchoolsFolderDoesAsThePage) {
  const auto file = [&](const std::string& more, const std::string& flow) {
    house.close();
    std::filesystem::create_directories(house.folder() / "kinds");
    std::ofstream(house.folder() / "kinds" / "reading_dog.toml") << "title = \"Reading dog\"\nclass = \"C3\"\nretention = \"notes\"\nquick = \"what_happened\"\n" << more << flow
        << "[[field]]\nname = \"what_happened\"\nlabel = \"How the dog helped\"\ntype = \"long_text\"\nrequired = true\nquick = true\n";
    house.open_again();
  };
  file("", "[workflow]\nread_roles = [\"class_teacher\"]\n");
  const auto id = write("reading_dog", "Two helpings of a story.");
  EXPECT_EQ(places_that_show(priya, id, "helpings"), 6);
  EXPECT_EQ(places_that_show(senco, id, "helpings"), 0);
  file("", "");
  EXPECT_EQ(places_that_show(senco, id, "helpings"), 6) << "the file narrows it no more";
  file("", "[workflow]\nread_roles = [\"class_teacher\"]\n");
  EXPECT_EQ(places_that_show(senco, id, "helpings"), 0);
  ASSERT_EQ(post(senco, "/school/kinds/reading_dog/access", {{"was", "0"}, {"read_roles", "senco"}, {"sure", "yes"}}).status, 303);
  EXPECT_EQ(places_that_show(senco, id, "helpings"), 6);
  EXPECT_EQ(places_that_show(priya, id, "helpings"), 0);

  file("retired = true\n", "[workflow]\nread_roles = [\"class_teacher\"]\n");
  EXPECT_FALSE(has_tile("reading_dog"));
  EXPECT_EQ(places_that_show(senco, id, "helpings"), 6) << "what the page says of readers stays above the file";
  ASSERT_EQ(post(senco, "/school/kinds/reading_dog/retirement", {{"was", "1"}, {"deed", "bring_back"}}).status, 303);
  EXPECT_TRUE(has_tile("reading_dog"));
}

}  // namespace
}  // namespace record
