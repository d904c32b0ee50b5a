// SQL of the export: people, the records and what follows them, the access log. What wings keep besides is in export_tables_store.cpp.
#include "overview/export_store.h"

#include "access/audit_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace overview {
namespace {

constexpr db::Sql pupils =
    "SELECT p.id, p.given, p.family, d.legal_given, d.legal_family, d.born_on, d.sex, p.year_group, p.class_name, p.house, p.joined_on, "
    "p.left_on, d.upn, d.former_upns, d.uln, d.admission_no, d.first_language, d.eal, d.ethnicity, c.fsm, c.pupil_premium, c.looked_after, "
    "c.service_child, n.sen_status, n.sen_need, s.safety_note FROM seen_pupil p JOIN seen_pupil_detail d ON d.id = p.id "
    "JOIN seen_pupil_circumstance c ON c.id = p.id JOIN seen_pupil_need n ON n.id = p.id JOIN seen_pupil_safety s ON s.id = p.id "
    "ORDER BY p.folded, p.id";
constexpr db::Sql staff =
    "SELECT s.id, s.name, s.title, s.forename, s.surname, s.post, s.email, s.phone, s.staff_code, COALESCE(a.username, ''), COALESCE(a.suspended, 0), s.starts_on, s.ends_on "
    "FROM staff s LEFT JOIN account a ON a.staff_id = s.id ORDER BY s.folded, s.id";
constexpr db::Sql staff_roles =
    "SELECT r.staff_id, s.name, r.role, r.starts_on, r.ends_on, r.given_by, r.seconded_by FROM staff_role r JOIN staff s ON s.id = r.staff_id "
    "ORDER BY s.folded, r.starts_on, r.role";
constexpr db::Sql family =
    "SELECT f.id, f.pupil_id, p.given, p.family, f.place, f.title, f.given, f.family, f.relationship, f.responsibility, f.lives_with, f.mobile, "
    "f.home_phone, f.work_phone, f.email, f.address, f.language, f.note FROM seen_family f JOIN seen_pupil p ON p.id = f.pupil_id ORDER BY p.folded, f.pupil_id, f.place";
constexpr db::Sql classes = "SELECT id, name, kind, year_group, subject, starts_on, ends_on FROM school_class ORDER BY kind, name";
constexpr db::Sql members =
    "SELECT m.class_id, c.name, m.pupil_id, p.given, p.family, m.starts_on, m.ends_on FROM seen_class_member m "
    "JOIN school_class c ON c.id = m.class_id JOIN seen_pupil p ON p.id = m.pupil_id ORDER BY c.name, p.folded, m.starts_on";
constexpr db::Sql relations =
    "SELECT t.id, t.staff_id, s.name, t.relation, t.pupil_id, COALESCE(p.given || ' ' || p.family, ''), COALESCE(c.name, ''), "
    "COALESCE(t.year_group, ''), COALESCE(o.name, ''), t.starts_on, t.ends_on, t.from_at, t.until_at, t.reason FROM tie t "
    "JOIN staff s ON s.id = t.staff_id LEFT JOIN seen_pupil p ON p.id = t.pupil_id LEFT JOIN school_class c ON c.id = t.class_id "
    "LEFT JOIN staff o ON o.id = t.other_staff_id ORDER BY s.folded, t.starts_on, t.id";
constexpr db::Sql own_family =
    "SELECT o.staff_id, s.name, o.pupil_id, p.given, p.family FROM own_family o JOIN staff s ON s.id = o.staff_id "
    "JOIN seen_pupil p ON p.id = o.pupil_id ORDER BY s.folded, p.folded";
constexpr db::Sql terms = "SELECT id, academic_year, name, starts_on, ends_on FROM school_term ORDER BY starts_on";
constexpr db::Sql closures = "SELECT day, kind, name FROM school_closure ORDER BY day";
constexpr db::Sql vocabulary = "SELECT word, ours FROM vocabulary ORDER BY word";
constexpr db::Sql kind_changes = "SELECT kind, version, changes, made_by, made_at FROM kind_change ORDER BY kind, version";
constexpr db::Sql import_mappings = "SELECT subject, name, mapping, saved_by, saved_at FROM import_mapping ORDER BY subject, name";
constexpr db::Sql own_kinds = "SELECT id, version, declared, made_by, made_at FROM own_kind ORDER BY id, version";
constexpr db::Sql links = "SELECT id, from_id, to_id, relation, made_by, made_at, ended_by, ended_at FROM record_link ORDER BY id";
constexpr db::Sql frames = "SELECT record_id, version, occurred_at FROM version_frame ORDER BY record_id, version";
constexpr db::Sql frame_parts = "SELECT record_id, version, pupil_id, part FROM version_part ORDER BY record_id, version, pupil_id";
constexpr db::Sql ended_records =
    "SELECT r.id, r.kind, r.info_class, t.flag, r.author_id, r.occurred_at, r.recorded_at, t.how, t.reason, t.made_by, t.made_at, r.moved_to "
    "FROM record_tombstone t JOIN record r ON r.id = t.record_id ORDER BY r.id";
constexpr db::Sql ended_versions =
    "SELECT v.record_id, v.version, v.author_id, v.at, v.reason, v.kind_version, v.body FROM record_version v "
    "JOIN record_tombstone t ON t.record_id = v.record_id ORDER BY v.record_id, v.version";
constexpr db::Sql ended_parts = "SELECT record_id, version, pupil_id, part FROM seen_kept_part ORDER BY record_id, version, pupil_id";

constexpr db::Sql actions =
    "SELECT id, what, owner_id, owner_role, asker_id, due_on, urgency, pupil_id, info_class, flag, source_code, source_id, state, version, "
    "snoozed_until, escalated_to, escalated_on, asked_at, changed_at, proof, proof_record FROM action ORDER BY id";
constexpr db::Sql action_steps =
    "SELECT action_id, number, at, by_id, deed, words, owner_id, owner_role, day, record_id FROM action_step ORDER BY action_id, number";
constexpr db::Sql sights =
    "SELECT record_id, staff_id, role, asked_at, seen_at, seen_version FROM must_see ORDER BY record_id, staff_id";
constexpr db::Sql sign_offs = "SELECT record_id, version, state, kind, author_id, since FROM sign_off ORDER BY record_id";
constexpr db::Sql sign_off_steps =
    "SELECT record_id, number, version, at, by_id, deed, words FROM sign_off_step ORDER BY record_id, number";

// A page is whole records: their versions, parts and files are read by the range of ids the page has.
constexpr db::Sql record_page =
    "SELECT id, kind, info_class, flag, author_id, occurred_at, recorded_at, version, state, line, moved_to FROM seen_record "
    "WHERE id > :after ORDER BY id LIMIT 5000";
constexpr db::Sql versions_between =
    "SELECT record_id, version, author_id, at, reason, kind_version, body FROM seen_version "
    "WHERE record_id > :after AND record_id <= :until ORDER BY record_id, version";
constexpr db::Sql parts_between =
    "SELECT record_id, pupil_id, part FROM seen_part WHERE record_id > :after AND record_id <= :until ORDER BY record_id, pupil_id";
constexpr db::Sql files_between =
    "SELECT record_id, id FROM seen_attachment WHERE record_id > :after AND record_id <= :until ORDER BY record_id, id";
constexpr db::Sql named_between =
    "SELECT record_id, staff_id, until_at FROM record_named WHERE record_id > :after AND record_id <= :until ORDER BY record_id, staff_id";
constexpr db::Sql head = "SELECT seq FROM audit_head WHERE only_one = 1";
// Of records, and of help in lessons: there the request stands in place of the record.
constexpr db::Sql files =
    "SELECT id, record_id, name, content_type, added_at, size FROM attachment "
    "UNION ALL SELECT id, help_id, name, content_type, added_at, size FROM lesson_help_file ORDER BY 1";
constexpr db::Sql chunks =
    "SELECT bytes FROM (SELECT place, bytes FROM attachment_chunk WHERE attachment_id = :id UNION ALL SELECT place, bytes FROM lesson_help_file_chunk WHERE file_id = :id) AS part "
    "ORDER BY place";

using AnyId = base::Id<struct AnyTag>;

std::string id_text(const db::Row& row, int column) {
  const auto id = row.id<AnyId>(column);
  return id.is_nil() ? std::string() : id.text();
}

struct TableSql {
  ExportTable table;
  db::Sql sql;
};

const std::vector<TableSql>& tables() {
  using enum Cell;
  static const std::vector<TableSql> all = {
      {{"pupils.csv", "pupil",
        {{"id", id}, {"given", text}, {"family", text}, {"legal_given", text}, {"legal_family", text}, {"born_on", day}, {"sex", text},
         {"year_group", text}, {"class", text}, {"house", text}, {"joined_on", day}, {"left_on", day}, {"upn", text}, {"former_upns", text},
         {"uln", text}, {"admission_no", text}, {"first_language", text}, {"eal", text}, {"ethnicity", text}, {"fsm", text},
         {"pupil_premium", text}, {"looked_after", text}, {"service_child", text}, {"sen_status", text}, {"sen_need", text},
         {"safety_note", text}}},
       pupils},
      {{"staff.csv", "staff",
        {{"id", id}, {"name", text}, {"title", text}, {"forename", text}, {"surname", text}, {"post", text}, {"email", text}, {"phone", text},
         {"staff_code", text}, {"username", text}, {"suspended", number},
         {"starts_on", day}, {"ends_on", day}}},
       staff},
      {{"staff_roles.csv", "staff_role",
        {{"staff", id}, {"name", text}, {"role", text}, {"starts_on", day}, {"ends_on", day}, {"given_by", id}, {"seconded_by", id}}},
       staff_roles},
      {{"family.csv", "family_tie",
        {{"id", id}, {"pupil", id}, {"pupil_given", text}, {"pupil_family", text}, {"order", number}, {"title", text}, {"given", text},
         {"family", text}, {"relationship", text}, {"responsibility", text}, {"lives_with", text}, {"mobile", text}, {"home_phone", text},
         {"work_phone", text}, {"email", text}, {"address", text},
         {"language", text}, {"note", text}}},
       family},
      {{"classes.csv", "school_class",
        {{"id", id}, {"name", text}, {"kind", text}, {"year_group", text}, {"subject", text}, {"starts_on", day}, {"ends_on", day}}},
       classes},
      {{"class_members.csv", "class_member",
        {{"class", id}, {"class_name", text}, {"pupil", id}, {"given", text}, {"family", text}, {"starts_on", day}, {"ends_on", day}}},
       members},
      {{"relations.csv", "tie",
        {{"id", id}, {"staff", id}, {"staff_name", text}, {"relation", text}, {"pupil", id}, {"pupil_name", text}, {"class", text},
         {"year_group", text}, {"other_staff", text}, {"starts_on", day}, {"ends_on", day}, {"from", moment}, {"until", moment},
         {"reason", text}}},
       relations},
      {{"own_family.csv", "own_family", {{"staff", id}, {"staff_name", text}, {"pupil", id}, {"given", text}, {"family", text}}}, own_family},
      {{"terms.csv", "school_term", {{"id", id}, {"academic_year", number}, {"name", text}, {"starts_on", day}, {"ends_on", day}}}, terms},
      {{"closures.csv", "school_closure", {{"day", day}, {"kind", text}, {"name", text}}}, closures},
      {{"vocabulary.csv", "vocabulary", {{"word", text}, {"ours", text}}}, vocabulary},
      {{"kind_changes.csv", "kind_change", {{"kind", text}, {"version", number}, {"changes", text}, {"made_by", id}, {"made_at", moment}}}, kind_changes},
      {{"import_mappings.csv", "import_mapping", {{"subject", text}, {"name", text}, {"mapping", text}, {"saved_by", id}, {"saved_at", moment}}},
       import_mappings},
      {{"own_kinds.csv", "own_kind", {{"id", text}, {"version", number}, {"declared", text}, {"made_by", id}, {"made_at", moment}}}, own_kinds},
      {{"links.csv", "record_link",
        {{"id", id}, {"from", id}, {"to", id}, {"relation", text}, {"made_by", id}, {"made_at", moment}, {"ended_by", id}, {"ended_at", moment}}},
       links},
      {{"version_moments.csv", "version_frame", {{"record", id}, {"version", number}, {"occurred_at", moment}}}, frames},
      {{"version_pupils.csv", "version_part", {{"record", id}, {"version", number}, {"pupil", id}, {"part", text}}}, frame_parts},
      {{"ended_records.csv", "record_tombstone",
        {{"id", id}, {"kind", text}, {"class", number}, {"flag", number}, {"author", id}, {"occurred_at", moment}, {"recorded_at", moment},
         {"how", text}, {"reason", text}, {"made_by", id}, {"made_at", moment}, {"moved_to", id}}},
       ended_records},
      {{"ended_versions.csv", "",
        {{"record", id}, {"version", number}, {"author", id}, {"at", moment}, {"reason", text}, {"kind_version", text}, {"body", text}}},
       ended_versions},
      {{"ended_pupils.csv", "", {{"record", id}, {"version", number}, {"pupil", id}, {"part", text}}}, ended_parts},
      {{"actions.csv", "action",
        {{"id", id}, {"what", text}, {"owner", id}, {"owner_role", text}, {"asked_by", id}, {"due_on", day}, {"urgency", text}, {"pupil", id},
         {"class", number}, {"flag", number}, {"source", text}, {"source_id", id}, {"state", text}, {"version", number}, {"put_off_until", day},
         {"escalated_to", id}, {"escalated_on", day}, {"asked_at", moment}, {"changed_at", moment}, {"proof", text}, {"proof_record", id}}},
       actions},
      {{"action_steps.csv", "action_step",
        {{"action", id}, {"number", number}, {"at", moment}, {"by", id}, {"deed", text}, {"words", text}, {"owner", id}, {"owner_role", text},
         {"day", day}, {"record", id}}},
       action_steps},
      {{"sights.csv", "must_see", {{"record", id}, {"staff", id}, {"role", text}, {"asked_at", moment}, {"seen_at", moment}, {"seen_version", number}}}, sights},
      {{"sign_offs.csv", "sign_off", {{"record", id}, {"version", number}, {"state", text}, {"kind", text}, {"author", id}, {"since", moment}}}, sign_offs},
      {{"sign_off_steps.csv", "sign_off_step", {{"record", id}, {"number", number}, {"version", number}, {"at", moment}, {"by", id}, {"deed", text}, {"words", text}}},
       sign_off_steps},
  };
  return all;
}

/// "id:id name made_at:at", as columns.
std::vector<ExportColumn> read_columns(std::string_view text) {
  std::vector<ExportColumn> out;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    const auto colon = word.find(':');
    const auto sort = colon == std::string_view::npos ? std::string_view() : word.substr(colon + 1);
    const auto cell = sort == "id" ? Cell::id : sort == "n" ? Cell::number : sort == "day" ? Cell::day : sort == "at" ? Cell::moment : Cell::text;
    out.push_back({word.substr(0, colon), cell});
  }
  return out;
}

