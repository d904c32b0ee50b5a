// The bytes of a text file told apart by encoding, and made UTF-8.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace people {

enum class CsvEncoding : std::uint8_t { utf8, utf8_marked, utf16_le, utf16_be, windows_1252 };
/// "UTF-8", "UTF-8 with a mark", "UTF-16", "Windows-1252": what a preview tells.
std::string_view title(CsvEncoding encoding);

/// What `bytes` say in UTF-8, and the encoding they were in.
struct DecodedText {
  std::string text;
  CsvEncoding encoding = CsvEncoding::utf8;
};

/// A byte-order mark decides; otherwise valid UTF-8 is UTF-8, and anything else Windows-1252. Errors: invalid, the field "file", for
/// workbooks, PDFs, web pages, pictures and whatever else is no text, and for text that breaks its own encoding.
base::Result<DecodedText> decode_text_file(std::string_view bytes);

/// The error of a whole file. `message` follows "This is not a CSV file: ".
base::Error not_a_csv(std::string_view message, std::string for_log);

}  // namespace people
