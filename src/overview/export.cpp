// Writes the files of an export.
#include "overview/export.h"

#include "access/unit_of_work.h"
#include "overview/export_store.h"
#include "people/csv.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace overview {
namespace {

namespace fs = std::filesystem;

constexpr access::Deed exported_all{"export.everything", "Exported the whole school"};

/// A file of the export: readable by its owner only, closed and checked by `done`.
class Output {
 public:
  explicit Output(const fs::path& file) : file_(std::fopen(file.c_str(), "wbx")) {
    if (!file_) refuse();
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  }
  void put(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) refuse();
  }
  void done() {
    if (std::fclose(file_.release()) != 0) refuse();
  }

 private:
  [[noreturn]] static void refuse() { throw std::runtime_error("The export could not be written. Free some disk space, and begin again in another folder."); }
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;
};

std::int64_t write_table(db::WriteConnection& store, const ExportTable& table, const fs::path& folder) {
  people::CsvWriter csv;
  std::vector<std::string_view> cells;
  for (const auto& column : table.columns) cells.push_back(column.name);
  csv.row(cells);
  std::int64_t rows = 0;
  read_table(store, table, [&](const std::vector<std::string>& row) {
    cells.assign(row.begin(), row.end());
    csv.row(cells);
    ++rows;
  });
  Output out(folder / table.file);
  out.put(csv.text());
  out.done();
  return rows;
}

/// Attachments under random names: what a person called a file never becomes a path.
std::int64_t write_files(access::House& house, db::WriteConnection& store, const fs::path& folder) {
  const auto files = list_files(store);
  fs::create_directory(folder / "files");
  people::CsvWriter manifest;
  manifest.row({"file", "id", "record", "name", "content_type", "size", "added_at"});
  for (const auto& file : files) {
    base::Bytes16 random;
    house.random().fill(random);
    const auto name = base::to_hex(random);
    Output out(folder / "files" / name);
    read_file(store, file.id, [&](base::BytesView bytes) { out.put(base::as_text(bytes)); });
    out.done();
    manifest.row({name, file.id, file.record, file.name, file.content_type, fmt::to_string(file.size), file.added_at});
  }
  Output out(folder / "files.csv");
  out.put(manifest.text());
  out.done();
  return static_cast<std::int64_t>(files.size());
}

std::string what_stays() {
  std::string out;
  for (const auto& one : left_out()) out += fmt::format("\n  {} ({})", one.table, one.why);
  return out;
}

std::string explain(const access::House& house, const Exported& counts) {
  return fmt::format(
      "{}: everything, exported {}\n\n"
      "records.jsonl   one record a line, with its parts (pupils), versions (oldest first) and files: {}\n"
      "audit.jsonl     one entry of the access log a line; hash = BLAKE2b-256(hash before, entry): {}\n"
      "files/          attachments under random names, listed in files.csv: {}\n"
      "*.csv           everything else, a table a file: people, relations, calendar, concerns and cases, actions, sign-offs, rules, medicines,\n"
      "                broken glasses, shared lines … : {} rows\n\n"
      "Texts are UTF-8, days and moments ISO 8601, moments in UTC. In CSV a cell a spreadsheet might run has an apostrophe in front.\n"
      "Classes of information are numbers, 0 to 12; flag 1 is restricted, 2 sealed. records.jsonl is of one moment; a table that was written\n"
      "to meanwhile may be a moment newer. Left out: {}\n\n"
      "This folder holds personal data of children and is not encrypted. Keep it where only those who need it can read it.\n",
      house.school().name, base::to_iso(house.now()), counts.records, counts.entries, counts.files, counts.rows, what_stays());
}

}  // namespace

base::Result<Exported> export_school(access::House& house, const fs::path& to, const std::function<void(std::string_view)>& tell) {
  if (fs::exists(to)) return base::Error::conflict("That folder is there already. Name one that is not.", "export folder exists");
  access::UnitOfWork work(house, access::JobName{"export"});
  work.note({.deed = exported_all, .subject = house.school().id.bytes()});
  TRY_DO(std::move(work).commit());
  fs::create_directories(to);
  fs::permissions(to, fs::perms::owner_all);

  Exported counts;
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  reader->begin_snapshot();
  const auto store = house.database().writer();
  for (const auto& table : export_tables()) {
    tell(table.file);
    counts.rows += write_table(*store, table, to);
  }
  tell("records.jsonl");
  Output records(to / "records.jsonl");
  read_records(*reader, [&](const web::Json& record) {
    records.put(web::to_json(record));
    records.put("\n");
    ++counts.records;
  });
  records.done();
  tell("files");
  counts.files = write_files(house, *store, to);
  tell("audit.jsonl");
  Output audit(to / "audit.jsonl");
  read_audit(house, newest_entry(*reader), [&](const web::Json& entry) {
    audit.put(web::to_json(entry));
    audit.put("\n");
    ++counts.entries;
  });
  audit.done();
  Output readme(to / "README.txt");
  readme.put(explain(house, counts));
  readme.done();
  return counts;
}

}  // namespace overview
