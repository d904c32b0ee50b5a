// What a browser sends: named values, files, cookies, escapes; and the examples that once could have broken a reader.
#include "web/multipart.h"
#include "testing/places.h"
#include "web/request.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace web {
namespace {

std::vector<std::string> examples(const std::string& parser) {
  std::vector<std::string> out;
  for (const auto& file : std::filesystem::directory_iterator(test::in_checkout("tests/fuzz/corpus/" + parser))) {
    std::ifstream in(file.path(), std::ios::binary);
    out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return out;
}

std::string part(const std::string& head, const std::string& value) { return "--b\r\n" + head + "\r\n\r\n" + value + "\r\n"; }
std::string field(const std::string& name, const std::string& value) {
  return part("Content-Disposition: form-data; name=\"" + name + "\"", value);
}

TEST(Urlencoded, KeepsOrderAndRepeats) {
  const auto form = parse_urlencoded("pupil=a&note=one+two%21&pupil=b&empty=&bare");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->text("note"), "one two!");
  EXPECT_EQ(form->all("pupil"), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_TRUE(form->has("empty"));
  EXPECT_TRUE(form->has("bare"));
  EXPECT_FALSE(form->has("other"));
}

TEST(Urlencoded, LeavesABadEscapeAsItIs) {
  EXPECT_EQ(parse_urlencoded("a=100%25+%zz+%4")->text("a"), "100% %zz %4");
}

TEST(Urlencoded, RefusesWhatIsNoText) {
  EXPECT_FALSE(parse_urlencoded("a=%FF"));
  EXPECT_FALSE(parse_urlencoded("a=%C0%80"));
  EXPECT_FALSE(parse_urlencoded("a=%00"));
  EXPECT_FALSE(parse_urlencoded("%ED%A0%80=a"));
}

TEST(Urlencoded, HoldsTheNumberOfEntries) {
  std::string body;
  for (int i = 0; i < 5; ++i) body += "a=b&";
  EXPECT_TRUE(parse_urlencoded(body, 5));
  EXPECT_FALSE(parse_urlencoded(body, 4));
}

RC_GTEST_PROP(PercentEncoding, ComesBackAsItWas, (const std::string& text)) {
  RC_ASSERT(percent_decode(percent_encode(text), true) == text);
}

TEST(PercentDecode, RefusesABadEscape) {
  for (const auto* bad : {"%", "%4", "%zz", "a%2", "%%"}) EXPECT_FALSE(percent_decode(bad, false)) << bad;
  EXPECT_EQ(percent_decode("a+b%20c", false), "a+b c");
}

TEST(Multipart, ReadsFieldsAndFiles) {
  const auto form = parse_multipart(field("note", "one\r\n--two") +
                                        part("Content-Disposition: form-data; name=\"photo\"; filename=\"a \\\"b\\\" %22c.jpg\"\r\n"
                                             "Content-Type: image/jpeg",
                                             std::string("\xFF\xD8\0x", 4)) +
                                        "--b--\r\n",
                                    "b");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->text("note"), "one\r\n--two");
  ASSERT_EQ(form->uploads.size(), 1U);
  EXPECT_EQ(form->uploads[0].field, "photo");
  EXPECT_EQ(form->uploads[0].name, "a \"b\" \"c.jpg");
  EXPECT_EQ(form->uploads[0].declared_type, "image/jpeg");
  EXPECT_EQ(form->uploads[0].bytes, std::string("\xFF\xD8\0x", 4));
}

TEST(Multipart, LeavesOutAFileNobodyChose) {
  const auto form =
      parse_multipart(part("Content-Disposition: form-data; name=\"f\"; filename=\"\"\r\nContent-Type: a/b", "") + "--b--", "b");
  ASSERT_TRUE(form);
  EXPECT_TRUE(form->uploads.empty());
}

TEST(Multipart, TakesAnEmptyValue) {
  const auto form = parse_multipart(field("a", "") + field("c", "d") + "--b--\r\n", "b");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->find("a"), "");
  EXPECT_EQ(form->text("c"), "d");
}

