// Breaking the glass: what it opens and never opens, for how long, how often, who is told, and who says whether it was right.
#include "people/glass_store.h"

#include "testing/school.h"

#include <gmock/gmock.h>

namespace people {
namespace {

using access::InfoClass;
using access::Relation;
using access::Role;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view why = "Found on the field, wheezing, no inhaler";

class Glass : public testing::TestWithParam<db::Engine> {
 protected:
  Glass() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = staff("Amara Nwosu", {Role::key_worker});
    lead = staff("Priya Sandhu", {Role::phase_lead});
    lena = staff("Lena Fox", {Role::senco});
    dana = staff("Dana Levy", {Role::dsl});
    head = staff("Ruth Adeyemi", {Role::head});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .safety_note = "Asthma: inhaler in the office"});
    leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow", .safety_note = "Epilepsy"});
    access::TieDraft manages;
    manages.staff = lead;
    manages.relation = Relation::supervises;
    manages.other_staff = amara;
    test::a_tie(house, manages);
  }
  access::StaffId staff(std::string name, std::vector<Role> roles) {
    return test::a_member_of_staff(house, {.name = std::move(name), .roles = std::move(roles)});
  }
  std::string address(const access::PupilId& pupil) const { return "/pupils/" + pupil.text(); }
  web::Response break_it(const access::StaffId& who, const access::PupilId& pupil, std::string words = std::string(why)) {
    return test::post(house, routes, who, address(pupil) + "/glass", {{"reason", "medical"}, {"words", std::move(words)}});
  }
  std::uint32_t sees(const access::StaffId& who, const access::PupilId& pupil) {
    auto reader = house->reader();
    return house->grants_of(who, access::SignInStrength::second_factor, *reader)->see(pupil);
  }
  std::string the_glass() {
    auto visit = test::visit_as(house, dana);
    const auto lines = list_glass(access::Door::staff<May::glass_review>(*visit).value());
    return lines.empty() ? std::string() : lines.front().id.text();
  }
  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, lead, lena, dana, head;
  access::PupilId maya, leon;
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Glass, testing::ValuesIn(test::engines_under_test()), test::engine_name);

constexpr std::uint32_t opened = access::bit(InfoClass::c0_directory) | access::bit(InfoClass::c1_life_safety) |
                                 access::bit(InfoClass::c2_contacts) | access::bit(InfoClass::c5_profile) | access::bit(InfoClass::c7_medical);

TEST_P(Glass, OpensCardContactsProfileAndMedicalOfOnePupilForAnHour) {
  ASSERT_EQ(sees(amara, maya), access::bit(InfoClass::c0_directory));
  const auto before = test::last_entry(house);
  EXPECT_EQ(test::location_of(break_it(amara, maya)), address(maya));
  EXPECT_THAT(test::deeds_after(house, before), Contains("glass.broken"));
  EXPECT_EQ(sees(amara, maya), opened) << "never C8 to C12, nor notes";
  EXPECT_EQ(sees(amara, leon), access::bit(InfoClass::c0_directory)) << "of one pupil";
  const auto page = test::get(house, routes, amara, address(maya));
  EXPECT_THAT(page.body, HasSubstr("Asthma: inhaler in the office"));
  EXPECT_THAT(page.body, HasSubstr("app-watermark"));
  EXPECT_THAT(page.body, HasSubstr("It closes at 11:40"));
  EXPECT_EQ(test::get(house, routes, amara, address(maya) + "/home").status, 200);
  house.clock.pass(glass_ms - 1);
  EXPECT_EQ(sees(amara, maya), opened);
  house.clock.pass(1);
  EXPECT_EQ(sees(amara, maya), access::bit(InfoClass::c0_directory));
  EXPECT_THAT(test::get(house, routes, amara, address(maya)).body, Not(HasSubstr("Asthma")));
  EXPECT_THAT(test::get(house, routes, dana, address(maya)).body, Not(HasSubstr("app-watermark")));
}

TEST_P(Glass, WhatIsSeenThroughItStandsInTheLogAsSuch) {
  break_it(amara, maya);
  test::get(house, routes, amara, address(maya) + "/chronology");
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM glass WHERE opened_at IS NOT NULL AND until_at - opened_at = 3600000"), 1);
  auto visit = test::visit_as(house, amara);
  EXPECT_EQ(visit->grants().basis(maya), "glass");
}

