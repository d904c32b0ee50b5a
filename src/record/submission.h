// What somebody sent to be recorded, from a page's form or from the API: raw values by field, nothing checked yet.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "record/kind.h"
#include "web/json.h"
#include "web/request.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// One row of a rows field as it was sent. A view, as its submission is.
class SentRow {
 public:
  SentRow(const web::Form& form, std::string name) : form_(&form), name_(std::move(name)) {}
  SentRow(const web::Json& row, std::string name) : json_(&row), name_(std::move(name)) {}
  const web::Json* json() const { return json_; }
  const std::string& name() const { return name_; }
  base::Result<std::optional<web::Json>> value(const Field& column) const;
  std::string input_name(const Field& column) const { return name_ + "." + column.name; }

 private:
  const web::Form* form_ = nullptr;
  const web::Json* json_ = nullptr;
  std::string name_;  ///< "f.adults.0", or "adults.0" in JSON
};

/// At most this many rows are read of one field.
inline constexpr int most_row_number = 199;
/// The numbers of the rows that stand in a form under this name ("f.adults"), smallest first. They may have gaps.
std::vector<int> row_numbers(const web::Form& form, std::string_view name);

/// A view: the form or JSON must outlive it.
///
/// In a form a field is called `f.<name>`. Dates come as `f.<name>-day`, `-month`, `-year` or whole as 2026-03-03 in `f.<name>`;
/// times as people write them (10:40, 9.05, 2:15pm); durations in minutes; yes_no as yes or no; several values repeat the name;
/// a pupil in a `pupils` field as `<id>:<part>`, or as `<id>` with the part in `f.<name>.part.<id>`; rows as `f.<name>.<number>.<column>`; ordered as the name repeated in its order. In JSON `fields` is an object of name → value.
class Submission {
 public:
  explicit Submission(const web::Form& form) : form_(&form) {}
  explicit Submission(const web::Json& fields) : json_(&fields) {}

  bool is_form() const { return form_ != nullptr; }
  const web::Json* json() const { return json_; }

  /// The value in its JSON shape: nothing where the field was left empty; an error (one FieldError, named for the form's input)
  /// where what a form holds cannot be read as the field's type. JSON comes back as it is.
  base::Result<std::optional<web::Json>> value(const Field& field) const;
  /// The rows of a rows field; nothing where JSON holds something else than a list of objects.
  std::optional<std::vector<SentRow>> rows(const Field& field) const;
  /// How errors name the field: the form's input ("f.seen_on-day" for dates), or the bare name in JSON.
  std::string input_name(const Field& field) const;

 private:
  const web::Form* form_ = nullptr;
  const web::Json* json_ = nullptr;
};

/// "10:40", "9:05", "9.05", "0905", "9am", "2:15 pm". Nothing if it is no time of day.
std::optional<base::LocalTime> read_time(std::string_view text);

}  // namespace record
