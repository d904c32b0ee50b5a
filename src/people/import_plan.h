// What an import would do, worked out before anything is written: a pure comparison of a file with what the school holds.
#pragma once

#include "base/result.h"
#include "people/csv.h"
#include "people/import_columns.h"
#include "people/roll.h"

#include <optional>
#include <string>
#include <vector>

namespace people {

enum class LineOutcome : std::uint8_t { added, changed, unchanged, left_out };
/// "added", "changed", "unchanged", "left_out".
std::string_view code(LineOutcome outcome);

/// One value that would change. Texts are as a page shows them; `before` is empty where nothing was held.
struct FieldChange {
  std::string field;  ///< the column's choice, such as "legal_surname" or "contact.1.mobile"
  std::string title;
  std::string before, after;
  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// What one line of the file comes to.
struct PlanLine {
  std::size_t line = 0;  ///< of the file, from 1
  LineOutcome outcome = LineOutcome::unchanged;
  std::string about;  ///< whose line it is, for the preview; personal data
  std::vector<FieldChange> changes;
  std::string reason;              ///< why it is left out; plain English
  std::size_t column = 0;          ///< the column at fault, from 1; 0 for the whole line
  std::string header;              ///< its heading
  std::vector<std::string> notes;  ///< what somebody should look at, though the line is taken
};

/// A record to write. Nothing before: it is new, and whoever writes it gives it its id.
template <class Record>
struct ImportStep {
  std::size_t line = 0;
  std::optional<Record> before;
  Record after;
};

/// A family member's pupil may be new in the same import: then `pupil_line` is the line that adds them, and after.pupil is empty.
struct FamilyStep : ImportStep<FamilyMemberRecord> {
  std::optional<std::size_t> pupil_line;
};

struct ImportPlan {
  ImportSubject subject = ImportSubject::pupils;
  std::vector<PlanLine> lines;  ///< one for each line of the file after the headings
  std::vector<ImportStep<PupilRecord>> pupils;
  std::vector<ImportStep<StaffRecord>> staff;
  std::vector<ImportStep<ClassRecord>> classes;
  std::vector<FamilyStep> family;
  std::vector<ImportStep<MembershipRecord>> memberships;  ///< new ones only
  /// Pupils, staff or memberships on the roll that no line is about. Nothing happens to them unless somebody says so.
  std::vector<PupilId> pupils_not_in_file;
  std::vector<StaffId> staff_not_in_file;
  std::vector<MembershipRecord> memberships_not_in_file;  ///< only of classes the file names
  DateOrder dates = DateOrder::day_first;                 ///< how dates were read
  std::size_t empty_cells_kept = 0;                       ///< empty cells of mapped columns whose held value stays

  std::size_t count(LineOutcome outcome) const;
  bool writes_nothing() const {
    return pupils.empty() && staff.empty() && classes.empty() && family.empty() && memberships.empty();
  }
};

/// The first row of `table` is the headings, and `mapping` has an entry for each. Pupils are matched by UPN (a former one too), then by folded
/// names and birth date; staff by e-mail, staff code, then names; family members by names, then order, within their pupil. A column that is not
/// mapped, or an empty cell, never changes what is held. Errors: invalid, for the mapping (check_mapping) or a file without lines.
base::Result<ImportPlan> plan_import(const CsvTable& table, const ColumnMapping& mapping, const SchoolRoll& held,
                                     base::LocalDate today);

/// Something an undo leaves as it is, because it was changed after the import.
struct UndoConflict {
  std::string about;
  std::string field;  ///< its title; empty where the whole record stays
};

/// How to put a school back. Steps hold what is held now and what to make it; `remove_…` was added by the import and is as it was then.
struct UndoPlan {
  std::vector<ImportStep<PupilRecord>> pupils;
  std::vector<ImportStep<StaffRecord>> staff;
  std::vector<ImportStep<ClassRecord>> classes;
  std::vector<ImportStep<FamilyMemberRecord>> family;
  std::vector<PupilId> remove_pupils;
  std::vector<StaffId> remove_staff;
  std::vector<ClassId> remove_classes;
  std::vector<std::pair<FamilyMemberId, PupilId>> remove_family;
  std::vector<MembershipRecord> remove_memberships;
  std::vector<UndoConflict> conflicts;
};

/// `done` is a plan whose every step was written, with the ids given to new records in `after`. A field changed since by somebody else stays.
UndoPlan plan_undo(const ImportPlan& done, const SchoolRoll& now);

/// The steps of a written plan, kept with the import so that it can be undone. Lines are not in it.
web::Json steps_to_json(const ImportPlan& done);
/// Errors: invalid where the value was not made by steps_to_json.
base::Result<ImportPlan> steps_from_json(const web::Json& json);

}  // namespace people
