// Records in words.
#include "record/summary.h"

#include "record/kind_file.h"

#include <gtest/gtest.h>

namespace record {
namespace {

const std::string incident = R"(
title = "Incident"
class = "C4"
retention = "notes"
quick = "what"
summary = "{sort} · {place} · seen by {seen_by} · {what:20}"
[[section]]
name = "after"
title = "After"
[[field]]
name = "what"
label = "What happened"
type = "long_text"
quick = true
[[field]]
name = "sort"
label = "Sort"
type = "choices"
choices = [{ code = "a", label = "Loud" }, { code = "b", label = "Left the room" }]
[[field]]
name = "place"
label = "Place"
type = "place"
[[field]]
name = "seen_by"
label = "Seen by"
type = "people"
[[field]]
name = "others"
label = "Others"
type = "pupils"
choices = [{ code = "saw", label = "Saw it" }]
[[field]]
name = "level"
label = "Level"
type = "scale"
low_label = "mild"
high_label = "strong"
[[field]]
name = "lasted"
label = "How long"
type = "duration"
section = "after"
[[field]]
name = "told"
label = "Home told?"
type = "yes_no"
section = "after"
[[field]]
name = "told_on"
label = "Told on"
type = "date"
[[field]]
name = "length"
label = "Length"
type = "number"
max = 5000
unit = "metres"
[[field]]
name = "secret"
label = "Secret"
type = "text"
sensitive = true
)";

const Kind& kind() {
  static const Kind made = *parse_kind({"kinds/incident.toml", incident}).kind;
  return made;
}

constexpr std::string_view id_a = "01J0000000000000000000000A";

TEST(Summarise, LeavesOutThePartsThatAreEmpty) {
  EXPECT_EQ(summarise(kind(), Body::stored(R"({"what":"Ran off"})")), "Ran off");
  EXPECT_EQ(summarise(kind(), Body::stored(R"({"what":"Ran off","place":"Hall","sort":["b","a"]})")),
            "Left the room, Loud · Hall · Ran off");
  EXPECT_EQ(summarise(kind(), Body::stored("{}")), "");
}

TEST(Summarise, CutsAndStaysOnOneLine) {
  EXPECT_EQ(summarise(kind(), Body::stored(R"({"what":"One\ntwo  three four five six"})")), "One two three four…");
}

TEST(Summarise, NamesPeopleOnlyAsTheCallerDoes) {
  const auto body = Body::stored(R"({"what":"a","seen_by":["01J0000000000000000000000A"]})");
  EXPECT_EQ(summarise(kind(), body), "seen by a member of staff · a");
  Names names;
  names.staff = [](std::string_view id) { return id == id_a ? "Pat Green" : ""; };
  EXPECT_EQ(summarise(kind(), body, names), "seen by Pat Green · a");
}

TEST(FullText, HoldsWordsAndLabelsButNoIdsAndNothingSensitive) {
  const auto body =
      Body::stored(R"({"what":"Ran off","sort":["b"],"others":[{"id":"01J0000000000000000000000A"}],"level":3,"secret":"hush"})");
  EXPECT_EQ(full_text(kind(), body), "Ran off\nLeft the room");
}

TEST(Describe, SaysEveryAnswerInOrder) {
  const auto body = Body::stored(
      R"({"what":"Ran\noff","sort":["a","b"],"others":[{"id":"01J0000000000000000000000A","part":"saw"}],"level":5,"lasted":75,"told":false,)"
      R"("told_on":"2026-03-03","length":1200,"secret":"hush","gone":["x",2]})");
  std::string all;
  for (const auto& row : describe(kind(), body))
    all +=
        row.label + (row.section.empty() ? "" : " [" + row.section + "]") + (row.sensitive ? "!" : "") + ": " + row.value + "|";
  EXPECT_EQ(all,
            "What happened: Ran\noff|Sort: Loud; Left the room|Others: another pupil (Saw it)|Level: 5 of 5: strong|How long "
            "[After]: 1 hour 15 minutes|"
            "Home told? [After]: No|Told on: 3 March 2026|Length: 1,200 metres|Secret!: hush|gone: x; 2|");
}

TEST(DurationWords, CountsHoursAndMinutes) {
  EXPECT_EQ(duration_words(0), "0 minutes");
  EXPECT_EQ(duration_words(1), "1 minute");
  EXPECT_EQ(duration_words(60), "1 hour");
  EXPECT_EQ(duration_words(121), "2 hours 1 minute");
}

TEST(SummaryLine, IsReadOrSaysWhatIsWrong) {
  EXPECT_TRUE(parse_summary_line("{a|first} · {b:30} and {c}"));
  for (const auto* text : {"{", "}", "{a", "{a{b}}", "{}", "{a:0}", "{a:x}", "{a:999}", "{a|last}"})
    EXPECT_FALSE(parse_summary_line(text)) << text;
}

}  // namespace
}  // namespace record
