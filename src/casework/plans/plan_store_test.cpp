// Plans, targets and promised provision on both engines: who may see and write what, that nobody approves their own, and that nothing is overwritten.
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"

#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace plans {
namespace {

using access::InfoClass;
using access::May;
using access::Relation;
using access::Role;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class PlansOnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  PlansOnBothEngines() : house(test::a_house(GetParam())) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
    senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}, .post = "SENCo"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, priya, Relation::teaches_class, maya);
  }

  template <class Deed>
  base::Result<void> as(const access::StaffId& who, Deed deed) {
    auto visit = test::visit_as(house, who);
    access::UnitOfWork work(*visit);
    TRY_DO(deed(work, *visit));
    return std::move(work).commit();
  }
  NewPlan a_plan(InfoClass info = InfoClass::c6_send) {
    NewPlan out{PlanId::make(house->now(), house->random()), "education_plan", info, {}};
    out.draft = {"Reading and turn-taking", house->today(), house->today() + 70, house->today() + 65, R"({"strengths":"Tells a story well"})", "v1", {}};
    return out;
  }
  PlanId begun(const access::StaffId& who, const NewPlan& plan) {
    EXPECT_TRUE(as(who, [&](auto& work, auto& visit) -> base::Result<void> {
      begin(work, access::Door::pupil<May::record_add>(visit, maya).value(), plan);
      return {};
    }));
    return plan.id;
  }
  PlanId begun(const access::StaffId& who, InfoClass info = InfoClass::c6_send) { return begun(who, a_plan(info)); }
  std::optional<Plan> find(const access::StaffId& who, const PlanId& id) {
    auto visit = test::visit_as(house, who);
    const auto pass = access::Door::pupil<May::pupil_find>(*visit, maya);
    return pass ? find_plan(*pass, id) : std::nullopt;
  }
  Plan load(const PlanId& id) { return find(senco, id).value(); }
  base::Result<void> write(const access::StaffId& who, const PlanId& id, PlanDeed deed) {
    return as(who, [&](auto& work, auto& visit) { return move(work, access::Door::pupil<May::record_add>(visit, maya).value(), load(id), deed, ""); });
  }
  base::Result<void> decide(const access::StaffId& who, const PlanId& id, PlanDeed deed, std::string_view words = "So agreed") {
    return as(who, [&](auto& work, auto& visit) -> base::Result<void> {
      const auto pass = access::Door::pupil<May::record_decide>(visit, maya);
      if (!pass) return base::Error::not_found("nothing to decide");
      return move(work, *pass, load(id), deed, words);
    });
  }
  PlanId live(const access::StaffId& who = {}) {
    const auto id = begun(who.is_nil() ? amara : who);
    EXPECT_TRUE(write(amara, id, PlanDeed::submitted));
    EXPECT_TRUE(decide(senco, id, PlanDeed::approved));
    EXPECT_TRUE(decide(senco, id, PlanDeed::started));
    return id;
  }
  NewTarget a_target(const PlanId& plan) {
    NewTarget out{TargetId::make(house->now(), house->random()), plan, {}, {{"", "Pre-teach the words before the lesson", {}}}};
    out.words.need = "Reads few words on sight";
    out.words.statement = "Maya will read 40 of the first 100 words on sight in two of three checks";
    out.words.success = "Checked each Friday with the word cards";
    out.words.measure = {Scale::count, "words", {}};
    out.words.baseline = 12 * one;
    out.words.goal = 40 * one;
    out.words.starts_on = house->today();
    out.words.by_when = house->today() + 60;
    out.words.owner = amara;
    return out;
  }
  base::Result<void> add(const access::StaffId& who, const NewTarget& target) {
    return as(who, [&](auto& work, auto& visit) { return add_target(work, access::Door::pupil<May::record_add>(visit, maya).value(), load(target.plan), target); });
  }
  NewProvisionLine a_line(const PlanId& plan) {
    NewProvisionLine out{ProvisionLineId::make(house->now(), house->random()), plan, {}};
    out.words.what = "Precision teaching";
    out.words.who = "Trained teaching assistant";
    out.words.minutes = 10;
    out.words.times = 4;
    out.words.from = house->today();
    return out;
  }
  base::Result<void> add(const access::StaffId& who, const NewProvisionLine& line) {
    return as(who, [&](auto& work, auto& visit) -> base::Result<void> {
      const auto plan = line.plan.is_nil() ? std::nullopt : find(senco, line.plan);
      return add_line(work, access::Door::pupil<May::record_add>(visit, maya).value(), plan ? &*plan : nullptr, line);
    });
  }
  std::vector<TargetId> live_targets(const access::StaffId& who) {
    auto visit = test::visit_as(house, who);
    std::vector<TargetId> out;
    for (const auto& each : list_live_targets(access::Door::caseload<May::pupil_find>(*visit).value())) out.push_back(each.id);
    return out;
  }
  std::vector<ProvisionLineId> promised(const access::StaffId& who, base::LocalDate from, base::LocalDate until) {
    auto visit = test::visit_as(house, who);
    std::vector<ProvisionLineId> out;
    for (const auto& each : list_provision_lines(access::Door::caseload<May::pupil_find>(*visit).value(), from, until)) out.push_back(each.id);
    return out;
  }

  test::TestHouse house;
  access::StaffId amara, tomas, priya, senco;
  access::PupilId maya;
};

