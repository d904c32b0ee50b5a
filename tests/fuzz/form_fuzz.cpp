// Bodies of forms and single escapes: what is read is text, and survives being written and read again.
#include "base/text.h"
#include "web/request.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (web::percent_decode(web::percent_encode(bytes), true) != bytes) std::abort();
  const auto form = web::parse_urlencoded(bytes);
  if (!form) return 0;
  std::string written;
  for (const auto& [name, value] : form->entries()) {
    if (!base::is_valid_utf8(name) || !base::is_valid_utf8(value)) std::abort();
    written += web::percent_encode(name) + '=' + web::percent_encode(value) + '&';
  }
  const auto again = web::parse_urlencoded(written);
  if (!again || again->entries() != form->entries()) std::abort();
  return 0;
}
