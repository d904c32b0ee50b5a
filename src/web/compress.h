// Making bodies smaller on their way out, without letting their size tell what is in them.
#pragma once

#include <string>
#include <string_view>

namespace web {

enum class Coding { none, gzip, zstd };

/// The best coding an Accept-Encoding header takes: zstd, else gzip. A coding with q=0 is not taken.
Coding choose_coding(std::string_view accept_encoding);
/// Whether the header names `coding` ("br") with a weight over zero.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);
/// "zstd", "gzip"; empty for none.
std::string_view coding_name(Coding coding);

/// The body in that coding; empty where the library refuses. Working memory is kept per thread and used again.
std::string compress(Coding coding, std::string_view body);

/// 0 to 64 characters that do not compress. Added to a compressed body or its head, they hide its true size from someone who watches
/// the wire and can make the page reflect guesses (BREACH).
std::string random_pad();

}  // namespace web
