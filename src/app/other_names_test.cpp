// A record about several children, or one that names another child in a field: whoever sees one of them only never reads who the others are, whatever
// the kind and wherever it is shown. See docs/proofs.md, A10 to A12.
#include "record/body.h"
#include "record/catalogue.h"
#include "record/new_record.h"
#include "record/search_index.h"
#include "record/summary.h"
#include "testing/kind_answers.h"
#include "testing/page_forms.h"
#include "testing/program.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace {

using access::Relation;
using access::Role;
using record::Field;
using record::FieldType;
using record::Kind;

class OtherNames : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId author = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::head, Role::dsl, Role::senco, Role::key_worker}});
  const access::StaffId lead = test::a_member_of_staff(house, {.name = "Ruth Kay", .roles = {Role::head, Role::dsl, Role::senco}, .post = "Head"});
  const access::StaffId mayas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::StaffId teacher = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::PupilId leon = test::a_pupil(house, {.given = "Leontyne", .family = "Quillfeather"});
  const access::PupilId zara = test::a_pupil(house, {.given = "Zarabeth", .family = "Umbermoor"});
  const access::TieId a = test::a_tie(house, mayas, Relation::assigned, maya);
  const access::TieId b = test::a_tie(house, teacher, Relation::teaches_class, maya);

  static bool names_a_pupil(const Kind& kind) {
    return std::any_of(kind.fields.begin(), kind.fields.end(), [](const Field& field) { return field.type == FieldType::pupils; });
  }
  record::RecordId write(const record::KindInForce& in_force, const std::string& mark) {
    const auto& kind = *in_force.kind;
    const auto sent = test::KindAnswers{.words = [&](const Field&, const std::string&) { return mark + " with others"; }, .staff = author.text(), .pupil = zara.text()}.all(kind);
    record::Surroundings school{.today = house->today()};
    school.find_pick = [](std::string_view, std::string_view) { return std::optional<std::string>("A line"); };
    const auto body = record::check(kind, record::Submission(sent), school);
    if (!body) {
      ADD_FAILURE() << kind.id << ": " << body.error().fields.front().message;
      return {};
    }
    auto visit = test::visit_as(house, author);
    std::vector<record::AddPass> passes = {*access::Door::pupil<access::May::record_add>(*visit, maya)};
    record::NewRecord fresh;
    fresh.id = record::RecordId::make(house->now(), house.random);
    fresh.kind = kind.id;
    fresh.kind_version = in_force.version;
    fresh.info_class = kind.info_class;
    fresh.occurred_at = house->now();
    fresh.numbered = kind.numbered;
    const auto part = kind.pupils.parts.empty() ? std::string() : kind.pupils.parts.front().code;
    fresh.parts = {{maya, part}};
    if (kind.pupils.max > 1) {
      fresh.parts.push_back({leon, part});
      passes.push_back(*access::Door::pupil<access::May::record_add>(*visit, leon));
    }
    fresh.line = record::summarise(kind, *body);
    fresh.body = body->text();
    access::UnitOfWork work{*visit};
    record::add(work, house.random, passes, fresh);
    EXPECT_TRUE(std::move(work).commit()) << kind.id;
    return fresh.id;
  }
  /// Every page and answer that could hold the record, as somebody gets them.
  std::vector<std::pair<std::string, std::string>> shown_to(const access::StaffId& who, const record::RecordId& id, const std::string& kind, const std::string& mark) {
    std::vector<std::pair<std::string, std::string>> out;
    test::Browser browser(house, routes, who);
    test::Program program(house, routes, who);
    for (const auto& target : {"/records/" + id.text(), "/records/" + id.text() + "/correct", "/records/" + id.text() + "/slip", "/records/" + id.text() + "/split", "/records/" + id.text() + "/move",
                               "/records/" + id.text() + "/link", "/pupils/" + maya.text() + "/chronology?kind=" + kind, "/pupils/" + maya.text(), "/pupils/" + maya.text() + "/behaviour",
                               "/pupils/" + maya.text() + "/body-map", "/search?q=" + mark, std::string("/inbox"), std::string("/entries/suggested"), "/registers/" + kind}) {
      const auto page = browser.get(target);
      if (page.status == 200) out.emplace_back(target, page.body);
    }
    for (const auto& target : {"/api/v1/records/" + id.text(), "/api/v1/pupils/" + maya.text() + "/chronology", "/api/v1/search?q=" + mark}) {
      const auto answer = program.get(target);
      if (answer.status == 200) out.emplace_back(target, answer.body);
    }
    return out;
  }
  /// Who does not know the other child corrects the words, and the child stays named for who does.
  void corrected_without_them(const record::RecordId& id, const std::string& kind) {
    test::Browser browser(house, routes, teacher);
    const auto page = browser.get("/records/" + id.text() + "/correct");
    if (page.status != 200) return;
    for (auto& form : test::forms_on(page.body)) {
      if (!form.action.ends_with("/corrections")) continue;
      for (auto& [name, value] : form.fields)
        if (name == "reason") value = "A word was missing";
      const auto saved = browser.post(form.action, form.fields);
      EXPECT_EQ(saved.status, 303) << kind << saved.body;
      EXPECT_TRUE(holds(test::Program(house, routes, lead).get("/api/v1/records/" + id.text()).body, {zara.text()})) << kind;
      ++corrected;
    }
  }
  int corrected = 0;
  static bool holds(const std::string& text, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return text.find(word) != std::string::npos; });
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, OtherNames, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(OtherNames, OfAnotherChildAreReadByWhoKnowsThatChildAndNobodyElse) {
  const std::vector<std::string> others = {"Leontyne", "Quillfeather", leon.text(), "Zarabeth", "Umbermoor", zara.text()};
  const auto kinds = house->room<record::Catalogue>().kinds();
  int several = 0, in_fields = 0, read_by_close = 0;
  for (std::size_t k = 0; k < kinds->all().size(); ++k) {
    const auto in_force = *house->room<record::Catalogue>().find(kinds->all()[k].id);
    const auto& kind = *in_force.kind;
    if (kind.pupils.max < 2 && !names_a_pupil(kind)) continue;
    const auto mark = "zqother" + std::to_string(k) + "y";
    house.clock.pass(1000);
    const auto id = write(in_force, mark);
    house->room<record::SearchIndex>().catch_up();
    // First who may: the lead sees the other child's name with the record.
    const auto whole = shown_to(lead, id, kind.id, mark);
    ASSERT_FALSE(whole.empty());
    if (kind.pupils.max > 1) {
      ++several;
      EXPECT_TRUE(holds(whole.front().second, {"Leontyne Quillfeather"})) << kind.id;
    }
    if (names_a_pupil(kind)) {
      ++in_fields;
      EXPECT_TRUE(holds(test::Program(house, routes, lead).get("/api/v1/records/" + id.text()).body, {zara.text()})) << kind.id;
    }
    for (const auto& who : {mayas, teacher}) {
      for (const auto& [target, text] : shown_to(who, id, kind.id, mark)) {
        if (text.find(mark) != std::string::npos) ++read_by_close;
        for (const auto& word : others) EXPECT_EQ(text.find(word), std::string::npos) << kind.id << ": " << target << " tells of another child";
      }
    }
    if (names_a_pupil(kind)) corrected_without_them(id, kind.id);
  }
  EXPECT_GE(several, 12);
  EXPECT_GE(in_fields, 1);
  EXPECT_GE(corrected, 1);
  EXPECT_GE(read_by_close, 60) << "they do read the records themselves";
}

}  // namespace
