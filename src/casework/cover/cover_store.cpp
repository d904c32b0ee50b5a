// SQL of cover and of what is left for it.
#include "casework/cover/cover_store.h"

#include "access/staff_store.h"
#include "base/text.h"

namespace cover {
namespace {

using access::InfoClass;

#define ALONGSIDE_COVER_COLUMNS                                                                                                                  \
  "SELECT c.id, c.staff_id, c.away_id, c.class_id, c.on_day, c.starts, c.ends, c.lesson, c.place, c.tie_id, s.name, COALESCE(w.name, ''), k.name " \
  "FROM cover c JOIN staff s ON s.id = c.staff_id LEFT JOIN staff w ON w.id = c.away_id JOIN school_class k ON k.id = c.class_id "
constexpr db::Sql covers_on = ALONGSIDE_COVER_COLUMNS "WHERE c.on_day = :day AND c.ended_at IS NULL ORDER BY c.starts, k.name, c.id";
constexpr db::Sql covers_of_mine = ALONGSIDE_COVER_COLUMNS "WHERE c.staff_id = :me AND c.on_day = :day AND c.ended_at IS NULL ORDER BY c.starts, c.id";
constexpr db::Sql covers_of_my_classes = ALONGSIDE_COVER_COLUMNS
    "WHERE c.on_day >= :day AND c.ended_at IS NULL AND (c.away_id = :me OR c.class_id IN (SELECT t.class_id FROM tie t WHERE t.staff_id = :me "
    "AND t.relation IN ('teaches_class', 'teaches') AND t.class_id IS NOT NULL AND t.starts_on <= :today AND (t.ends_on IS NULL OR t.ends_on >= :today))) "
    "ORDER BY c.on_day, c.starts, k.name, c.id LIMIT 40";
constexpr db::Sql cover_by_id = ALONGSIDE_COVER_COLUMNS "WHERE c.id = :id AND c.ended_at IS NULL";
#undef ALONGSIDE_COVER_COLUMNS
constexpr db::Sql insert_cover =
    "INSERT INTO cover (id, staff_id, away_id, class_id, on_day, starts, ends, lesson, place, tie_id, made_by, made_at) VALUES (:id, :whose, :away, :class, "
    ":day, :starts, :ends, :lesson, :place, :tie, :by, :at) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql end_cover = "UPDATE cover SET ended_by = :me, ended_at = :now WHERE id = :id AND ended_at IS NULL";
constexpr db::Sql members =
    "SELECT m.pupil_id FROM seen_class_member m JOIN seen_pupil p ON p.id = m.pupil_id WHERE m.class_id = :class AND m.starts_on <= :day "
    "AND (m.ends_on IS NULL OR m.ends_on >= :day) AND p.left_on IS NULL ORDER BY p.family, p.given, p.id";
constexpr db::Sql my_classes =
    "SELECT DISTINCT k.id, k.name FROM tie t JOIN school_class k ON k.id = t.class_id WHERE t.staff_id = :me AND t.relation IN ('teaches_class', 'teaches') "
    "AND t.starts_on <= :today AND (t.ends_on IS NULL OR t.ends_on >= :today) ORDER BY k.name";
constexpr db::Sql newest_work =
    "SELECT w.version, w.work, w.seating, w.what_if, s.name, w.at FROM seen_cover_work w JOIN staff s ON s.id = w.author_id "
    "WHERE w.class_id = :class AND w.on_day = :day AND w.starts = :starts ORDER BY w.version DESC LIMIT 1";
constexpr db::Sql insert_work =
    "INSERT INTO cover_work (class_id, on_day, starts, version, work, seating, what_if, author_id, at) SELECT :class, :day, :starts, :version, :work, "
    ":seating, :what_if, :by, :at WHERE (SELECT COALESCE(MAX(version), 0) FROM cover_work WHERE class_id = :class AND on_day = :day AND starts = :starts) = :was";

template <class Tag>
std::optional<base::Id<Tag>> maybe(const base::Id<Tag>& id) {
  if (id.is_nil()) return std::nullopt;
  return id;
}

Cover read_cover(const db::Row& row) {
  Cover out;
  out.id = row.id<CoverId>(0);
  out.staff = row.id<access::StaffId>(1);
  out.away = row.id<access::StaffId>(2);
  out.school_class = row.id<people::ClassId>(3);
  out.day = row.date(4);
  out.starts = static_cast<int>(row.integer(5));
  out.ends = static_cast<int>(row.integer(6));
  out.lesson = row.string(7);
  out.place = row.string(8);
  out.tie = row.id<access::TieId>(9);
  out.staff_name = row.string(10);
  out.away_name = row.string(11);
  out.class_name = row.string(12);
  return out;
}

access::TieDraft tie_draft(const Cover& cover, const base::Zone& zone) {
  access::TieDraft out;
  out.id = cover.tie;
  out.staff = cover.staff;
  out.relation = access::Relation::cover;
  out.school_class = cover.school_class;
  const auto window = window_of(cover, zone);
  out.starts_on = cover.day;
  out.ends_on = zone.date_of(window.closes);
  out.from_at = window.opens;
  out.until_at = window.closes;
  out.reason = cover.away_name.empty() ? std::string("Cover") : "Cover for " + cover.away_name;
  return out;
}

access::Step cover_step(const Cover& cover, const access::StaffId& by, base::UtcTime at) {
  return {insert_cover,
          {{"id", cover.id},
           {"whose", cover.staff},
           {"away", maybe(cover.away)},
           {"class", cover.school_class},
           {"day", cover.day},
           {"starts", cover.starts},
           {"ends", cover.ends},
           {"lesson", cover.lesson},
           {"place", cover.place},
           {"tie", cover.tie},
           {"by", by},
           {"at", at}}};
}

}  // namespace

std::vector<Cover> list_covers(const access::Pass& pass, base::LocalDate day) { return pass.rows(covers_on, read_cover, {{"day", day}}); }
std::vector<Cover> list_mine(const Own& pass, base::LocalDate day) { return pass.rows(covers_of_mine, read_cover, {{"day", day}}); }
std::vector<Cover> list_of_my_classes(const Own& pass, base::LocalDate first) { return pass.rows(covers_of_my_classes, read_cover, {{"day", first}}); }
std::optional<Cover> find_cover(const access::Pass& pass, const CoverId& id) { return pass.row(cover_by_id, read_cover, {{"id", id}}); }

void arrange(access::UnitOfWork& work, const ArrangePass& pass, const Cover& cover) {
  access::make_tie(work, pass, tie_draft(cover, pass.zone()));
  work.write(pass, {.deed = deeds::cover_arranged, .subject = cover.id.bytes()}, cover_step(cover, pass.who().id, work.now()));
}

void take_back(access::UnitOfWork& work, const ArrangePass& pass, const Cover& cover) {
  access::end_tie(work, pass, cover.tie);
  work.write(pass, {.deed = deeds::cover_ended, .subject = cover.id.bytes()}, end_cover, {{"id", cover.id}}, access::Expect::one);
}

std::vector<access::Step> steps_of(const Cover& cover, const access::StaffId& by, base::UtcTime at, const base::Zone& zone) {
  return {access::insert_tie(tie_draft(cover, zone), by, at), cover_step(cover, by, at)};
}

std::vector<access::PupilId> members_of(const access::Pass& pass, const people::ClassId& school_class, base::LocalDate day) {
  return pass.rows(members, [](const db::Row& row) { return row.id<access::PupilId>(0); }, {{"class", school_class}, {"day", day}});
}

std::vector<access::PupilId> members_of(access::House& house, const people::ClassId& school_class, base::LocalDate day) {
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  std::vector<access::PupilId> out;
  const std::array binds = {db::Bind{"class", school_class}, db::Bind{"day", day}};
  reader->rows(members, binds, [&](const db::Row& row) { out.push_back(row.id<access::PupilId>(0)); });
  return out;
}

std::vector<ClassName> list_my_classes(const Own& pass) {
  return pass.rows(my_classes, [](const db::Row& row) { return ClassName{row.id<people::ClassId>(0), row.string(1)}; });
}

Work find_work(const access::Pass& pass, const people::ClassId& school_class, base::LocalDate day, int starts) {
  Work out{school_class, day, starts};
  pass.each(newest_work, [&](const db::Row& row) {
    out.version = static_cast<int>(row.integer(0));
    out.work = row.string(1);
    out.seating = row.string(2);
    out.what_if = row.string(3);
    out.author_name = row.string(4);
    out.at = row.time(5);
  }, {{"class", school_class}, {"day", day}, {"starts", starts}});
  if (out.version > 0)
    for (const auto& pupil : members_of(pass, school_class, day)) pass.saw(InfoClass::c5_profile, pupil, school_class.bytes(), deeds::work_seen);
  return out;
}

std::vector<base::FieldError> check(const Work& work) {
  std::vector<base::FieldError> wrong;
  const std::pair<std::string_view, const std::string*> fields[] = {{"work", &work.work}, {"seating", &work.seating}, {"what_if", &work.what_if}};
  for (const auto& [name, text] : fields)
    if (base::count_characters(*text) > 4000) wrong.push_back({std::string(name), "Use at most 4,000 characters"});
  if (work.is_empty()) wrong.push_back({"work", "Enter what the class does, where they sit, or what to do if"});
  return wrong;
}

access::Step work_step(const Work& work, const access::StaffId& by, base::UtcTime at) {
  return {insert_work,
          {{"class", work.school_class},
           {"day", work.day},
           {"starts", work.starts},
           {"version", work.version + 1},
           {"was", work.version},
           {"work", work.work},
           {"seating", work.seating},
           {"what_if", work.what_if},
           {"by", by},
           {"at", at}}};
}

void leave_work(access::UnitOfWork& unit, const Own& pass, const Work& work) {
  unit.write(pass, {.deed = deeds::work_left, .subject = work.school_class.bytes(), .info = InfoClass::c5_profile}, work_step(work, pass.who().id, unit.now()),
             access::Expect::one);
}

}  // namespace cover
