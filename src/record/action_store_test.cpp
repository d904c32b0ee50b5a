// Actions from end to end on both engines: who sees one, who may do what with it, that it is asked once, and that its steps are its truth.
#include "record/action_store.h"

#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace record {
namespace {

using access::InfoClass;
using access::May;
using access::Relation;
using access::Role;
using testing::ElementsAre;
using testing::IsEmpty;

class ActionsOnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  ActionsOnBothEngines() : house(test::a_house(GetParam())) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
    ruth = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
    senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}, .post = "SENCo"});
    office = test::a_member_of_staff(house, {.name = "Joy Adeyemi", .roles = {Role::office}, .post = "Office"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, priya, Relation::teaches_class, maya);
  }

  static OwnPass own(access::Visit& visit) { return access::Door::staff<May::entries_own>(visit).value(); }

  NewAction an_action(Owner owner, InfoClass info = InfoClass::c3_pastoral) {
    NewAction out;
    out.id = ActionId::make(house->now(), house->random());
    out.what = "Ring home about the coat";
    out.owner = owner;
    out.due_on = house->today() + 2;
    out.pupil = maya;
    out.info_class = info;
    out.source = {"record", RecordId::make(house->now(), house->random()).bytes(), "/records/of-something"};
    return out;
  }
  base::Result<void> ask(const access::StaffId& who, const NewAction& action) {
    auto visit = test::visit_as(house, who);
    access::UnitOfWork work(*visit);
    TRY_DO(record::ask(work, own(*visit), action));
    return std::move(work).commit();
  }
  NewAction asked(const access::StaffId& who, Owner owner, InfoClass info = InfoClass::c3_pastoral) {
    auto action = an_action(owner, info);
    EXPECT_TRUE(ask(who, action));
    return action;
  }
  base::Result<void> move(const access::StaffId& who, const ActionMove& wanted) {
    auto visit = test::visit_as(house, who);
    access::UnitOfWork work(*visit);
    TRY_DO(record::move(work, own(*visit), wanted));
    return std::move(work).commit();
  }
  std::optional<Action> find(const access::StaffId& who, const ActionId& id) {
    auto visit = test::visit_as(house, who);
    return find_action(own(*visit), id);
  }
  std::vector<ActionId> to_do(const access::StaffId& who) {
    auto visit = test::visit_as(house, who);
    std::vector<ActionId> out;
    for (const auto& action : list_to_do(own(*visit), 100)) out.push_back(action.id);
    EXPECT_EQ(count_to_do(own(*visit)), std::int64_t(out.size())) << "the count is of what the list shows, where nothing is put off";
    return out;
  }

  test::TestHouse house;
  access::StaffId amara, tomas, priya, ruth, senco, office;
  access::PupilId maya;
};

TEST_P(ActionsOnBothEngines, AnActionIsSeenByItsOwnerItsAskerAndThoseWhoDecideAndByNobodyElse) {
  const auto id = asked(priya, Owner::of(office)).id;
  for (const auto& who : {priya, office, senco, ruth}) EXPECT_TRUE(find(who, id));
  // Maya's own key worker reads her pastoral records, but decides nothing about them.
  for (const auto& who : {amara, tomas}) EXPECT_FALSE(find(who, id));
  EXPECT_THAT(to_do(office), ElementsAre(id));
  EXPECT_THAT(to_do(priya), IsEmpty());
  EXPECT_THAT(to_do(senco), IsEmpty()) << "who decides sees it, but has not got it to do";
}

TEST_P(ActionsOnBothEngines, AnOwnerWhoMayNotSeeTheSourceGetsTheWordsAndNoWayToIt) {
  const auto id = asked(ruth, Owner::of(office), InfoClass::c9_safeguarding).id;
  const auto theirs = find(office, id);
  ASSERT_TRUE(theirs);
  EXPECT_EQ(theirs->what, "Ring home about the coat");
  EXPECT_EQ(theirs->source.url, "");
  EXPECT_EQ(find(ruth, id)->source.url, "/records/of-something");
  EXPECT_FALSE(find(priya, id)) << "the class teacher decides on pastoral records, not on safeguarding ones";
}

