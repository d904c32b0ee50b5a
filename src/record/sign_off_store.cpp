// The only room that names the tables of sign-offs.
#include "record/sign_off_store.h"

#include "access/inbox.h"
#include "base/text.h"
#include "record/must_see_store.h"

#include <algorithm>
#include <array>
#include <map>

namespace record {
namespace {

using access::Expect;
using base::Error;

constexpr db::Sql insert_sign_off =
    "INSERT INTO sign_off (record_id, version, state, kind, author_id, since, steps) VALUES (:id, 1, 'waiting', :kind, :author, :asked_at, 0)";
constexpr db::Sql wait_again =
    "UPDATE sign_off SET version = :version, state = 'waiting', since = :now, steps = steps + 1 WHERE record_id = :id";
// As many as the line above wrote: the number of the step is the count it made.
constexpr db::Sql note_correction =
    "INSERT INTO sign_off_step (record_id, number, version, at, by_id, deed, words) "
    "SELECT s.record_id, s.steps, :version, :now, :me, 'corrected', '' FROM sign_off s WHERE s.record_id = :id";
// A second lock on the door: also here nobody decides on their own, on a version that is not the one they read, or twice.
constexpr db::Sql decide_on =
    "UPDATE sign_off SET state = :state, since = :now, steps = steps + 1 WHERE record_id = :id AND state = 'waiting' AND version = :version "
    "AND author_id <> :me AND NOT EXISTS (SELECT 1 FROM record_version v WHERE v.record_id = :id AND v.author_id = :me) "
    "AND EXISTS (SELECT 1 FROM record r WHERE r.id = :id AND r.version = :version AND r.moved_to IS NULL)";
constexpr db::Sql answer_it =
    "UPDATE sign_off SET state = 'waiting', since = :now, steps = steps + 1 WHERE record_id = :id AND state = 'returned' "
    "AND version = :version AND author_id = :me";
constexpr db::Sql insert_step =
    "INSERT INTO sign_off_step (record_id, number, version, at, by_id, deed, words) "
    "SELECT s.record_id, s.steps, :version, :now, :me, :deed, :words FROM sign_off s WHERE s.record_id = :id";

constexpr db::Sql by_record =
    "SELECT record_id, kind, author_id, version, state, since FROM seen_sign_off WHERE record_id = :id";
constexpr db::Sql steps_of_record =
    "SELECT t.number, t.version, t.at, t.by_id, s.name, s.post, t.deed, t.words FROM seen_sign_off_step t JOIN staff s ON s.id = t.by_id "
    "WHERE t.record_id = :id ORDER BY t.number";
constexpr db::Sql waiting =
    "SELECT f.record_id, f.kind, r.info_class, f.author_id, s.name, s.post, r.occurred_at, f.since, f.version, r.line, v.body "
    "FROM seen_sign_off f JOIN seen_record r ON r.id = f.record_id JOIN seen_version v ON v.record_id = f.record_id AND v.version = f.version "
    "JOIN staff s ON s.id = f.author_id WHERE f.state = 'waiting' AND f.author_id <> :me AND r.moved_to IS NULL "
    "AND (:kind = '' OR f.kind = :kind) AND (:anybody = 1 OR f.author_id = :author) AND f.since < :before ORDER BY f.since, f.record_id";
constexpr db::Sql waiting_bare =
    "SELECT f.record_id, f.kind FROM seen_sign_off f JOIN seen_record r ON r.id = f.record_id "
    "WHERE f.state = 'waiting' AND f.author_id <> :me AND r.moved_to IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM seen_version v WHERE v.record_id = f.record_id AND v.author_id = :me) ORDER BY f.since LIMIT 500";
constexpr db::Sql parts_of_record =
    "SELECT p.pupil_id, u.given, u.family FROM seen_part p JOIN seen_pupil u ON u.id = p.pupil_id WHERE p.record_id = :id ORDER BY u.family, u.given";
constexpr db::Sql had_a_hand = "SELECT v.version FROM seen_version v WHERE v.record_id = :id AND v.author_id = :me LIMIT 1";
constexpr db::Sql returned_to_me =
    "SELECT f.record_id, f.kind, e.line, s.name, t.words, t.at FROM seen_sign_off f JOIN my_entry e ON e.id = f.record_id AND e.moved_to IS NULL "
    "JOIN seen_sign_off_step t ON t.record_id = f.record_id AND t.number = f.steps JOIN staff s ON s.id = t.by_id "
    "WHERE f.author_id = :me AND f.state = 'returned' ORDER BY t.at LIMIT :most";
constexpr db::Sql count_returned_to_me =
    "SELECT COUNT(*) FROM seen_sign_off f JOIN my_entry e ON e.id = f.record_id AND e.moved_to IS NULL WHERE f.author_id = :me AND f.state = 'returned'";
constexpr db::Sql own_states =
    "SELECT f.record_id, f.state FROM my_entry e JOIN seen_sign_off f ON f.record_id = e.id ORDER BY e.recorded_at DESC LIMIT 200";
constexpr db::Sql class_of = "SELECT info_class FROM seen_record WHERE id = :id";

constexpr access::Deed listed{"record.read_to_sign", "Read a record to sign it"};
constexpr std::array<std::string_view, 3> state_codes{"waiting", "signed", "returned"};
constexpr std::array<std::string_view, 4> deed_codes{"signed", "returned", "answered", "corrected"};

SignOffState state_of(std::string_view text) {
  const auto at = std::find(state_codes.begin(), state_codes.end(), text);
  return at == state_codes.end() ? SignOffState::waiting : static_cast<SignOffState>(at - state_codes.begin());
}
SignOffDeed deed_of(std::string_view text) {
  const auto at = std::find(deed_codes.begin(), deed_codes.end(), text);
  return at == deed_codes.end() ? SignOffDeed::returned : static_cast<SignOffDeed>(at - deed_codes.begin());
}

SignOffState state_after(SignOffDeed deed) {
  switch (deed) {
    case SignOffDeed::signed_off: return SignOffState::signed_off;
    case SignOffDeed::returned: return SignOffState::returned;
    case SignOffDeed::answered:
    case SignOffDeed::corrected: return SignOffState::waiting;
  }
  return SignOffState::waiting;
}

access::Deed entry_deed(SignOffDeed deed) {
  switch (deed) {
    case SignOffDeed::signed_off: return deeds::signed_off;
    case SignOffDeed::returned: return deeds::returned;
    case SignOffDeed::answered:
    case SignOffDeed::corrected: return deeds::answered;
  }
  return deeds::answered;
}

SignOffStep read_step(const db::Row& row) {
  return {static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1)), row.time(2), row.id<access::StaffId>(3), row.string(4), row.string(5),
          deed_of(row.text(6)), row.string(7)};
}

