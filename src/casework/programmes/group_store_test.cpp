// Groups: who may keep them, and who may know who is in one.
#include "casework/programmes/group_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace programmes {
namespace {

using access::Relation;
using access::Role;
using testing::ElementsAre;
using testing::IsEmpty;

class Groups : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Lena Ford", .roles = {Role::senco}});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId teacher = test::a_member_of_staff(house, {.name = "Ines Vale", .roles = {Role::class_teacher}});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .class_name = "4 Oak"});
  const base::LocalDate today = house->today();

  Group group() {
    Group out;
    out.id = GroupId::make(house->now(), house.random);
    out.name = "Talk group";
    out.starts_on = today + -7;
    return out;
  }
  void teaches(std::string_view class_name) {
    access::TieDraft tie{};
    tie.staff = teacher;
    tie.relation = Relation::teaches_class;
    tie.school_class = test::a_class(house, class_name);
    test::a_tie(house, tie);
  }
  template <class Deed>
  base::Result<void> as(const access::StaffId& who, Deed deed) {
    auto visit = test::visit_as(house, who);
    access::UnitOfWork work(visit);
    if (auto done = deed(work, *access::Door::staff<May::entries_own>(visit)); !done) return done;
    return std::move(work).commit();
  }
  base::Result<void> make(const access::StaffId& who, const Group& group) {
    return as(who, [&](access::UnitOfWork& work, const Own& own) { return make_group(work, own, group); });
  }
  base::Result<void> put_in(const access::StaffId& who, const Group& group, base::LocalDate from) {
    return as(who, [&](access::UnitOfWork& work, const Own& own) { return join(work, own, group.id, maya, from); });
  }
  std::vector<std::string> names(const access::StaffId& who, const Group& group) {
    auto visit = test::visit_as(house, who);
    std::vector<std::string> out;
    for (const auto& each : list_members(*access::Door::staff<May::entries_own>(visit), group.id)) out.push_back(each.name);
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Groups, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Groups, AreKeptByWhoPlacesPupilsAndByNobodyElse) {
  const auto talk = group();
  EXPECT_FALSE(make(amara, talk));
  ASSERT_TRUE(make(senco, talk));
  ASSERT_TRUE(make(senco, talk)) << "twice under one id is one";
  EXPECT_FALSE(put_in(amara, talk, today));
  EXPECT_FALSE(put_in(teacher, talk, today)) << "a teacher, but not Maya's";
  teaches("4 Oak");
  EXPECT_TRUE(put_in(teacher, talk, today));
  EXPECT_THAT(names(senco, talk), ElementsAre("Maya Osei"));
}

TEST_P(Groups, ShowWhoIsInThemToWhomTheStrategiesOfThePupilAreOpenAndToTheirLead) {
  auto talk = group();
  talk.lead = tomas;
  ASSERT_TRUE(make(senco, talk));
  ASSERT_TRUE(put_in(senco, talk, today));
  EXPECT_THAT(names(tomas, talk), ElementsAre("Maya Osei"));
  EXPECT_THAT(names(amara, talk), IsEmpty());
  test::a_tie(house, amara, Relation::assigned, maya);
  EXPECT_THAT(names(amara, talk), ElementsAre("Maya Osei"));
}

TEST_P(Groups, GetANewLeadFromTheirMakerOrWhoPlacesEverybody) {
  teaches("2 Ash");
  test::a_pupil(house, {.given = "Noor", .family = "Haddad", .class_name = "2 Ash"});
  auto talk = group();
  ASSERT_TRUE(make(senco, talk));
  auto grab = talk;
  grab.lead = teacher;
  grab.made_by = teacher;  // as a forged request would have it
  EXPECT_FALSE(as(teacher, [&](access::UnitOfWork& work, const Own& own) { return change_group(work, own, grab); }));
  grab.made_by = senco;
  EXPECT_FALSE(as(teacher, [&](access::UnitOfWork& work, const Own& own) { return change_group(work, own, grab); }));
  EXPECT_TRUE(as(senco, [&](access::UnitOfWork& work, const Own& own) { return change_group(work, own, grab); }));
  EXPECT_FALSE(as(senco, [&](access::UnitOfWork& work, const Own& own) { return change_group(work, own, grab); })) << "the version is old";
}

TEST_P(Groups, KeepTheDaysInAndOut) {
  const auto talk = group();
  ASSERT_TRUE(make(senco, talk));
  ASSERT_TRUE(put_in(senco, talk, today + -7));
  ASSERT_TRUE(as(senco, [&](access::UnitOfWork& work, const Own& own) { return leave(work, own, talk.id, maya, today + -1); }));
  auto visit = test::visit_as(house, senco);
  const auto members = list_members(*access::Door::staff<May::entries_own>(visit), talk.id);
  ASSERT_EQ(members.size(), 1U);
  EXPECT_TRUE(members[0].is_in(today + -1));
  EXPECT_FALSE(members[0].is_in(today));
  EXPECT_EQ(count_in(members, today + -7), 1U);
  const auto pass = access::Door::pupil<May::chronology_read>(visit, maya);
  EXPECT_EQ(list_groups_of(*pass).at(0).ends_on, today + -1);
}

}  // namespace
}  // namespace programmes
