// Names of things: a UUIDv7 each, with a type of its own so that a pupil's cannot pass for a member of staff's.
#pragma once

#include "base/bytes.h"
#include "base/random.h"
#include "base/time.h"

#include <compare>
#include <cstring>
#include <functional>
#include <optional>
#include <string>

namespace base {

/// Fills 16 bytes as RFC 9562 version 7: 48 bits of Unix ms, then random bits.
Bytes16 make_uuid7(UtcTime now, Random& random);

/// `struct PupilTag; using PupilId = base::Id<PupilTag>;` Shown as 26 characters of Crockford base 32; sorts by time of making.
template <class Tag>
class Id {
 public:
  Id() = default;  ///< all zero: no thing has it
  explicit Id(const Bytes16& bytes) : bytes_(bytes) {}
  static Id make(UtcTime now, Random& random) { return Id(make_uuid7(now, random)); }
  /// Nothing unless the text is 26 characters of Crockford base 32.
  static std::optional<Id> parse(std::string_view text) {
    if (auto bytes = from_base32(text)) return Id(*bytes);
    return std::nullopt;
  }
  std::string text() const { return to_base32(bytes_); }
  const Bytes16& bytes() const { return bytes_; }
  bool is_nil() const { return bytes_ == Bytes16{}; }
  friend bool operator==(const Id& a, const Id& b) { return a.bytes_ == b.bytes_; }
  friend std::strong_ordering operator<=>(const Id& a, const Id& b) {
    return std::memcmp(a.bytes_.data(), b.bytes_.data(), 16) <=> 0;
  }

 private:
  Bytes16 bytes_{};
};

}  // namespace base

template <class Tag>
struct std::hash<base::Id<Tag>> {
  std::size_t operator()(const base::Id<Tag>& id) const noexcept {
    std::size_t h;
    std::memcpy(&h, id.bytes().data() + 8, sizeof h);  // the random half
    return h;
  }
};
