// Where unguessable bytes come from: the kernel in production, a seed in tests and in the demonstration school.
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace base {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> out) = 0;
  std::uint64_t next() {
    std::array<std::byte, 8> raw;
    fill(raw);
    std::uint64_t value = 0;
    for (auto b : raw) value = (value << 8) | std::to_integer<std::uint64_t>(b);
    return value;
  }
  /// Even over 0 … bound-1. `bound` is at least 1.
  std::uint64_t below(std::uint64_t bound);
};

/// getrandom(2). Throws std::system_error if the kernel has none to give. Safe from any thread.
Random& system_random();

/// xoshiro256** from a seed: the same bytes on every machine. Never for secrets; not safe from several threads.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  void fill(std::span<std::byte> out) override;

 private:
  std::uint64_t step();
  std::array<std::uint64_t, 4> state_;
};

}  // namespace base
