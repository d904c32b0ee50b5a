// My account, and what stands behind it: passwords at their full cost, codes that are good once, secrets that are shown once, and the
// second wall behind a handler.
#include "access/account_pages.h"

#include "access/sign_in.h"
#include "access/totp.h"
#include "base/text.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace access {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view old_password = "seven quiet herons wade";
constexpr std::string_view new_password = "amber kettle drifting north";

Routes the_routes() {
  auto routes = test::the_front_door();
  add_account_routes(routes);
  add_account_secret_routes(routes);
  return routes;
}

class MyAccount : public ::testing::TestWithParam<db::Engine> {
 protected:
  MyAccount() : house_(test::a_house(GetParam())), routes_(the_routes()) {
    amara_ = test::a_member_of_staff(house_, {.name = "Amara Nwosu", .roles = {Role::key_worker}, .username = "a.nwosu"});
  }
  web::Response sign_in(test::Browser& browser, std::string_view password, std::string code = "") {
    return browser.post("/sign-in", {{"username", "a.nwosu"}, {"password", std::string(password)}, {"code", std::move(code)}});
  }
  /// A confirmed second factor: its secret.
  base::Secret a_second_factor(test::Browser& browser) {
    browser.post("/me/second-factor");
    auto visit = test::visit_as(house_, amara_);
    auto secret = waiting_totp(Door::staff<May::entries_own>(*visit).value()).value();
    const auto confirmed = browser.post("/me/second-factor/confirmation", {{"code", totp_code(secret, totp_step(house_->now()))}});
    EXPECT_EQ(confirmed.status, 200);
    shown_codes_ = confirmed.body;
    return secret;
  }
  test::TestHouse house_;
  Routes routes_;
  StaffId amara_;
  std::string shown_codes_;
};

TEST_P(MyAccount, ShowsWhoOneIsAndWhereOneIsSignedIn) {
  test::Browser browser(house_, routes_, amara_);
  const auto shown = browser.get("/me");
  EXPECT_EQ(shown.status, 200);
  for (const auto words : {"Amara Nwosu", "a.nwosu", "Not set up", "This one"}) EXPECT_THAT(shown.body, HasSubstr(words));
}

TEST_P(MyAccount, AChangeOfPasswordAsksForTheOldOneAndEndsOtherSignIns) {
  test::Browser here(house_, routes_, amara_), elsewhere(house_, routes_, amara_);
  struct Row {
    std::string_view old, fresh, shows;
  };
  const Row rows[] = {
      {"not it at all, no", new_password, "This is not your password"},
      {old_password, "short", "12"},
      {old_password, "amara nwosu 2026", "guess"},
      {old_password, old_password, "other than the one you have"},
  };
  for (const auto& row : rows) {
    const auto refused = here.post("/me/password", {{"old", std::string(row.old)}, {"password", std::string(row.fresh)}});
    EXPECT_EQ(refused.status, 422) << row.shows;
    EXPECT_THAT(refused.body, HasSubstr(std::string(row.shows)));
    EXPECT_THAT(refused.body, Not(HasSubstr(std::string(row.fresh))));
  }
  EXPECT_EQ(elsewhere.get("/me").status, 200);
  EXPECT_THAT(elsewhere.get("/me").body, HasSubstr("Amara Nwosu"));
  EXPECT_EQ(test::location_of(here.post("/me/password", {{"old", std::string(old_password)}, {"password", std::string(new_password)}})),
            "/me?done=password");
  EXPECT_THAT(here.get("/me").body, HasSubstr("Amara Nwosu"));
  EXPECT_THAT(elsewhere.get("/me").body, Not(HasSubstr("Amara Nwosu")));
  test::Browser again(house_, routes_);
  EXPECT_EQ(sign_in(again, old_password).status, 403);
  EXPECT_EQ(sign_in(again, new_password).status, 303);
}

TEST_P(MyAccount, AGivenPasswordLeadsToChoosingOnesOwn) {
  test::a_member_of_staff(house_, {.name = "Ella Brook", .roles = {Role::cover}, .username = "e.brook", .must_change = true});
  test::Browser browser(house_, routes_);
  const auto in = browser.post("/sign-in", {{"username", "e.brook"}, {"password", std::string(old_password)}});
  EXPECT_EQ(test::location_of(in), "/me/password");
  EXPECT_THAT(browser.get("/me/password").body, HasSubstr("Choose your own password"));
  browser.post("/me/password", {{"old", std::string(old_password)}, {"password", std::string(new_password)}});
  EXPECT_EQ(test::number(house_, "SELECT must_change FROM account WHERE username = 'e.brook'"), 0);
}

