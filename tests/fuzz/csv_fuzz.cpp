// Fuzz target of the CSV reader: no bytes may crash it or cost more than they should, and what it reads must survive being written.
#include "people/csv.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const people::CsvLimits limits{.bytes = 1U << 20U, .columns = 50, .rows = 2000, .cell_bytes = 4096, .cells = 20'000};
  const auto table = people::read_csv({reinterpret_cast<const char*>(bytes), size}, limits);
  if (!table) {
    if (table.error().for_user.empty() || table.error().fields.size() != 1) std::abort();
    return 0;
  }
  people::CsvWriter writer;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    std::vector<std::string_view> cells;
    for (std::size_t column = 0; column < table->columns(row); ++column) cells.push_back(table->cell(row, column));
    writer.row(cells);
  }
  const auto again = people::read_csv(writer.text());
  if (!again || again->rows() != table->rows()) std::abort();
  for (std::size_t row = 0; row < table->rows(); ++row) {
    if (again->columns(row) != table->columns(row)) std::abort();
    for (std::size_t column = 0; column < table->columns(row); ++column)
      if (again->cell(row, column) != table->cell(row, column)) std::abort();
  }
  return 0;
}
