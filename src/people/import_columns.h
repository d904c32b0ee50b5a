// Which column of a file means what: proposed from its headings, changed by a person, kept for the next file.
#pragma once

#include "base/result.h"
#include "people/import_dates.h"
#include "web/json.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace people {

/// What the lines of a file are.
enum class ImportSubject : std::uint8_t { pupils, staff, memberships, family };
/// "pupils", "staff", "memberships", "family".
std::string_view code(ImportSubject subject);
std::string_view title(ImportSubject subject);
std::optional<ImportSubject> import_subject_of(std::string_view code);

inline constexpr int most_contacts = 9;  ///< "Contact 1 …" to "Contact 9 …" beside a pupil

/// What one column fills.
struct ColumnTarget {
  enum class Of : std::uint8_t {
    nothing,  ///< the column is left alone
    own,      ///< a field of the line's own record
    pupil,    ///< helps to find the pupil a line of family members or memberships is about
    contact   ///< a field of the pupil's family member number `contact`
  };
  Of of = Of::nothing;
  int contact = 0;
  std::string field;
  friend auto operator<=>(const ColumnTarget&, const ColumnTarget&) = default;
};
/// "" · "legal_surname" · "pupil.upn" · "contact.2.mobile": the value of a select box, and what is stored.
std::string to_choice(const ColumnTarget& target);
/// Nothing unless `choice` is one of column_choices(subject).
std::optional<ColumnTarget> parse_choice(ImportSubject subject, std::string_view choice);

struct ColumnChoice {
  std::string choice;
  std::string title;  ///< "Contact 2: Mobile"
};
/// Everything a column may be set to, in the order of a select box; the first is "" (not imported).
std::vector<ColumnChoice> column_choices(ImportSubject subject);

struct MappedColumn {
  std::string header;
  ColumnTarget target;
  friend bool operator==(const MappedColumn&, const MappedColumn&) = default;
};

/// One entry for each column of the file, in its order.
struct ColumnMapping {
  ImportSubject subject = ImportSubject::pupils;
  std::vector<MappedColumn> columns;
  std::optional<DateOrder> dates;  ///< nothing: found out from the columns of each file
  friend bool operator==(const ColumnMapping&, const ColumnMapping&) = default;
};

/// What the headings most likely are; case, spaces and punctuation do not matter. Which subject knows most of them.
ImportSubject guess_subject(std::span<const std::string> headers);
/// A target for every heading known by one of its usual names, at most one column for each.
ColumnMapping propose_mapping(ImportSubject subject, std::span<const std::string> headers);
/// The saved choice where a heading is the same, a proposal for new headings.
ColumnMapping fit_mapping(const ColumnMapping& saved, std::span<const std::string> headers);

/// Errors: invalid, one FieldError a fault ("columns.3" for the fourth column, "columns" for a missing one): a target given twice, a target
/// of another subject, no names, nothing to match by.
base::Result<void> check_mapping(const ColumnMapping& mapping);

web::Json to_json(const ColumnMapping& mapping);
/// Errors: invalid where the value was not made by to_json.
base::Result<ColumnMapping> mapping_from_json(const web::Json& json);

}  // namespace people
