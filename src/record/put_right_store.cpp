// Tombstones, and records written anew where they belong.
#include "record/put_right_store.h"

#include "access/chain.h"
#include "access/digest.h"
#include "access/inbox.h"
#include "access/staff_store.h"
#include "record/action_store.h"
#include "record/answers.h"
#include "record/new_record.h"
#include "record/summary.h"

#include <algorithm>

namespace record {
namespace {

constexpr db::Sql bury_undone =
    "INSERT INTO record_tombstone (record_id, how, flag, reason, made_by, made_at) "
    "SELECT r.id, 'undone', (SELECT COALESCE(MAX(p.flag), r.flag) FROM record_part p WHERE p.record_id = r.id), 'Undone at once', :me, :now "
    "FROM record r WHERE r.id = :id AND r.author_id = :me AND r.version = 1 AND r.moved_to IS NULL AND r.recorded_at >= :since";
constexpr db::Sql bury =
    "INSERT INTO record_tombstone (record_id, how, flag, reason, made_by, made_at) "
    "SELECT r.id, :how, (SELECT COALESCE(MAX(p.flag), r.flag) FROM record_part p WHERE p.record_id = r.id), :reason, :me, :now "
    "FROM record r WHERE r.id = :id AND r.version = :was AND r.moved_to IS NULL";
constexpr db::Sql end_record = "UPDATE record SET moved_to = :to WHERE id = :id AND moved_to IS NULL";
constexpr db::Sql leave_chronologies = "DELETE FROM record_part WHERE record_id = :id";
constexpr db::Sql leave_others = "DELETE FROM record_part WHERE record_id = :id AND pupil_id <> :wrong";
constexpr db::Sql tell_moved =
    "UPDATE record_part SET kind = 'moved', part = '', state = '', version = 1, author_id = :me, recorded_at = :now, line = :line "
    "WHERE record_id = :id AND pupil_id = :wrong";

constexpr db::Sql copy_file =
    "INSERT INTO attachment (id, record_id, version, name, content_type, size, digest, added_by, added_at) "
    "SELECT :new_file, :record, 1, name, content_type, size, digest, added_by, added_at FROM attachment WHERE id = :file";
constexpr db::Sql copy_chunks =
    "INSERT INTO attachment_chunk (attachment_id, place, bytes) SELECT :new_file, place, bytes FROM attachment_chunk WHERE attachment_id = :file";
// A number of a bound book is of the event: whoever tells it now, holds it. The record it was given to keeps its row, and a tombstone beside it.
constexpr db::Sql carry_number =
    "INSERT INTO number_carried (record_id, kind, number, from_id) SELECT :anew, n.kind, n.number, :old FROM record_number n "
    "WHERE n.record_id = :old OR EXISTS (SELECT 1 FROM number_carried c WHERE c.record_id = :old AND c.kind = n.kind AND c.number = n.number)";
// What is restricted stays so, for the same people: its flag now, not the one it was first written with.
constexpr db::Sql keep_flag =
    "UPDATE record_part SET flag = (SELECT t.flag FROM record_tombstone t WHERE t.record_id = :old) WHERE record_id = :anew";
constexpr db::Sql keep_named =
    "INSERT INTO record_named (record_id, staff_id, until_at) SELECT :anew, n.staff_id, n.until_at FROM record_named n WHERE n.record_id = :old";
constexpr db::Sql flags_go_along = "UPDATE record_flag SET record_id = :anew WHERE record_id = :old";
// Links that people made, and the entry a concern was raised from; not those that say where a record was before.
constexpr db::Sql links_from_go_along =
    "UPDATE record_link SET from_id = :anew WHERE from_id = :old AND relation NOT IN ('moved_from', 'split_from')";
constexpr db::Sql links_to_go_along =
    "UPDATE record_link SET to_id = :anew WHERE to_id = :old AND relation NOT IN ('moved_from', 'split_from')";
constexpr db::Sql insert_link =
    "INSERT INTO record_link (id, from_id, to_id, relation, made_by, made_at) VALUES (:id, :from_id, :to_id, :relation, :me, :now)";
constexpr db::Sql restrict_parts = "UPDATE record_part SET flag = 1 WHERE record_id = :id AND flag = 0";

constexpr db::Sql tombstone_by_id =
    "SELECT t.record_id, t.how, t.made_by, s.name, t.made_at, t.moved_to FROM seen_tombstone t JOIN staff s ON s.id = t.made_by "
    "WHERE t.record_id = :id";
constexpr db::Sql kept_by_id =
    "SELECT k.id, k.kind, k.info_class, k.flag, k.author_id, a.name, a.post, k.occurred_at, k.recorded_at, k.version, k.state, k.how, k.made_by, "
    "d.name, k.made_at, k.moved_to, k.reason FROM seen_kept_record k JOIN staff a ON a.id = k.author_id JOIN staff d ON d.id = k.made_by "
    "WHERE k.id = :id";
constexpr db::Sql newest_kept =
    "SELECT k.id, k.kind, k.info_class, k.flag, k.author_id, a.name, a.post, k.occurred_at, k.recorded_at, k.version, k.state, k.how, k.made_by, "
    "d.name, k.made_at, k.moved_to, k.reason FROM seen_kept_record k JOIN staff a ON a.id = k.author_id JOIN staff d ON d.id = k.made_by "
    "ORDER BY k.made_at DESC, k.id DESC LIMIT :most";
constexpr db::Sql kept_parts =
    "SELECT p.pupil_id, u.given, u.family, p.part FROM seen_kept_part p JOIN seen_pupil u ON u.id = p.pupil_id "
    "WHERE p.record_id = :id AND p.version = :version ORDER BY u.family, u.given";
constexpr db::Sql kept_versions =
    "SELECT v.version, v.author_id, s.name, s.post, v.at, v.reason, v.body, v.kind_version FROM seen_kept_version v "
    "JOIN staff s ON s.id = v.author_id WHERE v.record_id = :id ORDER BY v.version";

void add_link(access::UnitOfWork& work, const RecordId& from, const RecordId& to, std::string_view relation) {
  work.also(insert_link, {{"id", work.fresh_bytes()}, {"from_id", from}, {"to_id", to}, {"relation", relation}});
}

void write_anew(access::UnitOfWork& work, const EndingPass& pass, base::Random& random, const Reissue& anew) {
  base::Bytes32 salt;
  random.fill(salt);
  auto made = steps_of(anew.record, anew.author, anew.recorded_at, salt);
  const auto pupil = anew.record.parts.empty() ? access::PupilId{} : anew.record.parts.front().pupil;
  auto first = std::move(made.steps.front());
  auto miss = std::move(first.miss);
  work.write(pass, {deeds::reissued, anew.record.id.bytes(), anew.record.info_class, pupil, made.entry.commitment}, std::move(first),
             access::Expect::one, std::move(miss));
  for (std::size_t i = 1; i < made.steps.size(); ++i) work.also(std::move(made.steps[i]));
  for (const auto& [from, to] : anew.files) {
    work.also(copy_file, {{"file", from}, {"new_file", to}, {"record", anew.record.id}});
    work.also(copy_chunks, {{"file", from}, {"new_file", to}});
  }
}

/// What hangs on the record itself, whatever its kind.
void take_along(access::UnitOfWork& work, const RecordId& old, const RecordId& anew) {
  work.also(carry_number, {{"anew", anew}, {"old", old}});
  work.also(keep_flag, {{"anew", anew}, {"old", old}});
  work.also(keep_named, {{"anew", anew}, {"old", old}});
}

void replace_all(std::string& text, std::string_view old, std::string_view fresh) {
  for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + fresh.size())) text.replace(at, old.size(), fresh);
}