TEST(Multipart, RefusesWhatIsMalformed) {
  ASSERT_TRUE(parse_multipart(field("a", "x") + "--b--\r\n", "b")) << "the good one the others are bent from";
  const std::string bad[] = {
      "",
      "--b",
      "--b\r\n",
      "--c--\r\n",
      "preamble\r\n" + field("a", "x") + "--b--",
      field("a", "x"),
      field("a", "x") + "--b-",
      field("a", "x") + "--b--junk",
      field("a", "x") + "--b --\r\n",
      field("a", "\xFF") + "--b--",
      field("a", std::string("\0", 1)) + "--b--",
      part("Content-Type: text/plain", "x") + "--b--",
      part("Content-Disposition: attachment; name=\"a\"", "x") + "--b--",
      part("Content-Disposition: form-data", "x") + "--b--",
      part("Content-Disposition: form-data; name=\"a", "x") + "--b--",
      part("Content-Disposition: form-data; name=\"a\"; name=\"c\"", "x") + "--b--",
      part("Content-Disposition: form-data; name=\"a\"; filename=\"c\"; filename=\"d\"", "x") + "--b--",
      part("Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"c\"", "x") + "--b--",
      part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "x") + "--b--",
      part("Content-Disposition: form-data;\r\n name=\"a\"", "x") + "--b--",
      part("Content-Disposition: form-data; name=\"a\"\r\nX: " + std::string(9000, 'x'), "x") + "--b--",
      part("Content-Disposition: form-data; name=\"\xFF\"", "x") + "--b--",
  };
  for (const auto& body : bad) EXPECT_FALSE(parse_multipart(body, "b")) << body;
  EXPECT_FALSE(parse_multipart("----", ""));
  EXPECT_FALSE(parse_multipart("--" + std::string(71, 'b') + "--", std::string(71, 'b')));
}

TEST(Multipart, HoldsTheNumberOfParts) {
  std::string body;
  for (int i = 0; i < 3; ++i) body += field("a", "b");
  body += "--b--";
  EXPECT_TRUE(parse_multipart(body, "b", 3));
  EXPECT_FALSE(parse_multipart(body, "b", 2));
}

TEST(Multipart, IsNotSlowOnWhatNearlyEnds) {
  // Every position of the value begins like the boundary; four megabytes of it would take minutes if each were tried from the start.
  const std::string boundary(70, 'a');
  std::string value;
  while (value.size() < (4U << 20)) value += "\r\n--" + std::string(69, 'a');
  const std::string body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n" + value + "\r\n--" + boundary + "--\r\n";
  const auto form = parse_multipart(body, boundary);
  ASSERT_TRUE(form);
  EXPECT_EQ(form->text("x").size(), value.size());
}

TEST(MultipartBoundary, IsReadFromTheContentType) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=x-1"), "x-1");
  EXPECT_EQ(multipart_boundary("multipart/form-data; charset=utf-8; BOUNDARY=\"x 1\""), "x 1");
  for (const auto* bad : {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=a; boundary=b",
                          "multipart/form-data; boundary=\"a<b\""})
    EXPECT_FALSE(multipart_boundary(bad)) << bad;
  EXPECT_EQ(media_type("Text/HTML ; charset=utf-8"), "text/html");
}

TEST(Cookies, AreFoundByName) {
  Request request;
  request.headers = {{"cookie", "a=1; __Host-alongside-signin=abc=="}, {"cookie", "b=2"}};
  EXPECT_EQ(request.find_cookie("__Host-alongside-signin"), "abc==");
  EXPECT_EQ(request.find_cookie("b"), "2");
  EXPECT_FALSE(request.find_cookie("c"));
}

TEST(Cookies, TwoOfOneNameThatDifferAreNone) {
  Request request;
  request.headers = {{"cookie", "a=1; a=2; b=3; b=3"}};
  EXPECT_FALSE(request.find_cookie("a"));
  EXPECT_EQ(request.find_cookie("b"), "3");
}

TEST(FormExamples, AreReadOrRefusedWithoutHarm) {
  const auto forms = examples("form");
  ASSERT_FALSE(forms.empty());
  for (const auto& body : forms)
    EXPECT_LE(parse_urlencoded(body).value_or(Form{}).entries().size(), 2000U);
}

TEST(MultipartExamples, AreReadOrRefusedWithoutHarm) {
  const auto bodies = examples("multipart");
  ASSERT_FALSE(bodies.empty());
  std::size_t taken = 0;
  for (const auto& body : bodies) taken += parse_multipart(body, "b").has_value() ? 1U : 0U;
  EXPECT_GT(taken, 0U) << "some of the examples are good ones";
  EXPECT_LT(taken, bodies.size()) << "some are not";
}

}  // namespace
}  // namespace web
