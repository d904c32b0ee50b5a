// A fresh proof of who one is: what is there with it, what is nowhere without it, and that nothing typed is lost between.
#include "access/sign_in_store.h"
#include "access/totp.h"
#include "record/ids.h"
#include "record/search_index.h"
#include "testing/school.h"

#include <gmock/gmock.h>

#include <fmt/format.h>

namespace {

using access::Role;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view password = "seven quiet herons wade";
constexpr std::string_view words = "A bruise like a thumb.";
constexpr std::string_view offer = "Confirm it is you";

class StepUp : public testing::TestWithParam<db::Engine> {
 protected:
  StepUp() : house(test::a_house(GetParam())), routes(test::every_route()) {
    dana = test::a_member_of_staff(house, {.name = "Dana Levy", .roles = {Role::dsl}, .username = "d.levy"});
    head = test::a_member_of_staff(house, {.name = "Ruth Adeyemi", .roles = {Role::head}, .username = "head"});
    lena = test::a_member_of_staff(house, {.name = "Lena Fox", .roles = {Role::senco}, .username = "l.fox"});
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}, .username = "a.nwosu"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
    test::a_tie(house, amara, access::Relation::assigned, maya);
    concern = write(amara, "concern", words);
    house->room<record::SearchIndex>().catch_up();
  }
  std::string write(const access::StaffId& who, std::string kind, std::string_view what) {
    return write(test::Browser(house, routes, who), std::move(kind), what);
  }
  std::string write(test::Browser browser, std::string kind, std::string_view what) {
    const auto id = record::RecordId::make(house->now(), house.random).text();
    test::Fields fields = {{"id", id}, {"kind", kind}, {"pupil", maya.text()}, {"f.what_happened", std::string(what)}};
    if (kind == "concern") fields.insert(fields.end(), {{"f.source", "saw"}, {"f.safe_now", "yes"}});
    EXPECT_EQ(browser.post("/records", fields).status, 303) << kind;
    return id;
  }
  web::Response confirm(test::Browser& browser, std::string_view with, test::Fields held = {}) {
    held.emplace_back("proof-password", std::string(with));
    return browser.post("/confirm", held);
  }
  std::vector<std::string> pages() const {
    return {"/", "/pupils/" + maya.text(), "/pupils/" + maya.text() + "/chronology", "/search?q=bruise"};
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId dana, head, lena, amara;
  access::PupilId maya, leon;
  std::string concern;
};
INSTANTIATE_TEST_SUITE_P(BothEngines, StepUp, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(StepUp, ProtectedRecordsAreInNoListCountOrSearchWithoutAFreshProof) {
  test::Browser browser(house, routes, dana);
  for (const auto& page : pages()) EXPECT_THAT(browser.get(page).body, HasSubstr("thumb")) << page;
  EXPECT_THAT(browser.get("/records/" + concern).body, HasSubstr("thumb"));
  browser.let_proof_grow_old();
  for (const auto& page : pages()) {
    const auto shown = browser.get(page);
    EXPECT_EQ(shown.status, 200) << page;
    EXPECT_THAT(shown.body, Not(HasSubstr("thumb"))) << page;
    EXPECT_THAT(shown.body, HasSubstr(std::string(offer))) << page;
  }
  const auto record = browser.get("/records/" + concern);
  EXPECT_EQ(record.status, 404);
  EXPECT_THAT(record.body, Not(HasSubstr("thumb")));
  EXPECT_THAT(record.body, HasSubstr("/confirm?place=%2Frecords%2F" + concern)) << "and the way back leads there";
  ASSERT_EQ(confirm(browser, password).status, 303);
  for (const auto& page : pages()) EXPECT_THAT(browser.get(page).body, HasSubstr("thumb")) << page;
}

TEST_P(StepUp, TheRestStaysAsItWas) {
  write(amara, "note", "Counted the beads to forty.");
  test::Browser browser(house, routes, dana);
  browser.let_proof_grow_old();
  EXPECT_THAT(browser.get("/pupils/" + maya.text() + "/chronology").body, HasSubstr("beads"));
}

TEST_P(StepUp, TheOfferIsByRoleAndTheSameForEveryPupil) {
  struct Row {
    access::StaffId who;
    bool offered;
  };
  for (const auto& row : {Row{dana, true}, Row{head, true}, Row{lena, true}, Row{amara, false}}) {
    test::Browser fresh(house, routes, row.who), old(house, routes, row.who);
    old.let_proof_grow_old();
    for (const auto& pupil : {maya, leon}) {
      EXPECT_THAT(fresh.get("/pupils/" + pupil.text()).body, Not(HasSubstr(std::string(offer))));
      EXPECT_EQ(old.get("/pupils/" + pupil.text()).body.find(offer) != std::string::npos, row.offered);
    }
    // What is not there and what is protected are told in the same words.
    const auto hidden = old.get("/records/" + concern);
    const auto nothing = old.get("/records/" + record::RecordId::make(house->now(), house.random).text());
    if (row.who == amara) continue;  // her own words are hers
    EXPECT_EQ(hidden.status, nothing.status);
    EXPECT_EQ(hidden.body.find(offer) != std::string::npos, nothing.body.find(offer) != std::string::npos);
  }
}

TEST_P(StepUp, WritingNeverAsksForIt) {
  for (const auto& who : {dana, head, lena, amara}) {
    test::Browser browser(house, routes, who);
    browser.let_proof_grow_old();
    EXPECT_THAT(browser.get("/write?kind=concern").body, HasSubstr("What I saw or heard"));
    write(browser, "concern", "Said that home is loud.");
  }
}

TEST_P(StepUp, LastsTenMinutesFromSigningInAndFromEachProof) {
  test::Browser browser(house, routes);
  ASSERT_EQ(browser.post("/sign-in", {{"username", "d.levy"}, {"password", std::string(password)}}).status, 303);
  const auto sees = [&] { return browser.get("/records/" + concern).status == 200; };
  EXPECT_TRUE(sees());
  house.clock.pass(access::step_up_ms);
  EXPECT_TRUE(sees()) << "ten minutes to the millisecond";
  house.clock.pass(1);
  EXPECT_FALSE(sees());
  const auto before = test::last_entry(house);
  const auto old_cookie = browser.cookie();
  ASSERT_EQ(test::location_of(confirm(browser, password, {{"place", "/records/" + concern}})), "/records/" + concern);
  EXPECT_NE(browser.cookie(), old_cookie) << "a new cookie at every proof";
  EXPECT_THAT(test::deeds_after(house, before), Contains("sign_in.confirmed"));
  EXPECT_TRUE(sees());
  house.clock.pass(access::step_up_ms + 1);
  EXPECT_FALSE(sees());
}

TEST_P(StepUp, AWrongPasswordProvesNothingAndIsCounted) {
  test::Browser browser(house, routes, dana);
  browser.let_proof_grow_old();
  const auto before = test::last_entry(house);
  const auto refused = confirm(browser, "not it at all, no", {{"place", "/records/" + concern}});
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("That password is not right"));
  EXPECT_THAT(refused.body, HasSubstr("/records/" + concern)) << "the way back is kept";
  EXPECT_EQ(browser.get("/records/" + concern).status, 404);
  EXPECT_THAT(test::deeds_after(house, before), Contains("sign_in.refused"));
  for (int n = 0; n < 12; ++n) (void)confirm(browser, "not it at all, no");
  EXPECT_EQ(confirm(browser, password).status, 429) << "guessing is held to the door's budget";
}

TEST_P(StepUp, WithASecondFactorTheCodeIsAskedAndThePasswordDoesNotDo) {
  test::Browser browser(house, routes, dana);
  browser.post("/me/second-factor");
  base::Secret secret;
  {
    auto visit = test::visit_as(house, dana);
    secret = access::waiting_totp(access::Door::staff<access::May::entries_own>(*visit).value()).value();
  }
  const auto step = access::totp_step(house->now());
  ASSERT_EQ(browser.post("/me/second-factor/confirmation", {{"code", access::totp_code(secret, step)}}).status, 200);
  browser.let_proof_grow_old();
  EXPECT_THAT(browser.get("/confirm").body, HasSubstr("Code from your app"));
  EXPECT_EQ(confirm(browser, password).status, 403);
  const auto with_code = [&](const std::string& code) { return browser.post("/confirm", {{"proof-code", code}}); };
  EXPECT_EQ(with_code(access::totp_code(secret, step)).status, 403) << "used when it was set up";
  house.clock.pass(base::minute_ms);
  EXPECT_EQ(with_code(access::totp_code(secret, step + 2)).status, 303);
  EXPECT_EQ(browser.get("/records/" + concern).status, 200);
  // Locked and unlocked by the password alone: back at work, but not fresh.
  browser.let_proof_grow_old();
  browser.post("/lock");
  ASSERT_EQ(browser.post("/unlock", {{"password", std::string(password)}}).status, 303);
  EXPECT_EQ(browser.get("/pupils/" + maya.text()).status, 200);
  EXPECT_EQ(browser.get("/records/" + concern).status, 404);
}

TEST_P(StepUp, WithoutASecondFactorUnlockingIsAProof) {
  test::Browser browser(house, routes, dana);
  browser.let_proof_grow_old();
  browser.post("/lock");
  ASSERT_EQ(browser.post("/unlock", {{"password", std::string(password)}}).status, 303);
  EXPECT_EQ(browser.get("/records/" + concern).status, 200);
}

TEST_P(StepUp, WhatWasTypedWhenItLapsedComesBackAndIsSaved) {
  test::Browser browser(house, routes, dana);
  ASSERT_THAT(browser.get("/records/" + concern + "/correct").body, HasSubstr("thumb"));
  browser.let_proof_grow_old();
  const test::Fields typed = {{"was", "1"}, {"f.what_happened", "A bruise like two thumbs."}, {"f.source", "saw"}, {"f.safe_now", "yes"},
                              {"reason", "Seen again by the nurse"}};
  const auto place = "/records/" + concern + "/corrections";
  const auto held = browser.post(place, typed);
  EXPECT_EQ(held.status, 401);
  EXPECT_THAT(held.body, HasSubstr("two thumbs"));
  EXPECT_EQ(test::number(house, "SELECT MAX(version) FROM record_version"), 1) << "nothing is written yet";
  test::Fields kept = {{"place", place}, {"holds", "form"}};
  for (const auto& [name, value] : typed) kept.emplace_back("held." + name, value);
  const auto wrong = confirm(browser, "not it at all, no", kept);
  EXPECT_THAT(wrong.body, HasSubstr("two thumbs")) << "a slip loses nothing either";
  const auto back = confirm(browser, password, kept);
  EXPECT_EQ(back.status, 200);
  EXPECT_THAT(back.body, HasSubstr("two thumbs"));
  EXPECT_THAT(back.body, HasSubstr(place));
  EXPECT_EQ(browser.post(place, typed).status, 303);
  EXPECT_EQ(test::number(house, "SELECT MAX(version) FROM record_version"), 2);
}

TEST_P(StepUp, AFormOpenInAnotherTabCanStillBeSent) {
  test::Browser browser(house, routes, dana);
  const auto token = browser.csrf();
  browser.let_proof_grow_old();
  ASSERT_EQ(confirm(browser, password).status, 303);
  auto request = browser.request(web::Method::post, "/lock");
  request.headers.insert(request.headers.end(), {{"sec-fetch-site", "same-origin"}, {"content-type", "application/x-www-form-urlencoded"}});
  request.form.add("csrf", token);
  EXPECT_EQ(test::location_of(browser.send(request)), "/locked");
}

TEST_P(StepUp, DeedsThatAskForItLeadThroughItAndBack) {
  test::Browser browser(house, routes, head);
  EXPECT_THAT(browser.get("/school/audit").body, HasSubstr("Access log"));
  browser.let_proof_grow_old();
  const auto asked = browser.get("/school/audit?day=2026-03-03");
  EXPECT_THAT(asked.body, HasSubstr("Confirm it is you"));
  EXPECT_THAT(asked.body, HasSubstr("/school/audit?day=2026-03-03"));
  EXPECT_THAT(asked.body, Not(HasSubstr("Signed in")));
  EXPECT_EQ(test::location_of(confirm(browser, password, {{"place", "/school/audit?day=2026-03-03"}})), "/school/audit?day=2026-03-03");
  // Whoever may not do it at all is not asked: for them there is nothing there.
  test::Browser other(house, routes, amara);
  other.let_proof_grow_old();
  EXPECT_EQ(other.get("/school/audit").status, 404);
}

TEST_P(StepUp, LeadsNowhereElse) {
  test::Browser browser(house, routes, dana);
  for (const auto place : {"https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/sign-out", "/confirm"}) {
    browser.let_proof_grow_old();
    EXPECT_EQ(test::location_of(confirm(browser, password, {{"place", place}})), "/") << place;
  }
}

TEST_P(StepUp, APageOfProtectedInformationLocksItselfSooner) {
  test::Browser browser(house, routes, dana);
  EXPECT_THAT(browser.get("/records/" + concern).body, HasSubstr("data-lock-after=\"300\""));
  EXPECT_THAT(browser.get("/").body, HasSubstr("data-lock-after=\"300\"")) << "a concern waits on it";
  EXPECT_THAT(browser.get("/pupils/" + leon.text()).body, HasSubstr("data-lock-after=\"600\""));
}

TEST_P(StepUp, AProgramsTokenSeesWhatItsPersonSeesAndIsMadeWithAProof) {
  test::Browser browser(house, routes, dana);
  const test::Fields wishes = {{"name", "Case review"}, {"days", "30"}};
  const auto refused = browser.post("/me/tokens", wishes);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("That password is not right"));
  EXPECT_THAT(refused.body, HasSubstr("Case review")) << "nothing typed is lost";
  auto with_proof = wishes;
  with_proof.emplace_back("proof-password", std::string(password));
  const auto made = browser.post("/me/tokens", with_proof);
  ASSERT_EQ(made.status, 200);
  const std::string mark = "<code class=\"app-breaks\">";
  const auto at = made.body.find(mark) + mark.size();
  const auto token = made.body.substr(at, 43);
  house.clock.pass(3 * base::hour_ms);
  test::Browser program(house, routes);
  auto request = program.request(web::Method::get, "/api/v1/records/" + concern);
  request.headers.emplace_back("authorization", "Bearer " + token);
  EXPECT_THAT(program.send(request).body, HasSubstr("thumb"));
}

}  // namespace
