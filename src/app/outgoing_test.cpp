// Whatever leaves the school is made for somebody, and nobody whom an order bars gets it: every paper there is × every effect × everybody who could make
// it (A10). First the person who may have it gets it, then the barred one does not. A route that hands something out has to say so in people/outgoing.cpp.
#include "people/outgoing.h"

#include "overview/export.h"
#include "people/court_order_store.h"
#include "people/protected_contact_store.h"
#include "record/record_store.h"
#include "testing/live_cycle.h"
#include "testing/route_parts.h"
#include "testing/whole_school.h"
#include "web/json.h"

#include <gmock/gmock.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>

namespace {

using access::Relation;
using access::Role;
using people::Effect;
using people::Paper;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using web::Method;

// --- the list ----------------------------------------------------------------------------------------------------------------

/// Doors of the house itself: what they show is about nobody.
constexpr std::string_view front_door[] = {"/healthz", "/readyz", "/sign-in", "/sign-out", "/unlock", "/locked", "/locked/concern", "/locked/concern/thanks", "/api/openapi.json"};

bool hands_out_by_name(std::string_view pattern) {
  for (const std::string_view end : {"/print", "/letter", "/slip", "/csv", ".xlsx", ".pdf", ".docx", "/questions", "/copy", "/download"})
    if (pattern.ends_with(end)) return true;
  return false;
}

/// What an answer itself shows: it is no page and no JSON, it is for a printer, or it says for whom it is.
bool hands_out(const web::Response& answer) {
  if (answer.status != 200) return false;
  if (!answer.content_type.starts_with("text/html") && !answer.content_type.starts_with("application/json")) return true;
  for (const auto& [name, value] : answer.headers)
    if (name == "Content-Disposition") return true;
  for (const auto* sign : {"Print this page", "app-print-foot", "app-for-whom"})
    if (answer.body.find(sign) != std::string::npos) return true;
  return false;
}

TEST(Outgoing, EveryRouteThatHandsSomethingOutSaysForWhomItIs) {
  std::set<std::string_view> named;
  for (const auto& paper : people::outgoing())
    for (const auto route : paper.routes) named.insert(route);
  for (const auto& one : people::stays_inside()) {
    EXPECT_FALSE(one.why.empty());
    EXPECT_TRUE(named.insert(one.route).second) << one.route << " both goes out and stays inside";
  }
  test::WholeSchool school(db::Engine::sqlite);
  const auto routes = test::every_route();
  std::set<std::string_view> there, hands;
  for (const auto& line : routes.lines()) {
    there.insert(line.pattern);
    const bool is_door = std::find(std::begin(front_door), std::end(front_door), line.pattern) != std::end(front_door);
    if (!is_door && (line.guard == access::RouteLine::Guard::open || hands_out_by_name(line.pattern))) hands.insert(line.pattern);
  }
  for (const auto role : {Role::head, Role::dsl, Role::key_worker, Role::class_teacher, Role::office, Role::senco}) {
    test::Asker asker(school, routes, school.people[static_cast<std::size_t>(role)]);
    for (const auto& line : routes.lines()) {
      const bool is_door = std::find(std::begin(front_door), std::end(front_door), line.pattern) != std::end(front_door);
      if (line.method != Method::get || is_door || hands.contains(line.pattern)) continue;
      for (const auto& address : test::addresses(school, line.pattern)) {
        if (address.pupil && *address.pupil != 1) continue;
        if (hands_out(asker.ask(Method::get, address.path))) {
          hands.insert(line.pattern);
          break;
        }
      }
    }
  }
  EXPECT_GT(hands.size(), 10U);
  for (const auto pattern : hands)
    EXPECT_TRUE(named.contains(pattern)) << pattern << " hands something out. Say in src/people/outgoing.cpp what it is and who gets it, make it for a recipient (people/recipient.h), and give it "
                                         << "a row in this test; or, where it never leaves the school, name it in stays_inside() with the reason.";
  for (const auto pattern : named) EXPECT_TRUE(there.contains(pattern)) << "there is no route " << pattern;
}

TEST(Outgoing, EveryPaperIsInTheListOnce) {
  std::set<Paper> seen;
  for (const auto& paper : people::outgoing()) {
    EXPECT_TRUE(seen.insert(paper.paper).second) << paper.title;
    EXPECT_FALSE(paper.title.empty() || paper.held_by.empty());
  }
  EXPECT_EQ(seen.size(), people::paper_count);
}

// --- every paper × every bar -------------------------------------------------------------------------------------------------

constexpr db::Sql insert_member =
    "INSERT INTO family_member (id, title, given, family, mobile, home_phone, work_phone, email, address, language, note, created_at) "
    "VALUES (:id, '', :given, :family, '', '', '', '', '', '', '', :now)";
constexpr db::Sql insert_tie =
    "INSERT INTO family_tie (pupil_id, family_member_id, place, relationship, responsibility, lives_with) VALUES (:pupil, :id, :place, :relationship, 'yes', '')";

class Barred : public testing::TestWithParam<db::Engine> {
 protected:
  Barred() {
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, priya, Relation::teaches_class, maya);
    ada = a_member("Ada", "Osei", 1, "Mother");
    ola = a_member("Ola", "Berg", 2, "Father");
    make_papers();
  }
  people::FamilyMemberId a_member(std::string_view given, std::string_view family, int place, std::string_view relationship) {
    const auto id = people::FamilyMemberId::make(house->now(), house.random);
    test::carry_out(house, {{insert_member, {{"id", id}, {"given", given}, {"family", family}}}, {insert_tie, {{"pupil", maya}, {"id", id}, {"place", place}, {"relationship", relationship}}}});
    return id;
  }
  std::string fresh() { return people::CourtOrderId::make(house->now(), house.random).text(); }
  std::string of_maya(const std::string& rest) const { return "/pupils/" + maya.text() + rest; }
  void expect_303(const web::Response& answer) { EXPECT_EQ(answer.status, 303) << answer.body.substr(0, 3000); }

