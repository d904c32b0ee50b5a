// Every cell of what may be given outside, held to the sentences it stands for.
#include "access/policy_outside.h"

#include <gtest/gtest.h>

namespace access {
namespace {

constexpr Bar every_bar[] = {Bar::none, Bar::ask, Bar::barred};

TEST(OutsidePolicy, GivesAFamilyMemberWhatTheyAreEntitledToUnlessAnOrderBarsThem) {
  for (unsigned info = 0; info < class_count; ++info) {
    const bool ever = info <= 8;
    EXPECT_EQ(may_be_given(Outsider::family_member, Bar::none, static_cast<InfoClass>(info)), ever ? Given::yes : Given::no) << info;
    EXPECT_EQ(may_be_given(Outsider::family_member, Bar::ask, static_cast<InfoClass>(info)), ever ? Given::ask_first : Given::no) << info;
    EXPECT_EQ(may_be_given(Outsider::family_member, Bar::barred, static_cast<InfoClass>(info)), Given::no) << info;
  }
}

TEST(OutsidePolicy, WritesToNobodyByNameOnlyWhereNothingStandsInTheWayOfAnybody) {
  EXPECT_EQ(may_be_given(Outsider::home, Bar::none, InfoClass::c6_send), Given::yes);
  EXPECT_EQ(may_be_given(Outsider::home, Bar::ask, InfoClass::c6_send), Given::no) << "it is not known who of them may have it";
  EXPECT_EQ(may_be_given(Outsider::home, Bar::barred, InfoClass::c6_send), Given::no);
  EXPECT_EQ(may_be_given(Outsider::home, Bar::none, InfoClass::c9_safeguarding), Given::no);
}

TEST(OutsidePolicy, DoesNotTakeFromThePupilWhatConcernsSomebodyElse) {
  for (const auto bar : every_bar) {
    EXPECT_EQ(may_be_given(Outsider::pupil, bar, InfoClass::c6_send), Given::yes);
    EXPECT_EQ(may_be_given(Outsider::pupil, bar, InfoClass::c9_safeguarding), Given::no);
  }
}

TEST(OutsidePolicy, GivesAnAuthorityTheSafeguardingFileAndNobodyAnOrderOrTheAccessLog) {
  EXPECT_EQ(may_be_given(Outsider::body, Bar::none, InfoClass::c9_safeguarding), Given::yes);
  for (unsigned to = 0; to < outsider_count; ++to)
    for (const auto bar : every_bar)
      for (const auto info : {InfoClass::c10_about_staff, InfoClass::c11_court, InfoClass::c12_audit})
        EXPECT_EQ(may_be_given(static_cast<Outsider>(to), bar, info), Given::no) << to;
}

TEST(OutsidePolicy, RefusesANumberThatIsNoClass) { EXPECT_EQ(may_be_given(Outsider::body, Bar::none, static_cast<InfoClass>(13)), Given::no); }

}  // namespace
}  // namespace access
