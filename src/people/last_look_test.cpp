// What is taken out of a paper, and what is not.
#include "people/last_look.h"

#include <gmock/gmock.h>

namespace people {
namespace {

const std::vector<std::string> kept = {"14 Harbour Row\nSeaford, QX4 9ZZ", "07700 900417", "safe@refuge.example"};

TEST(LastLook, TakesOutWhatIsKeptSafe) {
  EXPECT_EQ(without_kept_safe("They live at 14 Harbour Row\nSeaford, QX4 9ZZ now.", kept), "They live at [kept safe] now.");
  EXPECT_EQ(without_kept_safe("Ring 07700 900417.", kept), "Ring [kept safe].");
  EXPECT_EQ(without_kept_safe("Write to safe@refuge.example", kept), "Write to [kept safe]");
}

TEST(LastLook, FindsItHoweverItIsSpacedAndInWhateverCapitals) {
  EXPECT_EQ(without_kept_safe("Ring 07700900417 or 0770 0900 417", kept), "Ring [kept safe] or [kept safe]");
  EXPECT_EQ(without_kept_safe("14 HARBOUR ROW", kept), "[kept safe]");
}

TEST(LastLook, FindsTheStreetAndThePostcodeByThemselves) {
  EXPECT_EQ(without_kept_safe("It was near 14 Harbour Row, in qx4 9zz.", kept), "It was near [kept safe], in [kept safe].");
  EXPECT_EQ(without_kept_safe("We went to Seaford by train.", kept), "We went to Seaford by train.") << "a town alone says nothing";
}

TEST(LastLook, FindsItAsAPageWritesIt) {
  EXPECT_EQ(without_kept_safe("<p>Flat 2 &amp; 3, Mill Lane</p>", {"Flat 2 & 3, Mill Lane"}), "<p>[kept safe]</p>");
}

TEST(LastLook, LeavesAHouseNumberAloneAndEverythingElse) { EXPECT_EQ(without_kept_safe("Read 14 words", {"14, The Row"}), "Read 14 words"); }

}  // namespace
}  // namespace people
