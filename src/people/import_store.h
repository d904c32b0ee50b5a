// Imports as they are kept: the file that waits between preview and confirmation, what was done, and how its columns were read.
#pragma once

#include "access/staff_store.h"
#include "people/import_columns.h"
#include "people/roll.h"
#include "web/json.h"

#include <optional>
#include <string>
#include <vector>

namespace people {

using ImportId = base::Id<struct ImportTag>;
using ImportPass = access::StaffPass<access::May::people_import>;

enum class ImportState : std::uint8_t { preview, done, undone, dropped };
/// "preview", "done", "undone", "dropped": as stored.
std::string_view code(ImportState state);

/// One import. Bytes are those of the whole file; several imports of one OneRoster set hold the same.
struct ImportRun {
  ImportId id;
  ImportSubject subject = ImportSubject::pupils;
  ImportState state = ImportState::preview;
  base::Bytes32 digest{};
  std::string file;  ///< empty unless it waits
  ColumnMapping mapping;
  web::Json summary;  ///< what was done, line by line; null before
  web::Json undo;     ///< the steps, as steps_to_json made them; null unless it is done
  access::StaffId made_by;
  std::string made_by_name;
  base::UtcTime made_at, done_at, undone_at;  ///< 0 where it has not come to that
};

/// The newest first, at most `most`, without files, summaries of lines or steps.
std::vector<ImportRun> list_imports(access::House& house, const ImportPass& pass, int most);
std::optional<ImportRun> find_import(access::House& house, const ImportPass& pass, const ImportId& id);
/// How many imports were ever done or undone: unchanged between reading the roll and writing, nobody imported meanwhile.
std::int64_t count_finished(access::House& house, const ImportPass& pass);
/// Pupils somebody has written about, or stands beside: an undo does not take them away.
std::vector<PupilId> list_pupils_in_use(access::House& house, const ImportPass& pass);
/// Members of staff with an account, a relation or words of their own.
std::vector<StaffId> list_staff_in_use(access::House& house, const ImportPass& pass);

/// The mapping kept under a name; the empty name is the one used last.
std::optional<ColumnMapping> find_mapping(const ImportPass& pass, ImportSubject subject, std::string_view name);
/// Names of kept mappings, without the one used last.
std::vector<std::string> list_mappings(const ImportPass& pass, ImportSubject subject);

// Statements; the caller enters the deed.
access::Step insert_run(const ImportRun& run);
/// Writes one row while the import waits and nobody has imported since `finished` was counted.
access::Step finish_run(const ImportId& id, const web::Json& summary, const web::Json& undo, std::int64_t finished);
access::Step mark_undone(const ImportId& id, const web::Json& summary, std::int64_t finished);
access::Step drop_run(const ImportId& id);
/// Files that have waited since before `cutoff` are emptied.
access::Step drop_waiting(base::UtcTime cutoff);
access::Step set_mapping(const ImportId& id, const ColumnMapping& mapping);
access::Step keep_mapping(const ColumnMapping& mapping, std::string_view name);

}  // namespace people
