// The allow-list, and the plain words for what is not on it.
#include "record/file_type.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace record {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view allowed_words = "a JPEG, PNG or WebP picture, a PDF, or plain text (.txt)";

/// The letters behind the last dot, in lower case; empty where there is none.
std::string ending_of(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == name.size() || name.size() - dot > 12) return {};
  return base::to_lower_ascii(name.substr(dot + 1));
}

/// A phone's browser may leave the ending off a picture; text without one could be anything.
bool ending_fits(FileType type, std::string_view ending) {
  switch (type) {
    case FileType::jpeg: return ending.empty() || ending == "jpg" || ending == "jpeg" || ending == "jpe" || ending == "jfif";
    case FileType::png: return ending.empty() || ending == "png";
    case FileType::webp: return ending.empty() || ending == "webp";
    case FileType::pdf: return ending == "pdf";
    case FileType::text: return ending == "txt";
  }
  return false;
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out = (out << 8) | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 4; i-- > 0;) out = (out << 8) | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

/// Chunk after chunk from IHDR to IEND, with nothing behind it.
bool is_whole_png(std::string_view bytes) {
  std::size_t at = 8;
  bool first = true;
  while (bytes.size() - at >= 12) {
    const std::size_t length = big_endian(bytes, at);
    const auto name = bytes.substr(at + 4, 4);
    if (length > bytes.size() - at - 12 || (first && (name != "IHDR" || length != 13))) return false;
    first = false;
    at += 12 + length;
    if (name == "IEND") return at == bytes.size();
  }
  return false;
}

/// The length in the head is the length of the file, give or take the pad byte.
bool is_whole_webp(std::string_view bytes) {
  const std::size_t told = std::size_t{little_endian(bytes, 4)} + 8;
  return bytes.size() >= 20 && (told == bytes.size() || told + 1 == bytes.size());
}

/// Segments from the start up to the first scan. What some telephones add behind the picture is left behind when it is written anew.
bool is_framed_jpeg(std::string_view bytes) {
  std::size_t at = 2;
  bool has_frame = false;
  while (bytes.size() - at >= 4) {
    if (bytes[at] != '\xFF') return false;
    const auto marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    const std::size_t length = std::size_t{static_cast<unsigned char>(bytes[at + 2])} << 8 | static_cast<unsigned char>(bytes[at + 3]);
    if (marker < 0xC0 || marker == 0xD8 || marker == 0xD9 || length < 2 || length > bytes.size() - at - 2) return false;
    if (marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) has_frame = true;
    if (marker == 0xDA) return has_frame;
    at += 2 + length;
  }
  return false;
}

/// Two kinds at once: the directory of an archive stands at its end, so that anything may stand before it.
bool ends_as_archive(std::string_view bytes) {
  const auto tail = bytes.substr(bytes.size() > 66'000 ? bytes.size() - 66'000 : 0);
  return tail.find("PK\5\6"sv) != std::string_view::npos;
}

bool holds_markup(std::string_view bytes) {
  const auto head = base::to_lower_ascii(bytes.substr(0, 2048));
  for (const auto sign : {"<html", "<script", "<svg", "<!doctype", "<body", "<iframe"})
    if (head.find(sign) != std::string::npos) return true;
  return false;
}

/// What people try most often, told apart so that they learn what to do instead.
std::string refusal_of(std::string_view name, std::string_view bytes) {
  const auto quoted = "“" + std::string(name) + "” ";
  const auto brand = bytes.size() > 12 && bytes.substr(4, 4) == "ftyp" ? bytes.substr(8, 4) : std::string_view{};
  if (brand == "heic" || brand == "heix" || brand == "mif1" || brand == "heif" || brand == "avif")
    return quoted + "is an HEIC or AVIF photo, which many computers here cannot open. Save it as JPEG and choose it again.";
  if (!brand.empty()) return quoted + "is a film or sound. It must be " + std::string(allowed_words) + ".";
  const auto ending = ending_of(name);
  if (bytes.starts_with("PK") && (ending == "docx" || ending == "docm" || ending == "xlsx" || ending == "xlsm" || ending == "pptx" || ending == "odt"))
    return quoted + "is a document that can hold programs. Save it as PDF and choose it again.";
  if (bytes.starts_with("\xD0\xCF\x11\xE0"sv)) return quoted + "is a document that can hold programs. Save it as PDF and choose it again.";
  if (bytes.starts_with("PK"sv)) return quoted + "is an archive. Choose the files in it one by one.";
  if (ending == "txt" && (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)))
    return quoted + "is not in UTF-8. Save it as plain text in UTF-8 and choose it again.";
  return quoted + "must be " + std::string(allowed_words) + ".";
}

bool is_name_end(char c) { return "()<>[]{}/% \t\r\n\f"sv.find(c) != std::string_view::npos || c == '\0'; }

