// The policy: what a careful lead would look for first, the page they read, and the whole product for the second implementation.
#include "access/policy.h"

#include "testing/places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <vector>

namespace access {
namespace {

constexpr Act acts[] = {Act::see, Act::add, Act::correct, Act::release, Act::sign, Act::decide};

std::vector<Role> all_roles() {
  std::vector<Role> out;
  for (std::size_t n = 0; n < role_count; ++n) out.push_back(static_cast<Role>(n));
  return out;
}
std::vector<Relation> all_relations() {
  std::vector<Relation> out;
  for (std::size_t n = 0; n < relation_count; ++n) out.push_back(static_cast<Relation>(n));
  return out;
}
std::vector<InfoClass> all_classes() {
  std::vector<InfoClass> out;
  for (std::size_t n = 0; n < class_count; ++n) out.push_back(static_cast<InfoClass>(n));
  return out;
}
std::set<Role> who(InfoClass info, Act act) {
  std::set<Role> out;
  for (Role role : all_roles()) {
    for (Relation relation : all_relations()) {
      if (allows(role, relation, info, act)) out.insert(role);
    }
  }
  return out;
}

TEST(Policy, KeepsTheSafeguardingFileToTheLeadAndTheHead) {
  EXPECT_EQ(who(InfoClass::c9_safeguarding, Act::see), (std::set{Role::dsl, Role::head}));
  EXPECT_EQ(who(InfoClass::c11_court, Act::see), (std::set{Role::dsl, Role::head}));
}

TEST(Policy, KeepsRecordsAboutStaffToTheHead) {
  for (Act act : {Act::see, Act::correct, Act::release, Act::sign, Act::decide}) {
    EXPECT_EQ(who(InfoClass::c10_about_staff, act), (std::set{Role::head}));
  }
}

TEST(Policy, LetsAnyAdultTellAndGivesThemNoSight) {
  for (InfoClass info :
       {InfoClass::c4_behaviour, InfoClass::c7_medical, InfoClass::c9_safeguarding, InfoClass::c10_about_staff}) {
    for (Role role : all_roles()) {
      EXPECT_EQ(allows(role, Relation::school, info, Act::add), role != Role::service) << code(role) << " C" << int(info);
    }
  }
  for (Role role : {Role::governor, Role::trust_officer, Role::it, Role::volunteer, Role::cover}) {
    EXPECT_EQ(classes_allowed(role, Relation::school, Act::see), 0U) << code(role);
    EXPECT_NE(classes_allowed(role, Relation::school, Act::add), 0U) << code(role);
  }
}

TEST(Policy, NeedsTheRelationForAKeyWorkerToReadNotes) {
  EXPECT_TRUE(allows(Role::key_worker, Relation::assigned, InfoClass::c3_pastoral, Act::see));
  for (Relation relation : all_relations()) {
    EXPECT_EQ(allows(Role::key_worker, relation, InfoClass::c3_pastoral, Act::see), relation == Relation::assigned)
        << code(relation);
    EXPECT_TRUE(allows(Role::key_worker, relation, InfoClass::c3_pastoral, Act::add)) << code(relation);
  }
}

TEST(Policy, ShowsTheLifeSafetyCardToWhoeverIsInChargeOfTheChild) {
  for (Role role : {Role::key_worker, Role::class_teacher, Role::subject_teacher, Role::phase_lead, Role::senco, Role::dsl,
                    Role::senior_leader, Role::head, Role::office, Role::medical, Role::cover, Role::volunteer}) {
    for (Relation relation : {Relation::duty, Relation::cover, Relation::trip}) {
      EXPECT_TRUE(allows(role, relation, InfoClass::c1_life_safety, Act::see)) << code(role) << ' ' << code(relation);
    }
  }
  EXPECT_EQ(needed_to_see(InfoClass::c1_life_safety), Assurance::password);
  EXPECT_FALSE(allows(Role::key_worker, Relation::school, InfoClass::c1_life_safety, Act::see)) << "no free roaming";
}

TEST(Policy, GivesTheOfficeContactsAndNoNarrative) {
  EXPECT_TRUE(allows(Role::office, Relation::school, InfoClass::c2_contacts, Act::see));
  for (Relation relation : all_relations()) {
    if (relation == Relation::glass) continue;
    EXPECT_EQ(classes_allowed(Role::office, relation, Act::see), 0b111U) << code(relation);
  }
}

TEST(Policy, OpensBehindABrokenGlassNeitherNotesNorAnythingProtected) {
  const auto never = [](std::uint32_t classes) { return classes & ~0b0000'1010'0111U; };
  for (Role role : all_roles()) {
    const auto by_role = classes_allowed(role, Relation::school, Act::see);
    EXPECT_EQ(never(classes_allowed(role, Relation::glass, Act::see) & ~by_role), 0U) << code(role);
    for (Act act : {Act::add, Act::correct, Act::release, Act::sign, Act::decide})
      EXPECT_EQ(classes_allowed(role, Relation::glass, act), classes_allowed(role, Relation::school, act)) << "sight and nothing else: " << code(role);
  }
  EXPECT_EQ(classes_allowed(Role::key_worker, Relation::glass, Act::see), 0b1010'0111U) << "and somebody is let through";
}

TEST(Policy, GivesNobodyASightThroughATieTheirRoleDoesNotHave) {
  EXPECT_EQ(classes_allowed(Role::it, Relation::assigned, Act::see), 0U);
  EXPECT_EQ(classes_allowed(Role::governor, Relation::teaches_class, Act::see), 0U);
  EXPECT_EQ(classes_allowed(Role::volunteer, Relation::assigned, Act::see), 0U);
  EXPECT_EQ(classes_allowed(Role::subject_teacher, Relation::year, Act::see), 1U) << "only the name, as everywhere";
}

TEST(Policy, LetsNobodyTouchTheAccessLog) {
  for (Act act : {Act::add, Act::correct, Act::sign, Act::decide}) EXPECT_TRUE(who(InfoClass::c12_audit, act).empty());
  EXPECT_EQ(who(InfoClass::c12_audit, Act::see), (std::set{Role::head, Role::data_protection}));
}

TEST(Policy, NeverLetsAnyoneCorrectReleaseSignOrDecideWhatTheyCannotSee) {
  for (Role role : all_roles()) {
    for (Relation relation : all_relations()) {
      const auto see = classes_allowed(role, relation, Act::see);
      for (Act act : {Act::correct, Act::release, Act::sign, Act::decide}) {
        EXPECT_EQ(classes_allowed(role, relation, act) & ~see, 0U) << code(role) << ' ' << code(relation);
      }
    }
  }
}

TEST(Policy, LetsWhoeverDecidesAlsoSignAndATeacherSignMoreForTheirOwnClassAlone) {
  for (Role role : all_roles())
    for (Relation relation : all_relations()) {
      const auto sign = classes_allowed(role, relation, Act::sign), decide = classes_allowed(role, relation, Act::decide);
      EXPECT_EQ(decide & ~sign, 0U) << code(role) << ' ' << code(relation);
      const bool own = (role == Role::class_teacher && relation == Relation::teaches_class) ||
                       (role == Role::phase_lead && (relation == Relation::teaches_class || relation == Relation::year));
      EXPECT_EQ(sign & ~decide, own ? 1U << 6 : 0U) << code(role) << ' ' << code(relation);
    }
  EXPECT_EQ(who(InfoClass::c6_send, Act::decide), (std::set{Role::senco, Role::dsl, Role::head})) << "a plan of support is approved by these alone";
  EXPECT_EQ(who(InfoClass::c6_send, Act::sign), (std::set{Role::class_teacher, Role::phase_lead, Role::senco, Role::dsl, Role::head}));
}

TEST(Policy, TakesNothingAwayForACloserTie) {
  for (Role role : all_roles()) {
    for (Relation relation : all_relations()) {
      for (Act act : acts) {
        EXPECT_EQ(classes_allowed(role, Relation::school, act) & ~classes_allowed(role, relation, act), 0U) << code(role);
      }
    }
  }
}

TEST(Policy, CallsARoleSensitiveWhenItReadsEveryPupilsRecordsOrMakesAccounts) {
  for (Role role : all_roles()) {
    const bool reads_all = (classes_allowed(role, Relation::school, Act::see) >> 3) != 0;
    EXPECT_EQ(is_sensitive(role), reads_all || allows(role, May::staff_administer)) << code(role);
  }
}

TEST(Policy, GivesItAccountsButNeitherContentNorCaseloadsNorTheLog) {
  EXPECT_TRUE(allows(Role::it, May::staff_administer));
  for (May may : {May::pupil_find, May::card_read, May::contacts_read, May::chronology_read, May::relations_administer,
                  May::people_import, May::audit_read, May::export_everything}) {
    EXPECT_FALSE(allows(Role::it, may)) << code(may);
  }
}

TEST(Policy, LetsAGovernorSeeNumbersAndOneOwnsWords) {
  for (std::size_t n = 0; n < may_count; ++n) {
    const May may = static_cast<May>(n);
    const bool expected = may == May::numbers_read || may == May::entries_own || may == May::record_add || may == May::token_make ||
                          may == May::conduct_decide;  // the rows are the named chair's alone
    EXPECT_EQ(allows(Role::governor, may), expected) << code(may);
  }
}

TEST(Policy, LetsAnImportAccountImportAndNothingElse) {
  for (std::size_t n = 0; n < may_count; ++n) {
    EXPECT_EQ(allows(Role::service, static_cast<May>(n)), static_cast<May>(n) == May::people_import);
  }
}

TEST(Policy, RefusesNumbersThatAreNoRole) {
  EXPECT_FALSE(allows(static_cast<Role>(200), Relation::school, InfoClass::c0_directory, Act::see));
  EXPECT_FALSE(allows(Role::head, static_cast<Relation>(200), InfoClass::c0_directory, Act::see));
  EXPECT_FALSE(allows(Role::head, Relation::school, static_cast<InfoClass>(13), Act::see));
  EXPECT_FALSE(allows(Role::head, Relation::school, InfoClass::c0_directory, static_cast<Act>(9)));
  EXPECT_FALSE(allows(static_cast<Role>(200), May::pupil_find));
  EXPECT_FALSE(allows(Role::head, static_cast<May>(200)));
  EXPECT_TRUE(allows(Role::head, Relation::school, InfoClass::c0_directory, Act::see))
      << "and the same question asked well is yes";
}

TEST(Policy, ReadsBackEveryCodeItWrites) {
  for (Role role : all_roles()) EXPECT_EQ(role_of(code(role)), role);
  for (Relation relation : all_relations()) EXPECT_EQ(relation_of(code(relation)), relation);
  EXPECT_FALSE(role_of("admin"));
  EXPECT_FALSE(role_of(""));
  EXPECT_FALSE(relation_of("friend"));
}

TEST(Policy, IsWhatThePermissionsPageSays) {
  const std::string path = test::in_checkout("docs/permissions.md");
  if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && std::string_view(update) == "1") {
    std::ofstream(path, std::ios::binary) << print_policy();
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << path;
  const std::string written{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(written, print_policy())
      << "docs/permissions.md is not what the program decides: UPDATE_GOLDEN=1 writes it, then read the difference";
}

/// One line a decision, for tests/architecture/policy_oracle.mjs.
std::string product() {
  std::ostringstream out;
  for (Role role : all_roles()) {
    for (Relation relation : all_relations()) {
      for (InfoClass info : all_classes()) {
        for (Act act : acts) {
          static constexpr std::string_view act_names[] = {"see", "add", "correct", "release", "sign", "decide"};
          out << "cell " << code(role) << ' ' << code(relation) << " C" << int(info) << ' ' << act_names[int(act)] << ' '
              << allows(role, relation, info, act) << '\n';
        }
      }
    }
    for (std::size_t n = 0; n < may_count; ++n) {
      out << "may " << code(role) << ' ' << code(static_cast<May>(n)) << ' ' << allows(role, static_cast<May>(n)) << '\n';
    }
    out << "sensitive " << code(role) << ' ' << is_sensitive(role) << '\n';
  }
  for (InfoClass info : all_classes()) {
    out << "class C" << int(info) << " sign_in " << int(needed_to_see(info)) << '\n';
    out << "class C" << int(info) << " hidden " << existence_hidden(info) << '\n';
    out << "class C" << int(info) << " durable " << sight_is_durable(info) << '\n';
  }
  return out.str();
}

TEST(Policy, PrintProduct) {
  const auto lines = product();
  const auto cells = role_count * relation_count * class_count * std::size(acts);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), std::ptrdiff_t(cells + role_count * (may_count + 1) + class_count * 3));
  if (const char* path = std::getenv("ALONGSIDE_POLICY_PRODUCT")) {
    std::ofstream file(path, std::ios::binary);
    file << lines;
    ASSERT_TRUE(file.flush()) << path;
  }
}

}  // namespace
}  // namespace access
