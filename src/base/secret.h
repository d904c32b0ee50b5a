// Values that must not leave by accident: Sensitive cannot be printed or logged, Secret is also wiped.
#pragma once

#include "base/bytes.h"

#include <fmt/core.h>

#include <string>
#include <utility>

namespace base {

/// A child's name, a narrative: readable only by asking for it. There is no way to print one.
template <class T>
class Sensitive {
 public:
  explicit Sensitive(T value) : value_(std::move(value)) {}
  const T& reveal() const { return value_; }
  friend bool operator==(const Sensitive&, const Sensitive&) = default;

 private:
  T value_;
};

/// Key material and passwords: wiped when it goes; moved, not copied.
class Secret {
 public:
  Secret() = default;
  explicit Secret(Bytes bytes) : bytes_(std::move(bytes)) {}
  explicit Secret(std::string_view text) : bytes_(as_bytes(text).begin(), as_bytes(text).end()) {}
  Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)) { other.bytes_.clear(); }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      wipe();
      bytes_ = std::move(other.bytes_);
      other.bytes_.clear();
    }
    return *this;
  }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { wipe(); }
  Secret copy() const { return Secret(bytes_); }
  BytesView reveal() const { return bytes_; }
  std::string_view reveal_text() const { return as_text(bytes_); }
  bool empty() const { return bytes_.empty(); }

 private:
  void wipe() {
    volatile std::byte* place = bytes_.data();
    for (std::size_t i = 0; i < bytes_.size(); ++i) place[i] = std::byte{0};
  }
  Bytes bytes_;
};

}  // namespace base

template <class T>
struct fmt::formatter<base::Sensitive<T>> {
  static_assert(sizeof(T) == 0, "a Sensitive value cannot be printed or logged");
};
template <>
struct fmt::formatter<base::Secret>;  // left undefined: a Secret cannot be printed
