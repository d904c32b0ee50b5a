// JSON in and out, and problem details.
#include "web/json.h"
#include "testing/places.h"
#include "web/problem.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

namespace web {
namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(ParseJson, ReadsEveryKindOfValue) {
  const auto value = parse_json(R"( {"a":[1,-2.5,true,false,null],"b":{"c":"x\u00e9\ud83d\ude00\n"},"d":-9223372036854775808} )");
  ASSERT_TRUE(value) << value.error().for_log;
  const auto& list = *value->find("a")->array();
  EXPECT_EQ(*list[0].integer(), 1);
  EXPECT_EQ(*list[1].real(), -2.5);
  EXPECT_EQ(*list[2].boolean(), true);
  EXPECT_EQ(*list[3].boolean(), false);
  EXPECT_TRUE(list[4].is_null());
  EXPECT_EQ(*value->find("b")->find("c")->string(), "xé😀\n");
  EXPECT_EQ(*value->find("d")->integer(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(value->find("e"), nullptr);
}

TEST(ParseJson, RefusesWhatOthersReadInTwoWays) {
  ASSERT_TRUE(parse_json(R"({"a":1,"b":{"a":2}})")) << "the same name on two levels is fine";
  const std::string bad[] = {
      "", " ", "nul", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "01", "+1", ".5", "1.", "NaN", "Infinity", "0x10", "[1] 2", "1 1",
      "{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "{\"x\":[{\"b\":0,\"c\":0,\"b\":0}]}",
      "9223372036854775808", "-9223372036854775809", "123456789012345678901234567890", "1e999", "-1e999",
      "\"\\ud83d\"", "\"\\ud83dx\"", "\"\\ude00\"", "\"\\ud83d\\ud83d\"", "\"\xFF\"", "\"\xED\xA0\x80\"", "\"\xC0\x80\"", "\"a\nb\"",
      "// a\n1", "/* a */ 1", "\xEF\xBB\xBF" "1", "\"\\x41\"", "\"\\u12\"", std::string("\"a\0b\"", 5),
      nested(33), std::string(100'000, '['), "{\"a\":" + nested(32) + "}",
  };
  for (const auto& text : bad) {
    const auto value = parse_json(text);
    ASSERT_FALSE(value) << text.substr(0, 60);
    EXPECT_EQ(value.error().kind, base::Error::Kind::invalid);
    EXPECT_NE(value.error().for_user.find("byte"), std::string::npos);
  }
  EXPECT_TRUE(parse_json(nested(32)));
}

TEST(ParseJson, TellsWhereItStopped) {
  EXPECT_NE(parse_json("[1,2,x]").error().for_user.find("byte 5"), std::string::npos) << parse_json("[1,2,x]").error().for_user;
}

TEST(ParseJson, ReadsRealNumbersExactly) {
  for (const double number : {0.1, 1.0 / 3, 5e-324, 1.7976931348623157e308, 123456.789e-10, 2.2250738585072014e-308}) {
    const auto back = parse_json(to_json(Json(number)));
    ASSERT_TRUE(back) << number;
    EXPECT_EQ(*back->real(), number);
  }
  EXPECT_EQ(*parse_json("1e-999")->real(), 0.0);
}

TEST(ToJson, CannotEndAScript) {
  EXPECT_EQ(to_json(Json("</script><!--")), R"("\u003C/script>\u003C!--")");
  EXPECT_EQ(to_json(Json(std::string("\"\\\n\x01", 4))), R"("\"\\\n\u0001")");
}

TEST(ToJson, KeepsTheOrderOfMembers) {
  Json value;
  value.set("z", 1).set("a", "x").set("z", Json(2.0));
  EXPECT_EQ(to_json(value), R"({"z":2.0,"a":"x"})");
  EXPECT_EQ(to_json(Json(std::nan(""))), "null");
  EXPECT_EQ(to_json(Json(Json::Array{})), "[]");
}

Json arbitrary(int depth) {
  const int kind = *rc::gen::inRange(0, depth > 0 ? 7 : 5);
  switch (kind) {
    case 0: return Json();
    case 1: return Json(*rc::gen::arbitrary<bool>());
    case 2: return Json(*rc::gen::arbitrary<std::int64_t>());
    case 3: return Json(static_cast<double>(*rc::gen::arbitrary<std::int32_t>()) / 7);
    case 4: return Json(*rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127)));
    case 5: {
      Json out{Json::Array{}};
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) out.push(arbitrary(depth - 1));
      return out;
    }
    default: {
      Json out{Json::Object{}};
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) out.set("k" + std::to_string(i), arbitrary(depth - 1));
      return out;
    }
  }
}

RC_GTEST_PROP(Json, ComesBackAsItWas, ()) {
  const auto value = arbitrary(4);
  const auto back = parse_json(to_json(value));
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == value);
}

TEST(JsonExamples, AreReadOrRefusedAndWhatIsReadComesBack) {
  std::size_t read = 0, refused = 0;
  for (const auto& file : std::filesystem::directory_iterator(test::in_checkout("tests/fuzz/corpus/json"))) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const auto value = parse_json(text);
    ++(value ? read : refused);
    EXPECT_TRUE(!value || *parse_json(to_json(*value)) == *value) << file.path();
  }
  EXPECT_GT(read, 0U);
  EXPECT_GT(refused, 0U);
}

TEST(Problem, NamesTheFieldsAtFaultAndKeepsTheLogTextBack) {
  const auto response = problem_for(base::Error::invalid("what_happened", "Enter what happened", "note without text"));
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.content_type, "application/problem+json");
  const auto body = parse_json(response.body);
  ASSERT_TRUE(body);
  EXPECT_EQ(*body->find("status")->integer(), 422);
  EXPECT_EQ(*body->find("detail")->string(), "There is a problem");
  const auto& errors = *body->find("errors")->array();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(*errors[0].find("field")->string(), "what_happened");
  EXPECT_EQ(*errors[0].find("message")->string(), "Enter what happened");
  EXPECT_EQ(response.body.find("note without text"), std::string::npos);
}

TEST(Problem, HasAStatusForEveryKind) {
  EXPECT_EQ(problem_for(base::Error::not_found("x")).status, 404);
  EXPECT_EQ(problem_for(base::Error::not_allowed("no", "x")).status, 403);
  EXPECT_EQ(problem_for(base::Error::conflict("no", "x")).status, 409);
  EXPECT_EQ(problem_for(base::Error::unavailable("no", "x")).status, 503);
}

}  // namespace
}  // namespace web
