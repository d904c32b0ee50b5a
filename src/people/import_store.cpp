// SQL of imports and kept mappings.
#include "people/import_store.h"

#include <algorithm>
#include <array>

namespace people {
namespace {

using access::Expect;
using access::Step;

constexpr db::Sql newest_runs =
    "SELECT r.id, r.subject, r.state, r.file_digest, r.mapping, r.made_by, COALESCE(s.name, ''), r.made_at, r.done_at, r.undone_at "
    "FROM seen_import_run r LEFT JOIN staff s ON s.id = r.made_by ORDER BY r.made_at DESC, r.id DESC LIMIT :most";
constexpr db::Sql one_run =
    "SELECT r.id, r.subject, r.state, r.file_digest, r.mapping, r.made_by, COALESCE(s.name, ''), r.made_at, r.done_at, r.undone_at, "
    "r.file, r.summary, r.undo FROM seen_import_run r LEFT JOIN staff s ON s.id = r.made_by WHERE r.id = :id";
constexpr db::Sql finished_runs = "SELECT COUNT(done_at) + COUNT(undone_at) FROM seen_import_run";
constexpr db::Sql pupils_in_use =
    "SELECT p.id FROM seen_pupil p WHERE EXISTS (SELECT 1 FROM seen_part r WHERE r.pupil_id = p.id) "
    "OR EXISTS (SELECT 1 FROM tie t WHERE t.pupil_id = p.id) OR EXISTS (SELECT 1 FROM own_family o WHERE o.pupil_id = p.id) "
    "OR EXISTS (SELECT 1 FROM seen_court_order c WHERE c.pupil_id = p.id) OR EXISTS (SELECT 1 FROM seen_kept_safe k WHERE k.pupil_id = p.id)";
constexpr db::Sql staff_in_use =
    "SELECT s.id FROM staff s WHERE EXISTS (SELECT 1 FROM account a WHERE a.staff_id = s.id) "
    "OR EXISTS (SELECT 1 FROM tie t WHERE t.staff_id = s.id OR t.other_staff_id = s.id) "
    "OR EXISTS (SELECT 1 FROM role_request q WHERE q.staff_id = s.id) OR EXISTS (SELECT 1 FROM own_family o WHERE o.staff_id = s.id) "
    "OR EXISTS (SELECT 1 FROM api_token k WHERE k.staff_id = s.id) OR EXISTS (SELECT 1 FROM record_named n WHERE n.staff_id = s.id)";
constexpr db::Sql mapping_named = "SELECT mapping FROM import_mapping WHERE subject = :subject AND name = :name";
constexpr db::Sql mapping_names = "SELECT name FROM import_mapping WHERE subject = :subject AND name <> '' ORDER BY name";

constexpr db::Sql add_run =
    "INSERT INTO import_run (id, subject, state, file_digest, file, mapping, summary, undo, made_by, made_at) "
    "VALUES (:id, :subject, 'preview', :digest, :file, :mapping, '', '', :made_by, :made_at)";
constexpr db::Sql end_run =
    "UPDATE import_run SET state = 'done', file = :nothing, summary = :summary, undo = :undo, done_at = :now "
    "WHERE id = :id AND state = 'preview' AND :finished = (SELECT COUNT(done_at) + COUNT(undone_at) FROM import_run)";
constexpr db::Sql undo_run =
    "UPDATE import_run SET state = 'undone', undo = '', summary = :summary, undone_at = :now "
    "WHERE id = :id AND state = 'done' AND :finished = (SELECT COUNT(done_at) + COUNT(undone_at) FROM import_run)";
constexpr db::Sql drop_one = "UPDATE import_run SET state = 'dropped', file = :nothing WHERE id = :id AND state = 'preview'";
constexpr db::Sql drop_old = "UPDATE import_run SET state = 'dropped', file = :nothing WHERE state = 'preview' AND made_at < :cutoff";
constexpr db::Sql map_run = "UPDATE import_run SET mapping = :mapping WHERE id = :id AND state = 'preview'";
constexpr db::Sql put_mapping =
    "INSERT INTO import_mapping (subject, name, mapping, saved_by, saved_at) VALUES (:subject, :name, :mapping, :me, :now) "
    "ON CONFLICT (subject, name) DO UPDATE SET mapping = excluded.mapping, saved_by = excluded.saved_by, saved_at = excluded.saved_at";

ImportState state_of(std::string_view code) {
  if (code == "preview") return ImportState::preview;
  if (code == "done") return ImportState::done;
  return code == "undone" ? ImportState::undone : ImportState::dropped;
}

std::optional<ColumnMapping> read_mapping(std::string_view text) {
  const auto json = web::parse_json(text);
  if (!json) return std::nullopt;
  auto mapping = mapping_from_json(*json);
  if (!mapping) return std::nullopt;
  return *std::move(mapping);
}

web::Json read_json(std::string_view text) {
  if (text.empty()) return {};
  auto json = web::parse_json(text);
  return json ? *std::move(json) : web::Json{};
}

ImportRun read_run(const db::Row& row) {
  ImportRun run;
  run.id = row.id<ImportId>(0);
  run.subject = import_subject_of(row.text(1)).value_or(ImportSubject::pupils);
  run.state = state_of(row.text(2));
  const auto digest = row.bytes(3);
  std::copy_n(digest.begin(), std::min(digest.size(), run.digest.size()), run.digest.begin());
  if (auto mapping = read_mapping(row.text(4))) run.mapping = *std::move(mapping);
  run.made_by = row.id<access::StaffId>(5);
  run.made_by_name = row.string(6);
  run.made_at = row.time(7);
  run.done_at = row.time(8);
  run.undone_at = row.time(9);
  return run;
}

/// Reads as the house: who may import is already known, and the pass of the caller is the proof.
template <class Read>
void each_row(access::House& house, const db::Sql& sql, std::initializer_list<db::Bind> binds, Read read) {
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  reader->rows(sql, {binds.begin(), binds.size()}, read);
}

}  // namespace

std::string_view code(ImportState state) {
  switch (state) {
    case ImportState::preview: return "preview";
    case ImportState::done: return "done";
    case ImportState::undone: return "undone";
    case ImportState::dropped: return "dropped";
  }
  return "dropped";
}

std::vector<ImportRun> list_imports(access::House& house, const ImportPass&, int most) {
  std::vector<ImportRun> runs;
  each_row(house, newest_runs, {{"most", most}}, [&](const db::Row& row) { runs.push_back(read_run(row)); });
  return runs;
}

std::optional<ImportRun> find_import(access::House& house, const ImportPass&, const ImportId& id) {
  std::optional<ImportRun> run;
  each_row(house, one_run, {{"id", id}}, [&](const db::Row& row) {
    run = read_run(row);
    run->file = std::string(base::as_text(row.bytes(10)));
    run->summary = read_json(row.text(11));
    run->undo = read_json(row.text(12));
  });
  return run;
}

std::int64_t count_finished(access::House& house, const ImportPass&) {
  std::int64_t count = 0;
  each_row(house, finished_runs, {}, [&](const db::Row& row) { count = row.integer(0); });
  return count;
}

std::vector<PupilId> list_pupils_in_use(access::House& house, const ImportPass&) {
  std::vector<PupilId> out;
  each_row(house, pupils_in_use, {}, [&](const db::Row& row) { out.push_back(row.id<PupilId>(0)); });
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<StaffId> list_staff_in_use(access::House& house, const ImportPass&) {
  std::vector<StaffId> out;
  each_row(house, staff_in_use, {}, [&](const db::Row& row) { out.push_back(row.id<StaffId>(0)); });
  std::sort(out.begin(), out.end());
  return out;
}

std::optional<ColumnMapping> find_mapping(const ImportPass& pass, ImportSubject subject, std::string_view name) {
  const auto text = pass.row(mapping_named, [](const db::Row& row) { return row.string(0); }, {{"subject", code(subject)}, {"name", name}});
  return text ? read_mapping(*text) : std::nullopt;
}

std::vector<std::string> list_mappings(const ImportPass& pass, ImportSubject subject) {
  return pass.rows(mapping_names, [](const db::Row& row) { return row.string(0); }, {{"subject", code(subject)}});
}

Step insert_run(const ImportRun& run) {
  return {add_run,
          {{"id", run.id}, {"subject", code(run.subject)}, {"digest", run.digest}, {"file", base::as_bytes(run.file)},
           {"mapping", web::to_json(to_json(run.mapping))}, {"made_by", run.made_by}, {"made_at", run.made_at}}};
}

Step finish_run(const ImportId& id, const web::Json& summary, const web::Json& undo, std::int64_t finished) {
  return {end_run,
          {{"id", id}, {"nothing", base::Bytes{}}, {"summary", web::to_json(summary)}, {"undo", web::to_json(undo)}, {"finished", finished}}};
}

Step mark_undone(const ImportId& id, const web::Json& summary, std::int64_t finished) {
  return {undo_run, {{"id", id}, {"summary", web::to_json(summary)}, {"finished", finished}}};
}

Step drop_run(const ImportId& id) { return {drop_one, {{"id", id}, {"nothing", base::Bytes{}}}}; }
Step drop_waiting(base::UtcTime cutoff) { return {drop_old, {{"cutoff", cutoff}, {"nothing", base::Bytes{}}}}; }
Step set_mapping(const ImportId& id, const ColumnMapping& mapping) {
  return {map_run, {{"id", id}, {"mapping", web::to_json(to_json(mapping))}}};
}
Step keep_mapping(const ColumnMapping& mapping, std::string_view name) {
  return {put_mapping, {{"subject", code(mapping.subject)}, {"name", name}, {"mapping", web::to_json(to_json(mapping))}}};
}

}  // namespace people
