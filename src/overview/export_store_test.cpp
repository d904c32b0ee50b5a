// What a school takes with it is everything: each table of the migrations is in the export, row by row, or said to be left out.
#include "db/sqlite_connection.h"
#include "overview/export.h"
#include "overview/export_store.h"
#include "people/csv.h"
#include "testing/whole_school.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace {

namespace fs = std::filesystem;

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    const auto to = std::min(text.find(' ', from), text.size());
    out.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

std::string read_whole(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The school's file, past every guard.
class Store {
 public:
  explicit Store(test::TestHouse& house) : store_(house.folder() / "alongside.db", test::a_key(), db::SqlitePurpose::pen, 2048) {
    store_.run_script("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;");
  }
  std::vector<std::string> tables() {
    return words_of(store_.ask("SELECT group_concat(name, ' ') FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"));
  }
  std::int64_t count(const std::string& table) { return std::stoll(store_.ask(fmt::format("SELECT count(*) FROM {}", table).c_str())); }
  std::int64_t number(const std::string& query) { return std::stoll("0" + store_.ask(query.c_str())); }

  /// Two rows of made-up values in a table that has none: what may be empty is empty in the first and filled in the second, so that a
  /// statement that leaves out what has ended, or what has not, is told.
  void fill(const std::string& table) {
    const auto columns = words_of(store_.ask(fmt::format("SELECT group_concat(name || ':' || type || ':' || \"notnull\", ' ') FROM pragma_table_info('{}')", table).c_str()));
    for (int row = 0; row < 2; ++row) {
      std::string names, values;
      for (const auto& column : columns) {
        const auto name = column.substr(0, column.find(':'));
        const bool may_be_null = column.ends_with(":0");
        if (may_be_null && row == 0) continue;
        const auto other = store_.ask(fmt::format("SELECT \"table\" FROM pragma_foreign_key_list('{}') WHERE \"from\" = '{}' LIMIT 1", table, name).c_str());
        const auto key = other == "record" || other.empty() ? "id" : store_.ask(fmt::format("SELECT name FROM pragma_table_info('{}') WHERE pk = 1", other).c_str());
        std::string value = column.find(":BLOB:") != std::string::npos ? std::string("randomblob(16)") : column.find(":TEXT:") != std::string::npos ? fmt::format("'made up {}'", row) : std::to_string(row + 1);
        // What the row leads to: the first there is and the second, or one alone, or nothing that is there.
        if (!other.empty())
          value = fmt::format("COALESCE((SELECT {0} FROM {1} ORDER BY {0} LIMIT 1 OFFSET {2}), (SELECT {0} FROM {1} ORDER BY {0} LIMIT 1), randomblob(16))", key, other, row);
        names += (names.empty() ? "" : ", ") + name;
        values += (values.empty() ? "" : ", ") + value;
      }
      store_.run_script(fmt::format("INSERT OR IGNORE INTO {} ({}) VALUES ({});", table, names, values));
    }
  }

 private:
  db::SqliteConnection store_;
};

TEST(ExportTables, HoldEveryTableOfTheMigrations) {
  test::WholeSchool school(db::Engine::sqlite);
  school.house->pen().flush();
  std::set<std::string, std::less<>> held, left_out;
  for (const auto& table : overview::export_tables())
    EXPECT_TRUE(table.holds.empty() || held.emplace(table.holds).second) << table.holds << " is in two files";
  for (const auto& one : overview::left_out()) {
    EXPECT_FALSE(one.why.empty());
    EXPECT_FALSE(held.contains(one.table)) << one.table << " is both in a file and left out";
    left_out.emplace(one.table);
  }
  // These are in files of their own shape.
  for (const auto* one : {"record", "record_version", "record_part", "record_named", "attachment", "attachment_chunk", "lesson_help_file_chunk", "audit"}) held.emplace(one);

  Store store(school.house);
  const auto tables = store.tables();
  EXPECT_GT(tables.size(), 60U);
  for (const auto& table : tables)
    EXPECT_TRUE(held.contains(table) || left_out.contains(table))
        << "The table " << table << " of the migrations is in no file of `alongside export`. Give it one row in src/overview/export_tables_store.cpp "
        << "(file, table, columns, and a statement that reads every row of it, ended ones too); or, where it must not go along, one in left_out() with the reason.";
  for (const auto& name : held) EXPECT_TRUE(std::find(tables.begin(), tables.end(), name) != tables.end()) << "there is no table " << name;
  for (const auto& name : left_out) EXPECT_TRUE(std::find(tables.begin(), tables.end(), name) != tables.end()) << "there is no table " << name;

  for (const auto& table : tables)
    if (!left_out.contains(table) && store.count(table) == 0) store.fill(table);
  const auto to = school.house.folder() / "exported";
  const auto done = overview::export_school(school.house, to, [](std::string_view) {});
  ASSERT_TRUE(done) << done.error().for_log;
  for (const auto& table : overview::export_tables()) {
    const auto bytes = read_whole(to / table.file);
    const auto read = people::read_csv(bytes);
    ASSERT_TRUE(read) << table.file;
    if (table.holds.empty()) continue;
    EXPECT_EQ(static_cast<std::int64_t>(read->rows()) - 1, store.count(std::string(table.holds)))
        << table.file << " has not every row of " << table.holds << ": read the table itself, not a view that leaves rows out";
    EXPECT_EQ(read->columns(0), table.columns.size());
  }
  EXPECT_EQ(done->records, store.number("SELECT count(*) FROM record WHERE moved_to IS NULL")) << "the others are in ended_records.csv";
  EXPECT_EQ(done->files, store.count("attachment") + store.count("lesson_help_file"));
  EXPECT_EQ(done->entries, store.count("audit"));
}

}  // namespace
