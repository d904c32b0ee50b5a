// Links between records, told to those who may see both ends; and pairs that look like one event written down twice.
#pragma once

#include "access/unit_of_work.h"
#include "record/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

enum class LinkRelation : std::uint8_t { relates_to, follows_from, same_event, different_events, moved_from, split_from, raised_from };
inline constexpr std::size_t link_relation_count = 7;
std::string_view code(LinkRelation relation);
std::optional<LinkRelation> link_relation_of(std::string_view code);

using LinkId = base::Id<struct LinkTag>;

/// The other end of a link as this reader may see it.
struct LinkLine {
  LinkId id;
  LinkRelation relation;
  bool from_here = false;  ///< the link leads from the record asked for to the other
  RecordId other;
  std::string kind, line, author;
  base::UtcTime occurred_at;
};
/// Live links of a record; notes the sight of each other end.
std::vector<LinkLine> list_links(const access::CaseloadPass<access::May::pupil_find>& pass, const RecordId& id);

/// A record that may be one end: of the same pupils, around the same time.
struct NearLine {
  RecordId id;
  std::string kind, line, author;
  access::InfoClass info_class;
  base::UtcTime occurred_at;
  access::PupilId pupil;
};
std::vector<NearLine> list_near(const access::CaseloadPass<access::May::pupil_find>& pass, const RecordId& id, std::int64_t days, int most);

/// Two records that look like one event: the same pupil, class and hour, other authors, similar words, and nobody has said yes or no.
struct LikePair {
  NearLine one, other;
  std::string pupil_name;
};
/// Those of one record; `one` is the record itself.
std::vector<LikePair> list_alike(const access::CaseloadPass<access::May::record_decide>& pass, const RecordId& id);
/// Of every pupil this reader may decide about, since a moment; newest first.
std::vector<LikePair> list_alike_since(const access::CaseloadPass<access::May::record_decide>& pass, base::UtcTime since, std::size_t most);

/// True where at least two words of four letters or more, and two in five of the shorter text's, stand in both.
bool has_similar_words(std::string_view one, std::string_view other);

struct NewLink {
  RecordId from, to;
  LinkRelation relation = LinkRelation::relates_to;
  access::InfoClass info_class = access::InfoClass::c3_pastoral;
  access::PupilId pupil;
};
void add_link(access::UnitOfWork& work, const access::StaffPass<access::May::entries_own>& pass, const NewLink& link);
/// Takes a link back that people made; the row stays. Links the house made (moved, split, raised) stand.
void end_link(access::UnitOfWork& work, const access::StaffPass<access::May::entries_own>& pass, const LinkId& link, const RecordId& record);

namespace deeds {
inline constexpr access::Deed linked{"record.linked", "Linked two records"};
inline constexpr access::Deed link_ended{"record.link_ended", "Took a link between records away"};
}  // namespace deeds

}  // namespace record
