// Comma-separated files read and written: what spreadsheets and MIS exports really produce, with the place of every fault.
#pragma once

#include "base/result.h"
#include "people/csv_encoding.h"

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace people {

/// What is refused before it can cost anything.
struct CsvLimits {
  std::size_t bytes = 64U << 20U;
  std::size_t columns = 500;
  std::size_t rows = 200'000;
  std::size_t cell_bytes = 32U << 10U;
  std::size_t cells = 8'000'000;
};

/// A parsed file. All text stands in one place, so a cell costs four bytes besides its own.
class CsvTable {
 public:
  std::size_t rows() const { return row_starts_.empty() ? 0 : row_starts_.size() - 1; }
  /// Cells of row `row`, which may be fewer or more than the headings.
  std::size_t columns(std::size_t row) const { return row_starts_[row + 1].cell - row_starts_[row].cell; }
  /// UTF-8. Empty for a cell the row does not have. Valid as long as the table.
  std::string_view cell(std::size_t row, std::size_t column) const;
  /// The line of the file, from 1, on which the row starts.
  std::size_t line(std::size_t row) const { return row_starts_[row].line; }
  CsvEncoding encoding() const { return encoding_; }
  char delimiter() const { return delimiter_; }

 private:
  friend class CsvReader;
  friend class CsvTableBuilder;
  struct RowStart {
    std::uint32_t cell, line;
  };
  std::string text_;
  std::vector<std::uint32_t> cell_ends_;
  std::vector<RowStart> row_starts_;  ///< one more than there are rows
  CsvEncoding encoding_ = CsvEncoding::utf8;
  char delimiter_ = ',';
};

/// A table made from other files, row by row, each with the line it came from.
class CsvTableBuilder {
 public:
  void row(std::size_t line, std::span<const std::string> cells);
  CsvTable take();

 private:
  CsvTable table_;
};

/// Reads RFC 4180 and its common dialects: UTF-8 with or without a mark, UTF-16 with one, Windows-1252; comma, semicolon, tab or bar
/// (a first line `sep=;` decides); LF, CRLF or CR; line breaks and doubled quotation marks inside quotation marks. Blank lines are skipped.
/// A cell guarded by CsvWriter comes back as it was. Errors: invalid, the field "file", with line and column and what to do; nothing of a
/// cell's text is in for_log.
base::Result<CsvTable> read_csv(std::string_view bytes, const CsvLimits& limits = {});

/// True for text that a spreadsheet might run: after spaces and apostrophes it starts with = + - @ TAB CR LF NUL, or one of the full-width
/// signs for them.
bool is_formula_like(std::string_view cell);

/// Writes UTF-8 with a mark (Excel needs it), commas and CRLF. Formula-like cells get an apostrophe in front.
class CsvWriter {
 public:
  CsvWriter();
  void row(std::span<const std::string_view> cells);
  void row(std::initializer_list<std::string_view> cells) { row(std::span(cells.begin(), cells.size())); }
  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace people
