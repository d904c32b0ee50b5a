// The reader as one pass over the text, and the writer that guards against formulas.
#include "people/csv.h"

#include "people/csv_encoding.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace people {

std::string_view CsvTable::cell(std::size_t row, std::size_t column) const {
  if (row >= rows() || column >= columns(row)) return {};
  const std::size_t at = row_starts_[row].cell + column;
  const std::size_t begin = at == 0 ? 0 : cell_ends_[at - 1];
  return std::string_view(text_).substr(begin, cell_ends_[at] - begin);
}

void CsvTableBuilder::row(std::size_t line, std::span<const std::string> cells) {
  table_.row_starts_.push_back({static_cast<std::uint32_t>(table_.cell_ends_.size()), static_cast<std::uint32_t>(line)});
  for (const auto& cell : cells) {
    table_.text_ += cell;
    table_.cell_ends_.push_back(static_cast<std::uint32_t>(table_.text_.size()));
  }
}

CsvTable CsvTableBuilder::take() {
  table_.row_starts_.push_back({static_cast<std::uint32_t>(table_.cell_ends_.size()), 0});
  return std::move(table_);
}

bool is_formula_like(std::string_view cell) {
  const auto first = cell.find_first_not_of(" '");
  if (first == std::string_view::npos) return false;
  cell.remove_prefix(first);
  if (std::string_view("=+-@\t\r\n\0", 8).find(cell.front()) != std::string_view::npos) return true;
  for (std::string_view wide : {"＝", "＋", "－", "＠"})
    if (cell.starts_with(wide)) return true;
  return false;
}

namespace {

constexpr std::string_view delimiters = ",;\t|";

/// Which delimiter splits the first lines most evenly into most cells. Looks at 64 KiB at most.
char guess_delimiter(std::string_view text) {
  text = text.substr(0, 64U << 10U);
  char best = ',';
  std::size_t best_score = 0;
  for (const char candidate : delimiters) {
    std::size_t first = 0, count = 0, same = 0, lines = 0;
    bool quoted = false, any = false;
    const auto end_line = [&] {
      if (any) {
        if (lines == 0) first = count;
        same += count == first ? 1U : 0U;
        ++lines;
      }
      count = 0;
      any = false;
    };
    for (const char c : text) {
      if (c == '"') quoted = !quoted;
      if (quoted || c == '"') {
        any = true;
      } else if (c == '\n' || c == '\r') {
        end_line();
        if (lines == 50) break;
      } else {
        any = true;
        count += c == candidate ? 1U : 0U;
      }
    }
    if (lines < 50) end_line();
    if (first == 0) continue;
    const std::size_t score = same * 1000 / std::max<std::size_t>(lines, 1) * 1000 + std::min<std::size_t>(first, 999);
    if (score > best_score) {
      best_score = score;
      best = candidate;
    }
  }
  return best;
}

}  // namespace

/// One pass over decoded text. Holds the place it has reached, so that a fault can name it.
class CsvReader {
 public:
  CsvReader(std::string text, CsvEncoding encoding, const CsvLimits& limits) : source_(std::move(text)), limits_(limits) {
    table_.encoding_ = encoding;
  }

  base::Result<CsvTable> read() {
    std::string_view rest = source_;
    if (rest.size() >= 5 && rest.starts_with("sep=") && delimiters.find(rest[4]) != std::string_view::npos &&
        (rest.size() == 5 || rest[5] == '\r' || rest[5] == '\n')) {
      table_.delimiter_ = rest[4];
      at_ = 5;
      skip_line_end();
    } else {
      table_.delimiter_ = guess_delimiter(rest);
    }
    table_.text_.reserve(source_.size());
    while (at_ < source_.size()) {
      if (auto fault = read_row()) return std::move(*fault);
    }
    table_.row_starts_.push_back({static_cast<std::uint32_t>(table_.cell_ends_.size()), static_cast<std::uint32_t>(line_)});
    if (table_.rows() == 0) return not_a_csv("it holds nothing but empty lines", "csv: only empty lines");
    return std::move(table_);
  }

 private:
  using Fault = std::optional<base::Error>;

  base::Error fault_at(std::size_t line, std::size_t column, std::string_view what, std::string for_log) const {
    return not_a_csv(fmt::format("line {}, column {} {}", line, column, what), std::move(for_log));
  }

  bool at_line_end() const { return source_[at_] == '\n' || source_[at_] == '\r'; }
  void skip_line_end() {
    if (at_ >= source_.size()) return;
    at_ += source_[at_] == '\r' && at_ + 1 < source_.size() && source_[at_ + 1] == '\n' ? 2U : 1U;
    ++line_;
  }

