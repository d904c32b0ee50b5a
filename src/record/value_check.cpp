// The rules of each type, and the words for breaking them (GOV.UK's).
#include "record/value_check.h"

#include "base/bytes.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace record {
namespace {

constexpr std::size_t draft_text_most = 50'000;

struct ValueCheck {
  const Field& field;
  const web::Json& value;
  const Surroundings& school;
  Strictness strictness;
  bool from_form;

  bool draft() const { return strictness == Strictness::draft; }
  std::string label() const { return plain_label(field); }
  bool was_there(std::string_view code) const;

  CheckedValue text() const;
  CheckedValue chosen() const;
  CheckedValue several() const;
  CheckedValue counted() const;
  CheckedValue date() const;
  CheckedValue time() const;
  CheckedValue ids() const;
  CheckedValue pupils() const;
  CheckedValue pick() const;
  std::optional<std::string> find(std::string_view typed) const;
};

/// Whether the version being corrected holds this choice already.
bool ValueCheck::was_there(std::string_view code) const {
  const auto* old = school.before ? school.before->find(field.name) : nullptr;
  if (!old) return false;
  if (old->string()) return *old->string() == code;
  const auto* list = old->array();
  return list &&
         std::any_of(list->begin(), list->end(), [&](const web::Json& each) { return each.string() && *each.string() == code; });
}

CheckedValue ValueCheck::text() const {
  if (!value.string()) return label() + " must be text";
  const std::string& raw = *value.string();
  if (!base::is_valid_utf8(raw)) return label() + " must be plain text";
  std::string clean = base::clean(raw);
  if (field.type != FieldType::long_text) std::replace(clean.begin(), clean.end(), '\n', ' ');
  clean = std::string(base::trim(clean));
  // The API's schema counts what was sent; a form is forgiven the white space around it.
  const auto length = base::count_characters(from_form ? clean : raw);
  const auto most = draft() ? std::max(draft_text_most, field.max_length) : field.max_length;
  if (length > most) return label() + " must be " + in_words(static_cast<double>(field.max_length)) + " characters or fewer";
  if (clean.empty()) return web::Json();
  return web::Json(std::move(clean));
}

CheckedValue ValueCheck::chosen() const {
  const auto* code = value.string();
  const auto* choice = code ? field.find_choice(*code) : nullptr;
  if (!choice || (choice->hidden && !was_there(*code))) return ask_for(field) + " from the list";
  return web::Json(*code);
}

CheckedValue ValueCheck::several() const {
  const auto* list = value.array();
  if (!list) return ask_for(field) + " from the list";
  web::Json::Array kept;
  const Choice* alone = nullptr;
  for (const auto& each : *list) {
    const auto* code = each.string();
    const auto* choice = code ? field.find_choice(*code) : nullptr;
    if (!choice || (choice->hidden && !was_there(*code))) {
      if (draft()) continue;
      return ask_for(field) + " from the list";
    }
    if (choice->alone) alone = choice;
    if (std::find(kept.begin(), kept.end(), each) == kept.end()) kept.push_back(each);
  }
  if (kept.empty()) return web::Json();
  if (!draft() && alone && list->size() > 1) return ask_for(field) + ", or select “" + alone->label + "”";
  if (!draft() && list->size() > field.most)
    return "Select no more than " + in_words(static_cast<double>(field.most)) + " for “" + label() + "”";
  return web::Json(std::move(kept));
}

CheckedValue ValueCheck::counted() const {
  double number = 0;
  if (value.integer()) {
    number = static_cast<double>(*value.integer());
  } else if (value.real()) {
    number = *value.real();
  } else {
    return label() + " must be a number";
  }
  if (!std::isfinite(number)) return label() + " must be a number";
  const bool whole = field.step == std::floor(field.step);
  if (whole && number != std::floor(number)) return label() + " must be a whole number";
  if (number < field.min || number > field.max) {
    const std::string unit = field.type == FieldType::duration ? " minutes" : "";
    return label() + " must be between " + in_words(field.min) + " and " + in_words(field.max) + unit;
  }
  const double steps = number / field.step;
  if (std::abs(steps - std::nearbyint(steps)) > 1e-6) return label() + " must go up in steps of " + in_words(field.step);
  if (number == std::floor(number)) return web::Json(static_cast<std::int64_t>(number));
  return web::Json(std::strtod(fmt::format("{:.3f}", number).c_str(), nullptr));  // a step has at most three decimals
}

CheckedValue ValueCheck::date() const {
  const auto date = value.string() ? base::parse_iso_date(*value.string()) : std::nullopt;
  if (!date) return label() + " must be a real date";
  const auto* old = school.before ? school.before->find(field.name) : nullptr;
  const bool unchanged = old && *old == value;
  if (!draft() && !unchanged && field.days == Field::Days::past && *date > school.today)
    return label() + " must be today or in the past";
  if (!draft() && !unchanged && field.days == Field::Days::future && *date < school.today)
    return label() + " must be today or in the future";
  return web::Json(base::to_iso(*date));
}

CheckedValue ValueCheck::time() const {
  const auto time = value.string() ? base::parse_time(*value.string()) : std::nullopt;
  // Forms were read kindly already; the API is held to one way of writing a time.
  if (!time || base::to_text(*time) != *value.string()) return label() + " must be a time, like 10:40";
  return web::Json(base::to_text(*time));
}

std::optional<std::string> ValueCheck::find(std::string_view typed) const {
  const auto& ask = field.type == FieldType::people   ? school.find_staff
                    : field.type == FieldType::pupils ? school.find_pupil
                                                      : school.find_file;
  if (ask) return ask(typed);
  const auto bytes = base::from_base32(typed);
  return bytes ? std::optional(base::to_base32(*bytes)) : std::nullopt;
}

std::string_view unknown_words(FieldType type) {
  return type == FieldType::people   ? "Select people who work here, by their full names"
         : type == FieldType::pupils ? "Select pupils of this school"
                                     : "Select the file again";
}

CheckedValue ValueCheck::ids() const {
  const auto* list = value.array();
  if (!list) return std::string(unknown_words(field.type));
  web::Json::Array kept;
  for (const auto& each : *list) {
    auto id = each.string() ? find(*each.string()) : std::nullopt;
    if (!id && field.type == FieldType::files && each.string() && was_there(*each.string())) id = *each.string();
    if (!id) {
      if (draft()) continue;
      return std::string(unknown_words(field.type));
    }
    if (web::Json json(std::move(*id)); std::find(kept.begin(), kept.end(), json) == kept.end()) kept.push_back(std::move(json));
  }
  if (kept.empty()) return web::Json();
  if (!draft() && list->size() > field.most) return label() + " can name at most " + in_words(static_cast<double>(field.most));
  return web::Json(std::move(kept));
}

CheckedValue ValueCheck::pupils() const {
  const auto* list = value.array();
  if (!list) return std::string(unknown_words(field.type));
  web::Json::Array kept;
  for (const auto& each : *list) {
    const auto* given = each.find("id");
    const auto* part = each.find("part");
    const std::size_t known_keys = (given ? 1U : 0U) + (part ? 1U : 0U);
    auto id = given && given->string() ? find(*given->string()) : std::nullopt;
    const auto* choice = part && part->string() ? field.find_choice(*part->string()) : nullptr;
    const bool part_fits = !part || (choice && (!choice->hidden || was_there(choice->code)));
    if (!id || !part_fits || each.object()->size() != known_keys) {
      if (draft()) continue;
      if (id && !part_fits) return std::string("Select the part each pupil had from the list");
      return std::string(unknown_words(field.type));
    }
    web::Json pupil;
    pupil.set("id", std::move(*id));
    if (choice) pupil.set("part", choice->code);
    const auto same = [&](const web::Json& other) { return *other.find("id") == *pupil.find("id"); };
    if (std::none_of(kept.begin(), kept.end(), same)) kept.push_back(std::move(pupil));
  }
  if (kept.empty()) return web::Json();
  if (!draft() && list->size() > field.most) return label() + " can name at most " + in_words(static_cast<double>(field.most));
  return web::Json(std::move(kept));
}

/// Kept with its words, so that it reads the same when the list has long changed.
CheckedValue ValueCheck::pick() const {
  const auto* given = value.object() ? value.find("id") : &value;
  const auto* id = given ? given->string() : nullptr;
  web::Json out;
  if (id && school.find_pick) {
    if (auto words = school.find_pick(field.source, *id)) {
      out.set("id", *id);
      out.set("label", std::move(*words));
      return out;
    }
  }
  // What stands may stay, though the list has moved on.
  const auto* old = school.before ? school.before->find(field.name) : nullptr;
  const auto* old_id = old ? old->find("id") : nullptr;
  if (id && old_id && old_id->string() && *old_id->string() == *id) return *old;
  return ask_for(field) + " from the list";
}

}  // namespace

