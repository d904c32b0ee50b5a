// The access log as the head and the data protection officer read it, and the export.
#include "overview/audit_pages.h"

#include "overview/export.h"
#include "people/staff_pages.h"
#include "testing/school.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace overview {
namespace {

using access::Role;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

access::Routes the_routes() {
  auto routes = test::the_front_door();
  people::add_staff_routes(routes);
  add_audit_routes(routes);
  return routes;
}

class AccessLog : public ::testing::TestWithParam<db::Engine> {
 protected:
  AccessLog() : house_(test::a_house(GetParam())), routes_(the_routes()) {
    head_ = test::a_member_of_staff(house_, {.name = "Ruth Adeyemi", .roles = {Role::head, Role::it}});
    officer_ = test::a_member_of_staff(house_, {.name = "Ivo Lane", .roles = {Role::data_protection}});
    it_ = test::a_member_of_staff(house_, {.name = "Tom Reed", .roles = {Role::it}});
    amara_ = test::a_member_of_staff(house_, {.name = "Amara Nwosu", .username = "a.nwosu"});
    maya_ = test::a_pupil(house_, {.given = "Maya", .family = "Osei"});
    saw(amara_, maya_);
    test::post(house_, routes_, head_, "/school/staff/" + amara_.text() + "/roles", {{"role", "key_worker"}});
  }
  void saw(const access::StaffId& who, const access::PupilId& pupil) {
    auto visit = test::visit_as(house_, who);
    access::UnitOfWork work(*visit);
    work.note({.deed = {"chronology.seen", "Saw a pupil's chronology"}, .info = access::InfoClass::c3_pastoral, .pupil = pupil});
    ASSERT_TRUE(std::move(work).commit());
  }
  test::TestHouse house_;
  access::Routes routes_;
  access::StaffId head_, officer_, it_, amara_;
  access::PupilId maya_;
};

TEST_P(AccessLog, IsForTheHeadAndTheDataProtectionOfficer) {
  struct Row {
    access::StaffId who;
    int status;
    bool names_pupils;
  };
  const Row rows[] = {{head_, 200, true}, {officer_, 200, false}, {it_, 404, false}, {amara_, 404, false}};
  for (const auto& row : rows) {
    const auto shown = test::get(house_, routes_, row.who, "/school/audit");
    EXPECT_EQ(shown.status, row.status);
    EXPECT_EQ(shown.body.find("Maya Osei") != std::string::npos, row.names_pupils);
    EXPECT_EQ(shown.body.find("Saw a pupil") != std::string::npos, row.status == 200);
  }
}

TEST_P(AccessLog, ReadingItIsAnEntry) {
  const auto before = test::last_entry(house_);
  test::get(house_, routes_, head_, "/school/audit");
  EXPECT_THAT(test::deeds_after(house_, before), Contains("audit.read"));
}

TEST_P(AccessLog, IsFilteredByDeedAndDay) {
  const auto get = [&](const std::string& query) { return test::get(house_, routes_, head_, "/school/audit?" + query).body; };
  struct Row {
    std::string query;
    bool sight, role;
  };
  const Row rows[] = {
      {"", true, true},
      {"deed=role.given", false, true},
      {"deed=chronology.", true, false},
      {"day=2026-03-03", true, true},
      {"day=2026-03-02", false, false},
      {"before=1", false, false},
  };
  for (const auto& row : rows) {
    const auto shown = get(row.query);
    // In the table: the filter's own list of deeds names them too.
    const auto table = shown.substr(std::min(shown.find("<table"), shown.size()));
    EXPECT_EQ(table.find("chronology") != std::string::npos, row.sight) << row.query;
    EXPECT_EQ(table.find("Gave a role") != std::string::npos, row.role) << row.query;
  }
}

TEST_P(AccessLog, IsPaged) {
  for (int i = 0; i < 60; ++i) saw(amara_, maya_);
  const auto first = test::get(house_, routes_, head_, "/school/audit?deed=chronology.seen");
  EXPECT_THAT(first.body, HasSubstr("Older"));
  EXPECT_THAT(first.body, HasSubstr("before="));
  const auto last = test::get(house_, routes_, head_, "/school/audit?deed=chronology.seen&before=15");
  EXPECT_THAT(last.body, Not(HasSubstr("Older")));
}

TEST_P(AccessLog, IsCheckedFromThePage) {
  EXPECT_THAT(test::get(house_, routes_, head_, "/school/audit").body, HasSubstr("has not been checked"));
  EXPECT_EQ(test::location_of(test::post(house_, routes_, head_, "/school/audit/check")), "/school/audit?done=held");
  EXPECT_THAT(test::get(house_, routes_, head_, "/school/audit?done=held").body, HasSubstr("Unbroken"));
  if (GetParam() == db::Engine::sqlite) test::damage(house_, "DROP TRIGGER audit_never_changes");
  else test::damage(house_, "DROP TRIGGER audit_never_changes ON audit");
  test::damage(house_, "UPDATE audit SET basis = 'assigned' WHERE seq = 2");
  EXPECT_EQ(test::location_of(test::post(house_, routes_, head_, "/school/audit/check")), "/school/audit?done=broken");
  EXPECT_THAT(test::get(house_, routes_, head_, "/school/audit?done=broken").body, HasSubstr("not as it was written"));
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST_P(AccessLog, TheExportHasEverythingAndRunsNothing) {
  test::a_pupil(house_, {.given = "=HYPERLINK(1)", .family = "Reed", .class_name = "4 Oak"});
  const auto before = test::last_entry(house_);
  const auto to = house_.folder() / "out";
  const auto done = export_school(house_, to, [](std::string_view) {});
  ASSERT_TRUE(done);
  EXPECT_THAT(test::deeds_after(house_, before), Contains("export.everything"));
  EXPECT_EQ(done->entries, before + 1);
  EXPECT_THAT(content_of(to / "pupils.csv"), HasSubstr("Maya"));
  EXPECT_THAT(content_of(to / "pupils.csv"), HasSubstr("'=HYPERLINK"));
  EXPECT_THAT(content_of(to / "class_members.csv"), HasSubstr("4 Oak"));
  EXPECT_THAT(content_of(to / "staff.csv"), Not(HasSubstr("argon2")));
  EXPECT_THAT(content_of(to / "audit.jsonl"), HasSubstr("\"deed\":\"export.everything\""));
  const auto again = export_school(house_, to, [](std::string_view) {});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, base::Error::Kind::conflict);
}

INSTANTIATE_TEST_SUITE_P(BothEngines, AccessLog, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace overview