  void make_papers() {
    const auto closing = test::a_live_cycle(house, maya, amara, senco, {.from = house->today() + -40, .due = house->today()});
    const auto running = test::a_live_cycle(house, maya, amara, senco, {.title = "Writing", .from = house->today() + -40, .due = house->today()});
    closed = of_maya("/reviews/" + fresh());
    open = of_maya("/reviews/" + fresh());
    expect_303(test::post(house, routes, amara, of_maya("/reviews"), {{"id", closed.substr(closed.rfind('/') + 1)}, {"plan", closing.plan.text()}}));
    expect_303(test::post(house, routes, amara, of_maya("/reviews"), {{"id", open.substr(open.rfind('/') + 1)}, {"plan", running.plan.text()}}));
    expect_303(test::post(house, routes, senco, closed + "/decisions",
                          {{"was", "0"}, {"deed", "close"}, {"held_on", "2026-03-03"}, {"next_review", "2026-06-02"}, {"home", "zqcopyqz"}, {"decision." + closing.targets[0].text(), "met"},
                           {"decision." + closing.targets[1].text(), "continue"}}));
    plan = of_maya("/plans/" + running.plan.text());
    const auto assessment = fresh();
    expect_303(test::post(house, routes, senco, of_maya("/statutory"), {{"id", assessment}, {"sort", "assessment"}, {"lead", "Hanna Lindqvist"}}));
    request = of_maya("/statutory/" + assessment);
    record::NewRecord first_aid;
    first_aid.id = record::RecordId::make(house->now(), house.random);
    first_aid.kind = "first_aid";
    first_aid.info_class = access::InfoClass::c7_medical;
    first_aid.occurred_at = house->now();
    first_aid.parts = {{maya, "about"}};
    first_aid.line = "Bumped a knee";
    first_aid.body = R"({"slip":"zqslipqz"})";
    base::Bytes32 salt{};
    test::carry_out(house, record::steps_of(first_aid, amara, house->now(), salt).steps);
    slip = "/records/" + first_aid.id.text() + "/slip";
  }

