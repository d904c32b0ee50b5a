// Writes versions after the first, and keeps beside each when and about whom it was.
#include "record/correction_store.h"

#include "access/digest.h"
#include "access/inbox.h"
#include "access/pass_refused.h"
#include "record/must_see_store.h"
#include "record/sign_off_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace record {
namespace {

// A record has frames for every version or for none.
constexpr db::Sql keep_parts =
    "INSERT INTO version_part (record_id, version, pupil_id, part, info_class) "
    "SELECT v.record_id, v.version, p.pupil_id, p.part, p.info_class FROM record_version v JOIN record_part p ON p.record_id = v.record_id "
    "WHERE v.record_id = :id AND v.version <= :until AND NOT EXISTS (SELECT 1 FROM version_frame f WHERE f.record_id = v.record_id)";
constexpr db::Sql keep_moments =
    "INSERT INTO version_frame (record_id, version, covered, occurred_at) "
    "SELECT v.record_id, v.version, 0, r.occurred_at FROM record_version v JOIN record r ON r.id = v.record_id "
    "WHERE v.record_id = :id AND v.version <= :until AND NOT EXISTS (SELECT 1 FROM version_frame f WHERE f.record_id = v.record_id)";
constexpr db::Sql carry_parts =
    "INSERT INTO version_part (record_id, version, pupil_id, part, info_class) "
    "SELECT record_id, version + 1, pupil_id, part, info_class FROM version_part WHERE record_id = :id AND version = :was";
constexpr db::Sql carry_moment =
    "INSERT INTO version_frame (record_id, version, covered, occurred_at) "
    "SELECT record_id, version + 1, 0, occurred_at FROM version_frame WHERE record_id = :id AND version = :was";

constexpr db::Sql frame_moment =
    "INSERT INTO version_frame (record_id, version, covered, occurred_at) VALUES (:id, :version, 1, :occurred_at)";
constexpr db::Sql frame_part =
    "INSERT INTO version_part (record_id, version, pupil_id, part, info_class) VALUES (:id, :version, :about, :part, :info_class)";

constexpr db::Sql move_part = "UPDATE record_part SET occurred_at = :occurred_at, part = :part WHERE record_id = :id AND pupil_id = :about";
constexpr db::Sql join_part =
    "INSERT INTO record_part (pupil_id, occurred_at, record_id, part, kind, info_class, flag, author_id, recorded_at, version, state, line) "
    "SELECT :about, :occurred_at, r.id, :part, r.kind, r.info_class, "
    "(SELECT COALESCE(MAX(p.flag), r.flag) FROM record_part p WHERE p.record_id = r.id), "
    "r.author_id, r.recorded_at, r.version, r.state, r.line FROM record r WHERE r.id = :id";
constexpr db::Sql leave_parts =
    "DELETE FROM record_part WHERE record_id = :id AND pupil_id NOT IN "
    "(SELECT pupil_id FROM version_part WHERE record_id = :id AND version = :version)";
constexpr db::Sql move_moment = "UPDATE record SET occurred_at = :occurred_at WHERE id = :id";

constexpr db::Sql move_record =
    "UPDATE record SET version = version + 1, line = :line WHERE id = :id AND version = :was AND moved_to IS NULL";
/// A child who is only linked to a safeguarding record of another keeps the line that says no more than that.
constexpr db::Sql move_parts =
    "UPDATE record_part SET version = version + 1, line = CASE WHEN info_class = 9 AND part = 'linked' THEN 'A concern about another pupil is linked to this one.' "
    "ELSE :line END WHERE record_id = :id";
constexpr db::Sql every_part = "SELECT pupil_id, part FROM seen_part WHERE record_id = :id ORDER BY pupil_id";

bool names(const std::vector<PartDraft>& parts, const access::PupilId& pupil) {
  return std::any_of(parts.begin(), parts.end(), [&](const PartDraft& part) { return part.pupil == pupil; });
}

void write_frame(access::UnitOfWork& work, const Correction& correction) {
  const auto& frame = *correction.frame;
  const int version = correction.was_version + 1;
  keep_frames(work, correction.id, correction.was_version);
  work.also(frame_moment, {{"id", correction.id}, {"version", version}, {"occurred_at", frame.occurred_at}});
  for (const auto& part : frame.parts) {
    work.also(frame_part, {{"id", correction.id}, {"version", version}, {"about", part.pupil}, {"part", part.part},
                           {"info_class", static_cast<int>(correction.info_class)}});
    const auto& sql = names(frame.stood, part.pupil) ? move_part : join_part;
    work.also(sql, {{"id", correction.id}, {"about", part.pupil}, {"part", part.part}, {"occurred_at", frame.occurred_at}});
  }
  work.also(leave_parts, {{"id", correction.id}, {"version", version}});
  work.also(move_moment, {{"id", correction.id}, {"occurred_at", frame.occurred_at}});
  attach(work, correction.id, version, correction.files);
}

}  // namespace

std::string later_version_bytes(int number, std::string_view reason, std::string_view body) {
  return fmt::format("{}\n{}\n{}", number, reason, body);
}

