// Rows, order, faces, marks and sums: what is accepted, what is told beside which input, and that nothing typed is lost.
#include "record/rows.h"

#include "record/body.h"
#include "record/body_figure.h"
#include "record/body_view.h"
#include "record/kind_file.h"
#include "record/kind_form.h"
#include "record/kind_schema.h"
#include "record/summary.h"

#include <gmock/gmock.h>

#include <set>

namespace record {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Entries = std::vector<std::pair<std::string, std::string>>;

const std::string text_of_kind = R"(
title = "Every new type"
class = "C4"
retention = "notes"
quick = "what"
summary = "{what} · {lasted} · {marks}"
[[section]]
name = "more"
title = "More"
[[field]]
name = "what"
label = "What"
type = "text"
quick = true
[[field]]
name = "began"
label = "Began"
type = "time"
[[field]]
name = "ended"
label = "Ended"
type = "time"
not_before = "began"
overnight = true
[[field]]
name = "lasted"
label = "How long"
type = "duration"
max = 720
from = "began"
until = "ended"
[[field]]
name = "right"
label = "Right"
type = "number"
[[field]]
name = "out_of"
label = "Out of"
type = "number"
not_below = "right"
required_when = { field = "right", given = true }
[[field]]
name = "tried"
label = "Tried"
ask = "what you tried"
type = "ordered"
choices = [{ code = "space", label = "Gave space" }, { code = "words", label = "Few words" }, { code = "walk", label = "A walk" }, { code = "none", label = "Nothing", alone = true }]
[[field]]
name = "mood"
label = "Mood"
type = "faces"
max = 3
choices = [{ code = "1", label = "Sad" }, { code = "2", label = "So-so" }, { code = "3", label = "Glad" }]
[[field]]
name = "parents"
label = "Parents"
ask = "each parent"
type = "rows"
row_name = "Parent"
most = 3
columns = [
  { name = "who", label = "Name", ask = "the name", type = "text", max_length = 40, required = true },
  { name = "told", label = "Told?", ask = "they were told", type = "yes_no", required = true },
  { name = "at", label = "At", ask = "when they were told", type = "time", required_when = { field = "told", is = true } },
  { name = "why_not", label = "Why not", ask = "why not", type = "text", required_when = { field = "told", is = false } },
]
[[field]]
name = "marks"
label = "Marks"
ask = "the marks"
type = "body_map"
[[field]]
name = "adults"
label = "Adults"
type = "people"
trained = "handling"
untrained_reason = "why"
[[field]]
name = "why"
label = "Why not trained"
type = "text"
)";

const Kind& kind() {
  static const ReadKind read = parse_kind({"kinds/every.toml", text_of_kind});
  for (const auto& mistake : read.mistakes) ADD_FAILURE() << mistake.text();
  return *read.kind;
}

web::Form form_with(const Entries& entries) {
  web::Form form;
  for (const auto& [name, value] : entries) form.add(name, value);
  return form;
}

base::Result<Body> checked(const Entries& entries, Surroundings school = {.today = *base::parse_iso_date("2026-03-03")}) {
  const auto form = form_with(entries);
  return check(kind(), Submission(form), school);
}

std::vector<std::string> wrong(const Entries& entries, const Surroundings& school = {.today = *base::parse_iso_date("2026-03-03")}) {
  std::vector<std::string> out;
  const auto body = checked(entries, school);
  if (!body)
    for (const auto& error : body.error().fields) out.push_back(error.field + ": " + error.message);
  return out;
}

TEST(RowsField, KeepsRowsInTheirOrderAndDropsThoseNobodyWroteIn) {
  const auto body = checked({{"f.parents.0.who", ""}, {"f.parents.2.who", "Ada Osei"}, {"f.parents.2.told", "yes"}, {"f.parents.2.at", "3.40pm"},
                             {"f.parents.7.who", "Kofi Osei"}, {"f.parents.7.told", "no"}, {"f.parents.7.why_not", "No answer twice"}});
  ASSERT_TRUE(body);
  EXPECT_EQ(web::to_json(*body->find("parents")),
            R"([{"who":"Ada Osei","told":true,"at":"15:40"},{"who":"Kofi Osei","told":false,"why_not":"No answer twice"}])");
  EXPECT_THAT(display(*kind().find_field("parents"), *body->find("parents")), HasSubstr("Name: Ada Osei; Told: Yes; At: 15:40\nName: Kofi Osei"));
}

