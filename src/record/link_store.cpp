// Reads and writes links.
#include "record/link_store.h"

#include "base/text.h"
#include "record/record_store.h"

#include <algorithm>
#include <array>
#include <set>

namespace record {
namespace {

constexpr std::int64_t hour_ms = 60 * base::minute_ms;

constexpr std::array<std::string_view, link_relation_count> relation_codes = {
    "relates_to", "follows_from", "same_event", "different_events", "moved_from", "split_from", "raised_from"};

constexpr db::Sql links_of =
    "SELECT l.id, l.relation, CASE WHEN l.from_id = :id THEN 1 ELSE 0 END, p.record_id, p.kind, p.line, s.name, p.occurred_at, p.info_class, "
    "p.pupil_id FROM seen_link l JOIN seen_part p ON p.record_id = CASE WHEN l.from_id = :id THEN l.to_id ELSE l.from_id END "
    "JOIN staff s ON s.id = p.author_id WHERE (l.from_id = :id OR l.to_id = :id) AND l.ended_at IS NULL AND l.relation <> 'different_events' "
    "ORDER BY p.occurred_at, l.id";
constexpr db::Sql near_to =
    "SELECT b.record_id, b.kind, b.line, s.name, b.info_class, b.occurred_at, b.pupil_id FROM seen_part a "
    "JOIN seen_part b ON b.pupil_id = a.pupil_id AND b.occurred_at >= a.occurred_at - :span AND b.occurred_at <= a.occurred_at + :span "
    "JOIN staff s ON s.id = b.author_id WHERE a.record_id = :id AND b.record_id <> a.record_id AND b.kind <> 'moved' "
    "ORDER BY b.occurred_at DESC, b.record_id LIMIT :most";
constexpr db::Sql alike_to =
    "SELECT a.record_id, a.kind, a.line, sa.name, a.info_class, a.occurred_at, a.pupil_id, "
    "b.record_id, b.kind, b.line, sb.name, b.info_class, b.occurred_at, b.pupil_id, u.given, u.family "
    "FROM seen_part a JOIN seen_part b ON b.pupil_id = a.pupil_id AND b.occurred_at >= a.occurred_at - :span AND b.occurred_at <= a.occurred_at + :span "
    "JOIN staff sa ON sa.id = a.author_id JOIN staff sb ON sb.id = b.author_id JOIN seen_pupil u ON u.id = a.pupil_id "
    "WHERE a.record_id = :id AND b.record_id <> a.record_id AND b.author_id <> a.author_id AND b.info_class = a.info_class AND b.kind <> 'moved' "
    "AND NOT EXISTS (SELECT 1 FROM seen_link l WHERE (l.from_id = a.record_id AND l.to_id = b.record_id) OR (l.from_id = b.record_id AND l.to_id = a.record_id)) "
    "ORDER BY b.occurred_at, b.record_id";
constexpr db::Sql alike_since =
    "SELECT a.record_id, a.kind, a.line, sa.name, a.info_class, a.occurred_at, a.pupil_id, "
    "b.record_id, b.kind, b.line, sb.name, b.info_class, b.occurred_at, b.pupil_id, u.given, u.family "
    "FROM seen_pupil u JOIN seen_part a ON a.pupil_id = u.id AND a.occurred_at >= :since "
    "JOIN seen_part b ON b.pupil_id = a.pupil_id AND b.occurred_at >= a.occurred_at AND b.occurred_at <= a.occurred_at + :span "
    "JOIN staff sa ON sa.id = a.author_id JOIN staff sb ON sb.id = b.author_id "
    "WHERE (b.occurred_at > a.occurred_at OR b.record_id > a.record_id) AND b.record_id <> a.record_id AND b.author_id <> a.author_id "
    "AND b.info_class = a.info_class AND a.kind <> 'moved' AND b.kind <> 'moved' "
    "AND NOT EXISTS (SELECT 1 FROM seen_link l WHERE (l.from_id = a.record_id AND l.to_id = b.record_id) OR (l.from_id = b.record_id AND l.to_id = a.record_id)) "
    "ORDER BY a.occurred_at DESC, a.record_id LIMIT 2000";

constexpr db::Sql insert_link =
    "INSERT INTO record_link (id, from_id, to_id, relation, made_by, made_at) SELECT :id, :from_id, :to_id, :relation, :me, :now "
    "WHERE NOT EXISTS (SELECT 1 FROM record_link l WHERE l.from_id = :from_id AND l.to_id = :to_id AND l.relation = :relation AND l.ended_at IS NULL)";
constexpr db::Sql close_link =
    "UPDATE record_link SET ended_by = :me, ended_at = :now WHERE id = :id AND ended_at IS NULL AND (from_id = :record OR to_id = :record) "
    "AND relation IN ('relates_to', 'follows_from', 'same_event')";

NearLine read_near(const db::Row& row, int first) {
  return {row.id<RecordId>(first), row.string(first + 1), row.string(first + 2), row.string(first + 3),
          static_cast<access::InfoClass>(row.integer(first + 4)), row.time(first + 5), row.id<access::PupilId>(first + 6)};
}

LikePair read_pair(const db::Row& row) { return {read_near(row, 0), read_near(row, 7), row.string(14) + " " + row.string(15)}; }

std::set<std::string, std::less<>> long_words(std::string_view text) {
  std::set<std::string, std::less<>> out;
  const auto folded = base::fold(text);
  for (std::string_view rest = folded; !rest.empty();) {
    const auto space = rest.find(' ');
    const auto word = rest.substr(0, space);
    if (base::count_characters(word) >= 4) out.emplace(word);
    if (space == std::string_view::npos) break;
    rest.remove_prefix(space + 1);
  }
  return out;
}

/// Keeps the pairs this reader may decide about and whose words are similar, each once, and notes what is shown.
std::vector<LikePair> decided_by(const access::CaseloadPass<access::May::record_decide>& pass, std::vector<LikePair> pairs, std::size_t most) {
  std::vector<LikePair> out;
  std::set<std::pair<RecordId, RecordId>> told;
  for (auto& pair : pairs) {
    if (out.size() == most) break;
    const auto may = pass.grants().for_pupil(pair.one.pupil).classes(access::Act::decide) & access::bit(pair.one.info_class);
    if (may == 0 || !has_similar_words(pair.one.line, pair.other.line)) continue;
    if (!told.emplace(pair.one.id, pair.other.id).second) continue;
    for (const auto* line : {&pair.one, &pair.other}) pass.saw(line->info_class, line->pupil, line->id.bytes(), deeds::seen);
    out.push_back(std::move(pair));
  }
  return out;
}

}  // namespace

std::string_view code(LinkRelation relation) { return relation_codes.at(static_cast<std::size_t>(relation)); }

std::optional<LinkRelation> link_relation_of(std::string_view code) {
  for (std::size_t i = 0; i < relation_codes.size(); ++i)
    if (relation_codes[i] == code) return static_cast<LinkRelation>(i);
  return std::nullopt;
}

std::vector<LinkLine> list_links(const access::CaseloadPass<access::May::pupil_find>& pass, const RecordId& id) {
  std::vector<LinkLine> out;
  pass.each(links_of, [&](const db::Row& row) {
    const auto relation = link_relation_of(row.text(1));
    if (!relation) return;
    LinkLine line{row.id<LinkId>(0), *relation, row.integer(2) != 0, row.id<RecordId>(3), row.string(4), row.string(5), row.string(6), row.time(7)};
    pass.saw(static_cast<access::InfoClass>(row.integer(8)), row.id<access::PupilId>(9), line.other.bytes(), deeds::seen);
    if (std::none_of(out.begin(), out.end(), [&](const LinkLine& other) { return other.id == line.id; })) out.push_back(std::move(line));
  }, {{"id", id}});
  return out;
}

std::vector<NearLine> list_near(const access::CaseloadPass<access::May::pupil_find>& pass, const RecordId& id, std::int64_t days, int most) {
  std::vector<NearLine> out;
  pass.each(near_to, [&](const db::Row& row) {
    auto line = read_near(row, 0);
    pass.saw(line.info_class, line.pupil, line.id.bytes(), deeds::seen);
    if (std::none_of(out.begin(), out.end(), [&](const NearLine& other) { return other.id == line.id; })) out.push_back(std::move(line));
  }, {{"id", id}, {"span", days * base::day_ms}, {"most", most}});
  return out;
}

std::vector<LikePair> list_alike(const access::CaseloadPass<access::May::record_decide>& pass, const RecordId& id) {
  return decided_by(pass, pass.rows(alike_to, read_pair, {{"id", id}, {"span", hour_ms}}), 10);
}

std::vector<LikePair> list_alike_since(const access::CaseloadPass<access::May::record_decide>& pass, base::UtcTime since, std::size_t most) {
  return decided_by(pass, pass.rows(alike_since, read_pair, {{"since", since}, {"span", hour_ms}}), most);
}

bool has_similar_words(std::string_view one, std::string_view other) {
  const auto a = long_words(one), b = long_words(other);
  const auto shared = static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](const auto& word) { return b.contains(word); }));
  return shared >= 2 && shared * 5 >= std::min(a.size(), b.size()) * 2;
}

void add_link(access::UnitOfWork& work, const access::StaffPass<access::May::entries_own>& pass, const NewLink& link) {
  work.write(pass, {deeds::linked, link.from.bytes(), link.info_class, link.pupil, {}}, insert_link,
             {{"id", work.fresh_bytes()}, {"from_id", link.from}, {"to_id", link.to}, {"relation", code(link.relation)}});
}

void end_link(access::UnitOfWork& work, const access::StaffPass<access::May::entries_own>& pass, const LinkId& link, const RecordId& record) {
  work.write(pass, {deeds::link_ended, record.bytes(), std::nullopt, {}, {}}, close_link, {{"id", link}, {"record", record}}, access::Expect::one);
}

}  // namespace record
