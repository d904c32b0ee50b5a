// A workbook to open in a spreadsheet (XLSX), made in memory: typed cells, and text that stays text.
#pragma once

#include "base/time.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace web {

/// Money in whole pence, shown as pounds.
struct MoneyCell {
  std::int64_t pence = 0;
};
/// Nothing, text, a whole number, money, a day. Text is written as text whatever it begins with: = + - and @ begin no formula.
using Cell = std::variant<std::monostate, std::string, std::int64_t, MoneyCell, base::LocalDate>;

struct SheetColumn {
  std::string title;
  double width = 12;  ///< in characters
};

/// One sheet: its name has at most 31 characters and none of []:*?/\ – others are left out.
struct Sheet {
  std::string name;
  std::vector<SheetColumn> columns;
  std::vector<std::vector<Cell>> rows;
  std::vector<Cell> totals = {};  ///< stands beneath in bold, where it is not empty
};

inline constexpr std::string_view workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The bytes of the file. The titles stay in sight while one scrolls, and can be filtered by. Nothing of it is kept on a disk by name.
/// Throws std::runtime_error where the machine gives no memory for it.
std::string to_workbook(const std::vector<Sheet>& sheets);

}  // namespace web
