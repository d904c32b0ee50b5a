// The front door as a whole, over every route there is: whom it lets in without a sign-in, whence a request may come, and what is served to
// somebody who has no role, or a password that somebody else gave.
#include "access/sign_in_store.h"
#include "access/totp.h"
#include "testing/school.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <regex>

namespace {

using access::Role;
using access::RouteLine;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view password = "seven quiet herons wade";

/// An address of the route: ids where its path has parts.
std::string address_of(const RouteLine& line, const access::PupilId& pupil) {
  std::string out;
  for (std::size_t at = 0; at < line.pattern.size();) {
    if (line.pattern[at] != '{') {
      out += line.pattern[at++];
      continue;
    }
    const auto end = line.pattern.find('}', at);
    out += pupil.text();
    at = end + 1;
  }
  return out;
}

class FrontDoor : public testing::TestWithParam<db::Engine> {
 protected:
  FrontDoor() : house(test::a_house(GetParam())), routes(test::every_route()) {
    head = test::a_member_of_staff(house, {.name = "Ruth Adeyemi", .roles = {Role::head, Role::it}, .username = "head"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  }
  web::Response sign_in(test::Browser& browser, const std::string& username, std::string_view with = password) {
    return browser.post("/sign-in", {{"username", username}, {"password", std::string(with)}});
  }
  test::TestHouse house;
  access::Routes routes;
  access::StaffId head;
  access::PupilId maya;
};
INSTANTIATE_TEST_SUITE_P(BothEngines, FrontDoor, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(FrontDoor, StandsOpenForTheseAndNoOthers) {
  std::vector<std::string> open;
  for (const auto& line : routes.lines())
    if (line.guard == RouteLine::Guard::open) open.emplace_back(fmt::format("{} {}", line.method == web::Method::get ? "GET" : "POST", line.pattern));
  EXPECT_THAT(open, testing::UnorderedElementsAre("GET /healthz", "GET /readyz", "GET /sign-in", "POST /sign-in", "GET /locked", "POST /unlock",
                                                  "POST /sign-out", "GET /api/openapi.json",
                                                  "GET /locked/concern", "POST /locked/concern", "GET /locked/concern/thanks", "GET /calendar/{secret}",
                                                  "GET /voice/{secret}", "POST /voice/{secret}"));
  test::Browser nobody(house, routes);
  for (const auto& line : routes.lines()) {
    if (line.guard == RouteLine::Guard::open || line.method != web::Method::get) continue;
    const auto shown = nobody.get(address_of(line, maya));
    EXPECT_THAT(shown.body, Not(HasSubstr("Osei"))) << line.pattern;
    EXPECT_TRUE(shown.status == 401 || shown.body.find("Sign in") != std::string::npos) << line.pattern;
  }
}

struct Headers {
  std::string_view words;
  std::optional<std::string> site, origin, type;
  bool good;
};
const std::string form_type = "application/x-www-form-urlencoded";
const Headers sources[] = {
    {"our own page", "same-origin", "https://school.example", form_type, true},
    {"our own page in a browser from before Sec-Fetch-Site", {}, "https://school.example", form_type, true},
    {"another site", "cross-site", "https://elsewhere.example", form_type, false},
    {"another site that hides where it is", "cross-site", "null", form_type, false},
    {"a neighbour", "same-site", "https://other.school.example", form_type, false},
    {"typed in", "none", {}, form_type, false},
    {"a wrong origin, no Sec-Fetch-Site", {}, "https://elsewhere.example", form_type, false},
    {"a hidden origin, no Sec-Fetch-Site", {}, "null", form_type, false},
    {"neither header", {}, {}, form_type, false},
    {"plain text", "same-origin", "https://school.example", "text/plain", false},
    {"our own site, another origin", "same-origin", "https://elsewhere.example", form_type, false},
};

TEST_P(FrontDoor, EveryRouteThatWritesRefusesEveryRequestThatIsNotOfOurPages) {
  test::Browser browser(house, routes, head);
  const auto before = test::last_entry(house);
  int refused = 0;
  for (const auto& line : routes.lines()) {
    if (line.method == web::Method::get) continue;
    for (const auto& source : sources) {
      if (source.good) continue;
      auto request = browser.request(web::Method::post, address_of(line, maya));
      if (source.site) request.headers.emplace_back("sec-fetch-site", *source.site);
      if (source.origin) request.headers.emplace_back("origin", *source.origin);
      request.headers.emplace_back("content-type", *source.type);
      request.headers.emplace_back("content-length", "100");
      request.form.add("csrf", browser.csrf());
      EXPECT_EQ(browser.send(std::move(request)).status, 403) << line.pattern << ": " << source.words;
      ++refused;
    }
  }
  EXPECT_GT(refused, 100);
  EXPECT_EQ(test::last_entry(house), before) << "and nothing was written";
}

TEST_P(FrontDoor, OurOwnPagesWriteInBrowsersOldAndNew) {
  for (const auto& source : sources) {
    if (!source.good) continue;
    test::Browser browser(house, routes, head);
    auto request = browser.request(web::Method::post, "/lock");
    if (source.site) request.headers.emplace_back("sec-fetch-site", *source.site);
    if (source.origin) request.headers.emplace_back("origin", *source.origin);
    request.headers.emplace_back("content-type", *source.type);
    auto without_token = request;
    EXPECT_EQ(browser.send(std::move(without_token)).status, 403) << "no form token: " << source.words;
    request.form.add("csrf", browser.csrf());
    EXPECT_EQ(browser.send(std::move(request)).status, 303) << source.words;
  }
}

TEST_P(FrontDoor, ReadingChangesNothing) {
  test::Browser browser(house, routes, head);
  const auto rows = [&] {
    return test::number(house, "SELECT (SELECT COUNT(*) FROM record) + (SELECT COUNT(*) FROM tie) + (SELECT COUNT(*) FROM staff_role) + "
                               "(SELECT COUNT(*) FROM sign_in WHERE ended_at IS NULL AND locked_at IS NULL) + (SELECT COUNT(*) FROM api_token)");
  };
  const auto before = rows();
  for (const auto& line : routes.lines())
    if (line.method == web::Method::get) (void)browser.get(address_of(line, maya));
  EXPECT_EQ(rows(), before);
}

TEST_P(FrontDoor, WithAGivenPasswordNothingIsServedButChoosingOnesOwn) {
  test::a_member_of_staff(house, {.name = "Ella Brook", .roles = {Role::dsl}, .username = "e.brook", .must_change = true});
  test::Browser browser(house, routes);
  ASSERT_EQ(test::location_of(sign_in(browser, "e.brook")), "/me/password");
  for (const auto& line : routes.lines()) {
    if (line.guard == RouteLine::Guard::open || line.pattern == "/me/password" || line.pattern == "/lock") continue;
    const auto address = address_of(line, maya);
    const auto answer = line.method == web::Method::get ? browser.get(address) : browser.post(address);
    if (line.pattern.starts_with("/api/")) EXPECT_EQ(answer.status, 403) << line.pattern;
    else EXPECT_EQ(test::location_of(answer), "/me/password") << line.pattern;
    EXPECT_THAT(answer.body, Not(HasSubstr("Osei"))) << line.pattern;
  }
  const auto shown = browser.get("/me/password");
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.body, HasSubstr("Choose your own password"));
  browser.post("/me/password", {{"old", std::string(password)}, {"password", "amber kettle drifting north"}});
  EXPECT_THAT(browser.get("/pupils/" + maya.text()).body, HasSubstr("Osei")) << "and then everything is";
}

TEST_P(FrontDoor, SomebodyWithoutARoleHasAnAccountAndSeesNobody) {
  test::a_member_of_staff(house, {.name = "Noor Haddad", .username = "n.haddad"});
  test::Browser browser(house, routes);
  ASSERT_EQ(sign_in(browser, "n.haddad").status, 303);
  const auto day = browser.get("/");
  EXPECT_EQ(day.status, 200);
  EXPECT_THAT(day.body, HasSubstr("You have no role yet"));
  EXPECT_THAT(day.body, HasSubstr("Ruth Adeyemi")) << "whom to ask";
  const auto me = browser.get("/me");
  EXPECT_EQ(me.status, 200);
  EXPECT_THAT(me.body, HasSubstr("Noor Haddad"));
  EXPECT_THAT(me.body, HasSubstr("Ruth Adeyemi can give you one."));
  EXPECT_EQ(test::location_of(browser.post("/me/password", {{"old", std::string(password)}, {"password", "amber kettle drifting north"}})),
            "/me?done=password");
  for (const auto& line : routes.lines()) {
    if (line.guard == RouteLine::Guard::open || line.method != web::Method::get) continue;
    EXPECT_THAT(browser.get(address_of(line, maya)).body, Not(HasSubstr("Osei"))) << line.pattern;
  }
}

TEST_P(FrontDoor, ALockIsKeptByTheServerAtOnce) {
  test::Browser browser(house, routes, head), other_tab = browser;
  EXPECT_THAT(browser.get("/pupils/" + maya.text()).body, HasSubstr("Osei"));
  browser.post("/lock");
  for (const auto& line : routes.lines()) {
    if (line.guard == RouteLine::Guard::open || line.method != web::Method::get) continue;
    EXPECT_THAT(other_tab.get(address_of(line, maya)).body, Not(HasSubstr("Osei"))) << line.pattern;
  }
  EXPECT_THAT(other_tab.get("/pupils/" + maya.text()).body, HasSubstr("Enter your password to go on"));
  EXPECT_EQ(browser.post("/unlock", {{"password", "not it at all, no"}}).status, 403);
  const auto before = browser.cookie();
  EXPECT_EQ(browser.post("/unlock", {{"password", std::string(password)}}).status, 303);
  EXPECT_NE(browser.cookie(), before) << "a new cookie";
  EXPECT_THAT(browser.get("/pupils/" + maya.text()).body, HasSubstr("Osei"));
  EXPECT_THAT(other_tab.get("/pupils/" + maya.text()).body, Not(HasSubstr("Osei"))) << "the old cookie is good for nothing";
}

TEST_P(FrontDoor, ASignInLocksWhenIdleAndEndsAfterItsDay) {
  test::Browser browser(house, routes);
  ASSERT_EQ(sign_in(browser, "head").status, 303);
  const auto page = "/pupils/" + maya.text();
  // Idle for half an hour to the millisecond, and one more.
  house.clock.pass(access::idle_ms);
  EXPECT_THAT(browser.get(page).body, HasSubstr("Osei"));
  house.clock.pass(access::idle_ms + 1);
  EXPECT_THAT(browser.get(page).body, HasSubstr("Enter your password to go on"));
  ASSERT_EQ(browser.post("/unlock", {{"password", std::string(password)}}).status, 303);
  EXPECT_THAT(browser.get(page).body, HasSubstr("Osei"));
  // Used all day, it ends ten hours after it began.
  const auto end = test::the_moment() + access::absolute_ms;
  while (house->now() + 20 * base::minute_ms < end) {
    house.clock.pass(20 * base::minute_ms);
    ASSERT_THAT(browser.get(page).body, HasSubstr("Osei"));
  }
  house.clock.move_to(end + -1);
  EXPECT_THAT(browser.get(page).body, HasSubstr("Osei"));
  house.clock.move_to(end);
  EXPECT_THAT(browser.get(page).body, Not(HasSubstr("Osei")));
  EXPECT_EQ(browser.post("/unlock", {{"password", std::string(password)}}).status, 401) << "ended, not locked";
}

TEST_P(FrontDoor, SigningOutEndsItAndClearsTheBrowser) {
  test::Browser browser(house, routes, head), copied = browser;
  const auto out = browser.post("/sign-out");
  EXPECT_EQ(test::location_of(out), "/sign-in");
  const auto header = [&](std::string_view name) {
    for (const auto& [key, value] : out.headers)
      if (key == name) return value;
    return std::string();
  };
  EXPECT_EQ(header("Clear-Site-Data"), "\"cache\", \"storage\"");
  EXPECT_THAT(header("Set-Cookie"), HasSubstr("__Host-alongside-signin=;"));
  EXPECT_THAT(header("Set-Cookie"), HasSubstr("Max-Age=0"));
  EXPECT_THAT(copied.get("/pupils/" + maya.text()).body, Not(HasSubstr("Osei"))) << "a copy of the cookie is good for nothing";
}

TEST_P(FrontDoor, TheCookieIsHeldToThisHost) {
  test::Browser browser(house, routes);
  const auto in = sign_in(browser, "head");
  ASSERT_EQ(in.status, 303);
  for (const auto& [name, value] : in.headers) {
    if (name != "Set-Cookie") continue;
    for (const auto part : {"__Host-alongside-signin=", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"}) EXPECT_THAT(value, HasSubstr(part));
    EXPECT_THAT(value, Not(HasSubstr("Domain")));
    return;
  }
  FAIL() << "no cookie";
}

TEST_P(FrontDoor, EverySignInOfOnesOwnIsListedAndCanBeEndedAtOnce) {
  test::Browser here(house, routes, head), lost(house, routes, head);
  const auto listed = here.get("/me").body;
  std::smatch match;
  ASSERT_TRUE(std::regex_search(listed, match, std::regex("/me/sign-ins/([0-9A-Z]+)/end"))) << "the other one, with its button";
  EXPECT_THAT(listed, HasSubstr("This one"));
  EXPECT_THAT(lost.get("/pupils/" + maya.text()).body, HasSubstr("Osei"));
  here.post("/me/sign-ins/" + match[1].str() + "/end");
  EXPECT_THAT(lost.get("/pupils/" + maya.text()).body, Not(HasSubstr("Osei")));
  EXPECT_THAT(here.get("/pupils/" + maya.text()).body, HasSubstr("Osei"));
}

TEST_P(FrontDoor, RemovingTheSecondFactorAsksForIt) {
  test::Browser browser(house, routes, head);
  browser.post("/me/second-factor");
  auto visit = test::visit_as(house, head);
  const auto own = access::Door::staff<access::May::entries_own>(*visit).value();
  const auto secret = access::waiting_totp(own).value();
  const auto step = access::totp_step(house->now());
  ASSERT_EQ(browser.post("/me/second-factor/confirmation", {{"code", access::totp_code(secret, step)}}).status, 200);
  const auto refused = browser.post("/me/second-factor/end", {{"proof-password", std::string(password)}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(test::number(house, "SELECT totp_confirmed FROM account WHERE username = 'head'"), 1);
  EXPECT_EQ(test::location_of(browser.post("/me/second-factor/end", {{"proof-code", access::totp_code(secret, step + 1)}})), "/me?done=factor-gone");
  EXPECT_EQ(test::number(house, "SELECT totp_confirmed FROM account WHERE username = 'head'"), 0);
}

}  // namespace
