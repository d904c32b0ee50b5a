// The search file: one FTS5 table without positions or contents, a table from place to thing, and the words there are, for beginnings.
#include "base/log.h"
#include "db/search_store.h"
#include "db/sqlite_database.h"

#include <algorithm>
#include <mutex>
#include <unordered_set>

namespace db {
namespace {

constexpr std::string_view schema = R"sql(
CREATE VIRTUAL TABLE entry USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii');
INSERT INTO entry (entry, rank) VALUES ('hashsize', 4194304);
CREATE TABLE place (id INTEGER NOT NULL PRIMARY KEY, thing BLOB NOT NULL, scope TEXT NOT NULL) STRICT;
CREATE TABLE word (word TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE state (only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1), format INTEGER NOT NULL, seq INTEGER NOT NULL,
  words TEXT NOT NULL) STRICT;
)sql";

constexpr Sql tables = "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'state'";
constexpr Sql format_of = "SELECT format FROM state";
constexpr Sql mark_of = "SELECT seq, words FROM state";
constexpr Sql first_mark = "INSERT INTO state (only_one, format, seq, words) VALUES (1, :format, 0, '')";
constexpr Sql move_mark = "UPDATE state SET seq = :seq, words = :words";
constexpr Sql thing_at = "SELECT thing FROM place WHERE id = :place";
constexpr Sql add_place = "INSERT INTO place (id, thing, scope) VALUES (:place, :thing, :scope)";
constexpr Sql move_scope = "UPDATE place SET scope = :scope WHERE id = :place";
constexpr Sql drop_place = "DELETE FROM place WHERE id = :place";
constexpr Sql add_entry = "INSERT INTO entry (rowid, tokens) VALUES (:place, :tokens)";
constexpr Sql drop_entry = "DELETE FROM entry WHERE rowid = :place";
constexpr Sql add_word = "INSERT INTO word (word) VALUES (:word) ON CONFLICT (word) DO NOTHING";
constexpr Sql words_beginning = "SELECT word FROM word WHERE word >= :from AND word < :until ORDER BY length(word), word LIMIT :most";
constexpr Sql matching =
    "SELECT p.thing, entry.rowid, p.scope FROM entry JOIN place p ON p.id = entry.rowid "
    "WHERE entry MATCH :match AND entry.rowid < :before ORDER BY entry.rowid DESC LIMIT :most";

/// A beginning stands for so many words at most, the shortest first.
constexpr int most_endings = 64;
/// A scope of more tokens than this is a sieve held to what the words find: the index would have to look into a list for each.
constexpr std::size_t most_scope_tokens = 24;
constexpr std::size_t first_sweep = 256, longest_sweep = 8192;
constexpr std::size_t most_words_remembered = 200'000;

class SearchFile final : public SearchStore {
 public:
  explicit SearchFile(const Options& options) {
    options_.file = options.file.parent_path() / "search.db";
    options_.key = options.key.copy();
    options_.open_tables = {"entry", "place", "word", "state", "sqlite_schema"};
    options_.reader_cache_kib = 2048;
    options_.create = true;
    try {
      open();
    } catch (const std::exception&) {  // damaged, under another key, half made: nothing in it is worth more than making it again
      base::log::warning("search_file_made_anew");
      start_anew();
    }
  }

  SearchMark mark() override {
    SearchMark out;
    pen_->rows(mark_of, {}, [&](const Row& row) { out = {row.integer(0), row.string(1)}; });
    return out;
  }

  void put(std::span<const SearchEntry> entries, const SearchMark& mark) override {
    pen_->begin();
    try {
      write(entries);
      const Bind binds[] = {{"seq", mark.seq}, {"words", mark.words}};
      pen_->execute(move_mark, binds);
      pen_->commit();
    } catch (...) {
      pen_->rollback();
      known_words_.clear();
      throw;
    }
    pen_->tidy(false);
  }

