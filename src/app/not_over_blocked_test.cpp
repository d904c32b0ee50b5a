// Keeping things from people must not cost a child its life: the card is two taps from My day for every adult who has the child in front
// of them, and every adult can say that they are worried.
#include "testing/page_forms.h"
#include "testing/route_parts.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace {

using access::Act;
using access::May;
using access::Relation;
using web::Method;

/// Where the links of a page lead, within the house.
std::set<std::string> links_on(std::string_view page) {
  std::set<std::string> out;
  constexpr std::string_view before = "href=\"/";
  for (auto at = page.find(before); at != std::string_view::npos; at = page.find(before, at + 1)) {
    const auto from = at + before.size() - 1;
    auto target = std::string(page.substr(from, page.find('"', from) - from));
    target = target.substr(0, target.find('#'));
    for (auto amp = target.find("&amp;"); amp != std::string::npos; amp = target.find("&amp;")) target.erase(amp + 1, 4);
    if (!target.starts_with("/assets/")) out.insert(std::move(target));
  }
  return out;
}

/// What somebody who is worried types in two minutes.
constexpr std::pair<std::string_view, std::string_view> answers[] = {
    {"f.source", "saw"}, {"f.safe_now", "yes"}, {"f.topic", "home"}, {"f.what_happened", "Said they were hungry, and had not eaten since yesterday."}};

class NotOverBlocked : public testing::TestWithParam<db::Engine> {
 protected:
  test::WholeSchool school{GetParam()};
  const access::Routes routes = test::every_route();
};
INSTANTIATE_TEST_SUITE_P(BothEngines, NotOverBlocked, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(NotOverBlocked, EveryAdultReachesTheCardOfAChildInTheirChargeInTwoTaps) {
  int adults = 0, children = 0;
  for (const auto& who : school.people) {
    if (!who.has_ties) continue;
    test::Asker asker(school, routes, who);
    std::set<std::size_t> found;
    std::set<std::string> asked, next = {"/"};
    for (int taps = 0; taps <= 2; ++taps) {
      std::set<std::string> further;
      for (const auto& target : next) {
        if (!asked.insert(target).second) continue;
        const auto answer = asker.ask(Method::get, target);
        if (answer.status != 200) continue;
        for (const auto& [info_class, pupil] : test::WholeSchool::marks_in(answer.body))
          if (info_class == 1) found.insert(pupil);
        for (auto& link : links_on(answer.body))
          if (taps == 0 || link.starts_with("/pupils/")) further.insert(link);  // the second tap is on a pupil
      }
      next = std::move(further);
    }
    int theirs = 0;
    for (std::size_t n = 0; n < school.pupils.size(); ++n) {
      const auto relation = school.pupils[n].stance.relation;
      // In charge: any tie but working here, managing somebody else's key worker, or having broken a glass.
      if (school.pupils[n].stance.is_family || relation == Relation::school || relation == Relation::supervises || relation == Relation::glass) continue;
      if (!school.allows(who, n, 1, Act::see)) continue;
      ++theirs;
      EXPECT_TRUE(found.contains(n)) << who.text() << " does not reach the card of the pupil they know as " << school.pupils[n].text() << " in two taps";
    }
    adults += theirs > 0;
    children += theirs;
  }
  EXPECT_GE(adults, 10);
  EXPECT_GT(children, 40);
}

TEST_P(NotOverBlocked, EveryAdultRaisesAConcern) {
  const auto raised = [&] {
    static constexpr db::Sql records = "SELECT COUNT(*) FROM record WHERE kind = 'concern'";
    static constexpr db::Sql unmatched = "SELECT COUNT(*) FROM concern_unmatched";
    return test::number(school.house, records) + test::number(school.house, unmatched);
  };
  int adults = 0, by_find = 0;
  for (const auto& who : school.people) {
    if (who.role == access::Role::service) continue;  // a program
    test::Asker asker(school, routes, who);
    const auto home = asker.ask(Method::get, "/").body;
    EXPECT_NE(home.find("href=\"/write"), std::string::npos) << who.text() << " has no way to write from My day";
    const auto sheet = asker.ask(Method::get, "/write?kind=concern&pupil=" + school.pupils[0].id.text());
    ASSERT_EQ(sheet.status, 200) << who.text();
    // About a child they can find, on the sheet; about one they cannot, with the name as they know it.
    const bool finds = school.allows(who, 0, May::pupil_find);
    const std::string_view by_name = "/locked/concern?child=unknown";
    EXPECT_NE(sheet.body.find(by_name), std::string::npos) << who.text();
    const auto page = finds ? sheet : asker.ask(Method::get, by_name);
    ASSERT_EQ(page.status, 200) << who.text();
    const std::string action = finds ? "/records" : "/locked/concern";
    bool was_there = false;
    for (const auto& form : test::forms_on(page.body)) {
      if (form.action != action) continue;
      was_there = true;
      auto request = asker.request(Method::post, form.action);
      request.form = web::Form();
      request.form.add("csrf", test::form_token(page.body));
      for (const auto& [name, value] : form.fields)
        if (name == "id" || name == "kind") request.form.add(name, value);
      for (const auto& [name, value] : answers) request.form.add(std::string(name), std::string(value));
      if (finds) request.form.add("pupil", school.pupils[0].id.text());
      else request.form.add("child", "The boy with the red coat, in Oak");
      const auto before = raised();
      EXPECT_EQ(asker.send(std::move(request)).status, 303) << who.text() << " may not raise a concern";
      EXPECT_EQ(raised(), before + 1) << who.text();
    }
    EXPECT_TRUE(was_there) << who.text() << " is shown no sheet";
    by_find += finds;
    ++adults;
  }
  EXPECT_EQ(adults, 32);
  EXPECT_GT(by_find, 10);
  EXPECT_LT(by_find, adults);
}

}  // namespace
