// Our components beside GOV.UK Frontend's own examples, read from the pinned package: the same elements, classes and aria.
#include "web/components/choices.h"
#include "testing/places.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace web {
namespace {

/// Each tag of a piece on a line of its own: name, then attributes in order of their names. Words, drawings and what a form
/// happens to hold (name, value, href) are left out: what stays is what styles, scripts and assistive technology go by.
std::string shape(const std::string& html) {
  static const std::set<std::string> left_out = {"name", "value", "href", "d", "xmlns", "novalidate"};
  std::string out;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
    ++at;
    std::size_t i = at;
    while (!std::isspace(static_cast<unsigned char>(html[i])) && html[i] != '>') ++i;
    out += html.substr(at, i - at);
    std::vector<std::string> attributes;
    while (html.at(i) != '>') {
      while (std::isspace(static_cast<unsigned char>(html[i]))) ++i;
      if (html[i] == '>') break;
      std::size_t end = html.find_first_of("= \n>", i);
      const std::string name = html.substr(i, end - i);
      std::string value;
      if (html[end] == '=') {
        const auto close = html.find('"', end + 2);
        value = html.substr(end + 2, close - end - 2);
        end = close + 1;
      }
      if (name == "class") {
        std::istringstream words(value);
        std::vector<std::string> classes{std::istream_iterator<std::string>(words), {}};
        std::sort(classes.begin(), classes.end());
        value.clear();
        for (const auto& one : classes) value += one + " ";
      }
      if (left_out.count(name) == 0) attributes.push_back(value.empty() ? name : name + "=" + value);
      i = end;
    }
    std::sort(attributes.begin(), attributes.end());
    for (const auto& attribute : attributes) out += " [" + attribute + "]";
    out += '\n';
    at = i;
  }
  return out;
}

using Renames = std::vector<std::pair<std::string, std::string>>;

/// The shape of one of the package's examples, its ids renamed to ours.
std::string example(const std::string& name, const Renames& renames = {}) {
  const std::string path =
      test::in_checkout("assets/node_modules/govuk-frontend/dist/govuk/components/" + name + ".html");
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path;
  std::ostringstream text;
  text << file.rdbuf();
  std::string out = text.str();
  for (const auto& [from, to] : renames)
    for (std::size_t at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size())) out.replace(at, from.size(), to);
  return shape(out);
}

TEST(MarkUp, ShapeTellsAChangedClassApart) {
  EXPECT_EQ(shape("<p class=\"b a\" id=\"x\">words</p>"), shape("<p id=\"x\"  class=\"a b\">\n other words</p>"));
  EXPECT_NE(shape("<p class=\"a\">words</p>"), shape("<p class=\"b\">words</p>"));
  EXPECT_NE(shape("<p aria-hidden=\"true\">words</p>"), shape("<p>words</p>"));
}

TEST(MarkUp, TextInputIsAsInTheExamples) {
  EXPECT_EQ(shape(text_input({.name = "what", .label = "L", .hint = "H", .error = "E"}).text()),
            example("input/template-with-error-and-hint", {{"with-error-hint", "what"}}));
  EXPECT_EQ(shape(text_input({.name = "what", .label = "L", .error = "E", .prefix = "£", .suffix = "each"}).text()),
            example("input/template-with-prefix-and-suffix-and-error", {{"input-with-prefix-suffix", "what"}}));
  EXPECT_EQ(shape(text_input({.name = "what", .label = "L", .label_as = LabelAs::page_heading}).text()),
            example("input/template-with-label-as-page-heading", {{"input-with-page-heading", "what"}}));
  EXPECT_EQ(shape(text_input({.name = "what", .label = "L", .hint = "H", .width = InputWidth::two}).text()),
            example("input/template-with-width-2-class", {{"input-width-2", "what"}}));
}

TEST(MarkUp, PasswordInputIsAsInTheExample) {
  EXPECT_EQ(shape(password_input({.hint = "H", .error = "E"}).text()),
            example("password-input/template-with-error-message", {{"password-input-with-error-message", "password"}}));
}

TEST(MarkUp, TextareaIsAsInTheExamples) {
  EXPECT_EQ(shape(textarea({.name = "what", .label = "L", .value = "V"}).text()),
            example("textarea/template-with-default-value", {{"full-address", "what"}}));
  EXPECT_EQ(shape(textarea({.name = "what", .label = "L", .hint = "H", .error = "E", .most = 10}).text()),
            example("character-count/template-with-hint-and-error", {{"with-error", "what"}}));
}

TEST(MarkUp, SelectIsAsInTheExample) {
  EXPECT_EQ(shape(select({.name = "what", .label = "L", .options = {{"1", "a"}, {"2", "b"}, {"3", "c"}}, .hint = "H", .error = "E"}).text()),
            example("select/template-with-hint-text-and-error-message", {{"select-2", "what"}}));
}

TEST(MarkUp, DateInputIsAsInTheExamples) {
  EXPECT_EQ(shape(date_input({.name = "born", .legend = "L", .hint = "H", .error = "E"}).text()),
            example("date-input/template-with-error-message-and-hint", {{"dob-errors", "born"}}));
  EXPECT_EQ(shape(date_input({.name = "born", .legend = "L", .hint = "H", .day = "31", .month = "3", .year = "1980"}).text()),
            example("date-input/template-with-values", {{"with-values", "born"}}));
}

TEST(MarkUp, FileUploadIsAsInTheExample) {
  EXPECT_EQ(shape(file_upload({.name = "file", .label = "L", .hint = "H", .error = "E"}).text()),
            example("file-upload/template-with-error-message-and-hint", {{"file-upload-3", "file"}}));
}

