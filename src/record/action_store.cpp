// The only room that names the tables of actions.
#include "record/action_store.h"

#include "access/chain.h"
#include "access/digest.h"
#include "access/inbox.h"
#include "people/calendar_store.h"

#include <fmt/format.h>

#include <algorithm>

namespace record {
namespace {

using access::Expect;
using base::Error;

constexpr db::Sql insert_action =
    "INSERT INTO action (id, what, owner_id, owner_role, asker_id, due_on, urgency, pupil_id, info_class, flag, source_code, source_id, "
    "source_url, state, version, snoozed_until, escalated_to, escalated_on, asked_at, changed_at, proof, proof_record, request_digest) "
    "VALUES (:id, :what, :owner_id, :owner_role, :me, :due_on, :urgency, :pupil_id, :info_class, :flag, :source_code, :source_id, "
    ":source_url, 'open', 1, NULL, NULL, NULL, :now, :now, '', NULL, :digest) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_step =
    "INSERT INTO action_step (action_id, number, at, by_id, deed, words, owner_id, owner_role, day, record_id) "
    "VALUES (:id, :number, :now, :by, :deed, :words, :owner_id, :owner_role, :day, :record_id)";
// Only where nobody has moved it since it was read.
constexpr db::Sql move_action =
    "UPDATE action SET owner_id = :owner_id, owner_role = :owner_role, due_on = :due_on, state = :state, version = :version, "
    "snoozed_until = :snoozed_until, escalated_to = :escalated_to, escalated_on = :escalated_on, changed_at = :now, proof = :proof, "
    "proof_record = :proof_record WHERE id = :id AND version = :was";

// An action that comes from a record goes where the record is written anew. One that comes from the concern's own page has that address.
constexpr db::Sql step_along =
    "INSERT INTO action_step (action_id, number, at, by_id, deed, words, owner_id, owner_role, day, record_id) "
    "SELECT a.id, a.version + 1, :now, :me, 'put_right', '', NULL, '', NULL, NULL FROM action a WHERE a.source_code = 'record' AND a.source_id = :stood "
    "AND (:any = 1 OR a.pupil_id = :only)";
constexpr db::Sql move_along =
    "UPDATE action SET source_id = :anew, source_url = REPLACE(source_url, :stood_text, :anew_text), "
    "pupil_id = CASE WHEN pupil_id = :wrong THEN :right ELSE pupil_id END, version = version + 1, changed_at = :now "
    "WHERE source_code = 'record' AND source_id = :stood AND (:any = 1 OR pupil_id = :only)";

// The shape of every list: one literal each, as a statement is one literal.
#define ALONGSIDE_ACTION_COLUMNS                                                                                                    \
  "SELECT a.id, a.what, a.owner_id, o.name, a.owner_role, a.asker_id, k.name, a.due_on, a.urgency, a.pupil_id, p.given, p.family, " \
  "a.info_class, a.flag, a.source_code, a.source_id, a.source_url, a.state, a.version, a.snoozed_until, a.escalated_to, l.name, "   \
  "a.escalated_on, a.asked_at, a.changed_at, a.proof, a.proof_record "                                                             \
  "FROM seen_action a JOIN staff k ON k.id = a.asker_id LEFT JOIN staff o ON o.id = a.owner_id "                                   \
  "LEFT JOIN staff l ON l.id = a.escalated_to LEFT JOIN seen_pupil p ON p.id = a.pupil_id "

constexpr db::Sql action_by_id = ALONGSIDE_ACTION_COLUMNS "WHERE a.id = :id";
constexpr db::Sql to_do_by_name = ALONGSIDE_ACTION_COLUMNS "WHERE a.owner_id = :me AND a.state = 'open' ORDER BY a.due_on, a.id LIMIT :most";
constexpr db::Sql to_do_by_role = ALONGSIDE_ACTION_COLUMNS "WHERE a.owner_role = :role AND a.state = 'open' ORDER BY a.due_on, a.id LIMIT :most";
constexpr db::Sql to_do_escalated =
    ALONGSIDE_ACTION_COLUMNS "WHERE a.escalated_to = :me AND a.state = 'open' ORDER BY a.due_on, a.id LIMIT :most";
constexpr db::Sql asked_of_others =
    ALONGSIDE_ACTION_COLUMNS "WHERE a.asker_id = :me AND a.state = 'open' AND (a.owner_id IS NULL OR a.owner_id <> :me) ORDER BY a.due_on, a.id LIMIT :most";
constexpr db::Sql closed_by_name =
    ALONGSIDE_ACTION_COLUMNS "WHERE a.owner_id = :me AND a.state IN ('done', 'cancelled') ORDER BY a.changed_at DESC, a.id LIMIT :most";
constexpr db::Sql of_source =
    ALONGSIDE_ACTION_COLUMNS "WHERE a.source_id = :source AND a.source_code = :code ORDER BY a.asked_at DESC, a.id DESC";
constexpr db::Sql open_about = ALONGSIDE_ACTION_COLUMNS "WHERE a.pupil_id = :pupil AND a.state = 'open' ORDER BY a.due_on, a.id";
constexpr db::Sql late_ones =
    ALONGSIDE_ACTION_COLUMNS "WHERE a.state = 'open' AND a.due_on < :before AND a.escalated_on IS NULL "
    "AND (a.snoozed_until IS NULL OR a.snoozed_until <= :today) ORDER BY a.due_on, a.id LIMIT 1000";
#undef ALONGSIDE_ACTION_COLUMNS

constexpr db::Sql steps_by_id =
    "SELECT s.number, s.at, s.by_id, b.name, s.deed, s.words, s.owner_id, o.name, s.owner_role, s.day, s.record_id FROM seen_action_step s "
    "LEFT JOIN staff b ON b.id = s.by_id LEFT JOIN staff o ON o.id = s.owner_id WHERE s.action_id = :id ORDER BY s.number";
constexpr db::Sql own_request = "SELECT request_digest FROM my_action_request WHERE id = :id";
constexpr db::Sql count_by_name =
    "SELECT COUNT(*) FROM seen_action WHERE owner_id = :me AND state = 'open' AND (snoozed_until IS NULL OR snoozed_until <= :today)";
constexpr db::Sql count_by_role =
    "SELECT COUNT(*) FROM seen_action WHERE owner_role = :role AND state = 'open' AND (snoozed_until IS NULL OR snoozed_until <= :today)";
constexpr db::Sql count_escalated =
    "SELECT COUNT(*) FROM seen_action WHERE escalated_to = :me AND state = 'open' AND (owner_id IS NULL OR owner_id <> :me) "
    "AND (snoozed_until IS NULL OR snoozed_until <= :today)";
constexpr db::Sql working_today =
    "SELECT id, name, post FROM staff WHERE starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today) ORDER BY folded, id";
constexpr db::Sql works_today =
    "SELECT id FROM staff WHERE id = :staff AND starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today)";
constexpr db::Sql line_manager =
    "SELECT t.staff_id FROM tie t JOIN staff s ON s.id = t.staff_id WHERE t.other_staff_id = :staff AND t.relation = 'supervises' "
    "AND t.starts_on <= :today AND (t.ends_on IS NULL OR t.ends_on >= :today) AND (s.ends_on IS NULL OR s.ends_on >= :today) "
    "ORDER BY t.starts_on DESC, t.id LIMIT 1";
constexpr db::Sql sees_record = "SELECT id FROM seen_record WHERE id = :id";

std::optional<access::StaffId> maybe(const access::StaffId& id) { return id.is_nil() ? std::nullopt : std::optional(id); }
std::optional<RecordId> maybe(const RecordId& id) { return id.is_nil() ? std::nullopt : std::optional(id); }
std::string role_code(const Owner& owner) { return owner.role ? std::string(access::code(*owner.role)) : std::string(); }

Owner read_owner(const db::Row& row, int person, int role) {
  return {row.id<access::StaffId>(person), access::role_of(row.text(role))};
}

std::optional<base::LocalDate> read_day(const db::Row& row, int column) { return row.maybe(column, &db::Row::date); }

Action read_action(const db::Row& row) {
  Action out;
  out.id = row.id<ActionId>(0);
  out.what = row.string(1);
  out.now.owner = read_owner(row, 2, 4);
  out.owner_name = out.now.owner.role ? "Any " + std::string(access::title(*out.now.owner.role)) : row.string(3);
  out.asker = row.id<access::StaffId>(5);
  out.asker_name = row.string(6);
  out.now.due_on = row.date(7);
  out.urgency = action_urgency_of(row.text(8)).value_or(ActionUrgency::normal);
  out.pupil = row.id<access::PupilId>(9);
  if (!row.is_null(10)) out.pupil_name = row.string(10) + " " + row.string(11);
  out.info_class = static_cast<access::InfoClass>(row.integer(12));
  out.flag = static_cast<int>(row.integer(13));
  out.source = {row.string(14), {}, row.string(16)};
  if (const auto raw = row.bytes(15); raw.size() == out.source.id.size()) std::copy(raw.begin(), raw.end(), out.source.id.begin());
  out.now.state = action_state_of(row.text(17)).value_or(ActionState::open);
  out.now.version = static_cast<int>(row.integer(18));
  out.now.snoozed_until = read_day(row, 19);
  out.now.escalated_to = row.id<access::StaffId>(20);
  out.leader_name = row.string(21);
  out.now.escalated_on = read_day(row, 22);
  out.asked_at = row.time(23);
  out.now.changed_at = row.time(24);
  out.now.proof = row.string(25);
  out.now.proof_record = row.id<RecordId>(26);
  return out;
}

ActionStep read_step(const db::Row& row) {
  ActionStep out;
  out.number = static_cast<int>(row.integer(0));
  out.at = row.time(1);
  out.by = row.id<access::StaffId>(2);
  out.by_name = row.string(3);
  out.deed = action_deed_of(row.text(4)).value_or(ActionDeed::asked);
  out.words = row.string(5);
  out.owner = read_owner(row, 6, 8);
  out.owner_name = out.owner.role ? "Any " + std::string(access::title(*out.owner.role)) : row.string(7);
  out.day = read_day(row, 9);
  out.record = row.id<RecordId>(10);
  return out;
}

base::Bytes32 digest_of(const NewAction& action) {
  const auto text = fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", action.what, action.owner.person.text(), role_code(action.owner),
                                action.due_on.days, code(action.urgency), action.pupil.text(), static_cast<int>(action.info_class), action.flag,
                                action.source.code, base::to_hex(action.source.id), action.source.url);
  return access::digest({base::as_bytes(text)});
}

AskedBefore compare(const std::optional<base::Bytes32>& stands, const NewAction& action) {
  if (!stands) return AskedBefore::no;
  return *stands == digest_of(action) ? AskedBefore::same : AskedBefore::other;
}

base::Bytes32 read_digest(const db::Row& row) {
  base::Bytes32 out{};
  if (const auto raw = row.bytes(0); raw.size() == out.size()) std::copy(raw.begin(), raw.end(), out.begin());
  return out;
}

access::Deed deed_of(ActionDeed deed) {
  switch (deed) {
    case ActionDeed::asked: return deeds::action_asked;
    case ActionDeed::taken: return deeds::action_taken;
    case ActionDeed::done: return deeds::action_done;
    case ActionDeed::snoozed: return deeds::action_snoozed;
    case ActionDeed::handed_on: return deeds::action_handed_on;
    case ActionDeed::escalated: return deeds::action_escalated;
    case ActionDeed::cancelled: return deeds::action_cancelled;
    case ActionDeed::reopened: return deeds::action_reopened;
    case ActionDeed::put_right: return deeds::action_put_right;
  }
  return deeds::action_done;
}

access::Step step_of(const ActionId& id, const ActionStep& step) {
  return {insert_step,
          {{"id", id}, {"number", step.number}, {"by", maybe(step.by)}, {"deed", code(step.deed)}, {"words", step.words},
           {"owner_id", maybe(step.owner.person)}, {"owner_role", role_code(step.owner)}, {"day", step.day}, {"record_id", maybe(step.record)}}};
}

access::Step standing_of(const ActionId& id, const ActionStanding& stands) {
  return {move_action,
          {{"id", id}, {"was", stands.version - 1}, {"version", stands.version}, {"owner_id", maybe(stands.owner.person)},
           {"owner_role", role_code(stands.owner)}, {"due_on", stands.due_on}, {"state", code(stands.state)},
           {"snoozed_until", stands.snoozed_until}, {"escalated_to", maybe(stands.escalated_to)}, {"escalated_on", stands.escalated_on},
           {"proof", stands.proof}, {"proof_record", maybe(stands.proof_record)}},
          Expect::one, Error::conflict("Somebody else changed this while you were writing. Your words are still here.", "action moved on")};
}

access::Entry entry_of(const Action& action, ActionDeed deed) { return {deed_of(deed), action.id.bytes(), action.info_class, action.pupil, {}}; }

void note_sight(const access::Pass& pass, const Action& action) {
  if (!action.pupil.is_nil()) pass.saw(action.info_class, action.pupil, action.id.bytes(), deeds::action_seen);
}

std::vector<Action> list(const access::Pass& pass, const db::Sql& sql, std::initializer_list<db::Bind> binds) {
  auto out = pass.rows(sql, read_action, binds);
  for (const auto& action : out) note_sight(pass, action);
  return out;
}

/// Whose inbox it is, before and after; a role is everybody's.
void touch(access::UnitOfWork& work, std::initializer_list<Owner> owners, std::initializer_list<access::StaffId> others) {
  auto* inbox = work.house().find_room<access::InboxCounter>();
  if (!inbox) return;
  for (const auto& owner : owners) {
    if (owner.role) return inbox->touch_everybody(work.now());
    inbox->touch(owner.person, work.now());
  }
  for (const auto& other : others) inbox->touch(other, work.now());
}

/// The owner's line manager, else whoever asked; never somebody who has it already.
access::StaffId leader_of(const Action& action, const std::optional<access::StaffId>& manager) {
  const auto& owner = action.now.owner.person;
  if (manager && *manager != owner) return *manager;
  return action.asker != owner ? action.asker : access::StaffId{};
}

}  // namespace

