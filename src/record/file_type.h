// What a file is, told from what it holds and never from what it claims: the short list of types that may be attached.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace record {

enum class FileType { jpeg, png, webp, pdf, text };

/// The same list as HTML's `accept` has it, for choosing among files.
inline constexpr std::string_view accepted_files = "image/jpeg,image/png,image/webp,application/pdf,text/plain,.txt";

/// "image/jpeg".
std::string_view content_type(FileType type);
/// "jpg", without the dot.
std::string_view extension(FileType type);
/// True for what is decoded and written anew before it is stored.
bool is_picture(FileType type);

/// The type of a file by its content, held to its structure and to the ending of its name. `name` is shown in the refusal as it is:
/// pass a cleaned one. Errors: invalid, `for_user` saying what is wrong with this file and what to do ("“x.svg” must be …").
base::Result<FileType> find_type(std::string_view name, std::string_view bytes);

/// The type by its first bytes alone; nothing for what is not on the list.
std::optional<FileType> begins_as(std::string_view bytes);

/// True where a PDF is whole and holds no script, form program, started program or file of its own. Names are read with their #xx
/// escapes undone; compressed objects are not opened: what is served is a download, never run here.
bool is_quiet_pdf(std::string_view bytes);
/// True for UTF-8 without control characters that is not a page, script or program by its first words.
bool is_plain_text(std::string_view bytes);

}  // namespace record
