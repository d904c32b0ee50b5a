// Everything a school holds, read as the house: rows for the files of an export.
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
  std::vector<ExportColumn> columns;
};
std::span<const ExportTable> export_tables();
/// Each row as text, in the order of the table's columns. Days and moments as ISO 8601.
void read_table(db::ReadConnection& house_reader, const ExportTable& table,
                const std::function<void(const std::vector<std::string>&)>& each);

/// Every record with its parts, versions and files, oldest first, as JSON.
void read_records(db::ReadConnection& house_reader, const std::function<void(const web::Json&)>& each);

/// Every entry of the chain up to `until`, with its link, as JSON.
void read_audit(access::House& house, std::int64_t until, const std::function<void(const web::Json&)>& each);
std::int64_t newest_entry(db::ReadConnection& house_reader);

struct ExportFile {
  std::string id, record, name, content_type, added_at;
  std::int64_t size;
};
std::vector<ExportFile> list_files(db::ReadConnection& house_reader);
/// Its bytes, piece by piece.
void read_file(db::ReadConnection& house_reader, std::string_view id, const std::function<void(base::BytesView)>& each);

}  // namespace overview