AskedBefore asked_before(const access::Pass& pass, const NewAction& action) {
  return compare(pass.row(own_request, read_digest, {{"id", action.id}}), action);
}

AskedBefore asked_before(access::House& house, const access::StaffId& asker, const NewAction& action) {
  auto sight = std::make_shared<db::Sight>();
  sight->me = asker.bytes();
  sight->fingerprint = std::hash<access::StaffId>{}(asker);
  auto reader = house.reader();
  reader->look_as(sight);
  std::optional<base::Bytes32> stands;
  const std::array binds = {db::Bind{"id", action.id}};
  reader->rows(own_request, binds, [&](const db::Row& row) { stands = read_digest(row); });
  return compare(stands, action);
}

ActionSteps steps_of(const NewAction& action, const access::StaffId& asker, base::UtcTime at) {
  ActionSteps out;
  const std::optional<access::PupilId> pupil = action.pupil.is_nil() ? std::nullopt : std::optional(action.pupil);
  const std::optional<base::Bytes> source =
      action.source.code.empty() ? std::nullopt : std::optional(base::Bytes(action.source.id.begin(), action.source.id.end()));
  out.steps.push_back({insert_action,
                       {{"id", action.id}, {"what", action.what}, {"owner_id", maybe(action.owner.person)}, {"owner_role", role_code(action.owner)},
                        {"due_on", action.due_on}, {"urgency", code(action.urgency)}, {"pupil_id", pupil},
                        {"info_class", static_cast<int>(action.info_class)}, {"flag", action.flag}, {"source_code", action.source.code},
                        {"source_id", source}, {"source_url", action.source.url}, {"digest", digest_of(action)}, {"me", asker}, {"now", at}},
                       Expect::one, Error::conflict("This was asked for already, in other words.", "action exists")});
  ActionStep first;
  first.number = 1;
  first.by = asker;
  first.words = action.what;
  first.owner = action.owner;
  first.day = action.due_on;
  out.steps.push_back(step_of(action.id, first));
  out.steps.back().binds.push_back({"now", at});
  out.entry.at = at;
  out.entry.actor = asker.bytes();
  out.entry.deed = std::string(deeds::action_asked.code);
  out.entry.info_class = static_cast<int>(action.info_class);
  out.entry.subject = action.id.bytes();
  out.entry.pupil = action.pupil.bytes();
  out.entry.policy_version = access::policy_version;
  return out;
}