TEST_P(Glass, IsForThoseWhoWorkWithPupilsAndWithinAWindowForCover) {
  const auto cover = staff("Lin Fox", {Role::cover}), office = staff("Ola Berg", {Role::office}), governor = staff("Ada Brook", {Role::governor}),
             volunteer = staff("Kit Moor", {Role::volunteer});
  for (const auto& who : {amara, lead, office})
    EXPECT_EQ(test::get(house, routes, who, address(maya) + "/glass").status, 200);
  for (const auto& who : {cover, governor, volunteer, dana, head}) {
    EXPECT_EQ(test::get(house, routes, who, address(maya) + "/glass").status, 404);
    EXPECT_EQ(break_it(who, maya).status, 404);
  }
  access::TieDraft window;
  window.staff = cover;
  window.relation = Relation::cover;
  window.pupil = maya;
  window.from_at = house->now();
  window.until_at = house->now() + base::hour_ms;
  test::a_tie(house, window);
  EXPECT_EQ(test::get(house, routes, cover, address(maya) + "/glass").status, 200);
  EXPECT_EQ(test::get(house, routes, cover, address(leon) + "/glass").status, 404) << "only of those they may find";
  house.clock.pass(base::hour_ms);
  EXPECT_EQ(break_it(cover, maya).status, 404) << "the window is over";
}

TEST_P(Glass, NeverForOnesOwnFamily) {
  test::damage(house, "INSERT INTO own_family (staff_id, pupil_id) VALUES (:staff, :pupil)", {{"staff", amara}, {"pupil", maya}});
  EXPECT_EQ(test::get(house, routes, amara, address(leon) + "/glass").status, 200);
  EXPECT_EQ(break_it(amara, maya).status, 404);
}

TEST_P(Glass, AsksForAReasonInWordsAndAFreshProof) {
  const auto short_words = break_it(amara, maya, "wheezing");
  EXPECT_EQ(short_words.status, 422);
  EXPECT_THAT(short_words.body, HasSubstr("at least 15 characters"));
  EXPECT_THAT(short_words.body, HasSubstr("wheezing"));
  const auto no_reason = test::post(house, routes, amara, address(maya) + "/glass", {{"words", std::string(why)}});
  EXPECT_EQ(no_reason.status, 422);
  EXPECT_THAT(no_reason.body, HasSubstr("Choose what is happening"));
  test::Browser browser(house, routes, amara);
  browser.let_proof_grow_old();
  EXPECT_THAT(browser.get(address(maya) + "/glass").body, HasSubstr("Confirm it is you"));
  const auto held = browser.post(address(maya) + "/glass", {{"reason", "medical"}, {"words", std::string(why)}});
  EXPECT_EQ(held.status, 401);
  EXPECT_THAT(held.body, HasSubstr(std::string(why))) << "nothing typed is lost";
  EXPECT_EQ(sees(amara, maya), access::bit(InfoClass::c0_directory));
}

TEST_P(Glass, ASecondOneWithinADayNeedsSomebodysAgreement) {
  break_it(amara, maya);
  house.clock.pass(2 * base::hour_ms);
  EXPECT_THAT(test::get(house, routes, amara, address(maya) + "/glass").body, HasSubstr("Ask to break the glass again"));
  break_it(amara, maya);
  EXPECT_EQ(sees(amara, maya), access::bit(InfoClass::c0_directory)) << "not yet";
  EXPECT_THAT(test::get(house, routes, amara, address(maya) + "/glass").body, HasSubstr("nobody has agreed yet"));
  EXPECT_THAT(test::get(house, routes, dana, "/").body, HasSubstr("asks to break the glass again"));
  auto visit = test::visit_as(house, dana);
  std::string waiting;
  for (const auto& line : list_glass(access::Door::staff<May::glass_review>(*visit).value()))
    if (!line.opened_at) waiting = line.id.text();
  EXPECT_EQ(test::post(house, routes, amara, "/glass/" + waiting + "/agreement").status, 404);
  EXPECT_EQ(test::location_of(test::post(house, routes, dana, "/glass/" + waiting + "/agreement")), "/glass?done=agreed");
  EXPECT_EQ(sees(amara, maya), opened);
  house.clock.pass(base::day_ms + base::hour_ms);
  break_it(amara, maya);
  EXPECT_EQ(sees(amara, maya), opened) << "a day later it opens at once";
}

TEST_P(Glass, TheLeadsAndTheLineManagerAreToldAtOnceTheHeadOfWhatIsOverdue) {
  const auto other_lead = staff("Tomas Reyes", {Role::phase_lead});
  break_it(amara, maya);
  for (const auto& who : {dana, lena, lead}) EXPECT_THAT(test::get(house, routes, who, "/").body, HasSubstr("Amara Nwosu broke the glass"));
  for (const auto& who : {amara, head, other_lead}) EXPECT_THAT(test::get(house, routes, who, "/").body, Not(HasSubstr("broke the glass")));
  EXPECT_THAT(test::get(house, routes, other_lead, "/glass").body, Not(HasSubstr("Amara")));
  EXPECT_THAT(test::get(house, routes, lead, "/glass").body, HasSubstr(std::string(why)));
  // No calendar: a week. On its last day the head is not told yet.
  house.clock.pass(7 * base::day_ms);
  EXPECT_THAT(test::get(house, routes, head, "/").body, Not(HasSubstr("broke the glass")));
  house.clock.pass(base::day_ms);
  EXPECT_THAT(test::get(house, routes, head, "/").body, HasSubstr("broke the glass"));
}

