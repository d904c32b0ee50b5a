// The index says where to look; the guarded views say what is there.
#include "record/search_store.h"

#include "access/digest.h"
#include "base/log.h"
#include "record/summary.h"

namespace record {
namespace {

constexpr db::Sql found_by_id =
    "SELECT r.id, r.kind, r.info_class, r.flag, r.author_id, s.name, s.post, r.occurred_at, r.recorded_at, r.version, r.state, r.line, v.body "
    "FROM seen_record r JOIN seen_version v ON v.record_id = r.id AND v.version = r.version JOIN staff s ON s.id = r.author_id "
    "WHERE r.id = :id AND r.moved_to IS NULL";
constexpr db::Sql found_parts =
    "SELECT p.pupil_id, u.given, u.family, p.part FROM seen_part p JOIN seen_pupil u ON u.id = p.pupil_id WHERE p.record_id = :id "
    "ORDER BY u.family, u.given";

constexpr std::size_t excerpt_characters = 240;
constexpr int most_rounds = 10;

std::optional<FoundRecord> read_again(const access::Pass& pass, const Catalogue& catalogue, const access::Sought& sought, const RecordId& id) {
  std::optional<FoundRecord> out;
  pass.each(found_by_id, [&](const db::Row& row) {
    const auto in_force = catalogue.find(row.text(1));
    if (!in_force) return;
    const auto text = full_text(*in_force->kind, Body::stored(row.text(12)));
    if (!holds(text, sought)) return;  // corrected since, and not indexed anew yet
    out = FoundRecord{row.id<RecordId>(0), row.string(1), static_cast<access::InfoClass>(row.integer(2)), static_cast<int>(row.integer(3)),
                      row.id<access::StaffId>(4), row.string(5), row.string(6), row.time(7), row.time(8), static_cast<int>(row.integer(9)),
                      row.string(10), row.string(11), {}, excerpt_around(text, sought, excerpt_characters)};
  }, {{"id", id}});
  if (!out) return out;
  out->parts = pass.rows(found_parts, [](const db::Row& row) {
    return Part{row.id<access::PupilId>(0), row.string(1) + " " + row.string(2), row.string(3)};
  }, {{"id", id}});
  return out;
}

/// The words themselves may name a child: the chain holds only what the house can recognise them by.
base::Bytes16 keyed_subject(const access::House& house, const access::Sought& sought) {
  const auto key = access::digest({house.key().reveal(), house.school().id.bytes()});
  std::string words;
  for (const auto& word : sought.words) words += word + " ";
  const auto whole = access::keyed_digest(key, {base::as_bytes(words)});
  base::Bytes16 out;
  std::copy_n(whole.begin(), out.size(), out.begin());
  return out;
}

std::vector<db::SearchHit> look_up(SearchIndex& index, const access::Pass& pass, const access::Sought& sought, std::int64_t before,
                                   std::size_t most) {
  try {
    return index.search().find(pass, sought, before, most);
  } catch (const db::DatabaseError& error) {
    base::log::error("search_failed", {{"kind", static_cast<std::int64_t>(error.kind())}});
    if (error.kind() == db::DatabaseError::Kind::damaged) index.start_anew();
    return {};
  }
}

}  // namespace

FoundPage search(access::Visit& visit, const access::CaseloadPass<access::May::pupil_find>& pass, const access::Sought& sought,
                 std::int64_t before, std::size_t most) {
  FoundPage out;
  if (sought.words.empty()) return out;
  pass.saw(access::InfoClass::c0_directory, {}, keyed_subject(visit.house(), sought), deeds::searched);
  auto& index = visit.house().room<SearchIndex>();
  const auto& catalogue = visit.house().room<Catalogue>();
  for (int round = 0; round < most_rounds; ++round) {
    const auto hits = look_up(index, pass, sought, before, most);
    for (const auto& hit : hits) {
      before = hit.place;
      if (auto record = read_again(pass, catalogue, sought, RecordId(hit.thing))) out.records.push_back(std::move(*record));
      if (out.records.size() == most) break;
    }
    if (out.records.size() == most) {
      out.next = before;
      break;
    }
    if (hits.size() < most) break;
  }
  for (const auto& record : out.records)
    for (const auto& part : record.parts) pass.saw(record.info_class, part.pupil, record.id.bytes(), deeds::found);
  return out;
}

}  // namespace record
