// What a school may change about a kind, and what stays out of its reach.
#include "record/kind_change.h"

#include "record/body.h"
#include "record/embedded_kinds.h"

#include <gtest/gtest.h>

namespace record {
namespace {

using Deed = KindChange::Deed;

const Kind& behaviour() {
  static const Kinds kinds = load_kinds(embedded_kinds()).kinds;
  return *kinds.find("behaviour");
}

web::Json json(std::string_view text) { return *web::parse_json(text); }

KindChange change(Deed deed, std::string field, std::string text = "") {
  return {.deed = deed, .kind = "behaviour", .field = std::move(field), .text = std::move(text)};
}
KindChange choice_change(Deed deed, std::string field, std::string choice, std::string text = "") {
  auto made = change(deed, std::move(field), std::move(text));
  made.choice = std::move(choice);
  return made;
}
KindChange addition(Deed deed, std::string field, std::string_view added) {
  auto made = change(deed, std::move(field));
  made.added = json(added);
  return made;
}

base::Result<Kind> apply(std::vector<KindChange> changes) { return apply_changes(behaviour(), changes); }
std::string refusal(std::vector<KindChange> changes) {
  const auto result = apply(std::move(changes));
  return result ? "applied" : result.error().fields.front().field + ": " + result.error().fields.front().message;
}

TEST(ApplyChanges, RewordsAKindItsFieldsAndItsChoices) {
  const auto kind =
      apply({change(Deed::set_title, "", " Relationships "), change(Deed::set_tile, "", "Ups and downs"),
             change(Deed::set_label, "what_happened", "The story"), change(Deed::set_hint, "what_happened", "Short is fine"),
             choice_change(Deed::set_choice, "step", "reminder", "1 Quiet word"),
             choice_change(Deed::set_part, "", "harmed", "Hurt"), change(Deed::set_section, "before", "Beforehand")});
  ASSERT_TRUE(kind);
  EXPECT_EQ(kind->title, "Relationships");
  EXPECT_EQ(kind->tile, "Ups and downs");
  EXPECT_EQ(kind->find_field("what_happened")->label, "The story");
  EXPECT_EQ(asked(*kind->find_field("what_happened")), "the story");
  EXPECT_EQ(kind->find_field("what_happened")->hint, "Short is fine");
  EXPECT_EQ(kind->find_field("step")->find_choice("reminder")->label, "1 Quiet word");
  EXPECT_EQ(kind->pupils.find_part("harmed")->label, "Hurt");
  EXPECT_EQ(kind->find_section("before")->title, "Beforehand");
  EXPECT_EQ(behaviour().title, "Behaviour") << "the kind itself stays as it is";
}

TEST(ApplyChanges, HidesAndOrdersAndAdds) {
  auto order = change(Deed::order_choices, "step");
  order.order = {"leader", "own_chat"};
  auto fields = change(Deed::order_fields, "");
  fields.order = {"place"};
  const auto kind =
      apply({choice_change(Deed::hide_choice, "step", "warning"),
             addition(Deed::add_choice, "step", R"({"code":"own_chat","label":"A chat outside"})"), order, fields,
             addition(Deed::add_field, "", R"({"name":"own_house","label":"House","type":"text","section":"more"})"),
             change(Deed::hide_field, "lesson")});
  ASSERT_TRUE(kind);
  const auto& step = *kind->find_field("step");
  EXPECT_TRUE(step.find_choice("warning")->hidden);
  EXPECT_EQ(step.choices[0].code, "leader");
  EXPECT_EQ(step.choices[1].code, "own_chat");
  EXPECT_EQ(kind->fields[0].name, "place");
  EXPECT_TRUE(kind->find_field("own_house")->own);
  EXPECT_TRUE(kind->find_field("lesson")->hidden);
  const auto fields_sent = json(R"({"what_happened":"a","behaviour":["rude"],"own_house":"Oak","step":"own_chat"})");
  EXPECT_TRUE(check(*kind, Submission(fields_sent), {}));
}

TEST(ApplyChanges, LeavesOutOfReachWhatASchoolMayNotChange) {
  EXPECT_NE(refusal({change(Deed::hide_field, "what_happened")}).find("must be answered"), std::string::npos);
  EXPECT_NE(
      refusal({addition(Deed::add_field, "", R"({"name":"house","label":"House","type":"text","section":"more"})")}).find("own_"),
      std::string::npos);
  EXPECT_NE(refusal({addition(Deed::add_field, "", R"({"name":"own_a","label":"A","type":"text","quick":true,"required":true})")})
                .find("must be answered"),
            std::string::npos);
  EXPECT_NE(refusal({addition(Deed::add_choice, "step", R"({"code":"chat","label":"Chat"})")}).find("own_"), std::string::npos);
  EXPECT_NE(refusal({addition(Deed::add_choice, "place", R"({"code":"own_chat","label":"Chat"})")}).find("not a list"),
            std::string::npos);
  const auto all = apply({change(Deed::set_title, "", "Other")});
  EXPECT_EQ(all->id, behaviour().id);
  EXPECT_EQ(all->info_class, behaviour().info_class);
  EXPECT_EQ(all->workflow, behaviour().workflow);
  EXPECT_EQ(all->retention, behaviour().retention);
}

TEST(ApplyChanges, SaysWhichChangeDoesNotFitAndWhy) {
  EXPECT_EQ(refusal({change(Deed::set_title, "", "Fine"), change(Deed::set_label, "gone", "x")}),
            "1: There is no field “gone” any more");
  EXPECT_EQ(refusal({choice_change(Deed::set_choice, "step", "gone", "x")}), "0: There is no choice “gone” any more");
  EXPECT_EQ(refusal({change(Deed::set_label, "place", "  ")}), "0: Enter the new words");
  EXPECT_NE(refusal({change(Deed::set_title, "", std::string(61, 'a'))}).find("at most 60"), std::string::npos);
  auto order = change(Deed::order_choices, "step");
  order.order = {"leader", "leader"};
  EXPECT_NE(refusal({order}).find("stands twice"), std::string::npos);
}

TEST(ApplyChanges, HoldsTheChangesTogetherToTheRulesOfAKind) {
  auto order = change(Deed::order_fields, "");
  order.order = {"agreed"};  // asked only when restorative is done, which would now come later
  EXPECT_NE(refusal({order}).find("further down"), std::string::npos);
  std::vector<KindChange> all_steps;
  for (const auto& choice : behaviour().find_field("step")->choices)
    all_steps.push_back(choice_change(Deed::hide_choice, "step", choice.code));
  EXPECT_NE(refusal(all_steps).find("fewer than two choices"), std::string::npos);
}

TEST(ApplyChanges, PassesOverChangesOfOtherKinds) {
  auto other = change(Deed::set_title, "", "Other");
  other.kind = "note";
  const auto kind = apply({other});
  ASSERT_TRUE(kind);
  EXPECT_EQ(*kind, behaviour());
}

TEST(ApplyChanges, TakesAwayADefaultThatIsHidden) {
  const auto kinds = load_kinds(embedded_kinds()).kinds;
  KindChange hide{.deed = Deed::hide_choice, .kind = "session", .field = "delivered", .choice = "yes"};
  const auto session = apply_changes(*kinds.find("session"), std::span(&hide, 1));
  ASSERT_TRUE(session) << session.error().fields[0].message;
  EXPECT_TRUE(session->find_field("delivered")->preset.is_null());
}

TEST(ApplyWhatFits, KeepsTheGoodAndNamesTheRest) {
  const std::vector<KindChange> changes = {change(Deed::set_title, "", "Relationships"), change(Deed::set_label, "gone", "x"),
                                           change(Deed::set_label, "place", "Spot")};
  const auto applied = apply_what_fits(behaviour(), changes);
  EXPECT_EQ(applied.kind.title, "Relationships");
  EXPECT_EQ(applied.kind.find_field("place")->label, "Spot");
  ASSERT_EQ(applied.refused.size(), 1U);
  EXPECT_EQ(applied.refused[0].field, "1");
}

TEST(ApplyWhatFits, LetsChangesLeanOnOneAnother) {
  std::vector<KindChange> changes;
  for (const auto& choice : behaviour().find_field("step")->choices)
    changes.push_back(choice_change(Deed::hide_choice, "step", choice.code));
  changes.push_back(addition(Deed::add_choice, "step", R"({"code":"own_a","label":"A"})"));
  changes.push_back(addition(Deed::add_choice, "step", R"({"code":"own_b","label":"B"})"));
  EXPECT_TRUE(apply_what_fits(behaviour(), changes).refused.empty());
}

TEST(WithChanges, ChangesTheCatalogueAndKeepsItSorted) {
  const auto kinds = load_kinds(embedded_kinds()).kinds;
  const std::vector<KindChange> changes = {change(Deed::set_title, "", "Relationships")};
  const auto changed = with_changes(kinds, changes);
  EXPECT_EQ(changed.all().size(), kinds.all().size());
  EXPECT_EQ(changed.find("behaviour")->title, "Relationships");
  EXPECT_EQ(changed.find("note")->title, "Note");
}

TEST(KindChanges, ComeBackFromJsonAsTheyWere) {
  auto order = change(Deed::order_choices, "step");
  order.order = {"leader", "reminder"};
  const std::vector<KindChange> changes = {change(Deed::set_title, "", "Relationships"), order,
                                           addition(Deed::add_choice, "step", R"({"code":"own_a","label":"A"})"),
                                           choice_change(Deed::hide_choice, "step", "warning")};
  const auto stored = web::to_json(to_json(changes));
  const auto back = changes_from(json(stored));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, changes);
}

TEST(KindChanges, AreRefusedWhereTheJsonIsNotOne) {
  for (const auto* text : {"{}", "[1]", R"([{"kind":"a"}])", R"([{"deed":"set_title"}])", R"([{"deed":"rename","kind":"a"}])",
                           R"([{"deed":"set_title","kind":"a","more":1}])", R"([{"deed":"set_title","kind":1}])",
                           R"([{"deed":"order_fields","kind":"a","order":[1]}])"})
    EXPECT_FALSE(changes_from(json(text))) << text;
}

TEST(KindChanges, HaveAWordForEachDeed) {
  for (std::size_t i = 0; i < change_deed_count; ++i) {
    const auto deed = static_cast<Deed>(i);
    EXPECT_EQ(change_deed_of(code(deed)), deed);
  }
  EXPECT_EQ(change_deed_of("burn"), std::nullopt);
}

}  // namespace
}  // namespace record
