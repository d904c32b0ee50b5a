// Cleans the names of files.
#include "record/file_name.h"

#include "base/text.h"
#include "web/request.h"

#include <algorithm>
#include <array>

namespace record {
namespace {

using namespace std::string_view_literals;

/// How many bytes the character at the front of valid UTF-8 takes.
std::size_t length_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Marks of direction and joiners nobody sees, line separators, the byte-order mark, annotations, tag characters.
bool is_unseen(std::string_view character) {
  static constexpr std::array whole = {"\u00AD"sv, "\u061C"sv, "\u180E"sv, "\uFEFF"sv, "\uFFF9"sv, "\uFFFA"sv, "\uFFFB"sv, "\uFFFC"sv};
  if (character.starts_with("\xE2\x80"sv)) {
    const auto last = static_cast<unsigned char>(character[2]);
    return (last >= 0x8B && last <= 0x8F) || (last >= 0xA8 && last <= 0xAE);  // U+200B–F, U+2028–E
  }
  if (character.starts_with("\xE2\x81"sv)) return static_cast<unsigned char>(character[2]) >= 0xA0 && static_cast<unsigned char>(character[2]) <= 0xAF;
  if (character.starts_with("\xC2"sv)) return character == "\u00AD"sv || static_cast<unsigned char>(character[1]) < 0xA0;  // C1 controls
  return character.starts_with("\xF3\xA0"sv) || std::find(whole.begin(), whole.end(), character) != whole.end();
}

bool is_refused_by_disks(char c) { return "<>:\"|?*\\/"sv.find(c) != std::string_view::npos; }

/// The names a Windows disk keeps for its devices, whatever ending they have.
bool is_reserved(std::string_view name) {
  const auto stem = base::to_lower_ascii(name.substr(0, name.find('.')));
  static constexpr std::array devices = {"con"sv, "prn"sv, "aux"sv, "nul"sv, "conin$"sv, "conout$"sv};
  if (std::find(devices.begin(), devices.end(), stem) != devices.end()) return true;
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
}

std::string without_edges(std::string_view name) {
  while (!name.empty() && (name.front() == '.' || name.front() == ' ')) name.remove_prefix(1);
  while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.remove_suffix(1);
  return std::string(name);
}

std::string first_characters(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (; most > 0 && at < text.size(); --most) at += length_of(text[at]);
  return std::string(text.substr(0, at));
}

struct Split {
  std::string stem, ending;  ///< the ending with its dot
};
Split split(const std::string& name) {
  const auto dot = name.rfind('.');
  if (dot == std::string::npos || dot == 0 || name.size() - dot > 12) return {name, ""};
  return {name.substr(0, dot), name.substr(dot)};
}

std::string joined(const Split& name) {
  const auto room = most_name_characters - base::count_characters(name.ending);
  auto stem = without_edges(first_characters(name.stem, room));
  if (stem.empty()) stem = "file";
  if (is_reserved(stem)) stem = "_" + first_characters(stem, room - 1);
  return stem + name.ending;
}

}  // namespace

std::string clean_file_name(std::string_view raw) {
  if (!base::is_valid_utf8(raw)) return "file";
  if (const auto slash = raw.find_last_of("/\\"); slash != std::string_view::npos) raw.remove_prefix(slash + 1);
  std::string out;
  for (std::size_t at = 0; at < raw.size();) {
    const auto character = raw.substr(at, length_of(raw[at]));
    at += character.size();
    if (static_cast<unsigned char>(character[0]) < 0x20 || character[0] == 0x7F || is_unseen(character)) continue;
    out += is_refused_by_disks(character[0]) ? "_"sv : character;
  }
  return joined(split(without_edges(base::trim(out))));
}

std::string kept_file_name(std::string_view raw, FileType kept) {
  auto name = split(clean_file_name(raw));
  const auto ending = base::to_lower_ascii(name.ending);
  const bool fits = ending == "." + std::string(extension(kept)) || (kept == FileType::jpeg && ending == ".jpeg");
  if (fits) return joined(name);
  static constexpr std::array pictures = {".jpg"sv, ".jpeg"sv, ".jpe"sv, ".jfif"sv, ".png"sv, ".webp"sv};
  if (std::find(pictures.begin(), pictures.end(), ending) == pictures.end()) name.stem += name.ending;  // no ending, only a dot
  name.ending = "." + std::string(extension(kept));
  return joined(name);
}

std::string content_disposition(Disposition how, std::string_view name) {
  std::string plain;
  for (std::size_t at = 0; at < name.size(); at += length_of(name[at])) {
    const char c = name[at];
    plain += c < 0x20 || c >= 0x7F || c == '"' || c == '\\' || c == '%' || c == ';' ? '_' : c;
  }
  return std::string(how == Disposition::attachment ? "attachment" : "inline") + "; filename=\"" + plain + "\"; filename*=UTF-8''" +
         web::percent_encode(name);
}

}  // namespace record
