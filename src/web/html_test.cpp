// What the HTML builder writes, and that whatever text goes in comes back out of a parser unchanged.
#include "web/html.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace web {
namespace {

struct ThingTag;
using ThingId = base::Id<ThingTag>;

/// What a browser makes of escaped text: the references our builder writes, resolved.
std::string unescape(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 6> references = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&#13;", '\r'}}};
  std::string out;
  while (!text.empty()) {
    std::size_t length = 1;
    char c = text.front();
    for (const auto& [reference, meant] : references)
      if (text.starts_with(reference)) {
        c = meant;
        length = reference.size();
      }
    out += c;
    text.remove_prefix(length);
  }
  return out;
}

/// The text between two marks.
std::string between(const std::string& text, std::string_view begin, std::string_view end) {
  const auto from = text.find(begin);
  if (from == std::string::npos) return "(no beginning)";
  const auto to = text.find(end, from + begin.size());
  if (to == std::string::npos) return "(no end)";
  return text.substr(from + begin.size(), to - from - begin.size());
}

std::string without_nul(std::string text) {
  std::string out;
  for (char c : text) out += c == '\0' ? std::string("\xEF\xBF\xBD") : std::string(1, c);
  return out;
}

/// Text of the characters that mean something in HTML, and some that mean nothing.
rc::Gen<std::string> hostile_text() {
  return rc::gen::container<std::string>(rc::gen::oneOf(
      rc::gen::elementOf(std::string("<>&\"'=/{}`\r\n\t !-#;x")), rc::gen::arbitrary<char>()));
}

TEST(Html, EscapesTextBetweenTags) {
  EXPECT_EQ(html("<p>{}</p>", "<b>\"Tom\" & 'Ann'</b>").text(),
            "<p>&lt;b&gt;&quot;Tom&quot; &amp; &#39;Ann&#39;&lt;/b&gt;</p>");
}

TEST(Html, EscapesTextInAttributes) {
  EXPECT_EQ(html("<p class=\"a {}\" title='{}'>x</p>", "\" onclick=\"x", "'").text(),
            "<p class=\"a &quot; onclick=&quot;x\" title='&#39;'>x</p>");
}

TEST(Html, TakesWholeNumbersAndIds) {
  const auto id = ThingId::parse("01JNDW2V0G0000000000000001").value();
  EXPECT_EQ(html("<p id=\"{}\">{} {} {}</p>", id, -3, 18446744073709551615ULL, short{7}).text(),
            "<p id=\"01JNDW2V0G0000000000000001\">-3 18446744073709551615 7</p>");
}

TEST(Html, TakesHtmlAsItIs) {
  const Html inner = html("<b>{}</b>", "<");
  EXPECT_EQ(html("<p>{}{}{}</p>", inner, std::optional<Html>(), std::optional<Html>(inner)).text(),
            "<p><b>&lt;</b><b>&lt;</b></p>");
}

TEST(Html, WritesDoubledBracesOnce) {
  EXPECT_EQ(html("<p data-shape=\"{{{}}}\">{{}}</p>", "a").text(), "<p data-shape=\"{a}\">{}</p>");
}

TEST(Html, AddsPartsThatStayOpen) {
  Html list;
  list.add("<ul class=\"{}\">", "names");
  for (const char* name : {"Ann", "Bo"}) list.add("<li>{}</li>", name);
  list.add("</ul>");
  EXPECT_EQ(std::move(list).take(), "<ul class=\"names\"><li>Ann</li><li>Bo</li></ul>");
}

TEST(Html, ReadsPagesWithCommentsScriptsAndDrawings) {
  const auto script = Url::path("/assets/{}", "app.js");
  EXPECT_EQ(html("<!doctype html><!-- a note --><title>{}</title><script src=\"{}\" defer></script>"
                 "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg><br><textarea name=\"t\">\n{}</textarea>",
                 "A & B", script, "</textarea>")
                .text(),
            "<!doctype html><!-- a note --><title>A &amp; B</title><script src=\"/assets/app.js\" defer></script>"
            "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg><br><textarea name=\"t\">\n&lt;/textarea&gt;</textarea>");
}

TEST(Html, AttributesStandOnlyWhereTheyHold) {
  EXPECT_EQ(html("<input type=\"checkbox\"{}{}>", attr_if("checked", true), attr_if("disabled", false)).text(),
            "<input type=\"checkbox\" checked>");
  EXPECT_EQ(html("<input{}>", attr("value", "\"") + attr("maxlength", 5) + attr("id", std::optional<std::string>())).text(),
            "<input value=\"&quot;\" maxlength=\"5\">");
  EXPECT_EQ(attr_if("aria-current", true, "page").text(), " aria-current=\"page\"");
}

TEST(Html, ParagraphsKeepWhatAPersonWrote) {
  EXPECT_EQ(paragraphs("One <b>\ntwo\n\n\nthree\n").text(),
            "<p class=\"govuk-body\">One &lt;b&gt;<br>two</p><p class=\"govuk-body\">three</p>");
  EXPECT_TRUE(paragraphs("\n \n").empty());
}

TEST(Html, AnyTextBetweenTagsParsesBack) {
  EXPECT_TRUE(rc::check([] {
    const auto text = *hostile_text();
    const auto inner = between(html("<p>{}</p>", text).text(), "<p>", "</p>");
    RC_ASSERT(inner.find_first_of("<>\"'\r") == std::string::npos);
    RC_ASSERT(unescape(inner) == without_nul(text));
  }));
}

TEST(Html, AnyTextInAnAttributeParsesBack) {
  EXPECT_TRUE(rc::check([] {
    const auto text = *hostile_text();
    const auto page = html("<p class=\"{}\" data-x='{}'>y</p>", text, text).text();
    RC_ASSERT(unescape(between(page, "class=\"", "\" data-x=")) == without_nul(text));
    RC_ASSERT(unescape(between(page, "data-x='", "'>y")) == without_nul(text));
    RC_ASSERT(between(page, "<p", ">").find_first_of("<>") == std::string::npos);
    RC_ASSERT(unescape(between(html("<p{}>y</p>", attr("title", text)).text(), "title=\"", "\">y")) == without_nul(text));
  }));
}

TEST(Html, AnyTextInATitleOrTextareaParsesBack) {
  EXPECT_TRUE(rc::check([] {
    const auto text = *hostile_text();
    const auto page = html("<title>{}</title><textarea name=\"a\">\n{}</textarea>", text, text).text();
    RC_ASSERT(unescape(between(page, "<title>", "</title>")) == without_nul(text));
    RC_ASSERT(unescape(between(page, "<textarea name=\"a\">\n", "</textarea>")) == without_nul(text));
  }));
}

TEST(Url, EncodesItsParts) {
  EXPECT_EQ(Url::path("/pupils/{}/notes", "a/b?c#d é").text(), "/pupils/a%2Fb%3Fc%23d%20%C3%A9/notes");
  const auto id = ThingId::parse("01JNDW2V0G0000000000000001").value();
  EXPECT_EQ(Url::path("/pupils/{}/pages/{}", id, 3).text(), "/pupils/01JNDW2V0G0000000000000001/pages/3");
  EXPECT_EQ(Url::path("/").text(), "/");
}

TEST(Url, AddsQueryValuesBeforeTheFragment) {
  const auto url = Url::path("/search").at("top").with("q", "a&b=c").with("page", 2);
  EXPECT_EQ(url.text(), "/search?q=a%26b%3Dc&page=2#top");
  EXPECT_EQ(html("<a href=\"{}\">x</a>", url).text(), "<a href=\"/search?q=a%26b%3Dc&amp;page=2#top\">x</a>");
}

TEST(Url, RefusesPartsThatChangeThePathsShape) {
  for (const char* part : {"", ".", ".."}) EXPECT_THROW(Url::path("/pupils/{}", part), std::invalid_argument);
}

TEST(Url, FromARequestItIsAPathOfOurOwn) {
  EXPECT_EQ(Url::parse_own("/pupils?q=a#b").value().text(), "/pupils?q=a#b");
  for (const char* text : {"", "pupils", "//host/x", "/\\host", "/\t/host", "https://host/", "javascript:x", "/a b", "/\"x", "\\\\host"})
    EXPECT_FALSE(Url::parse_own(text)) << text;
}

TEST(Url, NoPartLeavesTheHouse) {
  EXPECT_TRUE(rc::check([] {
    const auto part = *rc::gen::nonEmpty(hostile_text());
    RC_PRE(part != "." && part != "..");
    const auto url = Url::path("/pupils/{}/x", part).with("q", part).text();
    RC_ASSERT(url.starts_with("/pupils/"));
    RC_ASSERT(url.find_first_of("<>\"'\\ \r\n\t") == std::string::npos);
    RC_ASSERT(std::count(url.begin(), url.end(), '/') == 3);
  }));
}

TEST(Url, ContactsAreMailAndTelephone) {
  EXPECT_EQ(Url::email("a b?cc=x@school.example").text(), "mailto:a%20b%3Fcc%3Dx@school.example");
  EXPECT_EQ(Url::telephone("+44 (0)20 7946 0000").text(), "tel:+4402079460000");
  EXPECT_EQ(Url::anchor("field-1 x").text(), "#field-1%20x");
}

}  // namespace
}  // namespace web