base::Result<void> ask(access::UnitOfWork& work, const OwnPass& pass, const NewAction& action) {
  if (!action.pupil.is_nil() && !pass.grants().may(access::May::pupil_find, action.pupil)) return Error::not_found("action about a pupil unknown to the asker");
  auto wrong = check_new(action, pass.today());
  if (!action.owner.person.is_nil() && !pass.row(works_today, [](const db::Row&) { return true; }, {{"staff", action.owner.person}}))
    wrong.push_back({"owner", "Choose somebody who works here"});
  if (!wrong.empty()) return Error::invalid(std::move(wrong), "new action");
  auto made = steps_of(action, pass.who().id, work.now());
  auto first = std::move(made.steps.front());
  auto miss = std::move(first.miss);
  work.write(pass, {deeds::action_asked, action.id.bytes(), action.info_class, action.pupil, {}}, std::move(first), Expect::one, std::move(miss));
  for (std::size_t i = 1; i < made.steps.size(); ++i) work.also(std::move(made.steps[i]));
  touch(work, {action.owner}, {});
  return {};
}

base::Result<void> move(access::UnitOfWork& work, const OwnPass& pass, const ActionMove& wanted) {
  const auto action = find_action(pass, wanted.id);
  if (!action) return Error::not_found("no such action, or not theirs to see");
  if (!may_do(powers_over(*action, pass.grants()), wanted.deed))
    return Error::not_allowed("This is for whoever has it to do, or whoever asked for it.", "action deed refused");
  if (action->now.version != wanted.was_version)
    return Error::conflict("Somebody else changed this while you were writing. Your words are still here.", "action moved on");
  ActionStep step;
  step.number = action->now.version + 1;
  step.at = work.now();
  step.by = pass.who().id;
  step.deed = wanted.deed;
  step.words = std::string(base::trim(wanted.words));
  if (wanted.deed == ActionDeed::handed_on || wanted.deed == ActionDeed::escalated) step.owner = wanted.owner;
  if (wanted.deed == ActionDeed::snoozed || wanted.deed == ActionDeed::handed_on) step.day = wanted.day;
  if (wanted.deed == ActionDeed::escalated) {
    step.day = pass.today();
    if (step.owner.person.is_nil())
      step.owner = Owner::of(leader_of(*action, pass.row(line_manager, [](const db::Row& row) { return row.id<access::StaffId>(0); },
                                                         {{"staff", action->now.owner.person}})));
  }
  TRY_DO(check_step(action->now, step, pass.today()));
  std::vector<base::FieldError> wrong;
  if (!step.owner.person.is_nil() && !pass.row(works_today, [](const db::Row&) { return true; }, {{"staff", step.owner.person}}))
    wrong.push_back({"owner", "Choose somebody who works here"});
  if (step.owner.role) {
    NewAction asked_again;
    asked_again.pupil = action->pupil;
    asked_again.info_class = action->info_class;
    if (step.deed == ActionDeed::escalated || !can_own(*step.owner.role, asked_again))
      wrong.push_back({"owner", "Choose a person: nobody of that role may see such a record"});
  }
  if (wanted.deed == ActionDeed::done && !wanted.record.is_nil()) {
    if (pass.row(sees_record, [](const db::Row&) { return true; }, {{"id", wanted.record}})) step.record = wanted.record;
    else wrong.push_back({"record", "Choose a record that you may see"});
  }
  if (!wrong.empty()) return Error::invalid(std::move(wrong), "action step");
  const auto stands = after(action->now, step);
  touch(work, {action->now.owner, stands.owner}, {stands.escalated_to});
  auto moved = standing_of(action->id, stands);
  auto miss = std::move(moved.miss);
  work.write(pass, entry_of(*action, wanted.deed), std::move(moved), Expect::one, std::move(miss));
  work.also(step_of(action->id, step));
  return {};
}

