// The only room that names the tables of cases and markers.
#include "casework/concerns/case_store.h"

#include "people/pupil.h"

namespace concerns {
namespace {

constexpr db::Sql open_lines =
    "SELECT c.id, c.pupil_id, u.given, u.family, u.year_group, u.class_name, c.opened_at, s.level, w.name, s.review_on "
    "FROM seen_case c JOIN seen_pupil u ON u.id = c.pupil_id JOIN seen_case_step s ON s.case_id = c.id JOIN staff w ON w.id = s.lead_id "
    "WHERE s.place = (SELECT MAX(n.place) FROM seen_case_step n WHERE n.case_id = c.id) AND s.deed <> 'closed' "
    "ORDER BY COALESCE(s.review_on, 0), c.opened_at";
constexpr db::Sql open_of_pupil =
    "SELECT c.id FROM seen_case c JOIN seen_case_step s ON s.case_id = c.id WHERE c.pupil_id = :about "
    "AND s.place = (SELECT MAX(n.place) FROM seen_case_step n WHERE n.case_id = c.id) AND s.deed <> 'closed'";
constexpr db::Sql steps_of_pupil =
    "SELECT c.id, c.opened_at, w.name, s.at, s.deed, s.level, s.lead_id, l.name, s.review_on, s.reason "
    "FROM seen_case c JOIN seen_case_step s ON s.case_id = c.id JOIN staff w ON w.id = s.author_id JOIN staff l ON l.id = s.lead_id "
    "WHERE c.pupil_id = :pupil ORDER BY c.opened_at, c.id, s.place";
constexpr db::Sql insert_case = "INSERT INTO safeguarding_case (id, pupil_id, opened_at, opened_from) VALUES (:case, :about, :now, :from)";
// The concern itself has left that child already.
constexpr db::Sql case_goes_along =
    "UPDATE safeguarding_case SET pupil_id = :right, opened_from = :anew WHERE opened_from = :stood AND pupil_id = :wrong "
    "AND NOT EXISTS (SELECT 1 FROM record_part p WHERE p.pupil_id = :wrong AND p.info_class = 9 AND p.part <> 'linked' AND p.kind IN ('concern', 'e_safety'))";
constexpr db::Sql cases_of_others = "UPDATE safeguarding_case SET opened_from = :anew WHERE opened_from = :stood AND pupil_id <> :wrong";
constexpr db::Sql case_of_one = "UPDATE safeguarding_case SET opened_from = :anew WHERE opened_from = :stood AND pupil_id = :about";
// Two open cases of one child would be two answers to how things stand.
constexpr db::Sql join_case =
    "INSERT INTO case_step (id, case_id, place, author_id, at, deed, level, lead_id, review_on, reason) "
    "SELECT :id, c.id, s.place + 1, :me, :now, 'closed', s.level, s.lead_id, NULL, :reason FROM safeguarding_case c JOIN case_step s ON s.case_id = c.id "
    "WHERE c.opened_from = :anew AND c.pupil_id = :right AND s.deed <> 'closed' "
    "AND s.place = (SELECT MAX(n.place) FROM case_step n WHERE n.case_id = c.id) "
    "AND EXISTS (SELECT 1 FROM safeguarding_case o JOIN case_step e ON e.case_id = o.id WHERE o.pupil_id = :right AND o.id <> c.id AND e.deed <> 'closed' "
    "AND e.place = (SELECT MAX(m.place) FROM case_step m WHERE m.case_id = o.id)) "
    "ORDER BY c.opened_at DESC, c.id DESC LIMIT 1";
constexpr std::string_view joined = "Joined to the case that was open already: the concern it was opened from had been written about another child.";
constexpr db::Sql insert_step =
    "INSERT INTO case_step (id, case_id, place, author_id, at, deed, level, lead_id, review_on, reason) "
    "SELECT :id, c.id, :was + 1, :me, :now, :deed, :level, :lead, :review_on, :reason FROM safeguarding_case c WHERE c.id = :case "
    "AND (SELECT COUNT(*) FROM case_step s WHERE s.case_id = :case) = :was";
constexpr db::Sql step_by_id = "SELECT 1 FROM seen_case_step WHERE id = :id AND author_id = :me";
constexpr db::Sql markers_of =
    "SELECT id, marker, category, from_on, until_on, note FROM seen_marker WHERE pupil_id = :pupil ORDER BY COALESCE(until_on, 1000000) DESC, from_on DESC";
constexpr db::Sql insert_marker =
    "INSERT INTO statutory_marker (id, pupil_id, marker, category, from_on, until_on, note, made_by, made_at) "
    "VALUES (:id, :pupil, :marker, :category, :from_on, :until_on, :note, :me, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql finish_marker =
    "UPDATE statutory_marker SET until_on = :until WHERE id = :id AND pupil_id = :pupil AND (until_on IS NULL OR until_on > :until)";
constexpr db::Sql concerns_of_pupil =
    "SELECT p.record_id, p.occurred_at, p.recorded_at, s.name, s.post, p.state, p.line, p.kind, p.part FROM seen_part p "
    "JOIN staff s ON s.id = p.author_id WHERE p.pupil_id = :pupil AND p.info_class = 9 ORDER BY p.occurred_at, p.record_id";

QueuePupil read_pupil(const db::Row& row) {
  people::Pupil pupil;
  pupil.id = row.id<access::PupilId>(1);
  pupil.given = row.string(2);
  pupil.family = row.string(3);
  pupil.year_group = row.string(4);
  pupil.class_name = row.string(5);
  return {pupil.id, pupil.name(), people::year_and_class(pupil)};
}

access::Entry entry_of(access::Deed deed, const base::Bytes16& subject, const access::PupilId& pupil = {}) {
  return {deed, subject, access::InfoClass::c9_safeguarding, pupil, {}};
}

access::Step step_of(const CaseId& id, int was, const CaseStepDraft& draft) {
  return {insert_step,
          {{"id", draft.id}, {"case", id}, {"was", was}, {"deed", draft.deed}, {"level", draft.level}, {"lead", draft.lead},
           {"review_on", draft.review_on}, {"reason", draft.reason}},
          access::Expect::one, access::UnitOfWork::conflict()};
}

}  // namespace

std::vector<CaseLine> list_open_cases(const TriagePass& pass) {
  auto out = pass.rows(open_lines, [](const db::Row& row) {
    return CaseLine{row.id<CaseId>(0), read_pupil(row), row.time(6), static_cast<int>(row.integer(7)), row.string(8),
                    row.maybe<base::LocalDate>(9, &db::Row::date)};
  });
  for (const auto& line : out) pass.saw(access::InfoClass::c9_safeguarding, line.pupil.id, line.id.bytes(), deeds::cases_seen);
  return out;
}

std::optional<CaseId> find_open_case(const access::Pass& pass, const access::PupilId& pupil) {
  return pass.row(open_of_pupil, [](const db::Row& row) { return row.id<CaseId>(0); }, {{"about", pupil}});
}

std::vector<Case> list_cases(const FilePass& pass) {
  std::vector<Case> out;
  pass.each(steps_of_pupil, [&](const db::Row& row) {
    const auto id = row.id<CaseId>(0);
    if (out.empty() || out.back().id != id) out.push_back({id, pass.pupil(), row.time(1), {}});
    out.back().steps.push_back({row.string(2), row.time(3), row.string(4), static_cast<int>(row.integer(5)), row.id<access::StaffId>(6),
                                row.string(7), row.maybe<base::LocalDate>(8, &db::Row::date), row.string(9)});
  });
  pass.saw(access::InfoClass::c9_safeguarding, pass.pupil(), pass.pupil().bytes(), deeds::file_seen);
  return out;
}

void open_case(access::UnitOfWork& work, const TriagePass& pass, const access::PupilId& pupil, const RecordId& from, const CaseStepDraft& draft) {
  const CaseId id(work.fresh_bytes());
  work.write(pass, entry_of(deeds::case_moved, id.bytes(), pupil), insert_case, {{"case", id}, {"about", pupil}, {"from", from}});
  work.also(step_of(id, 0, draft));
}

void cases_go_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& wrong, const access::PupilId& right) {
  work.also(cases_of_others, {{"stood", stood}, {"anew", anew}, {"wrong", wrong}});
  work.also(case_goes_along, {{"stood", stood}, {"anew", anew}, {"wrong", wrong}, {"right", right}});
  work.also(join_case, {{"id", work.fresh_bytes()}, {"anew", anew}, {"right", right}, {"reason", joined}});
}