TEST_P(ActionsOnBothEngines, ARoleIsAnybodyOfItWhoMaySeeThatClassOfThePupil) {
  const auto second = test::a_member_of_staff(house, {.name = "Owen Pugh", .roles = {Role::class_teacher}, .post = "Class teacher"});
  const auto id = asked(senco, Owner::of(Role::class_teacher)).id;
  EXPECT_THAT(to_do(priya), ElementsAre(id));
  EXPECT_THAT(to_do(second), IsEmpty()) << "a class teacher of other children";
  EXPECT_FALSE(find(second, id));
  EXPECT_FALSE(find(office, id));
  ASSERT_TRUE(move(priya, {.id = id, .was_version = 1, .deed = ActionDeed::taken}));
  EXPECT_EQ(find(priya, id)->now.owner, Owner::of(priya));
  // Nobody of the office may see safeguarding: as a role they could never take it.
  const auto refused = ask(ruth, an_action(Owner::of(Role::office), InfoClass::c9_safeguarding));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).field, "owner");
}

TEST_P(ActionsOnBothEngines, TheSameRequestTwiceIsOneActionAndOtherWordsUnderItsIdAreAConflict) {
  const auto action = asked(priya, Owner::of(office));
  auto visit = test::visit_as(house, priya);
  EXPECT_EQ(asked_before(own(*visit), action), AskedBefore::same);
  EXPECT_EQ(asked_before(*house, priya, action), AskedBefore::same);
  auto other = action;
  other.what = "Write home about the coat";
  EXPECT_EQ(asked_before(own(*visit), other), AskedBefore::other);
  const auto again = ask(priya, other);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, base::Error::Kind::conflict);
  EXPECT_EQ(find(priya, action.id)->what, "Ring home about the coat");
  auto nobodys = test::visit_as(house, senco);
  EXPECT_EQ(asked_before(own(*nobodys), action), AskedBefore::no) << "what somebody else asked is not told";
}

TEST_P(ActionsOnBothEngines, DoingItNeedsProofAndOnlyThoseWhoHaveItMay) {
  const auto id = asked(priya, Owner::of(office)).id;
  const auto before = test::last_entry(house);
  EXPECT_EQ(move(priya, {.id = id, .was_version = 1, .deed = ActionDeed::snoozed, .words = "Later", .day = house->today() + 1}).has_value(), true)
      << "the class teacher decides about her own pupil";
  EXPECT_EQ(move(amara, {.id = id, .was_version = 2, .deed = ActionDeed::done, .words = "Done"}).error().kind, base::Error::Kind::not_found);
  EXPECT_EQ(move(office, {.id = id, .was_version = 2, .deed = ActionDeed::cancelled, .words = "No"}).error().kind, base::Error::Kind::not_allowed);
  EXPECT_EQ(move(office, {.id = id, .was_version = 2, .deed = ActionDeed::done}).error().fields.at(0).message, "Enter what was done");
  ASSERT_TRUE(move(office, {.id = id, .was_version = 2, .deed = ActionDeed::done, .words = "Spoke to her mother, the coat is found"}));
  const auto done = find(priya, id);
  EXPECT_EQ(done->now.state, ActionState::done);
  EXPECT_EQ(done->now.proof, "Spoke to her mother, the coat is found");
  EXPECT_THAT(to_do(office), IsEmpty());
  const auto deeds = test::deeds_after(house, before);
  EXPECT_THAT(deeds, testing::IsSupersetOf({"action.snoozed", "action.done"}));
  ASSERT_TRUE(move(priya, {.id = id, .was_version = 3, .deed = ActionDeed::reopened, .words = "It was another coat"}));
  EXPECT_THAT(to_do(office), ElementsAre(id));
}

TEST_P(ActionsOnBothEngines, AProofRecordMustBeOneThatTheMoverMaySee) {
  const auto id = asked(priya, Owner::of(office)).id;
  const auto refused = move(office, {.id = id, .was_version = 1, .deed = ActionDeed::done, .words = "See there",
                                     .record = RecordId::make(house->now(), house->random())});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).field, "record");
}

