// One checker for forms and for the API: what is accepted, the words for what is not, and that nothing makes it fall.
#include "record/body.h"

#include "record/embedded_kinds.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace record {
namespace {

const std::string every_type = R"(
title = "Every type"
class = "C3"
retention = "notes"
quick = "what_happened"
[[section]]
name = "more"
title = "More"
[[field]]
name = "what_happened"
label = "What happened"
type = "long_text"
max_length = 4000
required = true
quick = true
[[field]]
name = "title"
label = "Title"
type = "text"
max_length = 20
[[field]]
name = "place"
label = "Place"
ask = "a place"
type = "place"
required = true
quick = true
[[field]]
name = "how"
label = "How"
ask = "how"
type = "choice"
quick = true
choices = [{ code = "call", label = "Call" }, { code = "visit", label = "Visit" }]
[[field]]
name = "hurt"
label = "Who was hurt?"
ask = "who was hurt"
type = "choices"
most = 2
choices = [{ code = "pupil", label = "A pupil" }, { code = "adult", label = "An adult" }, { code = "self", label = "Self" }, { code = "nobody", label = "Nobody", alone = true }]
[[field]]
name = "level"
label = "Level"
type = "scale"
min = 1
max = 5
[[field]]
name = "length"
label = "Length"
type = "number"
min = -1
max = 1200
step = 0.5
unit = "metres"
[[field]]
name = "lasted"
label = "How long"
type = "duration"
max = 480
[[field]]
name = "seen_on"
label = "Date"
type = "date"
only = "past"
[[field]]
name = "due_on"
label = "Due"
type = "date"
only = "future"
not_before = "seen_on"
[[field]]
name = "started"
label = "Start"
type = "time"
[[field]]
name = "ended"
label = "End"
type = "time"
not_before = "started"
[[field]]
name = "told"
label = "Told home?"
ask = "home was told"
type = "yes_no"
quick = true
[[field]]
name = "why_not"
label = "Why not"
ask = "why not"
type = "text"
required = true
quick = true
show_when = { field = "told", is = false }
[[field]]
name = "helpers"
label = "Adults there"
type = "people"
most = 2
[[field]]
name = "others"
label = "Others"
type = "pupils"
choices = [{ code = "saw", label = "Saw it" }, { code = "helped", label = "Helped" }]
[[field]]
name = "files"
label = "Files"
type = "files"
[[field]]
name = "follow"
label = "Follow-up"
type = "text"
show_when = { any = [{ field = "level", is = [4, 5] }, { field = "hurt", is = "adult" }] }
[[field]]
name = "deep"
label = "Deep"
type = "text"
show_when = { all = [{ field = "follow", given = true }, { field = "how", is = "call" }] }
)";

const Kind& kind() {
  static const Kind made = *parse_kind({"kinds/every.toml", every_type}).kind;
  return made;
}

const Surroundings school{.today = *base::parse_iso_date("2026-03-03")};
constexpr std::string_view id_a = "01J0000000000000000000000A", id_b = "01J0000000000000000000000B",
                           id_c = "01J0000000000000000000000C";

web::Json json(std::string_view text) { return *web::parse_json(text); }

base::Result<Body> check_json(std::string_view text) {
  const auto fields = json(text);
  return check(kind(), Submission(fields), school);
}

using Entries = std::vector<std::pair<std::string, std::string>>;
web::Form form_of(const Entries& entries) {
  web::Form form;
  for (const auto& [name, value] : entries) form.add(name, value);
  return form;
}
base::Result<Body> check_form(Entries entries) {
  entries.insert(entries.begin(), {{"f.what_happened", "Fell"}, {"f.place", "Hall"}});
  const auto form = form_of(entries);
  return check(kind(), Submission(form), school);
}

std::string errors(const base::Result<Body>& result) {
  std::string all;
  if (!result)
    for (const auto& error : result.error().fields) all += error.field + ": " + error.message + "\n";
  return all;
}