  /// How each paper is asked for, for one family member; and what stands in it for whoever may have it.
  struct Row {
    std::string_view sign;
    std::function<web::Response(test::Browser&, const std::string& recipient)> ask;
  };
  std::map<Paper, Row> rows() {
    const auto get = [](std::string where, std::string more = {}) {
      return [where = std::move(where), more = std::move(more)](test::Browser& browser, const std::string& to) { return browser.get(where + "?for=" + to + more); };
    };
    return {{Paper::first_aid_slip, {"zqslipqz", get(slip)}},
            {Paper::review_copy, {"zqcopyqz", get(closed + "/letter")}},
            {Paper::review_questions, {"What helps at home?", get(open + "/questions", "&party=parent")}},
            {Paper::review_link, {"/voice/", [this](test::Browser& browser, const std::string& to) {
                                    return browser.post(open + "/links", {{"id", fresh()}, {"link_party", "parent"}, {"link_to", to}});
                                  }}},
            {Paper::plan_print, {"Reads 40 words of list 1", get(plan + "/print")}},
            {Paper::statutory_print, {"What was planned and given so far", get(request + "/print")}}};
  }
  /// An order of the safeguarding lead on Ola, who is not seen where nobody saw it. The address of its page.
  std::string order(Effect effect, std::string seen_by = "Dana Levy") {
    const auto id = fresh();
    expect_303(test::post(house, routes, dana, of_maya("/orders"),
                          {{"id", id}, {"sort", "prohibited_steps"}, {"made_on", "2026-02-02"}, {"seen_by", seen_by}, {"seen_on", seen_by.empty() ? "" : "2026-03-02"}, {"on-" + ola.text(), std::string(code(effect))}}));
    return of_maya("/orders/" + id);
  }
  void end(const std::string& of) { expect_303(test::post(house, routes, dana, of + "/end", {{"was", "1"}, {"ended_on", "2026-03-03"}, {"end_reason", "A letter of the court"}})); }
  std::string a_link(const test::Fields& to) {
    test::Fields fields = {{"id", fresh()}, {"link_party", "parent"}};
    fields.insert(fields.end(), to.begin(), to.end());
    const auto made = test::post(house, routes, amara, open + "/links", fields);
    const auto at = made.body.find("/voice/");
    return at == std::string::npos ? std::string() : made.body.substr(at, made.body.find('<', at) - at);
  }

  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}});
  const access::StaffId senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}});
  const access::StaffId dana = test::a_member_of_staff(house, {.name = "Dana Levy", .roles = {Role::dsl}});
  const access::StaffId hugh = test::a_member_of_staff(house, {.name = "Hugh Abara", .roles = {Role::head}});
  const access::StaffId nell = test::a_member_of_staff(house, {.name = "Nell Price", .roles = {Role::medical}});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  people::FamilyMemberId ada, ola;
  std::string closed, open, plan, request, slip;
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Barred, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(Barred, EveryPaperForAFamilyHasARowHere) {
  const auto all = rows();
  for (const auto& paper : people::outgoing())
    EXPECT_EQ(all.contains(paper.paper), paper.to == people::GoesTo::family || paper.paper == Paper::statutory_print) << paper.title << ": who of the family may have it is tested here";
}

TEST_P(Barred, NobodyMakesAPaperForSomebodyAnOrderKeepsFromBeingTold) {
  for (const auto& who : {amara, priya, senco, dana, hugh}) {
    test::Browser browser(house, routes, who);
    for (const auto& [paper, row] : rows())
      for (const auto& to : {ada, ola}) EXPECT_THAT(row.ask(browser, to.text()).body, HasSubstr(std::string(row.sign))) << people::title(paper) << ": before the order";
  }
  for (const auto effect : {Effect::no_information, Effect::no_contact}) {
    const auto its_page = order(effect);
    for (const auto& who : {amara, priya, senco, dana, hugh}) {
      test::Browser browser(house, routes, who);
      for (const auto& [paper, row] : rows()) {
        EXPECT_THAT(row.ask(browser, ada.text()).body, HasSubstr(std::string(row.sign))) << people::title(paper) << ": the other parent";
        const auto refused = row.ask(browser, ola.text());
        EXPECT_EQ(refused.status, 422) << people::title(paper);
        EXPECT_THAT(refused.body, AllOf(Not(HasSubstr(std::string(row.sign))), HasSubstr("Ola Berg cannot be given this: no information about Maya may go to them."))) << people::title(paper);
        if (paper == Paper::review_link) continue;
        EXPECT_THAT(row.ask(browser, "home").body, Not(HasSubstr(std::string(row.sign)))) << people::title(paper) << ": to everybody at home is to them, too";
        EXPECT_THAT(row.ask(browser, fresh()).body, Not(HasSubstr(std::string(row.sign)))) << people::title(paper) << ": nobody of the family";
      }
    }
    end(its_page);
    test::Browser browser(house, routes, amara);
    for (const auto& [paper, row] : rows()) EXPECT_THAT(row.ask(browser, ola.text()).body, HasSubstr(std::string(row.sign))) << people::title(paper) << ": the order is ended";
  }
}

