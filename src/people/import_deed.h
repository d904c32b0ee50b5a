// Importing as a deed: a file read, compared with the roll, written in one unit of work, and taken back in one.
#pragma once

#include "people/import_plan.h"
#include "people/import_store.h"

#include <string>
#include <vector>

namespace people {

/// One import that a file holds: a CSV holds one, a OneRoster set up to four.
struct ImportPart {
  CsvTable table;
  ColumnMapping mapping;
};
struct ImportFile {
  std::string oneroster;  ///< the version; empty for a CSV
  std::vector<ImportPart> parts;
};

/// Reads a CSV, or a zip with a OneRoster set. The mapping of a CSV is the one used last for its subject, where its headings are known,
/// and a proposal otherwise. Errors: invalid, the field "file", in plain English with line and column.
base::Result<ImportFile> read_import_file(const ImportPass& pass, std::string_view bytes, std::optional<ImportSubject> subject);
/// The same part of a file that waits. Errors: as above.
base::Result<CsvTable> read_part(const ImportRun& run);

/// A waiting import for each part, to be kept by `keep`.
std::vector<ImportRun> new_runs(access::Visit& visit, std::string_view bytes, const ImportFile& file);
/// Entered as one deed; files that have waited for a week are emptied.
void keep(access::UnitOfWork& work, const ImportPass& pass, const std::vector<ImportRun>& runs);
/// The columns of a waiting import as somebody chose them; they are remembered, under a name too where one is given.
void choose_columns(access::UnitOfWork& work, const ImportPass& pass, const ImportRun& run, const ColumnMapping& mapping,
                    std::string_view save_as);
void drop(access::UnitOfWork& work, const ImportPass& pass, const ImportRun& run);

/// A plan, and what it was compared with.
struct Preview {
  ImportPlan plan;
  std::int64_t finished = 0;  ///< count_finished before the roll was read
  std::string seal;           ///< equal for equal steps: what was shown is what will be written
};
/// Errors: invalid, for the mapping or the file.
base::Result<Preview> preview(access::House& house, const ImportPass& pass, const CsvTable& table, const ColumnMapping& mapping);
/// The same against a roll that is not the stored one: for a set whose earlier parts are not written yet.
base::Result<ImportPlan> plan_against(const CsvTable& table, const ColumnMapping& mapping, const SchoolRoll& roll, base::LocalDate today);
/// The roll as it will be once the plan is written; new records get ids of their own.
void apply_to(SchoolRoll& roll, ImportPlan plan, base::UtcTime now, base::Random& random);

/// Writes every step with its entries. Fails at commit, with nothing written, where somebody imported meanwhile.
void confirm(access::UnitOfWork& work, const ImportPass& pass, const ImportRun& run, Preview preview);

/// What an undo came to, in plain words.
struct UndoResult {
  std::size_t taken_away = 0, put_back = 0;
  std::vector<UndoConflict> conflicts;  ///< left as they are
};
/// Takes a done import back as far as nobody has changed or used its records since. Errors: conflict, where it is not done.
base::Result<UndoResult> undo(access::House& house, access::UnitOfWork& work, const ImportPass& pass, const ImportRun& run);

/// What a result page and the command line tell of an import: counts, and every line that is not unchanged.
web::Json summary_of(const ImportPlan& plan);
/// Lines and counts of a summary, as far as it holds them.
struct ImportSummary {
  std::size_t added = 0, changed = 0, unchanged = 0, left_out = 0;
  std::vector<PlanLine> lines;
  std::vector<UndoConflict> conflicts;
};
ImportSummary read_summary(const web::Json& json);
web::Json with_conflicts(const web::Json& summary, const UndoResult& result);

}  // namespace people