TEST(CheckBody, AsksForWhatIsMissingInPlainWords) {
  EXPECT_EQ(errors(check_json("{}")), "what_happened: Enter what happened\nplace: Select a place\n");
  const auto form = form_of({{"f.what_happened", "  \n "}});
  EXPECT_EQ(errors(check(kind(), Submission(form), school)), "f.what_happened: Enter what happened\nf.place: Select a place\n");
}

TEST(CheckBody, KeepsTheOrderOfTheKindAndLeavesOutWhatIsEmpty) {
  const auto body = check_json(R"({"title":"","told":true,"place":" Hall ","what_happened":"Fell\r\nover","how":"call"})");
  ASSERT_TRUE(body) << errors(body);
  EXPECT_EQ(body->text(), R"({"what_happened":"Fell\nover","place":"Hall","how":"call","told":true})");
  EXPECT_EQ(Body::stored(body->text()), *body);
}

TEST(CheckBody, ReadsEveryTypeFromAForm) {
  const auto body = check_form({{"f.how", "visit"},
                                {"f.hurt", "pupil"},
                                {"f.hurt", "adult"},
                                {"f.level", "4"},
                                {"f.length", "1.5"},
                                {"f.lasted", "75"},
                                {"f.seen_on-day", "2"},
                                {"f.seen_on-month", "mar"},
                                {"f.seen_on-year", "2026"},
                                {"f.due_on", "2026-03-04"},
                                {"f.started", "9.05"},
                                {"f.ended", "2:15 pm"},
                                {"f.told", "no"},
                                {"f.why_not", "No answer"},
                                {"f.helpers", std::string(id_a)},
                                {"f.others", std::string(id_b) + ":saw"},
                                {"f.others", std::string(id_c)},
                                {"f.follow", "Ring again"}});
  ASSERT_TRUE(body) << errors(body);
  EXPECT_EQ(
      body->text(),
      R"({"what_happened":"Fell","place":"Hall","how":"visit","hurt":["pupil","adult"],"level":4,"length":1.5,"lasted":75,)"
      R"("seen_on":"2026-03-02","due_on":"2026-03-04","started":"09:05","ended":"14:15","told":false,"why_not":"No answer",)"
      R"("helpers":["01J0000000000000000000000A"],"others":[{"id":"01J0000000000000000000000B","part":"saw"},)"
      R"({"id":"01J0000000000000000000000C"}],"follow":"Ring again"})");
}