TEST_P(Barred, WhatIsNotKnownIsAskedAboutAndNotRefused) {
  for (const auto& [effect, seen_by] : {std::pair{Effect::not_known, "Dana Levy"}, std::pair{Effect::no_information, ""}}) {
    const auto its_page = order(effect, seen_by);
    test::Browser browser(house, routes, amara);
    for (const auto& [paper, row] : rows()) {
      const auto shown = row.ask(browser, ola.text()).body;
      EXPECT_THAT(shown, HasSubstr(std::string(row.sign))) << people::title(paper);
      EXPECT_THAT(shown, HasSubstr("Ask the safeguarding lead before you give this to Ola Berg")) << people::title(paper);
    }
    end(its_page);
  }
  order(Effect::no_collection);
  test::Browser browser(house, routes, amara);
  for (const auto& [paper, row] : rows()) EXPECT_THAT(row.ask(browser, ola.text()).body, HasSubstr(std::string(row.sign))) << people::title(paper) << ": who may not collect is still told";
}

TEST_P(Barred, WhoSeesNoNamesSendsNothingHomeWhileAnybodyIsBarred) {
  test::Browser browser(house, routes, nell);
  EXPECT_THAT(browser.get(slip).body, HasSubstr("zqslipqz"));
  order(Effect::no_information);
  const auto refused = browser.get(slip);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(Not(HasSubstr("zqslipqz")), Not(HasSubstr("Ola Berg")), HasSubstr("Not everybody at home may be given this.")));
  EXPECT_THAT(browser.get(slip + "?for=" + ada.text()).body, Not(HasSubstr("zqslipqz"))) << "an id that is not theirs to see is nobody";
}

TEST_P(Barred, ALinkDiesWhenTheBarBeginsAndOpensAgainWhenItEnds) {
  test::Browser outside(house, routes);
  const auto to_ola = a_link({{"link_to", ola.text()}}), to_ada = a_link({{"link_to", ada.text()}}), to_a_name = a_link({{"link_for", "Granny Berg"}});
  for (const auto& link : {to_ola, to_ada, to_a_name}) EXPECT_EQ(outside.get(link).status, 200);
  const auto its_page = order(Effect::no_information);
  const auto nowhere = outside.get("/voice/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  for (const auto& link : {to_ola, to_a_name}) {
    const auto dead = outside.get(link);
    EXPECT_EQ(dead.status, 404);
    EXPECT_EQ(dead.body.size(), nowhere.body.size()) << "in the same words as a link that never was";
    EXPECT_EQ(outside.post(link, {{"parent_1", "Words"}}).status, 404);
  }
  EXPECT_EQ(outside.get(to_ada).status, 200);
  EXPECT_EQ(a_link({{"link_for", "Ola Berg"}}), "") << "nor by typing the name";
  EXPECT_THAT(test::get(house, routes, amara, open).body, AllOf(HasSubstr("Opens nothing: no information may go to them"), HasSubstr("Ola Berg cannot be chosen: no information about Maya may go to them.")));
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM review_voice"), 0);
  end(its_page);
  EXPECT_EQ(outside.get(to_ola).status, 200);
}

TEST_P(Barred, ThatACopyWentIsWrittenDownOnlyOfThoseWhoMayHaveIt) {
  order(Effect::no_contact);
  const auto sent = [&](const std::string& to) { return test::post(house, routes, amara, closed + "/copy", {{"sent_on", "2026-03-03"}, {"sent_how", "By post"}, {"sent_for", to}}); };
  EXPECT_EQ(sent("").status, 422);
  const auto refused = sent(ola.text());
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Ola Berg cannot be given this"));
  EXPECT_EQ(sent(ada.text()).status, 303);
  EXPECT_THAT(test::get(house, routes, amara, closed).body, HasSubstr("By post, to Ada Osei."));
}

// --- every paper × what is kept safe -----------------------------------------------------------------------------------------

