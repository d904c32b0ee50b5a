// JSON texts: what is read can be written, and read again as the same value.
#include "web/json.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = web::parse_json({reinterpret_cast<const char*>(data), size});
  if (!value) return 0;
  const auto written = web::to_json(*value);
  if (written.find('<') != std::string::npos) std::abort();
  const auto again = web::parse_json(written);
  if (!again || !(*again == *value)) std::abort();
  return 0;
}
