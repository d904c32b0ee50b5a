// The only room that names the tables of decisions, answers and additions.
#include "casework/concerns/triage_store.h"

#include "casework/concerns/topics.h"
#include "people/pupil.h"
#include "record/answers.h"
#include "record/put_right_store.h"
#include "record/status_store.h"

#include <algorithm>
#include <array>

namespace concerns {
namespace {

constexpr db::Sql open_rows =
    "SELECT p.record_id, p.pupil_id, u.given, u.family, u.year_group, u.class_name, p.part, p.occurred_at, p.recorded_at, p.state, p.line, "
    "p.author_id, s.name, s.post, v.body "
    "FROM seen_part p JOIN seen_pupil u ON u.id = p.pupil_id JOIN staff s ON s.id = p.author_id "
    "LEFT JOIN seen_version v ON v.record_id = p.record_id AND v.version = p.version "
    "WHERE p.info_class = 9 AND p.kind IN ('concern', 'e_safety') AND p.state IN ('received', 'looked_at') ORDER BY p.recorded_at, p.record_id, u.family, u.given";
constexpr db::Sql one_row =
    "SELECT p.record_id, p.pupil_id, u.given, u.family, u.year_group, u.class_name, p.part, p.occurred_at, p.recorded_at, p.state, p.line, "
    "p.author_id, s.name, s.post, v.body "
    "FROM seen_part p JOIN seen_pupil u ON u.id = p.pupil_id JOIN staff s ON s.id = p.author_id "
    "LEFT JOIN seen_version v ON v.record_id = p.record_id AND v.version = p.version "
    "WHERE p.record_id = :id AND p.info_class = 9 AND p.kind IN ('concern', 'e_safety') ORDER BY u.family, u.given";
constexpr db::Sql open_steps =
    "SELECT s.record_id, s.place, s.level, s.outcome, s.category, s.review_on, s.at FROM seen_concern_step s "
    "WHERE s.record_id IN (SELECT p.record_id FROM seen_part p WHERE p.info_class = 9 AND p.kind IN ('concern', 'e_safety') AND p.state IN ('received', 'looked_at')) "
    "ORDER BY s.record_id, s.place";
constexpr db::Sql one_steps =
    "SELECT s.record_id, s.place, s.level, s.outcome, s.category, s.review_on, s.at FROM seen_concern_step s WHERE s.record_id = :id "
    "ORDER BY s.place";
constexpr db::Sql open_additions =
    "SELECT a.record_id, MAX(a.at) FROM seen_concern_addendum a "
    "WHERE a.record_id IN (SELECT p.record_id FROM seen_part p WHERE p.info_class = 9 AND p.kind IN ('concern', 'e_safety') AND p.state IN ('received', 'looked_at')) "
    "GROUP BY a.record_id";
constexpr db::Sql one_additions = "SELECT a.record_id, MAX(a.at) FROM seen_concern_addendum a WHERE a.record_id = :id GROUP BY a.record_id";

constexpr db::Sql steps_of =
    "SELECT s.place, w.name, w.post, s.at, s.outcome, s.category, s.categories, s.academic_year, s.level, s.reason, s.parents, s.parents_why, "
    "s.review_on FROM seen_concern_step s JOIN staff w ON w.id = s.author_id WHERE s.record_id = :id ORDER BY s.place";
constexpr db::Sql answers_of =
    "SELECT w.name, a.at, a.words FROM seen_concern_answer a JOIN staff w ON w.id = a.author_id WHERE a.record_id = :id ORDER BY a.at, a.id";
constexpr db::Sql additions_of =
    "SELECT w.name, a.at, a.words FROM seen_concern_addendum a JOIN staff w ON w.id = a.author_id WHERE a.record_id = :id ORDER BY a.at, a.id";
constexpr db::Sql told_of =
    "SELECT DISTINCT w.name, w.post, t.why, t.words FROM seen_concern_told t JOIN staff w ON w.id = t.staff_id "
    "WHERE t.record_id = :id AND t.ended_at IS NULL ORDER BY w.name";
constexpr db::Sql told_wrongly_of =
    "SELECT DISTINCT w.name, w.post, t.why, t.words FROM seen_concern_told t JOIN staff w ON w.id = t.staff_id "
    "WHERE t.now_in = :id AND t.words <> '' AND NOT EXISTS (SELECT 1 FROM seen_concern_told n WHERE n.record_id = :id AND n.staff_id = t.staff_id "
    "AND n.pupil_id = t.pupil_id AND n.ended_at IS NULL) ORDER BY w.name";
constexpr db::Sql own_answers =
    "SELECT w.name, a.at, a.words FROM my_concern_answer a JOIN staff w ON w.id = a.author_id WHERE a.record_id = :id ORDER BY a.at, a.id";
constexpr db::Sql own_additions =
    "SELECT w.name, a.at, a.words FROM my_concern_addendum a JOIN staff w ON w.id = :me WHERE a.record_id = :id ORDER BY a.at, a.id";
constexpr db::Sql own_told =
    "SELECT DISTINCT w.name, w.post, t.why, '' FROM my_concern_told t JOIN staff w ON w.id = t.staff_id WHERE t.record_id = :id ORDER BY w.name";

constexpr db::Sql shared_families =
    "SELECT f.id, f.pupil_id FROM seen_family f WHERE f.pupil_id IN "
    "(SELECT p.pupil_id FROM seen_part p WHERE p.info_class = 9 AND p.kind IN ('concern', 'e_safety') AND p.state IN ('received', 'looked_at')) ORDER BY f.id";

constexpr db::Sql insert_step =
    "INSERT INTO concern_step (id, record_id, place, author_id, at, outcome, academic_year, category, categories, level, reason, parents, "
    "parents_why, review_on) "
    "SELECT :id, r.id, :was + 1, :me, :now, :outcome, :year, :category, :categories, :level, :reason, :parents, :parents_why, :review_on "
    "FROM record r WHERE r.id = :record AND r.moved_to IS NULL "
    "AND (SELECT COUNT(*) FROM concern_step s WHERE s.record_id = :record) = :was";
constexpr db::Sql insert_answer =
    "INSERT INTO concern_answer (id, record_id, author_id, at, words) VALUES (:answer, :record, :me, :now, :words)";
constexpr db::Sql step_by_id = "SELECT 1 FROM seen_concern_step WHERE id = :id AND author_id = :me";
constexpr db::Sql insert_addition =
    "INSERT INTO concern_addendum (id, record_id, author_id, at, words) SELECT :id, r.id, :me, :now, :words FROM record r "
    "WHERE r.id = :record AND r.author_id = :me AND r.moved_to IS NULL ON CONFLICT (id) DO NOTHING";

constexpr db::Sql steps_go_along = "UPDATE concern_step SET record_id = :anew WHERE record_id = :stood";
constexpr db::Sql answers_go_along = "UPDATE concern_answer SET record_id = :anew WHERE record_id = :stood";
constexpr db::Sql additions_go_along = "UPDATE concern_addendum SET record_id = :anew WHERE record_id = :stood";
constexpr db::Sql copy_step =
    "INSERT INTO concern_step (id, record_id, place, author_id, at, outcome, academic_year, category, categories, level, reason, parents, "
    "parents_why, review_on) SELECT :fresh, :anew, s.place, s.author_id, s.at, s.outcome, s.academic_year, s.category, s.categories, s.level, s.reason, "
    "s.parents, s.parents_why, s.review_on FROM concern_step s WHERE s.id = :id";
constexpr db::Sql copy_answer =
    "INSERT INTO concern_answer (id, record_id, author_id, at, words) SELECT :fresh, :anew, a.author_id, a.at, a.words FROM concern_answer a WHERE a.id = :id";
constexpr db::Sql copy_addition =
    "INSERT INTO concern_addendum (id, record_id, author_id, at, words) SELECT :fresh, :anew, a.author_id, a.at, a.words FROM concern_addendum a WHERE a.id = :id";
constexpr db::Sql ids_of_steps = "SELECT id FROM seen_concern_step WHERE record_id = :id ORDER BY place";
constexpr db::Sql ids_of_answers = "SELECT id FROM seen_concern_answer WHERE record_id = :id ORDER BY at, id";
constexpr db::Sql ids_of_additions = "SELECT id FROM seen_concern_addendum WHERE record_id = :id ORDER BY at, id";
constexpr db::Sql own_moved_to = "SELECT moved_to FROM my_entry WHERE id = :id AND ended = 'moved'";

void read_body(OpenConcern& concern, std::string_view text) {
  if (text.empty()) return;
  const auto body = record::Body::stored(text);
  concern.safe = safe_of(body);
  concern.topics = topics_of(body);
}

QueuePupil read_pupil(const db::Row& row) {
  people::Pupil pupil;
  pupil.id = row.id<access::PupilId>(1);
  pupil.given = row.string(2);
  pupil.family = row.string(3);
  pupil.year_group = row.string(4);
  pupil.class_name = row.string(5);
  return {pupil.id, pupil.name(), people::year_and_class(pupil), row.text(6) == "linked"};
}

/// Rows of parts become concerns: one of which the reader sees only a linked child is left out, for it is another child's.
template <class Each>
std::vector<OpenConcern> gather(Each each_row) {
  std::vector<OpenConcern> out;
  each_row([&](const db::Row& row) {
    const auto id = row.id<RecordId>(0);
    if (out.empty() || out.back().id != id) {
      OpenConcern fresh;
      fresh.id = id;
      fresh.occurred_at = row.time(7);
      fresh.recorded_at = row.time(8);
      fresh.state = row.string(9);
      fresh.author_id = row.id<access::StaffId>(11);
      fresh.author = row.string(12);
      fresh.author_post = row.string(13);
      read_body(fresh, row.text(14));
      out.push_back(std::move(fresh));
    }
    auto pupil = read_pupil(row);
    if (!pupil.linked) out.back().line = row.string(10);
    out.back().pupils.push_back(std::move(pupil));
  });
  std::erase_if(out, [](const OpenConcern& one) {
    return std::all_of(one.pupils.begin(), one.pupils.end(), [](const QueuePupil& pupil) { return pupil.linked; });
  });
  return out;
}

void lay_step(OpenConcern& concern, const db::Row& row) {
  concern.steps = static_cast<int>(row.integer(1));
  if (const auto level = static_cast<int>(row.integer(2)); level != 0) concern.level = level;
  concern.outcome = row.string(3);
  if (!row.text(4).empty()) concern.category = row.string(4);
  concern.review_on = row.maybe<base::LocalDate>(5, &db::Row::date);
  concern.decided_at = row.time(6);
}

Saying read_saying(const db::Row& row) { return {row.string(0), row.time(1), row.string(2)}; }
Told read_told(const db::Row& row) { return {row.string(0), row.string(1), row.string(2), row.string(3)}; }

Step read_step(const db::Row& row) {
  return {static_cast<int>(row.integer(0)), row.string(1), row.string(2), row.time(3), row.string(4), row.string(5), row.string(6),
          static_cast<int>(row.integer(7)), static_cast<int>(row.integer(8)), row.string(9), row.string(10), row.string(11),
          row.maybe<base::LocalDate>(12, &db::Row::date)};
}

void note_sight(const access::Pass& pass, const OpenConcern& concern, access::Deed deed) {
  for (const auto& pupil : concern.pupils) pass.saw(access::InfoClass::c9_safeguarding, pupil.id, concern.id.bytes(), deed);
}

}  // namespace

std::vector<OpenConcern> list_open(const TriagePass& pass) {
  auto out = gather([&](const db::RowReader& read) { pass.each(open_rows, read); });
  std::map<RecordId, OpenConcern*> by_id;
  for (auto& concern : out) by_id[concern.id] = &concern;
  pass.each(open_steps, [&](const db::Row& row) {
    if (const auto found = by_id.find(row.id<RecordId>(0)); found != by_id.end()) lay_step(*found->second, row);
  });
  pass.each(open_additions, [&](const db::Row& row) {
    if (const auto found = by_id.find(row.id<RecordId>(0)); found != by_id.end()) found->second->added_at = row.time(1);
  });
  // One sight a child: two hundred concerns would else be two hundred entries of every look at the queue.
  for (const auto& concern : out)
    for (const auto& pupil : concern.pupils) pass.saw(access::InfoClass::c9_safeguarding, pupil.id, pupil.id.bytes(), deeds::queue_seen);
  return out;
}

std::optional<OpenConcern> find(const TriagePass& pass, const RecordId& id) {
  auto found = gather([&](const db::RowReader& read) { pass.each(one_row, read, {{"id", id}}); });
  if (found.empty()) return std::nullopt;
  auto& concern = found.front();
  pass.each(one_steps, [&](const db::Row& row) { lay_step(concern, row); }, {{"id", id}});
  pass.each(one_additions, [&](const db::Row& row) { concern.added_at = row.time(1); }, {{"id", id}});
  note_sight(pass, concern, deeds::concern_seen);
  return std::move(concern);
}

Dossier load_dossier(const access::Pass& pass, const RecordId& id) {
  return {pass.rows(steps_of, read_step, {{"id", id}}), pass.rows(answers_of, read_saying, {{"id", id}}),
          pass.rows(additions_of, read_saying, {{"id", id}}), pass.rows(told_of, read_told, {{"id", id}}),
          pass.rows(told_wrongly_of, read_told, {{"id", id}})};
}

std::map<access::PupilId, int> households(const TriagePass& pass, const std::vector<OpenConcern>& open) {
  std::map<access::PupilId, int> home;
  for (const auto& concern : open)
    for (const auto& pupil : concern.pupils) home.emplace(pupil.id, static_cast<int>(home.size()));
  std::optional<people::FamilyMemberId> last_member;
  access::PupilId last_pupil;
  pass.each(shared_families, [&](const db::Row& row) {
    const auto member = row.id<people::FamilyMemberId>(0);
    const auto pupil = row.id<access::PupilId>(1);
    const auto mine = home.find(pupil);
    if (mine == home.end()) return;
    if (last_member == member) {
      const int from = mine->second, to = home.at(last_pupil);
      for (auto& [_, number] : home)
        if (number == from) number = to;
    }
    last_member = member;
    last_pupil = pupil;
  });
  return home;
}

bool is_decided(const access::Pass& pass, const StepId& id) {
  return pass.row(step_by_id, [](const db::Row&) { return true; }, {{"id", id}}).has_value();
}

std::vector<access::Step> decision_steps(const DecisionDraft& draft, int academic_year, const access::StaffId& author, base::UtcTime at,
                                         const base::Bytes16& answer) {
  std::string further;
  for (const auto& one : draft.categories) further += (further.empty() ? "" : " ") + one;
  std::vector<access::Step> out;
  out.push_back({insert_step,
                 {{"id", draft.id}, {"record", draft.record}, {"was", draft.was}, {"outcome", draft.outcome}, {"year", academic_year},
                  {"category", draft.category}, {"categories", further}, {"level", draft.level}, {"reason", draft.reason},
                  {"parents", draft.parents}, {"parents_why", draft.parents_why}, {"review_on", draft.review_on}, {"me", author}, {"now", at}},
                 access::Expect::one, access::UnitOfWork::conflict()});
  if (!draft.answer.empty())
    out.push_back({insert_answer, {{"answer", answer}, {"record", draft.record}, {"words", draft.answer}, {"me", author}, {"now", at}}});
  return out;
}

void decide(access::UnitOfWork& work, const TriagePass& pass, const DecisionDraft& draft, int academic_year, const access::PupilId& pupil) {
  auto steps = decision_steps(draft, academic_year, pass.who().id, work.now(), work.fresh_bytes());
  work.write(pass, {deeds::decided, draft.record.bytes(), access::InfoClass::c9_safeguarding, pupil, {}}, std::move(steps.front()), access::Expect::one);
  for (std::size_t i = 1; i < steps.size(); ++i) work.also(std::move(steps[i]));
  record::move_status(work, draft.record, status_after(draft.outcome));
}

void go_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew) {
  for (const auto* sql : {&steps_go_along, &answers_go_along, &additions_go_along}) work.also(*sql, {{"stood", stood}, {"anew", anew}});
}

