// The night the clocks go back has two half past ones, the night they go forward has none: entered, ordered, shown and sent on without
// mixing them up.
#include "record/ids.h"
#include "testing/program.h"

#include <gmock/gmock.h>

namespace {

using access::Relation;
using access::Role;
using testing::HasSubstr;

class HalfPastOne : public testing::TestWithParam<db::Engine> {
 protected:
  HalfPastOne() { house.clock.move_to(base::parse_iso_time("2026-10-26T10:00:00Z").value()); }
  test::Program amaras() { return {house, routes, amara}; }
  std::string write(std::string_view words, std::string_view at) {
    auto note = test::a_note(house, {maya}, words);
    note.set("occurred_at", at);
    const auto answer = amaras().post("/api/v1/records", note);
    EXPECT_EQ(201, answer.status) << answer.body;
    return test::location_of(answer);
  }
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::PupilId maya = test::a_pupil(house);
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::TieId tie = test::a_tie(house, amara, Relation::assigned, maya);
};
INSTANTIATE_TEST_SUITE_P(BothEngines, HalfPastOne, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(HalfPastOne, ComesTwiceAndIsShownAsWhichOneInTheOrderItWas) {
  write("Second-waking", "2026-10-25T01:30:00+00:00");
  write("First-waking", "2026-10-25T01:30:00+01:00");
  write("Between-them", "2026-10-25T00:59:59Z");
  const auto page = test::get(house, routes, amara, "/pupils/" + maya.text() + "/chronology").body;
  const auto first = page.find("First-waking"), between = page.find("Between-them"), second = page.find("Second-waking");
  ASSERT_NE(std::string::npos, first);
  EXPECT_LT(second, between) << "the newest stands first";
  EXPECT_LT(between, first);
  EXPECT_THAT(page, HasSubstr("01:30 BST"));
  EXPECT_THAT(page, HasSubstr("01:30 GMT"));
  const auto sent_on = test::json_of(amaras().get("/api/v1/pupils/" + maya.text() + "/chronology"));
  EXPECT_THAT(test::at(sent_on, {"records", "0", "occurred_at"}), HasSubstr("2026-10-25T01:30:00"));
  EXPECT_THAT(test::at(sent_on, {"records", "1", "occurred_at"}), HasSubstr("2026-10-25T00:59:59"));
  EXPECT_THAT(test::at(sent_on, {"records", "2", "occurred_at"}), HasSubstr("2026-10-25T00:30:00"));
}

TEST_P(HalfPastOne, TypedIntoAFormIsTheEarlierOneAndSaysSo) {
  const auto id = record::RecordId::make(house->now(), house->random()).text();
  const auto saved = test::post(house, routes, amara, "/records",
                                {{"id", id}, {"kind", "note"}, {"pupil", maya.text()}, {"f.what_happened", "Awake in the night."}, {"on", "2026-10-25"}, {"at", "01:30"}});
  ASSERT_EQ(303, saved.status);
  EXPECT_THAT(test::get(house, routes, amara, "/records/" + id).body, HasSubstr("01:30 BST"));
  EXPECT_EQ("2026-10-25T00:30:00.000Z", test::at(test::json_of(amaras().get("/api/v1/records/" + id)), {"occurred_at"}));
}

TEST_P(HalfPastOne, ThatNeverCameIsTheMomentAfterTheGap) {
  house.clock.move_to(base::parse_iso_time("2027-03-29T10:00:00Z").value());
  const auto id = record::RecordId::make(house->now(), house->random()).text();
  const auto saved = test::post(house, routes, amara, "/records",
                                {{"id", id}, {"kind", "note"}, {"pupil", maya.text()}, {"f.what_happened", "Awake in the night."}, {"on", "2027-03-28"}, {"at", "01:30"}});
  ASSERT_EQ(303, saved.status);
  EXPECT_EQ("2027-03-28T01:00:00.000Z", test::at(test::json_of(amaras().get("/api/v1/records/" + id)), {"occurred_at"}));
}

}  // namespace
