// Reads the inputs of a form as the types of their fields.
#include "record/submission.h"

#include "base/text.h"
#include "base/time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace record {
namespace {

using Read = base::Result<std::optional<web::Json>>;

base::Error wrong(const std::string& input, std::string message) {
  return base::Error::invalid(input, std::move(message), "a form value of the wrong type");
}

std::optional<int> read_digits(std::string_view text) {
  int number = 0;
  if (text.empty() || text.size() > 4) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

/// A month by number or name: "3", "03", "mar", "March".
std::optional<int> read_month(std::string_view text) {
  if (const auto number = read_digits(text)) return number;
  static constexpr std::array<std::string_view, 12> months = {
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"};
  const auto lower = base::to_lower_ascii(text);
  for (std::size_t i = 0; i < months.size(); ++i)
    if (lower.size() >= 3 && months[i].starts_with(lower)) return static_cast<int>(i) + 1;
  return std::nullopt;
}

/// "a day and a year", for what a date lacks.
std::string missing_parts(bool day, bool month, bool year) {
  std::vector<std::string_view> parts;
  if (day) parts.push_back("a day");
  if (month) parts.push_back("a month");
  if (year) parts.push_back("a year");
  std::string all(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) all += " and " + std::string(parts[i]);
  return all;
}

Read read_date(const web::Form& form, const Field& field, const std::string& name) {
  const auto whole = base::trim(form.text(name));
  if (!whole.empty()) {
    const auto date = base::parse_iso_date(whole);
    if (!date) return wrong(name, plain_label(field) + " must be a real date");
    return std::optional<web::Json>(base::to_iso(*date));
  }
  const auto day = base::trim(form.text(name + "-day")), month = base::trim(form.text(name + "-month")),
             year = base::trim(form.text(name + "-year"));
  if (day.empty() && month.empty() && year.empty()) return std::optional<web::Json>();
  if (day.empty() || month.empty() || year.empty()) {
    const auto at = name + (day.empty() ? "-day" : month.empty() ? "-month" : "-year");
    return wrong(at, plain_label(field) + " must include " + missing_parts(day.empty(), month.empty(), year.empty()));
  }
  const auto d = read_digits(day), m = read_month(month), y = read_digits(year);
  if (y && year.size() != 4) return wrong(name + "-year", "Year must include 4 numbers");
  const auto date = d && m && y ? base::to_date(*y, *m, *d) : std::nullopt;
  if (!date) return wrong(name + "-day", plain_label(field) + " must be a real date");
  return std::optional<web::Json>(base::to_iso(*date));
}

Read read_number(const Field& field, const std::string& name, std::string_view text) {
  std::int64_t whole = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (error == std::errc{} && end == text.data() + text.size()) return std::optional<web::Json>(whole);
  double real = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), real);
  if (read.ec == std::errc{} && read.ptr == text.data() + text.size() && std::isfinite(real))
    return std::optional<web::Json>(real);
  if (field.type == FieldType::duration) return wrong(name, plain_label(field) + " must be a number of minutes, like 15");
  return wrong(name, plain_label(field) + " must be a number, like " + (field.step == std::floor(field.step) ? "12" : "1.5"));
}

Read read_several(const web::Form& form, const Field& field, const std::string& name) {
  web::Json::Array all;
  for (const auto raw : form.all(name)) {
    const auto value = base::trim(raw);
    if (value.empty()) continue;
    if (field.type != FieldType::pupils) {
      all.emplace_back(std::string(value));
      continue;
    }
    web::Json pupil;
    const auto colon = value.find(':');
    pupil.set("id", std::string(value.substr(0, colon)));
    const auto part =
        colon == std::string_view::npos ? base::trim(form.text(name + ".part." + std::string(value))) : value.substr(colon + 1);
    if (!part.empty()) pupil.set("part", std::string(part));
    all.push_back(std::move(pupil));
  }
  if (all.empty()) return std::optional<web::Json>();
  return std::optional<web::Json>(std::move(all));
}

}  // namespace

