// One range of record_part in the pupil's own order: the page is read in a single sweep.
#include "record/chronology_store.h"

#include "base/text.h"

#include <algorithm>

namespace record {
namespace {

constexpr db::Sql newest_first =
    "SELECT p.record_id, p.kind, p.info_class, p.flag, p.part, s.name, s.post, p.author_id, p.occurred_at, p.recorded_at, p.version, "
    "p.state, p.line, p.pupil_id FROM seen_part p JOIN staff s ON s.id = p.author_id "
    "WHERE p.pupil_id = :pupil AND p.occurred_at <= :before_at AND (p.occurred_at < :before_at OR p.record_id < :before_id) "
    "AND p.occurred_at >= :from AND (:kind = '' OR p.kind = :kind) "
    "ORDER BY p.occurred_at DESC, p.record_id DESC LIMIT :limit";
constexpr db::Sql recent_of_one =
    "SELECT p.record_id, p.kind, p.info_class, p.flag, p.part, s.name, s.post, p.author_id, p.occurred_at, p.recorded_at, p.version, "
    "p.state, p.line, p.pupil_id FROM seen_part p JOIN staff s ON s.id = p.author_id "
    "WHERE p.pupil_id = :id AND p.occurred_at >= :since AND p.author_id <> :me ORDER BY p.occurred_at DESC, p.record_id DESC LIMIT :limit";
constexpr db::Sql waiting =
    "SELECT p.record_id, p.kind, p.info_class, p.flag, p.part, s.name, s.post, p.author_id, p.occurred_at, p.recorded_at, p.version, "
    "p.state, p.line, p.pupil_id FROM seen_part p JOIN staff s ON s.id = p.author_id "
    "WHERE p.info_class >= 9 AND p.info_class = 9 AND p.state = 'received' ORDER BY p.recorded_at, p.record_id LIMIT :limit";
constexpr db::Sql one_line =
    "SELECT p.record_id, p.kind, p.info_class, p.flag, p.part, s.name, s.post, p.author_id, p.occurred_at, p.recorded_at, p.version, "
    "p.state, p.line, p.pupil_id FROM seen_part p JOIN staff s ON s.id = p.author_id WHERE p.record_id = :id AND p.pupil_id = :about";

ChronologyLine read(const db::Row& row) {
  ChronologyLine out;
  out.id = row.id<RecordId>(0);
  out.kind = row.string(1);
  out.info_class = static_cast<access::InfoClass>(row.integer(2));
  out.flag = static_cast<int>(row.integer(3));
  out.part = row.string(4);
  out.author = row.string(5);
  out.author_post = row.string(6);
  out.author_id = row.id<access::StaffId>(7);
  out.occurred_at = row.time(8);
  out.recorded_at = row.time(9);
  out.version = static_cast<int>(row.integer(10));
  out.state = row.string(11);
  out.line = row.string(12);
  out.pupil = row.id<access::PupilId>(13);
  return out;
}

void note_sights(const access::Pass& pass, const std::vector<ChronologyLine>& lines) {
  for (const auto& line : lines) pass.saw(line.info_class, line.pupil, line.pupil.bytes(), chronology_seen);
}

/// The folded words of a query, each with a space before it: so it begins a word where it stands in " " and a folded text.
std::vector<std::string> beginnings(std::string_view query) {
  std::vector<std::string> out;
  const auto folded = base::fold(query);
  for (std::string_view left = folded; !left.empty();) {
    const auto space = std::min(left.find(' '), left.size());
    if (space > 0) out.push_back(" " + std::string(left.substr(0, space)));
    left.remove_prefix(std::min(space + 1, left.size()));
  }
  return out;
}

/// Every word of the query begins a word of the text.
bool holds_words(std::string_view text, const std::vector<std::string>& words) {
  const std::string folded = " " + base::fold(text);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return folded.find(word) != std::string::npos; });
}

}  // namespace

std::vector<ChronologyLine> list(const access::PupilPass<access::May::chronology_read>& pass, const ChronologyFilter& filter) {
  static constexpr base::UtcTime end_of_time{253402300800000};
  base::Bytes16 last;
  last.fill(std::byte{0xFF});
  auto before_at = filter.until.value_or(end_of_time);
  RecordId before_id{last};
  if (filter.before && filter.before->first <= before_at) std::tie(before_at, before_id) = *filter.before;
  const auto words = beginnings(filter.words);
  // Words are matched here on folded text, so that accents and case do not matter; one sweep over a pupil's own lines.
  const int sweep = words.empty() ? filter.limit : 100000;
  std::vector<ChronologyLine> out;
  pass.each(newest_first, [&](const db::Row& row) {
    if (out.size() >= static_cast<std::size_t>(filter.limit)) return;
    if (!words.empty() && !holds_words(row.text(12), words)) return;
    out.push_back(read(row));
  }, {{"before_at", before_at}, {"before_id", before_id}, {"from", filter.from.value_or(base::UtcTime{0})}, {"kind", filter.kind}, {"limit", sweep}});
  note_sights(pass, out);
  return out;
}

std::optional<ChronologyLine> find_line(const access::CaseloadPass<access::May::chronology_read>& pass, const RecordId& id,
                                        const access::PupilId& pupil) {
  auto out = pass.row(one_line, read, {{"id", id}, {"about", pupil}});
  if (out) pass.saw(out->info_class, pupil, pupil.bytes(), chronology_seen);
  return out;
}

std::vector<ChronologyLine> list_recent(const access::CaseloadPass<access::May::pupil_find>& pass, base::UtcTime since,
                                        std::size_t most) {
  std::vector<ChronologyLine> out;
  for (const auto& close : pass.grants().close())
    pass.each(recent_of_one, [&](const db::Row& row) { out.push_back(read(row)); },
              {{"id", close.pupil}, {"since", since}, {"limit", most}});
  std::sort(out.begin(), out.end(), [](const ChronologyLine& a, const ChronologyLine& b) {
    return std::tie(a.recorded_at, a.id, a.pupil) > std::tie(b.recorded_at, b.id, b.pupil);
  });
  if (out.size() > most) out.resize(most);
  note_sights(pass, out);
  return out;
}

std::vector<ChronologyLine> list_waiting_concerns(const access::CaseloadPass<access::May::pupil_find>& pass, std::size_t most) {
  auto out = pass.rows(waiting, read, {{"limit", most}});
  note_sights(pass, out);
  return out;
}

}  // namespace record