TEST_P(MyAccount, ASecondFactorIsSetUpWithACode) {
  test::Browser browser(house_, routes_, amara_);
  browser.post("/me/second-factor");
  const auto shown = browser.get("/me/second-factor").body;
  EXPECT_THAT(shown, HasSubstr("otpauth://totp/"));
  EXPECT_THAT(shown, HasSubstr("<svg"));
  EXPECT_EQ(browser.post("/me/second-factor/confirmation", {{"code", "000000"}}).status, 422);
  auto visit = test::visit_as(house_, amara_);
  EXPECT_FALSE(has_totp(Door::staff<May::entries_own>(*visit).value()));
  (void)a_second_factor(browser);
  EXPECT_THAT(shown_codes_, HasSubstr("Recovery codes"));
  EXPECT_THAT(browser.get("/me/second-factor").body, Not(HasSubstr("otpauth")));
}

TEST_P(MyAccount, EachCodeIsGoodOnceAndOnlyNearItsTime) {
  test::Browser browser(house_, routes_, amara_);
  const auto secret = a_second_factor(browser);
  test::Browser one(house_, routes_), two(house_, routes_);
  EXPECT_EQ(sign_in(one, old_password).status, 403) << "the password alone";
  const auto step = totp_step(house_->now());
  EXPECT_EQ(sign_in(one, old_password, totp_code(secret, step)).status, 403) << "used when it was set up";
  house_.clock.pass(base::minute_ms);
  EXPECT_EQ(sign_in(one, old_password, totp_code(secret, step)).status, 403) << "two steps late";
  EXPECT_EQ(sign_in(one, old_password, totp_code(secret, step + 2)).status, 303);
  EXPECT_EQ(sign_in(two, old_password, totp_code(secret, step + 2)).status, 403) << "the same again";
  EXPECT_EQ(sign_in(two, old_password, totp_code(secret, step + 1)).status, 403) << "an earlier one than the last used";
}

TEST_P(MyAccount, ARecoveryCodeGetsInOnce) {
  test::Browser browser(house_, routes_, amara_);
  (void)a_second_factor(browser);
  const auto at = shown_codes_.find("<li><code>");
  ASSERT_NE(at, std::string::npos);
  const auto code = shown_codes_.substr(at + 10, shown_codes_.find('<', at + 10) - at - 10);
  test::Browser one(house_, routes_), two(house_, routes_);
  EXPECT_EQ(sign_in(one, old_password, code).status, 303);
  EXPECT_EQ(sign_in(two, old_password, code).status, 403);
}

TEST_P(MyAccount, ATokenIsShownOnceAndRevokedAtOnce) {
  test::Browser browser(house_, routes_, amara_);
  const auto made = browser.post("/me/tokens", {{"name", "Timetable import"}, {"days", "30"}, {"proof-password", std::string(old_password)}});
  ASSERT_EQ(made.status, 200);
  const std::string mark = "<code class=\"app-breaks\">";
  const auto at = made.body.find(mark);
  ASSERT_NE(at, std::string::npos);
  const auto token = made.body.substr(at + mark.size(), 43);
  const auto good = [&] {
    auto reader = house_->reader();
    return find_token(*reader, token, house_->now()).has_value();
  };
  EXPECT_TRUE(good());
  const auto listed = browser.get("/me/tokens").body;
  EXPECT_THAT(listed, HasSubstr("Timetable import"));
  EXPECT_THAT(listed, Not(HasSubstr(token)));
  auto visit = test::visit_as(house_, amara_);
  const auto id = list_tokens(Door::staff<May::token_make>(*visit).value()).at(0).id;
  // Nobody else's to revoke.
  const auto other = test::a_member_of_staff(house_, {.name = "Tom Reed", .roles = {Role::it}});
  EXPECT_EQ(test::post(house_, routes_, other, "/me/tokens/" + id.text() + "/revocation").status, 409);
  EXPECT_TRUE(good());
  EXPECT_EQ(test::location_of(browser.post("/me/tokens/" + id.text() + "/revocation")), "/me/tokens?done=revoked");
  EXPECT_FALSE(good());
}