bool moved_before(const OwnPass& pass, const ActionMove& wanted) {
  const auto steps = pass.rows(steps_by_id, read_step, {{"id", wanted.id}});
  if (steps.empty()) return false;
  const auto& last = steps.back();
  return last.number == wanted.was_version + 1 && last.by == pass.who().id && last.deed == wanted.deed && last.words == base::trim(wanted.words);
}

namespace {

void go_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const std::optional<access::PupilId>& only,
              const access::PupilId& wrong, const access::PupilId& right) {
  const int any = only ? 0 : 1;
  const auto whose = only.value_or(access::PupilId{});
  work.also(step_along, {{"stood", stood}, {"any", any}, {"only", whose}});
  work.also(move_along, {{"stood", stood}, {"anew", anew}, {"stood_text", stood.text()}, {"anew_text", anew.text()}, {"wrong", wrong}, {"right", right},
                         {"any", any}, {"only", whose}});
}

}  // namespace

void go_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& wrong, const access::PupilId& right) {
  go_along(work, stood, anew, std::nullopt, wrong, right);
}

void go_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& only) {
  go_along(work, stood, anew, only, only, only);
}

std::optional<Action> find_action(const OwnPass& pass, const ActionId& id) {
  auto out = pass.row(action_by_id, read_action, {{"id", id}});
  if (out) note_sight(pass, *out);
  return out;
}

