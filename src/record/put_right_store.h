// What was written wrongly as a whole: undone at once, moved to the right pupil, split per pupil, restricted because a concern was raised
// from it. Every one of these leaves a tombstone or a link; the words stay for those who may decide.
#pragma once

#include "record/correction_store.h"
#include "record/kind.h"

#include <optional>
#include <string>
#include <vector>

namespace record {

inline constexpr std::int64_t undo_ms = 30 * 1000;
/// How long an author may themselves move or split what they wrote.
inline constexpr std::int64_t new_ms = base::day_ms;

namespace deeds {
inline constexpr access::Deed undone{"record.undone", "Undid a record at once"};
inline constexpr access::Deed moved{"record.moved", "Moved a record to the right pupil"};
inline constexpr access::Deed split{"record.split", "Split a record per pupil"};
inline constexpr access::Deed reissued{"record.reissued", "Wrote a record anew where it belongs"};
inline constexpr access::Deed restricted{"record.restricted", "Restricted a record"};
}  // namespace deeds

/// The kind of the line a moved entry leaves behind, and its words.
inline constexpr std::string_view moved_kind = "moved";
inline constexpr std::string_view moved_line = "An entry made here in error was moved";

/// The author takes back what they saved less than 30 seconds ago. Fails the unit with conflict later, or when it was corrected since.
void undo(access::UnitOfWork& work, const access::StaffPass<access::May::entries_own>& pass, const Record& record);

/// A record written anew under another id: same words, author and times. Files are copied, under the ids its body names now.
struct Reissue {
  NewRecord record;
  access::StaffId author;
  base::UtcTime recorded_at;
  std::vector<std::pair<AttachmentId, AttachmentId>> files;  ///< from, to
};
/// The newest version about other pupils; files get fresh ids.
Reissue reissue_of(access::Visit& visit, const Record& record, const Kind& kind, std::vector<PartDraft> parts);

/// Who ends a record by right: as who may decide about one of its pupils, or as its author while it is new.
using EndingPass = access::StaffPass<access::May::entries_own>;

struct Move {
  RecordId id;
  int was_version;
  access::InfoClass info_class;
  access::PupilId wrong, right;
  std::string reason;
  Reissue anew;
};
/// What hangs on the record goes along: its number, who may read it where it is restricted, links, and actions.
void move(access::UnitOfWork& work, const EndingPass& pass, base::Random& random, const Move& move);

struct Split {
  RecordId id;
  int was_version;
  access::InfoClass info_class;
  std::string reason;
  std::vector<Reissue> anew;  ///< one a pupil
};
void split(access::UnitOfWork& work, const EndingPass& pass, base::Random& random, const Split& split);

/// Restricts a record from which a concern was raised. A part of the unit that adds the concern.
void restrict_for(access::UnitOfWork& work, const EndingPass& pass, const Record& original, const RecordId& concern);

/// What ended, as its tombstone tells it.
struct Tombstone {
  RecordId id;
  std::string how;
  access::StaffId made_by;
  std::string who;
  base::UtcTime at;
  std::optional<RecordId> moved_to;
};
/// For readers of the line that stands where it was. Tells nothing of what it held.
std::optional<Tombstone> find_tombstone(const access::CaseloadPass<access::May::pupil_find>& pass, const RecordId& id);

/// An ended record for who may decide about all its pupils they know of.
struct Kept {
  Record record;
  Tombstone tombstone;
  std::string reason;
};
std::optional<Kept> find_kept(const access::CaseloadPass<access::May::record_decide>& pass, const RecordId& id);
/// The newest ended records this reader may decide about.
std::vector<Kept> list_kept(const access::CaseloadPass<access::May::record_decide>& pass, int most);

}  // namespace record