struct Wrong {
  const char* name;
  Entries sent;
  const char* says;
};
class CheckBodyForm : public testing::TestWithParam<Wrong> {};
TEST_P(CheckBodyForm, SaysWhatIsWrongBesideTheField) { EXPECT_EQ(errors(check_form(GetParam().sent)), GetParam().says); }
INSTANTIATE_TEST_SUITE_P(
    All, CheckBodyForm,
    testing::Values(
        Wrong{"TooLong", {{"f.title", std::string(21, 'a')}}, "f.title: Title must be 20 characters or fewer\n"},
        Wrong{"Choice", {{"f.how", "fax"}}, "f.how: Select how from the list\n"},
        Wrong{"Alone", {{"f.hurt", "pupil"}, {"f.hurt", "nobody"}}, "f.hurt: Select who was hurt, or select “Nobody”\n"},
        Wrong{"TooMany",
              {{"f.hurt", "pupil"}, {"f.hurt", "adult"}, {"f.hurt", "self"}},
              "f.hurt: Select no more than 2 for “Who was hurt”\n"},
        Wrong{"ScaleRange", {{"f.level", "6"}}, "f.level: Level must be between 1 and 5\n"},
        Wrong{"ScaleWhole", {{"f.level", "2.5"}}, "f.level: Level must be a whole number\n"},
        Wrong{"NumberWords", {{"f.length", "long"}}, "f.length: Length must be a number, like 1.5\n"},
        Wrong{"NumberRange", {{"f.length", "1200.5"}}, "f.length: Length must be between -1 and 1,200\n"},
        Wrong{"NumberStep", {{"f.length", "1.3"}}, "f.length: Length must go up in steps of 0.5\n"},
        Wrong{"Infinity", {{"f.length", "inf"}}, "f.length: Length must be a number, like 1.5\n"},
        Wrong{"Duration", {{"f.lasted", "an hour"}}, "f.lasted: How long must be a number of minutes, like 15\n"},
        Wrong{"DurationRange", {{"f.lasted", "481"}}, "f.lasted: How long must be between 0 and 480 minutes\n"},
        Wrong{"DateFuture", {{"f.seen_on", "2026-03-04"}}, "f.seen_on: Date must be today or in the past\n"},
        Wrong{"DatePast", {{"f.due_on", "2026-03-02"}}, "f.due_on: Due must be today or in the future\n"},
        Wrong{"DateReal",
              {{"f.seen_on-day", "31"}, {"f.seen_on-month", "2"}, {"f.seen_on-year", "2026"}},
              "f.seen_on-day: Date must be a real date\n"},
        Wrong{"DateParts", {{"f.seen_on-month", "2"}}, "f.seen_on-day: Date must include a day and a year\n"},
        Wrong{"DateYear",
              {{"f.seen_on-day", "3"}, {"f.seen_on-month", "2"}, {"f.seen_on-year", "26"}},
              "f.seen_on-year: Year must include 4 numbers\n"},
        Wrong{"Time", {{"f.started", "25:00"}}, "f.started: Start must be a time, like 10:40 or 2:15pm\n"},
        Wrong{"EndBeforeStart", {{"f.started", "10:40"}, {"f.ended", "10:39"}}, "f.ended: End must not be before “Start”\n"},
        Wrong{"YesNo", {{"f.told", "maybe"}}, "f.told: Select yes or no\n"},
        Wrong{"Condition", {{"f.told", "no"}}, "f.why_not: Enter why not\n"},
        Wrong{"People", {{"f.helpers", "Nobody Here"}}, "f.helpers: Select people who work here, by their full names\n"},
        Wrong{"PeopleMany",
              {{"f.helpers", std::string(id_a)}, {"f.helpers", std::string(id_b)}, {"f.helpers", std::string(id_c)}},
              "f.helpers: Adults there can name at most 2\n"},
        Wrong{"Part", {{"f.others", std::string(id_a) + ":hid"}}, "f.others: Select the part each pupil had from the list\n"}),
    [](const auto& param) { return param.param.name; });

TEST(CheckBody, PassesOverWhatIsHiddenInAForm) {
  const auto body =
      check_form({{"f.told", "yes"}, {"f.why_not", "left over"}, {"f.follow", "left over"}, {"other", "x"}, {"f.unknown", "x"}});
  ASSERT_TRUE(body) << errors(body);
  EXPECT_EQ(body->find("why_not"), nullptr);
  EXPECT_EQ(body->find("follow"), nullptr);
}

TEST(CheckBody, LeavesOutAFieldWhoseConditionHangsOnAHiddenOne) {
  const auto shown = check_form({{"f.how", "call"}, {"f.level", "5"}, {"f.follow", "a"}, {"f.deep", "b"}});
  ASSERT_TRUE(shown) << errors(shown);
  EXPECT_NE(shown->find("deep"), nullptr);
  const auto hidden = check_form({{"f.how", "call"}, {"f.level", "3"}, {"f.follow", "a"}, {"f.deep", "b"}});
  ASSERT_TRUE(hidden) << errors(hidden);
  EXPECT_EQ(hidden->find("follow"), nullptr);
  EXPECT_EQ(hidden->find("deep"), nullptr);
}

TEST(CheckBody, RefusesUnknownFieldsAndWrongTypesInJson) {
  const std::string rest = R"("what_happened":"a","place":"b"})";
  EXPECT_EQ(errors(check_json(R"({"whathappened":"x",)" + rest)),
            "whathappened: There is no field of this name in “Every type”\n");
  EXPECT_EQ(errors(check_json(R"({"title":3,)" + rest)), "title: Title must be text\n");
  EXPECT_EQ(errors(check_json(R"({"title":null,)" + rest)), "title: Title must be text\n");
  EXPECT_EQ(errors(check_json(R"({"why_not":3,)" + rest)), "why_not: Why not must be text\n");
  EXPECT_EQ(errors(check_json(R"({"others":[{"id":"01J0000000000000000000000A","extra":1}],)" + rest)),
            "others: Select pupils of this school\n");
  EXPECT_EQ(
      errors(check_json("[]")),
      "fields: Send the fields as an object of names and values\nwhat_happened: Enter what happened\nplace: Select a place\n");
}

