// The schema of a kind accepts exactly what the checker accepts: held side by side on a table of cases, by a small reader of schemas.
#include "record/kind_schema.h"

#include "base/text.h"
#include "record/body.h"
#include "record/embedded_kinds.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <regex>

namespace record {
namespace {

using web::Json;

Json json(std::string_view text) {
  auto read = web::parse_json(text);
  EXPECT_TRUE(read) << text;
  return *read;
}

/// As much of JSON Schema 2020-12 as a kind's schema uses; an unknown word is a failure, so that nothing goes unheeded.
class SchemaReader {
 public:
  bool accepts(const Json& schema, const Json& value) const {
    if (const auto* plain = schema.boolean()) return *plain;
    if (!schema.object()) throw std::logic_error("a schema is an object or a boolean");
    for (const auto& [word, wanted] : *schema.object())
      if (!holds(schema, word, wanted, value)) return false;
    return true;
  }

 private:
  static double number(const Json& value) {
    return value.integer() ? static_cast<double>(*value.integer()) : value.real() ? *value.real() : std::nan("");
  }
  static bool is_number(const Json& value) { return value.integer() || value.real(); }

  static bool is_of_type(const std::string& type, const Json& value) {
    if (type == "string") return value.string();
    if (type == "boolean") return value.boolean();
    if (type == "array") return value.array();
    if (type == "object") return value.object();
    if (type == "number") return is_number(value);
    if (type == "integer") return is_number(value) && number(value) == std::floor(number(value));
    throw std::logic_error("type " + type);
  }