TEST(RowsField, TellsWhatARowLacksBesideItsOwnInput) {
  EXPECT_THAT(wrong({{"f.parents.3.who", "Ada Osei"}, {"f.parents.3.told", "yes"}}), Contains("f.parents.3.at: Enter when they were told"));
  EXPECT_THAT(wrong({{"f.parents.0.who", "Ada Osei"}, {"f.parents.0.told", "no"}}), Contains("f.parents.0.why_not: Enter why not"));
  EXPECT_THAT(wrong({{"f.parents.0.at", "25:00"}}), Contains(HasSubstr("f.parents.0.at: At must be a time")));
  Entries four;
  for (int i = 0; i < 4; ++i) {
    four.push_back({"f.parents." + std::to_string(i) + ".who", "Parent"});
    four.push_back({"f.parents." + std::to_string(i) + ".told", "no"});
    four.push_back({"f.parents." + std::to_string(i) + ".why_not", "Away"});
  }
  EXPECT_THAT(wrong(four), Contains("f.parents: Parents can hold at most 3"));
}

TEST(RowsField, IsHeldToTheSameRulesInJson) {
  const auto refused = [](std::string_view json) {
    const auto fields = web::parse_json(json);
    const auto body = check(kind(), Submission(*fields), {.today = *base::parse_iso_date("2026-03-03")});
    return body ? std::string() : body.error().fields.front().field + ": " + body.error().fields.front().message;
  };
  EXPECT_EQ(refused(R"({"parents":[{"who":"Ada","told":true,"at":"15:40"}]})"), "");
  EXPECT_EQ(refused(R"({"parents":{"who":"Ada"}})"), "parents: Parents must be a list of rows");
  EXPECT_EQ(refused(R"({"parents":[{"who":"Ada","told":true}]})"), "parents.0.at: Enter when they were told");
  EXPECT_THAT(refused(R"({"parents":[{"who":"Ada","told":false,"why_not":"x","x":1}]})"), HasSubstr("There is no column of this name"));
  EXPECT_THAT(web::to_json(json_schema(kind())), HasSubstr(R"("why_not")"));
}

TEST(RowsField, GrowsAndShrinksWithoutAScriptAndLosesNothing) {
  const auto typed = form_with({{"f.what", "<b>kept</b>"}, {"f.parents.0.who", "Ada"}, {"f.parents.4.who", "Kofi"}, {"more", "f.parents"}});
  ASSERT_TRUE(asks_for_rows(typed));
  const auto more = with_rows_changed(kind(), typed);
  const auto drawn = kind_fields(kind(), more, {}, *base::parse_iso_date("2026-03-03")).text();
  EXPECT_THAT(drawn, AllOf(HasSubstr("value=\"Ada\""), HasSubstr("value=\"Kofi\""), HasSubstr("name=\"f.parents.5.who\""), HasSubstr("&lt;b&gt;kept"), HasSubstr("Parent 3")));
  EXPECT_THAT(drawn, Not(HasSubstr("value=\"f.parents\">"))) << "three are all there may be";
  const auto less = with_rows_changed(kind(), form_with({{"f.parents.0.who", "Ada"}, {"f.parents.4.who", "Kofi"}, {"f.parents.40.who", "Esi"}, {"remove", "f.parents.4"}}));
  EXPECT_FALSE(less.has("f.parents.4.who"));
  EXPECT_EQ(less.text("f.parents.0.who"), "Ada");
  EXPECT_EQ(less.text("f.parents.40.who"), "Esi");
}

TEST(RowsField, ComesBackIntoAFormToBeCorrected) {
  const auto body = checked({{"f.parents.0.who", "Ada"}, {"f.parents.0.told", "yes"}, {"f.parents.0.at", "15:40"}, {"f.tried", "walk"}, {"f.tried", "space"},
                             {"f.marks.0.region", "front_left_forearm"}, {"f.marks.0.sort", "bruise"}, {"f.mood", "2"}});
  ASSERT_TRUE(body);
  const auto again = form_of(kind(), *body);
  const auto second = check(kind(), Submission(again), {.today = *base::parse_iso_date("2026-03-03")});
  ASSERT_TRUE(second);
  EXPECT_EQ(second->text(), body->text());
}

TEST(OrderedField, KeepsTheOrderAndNothingTwice) {
  const auto body = checked({{"f.tried", "walk"}, {"f.tried", ""}, {"f.tried", "space"}, {"f.tried", "walk"}});
  ASSERT_TRUE(body);
  EXPECT_EQ(web::to_json(*body->find("tried")), R"(["walk","space"])");
  EXPECT_THAT(wrong({{"f.tried", "none"}, {"f.tried", "space"}}), Contains(HasSubstr("f.tried")));
}

