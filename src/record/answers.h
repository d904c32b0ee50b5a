// The answers of one record by field, and what the checker has to know of the school to hold them to their kind.
#pragma once

#include "base/time.h"
#include "record/kind.h"
#include "web/json.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace record {

/// Checked values by field name, in the order of the kind's fields; what was left empty is not there. As JSON: text as text, a
/// choice as its code, choices as a list of codes, numbers and minutes as numbers, dates as 2026-03-03, times as 10:40, yes_no as
/// true or false, people and files as a list of ids, pupils as a list of {"id","part"}, ordered as a list of codes, faces as a number, rows and
/// body_map as a list of objects by column, a pick as {"id","label"}.
class Body {
 public:
  Body() = default;
  const web::Json* find(std::string_view name) const { return fields_.find(name); }
  const web::Json::Object& fields() const { return *fields_.object(); }
  const web::Json& json() const { return fields_; }
  bool empty() const { return fields().empty(); }
  /// What is stored: compact JSON. Equal bodies give equal text.
  std::string text() const { return web::to_json(fields_); }
  /// Back from what was stored. Throws std::runtime_error when it is no JSON object: the store is damaged.
  static Body stored(std::string_view text);
  friend bool operator==(const Body&, const Body&) = default;

 private:
  friend class BodyMaker;
  web::Json fields_ = web::Json::Object{};
};

/// What the checker has to know of the school.
struct Surroundings {
  base::LocalDate today;
  /// Who is meant by an id, or by a name as it was typed in a form: the id in its 26 characters, or nothing where there is nobody
  /// of that name, or several. Left out, only the form of an id is checked.
  std::function<std::optional<std::string>(std::string_view)> find_staff = {};
  std::function<std::optional<std::string>(std::string_view)> find_pupil = {};
  std::function<std::optional<std::string>(std::string_view)> find_file = {};
  /// The words of one thing of a pick's source, or nothing where there is none of this id to choose.
  std::function<std::optional<std::string>(std::string_view source, std::string_view id)> find_pick = {};
  /// Whether a member of staff holds this training today; left out, everybody does.
  std::function<bool(std::string_view staff, std::string_view training)> is_trained = {};
  /// The name of a member of staff, for messages.
  std::function<std::string(std::string_view staff)> staff_name = {};
  /// The version that is being corrected: what it holds may stay, though the school has since taken the choice or field off the
  /// list.
  const Body* before = nullptr;
};

/// Whether the field is asked, given what stands in the fields before it.
bool is_shown(const Field& field, const Body& body);
/// Whether it must be answered, where it is shown.
bool is_required(const Field& field, const web::Json& answers);
/// From one time of day to another, past midnight where the second is smaller.
int minutes_between(std::string_view from, std::string_view until);

}  // namespace record