TEST_P(PlansOnBothEngines, AreSeenByThoseWhoseClassTheyAreAndByNobodyElse) {
  const auto id = begun(amara);
  ASSERT_TRUE(find(senco, id));
  EXPECT_EQ(find(senco, id)->pupil_name, "Maya Osei");
  EXPECT_TRUE(find(amara, id)) << "her own key worker";
  EXPECT_TRUE(find(priya, id)) << "her class teacher";
  EXPECT_FALSE(find(tomas, id)) << "a key worker of others";
  auto visit = test::visit_as(house, tomas);
  const auto across = access::Door::caseload<May::pupil_find>(*visit).value();
  EXPECT_THAT(list_plans(across, Closed::shown), IsEmpty());
  EXPECT_THAT(list_versions(across, id), IsEmpty());
  EXPECT_THAT(list_steps(across, id), IsEmpty());
}

TEST_P(PlansOnBothEngines, OfAnotherPupilAreNotFoundThroughThisOne) {
  const auto id = begun(amara);
  const auto other = test::a_pupil(house, {.given = "Leo", .family = "Grant"});
  auto visit = test::visit_as(house, senco);
  ASSERT_TRUE(find_plan(access::Door::pupil<May::pupil_find>(*visit, maya).value(), id));
  EXPECT_FALSE(find_plan(access::Door::pupil<May::pupil_find>(*visit, other).value(), id));
}

TEST_P(PlansOnBothEngines, TheSameRequestTwiceIsKnownAndAnotherOneUnderItsIdRefused) {
  auto plan = a_plan();
  begun(amara, plan);
  auto visit = test::visit_as(house, amara);
  const auto pass = access::Door::pupil<May::record_add>(*visit, maya).value();
  EXPECT_EQ(begun_before(pass, maya, plan), BegunBefore::same);
  plan.draft.title = "Something else";
  EXPECT_EQ(begun_before(pass, maya, plan), BegunBefore::other);
  const auto again = as(amara, [&](auto& work, auto& v) -> base::Result<void> {
    begin(work, access::Door::pupil<May::record_add>(v, maya).value(), plan);
    return {};
  });
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().for_log, "plan exists");
}

TEST_P(PlansOnBothEngines, IsNeverApprovedByWhoeverWroteOnIt) {
  const auto id = begun(senco);
  ASSERT_TRUE(write(senco, id, PlanDeed::submitted));
  const auto own = decide(senco, id, PlanDeed::approved);
  ASSERT_FALSE(own);
  EXPECT_EQ(own.error().for_log, "approval by an author");
  const auto other = test::a_member_of_staff(house, {.name = "Grace Mbeki", .roles = {Role::head}, .post = "Head"});
  EXPECT_TRUE(decide(other, id, PlanDeed::approved));
  EXPECT_EQ(load(id).state, PlanState::approved);
}

