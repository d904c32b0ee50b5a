// What may be written of an order, and what its effects say of whom.
#include "people/court_order.h"

#include "people/court_effects.h"

#include <gmock/gmock.h>

namespace people {
namespace {

using testing::ElementsAre;

constexpr base::LocalDate today{20515};  // 3 March 2026

OrderWords an_order() {
  OrderWords out;
  out.sort = "prohibited_steps";
  out.made_on = today + -30;
  out.seen_by = "Dana Levy";
  out.seen_on = today + -1;
  out.effects = {{Effect::no_information, {}, "Ola Berg"}};
  return out;
}

std::vector<std::string> fields_wrong(const OrderWords& words) {
  std::vector<std::string> out;
  for (const auto& error : check(words, today)) out.push_back(error.field);
  return out;
}

TEST(CourtOrder, IsWrittenDownWhenItIsWhole) { EXPECT_TRUE(check(an_order(), today).empty()); }

TEST(CourtOrder, NeedsAKindADayAndWhatItMeans) { EXPECT_THAT(fields_wrong(OrderWords{}), ElementsAre("sort", "made_on", "effects")); }

TEST(CourtOrder, DoesNotEndBeforeItWasMadeNorBeginTomorrow) {
  auto words = an_order();
  words.expires_on = *words.made_on + -1;
  EXPECT_THAT(fields_wrong(words), ElementsAre("expires_on"));
  words = an_order();
  words.made_on = today + 1;
  EXPECT_THAT(fields_wrong(words), ElementsAre("made_on"));
}

TEST(CourtOrder, IsSeenBySomebodyOnADay) {
  auto words = an_order();
  words.seen_on.reset();
  EXPECT_THAT(fields_wrong(words), ElementsAre("seen_on"));
  words.seen_by.clear();
  EXPECT_TRUE(check(words, today).empty()) << "an order one was only told of is written down, too";
  EXPECT_FALSE(words.is_certain());
}

TEST(CourtOrder, SaysWhomItIsAboutUnlessItIsAboutEverybody) {
  auto words = an_order();
  words.effects = {{Effect::no_contact, {}, ""}};
  EXPECT_THAT(fields_wrong(words), ElementsAre("other_name"));
  words.effects = {{Effect::no_removal, {}, ""}, {Effect::surname, {}, ""}};
  EXPECT_TRUE(check(words, today).empty());
}

TEST(CourtOrder, ComesBackAsItWasKept) {
  auto words = an_order();
  words.words = "No \"information\"\nby <post>";
  words.expires_on = today + 100;
  words.effects.push_back({Effect::no_collection, FamilyMemberId(base::Bytes16{std::byte{7}}), "Ola Berg"});
  EXPECT_EQ(order_from_stored(to_stored(words)), words);
}

TEST(CourtOrder, AnEffectThatIsNotKnownHereIsOneToAskAbout) {
  const auto read = order_from_stored(R"({"effects":[{"effect":"from_a_later_version","who":"Ola Berg"}]})");
  ASSERT_EQ(read.effects.size(), 1U);
  EXPECT_EQ(read.effects.front().effect, Effect::not_known);
}

std::vector<CourtEffect> on_ola(Effect effect, bool is_certain = true) { return {{effect, is_certain, {}, "Ola Berg", true}}; }

TEST(CourtEffects, BarFromInformationBySeenOrdersAndAskWhereNobodyHasSeenOne) {
  EXPECT_EQ(bar_on(on_ola(Effect::no_information), {}, "Ola Berg"), access::Bar::barred);
  EXPECT_EQ(bar_on(on_ola(Effect::no_contact), {}, "ola  berg"), access::Bar::barred) << "whoever may have no contact is told nothing";
  EXPECT_EQ(bar_on(on_ola(Effect::no_information, false), {}, "Ola Berg"), access::Bar::ask);
  EXPECT_EQ(bar_on(on_ola(Effect::not_known), {}, "Ola Berg"), access::Bar::ask);
  EXPECT_EQ(bar_on(on_ola(Effect::no_collection), {}, "Ola Berg"), access::Bar::none) << "who may not collect is still told how the child does";
  EXPECT_EQ(bar_on(on_ola(Effect::no_information), {}, "Ada Osei"), access::Bar::none);
}

TEST(CourtEffects, FollowThePersonOnTheListWhateverTheirNameIsNow) {
  const FamilyMemberId ola(base::Bytes16{std::byte{7}}), other(base::Bytes16{std::byte{8}});
  const std::vector<CourtEffect> effects = {{Effect::no_information, true, ola, "Ola Berg", true}};
  EXPECT_EQ(bar_on(effects, ola, "Ola Svensson"), access::Bar::barred);
  EXPECT_EQ(bar_on(effects, other, "Ola Berg"), access::Bar::barred) << "imported anew, it is still that person";
  EXPECT_EQ(bar_on(effects, other, "Ada Osei"), access::Bar::none);
}

TEST(CourtEffects, SayWhatToDoWithAndWithoutTheName) {
  const Pupil maya{{}, "Maya", "Osei", "4", ""};
  EXPECT_THAT(effect_lines(on_ola(Effect::no_collection), maya), ElementsAre("Must not be collected by Ola Berg."));
  EXPECT_THAT(effect_lines(on_ola(Effect::no_information), maya), ElementsAre("No information about Maya to Ola Berg."));
  const std::vector<CourtEffect> unnamed = {{Effect::no_contact, true, {}, "", false}, {Effect::no_collection, true, {}, "", false}};
  EXPECT_THAT(effect_lines(unnamed, maya), ElementsAre("Somebody must not collect Maya. Ask the office before anybody does.")) << "once, and nobody’s name";
}

}  // namespace
}  // namespace people
