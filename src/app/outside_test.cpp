// What the house does for whoever is not there: no sign-in, a locked or ended one, another site's page; and what every answer carries.
#include "access/digest.h"
#include "access/sign_in.h"
#include "base/log.h"
#include "testing/route_parts.h"
#include "web/wire.h"

#include <gmock/gmock.h>

#include <functional>
#include <set>

namespace {

using access::RouteLine;
using testing::AnyOf;
using testing::HasSubstr;
using web::Method;

constexpr db::Sql lock_all = "UPDATE sign_in SET locked_at = :now";
constexpr db::Sql end_all = "UPDATE sign_in SET ended_at = :now";
constexpr db::Sql leave = "UPDATE staff SET ends_on = :last WHERE id = :staff";
constexpr db::Sql suspend = "UPDATE account SET suspended = 1 WHERE staff_id = :staff";
constexpr db::Sql revoke_all = "UPDATE api_token SET revoked_at = :now";
constexpr db::Sql noticed = "UPDATE school SET access_epoch = access_epoch + 1";

class Outside : public testing::Test {
 protected:
  Outside() { base::log::capture(&log); }
  ~Outside() override { base::log::capture(nullptr); }
  const test::WholeSchool::Member& member(access::Role role) const { return school.people[static_cast<std::size_t>(role)]; }

