// SQL of the export. Every statement runs on a reading connection that looks as the house.
#include "overview/export_store.h"

#include "access/audit_store.h"

#include <fmt/format.h>

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
constexpr db::Sql links = "SELECT id, from_id, to_id, relation, made_by, made_at, ended_by, ended_at FROM seen_link ORDER BY id";
constexpr db::Sql frames = "SELECT record_id, version, occurred_at FROM seen_frame ORDER BY record_id, version";
constexpr db::Sql frame_parts = "SELECT record_id, version, pupil_id, part FROM seen_version_part ORDER BY record_id, version, pupil_id";
constexpr db::Sql ended_records =
    "SELECT id, kind, info_class, flag, author_id, occurred_at, recorded_at, how, reason, made_by, made_at, moved_to FROM seen_kept_record ORDER BY id";
constexpr db::Sql ended_versions =
    "SELECT record_id, version, author_id, at, reason, kind_version, body FROM seen_kept_version ORDER BY record_id, version";
constexpr db::Sql ended_parts = "SELECT record_id, version, pupil_id, part FROM seen_kept_part ORDER BY record_id, version, pupil_id";

constexpr db::Sql programmes =
    "SELECT id, version, name, strand, need, purpose, minutes, times_a_week, weeks, group_least, group_most, skills, steps, materials, baseline, cost_pence, "
    "retired, made_by, made_at FROM programme ORDER BY id, version";
constexpr db::Sql groups =
    "SELECT id, version, name, programme_id, lead_id, place, starts_on, ends_on, made_by, made_at FROM support_group ORDER BY name, id";
constexpr db::Sql group_members =
    "SELECT m.group_id, g.name, m.pupil_id, p.given, p.family, m.starts_on, m.ends_on FROM seen_support_group_member m "
    "JOIN support_group g ON g.id = m.group_id JOIN seen_pupil p ON p.id = m.pupil_id ORDER BY g.name, p.folded, m.starts_on";
constexpr db::Sql periods = "SELECT id, name, kind, days, starts, ends, from_on, until_on, made_by, made_at FROM school_period ORDER BY starts, id";
constexpr db::Sql timetable_settings = "SELECT name, value, set_by, set_at FROM timetable_setting ORDER BY name";
constexpr db::Sql slots =
    "SELECT id, version, kind, title, staff_id, pupil_id, group_id, class_id, programme_id, line_id, place, weekday, starts, ends, week, from_on, until_on, "
    "follows, made_by, made_at FROM seen_slot ORDER BY id";
constexpr db::Sql slot_exceptions =
    "SELECT id, slot_id, on_day, kind, why, to_day, starts, ends, place, staff_id, made_by, made_at, undone_by, undone_at FROM seen_slot_exception_kept "
    "ORDER BY on_day, id";
constexpr db::Sql reduced =
    "SELECT id, pupil_id, version, reason, why, starts_on, ends_on, full_minutes, steps, off_site, risk, consent_by, consent_how, consent_on, "
    "consent_withdrawn_on, authority_told_on, ended_on, made_by, made_at FROM seen_reduced_timetable ORDER BY id";
constexpr db::Sql reduced_reviews = "SELECT id, reduced_id, pupil_id, on_day, words, made_by, made_at FROM seen_reduced_review ORDER BY id";

constexpr db::Sql actions =
    "SELECT id, what, owner_id, owner_role, asker_id, due_on, urgency, pupil_id, info_class, flag, source_code, source_id, state, version, "
    "snoozed_until, escalated_to, escalated_on, asked_at, changed_at, proof, proof_record FROM seen_action ORDER BY id";
constexpr db::Sql action_steps =
    "SELECT action_id, number, at, by_id, deed, words, owner_id, owner_role, day, record_id FROM seen_action_step ORDER BY action_id, number";
constexpr db::Sql sights =
    "SELECT record_id, staff_id, role, asked_at, seen_at, seen_version FROM seen_must_see ORDER BY record_id, staff_id";
constexpr db::Sql sign_offs = "SELECT record_id, version, state, kind, author_id, since FROM seen_sign_off ORDER BY record_id";
constexpr db::Sql sign_off_steps =
    "SELECT record_id, number, version, at, by_id, deed, words FROM seen_sign_off_step ORDER BY record_id, number";
constexpr db::Sql sessions =
    "SELECT id, slot_id, day, starts, minutes, staff_id, programme_id, title, place, written_by, written_at FROM seen_session ORDER BY day, starts, id";
