// A handler that forgot to ask gets nothing, and whoever keeps watch is told: on the access log page, and in the machine's log.
#include "access/pass_refused.h"
#include "access/told.h"
#include "base/log.h"
#include "record/record_store.h"
#include "testing/school.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using access::Answer;
using access::May;
using access::Visit;

constexpr db::Sql bare = "SELECT family FROM pupil";
constexpr db::Sql guarded = "SELECT family FROM seen_pupil";

/// Reads the table beneath the views, as if the check had been left out.
base::Result<Answer> show_bare(Visit&, const access::StaffPass<May::entries_own>& pass) {
  std::string out;
  for (const auto& name : pass.rows(bare, [](const db::Row& row) { return row.string(0); })) out += name;
  return web::text(200, out);
}
/// A guarded view at the door, where nobody is known yet.
base::Result<Answer> show_at_the_door(Visit& visit) {
  std::string out;
  visit.reader().rows(guarded, {}, [&](const db::Row& row) { out += row.string(0); });
  return web::text(200, out);
}
base::Result<Answer> show_guarded(Visit&, const access::StaffPass<May::entries_own>& pass) {
  std::string out;
  for (const auto& name : pass.rows(guarded, [](const db::Row& row) { return row.string(0); })) out += name;
  return web::text(200, out);
}

/// Writes with the pass of the door, of a class it does not ask about.
base::Result<Answer> add_unasked(Visit& visit, const record::AddPass& pass) {
  record::NewRecord record;
  record.id = record::RecordId::parse(visit.form().text("id")).value();
  record.kind = "note";
  record.kind_version = "1";
  record.info_class = visit.form().text("class") == "3" ? access::InfoClass::c3_pastoral : access::InfoClass::c11_court;
  record.occurred_at = visit.now();
  record.state = "";
  record.body = "{}";
  record.line = "A line";
  record.parts = {{pass.pupil(), "about"}};
  access::UnitOfWork work(visit);
  record::add(work, visit.house().random(), {&pass, 1}, record, {});
  return access::then_go(visit, std::move(work), web::Url::path("/"));
}

class Alarm : public testing::TestWithParam<db::Engine> {
 protected:
  Alarm() { base::log::capture(&log); }
  ~Alarm() override { base::log::capture(nullptr); }
  static std::int64_t alarms_in(const std::vector<std::string>& deeds) { return std::count(deeds.begin(), deeds.end(), "alarm.store"); }

  std::string log;
  test::TestHouse house = test::a_house(GetParam());
  access::StaffId head = test::a_member_of_staff(house, {.name = "Ines Marchetti", .roles = {access::Role::head}});
  access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {access::Role::key_worker}});
  access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::Routes every = test::every_route();
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Alarm, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Alarm, IsRaisedWhereTheStoreRefusesAHandlerThatForgotToAsk) {
  auto routes = test::the_front_door();
  routes.get("/guarded", show_guarded);
  routes.get("/bare", show_bare);
  const auto before = test::last_entry(house);
  EXPECT_EQ(test::get(house, routes, amara, "/guarded").body, "Osei") << "through the view, as somebody who may";
  EXPECT_EQ(0, alarms_in(test::deeds_after(house, before)));
  EXPECT_EQ(test::get(house, every, head, "/school/audit").body.find("asked its own store"), std::string::npos);

  test::Browser browser(house, routes, amara);
  EXPECT_THROW((void)browser.get("/bare"), db::DatabaseError);
  EXPECT_EQ(1, alarms_in(test::deeds_after(house, before)));
  EXPECT_NE(log.find("\"event\":\"store_refused\""), std::string::npos);
  EXPECT_NE(log.find("/bare"), std::string::npos);
  EXPECT_EQ(log.find("Osei"), std::string::npos);
  EXPECT_EQ(log.find("Amara"), std::string::npos);
  const auto page = test::get(house, every, head, "/school/audit").body;
  EXPECT_NE(page.find("asked its own store once"), std::string::npos);
  EXPECT_NE(test::get(house, every, head, "/school/audit?deed=alarm.store").body.find("Amara Nwosu"), std::string::npos);
  EXPECT_EQ(test::get(house, every, amara, "/school/audit").status, 404);
  house.clock.pass(8 * base::day_ms);
  EXPECT_EQ(test::get(house, every, head, "/school/audit").body.find("asked its own store"), std::string::npos) << "a week later it is an entry like others";
}

TEST_P(Alarm, IsRaisedWhereAGuardedViewIsReadWhileNobodyLooks) {
  auto routes = test::the_front_door();
  routes.get("/guarded", show_guarded);
  routes.add_public(web::Method::get, "/at-the-door", show_at_the_door);
  const auto before = test::last_entry(house);
  EXPECT_EQ(test::get(house, routes, amara, "/guarded").body, "Osei") << "the connection looked as somebody, and is lent again";
  test::Browser nobody(house, routes);
  EXPECT_THROW((void)nobody.get("/at-the-door"), db::DatabaseError);
  EXPECT_EQ(1, alarms_in(test::deeds_after(house, before)));
  EXPECT_EQ(test::get(house, routes, amara, "/guarded").body, "Osei");
}

TEST_P(Alarm, IsRaisedWhereAHandlerWritesWithAPassTooWeakForIt) {
  test::a_tie(house, amara, access::Relation::assigned, maya);
  auto routes = test::the_front_door();
  routes.post("/pupils/{pupil}/unasked", add_unasked);
  static constexpr db::Sql records = "SELECT COUNT(*) FROM record";
  const auto before = test::last_entry(house);
  const auto fields = [&](const char* info) { return test::Fields{{"id", record::RecordId::make(house->now(), house.random).text()}, {"class", info}}; };
  const auto place = "/pupils/" + maya.text() + "/unasked";
  EXPECT_EQ(test::post(house, routes, amara, place, fields("3")).status, 303) << "what a key worker may add";
  EXPECT_EQ(test::number(house, records), 1);
  EXPECT_EQ(0, alarms_in(test::deeds_after(house, before)));
  test::Browser browser(house, routes, amara);
  EXPECT_THROW((void)browser.post(place, fields("11")), access::PassRefused);
  EXPECT_EQ(test::number(house, records), 1);
  EXPECT_EQ(1, alarms_in(test::deeds_after(house, before)));
  EXPECT_NE(test::get(house, every, head, "/school/audit").body.find("asked its own store once"), std::string::npos);
  EXPECT_EQ(log.find("Osei"), std::string::npos);
}

}  // namespace