TEST(CheckBody, AsksTheSchoolWhoIsMeant) {
  auto here = school;
  here.find_staff = [](std::string_view typed) { return typed == "Pat Green" ? std::optional<std::string>(id_a) : std::nullopt; };
  const auto form = form_of({{"f.what_happened", "a"}, {"f.place", "b"}, {"f.helpers", "Pat Green"}});
  const auto body = check(kind(), Submission(form), here);
  ASSERT_TRUE(body) << errors(body);
  EXPECT_EQ(web::to_json(*body->find("helpers")), R"(["01J0000000000000000000000A"])");
  const auto stranger = form_of({{"f.what_happened", "a"}, {"f.place", "b"}, {"f.helpers", std::string(id_b)}});
  EXPECT_FALSE(check(kind(), Submission(stranger), here));
}

TEST(CheckBody, LetsACorrectionKeepWhatTheSchoolTookOffTheList) {
  auto changed = kind();
  for (auto& field : changed.fields) {
    if (field.name == "how") field.choices[1].hidden = true;
    if (field.name == "title") field.hidden = true;
  }
  const auto fields = json(R"({"what_happened":"a","place":"b","how":"visit","title":"old"})");
  EXPECT_EQ(errors(check(changed, Submission(fields), school)), "how: Select how from the list\n");
  const auto before = check(kind(), Submission(fields), school);
  auto correcting = school;
  correcting.before = &*before;
  const auto kept = check(changed, Submission(fields), correcting);
  ASSERT_TRUE(kept) << errors(kept);
  EXPECT_EQ(*kept, *before);
}

TEST(CheckBody, LetsACorrectionKeepADayThatHasPassed) {
  const auto fields = json(R"({"what_happened":"a","place":"b","due_on":"2026-03-05"})");
  const auto before = check(kind(), Submission(fields), school);
  ASSERT_TRUE(before);
  auto later = school;
  later.today = later.today + 30;
  EXPECT_FALSE(check(kind(), Submission(fields), later));
  later.before = &*before;
  EXPECT_TRUE(check(kind(), Submission(fields), later));
}

TEST(CheckDraft, KeepsWhatIsWellFormedAndAsksForNothing) {
  const auto form = form_of({{"f.title", std::string(300, 'a')},
                             {"f.how", "fax"},
                             {"f.hurt", "pupil"},
                             {"f.hurt", "gone"},
                             {"f.level", "many"},
                             {"f.seen_on", "2030-01-01"}});
  const auto draft = check_draft(kind(), Submission(form), school);
  EXPECT_EQ(draft.text(), R"({"title":")" + std::string(300, 'a') + R"(","hurt":["pupil"],"seen_on":"2030-01-01"})");
}

TEST(ReadTime, KnowsTheWaysPeopleWriteIt) {
  const auto read = [](std::string_view text) {
    const auto time = read_time(text);
    return time ? base::to_text(*time) : "none";
  };
  EXPECT_EQ(read("10:40"), "10:40");
  EXPECT_EQ(read(" 9.05 "), "09:05");
  EXPECT_EQ(read("0905"), "09:05");
  EXPECT_EQ(read("905"), "09:05");
  EXPECT_EQ(read("12am"), "00:00");
  EXPECT_EQ(read("12:30 PM"), "12:30");
  EXPECT_EQ(read("3pm"), "15:00");
  for (const auto* text : {"", "9", "24:00", "9:5", "13pm", "0am", "a:bc", ":30", "10:60", "123456", "1é"})
    EXPECT_EQ(read(text), "none") << text;
}

// --- whatever comes

