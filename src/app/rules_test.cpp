// Rules from first click to the notice of the one person who should know, on both engines.
#include "app/wiring.h"
#include "casework/rules/rule_watch.h"
#include "overview/digest_mail.h"
#include "people/calendar_store.h"
#include "record/catalogue.h"
#include "testing/program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace {

using namespace rules;
using access::Relation;
using access::Role;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class Rules : public ::testing::TestWithParam<db::Engine> {
 protected:
  Rules() {
    auto visit = test::visit_as(house, lena);
    access::UnitOfWork work(house, access::JobName{"test"});
    const people::Calendar year{{{2025, 4, base::to_date(2026, 2, 23).value(), base::to_date(2026, 3, 27).value()}}, {}};
    work.note({.deed = {"test.made", "Made for a test"}});
    for (auto& step : people::insert_calendar(year, house->now(), house.random)) work.also(std::move(step));
    EXPECT_TRUE(std::move(work).commit());
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, tess, Relation::teaches_class, maya);
    static constexpr db::Sql address = "UPDATE staff SET email = 'l.fox@thistledown.example' WHERE name = 'Lena Fox'";
    test::damage(house, address);
    look();  // a school begins with what is written from now on
  }

  std::size_t look() { return watch().look(); }
  RuleWatch& watch() {
    if (!watch_)
      watch_.emplace(
          house, std::shared_ptr<const record::Catalogue>(&house->room<record::Catalogue>(), [](const record::Catalogue*) {}));
    return *watch_;
  }

  test::Fields three_in_ten(const std::string& active = "yes") {
    return {{"watch", "count"},
            {"kind", "behaviour"},
            {"name", "Behaviour is building up"},
            {"count", "3"},
            {"within", "10"},
            {"unit", "school_days"},
            {"part", "involved"},
            {"where.step", "time_out"},
            {"tell", "senco"},
            {"tell", "class_teacher"},
            {"urgency", "at_once"},
            {"active", active},
            {"was", "0"},
            {"anyway", "yes"}};
  }
  std::string fresh() { return RuleId::make(house->now(), house.random).text(); }
  std::string make(const test::Fields& fields) {
    const auto path = "/school/rules/" + fresh();
    EXPECT_EQ(test::location_of(test::post(house, routes, lena, path, fields)), "/school/rules?done=saved");
    return path;
  }
  /// A behaviour record about Maya, at this step.
  void behaves(const std::string& step, const access::PupilId& pupil) {
    house.clock.pass(base::minute_ms);
    test::Program program(house, routes, amara);
    web::Json fields =
        web::Json::Object{{"what_happened", "Pushed a chair over."}, {"behaviour", web::Json::Array{"refused"}}, {"step", step}};
    const auto answer = program.post("/api/v1/records", test::a_record(house, "behaviour", {pupil}, fields));
    ASSERT_EQ(answer.status, 201) << answer.body;
  }
  std::int64_t count(const db::Sql& sql) { return test::number(house, sql); }

  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = app::all_routes();
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::PupilId tom = test::a_pupil(house, {.given = "Tom", .family = "Lindqvist"});
  const access::StaffId lena = test::a_member_of_staff(house, {.name = "Lena Fox", .roles = {Role::senco}, .post = "SENCo"});
  const access::StaffId tess =
      test::a_member_of_staff(house, {.name = "Tess Moor", .roles = {Role::class_teacher}, .post = "Teacher"});
  const access::StaffId una =
      test::a_member_of_staff(house, {.name = "Una Price", .roles = {Role::class_teacher}, .post = "Teacher"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  std::optional<RuleWatch> watch_;
};

constexpr db::Sql all_firings = "SELECT COUNT(*) FROM rule_firing";
constexpr db::Sql all_notices = "SELECT COUNT(*) FROM notice";

TEST_P(Rules, TellThoseWhoShouldKnowAndNobodyElse) {
  const auto rule = make(three_in_ten());
  behaves("time_out", maya);
  behaves("reminder", maya);
  behaves("time_out", maya);
  behaves("time_out", tom);
  EXPECT_EQ(look(), 0U);
  behaves("time_out", maya);
  EXPECT_EQ(look(), 1U);
  EXPECT_EQ(look(), 0U) << "the same reason never fires twice";
  for (const auto& who : {lena, tess}) {
    const auto page = test::get(house, routes, who, "/inbox").body;
    EXPECT_THAT(page, HasSubstr("Maya Osei"));
    EXPECT_THAT(page, HasSubstr("Behaviour is building up"));
  }
  EXPECT_THAT(test::get(house, routes, lena, "/").body, HasSubstr("href=\"/inbox#notices\"")) << "My day leads there";
  EXPECT_THAT(test::get(house, routes, una, "/").body, Not(HasSubstr("href=\"/inbox#notices\"")));
  EXPECT_THAT(test::get(house, routes, una, "/inbox").body, Not(HasSubstr("Maya"))) << "a teacher, but not Maya’s";
  EXPECT_THAT(test::get(house, routes, amara, "/inbox").body, Not(HasSubstr("building up")));
  const auto log = test::get(house, routes, lena, rule).body;
  EXPECT_THAT(log, HasSubstr("Maya Osei"));
  EXPECT_THAT(log, HasSubstr("Lena Fox, Tess Moor"));
  EXPECT_THAT(log, HasSubstr("/records/"));
}

TEST_P(Rules, AreKeptByWhoMayAndTheirLogShowsNoMoreThanTheReaderMaySee) {
  const auto rule = make(three_in_ten());
  EXPECT_EQ(test::get(house, routes, lena, "/school/rules").status, 200);
  for (const auto& path : {std::string("/school/rules"), std::string("/school/rules/new"), rule}) {
    EXPECT_EQ(test::get(house, routes, amara, path).status, 404) << path;
    EXPECT_EQ(test::get(house, routes, tess, path).status, 404) << path;
  }
  EXPECT_EQ(test::post(house, routes, tess, "/school/rules/" + fresh(), three_in_ten()).status, 404);
  // A SENCo sees no safeguarding file: a rule about concerns is not theirs to make.
  auto fields = three_in_ten();
  fields[1].second = "concern";
  fields[7] = {"where.safe_now", "no"};
  fields[8].second = fields[9].second = "dsl";
  fields.erase(fields.begin() + 6);
  EXPECT_EQ(test::post(house, routes, lena, "/school/rules/" + fresh(), fields).status, 404);
  const auto dana = test::a_member_of_staff(house, {.name = "Dana Levy", .roles = {Role::dsl}});
  EXPECT_EQ(test::post(house, routes, dana, "/school/rules/" + fresh(), fields).status, 303);
}

TEST_P(Rules, FireOnceThoughTheWatchIsBrokenOffAndBegunAgain) {
  make(three_in_ten());
  for (int n = 0; n < 3; ++n) behaves("time_out", maya);
  EXPECT_EQ(look(), 1U);
  static constexpr db::Sql back = "UPDATE rule_mark SET seq = 1";
  test::damage(house, back);
  watch_.reset();
  EXPECT_EQ(look(), 0U);
  EXPECT_EQ(count(all_firings), 1);
  EXPECT_EQ(count(all_notices), 2);
}

TEST_P(Rules, PassOverAPupilWhoIsTakenOutForATime) {
  const auto rule = make(three_in_ten());
  EXPECT_EQ(
      test::post(house, routes, lena, rule + "/exemptions", {{"pupil", maya.text()}, {"reason", ""}, {"until", "2026-03-20"}})
          .status,
      422);
  EXPECT_EQ(test::location_of(test::post(house, routes, lena, rule + "/exemptions",
                                         {{"pupil", maya.text()}, {"reason", "Her plan watches this"}, {"until", "2026-03-20"}})),
            rule + "?done=exempted");
  EXPECT_THAT(test::get(house, routes, lena, rule).body, HasSubstr("Her plan watches this"));
  for (int n = 0; n < 3; ++n) {
    behaves("time_out", maya);
    behaves("time_out", tom);
  }
  EXPECT_EQ(look(), 1U) << "Tom alone";
  EXPECT_THAT(test::get(house, routes, lena, "/inbox").body, Not(HasSubstr("aria-label=\"Seen: Maya Osei\"")));
}

TEST_P(Rules, SayWhenARecordStillLacksSomethingAtTheEndOfTheNextDay) {
  make({{"watch", "incomplete"},
        {"kind", "behaviour"},
        {"name", "Home not told"},
        {"unless", "home_told=yes"},
        {"due_days", "1"},
        {"where.step", "leader"},
        {"tell", "senco"},
        {"urgency", "digest"},
        {"active", "yes"},
        {"was", "0"},
        {"anyway", "yes"}});
  behaves("leader", maya);
  behaves("reminder", tom);
  EXPECT_EQ(look(), 0U);
  house.clock.pass(base::day_ms + 5 * base::hour_ms);  // Wednesday 15:43
  EXPECT_EQ(look(), 0U);
  house.clock.pass(base::hour_ms);
  EXPECT_EQ(look(), 1U);
  EXPECT_EQ(look(), 0U);
  const auto page = test::get(house, routes, lena, "/inbox").body;
  EXPECT_THAT(page, HasSubstr("aria-label=\"Seen: Maya Osei\""));
  EXPECT_THAT(page, Not(HasSubstr("aria-label=\"Seen: Tom Lindqvist\"")));
}

TEST_P(Rules, AreTriedOnLastTermWithoutTellingAnybody) {
  for (int n = 0; n < 3; ++n) behaves("time_out", maya);
  auto fields = three_in_ten();
  fields.emplace_back("try", "yes");
  const auto page = test::post(house, routes, lena, "/school/rules/" + fresh(), fields);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("one reason to tell"));
  EXPECT_THAT(page.body, HasSubstr("Maya Osei"));
  look();
  EXPECT_EQ(count(all_firings), 0);
  static constexpr db::Sql rules = "SELECT COUNT(*) FROM rule";
  EXPECT_EQ(count(rules), 0) << "trying saves nothing";
}

