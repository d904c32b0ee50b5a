// Everything a school holds: rows for the files of an export.
#pragma once

#include "access/house.h"
#include "web/json.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace overview {

enum class Cell { text, number, id, day, moment };
struct ExportColumn {
  std::string_view name;
  Cell cell;
};
/// One file of rows; what is in each is told by its columns.
struct ExportTable {
  std::string_view file;
  std::string_view holds;  ///< the table of the migrations that it has every row of
  std::vector<ExportColumn> columns;
};
std::span<const ExportTable> export_tables();
/// What stays behind, and why.
struct LeftOut {
  std::string_view table, why;
};
std::span<const LeftOut> left_out();
/// Each row as text, in the order of the table's columns. Days and moments as ISO 8601. Read past every guard, so that no view leaves a
/// row out.
void read_table(db::WriteConnection& store, const ExportTable& table, const std::function<void(const std::vector<std::string>&)>& each);

/// A row of export_tables_store.cpp: columns as "id:id name made_at:at".
struct ExportSource {
  std::string_view file, holds, columns;
  db::Sql sql;
};
std::span<const ExportSource> wing_tables();

/// Every record with its parts, versions and files, oldest first, as JSON.
void read_records(db::ReadConnection& house_reader, const std::function<void(const web::Json&)>& each);

/// Every entry of the chain up to `until`, with its link, as JSON.
void read_audit(access::House& house, std::int64_t until, const std::function<void(const web::Json&)>& each);
std::int64_t newest_entry(db::ReadConnection& house_reader);

struct ExportFile {
  std::string id, record, name, content_type, added_at;
  std::int64_t size;
};
/// Every file, those of records that ended too.
std::vector<ExportFile> list_files(db::WriteConnection& store);
/// Its bytes, piece by piece.
void read_file(db::WriteConnection& store, std::string_view id, const std::function<void(base::BytesView)>& each);

}  // namespace overview
