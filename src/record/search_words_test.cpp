// Words as search compares them.
#include "record/search_words.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace record {
namespace {

using testing::ElementsAre;

std::string shown(const std::vector<Piece>& pieces) {
  std::string out;
  for (const auto& piece : pieces) out += piece.found ? "[" + piece.text + "]" : piece.text;
  return out;
}

TEST(SearchWords, FoldCaseAccentsAndPlurals) {
  EXPECT_THAT(words_of("Zoë’s stories: MATHS/reading… boxes—and glass."),
              ElementsAre("and", "boxe", "glass", "math", "reading", "story", "zoe"));
}

TEST(SearchWords, AreCutAtEverythingButApostrophes) {
  EXPECT_THAT(words_of("don't\tgo\ntwo-by-two (9.05)"), ElementsAre("05", "9", "by", "dont", "go", "two"));
}

TEST(SearchWords, ALastWordOfThreeLettersIsABeginning) {
  EXPECT_EQ(access::Sought::Last::beginning, read_query("hot lun").last);
  EXPECT_EQ(access::Sought::Last::whole, read_query("hot lu").last);
  EXPECT_TRUE(holds("A hot lunch in the hall", read_query("hot lun")));
  EXPECT_FALSE(holds("A hot lunch in the hall", read_query("ho lunch"))) << "only the last word may be unfinished";
  EXPECT_FALSE(holds("A hot lunch in the hall", read_query("cold lunch")));
  EXPECT_TRUE(read_query("?!").words.empty());
  EXPECT_TRUE(read_query("\xff").words.empty());
}

TEST(SearchWords, MarkWhatWasLookedFor) {
  EXPECT_EQ("Threw two [books], then a third [book].", shown(excerpt_around("Threw two books,\nthen a third book.", read_query("book"), 200)));
  const auto long_text = std::string(60, 'a') + " " + std::string(60, 'b') + " the needle " + std::string(300, 'c');
  EXPECT_THAT(shown(excerpt_around(long_text, read_query("needle"), 90)), testing::AllOf(testing::StartsWith("… "), testing::HasSubstr("[needle]"), testing::EndsWith(" …")));
}

RC_GTEST_PROP(SearchWords, EveryWordOfATextFindsIt, (const std::string& raw)) {
  const std::string text = base::is_valid_utf8(raw) ? raw : "plain words";
  for (const auto& word : words_of(text)) RC_ASSERT(holds(text, access::Sought{{word}, access::Sought::Last::whole}));
  std::string together;
  for (const auto& piece : excerpt_around(text, read_query(text), text.size() + 1)) together += piece.text;
  RC_ASSERT(base::is_valid_utf8(together));
}

}  // namespace
}  // namespace record