TEST_P(MyAccount, OnlyOnesOwnSignInsCanBeEnded) {
  test::Browser browser(house_, routes_, amara_), elsewhere(house_, routes_, amara_);
  const auto other = test::a_member_of_staff(house_, {.name = "Tom Reed"});
  auto visit = test::visit_as(house_, amara_);
  const auto lines = list_sign_ins(Door::staff<May::entries_own>(*visit).value(), {});
  ASSERT_EQ(lines.size(), 2U);
  const auto before = test::last_entry(house_);
  for (const auto& line : lines) EXPECT_EQ(test::post(house_, routes_, other, "/me/sign-ins/" + line.id.text() + "/end").status, 404);
  EXPECT_THAT(test::deeds_after(house_, before), Not(testing::Contains(std::string(deeds::signed_out.code)))) << "what is not theirs leaves no entry";
  EXPECT_THAT(browser.get("/me").body, HasSubstr("Amara Nwosu"));
  for (const auto& line : lines) browser.post("/me/sign-ins/" + line.id.text() + "/end");
  EXPECT_THAT(browser.get("/me").body, Not(HasSubstr("Amara Nwosu")));
}

TEST_P(MyAccount, PasswordsAreStoredAtTheirFullCost) {
  house_->add_room(std::make_shared<FrontDoor>());  // as a school is served
  test::Browser browser(house_, routes_);
  // The hash of the cheap test house is made anew at the next sign-in.
  ASSERT_EQ(sign_in(browser, old_password).status, 303);
  auto reader = house_->reader();
  EXPECT_THAT(find_account(*reader, "a.nwosu")->password_hash, StartsWith("$argon2id$v=19$m=65536,t=3,p=1$"));
}

TEST_P(MyAccount, TheSecondWallStandsWithoutTheFirst) {
  // A handler whose check was taken out reads with the connection of whoever asks. It gets no rows.
  const auto maya = test::a_pupil(house_, {.given = "Maya", .family = "Osei"});
  test::a_tie(house_, amara_, Relation::assigned, maya);
  const auto record = base::Id<struct RecordTag>::make(house_->now(), house_->random());
  const std::initializer_list<db::Bind> binds = {{"id", record}, {"pupil", maya}, {"author", amara_}, {"digest", base::Bytes32{}}};
  test::damage(house_,
               "INSERT INTO record (id, kind, info_class, flag, author_id, occurred_at, recorded_at, version, state, line, request_digest) "
               "VALUES (:id, 'note', 3, 0, :author, 0, 0, 1, '', 'x', :digest)", binds);
  test::damage(house_,
               "INSERT INTO record_part (pupil_id, occurred_at, record_id, part, kind, info_class, flag, author_id, recorded_at, version, state, "
               "line) VALUES (:pupil, 0, :id, 'about', 'note', 3, 0, :author, 0, 1, '', 'x')", binds);
  const auto rows_seen_by = [&](const StaffId& staff) {
    auto visit = test::visit_as(house_, staff);
    std::int64_t rows = 0;
    static constexpr db::Sql every_part = "SELECT record_id FROM seen_part";
    visit->reader().rows(every_part, {}, [&](const db::Row&) { ++rows; });
    return rows;
  };
  EXPECT_EQ(rows_seen_by(amara_), 1) << "somebody can see it";
  EXPECT_EQ(rows_seen_by(test::a_member_of_staff(house_, {.name = "Sol Marsh", .roles = {Role::key_worker}})), 0);
  EXPECT_EQ(rows_seen_by(test::a_member_of_staff(house_, {.name = "Tom Reed", .roles = {Role::it}})), 0);
  EXPECT_EQ(rows_seen_by(test::a_member_of_staff(house_, {.name = "Ada Brook", .roles = {Role::governor}})), 0);
  auto visit = test::visit_as(house_, test::a_member_of_staff(house_, {.name = "Lin Fox", .roles = {Role::cover}}));
  static constexpr db::Sql past_the_views = "SELECT record_id FROM record_part";
  EXPECT_THROW(visit->reader().rows(past_the_views, {}, [](const db::Row&) {}), db::DatabaseError);
}

INSTANTIATE_TEST_SUITE_P(BothEngines, MyAccount, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace access
