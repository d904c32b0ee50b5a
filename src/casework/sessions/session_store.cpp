// SQL of sessions: the only room that names their tables.
#include "casework/sessions/session_store.h"

namespace sessions {
namespace {

constexpr db::Sql session_by_id =
    "SELECT s.id, s.slot_id, s.day, s.starts, s.minutes, s.staff_id, a.name, s.programme_id, s.title, s.place, s.written_by, s.written_at "
    "FROM seen_session s JOIN staff a ON a.id = s.staff_id WHERE s.id = :id";
constexpr db::Sql session_of_card = "SELECT id FROM seen_session WHERE slot_id = :slot AND day = :day";
constexpr db::Sql session_of_record = "SELECT session_id FROM seen_session_pupil WHERE record_id = :record";
constexpr db::Sql sessions_of_staff =
    "SELECT s.id, s.slot_id, s.day, s.starts, s.minutes, s.staff_id, a.name, s.programme_id, s.title, s.place, s.written_by, s.written_at "
    "FROM seen_session s JOIN staff a ON a.id = s.staff_id WHERE s.staff_id = :staff AND s.day >= :first AND s.day <= :last ORDER BY s.day DESC, s.starts DESC, s.id";
constexpr db::Sql every_session =
    "SELECT s.id, s.slot_id, s.day, s.starts, s.minutes, s.staff_id, a.name, s.programme_id, s.title, s.place, s.written_by, s.written_at "
    "FROM seen_session s JOIN staff a ON a.id = s.staff_id WHERE s.day >= :first AND s.day <= :last";
constexpr db::Sql given_in =
    "SELECT pupil_id, day, session_id, staff_id, line_id, record_id, happened, promised, minutes, reason, engagement, planned, planned_on FROM seen_session_pupil "
    "WHERE session_id = :id ORDER BY pupil_id";
constexpr db::Sql given_to =
    "SELECT pupil_id, day, session_id, staff_id, line_id, record_id, happened, promised, minutes, reason, engagement, planned, planned_on FROM seen_session_pupil "
    "WHERE pupil_id = :about AND day >= :first AND day <= :last ORDER BY day, session_id";
constexpr db::Sql given_across =
    "SELECT pupil_id, day, session_id, staff_id, line_id, record_id, happened, promised, minutes, reason, engagement, planned, planned_on FROM seen_session_pupil "
    "WHERE day >= :first AND day <= :last";
constexpr db::Sql given_beside =
    "SELECT b.pupil_id, b.day, b.session_id, b.staff_id, b.line_id, b.record_id, b.happened, b.promised, b.minutes, b.reason, b.engagement, b.planned "
    "FROM seen_session_pupil a JOIN seen_session_pupil b ON b.session_id = a.session_id WHERE a.pupil_id = :about AND a.day >= :first AND a.day <= :last "
    "ORDER BY b.day, b.session_id";
constexpr db::Sql given_by =
    "SELECT pupil_id, day, session_id, staff_id, line_id, record_id, happened, promised, minutes, reason, engagement, planned, planned_on FROM seen_session_pupil "
    "WHERE staff_id = :staff AND day >= :first AND day <= :last ORDER BY day, session_id";
constexpr db::Sql scores_of_pupil =
    "SELECT target_id, day, session_id, pupil_id, value, prompt FROM seen_target_score WHERE pupil_id = :about AND day >= :first AND day <= :last "
    "ORDER BY target_id, day, session_id";
constexpr db::Sql scores_in =
    "SELECT target_id, day, session_id, pupil_id, value, prompt FROM seen_target_score WHERE session_id = :id ORDER BY pupil_id, target_id";
constexpr db::Sql written_cards =
    "SELECT s.slot_id, s.day, p.pupil_id FROM seen_session s JOIN seen_session_pupil p ON p.session_id = s.id "
    "WHERE s.slot_id IS NOT NULL AND s.day >= :first AND s.day <= :last";
constexpr db::Sql written_cards_of =
    "SELECT s.slot_id, s.day, p.pupil_id FROM seen_session_pupil p JOIN seen_session s ON s.id = p.session_id "
    "WHERE p.pupil_id = :about AND s.slot_id IS NOT NULL AND p.day >= :first AND p.day <= :last";
constexpr db::Sql standing_that_day =
    "SELECT s.id, p.pupil_id, s.starts, p.minutes, s.title, a.name FROM seen_session s JOIN seen_session_pupil p ON p.session_id = s.id "
    "JOIN staff a ON a.id = s.staff_id WHERE s.day = :day AND s.id <> :but AND p.minutes > 0 ORDER BY s.starts, s.id";

constexpr db::Sql insert_session =
    "INSERT INTO session (id, slot_id, day, starts, minutes, staff_id, programme_id, title, place, written_by, written_at) "
    "VALUES (:id, :slot, :day, :starts, :minutes, :staff, :programme, :title, :place, :by, :at) ON CONFLICT DO NOTHING";
// A row whose record was put right makes room for the one that is written now; any other says that somebody was quicker.
constexpr db::Sql insert_pupil =
    "INSERT INTO session_pupil (pupil_id, day, session_id, staff_id, line_id, record_id, happened, promised, planned, minutes, reason, engagement, planned_on, ended) "
    "VALUES (:about, :day, :id, :staff, :line, :record, :happened, :promised, :planned, :given, :reason, :engagement, :planned_on, 0) "
    "ON CONFLICT (pupil_id, day, session_id) DO UPDATE SET staff_id = excluded.staff_id, line_id = excluded.line_id, record_id = excluded.record_id, "
    "happened = excluded.happened, promised = excluded.promised, planned = excluded.planned, minutes = excluded.minutes, reason = excluded.reason, engagement = excluded.engagement, planned_on = excluded.planned_on, "
    "ended = 0 WHERE session_pupil.ended = 1";
constexpr db::Sql insert_score =
    "INSERT INTO target_score (target_id, day, session_id, pupil_id, record_id, value, prompt, ended) "
    "VALUES (:target, :day, :id, :about, :record, :value, :prompt, 0) ON CONFLICT (target_id, day, session_id) DO UPDATE SET "
    "record_id = excluded.record_id, value = excluded.value, prompt = excluded.prompt, ended = 0 WHERE target_score.ended = 1";
constexpr db::Sql correct_pupil =
    "UPDATE session_pupil SET happened = :happened, reason = :reason, minutes = :given, engagement = :engagement WHERE record_id = :record";

std::optional<base::Bytes16> or_null(const base::Bytes16& id) { return id == base::Bytes16{} ? std::nullopt : std::optional(id); }

base::Bytes16 bytes16(const db::Row& row, int column) { return row.id<SessionId>(column).bytes(); }

Session read_session(const db::Row& row) {
  Session out;
  out.id = row.id<SessionId>(0);
  out.slot = bytes16(row, 1);
  out.day = row.date(2);
  out.starts = static_cast<int>(row.integer(3));
  out.minutes = static_cast<int>(row.integer(4));
  out.staff = row.id<access::StaffId>(5);
  out.staff_name = row.string(6);
  out.programme = bytes16(row, 7);
  out.title = row.string(8);
  out.place = place_of(row.text(9)).value_or(Place::withdrawal);
  out.written_by = row.id<access::StaffId>(10);
  out.written_at = row.time(11);
  return out;
}

Given read_given(const db::Row& row) {
  Given out;
  out.pupil = row.id<access::PupilId>(0);
  out.day = row.date(1);
  out.session = row.id<SessionId>(2);
  out.staff = row.id<access::StaffId>(3);
  out.line = row.id<plans::ProvisionLineId>(4);
  out.record = row.id<record::RecordId>(5);
  out.happened = happened_of(row.text(6)).value_or(Happened::no);
  out.promised = row.integer(7);
  out.minutes = row.integer(8);
  out.reason = row.string(9);
  if (!row.is_null(10)) out.engagement = static_cast<int>(row.integer(10));
  out.planned = row.integer(11);
  out.planned_on = row.maybe(12, &db::Row::date);
  return out;
}

ScorePoint read_score(const db::Row& row) {
  return {row.id<plans::TargetId>(0), row.date(1), row.id<SessionId>(2), row.id<access::PupilId>(3),
          row.is_null(4) ? std::nullopt : std::optional(row.integer(4)), prompt_of(row.text(5))};
}

base::Error somebody_was_quicker() {
  return base::Error::conflict("Somebody wrote this session up meanwhile. Look at what they wrote.", "card written already");
}

access::Step session_step(const SessionId& id, const Card& card, const access::StaffId& by, base::UtcTime at) {
  return {insert_session,
          {{"id", id}, {"slot", or_null(card.slot)}, {"day", card.day}, {"starts", card.starts}, {"minutes", card.minutes}, {"staff", card.staff},
           {"programme", or_null(card.programme)}, {"title", card.title}, {"place", code(card.place)}, {"by", by}, {"at", at}}};
}

access::Step pupil_step(const SessionId& id, const Card& card, const PupilPart& part, const record::RecordId& record) {
  const auto line = part.line.is_nil() ? std::nullopt : std::optional(part.line.bytes());
  return {insert_pupil,
          {{"about", part.pupil}, {"day", card.day}, {"id", id}, {"staff", card.staff}, {"line", line}, {"record", record}, {"happened", code(part.happened)},
           {"promised", card.is_timetabled() ? card.minutes : 0}, {"planned", card.minutes}, {"given", part.happened == Happened::no ? 0 : part.minutes}, {"reason", part.reason},
           {"engagement", part.engagement}, {"planned_on", card.planned_on}},
          access::Expect::one, somebody_was_quicker()};
}

access::Step score_step(const SessionId& id, const Card& card, const PupilPart& part, const record::RecordId& record, const Score& score) {
  return {insert_score,
          {{"target", score.target}, {"day", card.day}, {"id", id}, {"about", part.pupil}, {"record", record}, {"value", score.value},
           {"prompt", score.prompt ? code(*score.prompt) : std::string_view()}}};
}

std::vector<access::Step> every_step(const SessionId& id, const Card& card, const std::vector<PupilPart>& parts, const access::StaffId& by, base::UtcTime at,
                                     auto record) {
  std::vector<access::Step> out = {session_step(id, card, by, at)};
  for (const auto& part : parts) {
    out.push_back(pupil_step(id, card, part, record(part)));
    for (const auto& score : part.scores) out.push_back(score_step(id, card, part, record(part), score));
  }
  return out;
}

std::vector<Given> owed_within(std::vector<Given> all, const Days& days) {
  std::erase_if(all, [&](const Given& one) { return !days.have(one.owed_on()); });
  return all;
}

}  // namespace

std::optional<Session> find_session(const access::Pass& pass, const SessionId& id) { return pass.row(session_by_id, read_session, {{"id", id}}); }

std::optional<SessionId> find_of_record(const access::Pass& pass, const record::RecordId& record) {
  return pass.row(session_of_record, [](const db::Row& row) { return row.id<SessionId>(0); }, {{"record", record}});
}

std::optional<SessionId> find_of_card(const access::Pass& pass, const base::Bytes16& slot, base::LocalDate day) {
  return pass.row(session_of_card, [](const db::Row& row) { return row.id<SessionId>(0); }, {{"slot", slot}, {"day", day}});
}

std::vector<Given> list_given(const access::Pass& pass, const SessionId& id) { return pass.rows(given_in, read_given, {{"id", id}}); }
std::vector<Given> list_given_to(const access::Pass& pass, const access::PupilId& pupil, const Days& days) {
  return pass.rows(given_to, read_given, {{"about", pupil}, {"first", days.first}, {"last", days.last}});
}
std::vector<Given> list_given_across(const access::Pass& pass, const Days& days) {
  return pass.rows(given_across, read_given, {{"first", days.first}, {"last", days.last}});
}
std::vector<Given> list_owed_to(const access::Pass& pass, const access::PupilId& pupil, const Days& days) {
  return owed_within(list_given_to(pass, pupil, days.with_moves()), days);
}
std::vector<Given> list_owed_across(const access::Pass& pass, const Days& days) { return owed_within(list_given_across(pass, days.with_moves()), days); }
std::vector<Given> list_given_by(const access::Pass& pass, const access::StaffId& staff, const Days& days) {
  return pass.rows(given_by, read_given, {{"staff", staff}, {"first", days.first}, {"last", days.last}});
}

std::vector<Given> list_given_beside(const access::Pass& pass, const access::PupilId& pupil, const Days& days) {
  return pass.rows(given_beside, read_given, {{"about", pupil}, {"first", days.first}, {"last", days.last}});
}

std::vector<Session> list_sessions_by(const access::Pass& pass, const access::StaffId& staff, const Days& days) {
  return pass.rows(sessions_of_staff, read_session, {{"staff", staff}, {"first", days.first}, {"last", days.last}});
}

std::map<SessionId, Session> sessions_between(const access::Pass& pass, const Days& days) {
  std::map<SessionId, Session> out;
  pass.each(every_session, [&](const db::Row& row) {
    auto session = read_session(row);
    out.emplace(session.id, std::move(session));
  }, {{"first", days.first}, {"last", days.last}});
  return out;
}

std::vector<ScorePoint> list_scores(const access::Pass& pass, const access::PupilId& pupil, const Days& days) {
  return pass.rows(scores_of_pupil, read_score, {{"about", pupil}, {"first", days.first}, {"last", days.last}});
}
std::vector<ScorePoint> scores_of(const access::Pass& pass, const SessionId& id) { return pass.rows(scores_in, read_score, {{"id", id}}); }

Written list_written(const access::Pass& pass, const Days& days) {
  Written out;
  pass.each(written_cards, [&](const db::Row& row) { out.insert({{bytes16(row, 0), row.date(1)}, row.id<access::PupilId>(2)}); },
            {{"first", days.first}, {"last", days.last}});
  return out;
}

Written list_written_of(const access::Pass& pass, const access::PupilId& pupil, const Days& days) {
  Written out;
  pass.each(written_cards_of, [&](const db::Row& row) { out.insert({{bytes16(row, 0), row.date(1)}, row.id<access::PupilId>(2)}); },
            {{"about", pupil}, {"first", days.first}, {"last", days.last}});
  return out;
}

std::vector<Standing> list_standing(const access::Pass& pass, base::LocalDate day, const SessionId& but) {
  return pass.rows(standing_that_day, [](const db::Row& row) {
    return Standing{row.id<SessionId>(0), row.id<access::PupilId>(1), {}, static_cast<int>(row.integer(2)), static_cast<int>(row.integer(3)), row.string(4), row.string(5)};
  }, {{"day", day}, {"but", but}});
}

void keep(access::UnitOfWork& work, const OwnPass& pass, const Sheet& sheet, const Card& card, const std::vector<PupilPart>& parts) {
  if (sheet.is_new == Sheet::New::yes) {
    auto step = session_step(sheet.session, card, pass.who().id, work.now());
    work.write(pass, {.deed = deeds::written, .subject = sheet.session.bytes(), .info = access::InfoClass::c6_send}, std::move(step), access::Expect::one,
               somebody_was_quicker());
  }
  for (const auto& part : parts) {
    const auto record = record_of(sheet.id, part.pupil);
    work.write(pass, {.deed = deeds::written, .subject = sheet.session.bytes(), .info = access::InfoClass::c6_send, .pupil = part.pupil},
               pupil_step(sheet.session, card, part, record), access::Expect::one, somebody_was_quicker());
    for (const auto& score : part.scores) work.also(score_step(sheet.session, card, part, record, score));
  }
}

std::vector<access::Step> steps_of_record(const SessionId& id, const Card& card, const std::vector<PupilPart>& parts, const record::RecordId& record,
                                          const access::StaffId& by, base::UtcTime at) {
  return every_step(id, card, parts, by, at, [&](const PupilPart&) { return record; });
}

std::vector<access::Step> steps_of(const SessionId& id, const Card& card, const std::vector<PupilPart>& parts, const access::StaffId& by, base::UtcTime at) {
  return every_step(id, card, parts, by, at, [&](const PupilPart& part) { return record_of(id, part.pupil); });
}

access::Step follow_correction(const record::RecordId& record, Happened happened, std::string_view reason, std::int64_t minutes, std::optional<int> engagement) {
  return {correct_pupil, {{"record", record}, {"happened", code(happened)}, {"reason", reason}, {"given", happened == Happened::no ? 0 : minutes}, {"engagement", engagement}}};
}

}  // namespace sessions
