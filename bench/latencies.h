// How long answers took: counted in steps of about 1.5 %, so that a million of them take no room and the slowest is not lost.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace bench {

class Latencies {
 public:
  void add(std::int64_t nanoseconds) {
    const auto ns = static_cast<std::uint64_t>(std::max<std::int64_t>(nanoseconds, 0));
    ++steps_[place_of(ns)];
    ++count_;
    longest_ = std::max(longest_, ns);
  }
  std::uint64_t count() const { return count_; }
  double longest_ms() const { return static_cast<double>(longest_) / 1e6; }
  /// The time that `share` of the answers did not exceed; never less than it was.
  double ms_at(double share) const {
    const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(count_));
    std::uint64_t met = 0;
    for (std::size_t place = 0; place < steps_.size(); ++place) {
      met += steps_[place];
      if (met > wanted || met == count_) return std::min(static_cast<double>(end_of(place)) / 1e6, longest_ms());
    }
    return longest_ms();
  }

 private:
  static constexpr unsigned fine = 6;  ///< 64 steps to each doubling

  static std::size_t place_of(std::uint64_t ns) {
    const auto doubling = static_cast<unsigned>(std::bit_width(ns | (1U << fine))) - 1U - fine;
    return (static_cast<std::size_t>(doubling) << fine) + static_cast<std::size_t>(ns >> doubling);
  }
  static std::uint64_t end_of(std::size_t place) {
    if (place < (2U << fine)) return place;
    const auto doubling = (place >> fine) - 1;
    return ((place - (doubling << fine)) + 1) << doubling;
  }

  std::array<std::uint64_t, 48U << fine> steps_{};
  std::uint64_t count_ = 0, longest_ = 0;
};

}  // namespace bench