const std::vector<TableSql>& every_table() {
  static const std::vector<TableSql> all = [] {
    auto out = tables();
    for (const auto& one : wing_tables()) out.push_back({{one.file, one.holds, read_columns(one.columns)}, one.sql});
    return out;
  }();
  return all;
}

std::string to_text(const db::Row& row, int column, Cell cell) {
  if (row.is_null(column)) return {};
  switch (cell) {
    case Cell::text: return row.string(column);
    case Cell::number: return fmt::to_string(row.integer(column));
    case Cell::id: return id_text(row, column);
    case Cell::day: return base::to_iso(row.date(column));
    case Cell::moment: return base::to_iso(row.time(column));
  }
  return {};
}

/// What was written, as JSON where it is: bodies are.
web::Json body_of(std::string_view text) {
  auto parsed = web::parse_json(text);
  return parsed ? *std::move(parsed) : web::Json(text);
}

}  // namespace

std::span<const ExportTable> export_tables() {
  static const std::vector<ExportTable> all = [] {
    std::vector<ExportTable> out;
    for (const auto& one : every_table()) out.push_back(one.table);
    return out;
  }();
  return all;
}

void read_table(db::WriteConnection& store, const ExportTable& table, const std::function<void(const std::vector<std::string>&)>& each) {
  std::vector<std::string> cells(table.columns.size());
  for (const auto& one : every_table()) {
    if (one.table.file != table.file) continue;
    store.rows(one.sql, {}, [&](const db::Row& row) {
      for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = to_text(row, static_cast<int>(i), table.columns[i].cell);
      each(cells);
    });
  }
}

