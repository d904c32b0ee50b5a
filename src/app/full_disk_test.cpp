// The disk is full while somebody saves: they are told plainly, keep every word, read on, and save again without anybody starting
// anything anew.
#include "base/log.h"
#include "record/ids.h"
#include "testing/failing_disk.h"
#include "testing/page_forms.h"
#include "testing/program.h"

#include <gmock/gmock.h>

#include <cerrno>

namespace {

using access::Relation;
using access::Role;
using testing::HasSubstr;
using testing::Not;

constexpr db::Sql records_there = "SELECT COUNT(*) FROM record";
constexpr db::Sql corrected_there = "SELECT COUNT(*) FROM record_version WHERE version = 2";

class FullDisk : public testing::Test {
 protected:
  FullDisk() { base::log::capture(&log); }
  ~FullDisk() override { base::log::capture(nullptr); }
  std::string log;
  test::TestHouse house = test::a_house(db::Engine::sqlite);
  const access::Routes routes = test::every_route();
  const access::PupilId maya = test::a_pupil(house);
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::TieId tie = test::a_tie(house, amara, Relation::assigned, maya);
  const std::string id = record::RecordId::make(house->now(), house->random()).text();
  const std::string words = "Sat with Maya <until> the \"storm\" had passed & she smiled.";
};

TEST_F(FullDisk, AFormThatCannotBeSavedComesBackWithEveryWordAndIsSavedWhenThereIsRoom) {
  test::Browser browser(house, routes, amara);
  ASSERT_EQ(200, browser.get("/entries").status);
  web::Response refused;
  {
    test::FailingDisk disk(test::FailingDisk::Deed::write, ENOSPC);
    disk.fail_once(1);
    refused = browser.post("/records", {{"id", id}, {"kind", "note"}, {"pupil", maya.text()}, {"f.what_happened", words}});
    ASSERT_TRUE(disk.has_failed());
  }
  EXPECT_EQ(503, refused.status);
  EXPECT_TRUE(refused.content_type.starts_with("text/html"));
  EXPECT_THAT(refused.body, HasSubstr("Nothing you typed is lost"));
  EXPECT_THAT(refused.body, Not(HasSubstr("ENOSPC")));
  EXPECT_EQ(200, browser.get("/pupils/" + maya.text() + "/chronology").status) << "reads go on";
  EXPECT_EQ(0, test::number(house, records_there));

  const auto forms = test::forms_on(refused.body);
  ASSERT_EQ(1U, forms.size());
  EXPECT_EQ("/records", forms[0].action);
  EXPECT_EQ(303, browser.post(forms[0].action, forms[0].fields).status) << "the form that came back, as it came";
  EXPECT_EQ(1, test::number(house, records_there));
  EXPECT_THAT(browser.get("/records/" + id).body, HasSubstr("Sat with Maya &lt;until&gt; the &quot;storm&quot; had passed &amp; she smiled."));
}

TEST_F(FullDisk, ACorrectionComesBackTooAndAProgramIsToldWithoutAForm) {
  test::Browser browser(house, routes, amara);
  ASSERT_EQ(303, browser.post("/records", {{"id", id}, {"kind", "note"}, {"pupil", maya.text()}, {"f.what_happened", words}}).status);
  test::Program program(house, routes, amara);
  const auto note = test::a_note(house, {maya});
  web::Response refused, told;
  {
    test::FailingDisk disk(test::FailingDisk::Deed::write, ENOSPC);
    disk.fail_once(1);
    refused = browser.post("/records/" + id + "/corrections", {{"was", "1"}, {"f.what_happened", "Better words."}, {"reason", "More exact."}});
    disk.fail_once(1);
    told = program.post("/api/v1/records", note);
  }
  EXPECT_EQ(503, refused.status);
  EXPECT_EQ(503, told.status);
  EXPECT_EQ("application/problem+json", told.content_type);
  const auto forms = test::forms_on(refused.body);
  ASSERT_EQ(1U, forms.size());
  EXPECT_EQ(303, browser.post(forms[0].action, forms[0].fields).status);
  EXPECT_EQ(1, test::number(house, corrected_there));
  EXPECT_EQ(201, program.post("/api/v1/records", note).status) << "the same request, once there is room";
}

TEST_F(FullDisk, APasswordIsNeverGivenBackInAPage) {
  const auto head = test::a_member_of_staff(house, {.name = "Helen Marsh", .roles = {Role::head}, .username = "head"});
  test::Browser browser(house, routes, head);
  web::Response refused;
  {
    test::FailingDisk disk(test::FailingDisk::Deed::write, ENOSPC);
    disk.fail_once(1);
    refused = browser.post("/me/password", {{"old", "seven quiet herons wade"}, {"password", "nine patient geese wander"}});
    ASSERT_TRUE(disk.has_failed());
  }
  EXPECT_EQ(503, refused.status);
  EXPECT_THAT(refused.body, Not(HasSubstr("nine patient geese")));
  EXPECT_THAT(refused.body, Not(HasSubstr("seven quiet herons")));
}

}  // namespace
