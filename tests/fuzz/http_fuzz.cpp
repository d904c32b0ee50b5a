// A stream of bytes as a client might send it. However it is cut into pieces, the same requests must come out of it.
#include "web/request_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

/// Whether a segment is one that leads somewhere else; "..1e" is only a name.
bool climbs(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto segment = path.substr(0, path.find('/'));
    if (segment == "." || segment == "..") return true;
    path.remove_prefix(segment.size());
  }
  return false;
}

/// Everything that was read, as one text to compare.
std::string read_all(std::string_view bytes, std::size_t piece) {
  static const web::ServerOptions options;
  std::string seen;
  web::RequestReader reader(options);
  while (!bytes.empty()) {
    const auto used = reader.feed(bytes.substr(0, piece));
    if (used > bytes.size()) std::abort();
    bytes.remove_prefix(used);
    if (reader.state() == web::RequestReader::State::refused) return seen + "refused";  // for which of two faults may depend on the cut
    if (reader.state() != web::RequestReader::State::done) {
      if (used == 0) std::abort();  // it must take what it was given
      continue;
    }
    seen += reader.keep_alive() ? "keep " : "close ";
    auto request = reader.take();
    if (!request.path.starts_with('/') || climbs(request.path) || request.path.find('\0') != std::string::npos) std::abort();
    seen += request.path + ' ' + request.body + ' ';
    for (const auto& [name, value] : request.headers) seen += name + ':' + value + ' ';
    seen += std::to_string(web::read_form(request)) + '\n';
    reader.reset();
  }
  return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto whole = read_all(bytes, bytes.size());
  if (read_all(bytes, 1) != whole || read_all(bytes, 7) != whole) std::abort();
  return 0;
}