Tombstone read_tombstone(const db::Row& row, int first) {
  Tombstone out;
  out.how = row.string(first);
  out.made_by = row.id<access::StaffId>(first + 1);
  out.who = row.string(first + 2);
  out.at = row.time(first + 3);
  if (!row.is_null(first + 4)) out.moved_to = row.id<RecordId>(first + 4);
  return out;
}

Kept read_kept(const db::Row& row) {
  Kept out{{row.id<RecordId>(0), row.string(1), static_cast<access::InfoClass>(row.integer(2)), static_cast<int>(row.integer(3)),
            row.id<access::StaffId>(4), row.string(5), row.string(6), row.time(7), row.time(8), static_cast<int>(row.integer(9)),
            row.string(10), {}, {}, {}},
           read_tombstone(row, 11),
           row.string(16)};
  out.tombstone.id = out.record.id;
  return out;
}

/// What the views let through is what could be seen; the words of what ended are for who may decide.
bool may_decide(const access::Pass& pass, const Record& record) {
  return !record.parts.empty() && std::all_of(record.parts.begin(), record.parts.end(), [&](const Part& part) {
    return (pass.grants().for_pupil(part.pupil).classes(access::Act::decide) & access::bit(record.info_class)) != 0;
  });
}

/// Whom it names, and what waits for whom, is worked out anew.
void tell_everybody(access::UnitOfWork& work) {
  work.also(access::bump_epoch());
  if (auto* inbox = work.house().find_room<access::InboxCounter>()) inbox->touch_everybody(work.now());
}

}  // namespace