std::vector<std::pair<access::PupilId, std::string>> parts(const access::Pass& pass, const RecordId& record) {
  return pass.rows(parts_of_record, [](const db::Row& row) {
    return std::pair(row.id<access::PupilId>(0), row.string(1) + " " + row.string(2));
  }, {{"id", record}});
}

/// Whether the kind names this reader for it, through one of the record's pupils, and they had no hand in it.
bool may_sign(const access::Pass& pass, const Kinds& kinds, const RecordId& record, std::string_view kind_id) {
  const auto* kind = kinds.find(kind_id);
  if (!kind) return false;
  std::vector<access::PupilId> pupils;
  for (auto& [pupil, name] : parts(pass, record)) pupils.push_back(pupil);
  if (!could_sign(*kind, pass.grants(), pupils)) return false;
  return !pass.row(had_a_hand, [](const db::Row&) { return true; }, {{"id", record}});
}

Error moved_on() { return Error::conflict("This changed while you were reading. Read it again first.", "sign-off moved on"); }

/// What a comment must be; beside a signature there may be none.
base::Result<void> check_words(const SignOffMove& move) {
  const auto words = base::trim(move.words);
  if (words.empty() && move.deed == SignOffDeed::answered) return Error::invalid("words", "Enter your answer", "sign-off words");
  if (words.empty() && move.deed == SignOffDeed::returned) return Error::invalid("words", "Enter what should be changed or explained", "sign-off words");
  if (base::count_characters(words) > 1000) return Error::invalid("words", "The comment must be 1,000 characters or fewer", "sign-off words");
  return {};
}

