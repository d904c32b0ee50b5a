// Records: added once, corrected by versions, never overwritten.
#pragma once

#include "access/unit_of_work.h"
#include "record/chronology_store.h"
#include "record/following.h"
#include "record/ids.h"

#include <span>
#include <string>
#include <vector>

namespace record {

/// Permission to add about each of these pupils; in the order of the record's parts.
using AddPass = access::PupilPass<access::May::record_add>;

struct PartDraft {
  access::PupilId pupil;
  std::string part;
};

/// A record about to be written, already held to its kind.
struct NewRecord {
  RecordId id;
  std::string kind;
  std::string kind_version;  ///< digest of the kind as it was asked, hexadecimal
  access::InfoClass info_class = access::InfoClass::c3_pastoral;
  int flag = 0;
  bool numbered = false;  ///< takes the next number of its kind's bound book
  base::UtcTime occurred_at;
  std::optional<base::UtcTime> sent_moment;  ///< occurred_at as it was sent: nothing where it was left to be now
  std::vector<PartDraft> parts;
  std::string state;  ///< the first safe status of the kind; empty where it has none
  std::string line;   ///< its line in the chronology
  std::string body;   ///< Body::text()
  std::vector<MustSee> must_see = {};  ///< asked in the same unit of work
  bool asks_sign_off = false;          ///< waits for one from the moment it is written
  std::vector<access::StaffId> signers = {};  ///< those who could sign it today: their inboxes are counted anew
};

struct Attached {
  AttachmentId id;
  std::string name, content_type, bytes;
};

/// The bytes that the commitment of a first version is made of: what was asked for but its id and time. The order of the parts does
/// not matter.
std::string first_version_bytes(const NewRecord& record);

/// What tells the same request sent twice from another one under the same id.
base::Bytes32 request_digest(const NewRecord& record);

/// Adds record, first version, parts, files and entry. An id that stands already fails the unit with conflict, `for_log` "record exists".
/// `passes` has one pass for each part, in the same order.
void add(access::UnitOfWork& work, base::Random& random, std::span<const AddPass> passes, const NewRecord& record,
         std::span<const Attached> files = {});

/// Keeps files with a version of a record; a further part of the deed entered last.
void attach(access::UnitOfWork& work, const RecordId& id, int version, std::span<const Attached> files);

/// The bare statements of a new record, and its entry in the chain, for the demonstration school and for merging schools' files: `add`
/// is made of them. Times and author are as given.
struct RecordSteps {
  std::vector<access::Step> steps;
  access::ChainEntry entry;
};
RecordSteps steps_of(const NewRecord& record, const access::StaffId& author, base::UtcTime recorded_at, const base::Bytes32& salt);

struct Part {
  access::PupilId pupil;
  std::string name;  ///< of the pupil
  std::string part;
};

struct Version {
  int number;
  access::StaffId author_id;
  std::string author, author_post;
  base::UtcTime at;
  std::string reason;
  std::string body;
  std::string kind_version;
  /// When and about whom, where that differs between versions; of the pupils, those the reader may know of.
  std::optional<base::UtcTime> occurred_at;
  std::vector<Part> parts;
};

struct FileLine {
  AttachmentId id;
  std::string name, content_type;
  std::int64_t size;
};

/// A record as this reader may see it: only the pupils they may know of, every version.
struct Record {
  RecordId id;
  std::string kind;
  access::InfoClass info_class;
  int flag;
  access::StaffId author_id;
  std::string author, author_post;
  base::UtcTime occurred_at, recorded_at;
  int version;
  std::string state;
  std::vector<Part> parts;
  std::vector<Version> versions;  ///< oldest first
  std::vector<FileLine> files;
  std::string ended = {};  ///< "undone", "moved", "split" of an entry of one's own; empty while it stands
  std::int64_t number = 0;  ///< in its kind's bound book; 0: it is in none
};

/// Through one of its pupils: nothing when the reader may not see it. Notes the sight.
std::optional<Record> find(const access::CaseloadPass<access::May::pupil_find>& pass, const RecordId& id);
/// The author's own words and safe status, whatever else they may see; nothing when somebody else wrote it.
std::optional<Record> find_own(const access::StaffPass<access::May::entries_own>& pass, const RecordId& id);
/// The digest the record was made with, for its author only.
std::optional<base::Bytes32> own_digest(const access::Pass& pass, const RecordId& id);

/// The newest version as that sight shows it, whole or as the author's own words; from the writer's thread, after two corrections raced.
std::optional<Version> newest_version(access::House& house, const std::shared_ptr<const db::Sight>& sight, const RecordId& id);

/// The same from the writer's thread, after two requests raced.
std::optional<base::Bytes32> own_digest(access::House& house, const access::StaffId& author, const RecordId& id);

/// Files of a pupil's records between two moments, by record, the first one first: for lists of records. Notes no sight, as nothing of them is shown but
/// a name; `read_file` does.
struct PupilFile {
  RecordId record;
  FileLine file;
};
std::vector<PupilFile> list_files(const access::PupilPass<access::May::chronology_read>& pass, base::UtcTime from, base::UtcTime until);

struct OwnEntry {
  RecordId id;
  std::string kind;
  access::InfoClass info_class;
  base::UtcTime occurred_at, recorded_at;
  int version;
  std::string state, line;
  std::vector<Part> parts;
  std::string ended;    ///< "undone", "moved", "split"; empty while it stands
  bool raised = false;  ///< a concern was raised from it
};
std::vector<OwnEntry> list_own(const access::StaffPass<access::May::entries_own>& pass, int most);

struct FileBytes {
  std::string name, content_type, bytes;
};
std::optional<FileBytes> read_file(const access::CaseloadPass<access::May::pupil_find>& pass, const AttachmentId& id);
/// A file the reader themselves added to an entry of their own.
std::optional<FileBytes> read_own_file(const access::StaffPass<access::May::entries_own>& pass, const AttachmentId& id);

namespace deeds {
inline constexpr access::Deed added{"record.added", "Wrote a record"};
inline constexpr access::Deed corrected{"record.corrected", "Corrected a record"};
inline constexpr access::Deed seen{"record.seen", "Saw a record"};
inline constexpr access::Deed file_seen{"file.seen", "Opened a file"};
}  // namespace deeds

}  // namespace record