void read_records(db::ReadConnection& reader, const std::function<void(const web::Json&)>& each) {
  AnyId after;
  for (;;) {
    std::vector<web::Json> page;
    std::map<AnyId, std::size_t> place;
    const std::array from = {db::Bind{"after", after}};
    reader.rows(record_page, from, [&](const db::Row& row) {
      web::Json record;
      record.set("id", id_text(row, 0));
      record.set("kind", row.string(1));
      record.set("class", row.integer(2));
      record.set("flag", row.integer(3));
      record.set("author", id_text(row, 4));
      record.set("occurred_at", base::to_iso(row.time(5)));
      record.set("recorded_at", base::to_iso(row.time(6)));
      record.set("version", row.integer(7));
      record.set("state", row.string(8));
      record.set("line", row.string(9));
      if (!row.is_null(10)) record.set("moved_to", id_text(row, 10));
      for (const auto list : {"parts", "versions", "files", "named"}) record.set(list, web::Json::Array{});
      place[row.id<AnyId>(0)] = page.size();
      page.push_back(std::move(record));
    });
    if (page.empty()) return;
    const auto until = place.rbegin()->first;
    const std::array range = {db::Bind{"after", after}, db::Bind{"until", until}};
    const auto add = [&](const db::Row& row, std::string_view list, web::Json what) {
      const auto found = place.find(row.id<AnyId>(0));
      if (found == place.end()) return;
      auto& record = page[found->second];
      auto now = *record.find(list)->array();
      now.push_back(std::move(what));
      record.set(list, std::move(now));
    };
    reader.rows(parts_between, range, [&](const db::Row& row) {
      add(row, "parts", web::Json::Object{{"pupil", id_text(row, 1)}, {"part", row.string(2)}});
    });
    reader.rows(versions_between, range, [&](const db::Row& row) {
      add(row, "versions",
          web::Json::Object{{"version", row.integer(1)}, {"author", id_text(row, 2)}, {"at", base::to_iso(row.time(3))},
                            {"reason", row.string(4)}, {"kind_version", row.string(5)}, {"fields", body_of(row.text(6))}});
    });
    reader.rows(files_between, range, [&](const db::Row& row) { add(row, "files", id_text(row, 1)); });
    reader.rows(named_between, range, [&](const db::Row& row) {
      add(row, "named", web::Json::Object{{"staff", id_text(row, 1)}, {"until", base::to_iso(row.time(2))}});
    });
    for (const auto& record : page) each(record);
    after = until;
  }
}

