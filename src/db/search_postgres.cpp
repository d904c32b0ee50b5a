// The search in PostgreSQL: a schema beside the school's, out of the readers' search path. Not held by row security, which would keep the
// index from being used (its operators are not leakproof): what may be seen is among the tokens, and read again through guarded views.
#include "base/log.h"
#include "db/postgres_connection.h"
#include "db/search_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

namespace db {
namespace {

constexpr std::string_view tables = R"sql(
CREATE TABLE IF NOT EXISTS entry (id bigint PRIMARY KEY, thing bytea NOT NULL UNIQUE, tokens tsvector NOT NULL);
CREATE INDEX IF NOT EXISTS entry_by_token ON entry USING gin (tokens);
CREATE TABLE IF NOT EXISTS state (only_one bigint PRIMARY KEY CHECK (only_one = 1), format bigint NOT NULL, seq bigint NOT NULL,
  words text NOT NULL);
)sql";

constexpr Sql begin = "BEGIN";
constexpr Sql commit = "COMMIT";
constexpr Sql rollback = "ROLLBACK";
constexpr Sql format_of = "SELECT format FROM state";
constexpr Sql mark_of = "SELECT seq, words FROM state";
constexpr Sql first_mark = "INSERT INTO state (only_one, format, seq, words) VALUES (1, :format, 0, '') ON CONFLICT (only_one) DO NOTHING";
constexpr Sql move_mark = "UPDATE state SET seq = :seq, words = :words";
constexpr Sql thing_at = "SELECT thing FROM entry WHERE id = :place";
constexpr Sql put_entry =
    "INSERT INTO entry (id, thing, tokens) VALUES (:place, :thing, array_to_tsvector(string_to_array(:tokens, ' '))) "
    "ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens";
constexpr Sql drop_entry = "DELETE FROM entry WHERE id = :place";
// Without the first step made whole the planner walks the primary key, which takes seconds for a rare word.
constexpr Sql matching =
    "WITH met AS MATERIALIZED (SELECT id, thing FROM entry WHERE tokens @@ CAST(:match AS tsquery)) "
    "SELECT thing, id FROM met WHERE id < :before ORDER BY id DESC LIMIT :most";

std::string to_query(const SearchTerm& term) {
  switch (term.is) {
    case SearchTerm::Is::token: return is_search_token(term.text) ? "'" + term.text + "'" : std::string();
    case SearchTerm::Is::beginning: return is_search_token(term.text) ? "'" + term.text + "':*" : std::string();
    case SearchTerm::Is::all:
    case SearchTerm::Is::any: {
      const bool every = term.is == SearchTerm::Is::all;
      std::string out;
      for (const auto& one : term.of) {
        const auto part = to_query(one);
        if (part.empty() && every) return {};
        if (part.empty()) continue;
        if (!out.empty()) out += every ? " & " : " | ";
        out += part;
      }
      return out.empty() ? out : "(" + out + ")";
    }
  }
  return {};
}

class SearchSchema final : public SearchStore {
 public:
  explicit SearchSchema(const Options& options) : url_(options.url), schema_(options.schema + "_search") {
    pen_ = connect();
    pen_->run_script(fmt::format("CREATE SCHEMA IF NOT EXISTS \"{}\"", schema_));
    make_tables();
    std::int64_t format = 0;
    each(*pen_, format_of, {}, [&](const Row& row) { format = row.integer(0); });
    if (format == search_format) return;
    base::log::warning("search_schema_made_anew");
    start_anew();
  }

  SearchMark mark() override {
    SearchMark out;
    each(pen(), mark_of, {}, [&](const Row& row) { out = {row.integer(0), row.string(1)}; });
    return out;
  }

  void put(std::span<const SearchEntry> entries, const SearchMark& mark) override {
    auto& connection = pen();
    (void)connection.run(begin, {});
    try {
      for (const auto& entry : entries) write(connection, entry);
      const Bind binds[] = {{"seq", mark.seq}, {"words", mark.words}};
      (void)connection.run(move_mark, binds);
      (void)connection.run(commit, {});
    } catch (...) {
      connection.forget_queue();
      if (connection.alive()) (void)connection.run(rollback, {});
      throw;
    }
  }

  std::vector<SearchHit> find(const SearchTerm& words, const std::optional<SearchTerm>& scope, std::int64_t before,
                              std::size_t most) override {
    std::vector<SearchHit> out;
    const auto query = to_query(scope ? SearchTerm::all({words, *scope}) : words);
    if (query.empty()) return out;
    auto connection = borrow();
    const Bind binds[] = {{"match", query}, {"before", before}, {"most", most}};
    each(*connection, matching, binds, [&](const Row& row) {
      SearchHit hit;
      const auto raw = row.bytes(0);
      std::copy_n(raw.begin(), std::min(raw.size(), hit.thing.size()), hit.thing.begin());
      hit.place = row.integer(1);
      out.push_back(hit);
    });
    const std::scoped_lock lock(guard_);
    if (idle_.size() < 4) idle_.push_back(std::move(connection));
    return out;
  }

  void start_anew() override {
    pen().run_script("DROP TABLE IF EXISTS entry; DROP TABLE IF EXISTS state;");
    {
      const std::scoped_lock lock(guard_);
      idle_.clear();
    }
    make_tables();
  }

 private:
  template <class Each>
  static void each(PostgresConnection& connection, const Sql& sql, Binds binds, Each read) {
    const auto result = connection.run(sql, binds);
    PostgresRow row(result.get());
    for (int i = 0; i < PQntuples(result.get()); ++i) {
      row.move_to(i);
      read(row);
    }
  }

  void make_tables() {
    pen_->run_script(std::string(tables));
    const Bind binds[] = {{"format", search_format}};
    (void)pen_->run(first_mark, binds);
  }

  static void write(PostgresConnection& connection, const SearchEntry& entry) {
    auto place = search_place(entry.at, entry.thing);
    for (;; ++place) {
      bool free = true;
      const Bind binds[] = {{"place", place}};
      each(connection, thing_at, binds, [&](const Row& row) {
        const auto raw = row.bytes(0);
        free = std::equal(raw.begin(), raw.end(), entry.thing.begin(), entry.thing.end());
      });
      if (free) break;
    }
    if (entry.tokens.empty()) {
      connection.queue(drop_entry, {{"place", place}});
      return;
    }
    std::string tokens;
    for (const auto* some : {&entry.tokens, &entry.scope}) {
      for (const auto& token : *some) {
        if (!is_search_token(token)) continue;
        if (!tokens.empty()) tokens += ' ';
        tokens += token;
      }
    }
    connection.queue(put_entry, {{"place", place}, {"thing", entry.thing}, {"tokens", std::move(tokens)}});
  }

  PostgresConnection& pen() {
    if (!pen_->alive()) pen_ = connect();
    return *pen_;
  }
  std::unique_ptr<PostgresConnection> connect() const {
    return std::make_unique<PostgresConnection>(url_, schema_, PostgresPurpose::pen);
  }
  std::unique_ptr<PostgresConnection> borrow() {
    {
      const std::scoped_lock lock(guard_);
      if (!idle_.empty()) {
        auto out = std::move(idle_.back());
        idle_.pop_back();
        if (out->alive()) return out;
      }
    }
    return connect();
  }

  std::string url_, schema_;
  std::unique_ptr<PostgresConnection> pen_;
  std::mutex guard_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
};

}  // namespace

std::unique_ptr<SearchStore> open_search_schema(const Options& options) { return std::make_unique<SearchSchema>(options); }

}  // namespace db
