// OneRoster sets of both versions become ordinary imports; passwords are not in them.
#include "people/oneroster.h"
#include "people/import_plan.h"

#include <gtest/gtest.h>

namespace people {
namespace {

const base::LocalDate today = *base::parse_iso_date("2026-11-23");

std::map<std::string, std::string> set_11() {
  return {
      {"manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\n"},
      {"users.csv",
       "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,"
       "phone,agentSourcedIds,grades,password\n"
       "u1,,,true,o1,student,dk,\"{UPN:B801200005001},{mis:17}\",Deniz,Kaya,,A17,,,,\"u5\",5,hunter2\n"
       "u2,,,true,o1,student,zo,,Zoë,Owusu-Adjei,,R674123101121,,,,,\"4,5\",hunter2\n"
       "u3,,,true,o1,teacher,tr,,Tom,Reed,,TRE,t.reed@school.example,,,,,hunter2\n"
       "u4,,,true,o1,aide,ah,,Amina,Hussain,,AHU,a.hussain@school.example,,,,,hunter2\n"
       "u5,,,true,o1,parent,ek,,Elif,Kaya,,,e.kaya@home.example,07700 900123,,,,hunter2\n"
       "u6,tobedeleted,,true,o1,student,xx,,Gone,Away,,,,,,,3,hunter2\n"
       "u7,,,true,o1,guardian,gg,,Ama,Owusu,,,,,,u2,,hunter2\n"
       "u8,,,true,o1,administrator,hd,,Hana,Diaz,,,h.diaz@school.example,,,,,hunter2\n"},
      {"demographics.csv", "sourcedId,status,dateLastModified,birthDate,sex\nu1,,,2016-09-01,male\nu2,,,2017-02-14,female\n"},
      {"classes.csv",
       "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects\n"
       "c1,,,5 Oak,5,,,homeroom,,o1,t1,\nc2,,,Phonics A,,,,scheduled,,o1,t1,English\n"},
      {"enrollments.csv",
       "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
       "e1,,,c1,o1,u1,student,,,\ne2,,,c2,o1,u2,student,,,\ne3,,,c2,o1,u3,teacher,true,,\ne4,,,c2,o1,u6,student,,,\n"}};
}

const OneRosterPart& part(const OneRosterSet& set, ImportSubject subject) {
  for (const auto& one : set.parts)
    if (one.subject == subject) return one;
  throw std::runtime_error("the set has no such part");
}

TEST(OneRoster, BecomesFourImportsInTheirOrder) {
  const auto set = read_oneroster(set_11());
  ASSERT_TRUE(set) << set.error().for_user;
  EXPECT_EQ(set->version, "1.1");
  EXPECT_FALSE(set->only_changes);
  std::string order;
  for (const auto& one : set->parts) order += std::string(code(one.subject)) + " ";
  EXPECT_EQ(order, "pupils staff memberships family ");
  for (const auto& one : set->parts) EXPECT_TRUE(check_mapping(one.mapping)) << code(one.subject);

  SchoolRoll roll;
  const auto& pupils = part(*set, ImportSubject::pupils);
  const auto plan = plan_import(pupils.table, pupils.mapping, roll, today);
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan->pupils.size(), 2U);
  const auto& deniz = plan->pupils[0].after;
  EXPECT_EQ(deniz.upn, "B801200005001");
  EXPECT_EQ(deniz.admission_no, "A17");
  EXPECT_EQ(deniz.year_group, YearGroup::year(5));
  EXPECT_EQ(deniz.class_name, "5 Oak");
  EXPECT_EQ(deniz.sex, "M");
  EXPECT_EQ(plan->pupils[1].after.upn, "R674123101121");
  EXPECT_EQ(plan->pupils[1].after.year_group, YearGroup::year(4));
  EXPECT_EQ(plan->lines[1].line, 3U);
}

TEST(OneRoster, AnAideIsAKeyWorkerAndAnAdministratorGetsNoRole) {
  const auto set = read_oneroster(set_11());
  const auto& staff = part(*set, ImportSubject::staff);
  const auto plan = plan_import(staff.table, staff.mapping, {}, today);
  ASSERT_EQ(plan->staff.size(), 3U);
  EXPECT_EQ(plan->staff[0].after.roles, std::vector<access::Role>{access::Role::class_teacher});
  EXPECT_EQ(plan->staff[1].after.roles, std::vector<access::Role>{access::Role::key_worker});
  EXPECT_TRUE(plan->staff[2].after.roles.empty());
}

TEST(OneRoster, MembershipsAndFamilyFindThePupilsOnceTheyAreOnTheRoll) {
  const auto set = read_oneroster(set_11());
  const auto& pupils = part(*set, ImportSubject::pupils);
  SchoolRoll roll;
  base::SeededRandom random(1);
  for (auto& step : plan_import(pupils.table, pupils.mapping, roll, today)->pupils) {
    step.after.id = PupilId::make({1}, random);
    roll.pupils.push_back(step.after);
  }
  const auto& memberships = part(*set, ImportSubject::memberships);
  const auto groups = plan_import(memberships.table, memberships.mapping, roll, today);
  ASSERT_EQ(groups->memberships.size(), 2U);
  EXPECT_EQ(groups->memberships[0].after.kind, ClassKind::registration);
  EXPECT_EQ(groups->classes.at(1).after.teachers, std::vector<std::string>{"t.reed@school.example"});
  const auto& family = part(*set, ImportSubject::family);
  const auto members = plan_import(family.table, family.mapping, roll, today);
  ASSERT_EQ(members->family.size(), 2U);
  EXPECT_EQ(members->family[0].after.surname, "Kaya");
  EXPECT_EQ(members->family[0].after.mobile, "07700 900123");
  EXPECT_EQ(members->family[1].after.relationship, "Guardian");
}

TEST(OneRoster, PasswordsAreNeverRead) {
  const auto set = read_oneroster(set_11());
  for (const auto& one : set->parts)
    for (std::size_t row = 0; row < one.table.rows(); ++row)
      for (std::size_t c = 0; c < one.table.columns(row); ++c)
        EXPECT_EQ(one.table.cell(row, c).find("hunter2"), std::string_view::npos);
}

TEST(OneRoster, Version12HasItsRolesInAFileOfTheirOwn) {
  auto files = set_11();
  files["manifest.csv"] = "propertyName,value\noneroster.version,1.2\nfile.users,delta\n";
  files["users.csv"] =
      "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,"
      "agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName\n"
      "u1,active,2026-09-01,true,dk,,Deniz,Kaya,,B801200005001,,,,,5,,,Den\n"
      "u4,active,2026-09-01,true,ah,,Amina,Hussain,,AHU,a.hussain@school.example,,,,,,,\n";
  files["roles.csv"] =
      "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n"
      "r1,active,,u1,primary,student,,,o1,\nr2,active,,u4,secondary,proctor,,,o1,\nr3,active,,u4,primary,aide,,,o1,\n";
  const auto set = read_oneroster(files);
  ASSERT_TRUE(set);
  EXPECT_EQ(set->version, "1.2");
  EXPECT_TRUE(set->only_changes);
  const auto& pupils = part(*set, ImportSubject::pupils);
  EXPECT_EQ(plan_import(pupils.table, pupils.mapping, {}, today)->pupils.at(0).after.preferred_forename, "Den");
  const auto& staff = part(*set, ImportSubject::staff);
  EXPECT_EQ(plan_import(staff.table, staff.mapping, {}, today)->staff.at(0).after.roles.at(0), access::Role::key_worker);
}

TEST(OneRoster, ABrokenUpnIsToldWithItsLine) {
  auto files = set_11();
  auto& users = files["users.csv"];
  users.replace(users.find("B801200005001"), 1, "C");
  const auto set = read_oneroster(files);
  const auto& pupils = part(*set, ImportSubject::pupils);
  const auto plan = plan_import(pupils.table, pupils.mapping, {}, today);
  EXPECT_EQ(plan->lines[0].outcome, LineOutcome::left_out);
  EXPECT_EQ(plan->lines[0].line, 2U);
}

TEST(OneRoster, RefusesWhatIsNoSet) {
  EXPECT_NE(read_oneroster({}).error().for_user, "");
  EXPECT_EQ(read_oneroster({{"users.csv", "a,b\n1,2\n"}}).error().fields.size(), 1U);
  auto files = set_11();
  files["manifest.csv"] = "propertyName,value\noneroster.version,9.9\n";
  EXPECT_NE(read_oneroster(files).error().fields.at(0).message.find("1.1 or 1.2"), std::string::npos);
  files = set_11();
  files["classes.csv"] = "a,\"b";
  EXPECT_TRUE(read_oneroster(files).error().for_user.starts_with("classes.csv: "));
}

}  // namespace
}  // namespace people
