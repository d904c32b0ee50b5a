// Where full-text search looks: tokens by thing, newest first. Filled after the commit, made anew at any time, and never the only place
// where something stands: what it finds is read again through the guarded views.
#pragma once

#include "db/database.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace db {

/// What must stand among a thing's tokens. A token is of a-z, 0-9 and bytes above 0x7F; others match nothing.
struct SearchTerm {
  enum class Is : std::uint8_t {
    token,
    beginning,  ///< a token that begins so
    all,        ///< every one of `of`
    any         ///< one of `of`; none of none
  };
  Is is = Is::token;
  std::string text = {};
  std::vector<SearchTerm> of = {};

  static SearchTerm token(std::string text) { return {Is::token, std::move(text), {}}; }
  static SearchTerm beginning(std::string text) { return {Is::beginning, std::move(text), {}}; }
  static SearchTerm all(std::vector<SearchTerm> of) { return {Is::all, {}, std::move(of)}; }
  static SearchTerm any(std::vector<SearchTerm> of) { return {Is::any, {}, std::move(of)}; }
};

/// A thing as it is to be found from now on; without tokens it is found no more.
struct SearchEntry {
  base::Bytes16 thing{};
  base::UtcTime at;  ///< newest first by this. Never changes for one thing
  std::vector<std::string> tokens;
  std::vector<std::string> scope = {};  ///< tokens too, few: whose sight it falls under
};

struct SearchHit {
  base::Bytes16 thing{};
  std::int64_t place = 0;  ///< where to go on from: smaller is older
};

/// How far the store has been filled: the number of the last entry of the chain, and words that tell that entry from another one.
struct SearchMark {
  std::int64_t seq = 0;
  std::string words;
  friend bool operator==(const SearchMark&, const SearchMark&) = default;
};

/// `put`, `mark` and `start_anew` from one thread at a time; `find` from any thread beside them.
class SearchStore {
 public:
  virtual ~SearchStore() = default;
  virtual SearchMark mark() = 0;
  /// All of it or nothing, with the mark.
  virtual void put(std::span<const SearchEntry> entries, const SearchMark& mark) = 0;
  /// At most `most`, newest first, of those older than `before`. With a `scope`, only what stands in it: either by the index or by a
  /// sweep over what the words find, whichever is less work.
  virtual std::vector<SearchHit> find(const SearchTerm& words, const std::optional<SearchTerm>& scope, std::int64_t before,
                                      std::size_t most) = 0;
  /// Empty again, whatever state it is in.
  virtual void start_anew() = 0;

  static constexpr std::int64_t newest = INT64_MAX;
};

/// SQLite: the encrypted file search.db beside `options.file`, under the same key; PostgreSQL: a schema of its own, which readers of
/// the school's schema do not reach. A missing or damaged one is made anew and logged, never fatal.
std::unique_ptr<SearchStore> open_search(const Options& options);

std::unique_ptr<SearchStore> open_search_file(const Options& options);
std::unique_ptr<SearchStore> open_search_schema(const Options& options);

/// Where a thing stands among all: its moment, then a few bits of itself. Two things of one place: the later one moves on by one.
std::int64_t search_place(base::UtcTime at, const base::Bytes16& thing);
/// True for what may stand in a query as a token.
bool is_search_token(std::string_view text);

/// A term asked of the few tokens of one thing.
class SearchSieve {
 public:
  explicit SearchSieve(const SearchTerm& term);
  /// `tokens` as stored: with a space between them. A beginning lets nothing through.
  bool lets_through(std::string_view tokens) const;

 private:
  SearchTerm::Is is_;
  std::unordered_set<std::string> tokens_;  ///< of the term itself, or of those of its parts that are tokens
  std::vector<SearchSieve> parts_;
};
/// How many tokens a term names.
std::size_t count_tokens(const SearchTerm& term);

/// Grows when what is stored changes: an older store is made anew.
inline constexpr std::int64_t search_format = 3;

}  // namespace db
