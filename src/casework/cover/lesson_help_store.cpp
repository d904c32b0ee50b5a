// SQL of lesson help.
#include "casework/cover/lesson_help_store.h"

#include "access/digest.h"
#include "access/inbox.h"
#include "record/notice_store.h"

#include <algorithm>

namespace cover {
namespace {

using access::InfoClass;

#define ALONGSIDE_HELP_COLUMNS                                                                                                                \
  "SELECT h.id, h.version, h.teacher_id, h.helper_id, h.lesson, h.on_day, h.objective, h.wants, h.words, h.due_on, h.prepared, h.kept_at, "   \
  "h.prepared_at, h.evaluation, h.evaluated_at, t.name, k.name, COALESCE(p.name, ''), COALESCE(e.name, ''), h.changed_at FROM seen_lesson_help h " \
  "JOIN staff t ON t.id = h.teacher_id JOIN staff k ON k.id = h.helper_id LEFT JOIN staff p ON p.id = h.prepared_by "                           \
  "LEFT JOIN staff e ON e.id = h.evaluated_by "
constexpr db::Sql help_between = ALONGSIDE_HELP_COLUMNS "WHERE h.on_day >= :first AND h.on_day <= :last ORDER BY h.on_day, h.lesson, h.id LIMIT 400";
constexpr db::Sql help_by_id = ALONGSIDE_HELP_COLUMNS "WHERE h.id = :id";
#undef ALONGSIDE_HELP_COLUMNS
constexpr db::Sql pupils_between =
    "SELECT p.help_id, p.pupil_id, u.given, u.family, u.class_name, p.outcome FROM seen_lesson_help_pupil p JOIN seen_lesson_help h ON h.id = p.help_id "
    "JOIN seen_pupil u ON u.id = p.pupil_id WHERE h.on_day >= :first AND h.on_day <= :last ORDER BY u.family, u.given, p.pupil_id";
constexpr db::Sql insert_help =
    "INSERT INTO lesson_help (id, version, teacher_id, helper_id, lesson, on_day, objective, wants, words, due_on, made_at, prepared, kept_at, prepared_by, "
    "prepared_at, evaluation, evaluated_by, evaluated_at) VALUES (:id, 1, :teacher, :helper, :lesson, :on, :objective, :wants, :words, :due, :at, :prepared, "
    ":kept_at, :prepared_by, :prepared_at, :evaluation, :evaluated_by, :evaluated_at) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_pupil =
    "INSERT INTO lesson_help_pupil (help_id, pupil_id, outcome) VALUES (:id, :about, :outcome) ON CONFLICT (help_id, pupil_id) DO UPDATE SET left_at = NULL";
constexpr db::Sql let_pupil_leave = "UPDATE lesson_help_pupil SET left_at = :now WHERE help_id = :id AND pupil_id = :about AND left_at IS NULL";
// What stood until now, with whoever wrote it last.
constexpr db::Sql keep_version =
    "INSERT INTO lesson_help_version (help_id, version, by_id, at, deed, helper_id, lesson, on_day, objective, wants, words, due_on, prepared, kept_at, evaluation) "
    "SELECT id, version, CASE WHEN evaluated_at IS NOT NULL THEN evaluated_by WHEN prepared_at IS NOT NULL AND prepared_at >= COALESCE(changed_at, 0) THEN prepared_by "
    "ELSE teacher_id END, CASE WHEN evaluated_at IS NOT NULL THEN evaluated_at WHEN prepared_at IS NOT NULL AND prepared_at >= COALESCE(changed_at, 0) THEN prepared_at "
    "ELSE COALESCE(changed_at, made_at) END, CASE WHEN evaluated_at IS NOT NULL THEN 'evaluated' WHEN prepared_at IS NOT NULL AND prepared_at >= COALESCE(changed_at, 0) "
    "THEN 'prepared' WHEN changed_at IS NOT NULL THEN 'changed' ELSE 'asked' END, helper_id, lesson, on_day, objective, wants, words, due_on, prepared, kept_at, evaluation "
    "FROM lesson_help WHERE id = :id AND version = :was AND ended_at IS NULL";
constexpr db::Sql change_sql =
    "UPDATE lesson_help SET helper_id = :helper, lesson = :lesson, on_day = :on, objective = :objective, wants = :wants, words = :words, due_on = :due, "
    "changed_at = :now, version = version + 1 WHERE id = :id AND version = :was AND evaluated_at IS NULL AND ended_at IS NULL";
constexpr db::Sql earlier =
    "SELECT v.version, v.lesson, v.on_day, v.objective, v.wants, v.words, v.due_on, v.prepared, v.kept_at, v.evaluation, v.deed, s.name, v.at, k.name "
    "FROM seen_lesson_help_version v JOIN staff s ON s.id = v.by_id JOIN staff k ON k.id = v.helper_id WHERE v.help_id = :id ORDER BY v.version DESC";
constexpr db::Sql files_of =
    "SELECT f.id, f.name, f.content_type, f.size, s.name FROM seen_lesson_help_file f JOIN staff s ON s.id = f.added_by WHERE f.help_id = :id ORDER BY f.added_at, f.id";
constexpr db::Sql one_file = "SELECT f.name, f.content_type FROM seen_lesson_help_file f WHERE f.id = :file AND f.help_id = :id";
constexpr db::Sql file_bytes = "SELECT c.bytes FROM seen_lesson_help_file_chunk c WHERE c.file_id = :file ORDER BY c.place";
constexpr db::Sql insert_file =
    "INSERT INTO lesson_help_file (id, help_id, name, content_type, size, digest, added_by, added_at) VALUES (:file, :id, :name, :content_type, :size, :digest, :by, :at) "
    "ON CONFLICT (id) DO UPDATE SET removed_by = NULL, removed_at = NULL";
constexpr db::Sql insert_chunk =
    "INSERT INTO lesson_help_file_chunk (file_id, place, bytes) VALUES (:file, :place, :bytes) ON CONFLICT (file_id, place) DO NOTHING";
constexpr db::Sql remove_file_sql =
    "UPDATE lesson_help_file SET removed_by = :me, removed_at = :now WHERE id = :file AND help_id = :id AND removed_at IS NULL";
constexpr std::size_t chunk_bytes = 256 * 1024;
constexpr db::Sql prepare_sql =
    "UPDATE lesson_help SET prepared = :words, kept_at = :kept_at, prepared_by = :me, prepared_at = :now, version = version + 1 "
    "WHERE id = :id AND version = :was AND evaluated_at IS NULL AND ended_at IS NULL";
constexpr db::Sql evaluate_sql =
    "UPDATE lesson_help SET evaluation = :words, evaluated_by = :me, evaluated_at = :now, version = version + 1 WHERE id = :id AND version = :was AND ended_at IS NULL";
constexpr db::Sql judge_pupil = "UPDATE lesson_help_pupil SET outcome = :outcome WHERE help_id = :id AND pupil_id = :about";
constexpr db::Sql end_sql = "UPDATE lesson_help SET ended_at = :now, version = version + 1 WHERE id = :id AND version = :was AND evaluated_at IS NULL";

LessonHelp read_help(const db::Row& row) {
  LessonHelp out;
  out.id = row.id<HelpId>(0);
  out.version = static_cast<int>(row.integer(1));
  out.teacher = row.id<access::StaffId>(2);
  out.helper = row.id<access::StaffId>(3);
  out.lesson = row.string(4);
  out.on = row.date(5);
  out.objective = row.string(6);
  out.wants = wants_of(row.text(7));
  out.words = row.string(8);
  out.due = row.date(9);
  out.prepared = row.string(10);
  out.kept_at = row.string(11);
  out.prepared_at = row.maybe(12, &db::Row::time);
  out.evaluation = row.string(13);
  out.evaluated_at = row.maybe(14, &db::Row::time);
  out.teacher_name = row.string(15);
  out.helper_name = row.string(16);
  out.prepared_by = row.string(17);
  out.evaluated_by = row.string(18);
  out.changed_at = row.maybe(19, &db::Row::time);
  return out;
}

void add_pupils(const HelpPass& pass, std::vector<LessonHelp>& all, base::LocalDate first, base::LocalDate last) {
  pass.each(pupils_between, [&](const db::Row& row) {
    const auto id = row.id<HelpId>(0);
    const auto found = std::find_if(all.begin(), all.end(), [&](const LessonHelp& one) { return one.id == id; });
    if (found != all.end())
      found->pupils.push_back({row.id<access::PupilId>(1), row.string(2) + " " + row.string(3), row.string(4), outcome_of(row.text(5)).value_or(Outcome::none)});
  }, {{"first", first}, {"last", last}});
  for (const auto& one : all)
    for (const auto& pupil : one.pupils) pass.saw(InfoClass::c5_profile, pupil.pupil, one.id.bytes(), deeds::help_seen);
}

access::Entry entry(access::Deed deed, const LessonHelp& help) {
  access::Entry out{.deed = deed, .subject = help.id.bytes(), .info = InfoClass::c5_profile};
  if (help.pupils.size() == 1) out.pupil = help.pupils.front().pupil;
  return out;
}

/// A notice to somebody else of the two; it names nobody: the page adds the pupil's name for those who may know it.
void tell(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const access::StaffId& staff, std::string words, std::string_view source = "lesson_help") {
  if (staff == pass.who().id || help.pupils.empty()) return;
  if (help.pupils.size() > 1) words += " It is for " + std::to_string(help.pupils.size()) + " pupils.";
  work.also(record::insert_notice({.id = record::NoticeId(work.fresh_bytes()), .staff = staff, .source = source, .source_id = help.id.bytes(), .pupil = help.pupils.front().pupil,
                                   .info_class = InfoClass::c5_profile, .words = std::move(words)}, work.now()));
  if (auto* inbox = work.house().find_room<access::InboxCounter>()) inbox->touch(staff, work.now());
}
void tell_both(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const std::string& words) {
  tell(work, pass, help, help.teacher, words);
  if (help.helper != help.teacher) tell(work, pass, help, help.helper, words);
}

std::optional<access::StaffId> by_whom(const std::optional<base::UtcTime>& at, const access::StaffId& staff) {
  if (!at) return std::nullopt;
  return staff;
}

}  // namespace

std::vector<LessonHelp> list_help(const HelpPass& pass, base::LocalDate first, base::LocalDate last) {
  auto out = pass.rows(help_between, read_help, {{"first", first}, {"last", last}});
  add_pupils(pass, out, first, last);
  return out;
}

std::optional<LessonHelp> find_help(const HelpPass& pass, const HelpId& id) {
  auto found = pass.rows(help_by_id, read_help, {{"id", id}});
  if (found.empty()) return std::nullopt;
  add_pupils(pass, found, found.front().on, found.front().on);
  return std::move(found.front());
}

std::vector<access::Step> steps_of(const LessonHelp& help, base::UtcTime at) {
  std::vector<access::Step> out;
  out.push_back({insert_help,
                 {{"id", help.id},
                  {"teacher", help.teacher},
                  {"helper", help.helper},
                  {"lesson", help.lesson},
                  {"on", help.on},
                  {"objective", help.objective},
                  {"wants", to_stored(help.wants)},
                  {"words", help.words},
                  {"due", help.due},
                  {"at", at},
                  {"prepared", help.prepared},
                  {"kept_at", help.kept_at},
                  {"prepared_by", by_whom(help.prepared_at, help.helper)},
                  {"prepared_at", help.prepared_at},
                  {"evaluation", help.evaluation},
                  {"evaluated_by", by_whom(help.evaluated_at, help.teacher)},
                  {"evaluated_at", help.evaluated_at}}});
  for (const auto& pupil : help.pupils) out.push_back({insert_pupil, {{"id", help.id}, {"about", pupil.pupil}, {"outcome", code(pupil.outcome)}}});
  return out;
}

void ask(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help) {
  auto steps = steps_of(help, work.now());
  work.write(pass, entry(deeds::help_asked, help), std::move(steps.front()));
  for (std::size_t n = 1; n < steps.size(); ++n) work.also(std::move(steps[n]));
  tell(work, pass, help, help.helper, "Help in a lesson on " + base::to_long_text(help.on) + " is asked of you, ready by " + base::to_long_text(help.due) + ".");
}

void change(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const LessonHelp& changed) {
  work.write(pass, entry(deeds::help_changed, changed), keep_version, {{"id", help.id}, {"was", help.version}}, access::Expect::one);
  work.also(change_sql, {{"id", help.id}, {"was", help.version}, {"helper", changed.helper}, {"lesson", changed.lesson}, {"on", changed.on}, {"objective", changed.objective},
                         {"wants", to_stored(changed.wants)}, {"words", changed.words}, {"due", changed.due}}, access::Expect::one);
  const auto has = [](const LessonHelp& one, const access::PupilId& pupil) {
    return std::any_of(one.pupils.begin(), one.pupils.end(), [&](const HelpedPupil& each) { return each.pupil == pupil; });
  };
  for (const auto& pupil : help.pupils)
    if (!has(changed, pupil.pupil)) work.also(let_pupil_leave, {{"id", help.id}, {"about", pupil.pupil}});
  for (const auto& pupil : changed.pupils)
    if (!has(help, pupil.pupil)) work.also(insert_pupil, {{"id", help.id}, {"about", pupil.pupil}, {"outcome", code(Outcome::none)}});
  if (changed.helper == help.helper) {
    tell(work, pass, changed, changed.helper, "What is asked for a lesson on " + base::to_long_text(changed.on) + " has changed. It is to be ready by " + base::to_long_text(changed.due) + ".");
    return;
  }
  tell(work, pass, changed, changed.helper, "Help in a lesson on " + base::to_long_text(changed.on) + " is asked of you, ready by " + base::to_long_text(changed.due) + ".");
  tell(work, pass, help, help.helper, "Somebody else prepares the help in a lesson on " + base::to_long_text(help.on) + ".", "lesson_help_list");
}

void prepare(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, std::string_view prepared, std::string_view kept_at) {
  work.write(pass, entry(deeds::help_prepared, help), keep_version, {{"id", help.id}, {"was", help.version}}, access::Expect::one);
  work.also(prepare_sql, {{"id", help.id}, {"was", help.version}, {"words", prepared}, {"kept_at", kept_at}}, access::Expect::one);
  tell_both(work, pass, help, "The help for a lesson on " + base::to_long_text(help.on) + (help.prepared_at ? " was prepared anew." : " is prepared."));
}

void evaluate(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const std::vector<HelpedPupil>& judged, std::string_view words) {
  work.write(pass, entry(deeds::help_evaluated, help), keep_version, {{"id", help.id}, {"was", help.version}}, access::Expect::one);
  work.also(evaluate_sql, {{"id", help.id}, {"was", help.version}, {"words", words}}, access::Expect::one);
  tell_both(work, pass, help, "Somebody looked back on the help in a lesson on " + base::to_long_text(help.on) + ".");
  for (const auto& one : judged) work.also(judge_pupil, {{"id", help.id}, {"about", one.pupil}, {"outcome", code(one.outcome)}});
}

void take_back(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help) {
  work.write(pass, entry(deeds::help_ended, help), end_sql, {{"id", help.id}, {"was", help.version}}, access::Expect::one);
  tell(work, pass, help, help.helper, "Help in a lesson on " + base::to_long_text(help.on) + " is not needed any more.", "lesson_help_list");
}

std::vector<EarlierHelp> list_earlier(const HelpPass& pass, const HelpId& id) {
  return pass.rows(earlier, [&](const db::Row& row) {
    EarlierHelp out;
    auto& help = out.help;
    help.id = id;
    help.version = static_cast<int>(row.integer(0));
    help.lesson = row.string(1);
    help.on = row.date(2);
    help.objective = row.string(3);
    help.wants = wants_of(row.text(4));
    help.words = row.string(5);
    help.due = row.date(6);
    help.prepared = row.string(7);
    help.kept_at = row.string(8);
    help.evaluation = row.string(9);
    out.deed = row.string(10);
    out.by_name = row.string(11);
    out.at = row.time(12);
    help.helper_name = row.string(13);
    return out;
  }, {{"id", id}});
}

std::vector<HelpFile> list_files(const HelpPass& pass, const HelpId& id) {
  return pass.rows(files_of, [](const db::Row& row) { return HelpFile{row.id<HelpFileId>(0), row.string(1), row.string(2), row.integer(3), row.string(4)}; }, {{"id", id}});
}

std::optional<record::Attached> read_file(const HelpPass& pass, const HelpId& help, const HelpFileId& id) {
  auto out = pass.row(one_file, [&](const db::Row& row) { return record::Attached{record::AttachmentId(id.bytes()), row.string(0), row.string(1), {}}; }, {{"file", id}, {"id", help}});
  if (out) pass.each(file_bytes, [&](const db::Row& row) { out->bytes += base::as_text(row.bytes(0)); }, {{"file", id}});
  return out;
}

std::vector<access::Step> file_steps(const HelpId& help, const record::Attached& file, const access::StaffId& by, base::UtcTime at) {
  std::vector<access::Step> out;
  out.push_back({insert_file, {{"file", file.id}, {"id", help}, {"name", file.name}, {"content_type", file.content_type}, {"size", static_cast<std::int64_t>(file.bytes.size())},
                               {"digest", access::digest({base::as_bytes(file.bytes)})}, {"by", by}, {"at", at}}});
  std::int64_t place = 0;
  for (std::size_t from = 0; from < file.bytes.size(); from += chunk_bytes)
    out.push_back({insert_chunk, {{"file", file.id}, {"place", place++}, {"bytes", base::as_bytes(std::string_view(file.bytes).substr(from, chunk_bytes))}}});
  return out;
}

void add_files(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const std::vector<record::Attached>& files) {
  for (const auto& file : files) {
    auto steps = file_steps(help.id, file, pass.who().id, work.now());
    work.write(pass, entry(deeds::help_file_added, help), std::move(steps.front()));
    for (std::size_t n = 1; n < steps.size(); ++n) work.also(std::move(steps[n]));
  }
  tell_both(work, pass, help, "A file was added to the help in a lesson on " + base::to_long_text(help.on) + ".");
}

void remove_file(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const HelpFileId& file) {
  work.write(pass, entry(deeds::help_file_removed, help), remove_file_sql, {{"file", file}, {"id", help.id}}, access::Expect::one);
}

}  // namespace cover