/// Ada's contacts are kept safe; what they are was typed into every text that goes out, too.
class KeptSafe : public Barred {
 protected:
  static constexpr std::string_view address = "417 Zqkept Row\nSeaford, QX4 9ZZ";
  static constexpr std::array<std::string_view, 6> canaries = {"417 Zqkept Row", "QX4 9ZZ", "07700 900417", "07700900417", "zqkept@refuge.example", "Zqkept code word 7"};
  KeptSafe() {
    static constexpr db::Sql reach =
        "UPDATE family_member SET mobile = '07700 900417', home_phone = '01632 960417', email = 'zqkept@refuge.example', address = :address, note = 'Zqkept code word 7' WHERE id = :id";
    test::damage(house, reach, {{"address", address}, {"id", ada}});
  }
  void keep() {
    const auto kept = test::post(house, routes, dana, of_maya("/protected/" + ada.text()), {{"id", fresh()}, {"reason", "A refuge"}});
    expect_303(kept);
  }
  static std::string found_in(std::string_view text) {
    for (const auto canary : canaries)
      if (text.find(canary) != std::string_view::npos) return std::string(canary);
    return {};
  }
  /// A record that goes home with the address typed into it.
  std::string a_slip_with(std::string_view words) {
    record::NewRecord first_aid;
    first_aid.id = record::RecordId::make(house->now(), house.random);
    first_aid.kind = "first_aid";
    first_aid.info_class = access::InfoClass::c7_medical;
    first_aid.occurred_at = house->now();
    first_aid.parts = {{maya, "about"}};
    first_aid.line = "Bumped a knee";
    web::Json body;
    body.set("slip", words);
    first_aid.body = web::to_json(body);
    base::Bytes32 salt{};
    test::carry_out(house, record::steps_of(first_aid, amara, house->now(), salt).steps);
    return "/records/" + first_aid.id.text() + "/slip";
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, KeptSafe, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(KeptSafe, IsReadByThoseWhoReadOrdersOnTheirOwnPageAndByNobodyAnywhereElse) {
  const auto office = test::a_member_of_staff(house, {.name = "Olu Ade", .roles = {Role::office}});
  for (const auto& who : {amara, office, dana}) EXPECT_THAT(test::get(house, routes, who, of_maya("/home")).body, HasSubstr("417 Zqkept Row"));
  const auto before = test::last_entry(house);
  keep();
  EXPECT_THAT(test::deeds_after(house, before), testing::Contains("contact.kept_safe"));
  for (const auto& who : {amara, priya, senco, office, dana, hugh}) {
    const auto home = test::get(house, routes, who, of_maya("/home")).body;
    EXPECT_EQ(found_in(home), "");
    EXPECT_THAT(home, AllOf(HasSubstr("Kept safe: ask the safeguarding lead"), HasSubstr("Ada Osei")));
    EXPECT_EQ(found_in(test::get(house, routes, who, "/search?q=Zqkept").body), "");
  }
  for (const auto& who : {dana, hugh}) {
    const auto seen = test::last_entry(house);
    EXPECT_THAT(test::get(house, routes, who, of_maya("/protected")).body, AllOf(HasSubstr("417 Zqkept Row"), HasSubstr("07700 900417"), HasSubstr("A refuge")));
    EXPECT_THAT(test::deeds_after(house, seen), testing::Contains("contact.protected_seen"));
  }
  for (const auto& who : {amara, priya, senco, office}) {
    EXPECT_EQ(test::get(house, routes, who, of_maya("/protected")).status, 404);
    EXPECT_EQ(test::post(house, routes, who, of_maya("/protected/" + ola.text()), {{"id", fresh()}, {"reason", "x"}}).status, 404);
    EXPECT_EQ(test::post(house, routes, who, of_maya("/protected/" + ada.text() + "/end"), {{"was", "1"}}).status, 404);
  }
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM family_member WHERE address <> '' OR mobile <> ''"), 0) << "it stands in no row of the family";
}

TEST_P(KeptSafe, StandsInNothingThatGoesOutWhoeverMakesItForWhomever) {
  const auto typed = std::string("Fetched from ") + std::string(address) + ", ring 07700900417 or zqkept@refuge.example. zqtypedqz";
  slip = a_slip_with(typed);
  const auto referral = of_maya("/referrals/" + fresh());
  expect_303(test::post(house, routes, dana, of_maya("/referrals"), {{"id", referral.substr(referral.rfind('/') + 1)}, {"child", typed}, {"concern", typed}, {"family", typed}, {"consent", "given"}}));
  const std::vector<std::string> of_bodies = {referral, of_maya("/referrals/new"), of_maya("/safeguarding/chronology?for=police")};
  test::Browser lead(house, routes, dana);
  EXPECT_NE(found_in(lead.get(slip + "?for=" + ola.text()).body), "") << "before it is kept safe";
  EXPECT_NE(found_in(lead.get(referral).body), "");
  EXPECT_NE(found_in(lead.get(of_bodies[1]).body), "") << "a referral is filled in from the contacts";
  keep();
  for (const auto& who : {amara, priya, senco, dana, hugh}) {
    test::Browser browser(house, routes, who);
    for (const auto& [paper, row] : rows())
      for (const auto& to : {ada.text(), ola.text(), std::string("home"), std::string("pupil"), std::string("school"), std::string("body")}) {
        const auto answer = row.ask(browser, to);
        EXPECT_EQ(found_in(answer.body), "") << people::title(paper) << " for " << to;
        if (to == ada.text() || to == ola.text()) {
          const auto sign = paper == Paper::first_aid_slip ? std::string("zqtypedqz") : std::string(row.sign);
          EXPECT_THAT(answer.body, HasSubstr(sign)) << people::title(paper) << ": the rest of it is there";
        }
      }
  }
  for (const auto& who : {dana, hugh}) {
    test::Browser browser(house, routes, who);
    for (const auto& where : of_bodies) {
      const auto answer = browser.get(where);
      EXPECT_EQ(answer.status, 200) << where;
      EXPECT_EQ(found_in(answer.body), "") << where;
    }
    EXPECT_THAT(browser.get(referral).body, HasSubstr("zqtypedqz"));
  }
}

TEST_P(KeptSafe, StandsInOneFileOfTheExportAndTheNameOfThatFileSaysSo) {
  keep();
  house->pen().flush();
  const auto to = house.folder() / "exported";
  ASSERT_TRUE(overview::export_school(house, to, [](std::string_view) {}));
  int files = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(to)) {
    if (!file.is_regular_file()) continue;
    ++files;
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (file.path().filename() == "protected_contacts.csv") EXPECT_THAT(bytes, HasSubstr("417 Zqkept Row"));
    else EXPECT_EQ(found_in(bytes), "") << file.path().filename();
  }
  EXPECT_GT(files, 50);
}

TEST_P(KeptSafe, IsChangedWithAReasonAndStandsWithTheContactsAgainWhenItIsEnded) {
  keep();
  const auto change = [&](std::string was, std::string reason, std::string mobile) {
    return test::post(house, routes, dana, of_maya("/protected/" + ada.text()), {{"was", std::move(was)}, {"address", "5 New Lane"}, {"mobile", std::move(mobile)}, {"reason", std::move(reason)}});
  };
  const auto unexplained = change("1", "", "07700 900555");
  EXPECT_EQ(unexplained.status, 422);
  EXPECT_THAT(unexplained.body, AllOf(HasSubstr("Enter why it changes"), HasSubstr("07700 900555"))) << "nothing typed is lost";
  EXPECT_EQ(change("1", "They moved", "07700 900555").status, 303);
  EXPECT_EQ(change("1", "Mine", "07700 900666").status, 409);
  EXPECT_THAT(test::get(house, routes, hugh, of_maya("/protected")).body, AllOf(HasSubstr("5 New Lane"), HasSubstr("They moved"), Not(HasSubstr("417 Zqkept Row"))));
  const auto end = [&](std::string was) { return test::post(house, routes, dana, of_maya("/protected/" + ada.text() + "/end"), {{"was", std::move(was)}}).status; };
  EXPECT_EQ(end("1"), 409);
  EXPECT_EQ(end("2"), 303);
  EXPECT_THAT(test::get(house, routes, amara, of_maya("/home")).body, AllOf(HasSubstr("5 New Lane"), HasSubstr("07700 900555"), Not(HasSubstr("Kept safe"))));
}

TEST_P(KeptSafe, TakesWhoeverLivesThereAlong) {
  static constexpr db::Sql reach = "UPDATE family_member SET address = '417 ZQKEPT ROW, Seaford QX4 9ZZ', mobile = '07700 900418' WHERE id = :id";
  test::damage(house, reach, {{"id", ola}});
  keep();
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM kept_safe"), 2);
  EXPECT_THAT(test::get(house, routes, amara, of_maya("/home")).body, AllOf(Not(HasSubstr("ZQKEPT")), Not(HasSubstr("07700 900418"))));
}

}  // namespace