std::vector<ActionStep> list_steps(const OwnPass& pass, const ActionId& id) { return pass.rows(steps_by_id, read_step, {{"id", id}}); }

std::vector<Action> list_to_do(const OwnPass& pass, int most) {
  auto out = list(pass, to_do_by_name, {{"most", most}});
  const auto add = [&](std::vector<Action> more) {
    for (auto& one : more)
      if (std::none_of(out.begin(), out.end(), [&](const Action& other) { return other.id == one.id; })) out.push_back(std::move(one));
  };
  for (const auto role : pass.who().roles) add(list(pass, to_do_by_role, {{"role", access::code(role)}, {"most", most}}));
  add(list(pass, to_do_escalated, {{"most", most}}));
  const auto waits = [&](const Action& action) { return action.now.snoozed_until && *action.now.snoozed_until > pass.today(); };
  // Whoever decides on an action sees it, but it is only to be done by those it was given to.
  std::erase_if(out, [&](const Action& action) {
    const auto powers = powers_over(action, pass.grants());
    return !powers.owner && !powers.of_role && action.now.escalated_to != pass.who().id;
  });
  std::stable_sort(out.begin(), out.end(), [&](const Action& a, const Action& b) {
    return std::tuple(waits(a), a.now.due_on, a.urgency) < std::tuple(waits(b), b.now.due_on, b.urgency);
  });
  if (out.size() > static_cast<std::size_t>(most)) out.resize(static_cast<std::size_t>(most));
  return out;
}

