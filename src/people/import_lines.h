// The lines of one file read through a mapping: what every kind of import starts from. Used by the rooms import_*.cpp only.
#pragma once

#include "people/import_cells.h"
#include "people/import_plan.h"

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace people {

/// Values for the fields of one record, by code; only cells that are not empty.
using FieldValues = std::map<std::string, std::string, std::less<>>;

/// One line after its cells were read.
struct ReadLine {
  std::size_t row = 0;
  FieldValues own, pupil;
  std::map<int, FieldValues> contacts;
  std::vector<std::string> empty_own;  ///< codes of own fields whose cell is empty
  PlanLine out;                        ///< reason filled when it is left out
  bool is_left_out() const { return out.outcome == LineOutcome::left_out; }
};

/// Leaves the line out, with the column (from 1) and its heading where one is at fault.
void leave_out(ReadLine& line, std::string reason, std::size_t column = 0, std::string_view header = {});

/// Reads every line; sets how dates were read in `plan`. The mapping is checked.
std::vector<ReadLine> read_lines(const CsvTable& table, const ColumnMapping& mapping, base::LocalDate today, ImportPlan& plan);

/// Splits "full_name" into title, forename and surname fields that have no value of their own, and drops it.
void spread_full_name(FieldValues& values, std::string_view title, std::string_view forename, std::string_view surname);

/// Sets `values` in `record`. Changes are told with `prefix` before field and title ("contact.1.", "Contact 1: ").
template <class Record>
std::vector<FieldChange> apply_values(Record& record, const FieldValues& values, std::string_view prefix = {},
                                      std::string_view title_prefix = {}) {
  std::vector<FieldChange> changes;
  for (const auto& field : fields_of<Record>()) {
    const auto value = values.find(field.code);
    if (value == values.end()) continue;
    const std::string before = field.get(record);
    field.set(record, value->second);
    const std::string after = field.get(record);
    if (before != after)
      changes.push_back({std::string(prefix) + std::string(field.code), std::string(title_prefix) + std::string(field.title),
                         to_shown(field.kind, before), to_shown(field.kind, after)});
  }
  return changes;
}

inline std::string value_or_empty(const FieldValues& values, std::string_view code) {
  const auto found = values.find(code);
  return found == values.end() ? std::string() : found->second;
}

/// Finds pupils by the identifiers and names of a roll.
class PupilIndex {
 public:
  explicit PupilIndex(const std::vector<PupilRecord>& pupils);
  std::optional<std::size_t> by_upn(std::string_view upn) const;
  std::optional<std::size_t> by_former_upn(std::string_view upn) const;
  /// All with these names, legal or preferred; `born` is ISO text, and an empty one matches any.
  std::vector<std::size_t> by_name(std::string_view surname, std::string_view forename, std::string_view born) const;
  /// The one pupil a line's reference columns mean. Errors: plain English for the line.
  base::Result<std::size_t> resolve(const FieldValues& reference) const;

 private:
  const std::vector<PupilRecord>& pupils_;
  std::unordered_map<std::string, std::size_t> upns_, former_, admissions_;
  std::unordered_multimap<std::string, std::size_t> names_;
};

/// Matches the values of one family member of a pupil with those held, and notes what would change on `line`. Order 0 means "not said".
void plan_family_member(const std::vector<const FamilyMemberRecord*>& held, std::optional<PupilId> pupil,
                        std::optional<std::size_t> pupil_line, FieldValues values, int order, std::string_view prefix,
                        std::string_view title_prefix, ReadLine& line, ImportPlan& plan);

void plan_pupils(std::vector<ReadLine>& lines, const SchoolRoll& held, base::LocalDate today, ImportPlan& plan);
void plan_staff(std::vector<ReadLine>& lines, const SchoolRoll& held, ImportPlan& plan);
void plan_memberships(std::vector<ReadLine>& lines, const SchoolRoll& held, ImportPlan& plan);
void plan_family(std::vector<ReadLine>& lines, const SchoolRoll& held, ImportPlan& plan);

}  // namespace people
