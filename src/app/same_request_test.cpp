// One request sent many times: at once, after a time-out, after a restart, by somebody else, with other words. It is one record.
#include "base/log.h"
#include "testing/page_forms.h"
#include "testing/program.h"
#include "testing/route_parts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>

namespace {

using access::Relation;
using access::Role;

constexpr db::Sql records_there = "SELECT COUNT(*) FROM record";
constexpr db::Sql versions_there = "SELECT COUNT(*) FROM record_version";
constexpr db::Sql entries_there = "SELECT COUNT(*) FROM audit WHERE deed = 'record.added'";
constexpr db::Sql is_as_said = "SELECT COUNT(*) FROM record r JOIN record_version v ON v.record_id = r.id WHERE r.id = :id AND r.author_id = :author AND v.body = :body";

class SameRequest : public testing::TestWithParam<db::Engine> {
 protected:
  SameRequest() { base::log::capture(&log); }
  ~SameRequest() override { base::log::capture(nullptr); }
  std::string log;
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::PupilId maya = test::a_pupil(house);
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId ben = test::a_member_of_staff(house, {.name = "Ben Clarke", .roles = {Role::key_worker}});
};
INSTANTIATE_TEST_SUITE_P(BothEngines, SameRequest, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(SameRequest, ThreeThousandTriesAreOneRecordEachAndAConflictIsTold) {
  struct Try {
    bool by_ben, other_words;
  };
  const int wanted = GetParam() == db::Engine::sqlite ? 3'000 : 600;
  base::SeededRandom dice(7);
  test::Program by_amara(house, routes, amara), by_ben(house, routes, ben);
  int tries = 0, keys = 0, conflicts = 0, again = 0;
  while (tries < wanted) {
    const auto words = "The words of key " + std::to_string(keys) + ".";
    const auto note = test::a_note(house, {maya}, words);
    auto other = note;
    other.set("fields", web::Json::Object{{"what_happened", "Other " + words}});
    const auto ask = [&](Try one) {
      auto request = (one.by_ben ? by_ben : by_amara).request(web::Method::post, "/api/v1/records");
      request.headers.emplace_back("content-type", "application/json");
      request.body = web::to_json(one.other_words ? other : note);
      return test::serve(house, routes, std::move(request)).status;
    };
    std::vector<Try> all;
    for (auto n = 2 + dice.below(4); n > 0; --n) all.push_back({dice.below(6) == 0, dice.below(6) == 0});
    std::vector<std::pair<Try, int>> answers;
    std::vector<std::future<int>> at_once;
    for (const auto& one : all) at_once.push_back(std::async(std::launch::async, ask, one));
    for (std::size_t n = 0; n < all.size(); ++n) answers.emplace_back(all[n], at_once[n].get());
    // Whoever gave up waiting sends it again a minute later; now and then the house was started anew meanwhile.
    house.clock.pass(base::minute_ms);
    if (keys % 100 == 99) house.open_again();
    answers.emplace_back(all.front(), ask(all.front()));
    answers.emplace_back(Try{!all.front().by_ben, all.front().other_words}, ask({!all.front().by_ben, all.front().other_words}));

    const Try* winner = nullptr;
    for (const auto& [one, status] : answers)
      if (status == 201) {
        ASSERT_EQ(nullptr, winner) << "two were told that theirs is new; key " << keys;
        winner = &one;
      }
    ASSERT_NE(nullptr, winner) << "key " << keys;
    for (const auto& [one, status] : answers) {
      if (status == 201) continue;
      const bool is_same = one.by_ben == winner->by_ben && one.other_words == winner->other_words;
      ASSERT_EQ(is_same ? 200 : 409, status) << "key " << keys;
      ++(is_same ? again : conflicts);
    }
    const auto id = record::RecordId::parse(test::at(note, {"id"})).value();
    const auto body = web::to_json(*(winner->other_words ? other : note).find("fields"));
    ASSERT_EQ(1, test::number(house, is_as_said, {{"id", id}, {"author", winner->by_ben ? ben : amara}, {"body", body}})) << "key " << keys;
    tries += static_cast<int>(answers.size());
    ++keys;
  }
  EXPECT_EQ(keys, test::number(house, records_there));
  EXPECT_EQ(keys, test::number(house, versions_there));
  EXPECT_EQ(keys, test::number(house, entries_there));
  EXPECT_GT(conflicts, tries / 10);
  EXPECT_GT(again, tries / 10);
  std::printf("[ same     ] %d tries of %d keys: %d answered again, %d conflicts\n", tries, keys, again, conflicts);
}

TEST_P(SameRequest, AFormPressedTwiceFromTwoTabsIsOneRecord) {
  test::Browser one(house, routes, amara), two(house, routes, amara);
  const auto id = record::RecordId::make(house->now(), house->random()).text();
  const test::Fields form = {{"id", id}, {"kind", "note"}, {"pupil", maya.text()}, {"f.what_happened", "Carried the register back."}};
  const auto first = one.post("/records", form);
  EXPECT_EQ(303, first.status);
  EXPECT_EQ(303, one.post("/records", form).status) << "the second press";
  EXPECT_EQ(test::location_of(first), test::location_of(two.post("/records", form))) << "the other tab";
  EXPECT_EQ(1, test::number(house, records_there));
}

TEST_P(SameRequest, ASheetComeBackToIsTheSameRecordAndTheNextSheetAnother) {
  test::Browser browser(house, routes, amara);
  const auto link_to_note = [&] {
    const auto tiles = browser.get("/write?pupil=" + maya.text()).body;
    const auto at = tiles.find("href=\"/write?kind=note&amp;");
    EXPECT_NE(std::string::npos, at);
    auto link = tiles.substr(at + 6, tiles.find('"', at + 6) - at - 6);
    for (auto amp = link.find("&amp;"); amp != std::string::npos; amp = link.find("&amp;")) link.replace(amp, 5, "&");
    return link;
  };
  const auto fill = [&](const std::string& link, std::string_view words) {
    const auto forms = test::forms_on(browser.get(link).body);
    const auto form = std::find_if(forms.begin(), forms.end(), [](const auto& each) { return each.action == "/records"; });
    auto fields = form->fields;
    for (auto& [name, value] : fields)
      if (name == "f.what_happened") value = words;
    return browser.post("/records", fields).status;
  };
  const auto link = link_to_note();
  EXPECT_EQ(303, fill(link, "Counted the herons."));
  EXPECT_EQ(303, fill(link, "Counted the herons.")) << "Back, the words still there, and Save";
  EXPECT_EQ(1, test::number(house, records_there));
  EXPECT_EQ(409, fill(link, "Counted the ducks.")) << "Back and other words is told";
  EXPECT_EQ(303, fill(link_to_note(), "Counted the herons."));
  EXPECT_EQ(2, test::number(house, records_there));
}

}  // namespace