std::string framed_version_bytes(FramedVersion version) {
  // The first line can begin no version of the first format, which begins with its number; the reason's length keeps it apart from what follows.
  std::string out = fmt::format("frame\n{}\n{}\n{}\n{}\n", version.number, version.reason.size(), version.reason, version.occurred_at.ms);
  std::sort(version.parts.begin(), version.parts.end(), [](const PartDraft& a, const PartDraft& b) { return a.pupil < b.pupil; });
  for (const auto& part : version.parts) out += "pupil " + part.pupil.text() + " " + part.part + "\n";
  std::sort(version.files.begin(), version.files.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [id, digest] : version.files) out += "file " + id.text() + " " + base::to_hex(digest) + "\n";
  out += "\n";
  return out.append(version.body);
}

std::vector<PartDraft> parts_as_they_stand(access::House& house, const RecordId& id) {
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  std::vector<PartDraft> out;
  const std::array binds = {db::Bind{"id", id}};
  reader->rows(every_part, binds, [&](const db::Row& row) { out.push_back({row.id<access::PupilId>(0), row.string(1)}); });
  return out;
}

void keep_frames(access::UnitOfWork& work, const RecordId& id, int until_version) {
  work.also(keep_parts, {{"id", id}, {"until", until_version}});
  work.also(keep_moments, {{"id", id}, {"until", until_version}});
}

namespace inside {

// Only where nobody has written that version meanwhile.
const db::Sql insert_correction =
    "INSERT INTO record_version (record_id, version, author_id, at, reason, kind_version, body, salt) "
    "SELECT r.id, :version, :me, :now, :reason, :kind_version, :body, :salt FROM record r "
    "WHERE r.id = :id AND r.version = :was AND r.moved_to IS NULL";

access::Entry correction_entry(const Correction& correction, const base::Bytes32& salt) {
  const int number = correction.was_version + 1;
  std::string whole;
  if (correction.frame) {
    FramedVersion version{number, correction.reason, correction.body, correction.frame->occurred_at, correction.frame->parts, {}};
    for (const auto& file : correction.files) version.files.emplace_back(file.id, access::digest({base::as_bytes(file.bytes)}));
    whole = framed_version_bytes(std::move(version));
  } else {
    if (!correction.files.empty()) throw std::logic_error("files come with a frame");
    whole = later_version_bytes(number, correction.reason, correction.body);
  }
  return {deeds::corrected, correction.id.bytes(), correction.info_class, correction.pupil, access::commitment(salt, base::as_bytes(whole))};
}

void finish_correction(access::UnitOfWork& work, const Correction& correction) {
  if (correction.frame) {
    for (const auto& part : correction.frame->parts) {
      const auto& added = correction.frame->added;
      if (!names(correction.frame->stood, part.pupil) &&
          std::none_of(added.begin(), added.end(), [&](const AddPass& pass) { return pass.pupil() == part.pupil; }))
        throw access::PassRefused("a pupil joins a record without a pass");
    }
    write_frame(work, correction);
  } else {
    work.also(carry_parts, {{"id", correction.id}, {"was", correction.was_version}});
    work.also(carry_moment, {{"id", correction.id}, {"was", correction.was_version}});
  }
  work.also(move_record, {{"id", correction.id}, {"was", correction.was_version}, {"line", correction.line}}, access::Expect::one);
  work.also(move_parts, {{"id", correction.id}, {"line", correction.line}});
  // What was read before is read anew: by those who must see it, and by whoever signs it.
  work.also(must_see_again(correction.id));
  for (auto& step : sign_off_again(correction.id, correction.was_version + 1)) work.also(std::move(step));
  if (auto* inbox = work.house().find_room<access::InboxCounter>()) inbox->touch_everybody(work.now());
}

}  // namespace inside

RecordSteps correction_steps(const Correction& correction, const access::StaffId& author, base::UtcTime at, const base::Bytes32& salt) {
  RecordSteps out;
  out.steps.push_back({inside::insert_correction,
                       {{"id", correction.id}, {"version", correction.was_version + 1}, {"was", correction.was_version},
                        {"reason", correction.reason}, {"kind_version", correction.kind_version}, {"body", correction.body}, {"salt", salt},
                        {"me", author}, {"now", at}},
                       access::Expect::one, base::Error::conflict("Somebody else has corrected this meanwhile.", "stale correction")});
  out.steps.push_back({move_record, {{"id", correction.id}, {"was", correction.was_version}, {"line", correction.line}}, access::Expect::one});
  out.steps.push_back({move_parts, {{"id", correction.id}, {"line", correction.line}}});
  auto anew = sign_off_again(correction.id, correction.was_version + 1);
  anew.push_back(must_see_again(correction.id));
  for (auto& step : anew) {
    step.binds.push_back({"me", author});
    step.binds.push_back({"now", at});
    out.steps.push_back(std::move(step));
  }
  const auto entry = inside::correction_entry(correction, salt);
  out.entry.at = at;
  out.entry.actor = author.bytes();
  out.entry.deed = std::string(entry.deed.code);
  out.entry.info_class = static_cast<int>(correction.info_class);
  out.entry.subject = entry.subject;
  out.entry.pupil = correction.pupil.bytes();
  out.entry.policy_version = access::policy_version;
  out.entry.commitment = entry.commitment;
  return out;
}

}  // namespace record