TEST_P(Glass, StandsOnMyDayUntilSomebodyElseReviewsIt) {
  const auto both = staff("Noor Haddad", {Role::key_worker, Role::senco});
  break_it(amara, maya);
  const auto glass = the_glass();
  EXPECT_EQ(test::post(house, routes, amara, "/glass/" + glass + "/review", {{"outcome", "right"}}).status, 404);
  const auto before = test::last_entry(house);
  EXPECT_EQ(test::location_of(test::post(house, routes, lena, "/glass/" + glass + "/review", {{"outcome", "right"}, {"remark", "Inhaler found"}})),
            "/glass?done=reviewed");
  EXPECT_THAT(test::deeds_after(house, before), Contains("glass.reviewed"));
  for (const auto& who : {dana, lena, lead}) EXPECT_THAT(test::get(house, routes, who, "/").body, Not(HasSubstr("broke the glass")));
  break_it(both, leon);
  const auto own = the_glass();
  EXPECT_EQ(test::post(house, routes, both, "/glass/" + own + "/review", {{"outcome", "right"}}).status, 404) << "one's own";
  EXPECT_EQ(test::post(house, routes, dana, "/glass/" + own + "/review", {{"outcome", "wrong"}}).status, 303);
}

TEST_P(Glass, ThePageSaysHowOftenItIsAndThatOftenMeansTheRelationsAreWrong) {
  const auto page = [&] { return test::get(house, routes, dana, "/glass").body; };
  EXPECT_THAT(page(), HasSubstr("nobody broke a glass"));
  ASSERT_EQ(break_it(amara, maya).status, 303);
  ASSERT_EQ(test::post(house, routes, dana, "/records", {{"id", access::PupilId::make(house->now(), house.random).text()}, {"kind", "note"}, {"pupil", leon.text()},
                                                         {"f.what_happened", "Read a whole page."}}).status, 303);
  for (int n = 0; n < 30; ++n) {
    house.clock.pass(base::minute_ms);
    ASSERT_EQ(test::get(house, routes, dana, address(leon) + "/chronology").status, 200);
  }
  EXPECT_EQ(glass_share(house).broken, 1);
  EXPECT_EQ(glass_share(house).opened, 30);
  EXPECT_THAT(page(), HasSubstr("relations are wrong"));
  EXPECT_FALSE((GlassShare{1, 100}).is_too_many());
  EXPECT_TRUE((GlassShare{2, 199}).is_too_many());
  EXPECT_THAT(test::get(house, routes, lena, "/glass").body, HasSubstr("broken once")) << "counted by the house: whoever reviews need not read the log";
  house.clock.pass(8 * base::day_ms);
  EXPECT_EQ(glass_share(house).broken, 0) << "of the last seven days";
}

TEST_P(Glass, TheWayToTheSafeguardingFileIsTheTelephone) {
  const auto office = staff("Ola Berg", {Role::office});
  EXPECT_EQ(test::post(house, routes, amara, "/school/settings", {{"phone", "ext 204"}}).status, 404);
  EXPECT_EQ(test::post(house, routes, office, "/school/settings", {{"phone", "<b>"}}).status, 422);
  EXPECT_EQ(test::post(house, routes, office, "/school/settings", {{"phone", "ext 204"}}).status, 303);
  EXPECT_THAT(test::get(house, routes, amara, address(maya) + "/glass").body, HasSubstr("phone the duty DSL on ext 204"));
  break_it(amara, maya);
  EXPECT_THAT(test::get(house, routes, amara, address(maya)).body, HasSubstr("phone the duty DSL on ext 204"));
}

TEST(GlassReview, IsDueFiveSchoolDaysOn) {
  const auto calendar = usual_calendar(2025, 1);
  const auto before_half_term = base::parse_iso_date("2026-02-12").value();
  EXPECT_EQ(calendar.count_school_days(before_half_term + 1, review_day(calendar, before_half_term)), 5);
  EXPECT_GT(review_day(calendar, before_half_term), before_half_term + 7) << "the holiday does not count";
  EXPECT_EQ(review_day(Calendar{}, before_half_term), before_half_term + 7) << "a week where there is no calendar";
}

}  // namespace
}  // namespace people
