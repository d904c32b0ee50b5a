// SQL of notes.
#include "casework/cover/note_store.h"

#include <algorithm>

namespace cover {
namespace {

using access::InfoClass;

#define ALONGSIDE_NOTE_COLUMNS                                                                                                                  \
  "SELECT n.id, n.cover_id, n.class_id, n.teacher_id, n.author_id, n.done, n.went, n.words, n.written_at, n.read_at, n.answer, n.answered_at, " \
  "s.name, COALESCE(r.name, ''), COALESCE(a.name, ''), k.name, c.lesson, c.on_day, c.starts, c.ends FROM seen_cover_note n "                    \
  "JOIN cover c ON c.id = n.cover_id JOIN staff s ON s.id = n.author_id JOIN school_class k ON k.id = n.class_id "                               \
  "LEFT JOIN staff r ON r.id = n.read_by LEFT JOIN staff a ON a.id = n.answered_by "
#define ALONGSIDE_I_TEACH                                                                                                               \
  "EXISTS (SELECT 1 FROM tie t WHERE t.staff_id = :me AND t.class_id = n.class_id AND t.relation IN ('teaches_class', 'teaches') " \
  "AND t.starts_on <= :today AND (t.ends_on IS NULL OR t.ends_on >= :today))"
constexpr db::Sql note_of_cover = ALONGSIDE_NOTE_COLUMNS "WHERE n.cover_id = :cover";
constexpr db::Sql notes_around = ALONGSIDE_NOTE_COLUMNS "WHERE c.on_day >= :since AND (n.author_id = :me OR n.teacher_id = :me OR " ALONGSIDE_I_TEACH
                                                        ") ORDER BY c.on_day DESC, c.starts DESC, n.id LIMIT 60";
constexpr db::Sql unread_notes = ALONGSIDE_NOTE_COLUMNS "WHERE n.read_at IS NULL AND n.author_id <> :me AND (n.teacher_id = :me OR (n.teacher_id IS NULL AND " ALONGSIDE_I_TEACH
                                                        ")) ORDER BY n.written_at, n.id LIMIT 60";
constexpr db::Sql taught_by_me = "SELECT 1 FROM seen_cover_note n WHERE n.id = :id AND " ALONGSIDE_I_TEACH;
#undef ALONGSIDE_NOTE_COLUMNS
#undef ALONGSIDE_I_TEACH
constexpr db::Sql lines_of =
    "SELECT p.pupil_id, p.tick, p.words, COALESCE(u.given || ' ' || u.family, ''), p.record_id FROM seen_cover_note_pupil p LEFT JOIN seen_pupil u ON u.id = p.pupil_id "
    "WHERE p.note_id = :id ORDER BY u.family, u.given, p.pupil_id";
constexpr db::Sql insert_note =
    "INSERT INTO cover_note (id, cover_id, class_id, teacher_id, author_id, written_at, done, went, words, answer) VALUES (:id, :cover, :class, :teacher, "
    ":by, :at, :done, :went, :words, '') ON CONFLICT DO NOTHING";
constexpr db::Sql insert_line =
    "INSERT INTO cover_note_pupil (note_id, pupil_id, tick, words, record_id) VALUES (:note, :about, :tick, :words, :record) ON CONFLICT DO NOTHING";
constexpr db::Sql mark_read_sql = "UPDATE cover_note SET read_by = :me, read_at = :now WHERE id = :id AND read_at IS NULL";
constexpr db::Sql answer_sql =
    "UPDATE cover_note SET answer = :words, answered_by = :me, answered_at = :now, read_by = COALESCE(read_by, :me), read_at = COALESCE(read_at, :now) "
    "WHERE id = :id AND answered_at IS NULL";

template <class Tag>
std::optional<base::Id<Tag>> maybe(const base::Id<Tag>& id) {
  if (id.is_nil()) return std::nullopt;
  return id;
}

Note read_note(const db::Row& row) {
  Note out;
  out.id = row.id<NoteId>(0);
  out.cover = row.id<CoverId>(1);
  out.school_class = row.id<people::ClassId>(2);
  out.teacher = row.id<access::StaffId>(3);
  out.author = row.id<access::StaffId>(4);
  out.done = row.string(5);
  out.went = went_of(row.text(6));
  out.words = row.string(7);
  out.written_at = row.time(8);
  out.read_at = row.maybe(9, &db::Row::time);
  out.answer = row.string(10);
  out.answered_at = row.maybe(11, &db::Row::time);
  out.author_name = row.string(12);
  out.reader_name = row.string(13);
  out.answered_by = row.string(14);
  out.class_name = row.string(15);
  Cover lesson;
  lesson.lesson = row.string(16);
  lesson.starts = static_cast<int>(row.integer(18));
  lesson.ends = static_cast<int>(row.integer(19));
  out.lesson = lesson_words(lesson);
  out.day = row.date(17);
  return out;
}

}  // namespace

std::optional<Note> find_note(const access::Pass& pass, const CoverId& cover) {
  auto out = pass.row(note_of_cover, read_note, {{"cover", cover}});
  if (!out) return out;
  out->pupils = pass.rows(lines_of, [](const db::Row& row) {
    return PupilLine{row.id<access::PupilId>(0), tick_of(row.text(1)).value_or(Tick::worked), row.string(2), !row.is_null(4), row.string(3)};
  }, {{"id", out->id}});
  for (const auto& line : out->pupils) pass.saw(InfoClass::c4_behaviour, line.pupil, out->id.bytes(), deeds::note_seen);
  return out;
}

std::vector<Note> list_notes(const Own& pass, base::LocalDate since) { return pass.rows(notes_around, read_note, {{"since", since}}); }
std::vector<Note> list_unread(const Own& pass) { return pass.rows(unread_notes, read_note); }
std::int64_t count_unread(const Own& pass) { return static_cast<std::int64_t>(list_unread(pass).size()); }

bool is_for(const access::Pass& pass, const Note& note) {
  if (note.author == pass.who().id) return false;
  if (!note.teacher.is_nil()) return note.teacher == pass.who().id;
  return pass.row(taught_by_me, [](const db::Row&) { return true; }, {{"id", note.id}}).has_value();
}

std::vector<access::Step> steps_of(const Note& note, base::UtcTime at) {
  std::vector<access::Step> out;
  out.push_back({insert_note,
                 {{"id", note.id},
                  {"cover", note.cover},
                  {"class", note.school_class},
                  {"teacher", maybe(note.teacher)},
                  {"by", note.author},
                  {"at", at},
                  {"done", note.done},
                  {"went", code(note.went.value_or(Went::mixed))},
                  {"words", note.words}}});
  for (const auto& line : note.pupils) {
    const auto record = line.is_record ? std::optional(record_of(note.id, line.pupil)) : std::nullopt;
    out.push_back({insert_line, {{"note", note.id}, {"about", line.pupil}, {"tick", code(line.tick)}, {"words", line.words}, {"record", record}}});
  }
  return out;
}

void write(access::UnitOfWork& work, const Own& pass, const Note& note) {
  auto steps = steps_of(note, work.now());
  work.write(pass, {.deed = deeds::note_written, .subject = note.id.bytes(), .info = InfoClass::c4_behaviour}, std::move(steps.front()), access::Expect::one);
  for (std::size_t n = 1; n < steps.size(); ++n) work.also(std::move(steps[n]));
}

void mark_read(access::UnitOfWork& work, const Own& pass, const Note& note) {
  work.write(pass, {.deed = deeds::note_read, .subject = note.id.bytes(), .info = InfoClass::c4_behaviour}, mark_read_sql, {{"id", note.id}});
}

void answer(access::UnitOfWork& work, const Own& pass, const Note& note, std::string_view words) {
  work.write(pass, {.deed = deeds::note_answered, .subject = note.id.bytes(), .info = InfoClass::c4_behaviour}, answer_sql, {{"id", note.id}, {"words", words}},
             access::Expect::one);
}

}  // namespace cover
