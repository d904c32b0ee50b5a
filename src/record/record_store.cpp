// Writes new records and reads them; corrections and what is put right stand next door (correction_store.cpp, put_right_store.cpp).
#include "record/record_store.h"

#include "access/chain.h"
#include "access/digest.h"
#include "access/inbox.h"
#include "access/pass_refused.h"
#include "record/must_see_store.h"
#include "record/sign_off_store.h"

#include <fmt/format.h>

#include <algorithm>

namespace record {
namespace {

constexpr db::Sql insert_record =
    "INSERT INTO record (id, kind, info_class, flag, author_id, occurred_at, recorded_at, version, state, line, request_digest) "
    "VALUES (:id, :kind, :info_class, :flag, :author, :occurred_at, :written_at, 1, :state, :line, :digest) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_version =
    "INSERT INTO record_version (record_id, version, author_id, at, reason, kind_version, body, salt) "
    "VALUES (:id, 1, :author, :written_at, '', :kind_version, :body, :salt)";
constexpr db::Sql insert_part =
    "INSERT INTO record_part (pupil_id, occurred_at, record_id, part, kind, info_class, flag, author_id, recorded_at, version, state, line) "
    "VALUES (:about, :occurred_at, :id, :part, :kind, :info_class, :flag, :author, :written_at, 1, :state, :line)";
// Units of work are written one after another, so no number is taken twice and none is left out; a unit that fails gives its number back.
constexpr db::Sql insert_number =
    "INSERT INTO record_number (kind, number, record_id) SELECT :kind, COALESCE(MAX(number), 0) + 1, :id FROM record_number WHERE kind = :kind";
constexpr db::Sql seen_number = "SELECT number FROM seen_book_number WHERE record_id = :id";
constexpr db::Sql insert_file =
    "INSERT INTO attachment (id, record_id, version, name, content_type, size, digest, added_by, added_at) "
    "VALUES (:file, :id, :version, :name, :content_type, :size, :digest, :me, :now)";
constexpr db::Sql insert_chunk = "INSERT INTO attachment_chunk (attachment_id, place, bytes) VALUES (:file, :place, :bytes)";
constexpr std::size_t chunk_bytes = 256 * 1024;

/// What stands in the file of a child who is only linked to a safeguarding record of another: that it is there, and nothing of it.
constexpr std::string_view linked_line = "A concern about another pupil is linked to this one.";

constexpr db::Sql seen_by_id =
    "SELECT r.id, r.kind, r.info_class, (SELECT MAX(p.flag) FROM seen_part p WHERE p.record_id = r.id), r.author_id, s.name, s.post, "
    "r.occurred_at, r.recorded_at, r.version, r.state FROM seen_record r JOIN staff s ON s.id = r.author_id WHERE r.id = :id";
constexpr db::Sql seen_parts =
    "SELECT p.pupil_id, u.given, u.family, p.part FROM seen_part p JOIN seen_pupil u ON u.id = p.pupil_id WHERE p.record_id = :id "
    "ORDER BY u.family, u.given";
constexpr db::Sql seen_versions =
    "SELECT v.version, v.author_id, s.name, s.post, v.at, v.reason, v.body, v.kind_version FROM seen_version v JOIN staff s ON s.id = v.author_id "
    "WHERE v.record_id = :id ORDER BY v.version";
constexpr db::Sql seen_moments = "SELECT version, occurred_at FROM seen_frame WHERE record_id = :id";
constexpr db::Sql seen_parts_then =
    "SELECT p.pupil_id, u.given, u.family, p.part, p.version FROM seen_version_part p JOIN seen_pupil u ON u.id = p.pupil_id "
    "WHERE p.record_id = :id ORDER BY u.family, u.given";
constexpr db::Sql seen_files = "SELECT id, name, content_type, size FROM seen_attachment WHERE record_id = :id ORDER BY id";

constexpr db::Sql own_by_id =
    "SELECT e.id, e.kind, e.info_class, 0, s.id, s.name, s.post, e.occurred_at, e.recorded_at, e.version, e.state, e.ended "
    "FROM my_entry e JOIN staff s ON s.id = :me WHERE e.id = :id";
constexpr db::Sql own_parts = "SELECT pupil_id, given, family, part FROM my_entry_part WHERE record_id = :id ORDER BY family, given";
constexpr db::Sql own_versions =
    "SELECT v.version, s.id, s.name, s.post, v.at, v.reason, v.body, v.kind_version FROM my_words v JOIN staff s ON s.id = :me "
    "WHERE v.record_id = :id ORDER BY v.version";
constexpr db::Sql own_files = "SELECT id, name, content_type, size FROM my_file WHERE record_id = :id ORDER BY id";
constexpr db::Sql own_file = "SELECT name, content_type FROM my_file WHERE id = :file";
constexpr db::Sql files_of_pupil =
    "SELECT a.record_id, a.id, a.name, a.content_type, a.size FROM seen_part p JOIN seen_attachment a ON a.record_id = p.record_id "
    "WHERE p.pupil_id = :pupil AND p.occurred_at >= :from AND p.occurred_at <= :until ORDER BY a.record_id, a.id";
constexpr db::Sql own_file_bytes = "SELECT bytes FROM my_file_chunk WHERE attachment_id = :file ORDER BY place";
constexpr db::Sql own_request = "SELECT request_digest FROM my_entry WHERE id = :id";
constexpr db::Sql own_newest =
    "SELECT e.id, e.kind, e.info_class, e.occurred_at, e.recorded_at, e.version, e.state, e.line, e.ended, "
    "CASE WHEN EXISTS (SELECT 1 FROM my_raised m WHERE m.record_id = e.id) THEN 1 ELSE 0 END FROM my_entry e ORDER BY recorded_at DESC, id DESC LIMIT :most";
constexpr db::Sql file_by_id =
    "SELECT a.name, a.content_type, a.record_id FROM seen_attachment a WHERE a.id = :file";
constexpr db::Sql file_bytes = "SELECT bytes FROM seen_attachment_chunk WHERE attachment_id = :file ORDER BY place";

base::Bytes32 bytes32(base::BytesView raw) {
  base::Bytes32 out{};
  if (raw.size() == out.size()) std::copy(raw.begin(), raw.end(), out.begin());
  return out;
}

FileLine read_file_line(const db::Row& row) { return {row.id<AttachmentId>(0), row.string(1), row.string(2), row.integer(3)}; }

Part read_part(const db::Row& row) {
  return {row.id<access::PupilId>(0), row.string(1) + " " + row.string(2), row.string(3)};
}

Record read_record(const db::Row& row) {
  return {row.id<RecordId>(0), row.string(1), static_cast<access::InfoClass>(row.integer(2)), static_cast<int>(row.integer(3)),
          row.id<access::StaffId>(4), row.string(5), row.string(6), row.time(7), row.time(8), static_cast<int>(row.integer(9)),
          row.string(10), {}, {}, {}};
}

Version read_version(const db::Row& row) {
  return {static_cast<int>(row.integer(0)), row.id<access::StaffId>(1), row.string(2), row.string(3), row.time(4), row.string(5),
          row.string(6), row.string(7), std::nullopt, {}};
}

}  // namespace

namespace {

std::string bytes_of(const NewRecord& record, std::string_view moment) {
  std::string out = fmt::format("{}\n{}\n{}\n{}\n", record.kind, static_cast<int>(record.info_class), record.flag, moment);
  auto parts = record.parts;
  std::sort(parts.begin(), parts.end(), [](const PartDraft& a, const PartDraft& b) { return a.pupil < b.pupil; });
  for (const auto& part : parts) out += part.pupil.text() + " " + part.part + "\n";
  return out + record.body;
}

}  // namespace

std::string first_version_bytes(const NewRecord& record) { return bytes_of(record, std::to_string(record.occurred_at.ms)); }

base::Bytes32 request_digest(const NewRecord& record) {
  return access::digest({base::as_bytes(bytes_of(record, record.sent_moment ? std::to_string(record.sent_moment->ms) : "now"))});
}

namespace {

bool is_only_linked(const NewRecord& record, const PartDraft& part) {
  return record.info_class == access::InfoClass::c9_safeguarding && part.part == "linked";
}

}  // namespace

RecordSteps steps_of(const NewRecord& record, const access::StaffId& author, base::UtcTime recorded_at, const base::Bytes32& salt) {
  RecordSteps out;
  out.steps.reserve(3 + record.parts.size() + record.must_see.size());
  out.steps.push_back({insert_record,
                       {{"id", record.id}, {"kind", record.kind}, {"info_class", static_cast<int>(record.info_class)}, {"flag", record.flag},
                        {"occurred_at", record.occurred_at}, {"state", record.state}, {"line", record.line},
                        {"digest", request_digest(record)}, {"author", author}, {"written_at", recorded_at}},
                       access::Expect::one, base::Error::conflict("This was saved already, with other words.", "record exists")});
  out.steps.push_back({insert_version,
                       {{"id", record.id}, {"kind_version", record.kind_version}, {"body", record.body}, {"salt", salt}, {"author", author},
                        {"written_at", recorded_at}}});
  for (const auto& part : record.parts)
    out.steps.push_back({insert_part,
                         {{"about", part.pupil}, {"occurred_at", record.occurred_at}, {"id", record.id}, {"part", part.part},
                          {"kind", record.kind}, {"info_class", static_cast<int>(record.info_class)}, {"flag", record.flag},
                          {"state", record.state}, {"line", is_only_linked(record, part) ? std::string(linked_line) : record.line}, {"author", author}, {"written_at", recorded_at}}});
  if (record.numbered) out.steps.push_back({insert_number, {{"kind", record.kind}, {"id", record.id}}, access::Expect::one});
  for (auto& step : must_see_steps(record.id, record.must_see, recorded_at)) out.steps.push_back(std::move(step));
  if (record.asks_sign_off) out.steps.push_back(ask_sign_off(record.id, record.kind, author, recorded_at));
  out.entry.at = recorded_at;
  out.entry.actor = author.bytes();
  out.entry.deed = std::string(deeds::added.code);
  out.entry.info_class = static_cast<int>(record.info_class);
  out.entry.subject = record.id.bytes();
  if (!record.parts.empty()) out.entry.pupil = record.parts.front().pupil.bytes();
  out.entry.policy_version = access::policy_version;
  out.entry.commitment = access::commitment(salt, base::as_bytes(first_version_bytes(record)));
  return out;
}

void add(access::UnitOfWork& work, base::Random& random, std::span<const AddPass> passes, const NewRecord& record,
         std::span<const Attached> files) {
  for (std::size_t i = 0; i < record.parts.size(); ++i) {
    if (passes[i].pupil() != record.parts[i].pupil) throw access::PassRefused("a pass of another pupil");
    access::hold_to(passes[i], access::Act::add, record.info_class);
  }
  base::Bytes32 salt;
  random.fill(salt);
  auto made = steps_of(record, passes[0].who().id, work.now(), salt);
  if (auto* inbox = work.house().find_room<access::InboxCounter>()) {
    for (const auto& one : record.must_see) inbox->touch(one.staff, work.now());
    for (const auto& one : record.signers) inbox->touch(one, work.now());
  }
  const access::Entry entry{deeds::added, record.id.bytes(), record.info_class, {}, made.entry.commitment};
  auto first = std::move(made.steps.front());
  auto miss = std::move(first.miss);
  work.write(passes[0], entry, std::move(first), access::Expect::one, std::move(miss));
  for (std::size_t i = 1; i < made.steps.size(); ++i) work.also(std::move(made.steps[i]));
  attach(work, record.id, 1, files);
}

void attach(access::UnitOfWork& work, const RecordId& id, int version, std::span<const Attached> files) {
  for (const auto& file : files) {
    work.also(insert_file, {{"file", file.id}, {"id", id}, {"version", version}, {"name", file.name}, {"content_type", file.content_type},
                            {"size", file.bytes.size()}, {"digest", access::digest({base::as_bytes(file.bytes)})}});
    for (std::size_t at = 0, place = 0; at < file.bytes.size(); at += chunk_bytes, ++place)
      work.also(insert_chunk, {{"file", file.id}, {"place", place},
                               {"bytes", base::as_bytes(std::string_view(file.bytes).substr(at, chunk_bytes))}});
  }
}

namespace {

/// When and about whom each version was, where that was ever corrected.
void read_frames(const access::Pass& pass, Record& record) {
  const auto at = [&](std::int64_t number) -> Version* {
    for (auto& version : record.versions)
      if (version.number == number) return &version;
    return nullptr;
  };
  pass.each(seen_moments, [&](const db::Row& row) {
    if (auto* version = at(row.integer(0))) version->occurred_at = row.time(1);
  }, {{"id", record.id}});
  pass.each(seen_parts_then, [&](const db::Row& row) {
    if (auto* version = at(row.integer(4))) version->parts.push_back(read_part(row));
  }, {{"id", record.id}});
}

}  // namespace

std::optional<Record> find(const access::CaseloadPass<access::May::pupil_find>& pass, const RecordId& id) {
  auto out = pass.row(seen_by_id, read_record, {{"id", id}});
  if (!out) return out;
  out->parts = pass.rows(seen_parts, read_part, {{"id", id}});
  out->versions = pass.rows(seen_versions, read_version, {{"id", id}});
  read_frames(pass, *out);
  out->files = pass.rows(seen_files, read_file_line, {{"id", id}});
  out->number = pass.row(seen_number, [](const db::Row& row) { return row.integer(0); }, {{"id", id}}).value_or(0);
  for (const auto& part : out->parts) pass.saw(out->info_class, part.pupil, id.bytes(), deeds::seen);
  return out;
}

std::optional<Record> find_own(const access::StaffPass<access::May::entries_own>& pass, const RecordId& id) {
  auto out = pass.row(own_by_id, [](const db::Row& row) {
    auto record = read_record(row);
    record.ended = row.string(11);
    return record;
  }, {{"id", id}});
  if (!out) return out;
  out->parts = pass.rows(own_parts, read_part, {{"id", id}});
  out->versions = pass.rows(own_versions, read_version, {{"id", id}});
  out->files = pass.rows(own_files, read_file_line, {{"id", id}});
  return out;
}

std::optional<base::Bytes32> own_digest(const access::Pass& pass, const RecordId& id) {
  return pass.row(own_request, [](const db::Row& row) { return bytes32(row.bytes(0)); }, {{"id", id}});
}

std::optional<base::Bytes32> own_digest(access::House& house, const access::StaffId& author, const RecordId& id) {
  auto sight = std::make_shared<db::Sight>();
  sight->me = author.bytes();
  sight->fingerprint = std::hash<access::StaffId>{}(author);
  auto reader = house.reader();
  reader->look_as(sight);
  std::optional<base::Bytes32> out;
  const std::array binds = {db::Bind{"id", id}};
  reader->rows(own_request, binds, [&](const db::Row& row) { out = bytes32(row.bytes(0)); });
  return out;
}

std::optional<Version> newest_version(access::House& house, const std::shared_ptr<const db::Sight>& sight, const RecordId& id) {
  auto reader = house.reader();
  reader->look_as(sight);
  std::optional<Version> out;
  const std::array binds = {db::Bind{"id", id}, db::Bind{"me", sight->me}};
  const auto take = [&](const db::Row& row) { out = read_version(row); };
  reader->rows(seen_versions, binds, take);
  if (!out) reader->rows(own_versions, binds, take);
  return out;
}

std::vector<OwnEntry> list_own(const access::StaffPass<access::May::entries_own>& pass, int most) {
  auto out = pass.rows(own_newest, [](const db::Row& row) {
    return OwnEntry{row.id<RecordId>(0), row.string(1), static_cast<access::InfoClass>(row.integer(2)), row.time(3), row.time(4),
                    static_cast<int>(row.integer(5)), row.string(6), row.string(7), {}, row.string(8), row.integer(9) != 0};
  }, {{"most", most}});
  for (auto& entry : out) entry.parts = pass.rows(own_parts, read_part, {{"id", entry.id}});
  return out;
}

std::vector<PupilFile> list_files(const access::PupilPass<access::May::chronology_read>& pass, base::UtcTime from, base::UtcTime until) {
  return pass.rows(files_of_pupil, [](const db::Row& row) {
    return PupilFile{row.id<RecordId>(0), {row.id<AttachmentId>(1), row.string(2), row.string(3), row.integer(4)}};
  }, {{"from", from}, {"until", until}});
}

std::optional<FileBytes> read_file(const access::CaseloadPass<access::May::pupil_find>& pass, const AttachmentId& id) {
  RecordId record;
  auto out = pass.row(file_by_id, [&](const db::Row& row) {
    record = row.id<RecordId>(2);
    return FileBytes{row.string(0), row.string(1), {}};
  }, {{"file", id}});
  if (!out) return out;
  pass.each(file_bytes, [&](const db::Row& row) { out->bytes += base::as_text(row.bytes(0)); }, {{"file", id}});
  pass.each(seen_by_id, [&](const db::Row& row) {
    const auto info = static_cast<access::InfoClass>(row.integer(2));
    for (const auto& part : pass.rows(seen_parts, read_part, {{"id", record}}))
      pass.saw(info, part.pupil, id.bytes(), deeds::file_seen);
  }, {{"id", record}});
  return out;
}

std::optional<FileBytes> read_own_file(const access::StaffPass<access::May::entries_own>& pass, const AttachmentId& id) {
  auto out = pass.row(own_file, [](const db::Row& row) { return FileBytes{row.string(0), row.string(1), {}}; }, {{"file", id}});
  if (out) pass.each(own_file_bytes, [&](const db::Row& row) { out->bytes += base::as_text(row.bytes(0)); }, {{"file", id}});
  return out;
}

}  // namespace record