void undo(access::UnitOfWork& work, const access::StaffPass<access::May::entries_own>& pass, const Record& record) {
  const auto pupil = record.parts.empty() ? access::PupilId{} : record.parts.front().pupil;
  work.write(pass, {deeds::undone, record.id.bytes(), record.info_class, pupil, {}}, bury_undone,
             {{"id", record.id}, {"since", work.now() + -undo_ms}}, access::Expect::one,
             base::Error::conflict("It is too late to undo this: more than 30 seconds have passed, or it was changed since.", "undo too late"));
  keep_frames(work, record.id, 1);
  work.also(leave_chronologies, {{"id", record.id}});
  work.also(end_record, {{"id", record.id}, {"to", record.id}}, access::Expect::one);
}

Reissue reissue_of(access::Visit& visit, const Record& record, const Kind& kind, std::vector<PartDraft> parts) {
  const auto& newest = record.versions.back();
  Reissue out;
  out.author = record.author_id;
  out.recorded_at = record.recorded_at;
  auto body = newest.body;
  const auto held = Body::stored(body);
  for (const auto& field : kind.fields) {
    const auto* value = field.type == FieldType::files ? held.find(field.name) : nullptr;
    const auto* list = value ? value->array() : nullptr;
    if (!list) continue;
    for (const auto& each : *list) {
      const auto old = each.string() ? AttachmentId::parse(*each.string()) : std::nullopt;
      if (!old) continue;
      const auto fresh = visit.fresh<AttachmentId>();
      replace_all(body, old->text(), fresh.text());
      out.files.emplace_back(*old, fresh);
    }
  }
  out.record.id = visit.fresh<RecordId>();
  out.record.kind = record.kind;
  out.record.kind_version = newest.kind_version;
  out.record.info_class = record.info_class;
  out.record.flag = record.flag;
  out.record.occurred_at = record.occurred_at;
  out.record.sent_moment = record.occurred_at;
  out.record.parts = std::move(parts);
  out.record.state = record.state;
  out.record.line = summarise(kind, Body::stored(body));
  out.record.body = std::move(body);
  follow(out.record, kind, *visit.house().room<access::Circles>().today(visit.house()), out.author);
  return out;
}

void move(access::UnitOfWork& work, const EndingPass& pass, base::Random& random, const Move& move) {
  work.write(pass, {deeds::moved, move.id.bytes(), move.info_class, move.wrong, {}}, bury,
             {{"id", move.id}, {"how", "moved"}, {"reason", move.reason}, {"was", move.was_version}}, access::Expect::one);
  keep_frames(work, move.id, move.was_version);
  work.also(leave_others, {{"id", move.id}, {"wrong", move.wrong}});
  work.also(tell_moved, {{"id", move.id}, {"wrong", move.wrong}, {"line", moved_line}}, access::Expect::one);
  work.also(end_record, {{"id", move.id}, {"to", move.anew.record.id}}, access::Expect::one);
  write_anew(work, pass, random, move.anew);
  const auto& anew = move.anew.record;
  take_along(work, move.id, anew.id);
  work.also(flags_go_along, {{"anew", anew.id}, {"old", move.id}});
  work.also(links_from_go_along, {{"anew", anew.id}, {"old", move.id}});
  work.also(links_to_go_along, {{"anew", anew.id}, {"old", move.id}});
  go_along(work, move.id, anew.id, move.wrong, move.right);
  add_link(work, anew.id, move.id, "moved_from");
  tell_everybody(work);
}

