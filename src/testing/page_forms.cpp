// A reader of our own mark-up, just enough for forms.
#include "testing/page_forms.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace test {
namespace {

std::string unescape(std::string_view text) {
  static constexpr std::pair<std::string_view, char> entities[] = {{"&quot;", '"'}, {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&#39;", '\''}};
  std::string out;
  while (!text.empty()) {
    const auto* found = std::find_if(std::begin(entities), std::end(entities), [&](const auto& each) { return text.starts_with(each.first); });
    out += found == std::end(entities) ? text.front() : found->second;
    text.remove_prefix(found == std::end(entities) ? 1 : found->first.size());
  }
  return out;
}

/// A tag's attribute; empty where it stands without a value, nothing where it is not there.
std::optional<std::string> attribute(std::string_view tag, std::string_view name) {
  const auto marked = " " + std::string(name);
  for (auto at = tag.find(marked); at != std::string_view::npos; at = tag.find(marked, at + 1)) {
    auto rest = tag.substr(at + marked.size());
    if (rest.starts_with("=\"")) {
      rest.remove_prefix(2);
      return unescape(rest.substr(0, rest.find('"')));
    }
    if (rest.empty() || rest.front() == ' ' || rest.front() == '>') return "";
  }
  return std::nullopt;
}

PageForm read_form(std::string_view head, std::string_view inside) {
  PageForm form;
  form.action = attribute(head, "action").value_or("");
  for (auto open = inside.find('<'); open != std::string_view::npos; open = inside.find('<', open + 1)) {
    const auto tag = inside.substr(open, inside.find('>', open) - open);
    const auto after = inside.substr(open + tag.size() + 1);
    const auto name = attribute(tag, "name").value_or("");
    if (name.empty() || name == "csrf") continue;
    const auto type = attribute(tag, "type").value_or("text");
    if (tag.starts_with("<input")) {
      form.names.push_back(name);
      if (const auto picked = attribute(tag, "data-pupil-name")) form.names.push_back(*picked);  // what choosing a pupil adds
      if (type == "file" || type == "submit") continue;
      if ((type == "checkbox" || type == "radio") && !attribute(tag, "checked")) continue;
      form.fields.emplace_back(name, attribute(tag, "value").value_or(type == "checkbox" ? "on" : ""));
      if (type != "hidden" && type != "checkbox" && type != "radio") form.texts.push_back(name);
    } else if (tag.starts_with("<textarea")) {
      form.names.push_back(name);
      form.texts.push_back(name);
      form.fields.emplace_back(name, unescape(after.substr(0, after.find("</textarea>"))));
    } else if (tag.starts_with("<select")) {
      form.names.push_back(name);
      const auto options = after.substr(0, after.find("</select>"));
      std::string first, chosen;
      bool is_chosen = false;
      for (auto at = options.find("<option"); at != std::string_view::npos; at = options.find("<option", at + 1)) {
        const auto option = options.substr(at, options.find('>', at) - at);
        const auto value = attribute(option, "value").value_or("");
        if (first.empty()) first = value;
        if (attribute(option, "selected") && !value.empty()) chosen = value, is_chosen = true;
      }
      form.fields.emplace_back(name, is_chosen ? chosen : first);
    } else if (tag.starts_with("<button")) {
      form.names.push_back(name);
    }
  }
  // Of each question with round buttons the first answer, where none is given yet.
  for (auto at = inside.find("type=\"radio\""); at != std::string_view::npos; at = inside.find("type=\"radio\"", at + 1)) {
    const auto open = inside.rfind('<', at);
    const auto tag = inside.substr(open, inside.find('>', open) - open);
    const auto name = attribute(tag, "name").value_or("");
    const bool is_answered = std::any_of(form.fields.begin(), form.fields.end(), [&](const auto& field) { return field.first == name; });
    if (!is_answered) form.fields.emplace_back(name, attribute(tag, "value").value_or("on"));
  }
  return form;
}

}  // namespace

std::vector<PageForm> forms_on(std::string_view page) {
  std::vector<PageForm> out;
  for (auto at = page.find("<form "); at != std::string_view::npos; at = page.find("<form ", at + 1)) {
    const auto head_end = page.find('>', at), end = page.find("</form>", at);
    const auto head = page.substr(at, head_end - at);
    if (attribute(head, "method").value_or("") == "post") out.push_back(read_form(head, page.substr(head_end + 1, end - head_end - 1)));
  }
  return out;
}

Fields filled_in(const PageForm& form, std::string_view words) {
  static const std::map<std::string_view, std::string_view> known = {
      {"on", "2026-03-02"}, {"at", "09:15"},           {"starts_on", "2026-03-02"}, {"ends_on", "2026-03-20"}, {"from", "2026-03-02"},
      {"until", "2026-03-20"}, {"pupil-search", ""},   {"username", "made.by.a.test"}, {"day", "2026-03-05"},  {"days", "30"}};
  auto fields = form.fields;
  for (auto& [name, value] : fields) {
    if (!value.empty() || std::find(form.texts.begin(), form.texts.end(), name) == form.texts.end()) continue;
    const auto row = known.find(name);
    value = row != known.end() ? row->second : words;
  }
  return fields;
}

}  // namespace test
