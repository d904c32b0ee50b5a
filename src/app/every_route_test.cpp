// Every route × every person, held to the page a safeguarding lead reads: the routes are the ones the house serves, so a new one is
// in here the moment it is wired.
#include "base/log.h"
#include "testing/route_deeds.h"
#include "testing/route_parts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace {

using access::Act;
using access::RouteLine;
using access::May;
using web::Method;

/// Routes whose guard is not the whole of it: what they do with the thing in their address, for everybody who gets through the door.
constexpr std::pair<std::string_view, Act> thing_routes[] = {
    {"/records/{record}", Act::see},
    {"/records/{record}/correct", Act::correct},
    {"/files/{file}", Act::see},
    {"/api/v1/records/{record}", Act::see},
};

/// Pages that say "not found" until the address names more, after a question mark, or a kind that has such a page (a bound book).
constexpr std::string_view ask_for_more[] = {"/cover/work", "/reports/{kind}/csv", "/registers/{kind}"};

/// Deeds that need a record of the person's own, or one that waits for them, or a plan that is live: done by the tests of putting right, of what
/// follows, of cover, and of reviews.
constexpr std::string_view done_elsewhere[] = {"/confirm", "/cover/work", "/cover/{cover}/note/answer", "/pupils/{pupil}/reviews", "/pupils/{pupil}/reviews/{review}/drop", "/pupils/{pupil}/reviews/{review}/next",
                                               "/records/{record}/sight", "/records/{record}/sign-off", "/records/{record}/split",
                                               "/records/{record}/undo", "/school/kinds/{kind}/decision", "/school/kinds/{kind}/fields/{field}"};

std::string name_of(const RouteLine& line) { return (line.method == Method::post ? "POST " : "GET ") + std::string(line.pattern); }
std::string headers_of(const web::Response& response) {
  std::string out = std::to_string(response.status) + " " + response.content_type + (response.keep_secret ? " secret" : " open");
  for (const auto& [name, value] : response.headers) out += "\n" + name + ": " + value;
  return out;
}

class EveryRoute : public testing::TestWithParam<db::Engine> {
 protected:
  EveryRoute() { base::log::capture(&log); }
  ~EveryRoute() override { base::log::capture(nullptr); }

  bool may_enter(const RouteLine& line, const test::WholeSchool::Member& who, const test::Address& address) const {
    switch (line.guard) {
      case RouteLine::Guard::open: return true;
      // A page about a pupil is for those who may know that the pupil is here; writing about one goes by the sheet, where the name is typed.
      case RouteLine::Guard::pupil:
        return school.allows(who, address.pupil.value(), May::pupil_find) && school.allows(who, address.pupil.value(), *line.may);
      case RouteLine::Guard::caseload: return school.allows_somewhere(who, *line.may);
      case RouteLine::Guard::staff: return school.page.allows(who.role, *line.may);
    }
    return false;
  }
  /// On PostgreSQL every fourth role and every third class: above the store it is the same code, and each row costs a round trip.
  static bool is_asked(const test::WholeSchool::Member& who) {
    return GetParam() == db::Engine::sqlite || static_cast<unsigned>(who.role) % 4 == 3 || who.role == access::Role::key_worker;
  }
  static bool is_asked(const test::Address& address) {
    return GetParam() == db::Engine::sqlite || !address.info_class || *address.info_class % 3 == 0;
  }
  /// What the house said to itself since the last question.
  bool door_was_shut() const {
    return log.find("no pass for the pupil") != std::string::npos || log.find("no caseload pass") != std::string::npos ||
           log.find("no staff pass") != std::string::npos;
  }
  web::Response ask(test::Asker& asker, Method method, std::string_view target) {
    log.clear();
    return asker.ask(method, target);
  }

  /// Gathers what is wrong, so that one run tells all of it; the first forty are shown.
  void wrong(const std::string& what) {
    if (++faults_ <= 40) ADD_FAILURE() << what;
  }