void split(access::UnitOfWork& work, const EndingPass& pass, base::Random& random, const Split& split) {
  const auto& first = split.anew.front().record.parts.front().pupil;
  work.write(pass, {deeds::split, split.id.bytes(), split.info_class, first, {}}, bury,
             {{"id", split.id}, {"how", "split"}, {"reason", split.reason}, {"was", split.was_version}}, access::Expect::one);
  keep_frames(work, split.id, split.was_version);
  work.also(leave_chronologies, {{"id", split.id}});
  work.also(end_record, {{"id", split.id}, {"to", split.id}}, access::Expect::one);
  for (const auto& anew : split.anew) {
    write_anew(work, pass, random, anew);
    take_along(work, split.id, anew.record.id);
    go_along(work, split.id, anew.record.id, anew.record.parts.front().pupil);
    add_link(work, anew.record.id, split.id, "split_from");
  }
  // What was asked about no pupil, or about another, goes with the first.
  go_along(work, split.id, split.anew.front().record.id, first, first);
  tell_everybody(work);
}

void restrict_for(access::UnitOfWork& work, const EndingPass& pass, const Record& original, const RecordId& concern) {
  const auto pupil = original.parts.empty() ? access::PupilId{} : original.parts.front().pupil;
  work.write(pass, {deeds::restricted, original.id.bytes(), original.info_class, pupil, {}}, restrict_parts, {{"id", original.id}});
  add_link(work, concern, original.id, "raised_from");
}

std::optional<Tombstone> find_tombstone(const access::CaseloadPass<access::May::pupil_find>& pass, const RecordId& id) {
  return pass.row(tombstone_by_id, [](const db::Row& row) {
    auto out = read_tombstone(row, 1);
    out.id = row.id<RecordId>(0);
    return out;
  }, {{"id", id}});
}

std::optional<Kept> find_kept(const access::CaseloadPass<access::May::record_decide>& pass, const RecordId& id) {
  auto out = pass.row(kept_by_id, read_kept, {{"id", id}});
  if (!out) return out;
  const auto read_part = [](const db::Row& row) { return Part{row.id<access::PupilId>(0), row.string(1) + " " + row.string(2), row.string(3)}; };
  out->record.parts = pass.rows(kept_parts, read_part, {{"id", id}, {"version", out->record.version}});
  if (!may_decide(pass, out->record)) return std::nullopt;
  out->record.versions = pass.rows(kept_versions, [](const db::Row& row) {
    return Version{static_cast<int>(row.integer(0)), row.id<access::StaffId>(1), row.string(2), row.string(3), row.time(4), row.string(5),
                   row.string(6), row.string(7), std::nullopt, {}};
  }, {{"id", id}});
  for (const auto& part : out->record.parts) pass.saw(out->record.info_class, part.pupil, id.bytes(), deeds::seen);
  return out;
}

std::vector<Kept> list_kept(const access::CaseloadPass<access::May::record_decide>& pass, int most) {
  auto all = pass.rows(newest_kept, read_kept, {{"most", most}});
  std::vector<Kept> out;
  for (auto& kept : all) {
    kept.record.parts = pass.rows(kept_parts, [](const db::Row& row) {
      return Part{row.id<access::PupilId>(0), row.string(1) + " " + row.string(2), row.string(3)};
    }, {{"id", kept.record.id}, {"version", kept.record.version}});
    if (!may_decide(pass, kept.record)) continue;
    for (const auto& part : kept.record.parts) pass.saw(kept.record.info_class, part.pupil, kept.record.id.bytes(), deeds::seen);
    out.push_back(std::move(kept));
  }
  return out;
}

}  // namespace record