TEST_P(ActionsOnBothEngines, AStepOnAnOlderReadingIsAConflictAndAlsoWhenBothComeAtOnce) {
  const auto id = asked(priya, Owner::of(office)).id;
  ASSERT_TRUE(move(office, {.id = id, .was_version = 1, .deed = ActionDeed::handed_on, .words = "She knows the family", .owner = Owner::of(senco)}));
  const auto stale = move(priya, {.id = id, .was_version = 1, .deed = ActionDeed::cancelled, .words = "Not needed"});
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().kind, base::Error::Kind::conflict);
  // Both read version 2 before either wrote.
  auto first = test::visit_as(house, senco), second = test::visit_as(house, priya);
  access::UnitOfWork one(*first), two(*second);
  ASSERT_TRUE(record::move(one, own(*first), {.id = id, .was_version = 2, .deed = ActionDeed::done, .words = "Rang"}));
  ASSERT_TRUE(record::move(two, own(*second), {.id = id, .was_version = 2, .deed = ActionDeed::cancelled, .words = "Not needed"}));
  EXPECT_TRUE(std::move(one).commit());
  const auto lost = std::move(two).commit();
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().kind, base::Error::Kind::conflict);
  EXPECT_EQ(find(priya, id)->now.state, ActionState::done);
  EXPECT_TRUE(moved_before(own(*test::visit_as(house, senco)), {.id = id, .was_version = 2, .deed = ActionDeed::done, .words = "Rang"}));
  EXPECT_FALSE(moved_before(own(*test::visit_as(house, priya)), {.id = id, .was_version = 2, .deed = ActionDeed::cancelled, .words = "Not needed"}));
}

TEST_P(ActionsOnBothEngines, WhatIsPutOffStandsLastAndIsNotCountedUntilItsDay) {
  const auto first = asked(priya, Owner::of(office)).id;
  auto later = an_action(Owner::of(office));
  later.due_on = house->today() + 5;
  ASSERT_TRUE(ask(priya, later));
  ASSERT_TRUE(move(office, {.id = first, .was_version = 1, .deed = ActionDeed::snoozed, .words = "She is away", .day = house->today() + 3}));
  const auto shown = [&] {
    auto visit = test::visit_as(house, office);
    std::vector<ActionId> out;
    for (const auto& action : list_to_do(own(*visit), 10)) out.push_back(action.id);
    return std::pair(out, count_to_do(own(*visit)));
  };
  EXPECT_EQ(shown(), std::pair(std::vector{later.id, first}, std::int64_t{1}));
  house.clock.pass(3 * base::day_ms);
  EXPECT_EQ(shown(), std::pair(std::vector{first, later.id}, std::int64_t{2}));
}

TEST_P(ActionsOnBothEngines, WhatIsLateByThreeSchoolDaysIsEscalatedOnceToTheLineManagerElseToWhoeverAsked) {
  access::TieDraft manages;
  manages.staff = senco;
  manages.relation = Relation::supervises;
  manages.other_staff = amara;
  test::a_tie(house, manages);
  const auto managed = asked(priya, Owner::of(amara)).id;
  const auto unmanaged = asked(priya, Owner::of(office)).id;
  const auto own_work = asked(priya, Owner::of(priya)).id;  // nobody stands above it
  house.clock.pass(4 * base::day_ms);  // due Thursday 5 March; now Saturday
  EXPECT_EQ(escalate_overdue(*house), 0U);
  house.clock.pass(5 * base::day_ms);
  EXPECT_EQ(escalate_overdue(*house), 2U);
  EXPECT_EQ(escalate_overdue(*house), 0U) << "once";
  EXPECT_EQ(find(amara, managed)->now.escalated_to, senco);
  EXPECT_EQ(find(office, unmanaged)->now.escalated_to, priya);
  EXPECT_TRUE(find(priya, own_work)->now.escalated_to.is_nil());
  EXPECT_THAT(to_do(senco), ElementsAre(managed));
  auto visit = test::visit_as(house, senco);
  const auto steps = list_steps(own(*visit), managed);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_TRUE(steps[1].by.is_nil()) << "the house itself";
  EXPECT_TRUE(move(senco, {.id = managed, .was_version = 2, .deed = ActionDeed::done, .words = "Did it together"}));
}

TEST_P(ActionsOnBothEngines, SomebodyWhoLeftOrAPupilUnknownToTheAskerIsRefused) {
  const auto volunteer = test::a_member_of_staff(house, {.name = "Iris Bell", .roles = {Role::volunteer}, .post = "Volunteer"});
  EXPECT_EQ(ask(volunteer, an_action(Owner::of(office))).error().kind, base::Error::Kind::not_found);
  const auto nobody = access::StaffId::make(house->now(), house->random());
  EXPECT_EQ(ask(priya, an_action(Owner::of(nobody))).error().fields.at(0).field, "owner");
  auto empty = an_action(Owner::of(office));
  empty.what = "  ";
  empty.due_on = house->today() + -1;
  EXPECT_EQ(ask(priya, empty).error().fields.size(), 2U);
}