TEST_P(Rules, ThatTwoPeopleChangeLoseNobodysWords) {
  const auto rule = make(three_in_ten());
  auto first = three_in_ten();
  first[2].second = "Behaviour builds up";
  first[12].second = "1";
  EXPECT_EQ(test::post(house, routes, lena, rule, first).status, 303);
  auto second = three_in_ten();
  second[2].second = "Something else";
  second[12].second = "1";
  const auto page = test::post(house, routes, lena, rule, second);
  EXPECT_EQ(page.status, 409);
  EXPECT_THAT(page.body, HasSubstr("Something else"));
  EXPECT_THAT(page.body, HasSubstr("Changed meanwhile"));
  EXPECT_THAT(test::get(house, routes, lena, rule).body, HasSubstr("Behaviour builds up"));
}

TEST_P(Rules, NoticesAreSeenAndStay) {
  make(three_in_ten());
  for (int n = 0; n < 3; ++n) behaves("time_out", maya);
  look();
  auto page = test::get(house, routes, lena, "/inbox").body;
  const auto at = page.find("/notices/");
  const auto path = page.substr(at, page.find('"', at) - at);
  EXPECT_EQ(test::post(house, routes, una, path).status, 404) << "somebody else’s";
  EXPECT_THAT(test::get(house, routes, lena, "/inbox").body, HasSubstr(path));
  EXPECT_EQ(test::location_of(test::post(house, routes, lena, path)), "/inbox?done=seen");
  EXPECT_EQ(test::location_of(test::post(house, routes, lena, path)), "/inbox?done=seen") << "tapped twice";
  page = test::get(house, routes, lena, "/inbox").body;
  EXPECT_THAT(page, HasSubstr("seen today"));
  EXPECT_THAT(page, HasSubstr("Maya Osei"));
}

