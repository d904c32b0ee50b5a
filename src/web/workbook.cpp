// The one room that knows libxlsxwriter. It writes to a file, so it is given one that lies in memory and has no name.
#include "web/workbook.h"

#include "base/text.h"

#include <xlsxwriter.h>

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

namespace web {
namespace {

/// A file in memory.
class MemoryFile {
 public:
  MemoryFile() : fd_(::memfd_create("workbook", MFD_CLOEXEC)) {
    if (fd_ < 0) throw std::runtime_error("no memory for a workbook");
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(fd_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }
  std::string bytes() const {
    const auto size = ::lseek(fd_, 0, SEEK_END);
    if (size < 0) throw std::runtime_error("a workbook cannot be read back");
    std::string out(static_cast<std::size_t>(size), '\0');
    std::size_t read = 0;
    while (read < out.size()) {
      const auto got = ::pread(fd_, out.data() + read, out.size() - read, static_cast<off_t>(read));
      if (got <= 0) throw std::runtime_error("a workbook cannot be read back");
      read += static_cast<std::size_t>(got);
    }
    return out;
  }

 private:
  int fd_;
};

/// Its writer, closed or given up with it.
class Writer {
 public:
  explicit Writer(const std::string& path) {
    // The library puts each sheet down before it packs them; a memory disk keeps names of children off the real one.
    if (std::filesystem::exists("/dev/shm")) options_.tmpdir = folder_.data();
    book_ = workbook_new_opt(path.c_str(), &options_);
    if (!book_) throw std::runtime_error("no workbook can be begun");
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() {
    if (book_) lxw_workbook_free(book_);
  }
  lxw_workbook* operator*() const { return book_; }
  void close() {
    // The library frees the book whether or not it could write it.
    const auto error = workbook_close(book_);
    book_ = nullptr;
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("a workbook cannot be written: ") + lxw_strerror(error));
  }

 private:
  std::string folder_ = "/dev/shm";
  lxw_workbook_options options_{};
  lxw_workbook* book_ = nullptr;
};

struct Formats {
  lxw_format *plain, *title, *number, *money, *day;
};

lxw_format* made(lxw_workbook* book, const char* number, bool bold) {
  auto* format = workbook_add_format(book);
  if (!format) throw std::runtime_error("no memory for a workbook");
  if (number) format_set_num_format(format, number);
  if (bold) format_set_bold(format);
  return format;
}

Formats formats_of(lxw_workbook* book, bool bold) {
  return {made(book, nullptr, bold), made(book, nullptr, true), made(book, "#,##0", bold), made(book, "£#,##0.00", bold), made(book, "dd/mm/yyyy", bold)};
}

std::string sheet_name(const std::string& name) {
  std::string out;
  for (char c : name)
    if (std::string_view("[]:*?/\\'").find(c) == std::string_view::npos) out += c;
  return base::excerpt(out, 31);
}

void put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, const Formats& formats) {
  constexpr std::size_t most_characters = 32'000;  // a cell's limit is 32,767
  lxw_error error = LXW_NO_ERROR;
  if (const auto* text = std::get_if<std::string>(&cell))
    error = worksheet_write_string(sheet, row, column, base::excerpt(*text, most_characters).c_str(), formats.plain);
  else if (const auto* number = std::get_if<std::int64_t>(&cell))
    error = worksheet_write_number(sheet, row, column, static_cast<double>(*number), formats.number);
  else if (const auto* money = std::get_if<MoneyCell>(&cell))
    error = worksheet_write_number(sheet, row, column, static_cast<double>(money->pence) / 100, formats.money);
  else if (const auto* day = std::get_if<base::LocalDate>(&cell))
    // A spreadsheet counts days from 30 December 1899.
    error = worksheet_write_number(sheet, row, column, static_cast<double>(day->days + 25'569), formats.day);
  if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("a cell cannot be written: ") + lxw_strerror(error));
}

void write_sheet(lxw_workbook* book, const Sheet& sheet, const Formats& plain, const Formats& bold) {
  auto* to = workbook_add_worksheet(book, sheet_name(sheet.name).c_str());
  if (!to) throw std::runtime_error("a sheet of a workbook cannot be begun");
  for (std::size_t n = 0; n < sheet.columns.size(); ++n) {
    const auto column = static_cast<lxw_col_t>(n);
    worksheet_set_column(to, column, column, sheet.columns[n].width, nullptr);
    put(to, 0, column, sheet.columns[n].title, bold);
  }
  lxw_row_t row = 1;
  const auto put_row = [&](const std::vector<Cell>& cells, const Formats& formats) {
    for (std::size_t n = 0; n < cells.size(); ++n) put(to, row, static_cast<lxw_col_t>(n), cells[n], formats);
    ++row;
  };
  for (const auto& cells : sheet.rows) put_row(cells, plain);
  worksheet_freeze_panes(to, 1, 0);
  if (!sheet.columns.empty() && !sheet.rows.empty())
    worksheet_autofilter(to, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()), static_cast<lxw_col_t>(sheet.columns.size() - 1));
  if (!sheet.totals.empty()) put_row(sheet.totals, bold);
}

}  // namespace

std::string to_workbook(const std::vector<Sheet>& sheets) {
  const MemoryFile file;
  Writer writer(file.path());
  const auto plain = formats_of(*writer, false), bold = formats_of(*writer, true);
  for (const auto& sheet : sheets) write_sheet(*writer, sheet, plain, bold);
  writer.close();
  return file.bytes();
}

}  // namespace web