constexpr db::Sql session_pupils =
    "SELECT session_id, pupil_id, day, staff_id, line_id, record_id, happened, promised, planned, minutes, reason, engagement FROM seen_session_pupil ORDER BY day, session_id, pupil_id";
constexpr db::Sql target_scores =
    "SELECT target_id, pupil_id, day, session_id, record_id, value, prompt FROM seen_target_score ORDER BY target_id, day, session_id";
constexpr db::Sql pay =
    "SELECT id, staff_id, from_on, grade, point, full_time_pence, week_minutes, full_week_minutes, paid_weeks, worked_weeks, on_costs, made_by, made_at "
    "FROM seen_pay ORDER BY staff_id, from_on, id";
constexpr db::Sql school_shares = "SELECT from_on, pence, made_by, made_at FROM school_share ORDER BY from_on";
constexpr db::Sql top_ups = "SELECT id, pupil_id, source, band, pence_a_year, from_on, until_on, made_by, made_at FROM seen_top_up ORDER BY from_on, id";
constexpr db::Sql further_costs =
    "SELECT cost_id, pupil_id, what, source, on_day, whole_pence, pence, made_by, made_at FROM seen_further_cost ORDER BY on_day, cost_id, pupil_id";

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
constexpr db::Sql files = "SELECT id, record_id, name, content_type, added_at, size FROM seen_attachment ORDER BY id";
constexpr db::Sql chunks = "SELECT bytes FROM seen_attachment_chunk WHERE attachment_id = :id ORDER BY place";

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
      {{"pupils.csv",
        {{"id", id}, {"given", text}, {"family", text}, {"legal_given", text}, {"legal_family", text}, {"born_on", day}, {"sex", text},
         {"year_group", text}, {"class", text}, {"house", text}, {"joined_on", day}, {"left_on", day}, {"upn", text}, {"former_upns", text},
         {"uln", text}, {"admission_no", text}, {"first_language", text}, {"eal", text}, {"ethnicity", text}, {"fsm", text},
         {"pupil_premium", text}, {"looked_after", text}, {"service_child", text}, {"sen_status", text}, {"sen_need", text},
         {"safety_note", text}}},
       pupils},
      {{"staff.csv",
        {{"id", id}, {"name", text}, {"title", text}, {"forename", text}, {"surname", text}, {"post", text}, {"email", text}, {"phone", text},
         {"staff_code", text}, {"username", text}, {"suspended", number},
         {"starts_on", day}, {"ends_on", day}}},
       staff},
      {{"staff_roles.csv",
        {{"staff", id}, {"name", text}, {"role", text}, {"starts_on", day}, {"ends_on", day}, {"given_by", id}, {"seconded_by", id}}},
       staff_roles},
      {{"family.csv",
        {{"id", id}, {"pupil", id}, {"pupil_given", text}, {"pupil_family", text}, {"order", number}, {"title", text}, {"given", text},
         {"family", text}, {"relationship", text}, {"responsibility", text}, {"lives_with", text}, {"mobile", text}, {"home_phone", text},
         {"work_phone", text}, {"email", text}, {"address", text},
         {"language", text}, {"note", text}}},
       family},
      {{"classes.csv",
        {{"id", id}, {"name", text}, {"kind", text}, {"year_group", text}, {"subject", text}, {"starts_on", day}, {"ends_on", day}}},
       classes},
      {{"class_members.csv",
        {{"class", id}, {"class_name", text}, {"pupil", id}, {"given", text}, {"family", text}, {"starts_on", day}, {"ends_on", day}}},
       members},
      {{"relations.csv",
        {{"id", id}, {"staff", id}, {"staff_name", text}, {"relation", text}, {"pupil", id}, {"pupil_name", text}, {"class", text},
         {"year_group", text}, {"other_staff", text}, {"starts_on", day}, {"ends_on", day}, {"from", moment}, {"until", moment},
         {"reason", text}}},
       relations},
      {{"own_family.csv", {{"staff", id}, {"staff_name", text}, {"pupil", id}, {"given", text}, {"family", text}}}, own_family},
      {{"terms.csv", {{"id", id}, {"academic_year", number}, {"name", text}, {"starts_on", day}, {"ends_on", day}}}, terms},
      {{"closures.csv", {{"day", day}, {"kind", text}, {"name", text}}}, closures},
      {{"vocabulary.csv", {{"word", text}, {"ours", text}}}, vocabulary},
      {{"kind_changes.csv", {{"kind", text}, {"version", number}, {"changes", text}, {"made_by", id}, {"made_at", moment}}}, kind_changes},
      {{"import_mappings.csv", {{"subject", text}, {"name", text}, {"mapping", text}, {"saved_by", id}, {"saved_at", moment}}},
       import_mappings},
      {{"own_kinds.csv", {{"id", text}, {"version", number}, {"declared", text}, {"made_by", id}, {"made_at", moment}}}, own_kinds},
      {{"links.csv",
        {{"id", id}, {"from", id}, {"to", id}, {"relation", text}, {"made_by", id}, {"made_at", moment}, {"ended_by", id}, {"ended_at", moment}}},
       links},
      {{"version_moments.csv", {{"record", id}, {"version", number}, {"occurred_at", moment}}}, frames},
      {{"version_pupils.csv", {{"record", id}, {"version", number}, {"pupil", id}, {"part", text}}}, frame_parts},
      {{"ended_records.csv",
        {{"id", id}, {"kind", text}, {"class", number}, {"flag", number}, {"author", id}, {"occurred_at", moment}, {"recorded_at", moment},
         {"how", text}, {"reason", text}, {"made_by", id}, {"made_at", moment}, {"moved_to", id}}},
       ended_records},
      {{"ended_versions.csv",
        {{"record", id}, {"version", number}, {"author", id}, {"at", moment}, {"reason", text}, {"kind_version", text}, {"body", text}}},
       ended_versions},
      {{"ended_pupils.csv", {{"record", id}, {"version", number}, {"pupil", id}, {"part", text}}}, ended_parts},
      {{"programmes.csv",
        {{"id", id}, {"version", number}, {"name", text}, {"strand", text}, {"need", text}, {"purpose", text}, {"minutes", number}, {"times_a_week", number},
         {"weeks", number}, {"group_least", number}, {"group_most", number}, {"skills", text}, {"steps", text}, {"materials", text}, {"baseline", text},
         {"cost_pence", number}, {"retired", number}, {"made_by", id}, {"made_at", moment}}},
       programmes},
      {{"groups.csv",
        {{"id", id}, {"version", number}, {"name", text}, {"programme", id}, {"lead", id}, {"place", text}, {"starts_on", day}, {"ends_on", day},
         {"made_by", id}, {"made_at", moment}}},
       groups},
      {{"group_members.csv",
        {{"group", id}, {"group_name", text}, {"pupil", id}, {"given", text}, {"family", text}, {"starts_on", day}, {"ends_on", day}}},
       group_members},
      {{"periods.csv",
        {{"id", id}, {"name", text}, {"kind", text}, {"days", number}, {"starts", number}, {"ends", number}, {"from", day}, {"until", day}, {"made_by", id},
         {"made_at", moment}}},
       periods},
      {{"timetable_settings.csv", {{"name", text}, {"value", number}, {"set_by", id}, {"set_at", moment}}}, timetable_settings},
      {{"slots.csv",
        {{"id", id}, {"version", number}, {"kind", text}, {"title", text}, {"staff", id}, {"pupil", id}, {"group", id}, {"class", id}, {"programme", id},
         {"line", id}, {"place", text}, {"weekday", number}, {"starts", number}, {"ends", number}, {"week", text}, {"from", day}, {"until", day},
         {"follows", id}, {"made_by", id}, {"made_at", moment}}},
       slots},
      {{"slot_exceptions.csv",
        {{"id", id}, {"slot", id}, {"on", day}, {"kind", text}, {"why", text}, {"to_day", day}, {"starts", number}, {"ends", number}, {"place", text},
         {"staff", id}, {"made_by", id}, {"made_at", moment}, {"undone_by", id}, {"undone_at", moment}}},
       slot_exceptions},
      {{"reduced_timetables.csv",
        {{"id", id}, {"pupil", id}, {"version", number}, {"reason", text}, {"why", text}, {"starts_on", day}, {"ends_on", day}, {"full_minutes", number},
         {"steps", text}, {"off_site", text}, {"risk", text}, {"consent_by", text}, {"consent_how", text}, {"consent_on", day},
         {"consent_withdrawn_on", day}, {"authority_told_on", day}, {"ended_on", day}, {"made_by", id}, {"made_at", moment}}},
       reduced},
      {{"reduced_reviews.csv",
        {{"id", id}, {"reduced", id}, {"pupil", id}, {"on", day}, {"words", text}, {"made_by", id}, {"made_at", moment}}},
       reduced_reviews},
      {{"actions.csv",
        {{"id", id}, {"what", text}, {"owner", id}, {"owner_role", text}, {"asked_by", id}, {"due_on", day}, {"urgency", text}, {"pupil", id},
         {"class", number}, {"flag", number}, {"source", text}, {"source_id", id}, {"state", text}, {"version", number}, {"put_off_until", day},
         {"escalated_to", id}, {"escalated_on", day}, {"asked_at", moment}, {"changed_at", moment}, {"proof", text}, {"proof_record", id}}},
       actions},
      {{"action_steps.csv",
        {{"action", id}, {"number", number}, {"at", moment}, {"by", id}, {"deed", text}, {"words", text}, {"owner", id}, {"owner_role", text},
         {"day", day}, {"record", id}}},
       action_steps},
      {{"sights.csv", {{"record", id}, {"staff", id}, {"role", text}, {"asked_at", moment}, {"seen_at", moment}, {"seen_version", number}}}, sights},
      {{"sign_offs.csv", {{"record", id}, {"version", number}, {"state", text}, {"kind", text}, {"author", id}, {"since", moment}}}, sign_offs},
      {{"sign_off_steps.csv", {{"record", id}, {"number", number}, {"version", number}, {"at", moment}, {"by", id}, {"deed", text}, {"words", text}}},
       sign_off_steps},
      {{"sessions.csv",
        {{"id", id}, {"slot", id}, {"day", day}, {"starts_minute", number}, {"minutes", number}, {"staff", id}, {"programme", id}, {"title", text},
         {"place", text}, {"written_by", id}, {"written_at", moment}}},
       sessions},
      {{"session_pupils.csv",
        {{"session", id}, {"pupil", id}, {"day", day}, {"staff", id}, {"provision_line", id}, {"record", id}, {"happened", text}, {"promised_minutes", number},
         {"planned_minutes", number}, {"minutes", number}, {"reason", text}, {"engagement", number}}},
       session_pupils},
      {{"target_scores.csv",
        {{"target", id}, {"pupil", id}, {"day", day}, {"session", id}, {"record", id}, {"value_thousandths", number}, {"prompt", text}}},
       target_scores},
      {{"pay.csv",
        {{"id", id}, {"staff", id}, {"from", day}, {"grade", text}, {"point", text}, {"full_time_pence", number}, {"week_minutes", number},
         {"full_week_minutes", number}, {"paid_weeks_thousandths", number}, {"worked_weeks_thousandths", number}, {"on_costs_hundredths", number},
         {"made_by", id}, {"made_at", moment}}},
       pay},
      {{"school_shares.csv", {{"from", day}, {"pence", number}, {"made_by", id}, {"made_at", moment}}}, school_shares},
      {{"top_ups.csv",
        {{"id", id}, {"pupil", id}, {"source", text}, {"band", text}, {"pence_a_year", number}, {"from", day}, {"until", day}, {"made_by", id}, {"made_at", moment}}},
       top_ups},
      {{"further_costs.csv",
        {{"cost", id}, {"pupil", id}, {"what", text}, {"source", text}, {"on", day}, {"whole_pence", number}, {"pence", number}, {"made_by", id}, {"made_at", moment}}},
       further_costs},
  };
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
    for (const auto& one : tables()) out.push_back(one.table);
    return out;
  }();
  return all;
}

void read_table(db::ReadConnection& reader, const ExportTable& table, const std::function<void(const std::vector<std::string>&)>& each) {
  std::vector<std::string> cells(table.columns.size());
  for (const auto& one : tables()) {
    if (one.table.file != table.file) continue;
    reader.rows(one.sql, {}, [&](const db::Row& row) {
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

std::vector<ExportFile> list_files(db::ReadConnection& reader) {
  std::vector<ExportFile> out;
  reader.rows(files, {}, [&](const db::Row& row) {
    out.push_back({id_text(row, 0), id_text(row, 1), row.string(2), row.string(3), base::to_iso(row.time(4)), row.integer(5)});
  });
  return out;
}

void read_file(db::ReadConnection& reader, std::string_view id, const std::function<void(base::BytesView)>& each) {
  const auto parsed = AnyId::parse(id);
  if (!parsed) return;
  const std::array binds = {db::Bind{"id", *parsed}};
  reader.rows(chunks, binds, [&](const db::Row& row) { each(row.bytes(0)); });
}

}  // namespace overview