TEST_P(Rules, LettersSayHowManyThingsWaitAndNameNobody) {
  make(three_in_ten());
  for (int n = 0; n < 3; ++n) behaves("time_out", maya);
  look();
  std::vector<mail::Message> sent;
  bool relay_is_there = false;
  overview::DigestMail letters(house, {"alongside@thistledown.example", "https://alongside.thistledown.example"},
                               [&](const mail::Message& message, std::string_view) -> base::Result<void> {
                                 if (!relay_is_there) return base::Error::unavailable("Later", "mail: test");
                                 sent.push_back(message);
                                 return {};
                               });
  EXPECT_EQ(letters.send_due(), 0U);
  relay_is_there = true;
  EXPECT_EQ(letters.send_due(), 0U) << "not again within the minute";
  house.clock.pass(2 * base::minute_ms);
  EXPECT_EQ(letters.send_due(), 1U);
  ASSERT_EQ(sent.size(), 1U) << "Tess has no address";
  EXPECT_EQ(sent[0].to, "l.fox@thistledown.example");
  EXPECT_THAT(sent[0].subject, HasSubstr("one thing"));
  EXPECT_THAT(sent[0].words, HasSubstr("https://alongside.thistledown.example/inbox"));
  for (const auto& name : {"Maya", "Osei", "Amara", "ehaviour", "Lena"}) {
    EXPECT_THAT(sent[0].subject, Not(HasSubstr(name)));
    EXPECT_THAT(sent[0].words, Not(HasSubstr(name)));
  }
  EXPECT_EQ(letters.send_due(), 0U) << "told once";
}

TEST_P(Rules, LettersKeepToQuietHoursAndWishes) {
  EXPECT_EQ(test::post(house, routes, lena, "/me/notices",
                       {{"mail", "digest"}, {"digest_at", "06:00"}, {"quiet_from", "18:00"}, {"quiet_until", "07:00"}})
                .status,
            422);
  EXPECT_EQ(test::post(house, routes, lena, "/me/notices",
                       {{"mail", "digest"}, {"digest_at", "7 bells"}, {"quiet_from", "18:00"}, {"quiet_until", "07:00"}})
                .status,
            422);
  EXPECT_EQ(test::location_of(
                test::post(house, routes, lena, "/me/notices",
                           {{"mail", "digest"}, {"digest_at", "08:00"}, {"quiet_from", "10:00"}, {"quiet_until", "07:00"}})),
            "/me/notices?done=saved");
  make(three_in_ten());
  for (int n = 0; n < 3; ++n) behaves("time_out", maya);
  look();
  std::size_t sent = 0;
  overview::DigestMail letters(house, {"alongside@thistledown.example", "https://a.example"},
                               [&](const mail::Message&, std::string_view) -> base::Result<void> {
                                 ++sent;
                                 return {};
                               });
  EXPECT_EQ(letters.send_due(), 0U) << "10:43 is quiet";
  house.clock.move_to(house->zone().to_utc(house->today() + 1, {7 * 60 + 5}));
  EXPECT_EQ(letters.send_due(), 1U) << "urgent things wait for no digest";
  EXPECT_EQ(sent, 1U);
}

INSTANTIATE_TEST_SUITE_P(BothEngines, Rules, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
