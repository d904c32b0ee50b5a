// Names of files: what a browser called one is a stranger's text, shown cleaned, sent only as RFC 6266 says, never used as a path.
#pragma once

#include "record/file_type.h"

#include <string>
#include <string_view>

namespace record {

inline constexpr std::size_t most_name_characters = 120;

/// The last part of whatever path it came with, without control characters, marks that turn the direction of writing or cannot be seen,
/// and signs that file systems refuse; at most 120 characters with its ending kept. "file" where nothing is left.
std::string clean_file_name(std::string_view raw);
/// The same with the ending of what is stored: "photo.webp" kept as JPEG becomes "photo.jpg".
std::string kept_file_name(std::string_view raw, FileType kept);

enum class Disposition { attachment, shown };
/// The value of Content-Disposition: an ASCII filename for old programs, and filename* (RFC 8187) with the name as it is.
std::string content_disposition(Disposition how, std::string_view name);

}  // namespace record