TEST(FacesField, ShowsWordsBesideEachFaceAndStoresThePoint) {
  const auto drawn = kind_fields(kind(), {}, {}, *base::parse_iso_date("2026-03-03")).text();
  EXPECT_THAT(drawn, AllOf(HasSubstr("app-face"), HasSubstr("<span>Glad</span>")));
  const auto body = checked({{"f.mood", "3"}});
  ASSERT_TRUE(body);
  EXPECT_EQ(display(*kind().find_field("mood"), *body->find("mood")), "3 of 3: Glad");
  EXPECT_THAT(wrong({{"f.mood", "4"}}), Contains(HasSubstr("between 1 and 3")));
}

TEST(WorkedOutDuration, IsTheTimeBetweenAlsoPastMidnight) {
  EXPECT_EQ(*checked({{"f.began", "10:00"}, {"f.ended", "10:45"}})->find("lasted")->integer(), 45);
  EXPECT_EQ(*checked({{"f.began", "23:50"}, {"f.ended", "00:20"}})->find("lasted")->integer(), 30);
  EXPECT_EQ(checked({{"f.began", "10:00"}})->find("lasted"), nullptr);
  EXPECT_THAT(wrong({{"f.began", "14:00"}, {"f.ended", "10:00"}}), Contains("f.ended: Ended must not be before “Began”"))
      << "twenty hours is no night";
  EXPECT_THAT(kind_fields(kind(), {}, {}, *base::parse_iso_date("2026-03-03")).text(), Not(HasSubstr("f.lasted"))) << "nobody is asked to do the sum";
}

TEST(NumberRule, HoldsAWholeToItsPart) {
  EXPECT_THAT(wrong({{"f.right", "5"}, {"f.out_of", "4"}}), Contains("f.out_of: Out of must not be smaller than “Right”"));
  EXPECT_THAT(wrong({{"f.right", "5"}}), Contains("f.out_of: Enter out of"));
  EXPECT_THAT(wrong({{"f.right", "5"}, {"f.out_of", "5"}}), IsEmpty());
}

TEST(Training, MustBeInDateOrItIsSaidWhyNot) {
  const std::string pat = "01J0000000000000000000000A", lee = "01J0000000000000000000000B";
  Surroundings school{.today = *base::parse_iso_date("2026-03-03")};
  school.is_trained = [&](std::string_view id, std::string_view topic) { return id == pat && topic == "handling"; };
  school.staff_name = [](std::string_view) { return std::string("Lee Brown"); };
  EXPECT_THAT(wrong({{"f.adults", pat}}, school), IsEmpty());
  EXPECT_THAT(wrong({{"f.adults", pat}, {"f.adults", lee}}, school), Contains(HasSubstr("f.adults: Lee Brown has no training")));
  EXPECT_THAT(wrong({{"f.adults", lee}, {"f.why", "Nobody else was near"}}, school), IsEmpty());
}

TEST(BodyMap, KnowsWhereEveryRegionIs) {
  std::set<std::string> codes, labels;
  for (const auto& region : body_regions()) {
    EXPECT_TRUE(codes.insert(region.code).second) << region.code;
    EXPECT_TRUE(labels.insert(region.label).second) << region.label;
    const auto middle = middle_of(region);
    EXPECT_TRUE(is_on(region, static_cast<int>(middle.x), static_cast<int>(middle.y))) << region.code;
    EXPECT_FALSE(is_on(region, 0, 0)) << region.code;
    EXPECT_FALSE(is_on(region, 1000, 1000)) << region.code;
  }
  // The child's right stands at the viewer's left from the front, and at the right from behind.
  EXPECT_LT(middle_of(*find_region("front_right_hand")).x, 500);
  EXPECT_GT(middle_of(*find_region("back_right_hand")).x, 500);
  EXPECT_GE(codes.size(), 90U);
}

