// SQL of lesson help.
#include "casework/cover/lesson_help_store.h"

#include <algorithm>

namespace cover {
namespace {

using access::InfoClass;

#define ALONGSIDE_HELP_COLUMNS                                                                                                                \
  "SELECT h.id, h.version, h.teacher_id, h.helper_id, h.lesson, h.on_day, h.objective, h.wants, h.words, h.due_on, h.prepared, h.kept_at, "   \
  "h.prepared_at, h.evaluation, h.evaluated_at, t.name, k.name, COALESCE(p.name, ''), COALESCE(e.name, '') FROM seen_lesson_help h "           \
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
    "INSERT INTO lesson_help_pupil (help_id, pupil_id, outcome) VALUES (:id, :about, :outcome) ON CONFLICT DO NOTHING";
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
}

void prepare(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, std::string_view prepared, std::string_view kept_at) {
  work.write(pass, entry(deeds::help_prepared, help), prepare_sql, {{"id", help.id}, {"was", help.version}, {"words", prepared}, {"kept_at", kept_at}}, access::Expect::one);
}

void evaluate(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const std::vector<HelpedPupil>& judged, std::string_view words) {
  work.write(pass, entry(deeds::help_evaluated, help), evaluate_sql, {{"id", help.id}, {"was", help.version}, {"words", words}}, access::Expect::one);
  for (const auto& one : judged) work.also(judge_pupil, {{"id", help.id}, {"about", one.pupil}, {"outcome", code(one.outcome)}});
}

void take_back(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help) {
  work.write(pass, entry(deeds::help_ended, help), end_sql, {{"id", help.id}, {"was", help.version}}, access::Expect::one);
}

}  // namespace cover