std::int64_t newest_entry(db::ReadConnection& reader) {
  std::int64_t out = 0;
  reader.rows(head, {}, [&](const db::Row& row) { out = row.integer(0); });
  return out;
}

void read_audit(access::House& house, std::int64_t until, const std::function<void(const web::Json&)>& each) {
  const auto store = house.database().writer();
  access::read_entries(*store, 0, until, [&](const access::ChainEntry& entry, const base::Bytes32& hash) {
    each(web::Json::Object{{"seq", entry.seq},
                           {"at", base::to_iso(entry.at)},
                           {"actor", AnyId(entry.actor).text()},
                           {"deed", entry.deed},
                           {"class", entry.info_class},
                           {"subject", AnyId(entry.subject).text()},
                           {"pupil", AnyId(entry.pupil).text()},
                           {"basis", entry.basis},
                           {"policy_version", entry.policy_version},
                           {"commitment", base::to_hex(entry.commitment)},
                           {"hash", base::to_hex(hash)}});
  });
}

std::vector<ExportFile> list_files(db::WriteConnection& store) {
  std::vector<ExportFile> out;
  store.rows(files, {}, [&](const db::Row& row) {
    out.push_back({id_text(row, 0), id_text(row, 1), row.string(2), row.string(3), base::to_iso(row.time(4)), row.integer(5)});
  });
  return out;
}

void read_file(db::WriteConnection& store, std::string_view id, const std::function<void(base::BytesView)>& each) {
  const auto parsed = AnyId::parse(id);
  if (!parsed) return;
  const std::array binds = {db::Bind{"id", *parsed}};
  store.rows(chunks, binds, [&](const db::Row& row) { each(row.bytes(0)); });
}

}  // namespace overview