TEST_P(PlansOnBothEngines, IsApprovedOnlyByWhoeverDecidesOnItsClass) {
  const auto id = begun(amara);
  ASSERT_TRUE(write(amara, id, PlanDeed::submitted));
  EXPECT_EQ(decide(priya, id, PlanDeed::approved).error().kind, base::Error::Kind::not_found) << "a class teacher does not decide on SEND";
  EXPECT_FALSE(decide(amara, id, PlanDeed::approved));
  const auto profile = begun(amara, InfoClass::c5_profile);
  ASSERT_TRUE(write(amara, profile, PlanDeed::submitted));
  EXPECT_TRUE(decide(priya, profile, PlanDeed::approved)) << "but on a profile";
  auto visit = test::visit_as(house, senco);
  EXPECT_THAT(list_to_approve(access::Door::caseload<May::pupil_find>(*visit).value()), ElementsAre(testing::Field(&Plan::id, id)));
}

TEST_P(PlansOnBothEngines, AReturnTakesACommentAndALivePlanStaysWhileTheNextVersionIsWritten) {
  const auto id = begun(amara);
  ASSERT_TRUE(write(amara, id, PlanDeed::submitted));
  EXPECT_EQ(decide(senco, id, PlanDeed::returned, "  ").error().fields.at(0).field, "words");
  ASSERT_TRUE(decide(senco, id, PlanDeed::returned, "Say how often"));
  const auto revised = [&](const Plan& read) {
    return as(amara, [&](auto& work, auto& visit) {
      auto draft = a_plan().draft;
      draft.body = R"({"strengths":"Tells a story well and draws it"})";
      return revise(work, access::Door::pupil<May::record_add>(visit, maya).value(), read, draft, "As Hanna asked");
    });
  };
  ASSERT_TRUE(revised(load(id)));
  ASSERT_TRUE(write(amara, id, PlanDeed::submitted));
  ASSERT_TRUE(decide(senco, id, PlanDeed::approved));
  ASSERT_TRUE(decide(senco, id, PlanDeed::started));
  EXPECT_EQ(load(id).live_version, 2);
  const auto read = load(id);
  ASSERT_TRUE(revised(read));
  EXPECT_EQ(load(id).state, PlanState::draft);
  EXPECT_EQ(load(id).live_version, 2) << "people go on following it";
  EXPECT_EQ(revised(read).error().kind, base::Error::Kind::conflict) << "somebody saved since";
  auto visit = test::visit_as(house, senco);
  const auto pass = access::Door::pupil<May::pupil_find>(*visit, maya).value();
  const auto versions = list_versions(pass, id);
  ASSERT_THAT(versions, SizeIs(3));
  EXPECT_EQ(versions[0].body, R"({"strengths":"Tells a story well"})") << "nothing is overwritten";
  const auto steps = list_steps(pass, id);
  EXPECT_EQ(steps[2].words, "Say how often");
  EXPECT_EQ(steps.size(), std::size_t(load(id).step));
}

TEST_P(PlansOnBothEngines, TargetsAndPromisesBecomeLiveWithTheirPlanAndEndWithIt) {
  const auto id = begun(amara);
  const auto target = a_target(id);
  const auto line = a_line(id);
  ASSERT_TRUE(add(amara, target));
  ASSERT_TRUE(add(amara, line));
  EXPECT_THAT(live_targets(senco), IsEmpty()) << "a draft";
  EXPECT_THAT(promised(senco, house->today(), house->today()), IsEmpty());
  ASSERT_TRUE(write(amara, id, PlanDeed::submitted));
  EXPECT_EQ(add(amara, a_target(id)).error().kind, base::Error::Kind::not_allowed) << "it waits for approval";
  ASSERT_TRUE(decide(senco, id, PlanDeed::approved));
  ASSERT_TRUE(decide(senco, id, PlanDeed::started));
  EXPECT_THAT(live_targets(senco), ElementsAre(target.id));
  EXPECT_THAT(live_targets(amara), ElementsAre(target.id));
  EXPECT_THAT(live_targets(tomas), IsEmpty());
  EXPECT_THAT(promised(amara, house->today(), house->today() + 6), ElementsAre(line.id));
  EXPECT_THAT(promised(amara, house->today() + -6, house->today() + -1), IsEmpty()) << "before its first day";
  EXPECT_THAT(promised(tomas, house->today(), house->today() + 6), IsEmpty());
  ASSERT_TRUE(decide(senco, id, PlanDeed::closed, "The needs changed"));
  EXPECT_THAT(live_targets(senco), IsEmpty());
  EXPECT_THAT(promised(senco, house->today(), house->today()), ElementsAre(line.id)) << "today it was still promised";
  EXPECT_THAT(promised(senco, house->today() + 1, house->today() + 6), IsEmpty());
}