  std::string log;
  int faults_ = 0;
  test::WholeSchool school{GetParam()};
  const access::Routes routes = test::every_route();
};
INSTANTIATE_TEST_SUITE_P(BothEngines, EveryRoute, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(EveryRoute, IsShutToEverybodyThePermissionsPageDoesNotNameAndChangesNothing) {
  const bool is_sqlite = GetParam() == db::Engine::sqlite;
  std::string before;
  std::int64_t cells = 0, open = 0;
  std::vector<test::Asker> askers;
  for (const auto& who : school.people)
    if (is_asked(who)) askers.emplace_back(school, routes, who);
  if (is_sqlite) before = test::everything_kept(school.house);
  for (auto& asker : askers) {
    const auto& who = asker.who();
    const auto page_nowhere = asker.ask(Method::get, "/nowhere"), api_nowhere = asker.ask(Method::get, "/api/v1/nowhere");
    for (const auto& line : routes.lines()) {
      for (const auto& address : test::addresses(school, line.pattern)) {
        if (!is_asked(address)) continue;
        if (may_enter(line, who, address)) {
          ++open;
          continue;
        }
        ++cells;
        const auto answer = ask(asker, line.method, address.path);
        const auto& nowhere = address.path.starts_with("/api/") ? api_nowhere : page_nowhere;
        const auto said = [&] { return name_of(line) + " to " + who.text() + (address.pupil ? " about " + school.pupils[*address.pupil].text() : ""); };
        if (!door_was_shut()) wrong(said() + ": the permissions page does not allow it, the door does: " + std::to_string(answer.status));
        else if (headers_of(nowhere) != headers_of(answer)) wrong(said() + " has other headers than nowhere:\n" + headers_of(answer));
        else if (test::without_tokens(nowhere.body) != test::without_tokens(answer.body)) wrong(said() + " has other words than nowhere");
      }
    }
  }
  EXPECT_GT(cells, is_sqlite ? 15'000 : 3'000);
  EXPECT_GT(open, is_sqlite ? 20'000 : 3'000);
  if (is_sqlite) {
    EXPECT_EQ(before, test::everything_kept(school.house)) << "a refused request changed something";
  }
  std::printf("[ refused  ] %lld cells\n", static_cast<long long>(cells));
}

TEST_P(EveryRoute, IsOpenToWhomThePermissionsPageNamesAndShowsThemNothingElse) {
  std::int64_t cells = 0, things = 0;
  std::set<std::string_view> asked_for, opened;
  for (const auto& who : school.people) {
    if (!is_asked(who)) continue;
    test::Asker asker(school, routes, who);
    for (const auto& line : routes.lines()) {
      if (line.method != Method::get) continue;
      const auto* thing = std::find_if(std::begin(thing_routes), std::end(thing_routes), [&](const auto& row) { return row.first == line.pattern; });
      for (const auto& address : test::addresses(school, line.pattern)) {
        if (!is_asked(address) || !may_enter(line, who, address)) continue;
        ++cells;
        const auto answer = ask(asker, line.method, address.path);
        const auto said = [&] {
          return name_of(line) + " to " + who.text() + (address.pupil ? " about " + school.pupils[*address.pupil].text() : "") +
                 (address.info_class ? ", C" + std::to_string(*address.info_class) : "");
        };
        if (door_was_shut()) wrong(said() + ": the permissions page allows it, the door does not");
        if (answer.status >= 500 || answer.status == 401) wrong(said() + " was answered " + std::to_string(answer.status) + ": " + log);
        std::string shown = answer.body;
        for (const auto& [name, value] : answer.headers) shown += " " + value;
        if (const auto leak = school.leak(who, shown); !leak.empty()) wrong(said() + " shows " + leak);
        if (address.theirs) {
          ++things;
          const bool got = answer.status == 200 || answer.status == 303;
          if (got != address.theirs(who) || (!got && answer.status != 404)) wrong(said() + " was answered " + std::to_string(answer.status));
          if (got) opened.insert(line.pattern);
          if (address.theirs(who)) asked_for.insert(line.pattern);
          continue;
        }
        if (!address.info_class) {
          // Behind the door a page may be narrower than its deed (a hub of nothing, a concern about the head): some must get it.
          if (answer.status == 200 || answer.status == 303 || answer.status == 422) opened.insert(line.pattern);
          else if (answer.status != 404) wrong(said() + " was answered " + std::to_string(answer.status));
          asked_for.insert(line.pattern);
          continue;
        }
        const auto act = thing == std::end(thing_routes) ? Act::see : thing->second;
        const bool allowed = school.allows(who, *address.pupil, *address.info_class, act);
        if (thing != std::end(thing_routes)) {
          ++things;
          if (answer.status != (allowed ? 200 : 404)) wrong(said() + " was answered " + std::to_string(answer.status));
        } else if (!allowed && answer.status != 404) {
          wrong(said() + " is not theirs to see, and was answered " + std::to_string(answer.status));
        }
      }
    }
  }
  for (const auto pattern : ask_for_more) asked_for.erase(pattern);
  for (const auto pattern : asked_for)
    if (GetParam() == db::Engine::sqlite && !opened.contains(pattern)) wrong("nobody at all gets " + std::string(pattern));
  EXPECT_GT(cells, GetParam() == db::Engine::sqlite ? 30'000 : 3'000);
  EXPECT_GT(things, GetParam() == db::Engine::sqlite ? 10'000 : 700);
  std::printf("[ shown    ] %lld cells, %lld of them things of one class\n", static_cast<long long>(cells), static_cast<long long>(things));
}

TEST_P(EveryRoute, TakesADeedFromWhomThePermissionsPageNamesAndNeverFallsOver) {
  std::int64_t cells = 0, done = 0;
  std::map<std::string_view, std::set<int>> statuses;
  std::set<std::string> done_at;
  for (const auto& who : school.people) {
    if (!is_asked(who)) continue;
    test::Asker asker(school, routes, who);
    for (const auto& line : routes.lines()) {
      if (line.method != Method::post || line.guard == RouteLine::Guard::open) continue;
      for (const auto& address : test::addresses(school, line.pattern)) {
        if (!may_enter(line, who, address)) continue;
        if (address.info_class && *address.info_class % 3 != 0) continue;  // deeds cost a commit each: C3, C6 and C9 stand for the rest
        ++cells;
        log.clear();
        // Each deed is done once of each thing, by the first who may; afterwards the empty form asks the same questions.
        std::optional<std::string> typed;
        if (!done_at.contains(address.path)) typed = test::deed_for(school, line.pattern);
        const auto answer = typed ? asker.ask(line.method, address.path, *typed) : asker.ask(line.method, address.path);
        const auto said = [&] { return name_of(line) + " to " + who.text() + (address.pupil ? " about " + school.pupils[*address.pupil].text() : ""); };
        if (door_was_shut()) wrong(said() + ": the permissions page allows it, the door does not");
        if (answer.status >= 500 || answer.status == 401 || log.find("no form token") != std::string::npos)
          wrong(said() + " was answered " + std::to_string(answer.status) + ": " + log);
        if (const auto leak = school.leak(who, answer.body); !leak.empty()) wrong(said() + " shows " + leak);
        if (address.theirs && !address.theirs(who)) {
          const auto nothing = ask(asker, line.method, address.nowhere);
          if (answer.status != nothing.status || test::without_tokens(answer.body) != test::without_tokens(nothing.body))
            wrong(said() + " is not theirs to do, and was answered " + std::to_string(answer.status) + ", not " + std::to_string(nothing.status) + " as where nothing is");
          continue;
        }
        statuses[line.pattern].insert(answer.status);
        if (answer.status == 303 || answer.status == 200 || answer.status == 201) {
          ++done;
          done_at.insert(address.path);
        }
        if (line.pattern == "/lock") asker = test::Asker(school, routes, who);
      }
    }
  }
  EXPECT_GT(cells, 700);
  std::size_t taken = 0;
  for (const auto& [pattern, of] : statuses) {
    if (of.contains(303) || of.contains(200) || of.contains(201)) {
      ++taken;
      continue;
    }
    // What was typed was read and not enough, or the form was old: then its own test does it.
    const bool was_read = of.contains(422) || of.contains(409);
    if (!was_read && std::find(std::begin(done_elsewhere), std::end(done_elsewhere), pattern) == std::end(done_elsewhere))
      wrong("nobody at all may " + std::string(pattern) + ": give it a row in src/testing/route_deeds.cpp");
  }
  std::printf("[ deeds    ] %lld cells, %lld of them done, at %zu of %zu addresses that take one\n", static_cast<long long>(cells), static_cast<long long>(done), taken, statuses.size());
  EXPECT_GT(done, 150);
  EXPECT_GT(taken, 60U);
}

TEST_P(EveryRoute, ShowsTheNameAndTheCardAloneToAPasswordAloneWhereTheSchoolAsksForMore) {
  test::WholeSchool strict(GetParam(), {.second_factor_required = true});
  std::int64_t asked = 0, cards = 0, more = 0;
  for (const auto& who : strict.people) {
    if (!who.has_ties || !is_asked(who)) continue;
    test::Asker asker(strict, routes, who, access::SignInStrength::password);
    test::Asker sure(strict, routes, who);
    for (const auto& line : routes.lines()) {
      if (line.method != Method::get) continue;
      for (const auto& address : test::addresses(strict, line.pattern)) {
        if (address.info_class && *address.info_class % 3 != 0) continue;
        ++asked;
        for (const auto& [info_class, pupil] : test::WholeSchool::marks_in(asker.ask(Method::get, address.path).body)) {
          if (info_class > 1 || !strict.allows(who, pupil, info_class, Act::see))
            wrong(name_of(line) + " shows C" + std::to_string(info_class) + " to " + who.text() + " with a password alone");
          if (info_class == 1) ++cards;
        }
        if (address.pupil && *address.pupil == 1)
          for (const auto& [info_class, pupil] : test::WholeSchool::marks_in(sure.ask(Method::get, address.path).body)) more += info_class > 1;
      }
    }
  }
  EXPECT_GT(asked, 700);
  EXPECT_GT(cards, 20) << "the allergy is never behind a second step";
  EXPECT_GT(more, 20) << "and with the second factor there is more";
}

}  // namespace