DossierIds list_dossier_ids(access::House& house, const RecordId& id) {
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  const std::array binds = {db::Bind{"id", id}};
  const auto ids = [&](const db::Sql& sql) {
    std::vector<base::Bytes16> out;
    reader->rows(sql, binds, [&](const db::Row& row) { out.push_back(row.id<StepId>(0).bytes()); });
    return out;
  };
  return {ids(ids_of_steps), ids(ids_of_answers), ids(ids_of_additions)};
}

void copy(access::UnitOfWork& work, const DossierIds& ids, const RecordId& anew) {
  const auto each = [&](const std::vector<base::Bytes16>& all, const db::Sql& sql) {
    for (const auto& id : all) work.also(sql, {{"fresh", work.fresh_bytes()}, {"anew", anew}, {"id", id}});
  };
  each(ids.steps, copy_step);
  each(ids.answers, copy_answer);
  each(ids.additions, copy_addition);
}

std::optional<RecordId> find_moved(access::Visit& visit, const RecordId& id) {
  const auto across = access::Door::caseload<access::May::pupil_find>(visit);
  std::optional<RecordId> out;
  // Moved twice, or back again: each place it stood at tells the next one.
  for (auto at = id; across;) {
    const auto tombstone = record::find_tombstone(*across, at);
    if (!tombstone || !tombstone->moved_to || *tombstone->moved_to == at) break;
    at = *tombstone->moved_to;
    out = at;
  }
  return out;
}

std::optional<RecordId> find_own_moved(const Own& pass, const RecordId& id) {
  std::optional<RecordId> out;
  for (auto at = id;;) {
    const auto next = pass.row(own_moved_to, [](const db::Row& row) { return row.id<RecordId>(0); }, {{"id", at}});
    if (!next || *next == at) return out;
    out = at = *next;
  }
}

OwnDossier load_own_dossier(const access::Pass& pass, const RecordId& id) {
  return {pass.rows(own_answers, read_saying, {{"id", id}}), pass.rows(own_additions, read_saying, {{"id", id}}),
          pass.rows(own_told, read_told, {{"id", id}})};
}

void add_to(access::UnitOfWork& work, const Own& pass, const base::Bytes16& id, const RecordId& record, const access::PupilId& pupil,
            std::string_view words) {
  work.write(pass, {deeds::added_to, record.bytes(), access::InfoClass::c9_safeguarding, pupil, {}}, insert_addition,
             {{"id", id}, {"record", record}, {"words", words}});
  record::move_status_from(work, record, closed, looked_at);  // what nobody has looked at stays received
}

}  // namespace concerns