TEST_P(PlansOnBothEngines, ATargetComesBackAsItWasWritten) {
  const auto id = begun(amara);
  auto wanted = a_target(id);
  wanted.words.measure = {Scale::rubric, "", {"With a hand on hand", "With a word", "Alone"}};
  wanted.words.baseline = 0;
  wanted.words.goal = 2 * one;
  ASSERT_TRUE(add(amara, wanted));
  auto visit = test::visit_as(house, priya);
  const auto found = find_target(access::Door::pupil<May::pupil_find>(*visit, maya).value(), wanted.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->words, wanted.words);
  EXPECT_EQ(found->strategies, wanted.strategies);
  EXPECT_EQ(found->owner_name, "Amara Nwosu");
  auto again = test::visit_as(house, amara);
  EXPECT_TRUE(added_before(access::Door::pupil<May::record_add>(*again, maya).value(), wanted));
}

TEST_P(PlansOnBothEngines, ALiveTargetIsChangedWithAReasonAndJudgedOnce) {
  const auto id = begun(amara);
  const auto wanted = a_target(id);
  ASSERT_TRUE(add(amara, wanted));
  ASSERT_TRUE(write(amara, id, PlanDeed::submitted));
  ASSERT_TRUE(decide(senco, id, PlanDeed::approved));
  ASSERT_TRUE(decide(senco, id, PlanDeed::started));
  const auto with = [&](auto deed) {
    return as(amara, [&](auto& work, auto& visit) {
      const auto pass = access::Door::pupil<May::record_add>(visit, maya).value();
      return deed(work, pass, find_target(access::Door::pupil<May::pupil_find>(visit, maya).value(), wanted.id).value());
    });
  };
  auto words = wanted.words;
  words.goal = 50 * one;
  EXPECT_EQ(with([&](auto& work, auto& pass, const Target& read) { return change_target(work, pass, read, words, wanted.strategies, ""); }).error().fields.at(0).field, "reason");
  ASSERT_TRUE(with([&](auto& work, auto& pass, const Target& read) { return change_target(work, pass, read, words, wanted.strategies, "She is quicker than we thought"); }));
  ASSERT_TRUE(with([&](auto& work, auto& pass, const Target& read) { return judge_target(work, pass, read, Outcome::met, "52 words on 1 May", {true}); }));
  auto visit = test::visit_as(house, senco);
  const auto pass = access::Door::pupil<May::pupil_find>(*visit, maya).value();
  const auto ended = find_target(pass, wanted.id);
  EXPECT_EQ(ended->state, TargetState::ended);
  EXPECT_EQ(ended->outcome, Outcome::met);
  EXPECT_EQ(ended->strategies.at(0).helped, true);
  EXPECT_THAT(list_target_versions(pass, wanted.id), SizeIs(3));
  EXPECT_EQ(with([&](auto& work, auto& p, const Target& read) { return change_target(work, p, read, words, {}, "Once more"); }).error().kind,
            base::Error::Kind::not_allowed) << "it has ended";
}

TEST_P(PlansOnBothEngines, AnIntimateCarePlanIsForTheSencoAndForThoseItNames) {
  auto plan = a_plan(InfoClass::c8_intimate);
  plan.draft.named = {amara};
  begun(senco, plan);
  EXPECT_TRUE(find(senco, plan.id));
  EXPECT_TRUE(find(amara, plan.id)) << "named, and her key worker";
  EXPECT_FALSE(find(priya, plan.id)) << "her class teacher, not named";
  EXPECT_FALSE(find(tomas, plan.id));
  auto of_others = a_plan(InfoClass::c8_intimate);
  of_others.draft.named = {tomas};
  begun(senco, of_others);
  EXPECT_FALSE(find(tomas, of_others.id)) << "named, but no longer with this pupil";
}