TEST(BodyMap, RefusesAMarkBesideTheBodyInPlainWords) {
  const Entries mark = {{"f.marks.0.region", "front_left_forearm"}, {"f.marks.0.sort", "bruise"}, {"f.marks.0.size", "20"}, {"f.marks.0.colour", "purple"}};
  EXPECT_THAT(wrong(mark), IsEmpty()) << "no place: the middle of the region";
  auto off = mark;
  off.push_back({"f.marks.0.x", "500"});
  off.push_back({"f.marks.0.y", "20"});
  EXPECT_THAT(wrong(off), Contains("f.marks.0.region: The mark is not on the left forearm, front. Put it on the body, or choose where it is from the list"));
  EXPECT_THAT(wrong({{"f.marks.0.region", "nose"}, {"f.marks.0.sort", "bruise"}}), Contains(HasSubstr("f.marks.0.region: Select where on the body it is")));
  EXPECT_THAT(wrong({{"f.marks.0.region", "front_chest"}}), Contains("f.marks.0.sort: Select what the mark is"));
}

TEST(BodyMap, IsReadAsANumberedPictureAndTheSameNumbersInWords) {
  const auto body = checked({{"f.marks.0.region", "front_left_forearm"}, {"f.marks.0.sort", "bruise"}, {"f.marks.0.size", "20"}, {"f.marks.0.colour", "purple"},
                             {"f.marks.0.words", "<i>from the swing</i>"}, {"f.marks.1.region", "back_head"}, {"f.marks.1.sort", "bump"}});
  ASSERT_TRUE(body);
  const auto read = answers_view(kind(), *body, {}).text();
  EXPECT_THAT(read, HasSubstr("Left forearm, front: bruise, 20 mm, purple, &lt;i&gt;from the swing&lt;/i&gt;"));
  EXPECT_THAT(read, AllOf(HasSubstr("aria-label=\"Front, 1 mark\""), HasSubstr("aria-label=\"Back, 1 mark\""), Not(HasSubstr("<i>"))));
  EXPECT_THAT(read, Not(HasSubstr("Soles"))) << "views without marks are left out";
  EXPECT_THAT(summarise(kind(), *body), HasSubstr("Left forearm, front"));
}

TEST(NewTypes, AreRefusedInAFileThatUsesThemWrongly) {
  const auto mistakes = [](const std::string& field) {
    std::string all;
    for (const auto& mistake : parse_kind({"kinds/x.toml", "title=\"X\"\nclass=\"C3\"\nretention=\"notes\"\nquick=\"q\"\n[[field]]\nname=\"q\"\nlabel=\"Q\"\ntype=\"text\"\nquick=true\n[[field]]\nname=\"f\"\nlabel=\"F\"\n" + field}).mistakes)
      all += mistake.text() + "\n";
    return all;
  };
  EXPECT_EQ(mistakes("type=\"rows\"\ncolumns=[{name=\"a\",label=\"A\",type=\"text\"}]"), "");
  EXPECT_THAT(mistakes("type=\"rows\""), HasSubstr("have no columns"));
  EXPECT_THAT(mistakes("type=\"rows\"\ncolumns=[{name=\"a\",label=\"A\",type=\"files\"}]"), HasSubstr("cannot stand in a row"));
  EXPECT_THAT(mistakes("type=\"rows\"\ncolumns=[{name=\"a\",label=\"A\",type=\"text\"},{name=\"a\",label=\"B\",type=\"text\"}]"), HasSubstr("stands twice"));
  EXPECT_THAT(mistakes("type=\"text\"\ncolumns=[{name=\"a\",label=\"A\",type=\"text\"}]"), HasSubstr("only rows have columns"));
  EXPECT_THAT(mistakes("type=\"body_map\"\ncolumns=[{name=\"a\",label=\"A\",type=\"text\"}]"), HasSubstr("a body map has its own columns"));
  EXPECT_THAT(mistakes("type=\"faces\"\nmax=9"), HasSubstr("faces go from 1"));
  EXPECT_THAT(mistakes("type=\"pick\""), HasSubstr("does not say from what"));
  EXPECT_THAT(mistakes("type=\"duration\"\nfrom=\"q\"\nuntil=\"q\""), HasSubstr("worked out from two times"));
  EXPECT_THAT(mistakes("type=\"number\"\nnot_below=\"q\""), HasSubstr("only a number can be below another"));
  EXPECT_THAT(mistakes("type=\"text\"\novernight=true"), HasSubstr("past midnight"));
  EXPECT_THAT(mistakes("type=\"people\"\ntrained=\"x\"\nuntrained_reason=\"none\""), HasSubstr("is no text field of this kind"));
  EXPECT_THAT(mistakes("type=\"text\"\nrequired_when={field=\"zz\",given=true}"), HasSubstr("required_when"));
}

}  // namespace
}  // namespace record
