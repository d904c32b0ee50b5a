// Orders through the real routes on both engines: written down by those who decide on them, and read by everybody else as what they mean.
#include "people/court_order_store.h"

#include "testing/whole_school.h"

#include <gmock/gmock.h>

#include <regex>

namespace people {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view secret = "zqorderqz threatened the mother";

class CourtOrders : public testing::TestWithParam<db::Engine> {
 protected:
  CourtOrders() {
    dana = test::a_member_of_staff(house, {.name = "Dana Levy", .roles = {Role::dsl}});
    hugh = test::a_member_of_staff(house, {.name = "Hugh Abara", .roles = {Role::head}});
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    lena = test::a_member_of_staff(house, {.name = "Lena Fox", .roles = {Role::senco}});
    ben = test::a_member_of_staff(house, {.name = "Ben Clarke", .roles = {Role::key_worker}});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    test::a_tie(house, amara, Relation::assigned, maya);
    ola = a_family_member("Ola", "Berg", "Father");
    ada = a_family_member("Ada", "Osei", "Mother");
  }
  FamilyMemberId a_family_member(std::string_view given, std::string_view family, std::string_view relationship) {
    static constexpr db::Sql member =
        "INSERT INTO family_member (id, title, given, family, mobile, home_phone, work_phone, email, address, language, note, created_at) "
        "VALUES (:id, '', :given, :family, '', '', '', '', '', '', '', :now)";
    static constexpr db::Sql tie =
        "INSERT INTO family_tie (pupil_id, family_member_id, place, relationship, responsibility, lives_with) VALUES (:pupil, :id, 1, :relationship, 'yes', '')";
    const auto id = FamilyMemberId::make(house->now(), house.random);
    test::carry_out(house, {{member, {{"id", id}, {"given", given}, {"family", family}}}, {tie, {{"pupil", maya}, {"id", id}, {"relationship", relationship}}}});
    return id;
  }
  std::string of_maya(const std::string& rest = {}) const { return "/pupils/" + maya.text() + rest; }
  test::Fields order(std::string effect, test::Fields further = {}) {
    test::Fields out = {{"id", CourtOrderId::make(house->now(), house.random).text()}, {"sort", "prohibited_steps"}, {"court", "Family Court at Leeds"}, {"made_on", "2026-02-02"},
                        {"words", std::string(secret)}, {"seen_by", "Dana Levy"}, {"seen_on", "2026-03-02"}, {"copy_at", "Safeguarding cabinet"}, {"on-" + ola.text(), std::move(effect)}};
    for (auto& field : further) {
      std::erase_if(out, [&](const auto& had) { return had.first == field.first; });
      if (!field.second.empty()) out.push_back(std::move(field));
    }
    return out;
  }
  web::Response record(const access::StaffId& who, test::Fields fields) { return test::post(house, routes, who, of_maya("/orders"), std::move(fields)); }
  std::string page(const access::StaffId& who, const std::string& where) { return test::get(house, routes, who, where).body; }
  std::string the_order() {
    const auto shown = page(dana, of_maya("/orders"));
    std::smatch found;
    return std::regex_search(shown, found, std::regex("/orders/([0-9A-Z]{26})")) ? of_maya("/orders/" + found[1].str()) : std::string();
  }
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  access::StaffId dana, hugh, amara, lena, ben;
  access::PupilId maya;
  FamilyMemberId ola, ada;
};
INSTANTIATE_TEST_SUITE_P(BothEngines, CourtOrders, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(CourtOrders, AreWrittenDownByTheLeadAndReadByTheLeadAndTheHeadAlone) {
  const auto before = test::last_entry(house);
  ASSERT_EQ(test::location_of(record(dana, order("no_collection"))), of_maya("/orders?done=recorded"));
  EXPECT_THAT(test::deeds_after(house, before), Contains("order.recorded"));
  const auto one = the_order();
  ASSERT_FALSE(one.empty());
  for (const auto& who : {dana, hugh}) {
    EXPECT_THAT(page(who, one), AllOf(HasSubstr(std::string(secret)), HasSubstr("Family Court at Leeds"), HasSubstr("Safeguarding cabinet"), HasSubstr("Dana Levy, 2 March 2026")));
    EXPECT_THAT(page(who, of_maya()), HasSubstr("Court orders"));
  }
  for (const auto& who : {amara, lena, ben}) {
    for (const auto* rest : {"", "/edit"}) EXPECT_EQ(test::get(house, routes, who, one + rest).status, 404);
    EXPECT_EQ(test::get(house, routes, who, of_maya("/orders")).status, 404);
    EXPECT_EQ(record(who, order("no_contact")).status, 404);
    EXPECT_EQ(test::post(house, routes, who, one + "/end", {{"was", "1"}, {"ended_on", "2026-03-03"}, {"end_reason", "x"}}).status, 404);
    EXPECT_THAT(page(who, of_maya()), AllOf(Not(HasSubstr("Court orders")), Not(HasSubstr(std::string(secret))), Not(HasSubstr("Leeds"))));
  }
}

TEST_P(CourtOrders, AreReadBehindAFreshProofAndEverySightIsWrittenDown) {
  record(dana, order("no_collection"));
  const auto one = the_order();
  const auto before = test::last_entry(house);
  test::Browser browser(house, routes, dana);
  EXPECT_THAT(browser.get(one).body, HasSubstr(std::string(secret)));
  EXPECT_THAT(test::deeds_after(house, before), Contains("order.seen"));
  browser.let_proof_grow_old();
  EXPECT_THAT(browser.get(one).body, AllOf(HasSubstr("Confirm it is you"), Not(HasSubstr(std::string(secret)))));
  EXPECT_THAT(browser.get(of_maya()).body, HasSubstr("Must not be collected by Ola Berg.")) << "what it means asks for no proof";
}

TEST_P(CourtOrders, MeanSomethingToEverybodyAroundTheChildAndTheNameIsForWhoSeesTheFamily) {
  for (const auto& who : {amara, ben}) EXPECT_THAT(page(who, of_maya()), Not(HasSubstr("Keep Maya safe")));
  record(dana, order("no_collection"));
  for (const auto& who : {dana, hugh, amara, lena}) EXPECT_THAT(page(who, of_maya()), AllOf(HasSubstr("Keep Maya safe"), HasSubstr("Must not be collected by Ola Berg.")));
  EXPECT_THAT(page(ben, of_maya()), AllOf(HasSubstr("Somebody must not collect Maya. Ask the office before anybody does."), Not(HasSubstr("Ola Berg"))));
  for (const auto* where : {"/card", "/chronology", "/plans"}) EXPECT_THAT(page(amara, of_maya(where)), HasSubstr("Must not be collected by Ola Berg.")) << where;
}

TEST_P(CourtOrders, StandAboveWhatIsWrittenToOrAboutHome) {
  record(dana, order("no_information"));
  EXPECT_THAT(page(amara, "/write?kind=conversation&pupil=" + maya.text()), HasSubstr("No information about Maya to Ola Berg."));
  EXPECT_THAT(page(ben, "/write?kind=conversation&pupil=" + maya.text()), AllOf(HasSubstr("Somebody must not be told about Maya."), Not(HasSubstr("Ola Berg"))));
}

TEST_P(CourtOrders, AreNotShownToWhoseOwnFamilyTheChildIs) {
  record(dana, order("no_collection"));
  test::damage(house, "INSERT INTO own_family (staff_id, pupil_id) VALUES (:staff, :pupil)", {{"staff", hugh}, {"pupil", maya}});
  EXPECT_THAT(page(hugh, of_maya()), Not(HasSubstr("Keep Maya safe")));
  EXPECT_EQ(test::get(house, routes, hugh, of_maya("/orders")).status, 404);
}

TEST_P(CourtOrders, ThatNobodyHasSeenAskAndRefuseNothing) {
  record(dana, order("no_collection", {{"seen_by", ""}, {"seen_on", ""}}));
  EXPECT_THAT(page(amara, of_maya()), HasSubstr("The school has not seen the order yet: ask the safeguarding lead before you act."));
  EXPECT_THAT(page(dana, of_maya("/orders")), HasSubstr("Not seen yet"));
}

TEST_P(CourtOrders, KeepEveryVersionWithItsReason) {
  record(dana, order("no_collection"));
  const auto one = the_order();
  const auto changed = [&](std::string was, test::Fields further) {
    auto fields = order("no_information", std::move(further));
    fields.emplace_back("was", std::move(was));
    return test::post(house, routes, hugh, one + "/versions", fields);
  };
  const auto unexplained = changed("1", {});
  EXPECT_EQ(unexplained.status, 422);
  EXPECT_THAT(unexplained.body, AllOf(HasSubstr("Enter why it changes"), HasSubstr(std::string(secret)))) << "nothing typed is lost";
  ASSERT_EQ(changed("1", {{"reason", "The court changed it"}}).status, 303);
  EXPECT_THAT(page(amara, of_maya()), AllOf(HasSubstr("No information about Maya to Ola Berg."), Not(HasSubstr("Must not be collected"))));
  EXPECT_THAT(page(dana, one), AllOf(HasSubstr("Version 2"), HasSubstr("The court changed it"), HasSubstr("Version 1"), HasSubstr("Must not collect the child")));
  const auto late = changed("1", {{"reason", "Mine"}, {"court", "Another court"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("Changed meanwhile"), HasSubstr("Another court"), HasSubstr("Family Court at Leeds")));
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM court_order_version"), 2);
}

TEST_P(CourtOrders, HoldNoMoreWhenTheyAreEndedOrHaveRunOut) {
  record(dana, order("no_collection", {{"expires_on", "2026-03-10"}}));
  house.clock.move_to(base::parse_iso_time("2026-03-10T12:00:00Z").value());
  EXPECT_THAT(page(amara, of_maya()), HasSubstr("Must not be collected by Ola Berg."));
  house.clock.move_to(base::parse_iso_time("2026-03-11T00:01:00Z").value());
  EXPECT_THAT(page(amara, of_maya()), Not(HasSubstr("Ola Berg")));
  EXPECT_THAT(page(dana, of_maya("/orders")), HasSubstr("Has run out"));
  record(dana, order("no_contact"));
  EXPECT_THAT(page(amara, of_maya()), HasSubstr("Ola Berg must have no contact with Maya"));
  std::string newest;
  const auto shown = page(dana, of_maya("/orders"));
  const std::regex pattern("/orders/([0-9A-Z]{26})");
  for (std::sregex_iterator at(shown.begin(), shown.end(), pattern), end; at != end; ++at) newest = std::max(newest, (*at)[1].str());
  const auto ended = [&](std::string reason) { return test::post(house, routes, dana, of_maya("/orders/" + newest + "/end"), {{"was", "1"}, {"ended_on", "2026-03-11"}, {"end_reason", std::move(reason)}}); };
  EXPECT_EQ(ended("").status, 422);
  EXPECT_EQ(ended("A letter of the court").status, 303);
  EXPECT_THAT(page(amara, of_maya()), Not(HasSubstr("Ola Berg")));
  EXPECT_THAT(page(dana, of_maya("/orders/" + newest)), AllOf(HasSubstr("Ended"), HasSubstr("A letter of the court"), HasSubstr(std::string(secret)))) << "it is kept";
}

TEST_P(CourtOrders, SentTwiceAreOne) {
  const auto fields = order("no_collection");
  EXPECT_EQ(record(dana, fields).status, 303);
  EXPECT_EQ(record(dana, fields).status, 303);
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM court_order"), 1);
  auto others = fields;
  others[2].second = "Another court";
  EXPECT_EQ(record(dana, others).status, 409) << "the same id with other words";
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM court_effect"), 1);
}

TEST_P(CourtOrders, SayWhatIsMissingBesideTheField) {
  const auto shown = record(dana, {{"id", CourtOrderId::make(house->now(), house.random).text()}, {"made_on", "2026-02-31"}, {"words", std::string(secret)}, {"other_name", "Stina Berg"}});
  EXPECT_EQ(shown.status, 422);
  for (const auto* words : {"Choose what kind of order it is", "Enter a day that there is", "Choose what it means for Stina Berg", "There is a problem"}) EXPECT_THAT(shown.body, HasSubstr(words));
  EXPECT_THAT(shown.body, HasSubstr(std::string(secret)));
}

TEST_P(CourtOrders, ThatRunOutAreDueForThoseWhoReadThem) {
  record(dana, order("no_collection", {{"expires_on", "2026-03-20"}}));
  EXPECT_THAT(page(dana, "/due"), HasSubstr("An order runs out")) << "whoever wrote it down sees to it";
  EXPECT_THAT(page(hugh, "/due?whose=school"), HasSubstr("An order runs out"));
  for (const auto& who : {amara, lena}) EXPECT_THAT(page(who, "/due?whose=school"), Not(HasSubstr("An order runs out")));
}

}  // namespace
}  // namespace people
