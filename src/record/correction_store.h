// Corrections: a new version of words, moment, pupils or files, with its reason. Nothing that stood is overwritten.
#pragma once

#include "record/record_store.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace record {

/// When a version happened and about whom, as it is to stand.
struct Frame {
  base::UtcTime occurred_at;
  std::vector<PartDraft> parts;  ///< all of them, also those the corrector may not know of
  std::vector<PartDraft> stood;  ///< as parts_as_they_stand gave them
  std::vector<AddPass> added;    ///< a pass for each pupil who was not there before
};

struct Correction {
  RecordId id;
  int was_version;  ///< the version the writer had before them
  std::string reason;
  std::string kind_version;
  std::string line;
  std::string body;
  access::InfoClass info_class;
  access::PupilId pupil;  ///< one of its pupils, for the entry
  std::optional<Frame> frame = {};  ///< nothing: moment, pupils and files stay as they are
  std::vector<Attached> files = {};  ///< that come with it; they need a frame
};

/// The bytes that the commitment of version `number` (2, 3 …) is made of, where only its words were corrected.
std::string later_version_bytes(int number, std::string_view reason, std::string_view body);

/// The second format, where moment, pupils or files were corrected too: a file by id and digest. The order of parts and files does not matter.
struct FramedVersion {
  int number;
  std::string_view reason, body;
  base::UtcTime occurred_at;
  std::vector<PartDraft> parts;
  std::vector<std::pair<AttachmentId, base::Bytes32>> files;
};
std::string framed_version_bytes(FramedVersion version);

/// Every pupil of the record, read as the house: a correction keeps those its writer may not know of. Never shown.
std::vector<PartDraft> parts_as_they_stand(access::House& house, const RecordId& id);

/// Writes down when and about whom each version so far was, before record and record_part change. A further part of the deed entered last.
void keep_frames(access::UnitOfWork& work, const RecordId& id, int until_version);

/// The bare statements of a correction of words and its entry, as `steps_of` has them for a new record: for the demonstration school.
RecordSteps correction_steps(const Correction& correction, const access::StaffId& author, base::UtcTime at, const base::Bytes32& salt);

// ---- how a correction is written: here because any of several passes may carry it.
namespace inside {
access::Entry correction_entry(const Correction& correction, const base::Bytes32& salt);
extern const db::Sql insert_correction;
void finish_correction(access::UnitOfWork& work, const Correction& correction);
}  // namespace inside

/// A new version. A version somebody else wrote meanwhile, or a record that ended, fails the unit with conflict.
template <class AnyPass>
void correct(access::UnitOfWork& work, base::Random& random, const AnyPass& pass, const Correction& correction) {
  base::Bytes32 salt;
  random.fill(salt);
  work.write(pass, inside::correction_entry(correction, salt), inside::insert_correction,
             {{"id", correction.id},
              {"version", correction.was_version + 1},
              {"was", correction.was_version},
              {"reason", correction.reason},
              {"kind_version", correction.kind_version},
              {"body", correction.body},
              {"salt", salt}},
             access::Expect::one);
  inside::finish_correction(work, correction);
}

}  // namespace record