  std::vector<SearchHit> find(const SearchTerm& words, const std::optional<SearchTerm>& scope, std::int64_t before,
                              std::size_t most) override {
    auto reader = borrow();
    std::vector<SearchHit> out;
    if (scope && count_tokens(*scope) > most_scope_tokens) {
      const auto match = to_match(words, *reader.connection);
      const SearchSieve sieve(*scope);
      for (auto sweep = first_sweep; !match.empty() && out.size() < most; sweep = std::min(2 * sweep, longest_sweep)) {
        std::size_t met = 0;
        each_match(*reader.connection, match, before, sweep, [&](const SearchHit& hit, std::string_view tokens) {
          ++met;
          before = hit.place;
          if (out.size() < most && sieve.lets_through(tokens)) out.push_back(hit);
        });
        if (met < sweep) break;
      }
    } else {
      const auto match = to_match(scope ? SearchTerm::all({words, *scope}) : words, *reader.connection);
      if (!match.empty()) each_match(*reader.connection, match, before, most, [&](const SearchHit& hit, std::string_view) { out.push_back(hit); });
    }
    give_back(std::move(reader));
    return out;
  }

  void start_anew() override {
    pen_.reset();
    known_words_.clear();
    {
      const std::scoped_lock lock(guard_);
      idle_.clear();
      ++generation_;
    }
    database_.reset();
    for (const char* tail : {"", "-wal", "-shm"}) {
      auto file = options_.file;
      file += tail;
      std::filesystem::remove(file);
    }
    open();
  }

 private:
  template <class Each>
  static void each_match(ReadConnection& reader, const std::string& match, std::int64_t before, std::size_t most, Each each) {
    const Bind binds[] = {{"match", match}, {"before", before}, {"most", most}};
    reader.rows(matching, binds, [&](const Row& row) {
      SearchHit hit;
      const auto raw = row.bytes(0);
      std::copy_n(raw.begin(), std::min(raw.size(), hit.thing.size()), hit.thing.begin());
      hit.place = row.integer(1);
      each(hit, row.text(2));
    });
  }

  /// A connection, and the file it was opened on: one to a file made anew since is not used again.
  struct Borrowed {
    std::unique_ptr<ReadConnection> connection;
    std::uint64_t generation;
  };

  void open() {
    auto database = open_sqlite(options_);
    auto pen = database->writer();
    std::int64_t found = 0, format = 0;
    pen->rows(tables, {}, [&](const Row& row) { found = row.integer(0); });
    if (found == 0) {
      pen->begin();
      pen->run_script(schema);
      const Bind binds[] = {{"format", search_format}};
      pen->execute(first_mark, binds);
      pen->commit();
    }
    pen->rows(format_of, {}, [&](const Row& row) { format = row.integer(0); });
    if (format != search_format) throw CannotStart("the search file is of another format");
    const std::scoped_lock lock(guard_);
    database_ = std::move(database);
    pen_ = std::move(pen);
  }

  Borrowed borrow() {
    const std::scoped_lock lock(guard_);
    if (!idle_.empty()) {
      Borrowed out{std::move(idle_.back()), generation_};
      idle_.pop_back();
      return out;
    }
    if (!database_) throw DatabaseError(DatabaseError::Kind::busy, "the search file is being made anew");
    return {database_->reader(), generation_};
  }
  void give_back(Borrowed reader) {
    const std::scoped_lock lock(guard_);
    if (reader.generation == generation_ && idle_.size() < 4) idle_.push_back(std::move(reader.connection));
  }

