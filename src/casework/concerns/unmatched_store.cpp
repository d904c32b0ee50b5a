// The only room that names the table of unmatched concerns.
#include "casework/concerns/unmatched_store.h"

#include "access/digest.h"

namespace concerns {
namespace {

constexpr db::Sql insert =
    "INSERT INTO concern_unmatched (id, author_id, at, child, body, digest) VALUES (:id, :me, :now, :child, :body, :digest) "
    "ON CONFLICT (id) DO UPDATE SET child = concern_unmatched.child WHERE concern_unmatched.author_id = :me AND concern_unmatched.digest = :digest";
constexpr db::Sql count_all = "SELECT COUNT(*) FROM seen_concern_unmatched WHERE matched_at IS NULL";
constexpr db::Sql waiting =
    "SELECT u.id, u.author_id, s.name, s.post, u.at, u.child, u.body FROM seen_concern_unmatched u JOIN staff s ON s.id = u.author_id "
    "WHERE u.matched_at IS NULL ORDER BY u.at, u.id";
constexpr db::Sql one =
    "SELECT u.id, u.author_id, s.name, s.post, u.at, u.child, u.body FROM seen_concern_unmatched u JOIN staff s ON s.id = u.author_id "
    "WHERE u.id = :id AND u.matched_at IS NULL";
constexpr db::Sql close_one =
    "UPDATE concern_unmatched SET matched_at = :now, matched_by = :me, record_id = :record, body = '' WHERE id = :id AND matched_at IS NULL";
constexpr db::Sql goes_along = "UPDATE concern_unmatched SET record_id = :anew WHERE record_id = :stood";
constexpr db::Sql own_waiting = "SELECT id, at, child, body, record_id FROM my_concern_unmatched WHERE matched_at IS NULL ORDER BY at DESC, id";
constexpr db::Sql own_one = "SELECT id, at, child, body, record_id FROM my_concern_unmatched WHERE id = :id";

Unmatched read(const db::Row& row) {
  return {row.id<UnmatchedId>(0), row.id<access::StaffId>(1), row.string(2), row.string(3), row.time(4), row.string(5), row.string(6)};
}

OwnUnmatched read_own(const db::Row& row) {
  OwnUnmatched out{row.id<UnmatchedId>(0), row.time(1), row.string(2), row.string(3), {}};
  if (!row.is_null(4)) out.record = row.id<RecordId>(4);
  return out;
}

}  // namespace

void raise(access::UnitOfWork& work, const UnmatchedDraft& draft) {
  const auto digest = access::digest({base::as_bytes(draft.child), base::as_bytes(draft.body)});
  work.write_at_the_door({deeds::raised_locked, draft.id.bytes(), access::InfoClass::c9_safeguarding}, insert,
                         {{"id", draft.id}, {"child", draft.child}, {"body", draft.body}, {"digest", digest}}, access::Expect::one,
                         base::Error::conflict("This was saved already, with other words.", "unmatched concern exists"));
}

std::size_t count_unmatched(const access::Pass& pass) {
  return static_cast<std::size_t>(pass.row(count_all, [](const db::Row& row) { return row.integer(0); }).value_or(0));
}

std::vector<Unmatched> list_unmatched(const TriagePass& pass) {
  auto out = pass.rows(waiting, read);
  for (const auto& each : out) pass.saw(access::InfoClass::c9_safeguarding, {}, each.id.bytes(), deeds::unmatched_seen);
  return out;
}

std::optional<Unmatched> find_unmatched(const TriagePass& pass, const UnmatchedId& id) {
  auto out = pass.row(one, read, {{"id", id}});
  if (out) pass.saw(access::InfoClass::c9_safeguarding, {}, id.bytes(), deeds::unmatched_seen);
  return out;
}

void match(access::UnitOfWork& work, const TriagePass& pass, const Unmatched& concern, const record::NewRecord& record) {
  base::Bytes32 salt;
  work.random().fill(salt);
  auto made = record::steps_of(record, concern.author_id, concern.at, salt);
  const auto& about = record.parts.front().pupil;
  work.write(pass, {deeds::matched, record.id.bytes(), access::InfoClass::c9_safeguarding, about, {}}, close_one,
             {{"id", concern.id}, {"record", record.id}}, access::Expect::one);
  work.note({record::deeds::added, record.id.bytes(), access::InfoClass::c9_safeguarding, about, made.entry.commitment});
  for (auto& step : made.steps) work.also(std::move(step));
}

void match_goes_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew) {
  work.also(goes_along, {{"stood", stood}, {"anew", anew}});
}

std::vector<OwnUnmatched> list_own_unmatched(const Own& pass) { return pass.rows(own_waiting, read_own); }
std::optional<OwnUnmatched> find_own_unmatched(const Own& pass, const UnmatchedId& id) { return pass.row(own_one, read_own, {{"id", id}}); }

}  // namespace concerns