std::string in_words(double number) {
  if (number != std::floor(number)) return fmt::format("{}", number);
  std::string digits = fmt::format("{:.0f}", std::abs(number));
  for (std::size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, ",");
  return number < 0 ? "-" + digits : digits;
}

std::string ask_for(const Field& field) {
  switch (field.type) {
    case FieldType::text:
    case FieldType::long_text:
    case FieldType::number:
    case FieldType::duration:
    case FieldType::date:
    case FieldType::time: return "Enter " + asked(field);
    case FieldType::rows: return "Add " + asked(field);
    case FieldType::body_map: return "Mark " + asked(field);
    case FieldType::yes_no:
      return field.ask.empty() ? "Select yes or no for “" + plain_label(field) + "”" : "Select yes if " + field.ask;
    case FieldType::choice:
    case FieldType::choices:
    case FieldType::ordered:
    case FieldType::scale:
    case FieldType::faces:
    case FieldType::people:
    case FieldType::pupils:
    case FieldType::place:
    case FieldType::pick:
    case FieldType::files: return "Select " + asked(field);
  }
  return {};
}

CheckedValue check_value(const Field& field, const web::Json& value, const Surroundings& school, Strictness strictness,
                         bool from_form) {
  const ValueCheck check{field, value, school, strictness, from_form};
  switch (field.type) {
    case FieldType::text:
    case FieldType::long_text:
    case FieldType::place: return check.text();
    case FieldType::choice: return check.chosen();
    case FieldType::choices:
    case FieldType::ordered: return check.several();
    case FieldType::scale:
    case FieldType::faces:
    case FieldType::number:
    case FieldType::duration: return check.counted();
    case FieldType::date: return check.date();
    case FieldType::time: return check.time();
    case FieldType::yes_no:
      if (!value.boolean()) return std::string("Select yes or no");
      return value;
    case FieldType::people:
    case FieldType::files: return check.ids();
    case FieldType::pupils: return check.pupils();
    case FieldType::pick: return check.pick();
    case FieldType::rows:
    case FieldType::body_map: break;  // row by row (body.cpp)
  }
  return web::Json();
}

}  // namespace record