TEST(MarkUp, RadiosAreAsInTheExamples) {
  EXPECT_EQ(shape(radios({.name = "name", .legend = "L", .choices = {{"yes", "Yes"}, {"no", "No"}}, .value = "no", .error = "E"}).text()),
            example("radios/template-with-fieldset-and-error-message", {{"example", "name"}}));
  EXPECT_EQ(shape(radios({.name = "gov",
                          .legend = "L",
                          .choices = {{.value = "a", .text = "A", .hint = "H"}, {.value = "b", .text = "B", .hint = "H"}},
                          .legend_as = LabelAs::page_heading})
                      .text()),
            example("radios/template-with-hints-on-items", {{"gateway", "gov"}, {"verify", "gov-2"}}));
  EXPECT_EQ(shape(radios({.name = "name", .legend = "L", .choices = {{"yes", "Yes"}, {"no", "No"}}, .flow = ChoiceFlow::inline_row}).text()),
            shape("<div class=\"govuk-form-group\"><fieldset class=\"govuk-fieldset\"><legend class=\"govuk-fieldset__legend\"></legend>"
                  "<div class=\"govuk-radios govuk-radios--inline\" data-module=\"govuk-radios\"><div class=\"govuk-radios__item\">"
                  "<input class=\"govuk-radios__input\" id=\"name\" type=\"radio\"><label class=\"govuk-label govuk-radios__label\" "
                  "for=\"name\"></label></div><div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\" id=\"name-2\" "
                  "type=\"radio\"><label class=\"govuk-label govuk-radios__label\" for=\"name-2\"></label></div></div></fieldset></div>"));
}

/// What the package's examples have behind a choice.
Html behind(std::string_view id) {
  return html("<label class=\"govuk-label\" for=\"{}\">x</label><input class=\"govuk-input govuk-!-width-one-third\" type=\"text\" id=\"{}\">",
              id, id);
}

TEST(MarkUp, ChoicesWithSomethingBehindThemAreAsInTheExamples) {
  const std::vector<Choice> choices = {{.value = "email", .text = "a", .conditional = behind("context-email")},
                                       {.value = "phone", .text = "b", .conditional = behind("contact-phone")},
                                       {.value = "text", .text = "c", .conditional = behind("contact-text-message")}};
  EXPECT_EQ(shape(radios({.name = "how", .legend = "L", .choices = choices, .value = "email"}).text()),
            example("radios/template-with-conditional-item-checked", {{"how-contacted-checked", "how"}}));
  EXPECT_EQ(shape(checkboxes({.name = "how", .legend = "L", .choices = choices, .values = {"email", "text"}}).text()),
            example("checkboxes/template-with-pre-checked-values", {{"how-contacted-checked", "how"}}));
}

TEST(MarkUp, CheckboxesAreAsInTheExample) {
  const Choice one = {.value = "a", .text = "A", .hint = "H"};
  EXPECT_EQ(shape(checkboxes({.name = "waste", .legend = "L", .choices = {one, one, one}, .error = "E"}).text()),
            example("checkboxes/template-with-error-message"));
}

TEST(MarkUp, MessagesAreAsInTheExamples) {
  EXPECT_EQ(shape(error_summary({{"a", "A"}, {"b", "B"}}).text()), example("error-summary/template-default"));
  EXPECT_EQ(shape(notification_banner(BannerKind::success, html("<p class=\"govuk-notification-banner__heading\">x</p>")).text()),
            example("notification-banner/template-with-type-as-success"));
  EXPECT_EQ(shape(warning_text("x").text()), example("warning-text/template-default"));
  EXPECT_EQ(shape(inset_text(html("x")).text()), example("inset-text/template-default"));
  EXPECT_EQ(shape(details({.summary = "x", .matter = html("y")}).text()), example("details/template-default"));
}

TEST(MarkUp, FactsAreAsInTheExamples) {
  const auto two = [](const char* what) {
    return std::vector<RowAction>{{Url::anchor(""), "Edit", what}, {Url::anchor(""), "Delete", what}};
  };
  const Html contact = html("<p class=\"govuk-body\">x</p><p class=\"govuk-body\">1<br>2<br>3<br>4<br>5</p>");
  EXPECT_EQ(shape(summary_list({{"Name", html("x"), two("name")},
                                {"Born", html("y"), {{Url::anchor(""), "Change", "date of birth"}}},
                                {"Contact", contact, two("contact")}})
                      .text()),
            example("summary-list/template-with-actions"));
  const std::vector<Html> row = {html("a"), html("1"), html("2")};
  const std::string with_frame = table({.caption = "C", .columns = {{"a"}, {"b", true}, {"c", true}}, .rows = {row, row, row}}).text();
  const auto inner = with_frame.substr(with_frame.find("<table"), with_frame.rfind("</div>") - with_frame.find("<table"));
  EXPECT_EQ(shape(inner), example("table/template-with-head-and-caption"));
}

TEST(MarkUp, NavigationIsAsInTheExamples) {
  EXPECT_EQ(shape(button({.text = "Save"}).text()), example("button/template-default"));
  EXPECT_EQ(shape(button({.text = "x", .look = ButtonLook::secondary, .name = "secondary"}).text()), example("button/template-secondary"));
  EXPECT_EQ(shape(back_link(Url::anchor("")).text()), example("back-link/template-default"));
  const Crumb crumb = {"x", Url::path("/")};
  EXPECT_EQ(shape(breadcrumbs({crumb, crumb, crumb, crumb}).text()), example("breadcrumbs/template-default"));
  const PageLink link = {.url = Url::path("/x"), .label = "somewhere", .text = "Page"};
  EXPECT_EQ(shape(pagination(link, link).text()), example("pagination/template-with-prev-and-next-only-and-labels"));
}

}  // namespace
}  // namespace web
