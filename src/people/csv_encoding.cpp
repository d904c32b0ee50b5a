// Encodings of text files: marks, UTF-16, Windows-1252, and files that are no text at all.
#include "people/csv_encoding.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace people {
namespace {

void append_utf8(std::string& out, char32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6U));
    out += static_cast<char>(0x80 | (point & 0x3FU));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | (point >> 12U));
    out += static_cast<char>(0x80 | ((point >> 6U) & 0x3FU));
    out += static_cast<char>(0x80 | (point & 0x3FU));
  } else {
    out += static_cast<char>(0xF0 | (point >> 18U));
    out += static_cast<char>(0x80 | ((point >> 12U) & 0x3FU));
    out += static_cast<char>(0x80 | ((point >> 6U) & 0x3FU));
    out += static_cast<char>(0x80 | (point & 0x3FU));
  }
}

// Bytes 80–9F of Windows-1252; 0 where it has no letter.
constexpr std::array<char16_t, 32> windows_high = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

std::size_t line_at(std::string_view bytes, std::size_t offset) {
  return static_cast<std::size_t>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(offset), '\n')) + 1;
}

base::Result<DecodedText> from_windows_1252(std::string_view bytes) {
  DecodedText out{{}, CsvEncoding::windows_1252};
  out.text.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x80) {
      out.text += bytes[i];
      continue;
    }
    const char32_t point = byte < 0xA0 ? windows_high[byte - 0x80U] : byte;
    if (point == 0)
      return not_a_csv(
          fmt::format("line {} holds a byte that is no letter in UTF-8 or Windows-1252. Save it again as “CSV UTF-8”",
                      line_at(bytes, i)),
          "csv: byte without a letter");
    append_utf8(out.text, point);
  }
  return out;
}

base::Result<DecodedText> from_utf16(std::string_view bytes, CsvEncoding encoding) {
  DecodedText out{{}, encoding};
  const auto broken = [] { return not_a_csv("its UTF-16 is broken. Save it again as “CSV UTF-8”", "csv: broken utf-16"); };
  if (bytes.size() % 2 != 0) return broken();
  const auto unit = [&](std::size_t i) -> char32_t {
    const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
    return encoding == CsvEncoding::utf16_le ? static_cast<char32_t>(a | (b << 8U)) : static_cast<char32_t>((a << 8U) | b);
  };
  out.text.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    char32_t point = unit(i);
    if (point >= 0xDC00 && point <= 0xDFFF) return broken();
    if (point >= 0xD800 && point <= 0xDBFF) {
      if (i + 3 >= bytes.size()) return broken();
      const char32_t low = unit(i + 2);
      if (low < 0xDC00 || low > 0xDFFF) return broken();
      point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
      i += 2;
    }
    append_utf8(out.text, point);
  }
  return out;
}

struct Known {
  std::string_view start, message;
};
constexpr std::array<Known, 11> others = {{
    {"PK\x03\x04", "it is a workbook or a zip. In Excel choose “Save as” and “CSV UTF-8”; a OneRoster zip has its own place"},
    {"\xD0\xCF\x11\xE0", "it is an old Excel workbook. In Excel choose “Save as” and “CSV UTF-8”"},
    {"%PDF", "it is a PDF. Ask the MIS for the same list as CSV"},
    {"\x89PNG", "it is a picture. Ask the MIS for the list as CSV"},
    {"\xFF\xD8\xFF", "it is a picture. Ask the MIS for the list as CSV"},
    {"{\\rtf", "it is a word processor’s document. Ask the MIS for the list as CSV"},
    {"\x1F\x8B", "it is compressed. Unpack it first"},
    {"<!", "it is a web page. Ask the MIS for the same list as CSV"},
    {"<html", "it is a web page. Ask the MIS for the same list as CSV"},
    {"<table", "it is a web page. Ask the MIS for the same list as CSV"},
    {"<?xml", "it is XML. A Common Transfer File has its own place"},
}};

}  // namespace

std::string_view title(CsvEncoding encoding) {
  switch (encoding) {
    case CsvEncoding::utf8: return "UTF-8";
    case CsvEncoding::utf8_marked: return "UTF-8 with a mark";
    case CsvEncoding::utf16_le:
    case CsvEncoding::utf16_be: return "UTF-16";
    case CsvEncoding::windows_1252: return "Windows-1252";
  }
  return "UTF-8";
}

base::Error not_a_csv(std::string_view message, std::string for_log) {
  const std::string whole = fmt::format("This is not a CSV file: {}.", message);
  return {base::Error::Kind::invalid, whole, std::move(for_log), {{"file", whole}}};
}

base::Result<DecodedText> decode_text_file(std::string_view bytes) {
  if (bytes.empty()) return not_a_csv("it is empty", "csv: empty");
  const auto start = base::trim(bytes.substr(0, 64));
  for (const auto& other : others)
    if (start.starts_with(other.start)) return not_a_csv(other.message, "csv: another kind of file");
  if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2), CsvEncoding::utf16_le);
  if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2), CsvEncoding::utf16_be);
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    if (!base::is_valid_utf8(bytes)) return not_a_csv("its UTF-8 is broken. Save it again as “CSV UTF-8”", "csv: broken utf-8");
    return DecodedText{std::string(bytes), CsvEncoding::utf8_marked};
  }
  if (base::is_valid_utf8(bytes)) return DecodedText{std::string(bytes), CsvEncoding::utf8};
  return from_windows_1252(bytes);
}

}  // namespace people