rc::Gen<web::Json> any_json(int depth) {
  using rc::gen::map;
  std::vector<rc::Gen<web::Json>> kinds_of = {
      rc::gen::just(web::Json()),
      map(rc::gen::arbitrary<bool>(), [](bool b) { return web::Json(b); }),
      map(rc::gen::inRange(-3, 1300), [](int n) { return web::Json(n); }),
      map(rc::gen::arbitrary<double>(), [](double d) { return web::Json(d); }),
      map(rc::gen::arbitrary<std::string>(), [](std::string s) { return web::Json(std::move(s)); }),
      map(rc::gen::element<std::string>("call", "visit", "pupil", "adult", "nobody", "saw", "2026-03-01", "2026-03-09", "09:00",
                                        "10:00", "Hall", " x ", "", std::string(id_a), std::string(id_b)),
          [](std::string s) { return web::Json(std::move(s)); })};
  const auto leaf = rc::gen::join(rc::gen::elementOf(kinds_of));
  if (depth == 0) return leaf;
  const auto list = map(rc::gen::container<std::vector<web::Json>>(any_json(depth - 1)),
                        [](web::Json::Array a) { return web::Json(std::move(a)); });
  const auto pupil = map(rc::gen::pair(any_json(0), any_json(0)), [](std::pair<web::Json, web::Json> p) {
    web::Json out;
    out.set("id", std::move(p.first));
    if (!p.second.is_null()) out.set("part", std::move(p.second));
    return out;
  });
  return rc::gen::oneOf(leaf, leaf, list, pupil);
}

rc::Gen<web::Json> any_fields() {
  std::vector<std::string> names = {"nothing"};
  for (const auto& field : kind().fields) names.push_back(field.name);
  const auto pair = rc::gen::pair(rc::gen::elementOf(names), any_json(2));
  return rc::gen::map(rc::gen::container<std::vector<std::pair<std::string, web::Json>>>(pair), [](auto pairs) {
    web::Json out = web::Json::Object{};
    out.set("what_happened", "a");
    out.set("place", "b");
    for (auto& [name, value] : pairs) out.set(name, std::move(value));
    return out;
  });
}

RC_GTEST_PROP(CheckBody, NeverFallsAndWhatItAcceptsItAcceptsAgainUnchanged, ()) {
  const auto fields = *any_fields();
  for (const bool draft : {false, true}) {
    auto body =
        draft ? base::Result<Body>(check_draft(kind(), Submission(fields), school)) : check(kind(), Submission(fields), school);
    if (!body) {
      RC_ASSERT(!body.error().fields.empty());
      continue;
    }
    RC_ASSERT(Body::stored(body->text()) == *body);
    if (draft) {
      RC_ASSERT(check_draft(kind(), Submission(body->json()), school) == *body);
      continue;
    }
    const auto again = check(kind(), Submission(body->json()), school);
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == *body);
  }
}

RC_GTEST_PROP(CheckBody, NeverFallsOnAnyForm, ()) {
  std::vector<std::string> names = {"f.nothing", "f.", "f.seen_on-day", "f.seen_on-month", "f.seen_on-year"};
  for (const auto& field : kind().fields) names.push_back("f." + field.name);
  const auto word = rc::gen::oneOf(
      rc::gen::arbitrary<std::string>(),
      rc::gen::element<std::string>("", "a", "5", "1.5", "yes", "no", "call", "adult", "nobody", "9:00", "3pm", "2026-03-01", "2",
                                    "mar", "2026", std::string(id_a), std::string(id_b) + ":saw", ":", "-0"));
  const auto entries = *rc::gen::container<Entries>(rc::gen::pair(rc::gen::elementOf(names), word));
  auto form = form_of({{"f.what_happened", "a"}, {"f.place", "b"}});
  for (const auto& [name, value] : entries)
    if (name != "f.what_happened" && name != "f.place") form.add(name, value);
  const auto body = check(kind(), Submission(form), school);
  if (!body) return;
  const auto again = check(kind(), Submission(body->json()), school);
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == *body);
}

}  // namespace
}  // namespace record
