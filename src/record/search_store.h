// Finding records by their words: newest first, only what the reader may see, read again through the guarded views.
#pragma once

#include "record/record_store.h"
#include "record/search_index.h"
#include "record/search_words.h"

#include <string>
#include <vector>

namespace record {

struct FoundRecord {
  RecordId id;
  std::string kind;
  access::InfoClass info_class;
  int flag = 0;
  access::StaffId author_id;
  std::string author, author_post;
  base::UtcTime occurred_at, recorded_at;
  int version = 1;
  std::string state, line;
  std::vector<Part> parts;  ///< only pupils the reader may see in it
  std::vector<Piece> excerpt;
};

struct FoundPage {
  std::vector<FoundRecord> records;
  std::optional<std::int64_t> next;  ///< where older ones begin, where there may be some
};

/// Notes a sight of each record found, and that a search was made: its words only as a keyed digest.
FoundPage search(access::Visit& visit, const access::CaseloadPass<access::May::pupil_find>& pass, const access::Sought& sought,
                 std::int64_t before, std::size_t most);

namespace deeds {
inline constexpr access::Deed searched{"search.made", "Searched"};
inline constexpr access::Deed found{"search.found", "Saw a record among those found"};
}  // namespace deeds

}  // namespace record
