// A pupil's one line of time, newest first, as far as the reader may see it.
#pragma once

#include "access/pass.h"
#include "record/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace record {

struct ChronologyLine {
  RecordId id;
  std::string kind;
  access::InfoClass info_class;
  int flag = 0;  ///< 0 normal, 1 restricted, 2 sealed
  std::string part;
  std::string author, author_post;
  access::StaffId author_id;
  base::UtcTime occurred_at, recorded_at;
  int version = 1;
  std::string state;
  std::string line;
  access::PupilId pupil;
};

/// What is shown of the line. The URL carries it, so a view can be kept and sent.
struct ChronologyFilter {
  std::string kind;  ///< empty: all
  std::optional<base::UtcTime> from, until;
  std::string words;  ///< every word stands in the line, letters folded
  /// The place to go on from: older than this record.
  std::optional<std::pair<base::UtcTime, RecordId>> before;
  int limit = 50;
};

/// Every class shown is written down as a sight.
std::vector<ChronologyLine> list(const access::PupilPass<access::May::chronology_read>& pass, const ChronologyFilter& filter);
/// One record as one of its pupils' lines; nothing where the reader may not see it. Notes the sight.
std::optional<ChronologyLine> find_line(const access::CaseloadPass<access::May::chronology_read>& pass, const RecordId& id,
                                        const access::PupilId& pupil);
/// What others wrote about any of the reader's close pupils since a moment, newest first; at most `most`.
std::vector<ChronologyLine> list_recent(const access::CaseloadPass<access::May::pupil_find>& pass, base::UtcTime since,
                                        std::size_t most);

/// Safeguarding concerns that nobody has begun to deal with, oldest first, of every pupil the reader may see them of.
std::vector<ChronologyLine> list_waiting_concerns(const access::CaseloadPass<access::May::pupil_find>& pass, std::size_t most);

inline constexpr access::Deed chronology_seen{"chronology.seen", "Saw a pupil's chronology"};

}  // namespace record