  /// In order of place, so that FTS5 gathers the whole batch before it writes.
  void write(std::span<const SearchEntry> entries) {
    struct Placed {
      std::int64_t place;
      const SearchEntry* entry;
      bool stood;
    };
    std::vector<Placed> all;
    all.reserve(entries.size());
    for (const auto& entry : entries) {
      auto [place, stood] = find_place(entry);
      if (!stood && entry.tokens.empty()) continue;
      const Bind binds[] = {{"place", place}, {"thing", entry.thing}, {"scope", joined(entry.scope)}};
      pen_->execute(stood ? move_scope : add_place, binds);
      all.push_back({place, &entry, stood});
    }
    // The same thing twice in a batch: the last one counts.
    std::stable_sort(all.begin(), all.end(), [](const Placed& a, const Placed& b) { return a.place < b.place; });
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i + 1 < all.size() && all[i + 1].place == all[i].place) {
        all[i + 1].stood = all[i].stood;
        continue;
      }
      write(all[i].place, *all[i].entry, all[i].stood);
    }
  }

  void write(std::int64_t place, const SearchEntry& entry, bool stood) {
    const Bind where[] = {{"place", place}};
    if (stood) pen_->execute(drop_entry, where);
    if (entry.tokens.empty()) {
      pen_->execute(drop_place, where);
      return;
    }
    std::string tokens;
    for (const auto& token : entry.tokens) {
      if (!is_search_token(token)) continue;
      tokens += token;
      tokens += ' ';
      remember(token);
    }
    tokens += joined(entry.scope);
    const Bind binds[] = {{"place", place}, {"tokens", std::move(tokens)}};
    pen_->execute(add_entry, binds);
  }

  static std::string joined(const std::vector<std::string>& tokens) {
    std::string out;
    for (const auto& token : tokens) {
      if (!is_search_token(token)) continue;
      if (!out.empty()) out += ' ';
      out += token;
    }
    return out;
  }

  void remember(const std::string& token) {
    if (known_words_.contains(token)) return;
    const Bind binds[] = {{"word", token}};
    pen_->execute(add_word, binds);
    if (known_words_.size() < most_words_remembered) known_words_.insert(token);
  }

  std::pair<std::int64_t, bool> find_place(const SearchEntry& entry) {
    for (auto place = search_place(entry.at, entry.thing);; ++place) {
      bool taken = false, ours = false;
      const Bind binds[] = {{"place", place}};
      pen_->rows(thing_at, binds, [&](const Row& row) {
        taken = true;
        const auto raw = row.bytes(0);
        ours = std::equal(raw.begin(), raw.end(), entry.thing.begin(), entry.thing.end());
      });
      if (!taken || ours) return {place, ours};
    }
  }

  /// FTS5's own query words; empty where nothing can match.
  static std::string to_match(const SearchTerm& term, ReadConnection& reader) {
    switch (term.is) {
      case SearchTerm::Is::token:
        return is_search_token(term.text) ? "\"" + term.text + "\"" : std::string();
      case SearchTerm::Is::beginning: {
        if (!is_search_token(term.text)) return {};
        std::vector<SearchTerm> endings;
        const Bind binds[] = {{"from", term.text}, {"until", term.text + "\xF7\xBF\xBF\xBF"}, {"most", most_endings}};
        reader.rows(words_beginning, binds, [&](const Row& row) { endings.push_back(SearchTerm::token(row.string(0))); });
        return to_match(SearchTerm::any(std::move(endings)), reader);
      }
      case SearchTerm::Is::all:
      case SearchTerm::Is::any: {
        const bool every = term.is == SearchTerm::Is::all;
        std::string out;
        for (const auto& one : term.of) {
          const auto part = to_match(one, reader);
          if (part.empty() && every) return {};
          if (part.empty()) continue;
          if (!out.empty()) out += every ? " AND " : " OR ";
          out += part;
        }
        return out.empty() ? out : "(" + out + ")";
      }
    }
    return {};
  }

  Options options_;
  std::unique_ptr<WriteConnection> pen_;
  std::unordered_set<std::string> known_words_;
  std::mutex guard_;
  std::unique_ptr<Database> database_;
  std::vector<std::unique_ptr<ReadConnection>> idle_;
  std::uint64_t generation_ = 0;
};

}  // namespace

std::unique_ptr<SearchStore> open_search_file(const Options& options) { return std::make_unique<SearchFile>(options); }

}  // namespace db