  std::string log;
  test::WholeSchool school{db::Engine::sqlite};
  test::TestHouse& house = school.house;
  const access::Routes routes = test::every_route();
};

/// The first address of each guarded route; the head may go to all of them.
std::vector<std::pair<RouteLine, std::string>> guarded(const test::WholeSchool& school, const access::Routes& routes) {
  std::vector<std::pair<RouteLine, std::string>> out;
  for (const auto& line : routes.lines())
    if (line.guard != RouteLine::Guard::open) out.emplace_back(line, test::addresses(school, line.pattern).front().path);
  return out;
}

TEST_F(Outside, NobodyWithoutALiveSignInReadsOrChangesAnything) {
  struct State {
    const char* name;
    std::function<void(const access::StaffId&)> comes_about;
  };
  const State states[] = {
      {"locked", [&](const auto&) { test::damage(house, lock_all, {{"now", house->now()}}); }},
      {"ended", [&](const auto&) { test::damage(house, end_all, {{"now", house->now()}}); }},
      {"a leaver", [&](const auto& staff) { test::damage(house, leave, {{"last", house->today() + -1}, {"staff", staff}}); }},
      {"suspended", [&](const auto& staff) { test::damage(house, suspend, {{"staff", staff}}); }},
      {"left alone for half an hour", [&](const auto&) { house.clock.pass(31 * base::minute_ms); }},
      {"ten hours old", [&](const auto&) { house.clock.pass(10 * base::hour_ms); }},
  };
  auto role = static_cast<std::size_t>(access::Role::senco);
  std::int64_t asked = 0;
  for (const auto& state : states) {
    const auto& who = school.people[role++];
    test::Asker asker(school, routes, who);
    const auto mine = asker.ask(Method::get, "/entries");
    ASSERT_EQ(200, mine.status) << "while it lives it opens pages";
    state.comes_about(who.id);
    test::damage(house, noticed);
    const auto before = test::everything_kept(house);
    for (const auto& [line, path] : guarded(school, routes)) {
      const auto answer = asker.ask(line.method, path);
      ++asked;
      const bool is_api = path.starts_with("/api/");
      // A page asked for turns into the door, at 200; a deed is answered 401 with what was typed kept in the form.
      EXPECT_EQ(is_api || line.method == Method::post ? 401 : 200, answer.status) << state.name << ": " << line.pattern;
      if (!is_api) {
        EXPECT_THAT(answer.body, AnyOf(HasSubstr("<h1 class=\"govuk-heading-l\">Sign in</h1>"), HasSubstr("<h1 class=\"govuk-heading-l\">Locked</h1>"))) << path;
      }
      EXPECT_TRUE(test::WholeSchool::marks_in(answer.body).empty()) << state.name << ": " << line.pattern;
    }
    EXPECT_EQ(before, test::everything_kept(house)) << state.name;
  }
  EXPECT_GT(asked, 300);
}

TEST_F(Outside, ATokenOpensTheApiOnlyWhileItLivesAndNoPageEver) {
  const auto& head = member(access::Role::head);
  const auto secret = access::make_token(house->random());
  access::UnitOfWork work(*house, access::JobName{"test"});
  work.note({.deed = access::deeds::token_made, .subject = head.id.bytes()});
  work.also(access::insert_token({access::TokenId::make(house->now(), house->random()), "a test", house->now() + base::day_ms}, head.id, secret, house->now()));
  ASSERT_TRUE(std::move(work).commit());
  const auto ask = [&](Method method, const std::string& path, const std::string& token) {
    auto request = test::Browser(house, routes).request(method, path);
    request.headers.emplace_back("authorization", "Bearer " + token);
    request.headers.emplace_back("content-type", "application/json");
    if (method == Method::post) request.body = "{}";
    return test::serve(house, routes, std::move(request));
  };
  const auto stranger = access::make_token(house->random());
  const auto walk = [&](const std::string& token, bool lives) {
    int opened = 0;
    for (const auto& [line, path] : guarded(school, routes)) {
      const auto answer = ask(line.method, path, token);
      if (path.starts_with("/api/") && lives) {
        EXPECT_THAT(answer.status, AnyOf(200, 201, 404, 422)) << path;
        ++opened;
      } else {
        EXPECT_THAT(answer.status, AnyOf(401, 403, 200)) << path;
        EXPECT_TRUE(test::WholeSchool::marks_in(answer.body).empty()) << path;
      }
    }
    return opened;
  };
  EXPECT_GT(walk(secret, true), 5);
  walk(stranger, false);
  test::damage(house, revoke_all, {{"now", house->now()}});
  walk(secret, false);
}

TEST_F(Outside, NothingIsTakenFromAPageOfAnotherSite) {
  test::Asker head(school, routes, member(access::Role::head)), dsl(school, routes, member(access::Role::dsl));
  const auto own = head.request(Method::post, "/lock");
  std::string theirs;
  for (const auto& [name, value] : dsl.request(Method::post, "/lock").headers)
    if (name == "x-csrf-token") theirs = value;
  using Change = std::function<void(web::Request&)>;
  const auto drop = [](web::Request& request, std::string_view header) {
    std::erase_if(request.headers, [&](const auto& each) { return each.first == header; });
  };
  const auto put = [&](web::Request& request, std::string_view header, std::string value) {
    drop(request, header);
    request.headers.emplace_back(header, std::move(value));
  };
  const std::pair<const char*, Change> foreign[] = {
      {"cross-site", [&](auto& r) { put(r, "sec-fetch-site", "cross-site"), drop(r, "origin"); }},
      {"cross-site with our Origin", [&](auto& r) { put(r, "sec-fetch-site", "cross-site"); }},
      {"same-site", [&](auto& r) { put(r, "sec-fetch-site", "same-site"); }},
      {"typed into the address line", [&](auto& r) { put(r, "sec-fetch-site", "none"), drop(r, "origin"); }},
      {"another Origin", [&](auto& r) { put(r, "origin", "https://evil.example"); }},
      {"another Origin from an old browser", [&](auto& r) { drop(r, "sec-fetch-site"), put(r, "origin", "https://evil.example"); }},
      {"Origin null from an old browser", [&](auto& r) { drop(r, "sec-fetch-site"), put(r, "origin", "null"); }},
      {"our name at another port", [&](auto& r) { put(r, "origin", "https://school.example:8443"); }},
      {"our name in the clear", [&](auto& r) { put(r, "origin", "http://school.example"); }},
      {"text/plain", [&](auto& r) { put(r, "content-type", "text/plain"), put(r, "content-length", "2"); }},
  };
  // These come from a page of ours, but not with this sign-in's own token.
  const std::pair<const char*, Change> without_token[] = {
      {"a simple form without a token", [&](auto& r) { drop(r, "x-csrf-token"); }},
      {"no word of where it comes from, and no token", [&](auto& r) { drop(r, "sec-fetch-site"), drop(r, "origin"), drop(r, "x-csrf-token"); }},
      {"somebody else's token", [&](auto& r) { put(r, "x-csrf-token", theirs); }},
  };
  ASSERT_FALSE(theirs.empty());
  const auto before = test::everything_kept(house);
  int refused = 0;
  for (const auto& line : routes.lines()) {
    if (line.method != Method::post) continue;
    const auto path = test::addresses(school, line.pattern).front().path;
    const auto expect_refused = [&](const auto& variations) {
      for (const auto& [what, change] : variations) {
        auto request = head.request(Method::post, path);
        change(request);
        EXPECT_EQ(403, head.send(std::move(request)).status) << what << " to " << path;
        ++refused;
      }
    };
    expect_refused(foreign);
    if (line.guard != RouteLine::Guard::open) expect_refused(without_token);
  }
  EXPECT_GT(refused, 300);
  EXPECT_EQ(before, test::everything_kept(house));
}

TEST_F(Outside, ReadingAPageChangesNothingAndAHeadIsAskedAsAGet) {
  std::vector<test::Asker> askers;
  for (const auto& who : school.people)
    if (who.has_ties) askers.emplace_back(school, routes, who);
  const auto before = test::everything_kept(house);
  int asked = 0;
  for (auto& asker : askers) {
    for (const auto& line : routes.lines()) {
      if (line.method != Method::get) continue;
      const auto path = test::addresses(school, line.pattern).front().path;
      const auto got = asker.ask(Method::get, path), head = asker.ask(Method::head, path);
      EXPECT_EQ(got.status, head.status) << path;
      ++asked;
    }
  }
  EXPECT_GT(asked, 500);
  EXPECT_EQ(before, test::everything_kept(house));
}

TEST_F(Outside, EveryAnswerOfEveryRouteCarriesTheSecurityHeaders) {
  struct Wanted {
    std::string_view name, value;
  };
  constexpr Wanted wanted[] = {
      {"Content-Security-Policy", "default-src 'none'"}, {"Content-Security-Policy", "frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},            {"Referrer-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},    {"Cross-Origin-Resource-Policy", "same-origin"},
      {"X-Frame-Options", "DENY"},                      {"Permissions-Policy", "geolocation=()"},
      {"Strict-Transport-Security", "max-age=63072000"}};
  constexpr std::string_view of_a_page[] = {"base-uri 'none'", "object-src 'none'", "form-action 'self'", "require-trusted-types-for 'script'",
                                            "script-src 'self'", "style-src 'self'"};
  const auto line_of = [](const std::string& head, std::string_view name) {
    const auto at = head.find("\r\n" + std::string(name) + ": ");
    if (at == std::string::npos) return std::string();
    return head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
  };
  std::set<std::pair<std::string, int>> seen;
  const auto hold = [&](const std::string& what, bool signed_in, const web::Response& answer) {
    if (!seen.emplace(what + (signed_in ? "" : " as nobody"), answer.status).second) return;
    const auto wire = web::to_wire(answer, {.secure = true});
    for (const auto& each : wanted)
      EXPECT_THAT(line_of(wire.head, each.name), HasSubstr(each.value)) << what << " " << answer.status;
    const auto policy = line_of(wire.head, "Content-Security-Policy");
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << what;
    if (answer.content_type.starts_with("text/html")) {
      for (const auto each : of_a_page) EXPECT_THAT(policy, HasSubstr(each)) << what << " " << answer.status;
    }
    if (signed_in) {
      EXPECT_EQ("Cache-Control: no-store", line_of(wire.head, "Cache-Control")) << what << " " << answer.status;
    }
    for (const auto& [name, value] : answer.headers) {
      if (name != "Set-Cookie") continue;
      EXPECT_TRUE(value.starts_with("__Host-")) << what;
      for (const auto* part : {"; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"}) EXPECT_THAT(value, HasSubstr(part)) << what;
      EXPECT_EQ(value.find("Domain"), std::string::npos) << what;
    }
  };
  for (const auto role : {access::Role::head, access::Role::governor, access::Role::key_worker}) {
    for (const auto& line : routes.lines()) {
      auto asker = test::Asker(school, routes, member(role));
      const auto path = test::addresses(school, line.pattern).front().path;
      const auto name = std::string(line.pattern);
      const bool is_open = line.guard == RouteLine::Guard::open;
      hold(name, !is_open, asker.ask(line.method, path));
      hold(name + " by the wrong method", false, asker.ask(line.method == Method::get ? Method::post : Method::put, path));
      auto foreign = asker.request(Method::post, path);
      std::erase_if(foreign.headers, [](const auto& each) { return each.first == "sec-fetch-site" || each.first == "origin"; });
      hold(name + " from elsewhere", !is_open, asker.send(std::move(foreign)));
      hold(name, false, test::serve(house, routes, test::Browser(house, routes).request(line.method, path)));
    }
    test::Asker asker(school, routes, member(role));
    hold("nowhere", true, asker.ask(Method::get, "/nowhere"));
  }
  std::set<int> statuses;
  for (const auto& [what, status] : seen) statuses.insert(status);
  for (const int status : {200, 303, 401, 403, 404, 405, 422}) EXPECT_TRUE(statuses.contains(status)) << status << " never came";
  EXPECT_GT(seen.size(), 200U);
}

}  // namespace