  Fault read_row() {
    if (at_line_end()) {  // a blank line
      skip_line_end();
      return {};
    }
    if (table_.row_starts_.size() >= limits_.rows)
      return not_a_csv(fmt::format("it has more than {} rows. Split it", limits_.rows), "csv: too many rows");
    const std::size_t row_line = line_;
    table_.row_starts_.push_back({static_cast<std::uint32_t>(table_.cell_ends_.size()), static_cast<std::uint32_t>(row_line)});
    for (std::size_t column = 1;; ++column) {
      if (column > limits_.columns)
        return not_a_csv(fmt::format("line {} has more than {} columns", row_line, limits_.columns), "csv: too many columns");
      if (table_.cell_ends_.size() >= limits_.cells)
        return not_a_csv(fmt::format("it has more than {} cells. Split it", limits_.cells), "csv: too many cells");
      const bool quoted = at_ < source_.size() && source_[at_] == '"';
      const std::size_t begin = table_.text_.size();
      if (auto fault = quoted ? read_quoted(column) : read_plain(column)) return fault;
      if (table_.text_.size() - begin > limits_.cell_bytes)
        return fault_at(row_line, column, fmt::format("has more than {} characters in one cell", limits_.cell_bytes),
                        "csv: cell too long");
      take_guard_off(begin);
      table_.cell_ends_.push_back(static_cast<std::uint32_t>(table_.text_.size()));
      if (at_ >= source_.size()) return {};
      if (at_line_end()) {
        skip_line_end();
        return {};
      }
      ++at_;  // the delimiter
    }
  }

  /// A quotation mark inside such a cell is a plain character, as spreadsheets read it.
  Fault read_plain(std::size_t column) {
    const std::size_t begin = at_;
    while (at_ < source_.size() && source_[at_] != table_.delimiter_ && !at_line_end()) {
      if (source_[at_] == '\0') return fault_at(line_, column, "holds a NUL byte, which no text has", "csv: nul");
      ++at_;
    }
    table_.text_.append(source_, begin, at_ - begin);
    return {};
  }

  Fault read_quoted(std::size_t column) {
    const std::size_t line = line_, begin = table_.text_.size();
    ++at_;
    for (;;) {
      const std::size_t stop = std::min(source_.find('"', at_), source_.size());
      const std::string_view piece = std::string_view(source_).substr(at_, stop - at_);
      if (table_.text_.size() - begin + piece.size() > limits_.cell_bytes)
        return fault_at(
            line, column,
            fmt::format("has more than {} characters in one cell; perhaps a quotation mark is missing", limits_.cell_bytes),
            "csv: quoted cell too long");
      count_lines(piece);
      table_.text_ += piece;
      at_ = stop;
      if (at_ >= source_.size())
        return fault_at(line, column, "opens a quotation mark that is never closed", "csv: open quotation mark");
      if (at_ + 1 >= source_.size() || source_[at_ + 1] != '"') break;
      table_.text_ += '"';
      at_ += 2;
    }
    ++at_;
    if (at_ < source_.size() && source_[at_] != table_.delimiter_ && !at_line_end())
      return fault_at(line_, column, "has text after the closing quotation mark", "csv: text after quotation mark");
    return {};
  }

  void count_lines(std::string_view piece) {
    for (std::size_t i = 0; i < piece.size(); ++i)
      if (piece[i] == '\n' || (piece[i] == '\r' && (i + 1 == piece.size() || piece[i + 1] != '\n'))) ++line_;
  }

  /// The apostrophe that CsvWriter put before a formula-like cell.
  void take_guard_off(std::size_t begin) {
    const std::string_view cell = std::string_view(table_.text_).substr(begin);
    if (cell.starts_with('\'') && is_formula_like(cell)) table_.text_.erase(begin, 1);
  }

  std::string source_;
  CsvLimits limits_;
  std::size_t at_ = 0, line_ = 1;
  CsvTable table_;
};

base::Result<CsvTable> read_csv(std::string_view bytes, const CsvLimits& limits) {
  if (bytes.size() > limits.bytes)
    return not_a_csv(fmt::format("it is larger than {} MB. Split it", limits.bytes >> 20U), "csv: too large");
  TRY(auto decoded, decode_text_file(bytes));
  return CsvReader(std::move(decoded.text), decoded.encoding, limits).read();
}

CsvWriter::CsvWriter() : text_("\xEF\xBB\xBF") {}

void CsvWriter::row(std::span<const std::string_view> cells) {
  bool first = true;
  for (const auto cell : cells) {
    if (!first) text_ += ',';
    const bool guard = is_formula_like(cell);
    // Anything a reader could take for a delimiter or a mark is quoted; so is an only, empty cell, which would be a blank line.
    const bool quote = guard || cell.find_first_of(std::string_view(",;\t|\"\r\n\0", 8)) != std::string_view::npos ||
                       (cells.size() == 1 && cell.empty()) ||
                       cell == "sep=";  // with an empty cell after it, the line that names the delimiter
    first = false;
    if (!quote) {
      text_ += cell;
      continue;
    }
    text_ += '"';
    if (guard) text_ += '\'';
    for (const char c : cell) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    text_ += '"';
  }
  text_ += "\r\n";
}

}  // namespace people
