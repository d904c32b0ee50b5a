// UUIDv7.
#include "base/id.h"

namespace base {

Bytes16 make_uuid7(UtcTime now, Random& random) {
  Bytes16 id;
  random.fill(std::span(id).subspan(6));
  for (std::size_t i = 0; i < 6; ++i) id[i] = static_cast<std::byte>((now.ms >> (8 * (5 - i))) & 255);
  id[6] = (id[6] & std::byte{0x0F}) | std::byte{0x70};
  id[8] = (id[8] & std::byte{0x3F}) | std::byte{0x80};
  return id;
}

}  // namespace base