TEST_P(ActionsOnBothEngines, ARestrictedSourceKeepsItsActionFromThoseWhoMerelyDecide) {
  auto action = an_action(Owner::of(office));
  action.flag = 1;
  ASSERT_TRUE(ask(ruth, action));
  EXPECT_TRUE(find(ruth, action.id));
  EXPECT_TRUE(find(office, action.id));
  EXPECT_FALSE(find(senco, action.id));
  EXPECT_FALSE(find(priya, action.id));
}

/// Whatever is tried by whomever in whatever order: the steps kept give the action kept, numbered without a gap, and nobody moved it who
/// may not.
TEST_P(ActionsOnBothEngines, TheHistoryOfAnyActionReplaysToHowItStands) {
  const std::vector<access::StaffId> people = {amara, priya, office, senco, ruth};
  const std::vector<ActionDeed> all = {ActionDeed::taken,     ActionDeed::done,      ActionDeed::snoozed, ActionDeed::handed_on,
                                       ActionDeed::escalated, ActionDeed::cancelled, ActionDeed::reopened};
  int stood = 0;
  EXPECT_TRUE(rc::check([&] {
    const auto owner = *rc::gen::elementOf(std::vector{Owner::of(office), Owner::of(amara), Owner::of(Role::class_teacher), Owner::of(Role::senco)});
    const auto id = asked(priya, owner).id;
    int version = 1;
    for (int tries = *rc::gen::inRange(2, 16); tries > 0; --tries) {
      const auto who = *rc::gen::elementOf(people);
      ActionMove wanted{.id = id, .was_version = version - *rc::gen::element(0, 0, 0, 0, 1)};
      wanted.deed = *rc::gen::elementOf(all);
      wanted.words = *rc::gen::element(std::string("Because"), std::string("Done so"), std::string("She said so"), std::string());
      wanted.owner = *rc::gen::elementOf(std::vector{Owner{}, Owner::of(office), Owner::of(amara), Owner::of(senco), Owner::of(Role::class_teacher)});
      if (*rc::gen::arbitrary<bool>()) wanted.day = house->today() + *rc::gen::element(-1, 0, 1, 7, 90, 91);
      house.clock.pass(1000);
      const auto before = find(who, id);
      const bool may = before && may_do(powers_over(*before, test::visit_as(house, who)->grants()), wanted.deed);
      const bool moved = move(who, wanted).has_value();
      RC_ASSERT(!moved || (may && wanted.was_version == version));
      if (moved) ++version;
    }
    auto visit = test::visit_as(house, ruth);
    const auto kept = find_action(own(*visit), id);
    RC_ASSERT(kept.has_value());
    const auto steps = list_steps(own(*visit), id);
    RC_ASSERT(int(steps.size()) == version);
    for (std::size_t i = 0; i < steps.size(); ++i) RC_ASSERT(steps[i].number == int(i) + 1);
    RC_ASSERT(replay(steps) == kept->now);
    if (version > 1) ++stood;
  }));
  EXPECT_GT(stood, 20) << "the walk takes steps that stand";
}

TEST_P(ActionsOnBothEngines, AStepIsNeverChanged) {
  asked(priya, Owner::of(office));
  static constexpr db::Sql forge = "UPDATE action_step SET words = 'Something else'";
  EXPECT_THROW(test::damage(house, forge), db::DatabaseError);
}

INSTANTIATE_TEST_SUITE_P(Engines, ActionsOnBothEngines, testing::ValuesIn(test::engines_under_test()));

TEST(Actions, AreDueTodayThisWeekOrLater) {
  const auto tuesday = *base::parse_iso_date("2026-03-03");
  EXPECT_EQ(due_when(tuesday + -1, tuesday), DueWhen::overdue);
  EXPECT_EQ(due_when(tuesday, tuesday), DueWhen::today);
  EXPECT_EQ(due_when(tuesday + 5, tuesday), DueWhen::this_week) << "Sunday";
  EXPECT_EQ(due_when(tuesday + 6, tuesday), DueWhen::later) << "Monday";
}

TEST(Actions, AreUsuallyDueInSchoolDays) {
  const auto calendar = people::usual_calendar(2025, 1);
  const auto friday = *base::parse_iso_date("2026-03-06");
  EXPECT_EQ(usual_due(ActionUrgency::now, friday, calendar), friday);
  EXPECT_EQ(usual_due(ActionUrgency::soon, friday, calendar), *base::parse_iso_date("2026-03-10")) << "Tuesday";
  EXPECT_EQ(usual_due(ActionUrgency::soon, friday, people::Calendar{}), friday + 2) << "no dates entered: plain days";
}

}  // namespace
}  // namespace record
