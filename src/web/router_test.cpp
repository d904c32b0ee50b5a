// Which route a path takes.
#include "web/router.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace web {
namespace {

Router school() {
  Router router;
  router.add(Method::get, "/");
  router.add(Method::get, "/pupils");
  router.add(Method::get, "/pupils/{pupil}");
  router.add(Method::post, "/pupils/new");
  router.add(Method::get, "/pupils/{pupil}/chronology");
  router.add(Method::post, "/pupils/{pupil}/notes/{note}/corrections");
  router.add(Method::get, "/pupils/old/{year}");
  return router;
}

TEST(Router, FindsTheRootAndLiterals) {
  const auto router = school();
  EXPECT_EQ(router.find(Method::get, "/")->route, 0U);
  EXPECT_EQ(router.find(Method::get, "/pupils")->route, 1U);
  EXPECT_FALSE(router.find(Method::get, "/pupils/"));
  EXPECT_FALSE(router.find(Method::get, "/staff"));
  EXPECT_FALSE(router.find(Method::get, ""));
}

TEST(Router, NamesTheParts) {
  const auto router = school();
  const auto match = router.find(Method::post, "/pupils/maya b/notes/7/corrections");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->route, 5U);
  EXPECT_EQ(match->part("pupil"), "maya b");
  EXPECT_EQ(match->part("note"), "7");
  EXPECT_EQ(match->part("other"), "");
}

TEST(Router, PrefersLiteralsAndTurnsBackWhereTheyEnd) {
  const auto router = school();
  EXPECT_EQ(router.find(Method::post, "/pupils/new")->route, 3U);
  EXPECT_EQ(router.find(Method::get, "/pupils/new")->route, 2U) << "the literal is only for POST";
  EXPECT_EQ(router.find(Method::get, "/pupils/old/2026")->route, 6U);
  EXPECT_EQ(router.find(Method::get, "/pupils/old/chronology")->route, 6U);
  EXPECT_EQ(router.find(Method::get, "/pupils/old")->part("pupil"), "old");
}

TEST(Router, GivesHeadWhatGetHas) {
  const auto router = school();
  EXPECT_EQ(router.find(Method::head, "/pupils")->route, 1U);
  EXPECT_FALSE(router.find(Method::head, "/pupils/x/notes/y/corrections"));
}

TEST(Router, TellsAPathKnownUnderAnotherMethodFromOneUnknown) {
  const auto router = school();
  EXPECT_FALSE(router.find(Method::put, "/pupils"));
  EXPECT_EQ(router.methods_for("/pupils"), (std::vector<Method>{Method::get}));
  auto both = router.methods_for("/pupils/new");
  std::sort(both.begin(), both.end());
  EXPECT_EQ(both, (std::vector<Method>{Method::get, Method::post}));
  EXPECT_TRUE(router.methods_for("/nowhere").empty());
}

TEST(Router, RefusesClashesAndMalformedPatterns) {
  auto router = school();
  EXPECT_NO_THROW(router.add(Method::put, "/pupils/{anyone}"));
  for (const auto* bad : {"/pupils", "/pupils/{other}", "pupils", "/a//b", "/a/", "/a/x{b}", "/a/{b}/{b}", ""})
    EXPECT_THROW(router.add(Method::get, bad), std::logic_error) << bad;
}

TEST(Router, AnEmptySegmentIsNoPart) {
  EXPECT_FALSE(school().find(Method::get, "/pupils//chronology"));
}

}  // namespace
}  // namespace web