TEST_P(PlansOnBothEngines, AgreementsConsentsAndReadersAreKept) {
  const auto id = live();
  const auto plan = load(id);
  const Consent consent{ConsentId::make(house->now(), house->random()), "handling", "Ada Osei", house->today(), "On paper", {}, ""};
  ASSERT_TRUE(as(amara, [&](auto& work, auto& visit) -> base::Result<void> {
    const auto sight = access::Door::pupil<May::pupil_find>(visit, maya).value();
    agree(work, sight, plan, {AgreementId::make(house->now(), house->random()), 1, Party::parent, "Ada Osei", house->today(), "In a meeting", "Glad of it", ""});
    give_consent(work, access::Door::pupil<May::record_add>(visit, maya).value(), plan, consent);
    acknowledge(work, sight, plan);
    return {};
  }));
  ASSERT_TRUE(as(senco, [&](auto& work, auto& visit) -> base::Result<void> {
    withdraw_consent(work, access::Door::pupil<May::record_add>(visit, maya).value(), plan, consent.id, house->today(), "Ada Osei");
    return {};
  }));
  auto visit = test::visit_as(house, senco);
  const auto pass = access::Door::pupil<May::pupil_find>(*visit, maya).value();
  EXPECT_EQ(list_agreements(pass, id).at(0).name, "Ada Osei");
  EXPECT_EQ(list_consents(pass, id).at(0).withdrawn_on, house->today());
  EXPECT_EQ(list_readers(pass, id).at(0).name, "Amara Nwosu");
  auto stranger = test::visit_as(house, tomas);
  const auto across = access::Door::caseload<May::pupil_find>(*stranger).value();
  EXPECT_THAT(list_agreements(across, id), IsEmpty());
  EXPECT_THAT(list_consents(across, id), IsEmpty());
  EXPECT_THAT(list_readers(across, id), IsEmpty());
}

TEST_P(PlansOnBothEngines, AVersionIsNeverChanged) {
  begun(amara);
  static constexpr db::Sql forge = "UPDATE plan_version SET body = '{}'";
  EXPECT_THROW(test::damage(house, forge), db::DatabaseError);
}

/// Whatever is tried by whomever in whatever order: only deeds that follow are taken, steps are numbered without a gap, and no version was approved by
/// one of its writers.
TEST_P(PlansOnBothEngines, NoWalkThroughItsLifeLeavesTheTable) {
  const auto head = test::a_member_of_staff(house, {.name = "Grace Mbeki", .roles = {Role::head}, .post = "Head"});
  const std::vector<access::StaffId> people = {amara, priya, senco, head};
  int approvals = 0;
  EXPECT_TRUE(rc::check([&] {
    const auto id = begun(*rc::gen::elementOf(people));
    std::vector<std::set<std::string>> writers(1);
    writers[0].insert(load(id).author.text());
    for (int tries = *rc::gen::inRange(12, 30); tries > 0; --tries) {
      const auto who = *rc::gen::elementOf(people);
      const auto deed = *rc::gen::element(PlanDeed::revised, PlanDeed::submitted, PlanDeed::submitted, PlanDeed::approved, PlanDeed::approved, PlanDeed::started, PlanDeed::returned, PlanDeed::reviewed,
                                          PlanDeed::closed, PlanDeed::reopened, PlanDeed::taken_back);
      const auto before = load(id);
      bool done = false;
      if (deed == PlanDeed::revised) {
        done = as(who, [&](auto& work, auto& visit) { return revise(work, access::Door::pupil<May::record_add>(visit, maya).value(), before, a_plan().draft, "again"); }).has_value();
        if (done) writers.back().insert(who.text());
      } else if (deed == PlanDeed::submitted || deed == PlanDeed::taken_back) {
        done = write(who, id, deed).has_value();
      } else {
        done = decide(who, id, deed).has_value();
      }
      const auto now = load(id);
      RC_ASSERT(done == (now.step == before.step + 1));
      if (done) RC_ASSERT(after(before.state, deed) == now.state);
      if (done && deed == PlanDeed::approved) {
        ++approvals;
        RC_ASSERT(!writers.back().contains(who.text()));
      }
      if (done && deed == PlanDeed::started) writers.emplace_back();
      if (done && deed == PlanDeed::reopened) {
        std::set<std::string> all;
        for (const auto& some : writers) all.insert(some.begin(), some.end());
        writers.push_back(all);
      }
    }
  }));
  EXPECT_GT(approvals, 10) << "the walk reaches approvals";
}

INSTANTIATE_TEST_SUITE_P(Engines, PlansOnBothEngines, testing::ValuesIn(test::engines_under_test()));

}  // namespace
}  // namespace plans