int hex_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// One name of a PDF with its escapes undone; at most as long as any that matters.
std::string pdf_name(std::string_view bytes, std::size_t at) {
  std::string out;
  while (at < bytes.size() && !is_name_end(bytes[at]) && out.size() < 24) {
    if (bytes[at] == '#' && at + 2 < bytes.size() && hex_of(bytes[at + 1]) >= 0 && hex_of(bytes[at + 2]) >= 0) {
      out += static_cast<char>(hex_of(bytes[at + 1]) * 16 + hex_of(bytes[at + 2]));
      at += 3;
    } else {
      out += bytes[at++];
    }
  }
  return out;
}

}  // namespace

std::string_view content_type(FileType type) {
  switch (type) {
    case FileType::jpeg: return "image/jpeg";
    case FileType::png: return "image/png";
    case FileType::webp: return "image/webp";
    case FileType::pdf: return "application/pdf";
    case FileType::text: return "text/plain; charset=utf-8";
  }
  return "application/octet-stream";
}

std::string_view extension(FileType type) {
  switch (type) {
    case FileType::jpeg: return "jpg";
    case FileType::png: return "png";
    case FileType::webp: return "webp";
    case FileType::pdf: return "pdf";
    case FileType::text: return "txt";
  }
  return "bin";
}

bool is_picture(FileType type) { return type == FileType::jpeg || type == FileType::png || type == FileType::webp; }

std::optional<FileType> begins_as(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return FileType::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return FileType::png;
  if (bytes.size() >= 16 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP") return FileType::webp;
  if (bytes.starts_with("%PDF-1."sv) || bytes.starts_with("%PDF-2."sv)) return FileType::pdf;
  return std::nullopt;
}

bool is_quiet_pdf(std::string_view bytes) {
  auto body = bytes;
  while (!body.empty() && (body.back() == '\0' || " \t\r\n"sv.find(body.back()) != std::string_view::npos)) body.remove_suffix(1);
  if (!body.ends_with("%%EOF") || body.find("startxref") == std::string_view::npos) return false;
  if (ends_as_archive(bytes) || holds_markup(bytes)) return false;
  static constexpr std::array loud = {"JavaScript"sv, "JS"sv,           "Launch"sv, "EmbeddedFile"sv, "EmbeddedFiles"sv, "RichMedia"sv,
                                      "XFA"sv,        "SubmitForm"sv, "ImportData"sv, "GoToE"sv,        "Rendition"sv,     "Movie"sv};
  for (auto at = bytes.find('/'); at != std::string_view::npos; at = bytes.find('/', at + 1))
    if (std::find(loud.begin(), loud.end(), pdf_name(bytes, at + 1)) != loud.end()) return false;
  return true;
}

bool is_plain_text(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!base::is_valid_utf8(bytes)) return false;
  const auto is_control = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && "\t\n\r\f"sv.find(c) == std::string_view::npos) || c == 0x7F; };
  if (std::any_of(bytes.begin(), bytes.end(), is_control)) return false;
  const auto first = base::to_lower_ascii(base::trim(bytes.substr(0, 512)));
  for (const auto sign : {"<?xml", "<?php", "<!--", "#!", "{\\rtf", "%!ps", "mime-version:", "%pdf"})
    if (first.starts_with(sign)) return false;
  return !holds_markup(bytes) && !ends_as_archive(bytes);
}

base::Result<FileType> find_type(std::string_view name, std::string_view bytes) {
  const auto refuse = [](std::string words) { return base::Error{base::Error::Kind::invalid, std::move(words), "file refused", {}}; };
  const auto quoted = "“" + std::string(name) + "” ";
  const auto ending = ending_of(name);
  if (bytes.empty()) return refuse(quoted + "is empty.");
  const auto begun = begins_as(bytes);
  if (!begun) {
    if (ending == "txt" && is_plain_text(bytes)) return FileType::text;
    return refuse(refusal_of(name, bytes));
  }
  if (!ending_fits(*begun, ending))
    return refuse(quoted + "does not hold what its name says: it is a " + base::to_lower_ascii(extension(*begun)) + " file. Save it with the right ending and choose it again.");
  switch (*begun) {
    case FileType::jpeg:
      if (!is_framed_jpeg(bytes)) return refuse(quoted + "is damaged. Save it again and choose it again.");
      break;
    case FileType::png:
      if (!is_whole_png(bytes)) return refuse(quoted + "is damaged, or holds more than a picture. Save it again and choose it again.");
      break;
    case FileType::webp:
      if (!is_whole_webp(bytes)) return refuse(quoted + "is damaged, or holds more than a picture. Save it again and choose it again.");
      break;
    case FileType::pdf:
      if (!is_quiet_pdf(bytes))
        return refuse(quoted + "is damaged, or holds programs, forms or other files. Print it to a new PDF and choose that.");
      break;
    case FileType::text: break;
  }
  return *begun;
}

}  // namespace record
