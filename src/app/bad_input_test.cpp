// What cannot be, typed into every kind that could hold it: told beside the field in plain words, kept in the form, offered as a draft, and nothing
// of it written.
#include "record/body.h"
#include "record/catalogue.h"
#include "record/ids.h"
#include "record/kind_form.h"
#include "testing/kind_answers.h"
#include "testing/school.h"
#include "web/components/inputs.h"

#include <gmock/gmock.h>

namespace {

using access::Relation;
using access::Role;
using record::Field;
using record::FieldType;
using record::Kind;
using testing::AllOf;
using testing::HasSubstr;

class BadInput : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::TieId a = test::a_tie(house, amara, Relation::assigned, maya);
  const std::string somebody = tomas.text();
  const std::string words = "Sat with the blue beads until the bell";

  /// The form of a kind as somebody would fill it in who leaves nothing out.
  test::Fields filled_in(const Kind& kind) {
    const auto all = test::KindAnswers{.words = [this](const Field&, const std::string&) { return words; }, .staff = somebody, .time = "10:30"}.all(kind);
    const auto body = record::check_draft(kind, record::Submission(all), record::Surroundings{.today = house->today()});
    test::Fields out = {{"id", record::RecordId::make(house->now(), house.random).text()}, {"kind", kind.id}, {"pupil", maya.text()}};
    const auto form = record::form_of(kind, body);
    for (const auto& [name, value] : form.entries()) out.emplace_back(name, value);
    return out;
  }
  static void put(test::Fields& fields, const std::string& name, const std::string& value) {
    std::erase_if(fields, [&](const auto& each) { return each.first == name; });
    fields.emplace_back(name, value);
  }
  static void leave_out(test::Fields& fields, const std::string& name) {
    std::erase_if(fields, [&](const auto& each) { return each.first == name; });
  }
  /// Sent, and told beside `input`; what else was typed is still there.
  void told_beside(const Kind& kind, const test::Fields& fields, const std::string& input, const std::string& message) {
    constexpr db::Sql records = "SELECT COUNT(*) FROM record";
    const auto page = test::post(house, routes, amara, "/records", fields);
    const auto id = web::id_of(input);
    EXPECT_EQ(page.status, 422) << kind.id << " " << input;
    EXPECT_THAT(page.body, AllOf(HasSubstr("id=\"" + id + "-error\""), HasSubstr(message))) << kind.id << " " << input;
    EXPECT_THAT(page.body, HasSubstr("There is a problem")) << kind.id;
    EXPECT_THAT(page.body, HasSubstr(words)) << kind.id << ": what was typed is still there";
    EXPECT_THAT(page.body, HasSubstr("data-draft=\"write:" + kind.id + "\"")) << kind.id << ": and stays a draft on the device";
    EXPECT_EQ(test::number(house, records), 0) << kind.id;
    ++told;
  }
  std::vector<const Kind*> written_kinds() {
    kinds = house->room<record::Catalogue>().kinds();
    std::vector<const Kind*> out;
    for (const auto& kind : kinds->all())
      if (kind.id != "concern_handover") out.push_back(&kind);
    return out;
  }
  int told = 0;
  std::shared_ptr<const record::Kinds> kinds;
};
INSTANTIATE_TEST_SUITE_P(BothEngines, BadInput, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(BadInput, AnEndBeforeItsStartIsToldBesideTheEnd) {
  for (const auto* kind : written_kinds())
    for (const auto& field : kind->fields) {
      if (field.not_before.empty()) continue;
      auto fields = filled_in(*kind);
      put(fields, "f." + field.not_before, field.type == FieldType::date ? "2026-03-03" : "10:40");
      put(fields, "f." + field.name, field.type == FieldType::date ? "2026-03-02" : "10:30");
      told_beside(*kind, fields, "f." + field.name, "must not be before");
    }
  EXPECT_GE(told, 10);
}

TEST_P(BadInput, AWholeBelowItsPartIsToldBesideTheWhole) {
  for (const auto* kind : written_kinds())
    for (const auto& field : kind->fields) {
      if (field.not_below.empty()) continue;
      auto fields = filled_in(*kind);
      put(fields, "f." + field.not_below, "12");
      put(fields, "f." + field.name, "9");
      told_beside(*kind, fields, "f." + field.name, "must not be smaller than");
    }
  EXPECT_GE(told, 2);
}

TEST_P(BadInput, WhatIsNoTimeOrDayIsToldBesideItsFieldAsItWasTyped) {
  for (const auto* kind : written_kinds())
    for (const auto& field : kind->fields) {
      if ((field.type != FieldType::time && field.type != FieldType::date) || !field.show_when.always()) continue;
      auto fields = filled_in(*kind);
      put(fields, "f." + field.name, "twenty past");
      told_beside(*kind, fields, "f." + field.name, "twenty past");
    }
  EXPECT_GE(told, 15);
}

TEST_P(BadInput, AMarkOffTheBodyIsToldBesideTheMark) {
  for (const auto* kind : written_kinds())
    for (const auto& field : kind->fields) {
      if (field.type != FieldType::body_map || !field.show_when.always()) continue;
      for (const auto& [x, y] : {std::pair{"3", "3"}, {"-5", "200"}, {"999999", "10"}}) {
        auto fields = filled_in(*kind);
        put(fields, "f." + field.name + ".0.region", "front_chest");
        put(fields, "f." + field.name + ".0.x", x);
        put(fields, "f." + field.name + ".0.y", y);
        constexpr db::Sql records = "SELECT COUNT(*) FROM record";
        const auto page = test::post(house, routes, amara, "/records", fields);
        EXPECT_EQ(page.status, 422) << kind->id << " " << x;
        EXPECT_THAT(page.body, testing::ContainsRegex("id=\"f-" + field.name + "-0-[a-z]+-error\"")) << kind->id << " " << x;
        EXPECT_THAT(page.body, AllOf(HasSubstr(words), HasSubstr("data-draft=\"write:" + kind->id))) << kind->id;
        EXPECT_EQ(test::number(house, records), 0);
        ++told;
      }
    }
  EXPECT_GE(told, 9);
}

TEST_P(BadInput, AnAdultWithoutTrainingIsToldByNameUnlessItIsSaidWhy) {
  for (const auto* kind : written_kinds()) {
    const auto about = [&](const std::string& input, const Field& field) {
      auto fields = filled_in(*kind);
      put(fields, input, "Tomas Reyes");
      leave_out(fields, "f." + field.untrained_reason);
      told_beside(*kind, fields, input, "Tomas Reyes has no training for this that is in date");
    };
    for (const auto& field : kind->fields) {
      if (!field.trained.empty() && field.show_when.always()) about("f." + field.name, field);
      for (const auto& column : field.columns)
        if (!column.trained.empty()) about("f." + field.name + ".0." + column.name, column);
    }
  }
  EXPECT_GE(told, 4);
}

TEST_P(BadInput, AMomentThatIsStillToComeIsToldBesideTheDayInEveryKind) {
  for (const auto* kind : written_kinds()) {
    auto fields = filled_in(*kind);
    put(fields, "on", "2026-03-09");
    put(fields, "at", "10:00");
    constexpr db::Sql records = "SELECT COUNT(*) FROM record";
    const auto page = test::post(house, routes, amara, "/records", fields);
    EXPECT_EQ(page.status, 422) << kind->id;
    EXPECT_THAT(page.body, AllOf(HasSubstr("must be now or in the past"), HasSubstr(words), HasSubstr("value=\"2026-03-09\""))) << kind->id;
    EXPECT_EQ(test::number(house, records), 0);
  }
}

}  // namespace