std::optional<base::LocalTime> read_time(std::string_view raw) {
  auto text = base::to_lower_ascii(base::trim(raw));
  bool am = false, pm = false;
  if (text.ends_with("am") || text.ends_with("pm")) {
    (text.ends_with("am") ? am : pm) = true;
    text.resize(text.size() - 2);
    text = std::string(base::trim(text));
  }
  const auto split = text.find_first_of(":.");
  std::optional<int> hour, minute;
  if (split != std::string::npos) {
    const auto after = std::string_view(text).substr(split + 1);
    if (split < 1 || split > 2 || after.size() != 2) return std::nullopt;
    hour = read_digits(std::string_view(text).substr(0, split));
    minute = read_digits(after);
  } else if (text.size() >= 3) {
    hour = read_digits(std::string_view(text).substr(0, text.size() - 2));
    minute = read_digits(std::string_view(text).substr(text.size() - 2));
  } else if (am || pm) {
    hour = read_digits(text);
    minute = 0;
  }
  if (!hour || !minute || *minute > 59 || *hour > 23) return std::nullopt;
  if (am || pm) {
    if (*hour < 1 || *hour > 12) return std::nullopt;
    hour = *hour % 12 + (pm ? 12 : 0);
  }
  return base::LocalTime{*hour * 60 + *minute};
}

std::string Submission::input_name(const Field& field) const {
  if (!is_form()) return field.name;
  std::string name = "f." + field.name;
  if (field.type == FieldType::date && !form_->has(name)) name += "-day";
  return name;
}

namespace {

Read read_input(const web::Form& form, const Field& field, const std::string& name) {
  if (is_several(field.type)) return read_several(form, field, name);
  if (field.type == FieldType::date) return read_date(form, field, name);
  const auto raw = form.text(name);
  if (is_written(field.type)) {
    if (raw.empty()) return std::optional<web::Json>();
    return std::optional<web::Json>(std::string(raw));
  }
  const auto text = base::trim(raw);
  if (text.empty()) return std::optional<web::Json>();
  if (is_counted(field.type)) return read_number(field, name, text);
  if (field.type == FieldType::yes_no) {
    if (text == "yes" || text == "no") return std::optional<web::Json>(text == "yes");
    return wrong(name, "Select yes or no");
  }
  if (field.type == FieldType::time) {
    const auto time = read_time(text);
    if (!time) return wrong(name, plain_label(field) + " must be a time, like 10:40 or 2:15pm");
    return std::optional<web::Json>(base::to_text(*time));
  }
  return std::optional<web::Json>(std::string(text));
}

}  // namespace

Read Submission::value(const Field& field) const {
  if (!is_form()) {
    const auto* found = json_->find(field.name);
    return found ? std::optional<web::Json>(*found) : std::optional<web::Json>();
  }
  return read_input(*form_, field, "f." + field.name);
}

std::vector<int> row_numbers(const web::Form& form, std::string_view name) {
  std::vector<int> numbers;
  const auto prefix = std::string(name) + ".";
  for (const auto& [key, value] : form.entries()) {
    if (!key.starts_with(prefix)) continue;
    int number = -1;
    const char* begin = key.data() + prefix.size();
    const auto [end, error] = std::from_chars(begin, key.data() + key.size(), number);
    if (error != std::errc{} || end == key.data() + key.size() || *end != '.' || number < 0 || number > most_row_number) continue;
    if (std::to_string(number).size() == static_cast<std::size_t>(end - begin)) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

Read SentRow::value(const Field& column) const {
  if (form_) return read_input(*form_, column, input_name(column));
  const auto* found = json_->find(column.name);
  return found ? std::optional<web::Json>(*found) : std::optional<web::Json>();
}

std::optional<std::vector<SentRow>> Submission::rows(const Field& field) const {
  std::vector<SentRow> out;
  if (is_form()) {
    for (const int number : row_numbers(*form_, "f." + field.name)) out.emplace_back(*form_, "f." + field.name + "." + std::to_string(number));
    return out;
  }
  const auto* found = json_->find(field.name);
  if (!found || found->is_null()) return out;
  const auto* list = found->array();
  if (!list) return std::nullopt;
  for (const auto& each : *list) {
    if (!each.object()) return std::nullopt;
    out.emplace_back(each, field.name + "." + std::to_string(out.size()));
  }
  return out;
}

}  // namespace record