std::vector<Action> list_asked(const OwnPass& pass, int most) { return list(pass, asked_of_others, {{"most", most}}); }
std::vector<Action> list_closed(const OwnPass& pass, int most) { return list(pass, closed_by_name, {{"most", most}}); }

std::vector<Action> list_from(const access::Pass& pass, std::string_view source_code, const base::Bytes16& source) {
  return list(pass, of_source, {{"source", source}, {"code", source_code}});
}

std::vector<Action> list_about(const access::PupilPass<access::May::chronology_read>& pass) { return list(pass, open_about, {}); }

std::int64_t count_to_do(const access::Pass& pass) {
  const auto count = [&](const db::Sql& sql, std::initializer_list<db::Bind> binds) {
    return pass.row(sql, [](const db::Row& row) { return row.integer(0); }, binds).value_or(0);
  };
  auto out = count(count_by_name, {}) + count(count_escalated, {});
  for (const auto role : pass.who().roles) out += count(count_by_role, {{"role", access::code(role)}});
  return out;
}

std::vector<Choosable> list_choosable(const access::Pass& pass) {
  return pass.rows(working_today, [](const db::Row& row) { return Choosable{row.id<access::StaffId>(0), row.string(1), row.string(2)}; });
}

std::size_t escalate_overdue(access::House& house) {
  const auto today = house.today();
  struct Late {
    Action action;
    access::StaffId leader;
  };
  std::vector<Late> late;
  {
    auto reader = house.reader();
    reader->look_as(house.house_sight());
    const auto calendar = people::load_calendar(*reader);
    const auto before = calendar.add_school_days(today, -school_days_late).value_or(today + -school_days_late) + 1;
    const std::array binds = {db::Bind{"before", before}, db::Bind{"today", today}};
    reader->rows(late_ones, binds, [&](const db::Row& row) { late.push_back({read_action(row), {}}); });
    for (auto& one : late) {
      std::optional<access::StaffId> manager;
      const std::array whose = {db::Bind{"staff", one.action.now.owner.person}, db::Bind{"today", today}};
      reader->rows(line_manager, whose, [&](const db::Row& row) { manager = row.id<access::StaffId>(0); });
      one.leader = leader_of(one.action, manager);
    }
  }
  std::size_t count = 0;
  for (const auto& [action, leader] : late) {
    if (leader.is_nil()) continue;
    ActionStep step;
    step.number = action.now.version + 1;
    step.at = house.now();
    step.deed = ActionDeed::escalated;
    step.words = fmt::format("Not done {} school days after it was due", school_days_late);
    step.owner = Owner::of(leader);
    step.day = today;
    access::UnitOfWork work(house, access::JobName{"escalate"});
    work.note(entry_of(action, ActionDeed::escalated));
    touch(work, {}, {leader});
    auto moved = standing_of(action.id, after(action.now, step));
    work.also(std::move(moved));
    work.also(step_of(action.id, step));
    if (std::move(work).commit()) ++count;  // somebody who was quicker made it unnecessary
  }
  return count;
}

}  // namespace record