access::Entry entry_of(const access::Pass& pass, const SignOffMove& move) {
  const auto info = pass.row(class_of, [](const db::Row& row) { return static_cast<access::InfoClass>(row.integer(0)); }, {{"id", move.record}});
  const auto pupils = parts(pass, move.record);
  return {entry_deed(move.deed), move.record.bytes(), info, pupils.empty() ? access::PupilId{} : pupils.front().first, {}};
}

void add_step(access::UnitOfWork& work, const SignOffMove& move) {
  work.also(insert_step, {{"id", move.record}, {"version", move.version}, {"deed", code(move.deed)}, {"words", base::trim(move.words)}}, Expect::one);
  // Whoever else could have signed it has one less; only the store knows who they are.
  if (auto* inbox = work.house().find_room<access::InboxCounter>()) inbox->touch_everybody(work.now());
}

}  // namespace

std::string_view code(SignOffState state) { return state_codes.at(static_cast<std::size_t>(state)); }
std::string_view code(SignOffDeed deed) { return deed_codes.at(static_cast<std::size_t>(deed)); }

access::Step ask_sign_off(const RecordId& record, std::string_view kind, const access::StaffId& author, base::UtcTime at) {
  return {insert_sign_off, {{"id", record}, {"kind", kind}, {"author", author}, {"asked_at", at}}};
}

std::vector<access::Step> sign_off_again(const RecordId& record, int version) {
  return {{wait_again, {{"id", record}, {"version", version}}}, {note_correction, {{"id", record}, {"version", version}}}};
}

std::vector<access::Step> sign_off_steps(const RecordId& record, int version, SignOffDeed deed, std::string_view words, const access::StaffId& by,
                                         base::UtcTime at) {
  access::Step first{deed == SignOffDeed::answered ? answer_it : decide_on,
                     {{"id", record}, {"version", version}, {"state", code(state_after(deed))}, {"me", by}, {"now", at}}};
  access::Step second{insert_step, {{"id", record}, {"version", version}, {"deed", code(deed)}, {"words", words}, {"me", by}, {"now", at}}};
  return {std::move(first), std::move(second)};
}

std::optional<SignOff> find_sign_off(const access::Pass& pass, const RecordId& record) {
  auto out = pass.row(by_record, [](const db::Row& row) {
    return SignOff{row.id<RecordId>(0), row.string(1), row.id<access::StaffId>(2), static_cast<int>(row.integer(3)), state_of(row.text(4)), row.time(5)};
  }, {{"id", record}});
  if (out) out->steps = pass.rows(steps_of_record, read_step, {{"id", record}});
  return out;
}

std::vector<WaitingSignOff> list_to_sign(const SigningPass& pass, const Kinds& kinds, const SignOffFilter& filter, std::size_t most) {
  auto out = pass.rows(waiting, [](const db::Row& row) {
    return WaitingSignOff{row.id<RecordId>(0), row.string(1), static_cast<access::InfoClass>(row.integer(2)), row.id<access::StaffId>(3),
                          row.string(4), row.string(5), row.time(6), row.time(7), static_cast<int>(row.integer(8)), row.string(9), row.string(10), {}};
  }, {{"kind", filter.kind}, {"anybody", filter.author.is_nil()}, {"author", filter.author},
      {"before", filter.before.value_or(pass.now() + base::day_ms)}});
  std::size_t kept = 0;
  for (auto& one : out) {
    if (kept == most || !may_sign(pass, kinds, one.record, one.kind)) continue;
    one.pupils = parts(pass, one.record);
    const auto about = [&](const auto& pupil) { return pupil.first == filter.pupil; };
    if (!filter.pupil.is_nil() && std::none_of(one.pupils.begin(), one.pupils.end(), about)) continue;
    for (const auto& [pupil, name] : one.pupils) pass.saw(one.info_class, pupil, one.record.bytes(), listed);
    if (&out[kept] != &one) out[kept] = std::move(one);
    ++kept;
  }
  out.resize(kept);
  return out;
}