void case_stays(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& pupil) {
  work.also(case_of_one, {{"stood", stood}, {"anew", anew}, {"about", pupil}});
}

void take_step(access::UnitOfWork& work, const FilePass& pass, const Case* current, const CaseStepDraft& draft) {
  if (current) {
    work.write(pass, entry_of(deeds::case_moved, current->id.bytes()), step_of(current->id, static_cast<int>(current->steps.size()), draft),
               access::Expect::one);
    return;
  }
  const CaseId id(work.fresh_bytes());
  work.write(pass, entry_of(deeds::case_moved, id.bytes()), insert_case, {{"case", id}, {"about", pass.pupil()}, {"from", std::optional<RecordId>()}});
  work.also(step_of(id, 0, draft));
}

bool is_taken(const access::Pass& pass, const CaseStepId& id) {
  return pass.row(step_by_id, [](const db::Row&) { return true; }, {{"id", id}}).has_value();
}

std::vector<Marker> list_markers(const FilePass& pass) {
  return pass.rows(markers_of, [](const db::Row& row) {
    return Marker{row.id<MarkerId>(0), row.string(1), row.string(2), row.date(3), row.maybe<base::LocalDate>(4, &db::Row::date), row.string(5)};
  });
}

void set(access::UnitOfWork& work, const FilePass& pass, const MarkerDraft& draft) {
  work.write(pass, entry_of(deeds::marker_set, draft.id.bytes()), insert_marker,
             {{"id", draft.id}, {"pupil", pass.pupil()}, {"marker", draft.marker}, {"category", draft.category}, {"from_on", draft.from_on},
              {"until_on", draft.until_on}, {"note", draft.note}});
}

void end_marker(access::UnitOfWork& work, const FilePass& pass, const MarkerId& id, base::LocalDate until) {
  work.write(pass, entry_of(deeds::marker_set, id.bytes()), finish_marker, {{"id", id}, {"pupil", pass.pupil()}, {"until", until}});
}

std::vector<FileConcern> list_concerns_of(const FilePass& pass) {
  return pass.rows(concerns_of_pupil, [](const db::Row& row) {
    FileConcern out{row.id<RecordId>(0), row.time(1), row.time(2), row.string(3), row.string(4), row.string(5), row.string(6), row.string(7),
                    row.text(8) == "linked"};
    if (out.linked) out.author = out.author_post = "";
    return out;
  });
}

}  // namespace concerns
