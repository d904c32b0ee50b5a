// Full-text search held to what its reader may see: who may find a record stands among the tokens it is found by.
#pragma once

#include "access/pass.h"
#include "db/search_store.h"

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace access {

/// A record as it can be found from now on. Without pupils it is found no more.
struct Findable {
  base::Bytes16 record{};
  base::UtcTime occurred_at;
  InfoClass info = InfoClass::c3_pastoral;
  int flag = 0;
  std::vector<PupilId> pupils;
  std::vector<StaffId> named = {};  ///< whom a restricted or sealed one names
  std::vector<std::string> words;  ///< folded, of a-z, 0-9 and other scripts
};

/// What is looked for: every word, the last one perhaps unfinished.
struct Sought {
  enum class Last : std::uint8_t { whole, beginning };
  std::vector<std::string> words;
  Last last = Last::whole;
};

/// What one reader may find, in tokens of pupil and class; nothing where they may find everything.
std::optional<db::SearchTerm> scope_of(const db::Sight& sight);

/// The store of one school, opened when it is first used. A damaged one is made anew by `start_anew`.
class Search {
 public:
  explicit Search(House& house) : house_(&house) {}
  db::SearchMark mark() { return store().mark(); }
  /// Together with the mark, or not at all.
  void put(std::span<const Findable> records, const db::SearchMark& mark);
  void start_anew() { store().start_anew(); }
  /// Newest first, of those older than the place `before`. What it gives must be read through the guarded views before it is shown: a
  /// correction or an end of a naming may be on its way.
  std::vector<db::SearchHit> find(const Pass& pass, const Sought& sought, std::int64_t before, std::size_t most);

  static constexpr std::int64_t newest = db::SearchStore::newest;

 private:
  db::SearchStore& store();
  House* house_;
  std::once_flag opened_;
  std::unique_ptr<db::SearchStore> store_;
};

}  // namespace access