  bool holds(const Json& schema, const std::string& word, const Json& wanted, const Json& value) const {
    const auto size = [&] { return static_cast<std::int64_t>(value.array()->size()); };
    if (word == "type") return is_of_type(*wanted.string(), value);
    if (word == "const") return value == wanted;
    if (word == "enum") return std::find(wanted.array()->begin(), wanted.array()->end(), value) != wanted.array()->end();
    if (word == "minimum") return !is_number(value) || number(value) >= number(wanted);
    if (word == "maximum") return !is_number(value) || number(value) <= number(wanted);
    if (word == "multipleOf") {
      const double times = number(value) / number(wanted);
      return !is_number(value) || std::abs(times - std::nearbyint(times)) < 1e-9;
    }
    if (word == "maxLength")
      return !value.string() || base::count_characters(*value.string()) <= static_cast<std::size_t>(*wanted.integer());
    if (word == "pattern") return !value.string() || std::regex_search(*value.string(), std::regex(*wanted.string()));
    if (word == "format") return !value.string() || base::parse_iso_date(*value.string());
    if (word == "maxItems") return !value.array() || size() <= *wanted.integer();
    if (word == "minItems") return !value.array() || size() >= *wanted.integer();
    if (word == "items") return !value.array() || all(*value.array(), [&](const Json& each) { return accepts(wanted, each); });
    if (word == "contains") return !value.array() || any(*value.array(), [&](const Json& each) { return accepts(wanted, each); });
    if (word == "required")
      return !value.object() || all(*wanted.array(), [&](const Json& name) { return value.find(*name.string()); });
    if (word == "properties")
      return !value.object() || all(*wanted.object(), [&](const auto& property) {
        const auto* member = value.find(property.first);
        return !member || accepts(property.second, *member);
      });
    if (word == "additionalProperties")
      return !value.object() ||
             all(*value.object(), [&](const auto& member) { return schema.find("properties")->find(member.first) != nullptr; });
    if (word == "oneOf") return count(*wanted.array(), value) == 1;
    if (word == "anyOf") return count(*wanted.array(), value) > 0;
    if (word == "allOf") return count(*wanted.array(), value) == wanted.array()->size();
    if (word == "if") return !accepts(wanted, value) || accepts(*schema.find("then"), value);
    if (word == "then" || word == "title" || word == "description" || word == "$schema" || word.starts_with("x-")) return true;
    throw std::logic_error("unknown word " + word);
  }
  std::size_t count(const Json::Array& schemas, const Json& value) const {
    return static_cast<std::size_t>(
        std::count_if(schemas.begin(), schemas.end(), [&](const Json& each) { return accepts(each, value); }));
  }
  template <class List, class Test>
  static bool all(const List& list, Test test) {
    return std::all_of(list.begin(), list.end(), test);
  }
  template <class List, class Test>
  static bool any(const List& list, Test test) {
    return std::any_of(list.begin(), list.end(), test);
  }
};

const Kinds& kinds() {
  static const Kinds all = load_kinds(embedded_kinds()).kinds;
  return all;
}

struct Case {
  const char* kind;
  const char* fields;
  bool fits;
};

class KindSchema : public testing::TestWithParam<Case> {};

TEST_P(KindSchema, AcceptsWhatTheCheckerAccepts) {
  const auto& c = GetParam();
  const auto& kind = *kinds().find(c.kind);
  const auto fields = json(c.fields);
  EXPECT_EQ(check(kind, Submission(fields), {.today = {20515}}).has_value(), c.fits) << "check, " << c.fields;
  EXPECT_EQ(SchemaReader().accepts(json_schema(kind), fields), c.fits) << "schema, " << c.fields;
}

#define LONG_ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
INSTANTIATE_TEST_SUITE_P(
    Table, KindSchema,
    testing::Values(
        Case{"note", R"({})", false}, Case{"note", R"([])", false}, Case{"note", R"({"what_happened":"Read to me"})", true},
        Case{"note", R"({"what_happened":"   "})", false}, Case{"note", R"({"what_happened":7})", false},
        Case{"note", R"({"what_happened":null})", false}, Case{"note", R"({"what_happened":"a","wat":1})", false},
        Case{"note", R"({"what_happened":"a","topic":["learning","home"]})", true},
        Case{"note", R"({"what_happened":"a","topic":"learning"})", false},
        Case{"note", R"({"what_happened":"a","topic":["x"]})", false}, Case{"note", R"({"what_happened":"a","topic":[]})", true},
        Case{"note", R"({"what_happened":"a","lesson":""})", true},
        Case{"note", R"({"what_happened":"a","lesson":")" LONG_ R"("})", false},
        Case{"note", R"({"what_happened":"a","files":["01J0000000000000000000000A"]})", true},
        Case{"note", R"({"what_happened":"a","files":["x"]})", false},
        Case{"recognition", R"({"for_what":["self_reliance"]})", true}, Case{"recognition", R"({"for_what":[]})", false},
        Case{"recognition", R"({"what_happened":"a"})", false},
        Case{"recognition", R"({"for_what":["kind"],"reward":"points","points":5})", true},
        Case{"recognition", R"({"for_what":["kind"],"points":500})", false},
        Case{"recognition", R"({"for_what":["kind"],"points":2.5})", false},
        Case{"recognition", R"({"for_what":["kind"],"points":2.0})", true},
        Case{"recognition", R"({"for_what":["kind"],"told_pupil":"yes"})", false},
        Case{"behaviour", R"({"what_happened":"a","behaviour":["rude"],"intensity":5,"started":"09:05","lasted":15})", true},
        Case{"behaviour", R"({"what_happened":"a","behaviour":["rude"],"intensity":6})", false},
        Case{"behaviour", R"({"what_happened":"a","behaviour":["rude"],"started":"9:05"})", false},
        Case{"behaviour", R"({"what_happened":"a","behaviour":["rude"],"started":"24:00"})", false},
        Case{"behaviour", R"({"what_happened":"a","behaviour":["rude"],"hurt":["nobody"]})", true},
        Case{"behaviour", R"({"what_happened":"a","behaviour":["rude"],"hurt":["nobody","self"]})", false},
        Case{"behaviour", R"({"what_happened":"a","behaviour":["rude"],"step":"top"})", false},
        Case{"concern", R"({"what_happened":"a","source":"saw","safe_now":"yes"})", true},
        Case{"concern", R"({"what_happened":"a","source":"saw"})", false},
        Case{"concern", R"({"what_happened":"a","source":"saw","safe_now":"no"})", false},
        Case{"concern", R"({"what_happened":"a","source":"saw","safe_now":"no","why_not_safe":" "})", false},
        Case{"concern", R"({"what_happened":"a","source":"saw","safe_now":"not_sure","why_not_safe":"b"})", true},
        Case{"concern", R"({"what_happened":"a","source":"saw","safe_now":"yes","why_not_safe":"b"})", true},
        Case{"concern", R"({"what_happened":"a","source":"saw","safe_now":"yes","marks":true})", false},
        Case{"concern", R"({"what_happened":"a","source":"saw","safe_now":"yes","marks":true,"marks_note":"arm"})", true},
        Case{"concern", R"({"what_happened":"a","source":"saw","safe_now":"yes","told_in_person":true,"told_whom":[]})", false},
        Case{
            "concern",
            R"({"what_happened":"a","source":"saw","safe_now":"yes","told_in_person":true,"told_whom":["01J0000000000000000000000A"]})",
            true},
        Case{
            "concern",
            R"({"what_happened":"a","source":"saw","safe_now":"yes","told_in_person":true,"told_whom":["01J0000000000000000000000A"],"told_date":"2026-02-30"})",
            false},
        Case{"concern", R"({"what_happened":"a","source":"saw","safe_now":"yes","parent_told":"no"})", false},
        Case{"conversation", R"({"summary":"a","channel":"phone","with_whom":"Sam Field"})", true},
        Case{"conversation", R"({"summary":"a","channel":"pigeon","with_whom":"Sam Field"})", false},
        Case{"conversation", R"({"summary":"a","channel":"phone","with_whom":"b","follow_up":true})", false},
        Case{"conversation", R"({"summary":"a","channel":"phone","with_whom":"b","follow_up":true,"follow_up_by":"2026-12-01"})",
             true},
        Case{"conversation", R"({"summary":"a","channel":"phone","with_whom":"b","follow_up":false})", true},
        Case{"session", R"({"delivered":"yes","minutes":20,"engagement":4,"tries":8,"out_of":10})", true},
        Case{"session", R"({"delivered":"no"})", false},
        Case{"session", R"({"delivered":"no","not_delivered_why":"no_room"})", true},
        Case{"session", R"({"delivered":"part"})", false}, Case{"session", R"({"delivered":"yes","out_of":0})", false},
        Case{"session", R"({"delivered":"yes","minutes":-1})", false},
        Case{"session", R"({"delivered":"yes","minutes":"20"})", false}));

/// Every shipped kind: answers of all sorts, mostly well formed, thrown together. Dates far back or ahead are left to the checker.
RC_GTEST_PROP(KindSchema, AgreesWithTheCheckerOnWhateverIsThrownTogether, ()) {
  const auto& kind = kinds().all()[*rc::gen::inRange<std::size_t>(0, kinds().all().size())];
  Json fields = Json::Object{};
  for (const auto& field : kind.fields) {
    if (field.days != Field::Days::any || !field.not_before.empty() || !field.not_below.empty() || !field.from.empty() ||
        *rc::gen::inRange(0, 3) == 0) continue;
    std::vector<Json> some = {Json("x"), Json(true),          Json(false),
                              Json(3),   Json("2026-03-03"),  Json("10:40"),
                              Json(2.5), Json(Json::Array{}), Json(Json::Array{"01J0000000000000000000000A"})};
    std::vector<Json> fitting;
    for (const auto& choice : field.choices) {
      fitting.push_back(is_several(field.type) ? Json(Json::Array{choice.code}) : Json(choice.code));
      if (is_several(field.type)) fitting.push_back(Json::Array{choice.code, field.choices[0].code});
    }
    if (is_written(field.type)) fitting = {Json("words"), Json("")};
    if (is_counted(field.type))
      fitting = {Json(static_cast<std::int64_t>(field.min)), Json(static_cast<std::int64_t>(field.max))};
    if (field.type == FieldType::yes_no) fitting = {Json(true), Json(false)};
    if (field.type == FieldType::people || field.type == FieldType::files)
      fitting = {Json(Json::Array{"01J0000000000000000000000A"}), Json(Json::Array{})};
    if (*rc::gen::inRange(0, 12) != 0 && !fitting.empty()) some = fitting;
    fields.set(field.name, some[*rc::gen::inRange<std::size_t>(0, some.size())]);
  }
  const bool fits = check(kind, Submission(fields), {}).has_value();
  RC_CLASSIFY(fits, "accepted");
  RC_ASSERT(SchemaReader().accepts(json_schema(kind), fields) == fits);
}

TEST(KindSchemaReader, NoticesWhatDoesNotFit) {
  const SchemaReader reader;
  EXPECT_TRUE(reader.accepts(json(R"({"contains":{"const":1}})"), json("[2,1]")));
  EXPECT_FALSE(reader.accepts(json(R"({"contains":{"const":1}})"), json("[2]")));
  EXPECT_FALSE(reader.accepts(json(R"({"if":{"required":["a"]},"then":{"required":["b"]}})"), json(R"({"a":1})")));
  EXPECT_TRUE(reader.accepts(json(R"({"if":{"required":["a"]},"then":{"required":["b"]}})"), json(R"({})")));
  EXPECT_THROW(reader.accepts(json(R"({"patern":"a"})"), json("1")), std::logic_error);
}

TEST(DescribeKind, SaysClassPartsAndFields) {
  const auto entry = describe_kind(*kinds().find("behaviour"));
  EXPECT_EQ(*entry.find("id")->string(), "behaviour");
  EXPECT_EQ(*entry.find("class")->string(), "C4");
  EXPECT_EQ(*entry.find("pupils")->find("parts")->array()->at(1).find("code")->string(), "harmed");
  EXPECT_NE(entry.find("fields")->find("properties")->find("what_happened"), nullptr);
}

TEST(JsonSchema, LeavesOutWhatTheSchoolHid) {
  auto kind = *kinds().find("note");
  for (auto& field : kind.fields) {
    if (field.name == "lesson") field.hidden = true;
    if (field.name == "topic") field.choices[0].hidden = true;
  }
  const auto schema = json_schema(kind);
  EXPECT_EQ(schema.find("properties")->find("lesson"), nullptr);
  const auto& items = *schema.find("properties")->find("topic")->find("items")->find("oneOf")->array();
  EXPECT_EQ(items.size(), kind.find_field("topic")->choices.size() - 1);
  EXPECT_FALSE(SchemaReader().accepts(schema, json(R"({"what_happened":"a","lesson":"maths"})")));
}

}  // namespace
}  // namespace record
