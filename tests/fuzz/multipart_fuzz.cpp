// Bodies of forms with files, their boundary being "b"; and the header that names a boundary.
#include "base/text.h"
#include "web/multipart.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto boundary = web::multipart_boundary(bytes); boundary && boundary->size() > 70) std::abort();
  const auto form = web::parse_multipart(bytes, "b");
  if (!form) return 0;
  std::size_t held = 0;
  for (const auto& [name, value] : form->entries()) {
    if (!base::is_valid_utf8(name) || !base::is_valid_utf8(value)) std::abort();
    held += value.size();
  }
  for (const auto& upload : form->uploads) held += upload.bytes.size();
  if (held > size) std::abort();
  return 0;
}