std::int64_t count_to_sign(const SigningPass& pass, const Kinds& kinds) {
  // Who signs a kind of the whole school need not be asked pupil by pupil: the view shows only what they sign.
  std::map<std::string, bool> everywhere;
  const std::array anybody = {access::PupilId{}};
  std::int64_t out = 0;
  for (const auto& [record, kind_id] : pass.rows(waiting_bare, [](const db::Row& row) { return std::pair(row.id<RecordId>(0), row.string(1)); })) {
    if (out == 200) break;
    const auto [known, fresh] = everywhere.try_emplace(kind_id, false);
    const auto* kind = fresh ? kinds.find(kind_id) : nullptr;
    if (kind) known->second = could_sign(*kind, pass.grants(), anybody);
    if (known->second || may_sign(pass, kinds, record, kind_id)) ++out;
  }
  return out;
}

bool waits_for(const SigningPass& pass, const Kinds& kinds, const SignOff& sign_off) {
  return sign_off.state == SignOffState::waiting && sign_off.author != pass.who().id && may_sign(pass, kinds, sign_off.record, sign_off.kind);
}

std::vector<ReturnedEntry> list_returned(const OwnPass& pass, int most) {
  return pass.rows(returned_to_me, [](const db::Row& row) {
    return ReturnedEntry{row.id<RecordId>(0), row.string(1), row.string(2), row.string(3), row.string(4), row.time(5)};
  }, {{"most", most}});
}

std::int64_t count_returned(const access::Pass& pass) {
  return pass.row(count_returned_to_me, [](const db::Row& row) { return row.integer(0); }).value_or(0);
}

std::vector<std::pair<RecordId, SignOffState>> list_own_states(const OwnPass& pass) {
  return pass.rows(own_states, [](const db::Row& row) { return std::pair(row.id<RecordId>(0), state_of(row.text(1))); });
}

base::Result<void> sign_or_return(access::UnitOfWork& work, const SigningPass& pass, const Kinds& kinds, const SignOffMove& move) {
  if (move.deed != SignOffDeed::signed_off && move.deed != SignOffDeed::returned) return Error::not_allowed("A correction is made on the record.", "no deed of a signer");
  const auto stands = find_sign_off(pass, move.record);
  if (!stands) return Error::not_found("no sign-off, or not theirs to see");
  if (stands->author == pass.who().id) return Error::not_allowed("Nobody signs their own. Somebody else has to read it.", "own sign-off");
  if (!may_sign(pass, kinds, move.record, stands->kind))
    return Error::not_allowed("This is for somebody else to sign.", "sign-off by an unnamed person, or one who had a hand in it");
  if (stands->version != move.version || stands->state != SignOffState::waiting) return moved_on();
  TRY_DO(check_words(move));
  work.write(pass, entry_of(pass, move), decide_on, {{"id", move.record}, {"version", move.version}, {"state", code(state_after(move.deed))}}, Expect::one, moved_on());
  add_step(work, move);
  // Whoever signs a record, or returns it, has read it: they are not asked to say so as well.
  work.also(seen_step(move.record, pass.who().id, work.now()));
  return {};
}

base::Result<void> answer_comment(access::UnitOfWork& work, const OwnPass& pass, const SignOffMove& move) {
  const auto stands = find_sign_off(pass, move.record);
  if (!stands) return Error::not_found("no sign-off, or not theirs to see");
  if (stands->author != pass.who().id) return Error::not_allowed("Only whoever wrote it answers.", "answer by another");
  if (stands->version != move.version || stands->state != SignOffState::returned) return moved_on();
  TRY_DO(check_words(move));
  work.write(pass, entry_of(pass, move), answer_it, {{"id", move.record}, {"version", move.version}}, Expect::one, moved_on());
  add_step(work, move);
  return {};
}

bool moved_before(const access::Pass& pass, const SignOffMove& move) {
  const auto steps = pass.rows(steps_of_record, read_step, {{"id", move.record}});
  if (steps.empty()) return false;
  const auto& last = steps.back();
  return last.by == pass.who().id && last.deed == move.deed && last.version == move.version && last.words == base::trim(move.words);
}

}  // namespace record
