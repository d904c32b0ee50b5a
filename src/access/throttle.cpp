// Doubling delays for an account, leaky buckets for a network and for everybody.
#include "access/throttle.h"

#include "access/digest.h"
#include "base/text.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace access {
namespace {

constexpr std::int64_t day_ms = 24 * 60 * 60 * 1000;

/// How long until a bucket of `burst` takes one more.
std::int64_t bucket_wait(std::int64_t empty_at_ms, std::int64_t burst, std::int64_t interval_ms, std::int64_t now_ms) {
  return std::max<std::int64_t>(0, empty_at_ms + interval_ms - now_ms - burst * interval_ms);
}

}  // namespace

base::Bytes32 account_key(std::string_view user_name) {
  return digest({base::as_bytes("account\n"), base::as_bytes(base::to_lower_ascii(base::trim(user_name)))});
}

base::Bytes32 network_key(std::string_view peer) {
  std::string text(peer.substr(0, peer.find('%')));  // without the zone of a link-local address
  std::array<std::byte, 16> v6;
  if (inet_pton(AF_INET6, text.c_str(), v6.data()) == 1) {
    static constexpr std::array<std::byte, 12> v4_in_v6{std::byte{0}, std::byte{0}, std::byte{0},    std::byte{0},
                                                        std::byte{0}, std::byte{0}, std::byte{0},    std::byte{0},
                                                        std::byte{0}, std::byte{0}, std::byte{0xFF}, std::byte{0xFF}};
    if (std::memcmp(v6.data(), v4_in_v6.data(), v4_in_v6.size()) != 0) {
      return digest({base::as_bytes("network 6\n"), base::BytesView(v6).first(8)});
    }
    return digest({base::as_bytes("network 4\n"), base::BytesView(v6).last(4)});
  }
  std::array<std::byte, 4> v4;
  if (inet_pton(AF_INET, text.c_str(), v4.data()) == 1) return digest({base::as_bytes("network 4\n"), v4});
  return digest({base::as_bytes("network\n"), base::as_bytes(text)});
}

std::size_t Throttle::KeyHash::operator()(const base::Bytes32& key) const noexcept {
  std::size_t out;  // a digest already: any part of it is even
  std::memcpy(&out, key.data(), sizeof out);
  return out;
}

base::Bytes32 Throttle::lane_key(const Attempt& attempt) {
  if (!attempt.device) return attempt.account;
  return digest({base::as_bytes("device\n"), attempt.account, *attempt.device});
}

Throttle::Lane& Throttle::lane_of(const Attempt& attempt, std::int64_t now_ms) {
  const auto key = lane_key(attempt);
  if (!lanes_.contains(key) && lanes_.size() >= limits_.most_remembered) {
    std::erase_if(lanes_, [&](const auto& each) { return now_ms - each.second.last_ms >= day_ms; });
    if (lanes_.size() >= limits_.most_remembered) {
      // The one tried longest ago. Making a busy one the oldest would take more tries than everybody's bucket gives.
      lanes_.erase(std::min_element(lanes_.begin(), lanes_.end(),
                                    [](const auto& a, const auto& b) { return a.second.last_ms < b.second.last_ms; }));
    }
  }
  Lane& lane = lanes_[key];
  if (now_ms - lane.last_ms >= day_ms) lane = Lane{};
  std::erase_if(lane.checks, [&](std::int64_t at) { return now_ms - at >= day_ms; });
  return lane;
}

Throttle::Bucket& Throttle::bucket_of(const base::Bytes32& network, std::int64_t now_ms) {
  if (!networks_.contains(network) && networks_.size() >= limits_.most_remembered) {
    std::erase_if(networks_, [&](const auto& each) { return each.second.empty_at_ms <= now_ms; });
    if (networks_.size() >= limits_.most_remembered) {
      networks_.erase(std::min_element(networks_.begin(), networks_.end(),
                                       [](const auto& a, const auto& b) { return a.second.empty_at_ms < b.second.empty_at_ms; }));
    }
  }
  return networks_[network];
}

std::int64_t Throttle::lane_wait(const Lane& lane, std::int64_t now_ms) const {
  std::int64_t wait = 0;
  if (lane.tries > limits_.free_failures) {
    std::int64_t delay = limits_.first_delay_ms;
    for (int n = limits_.free_failures + 1; n < lane.tries && delay < limits_.longest_delay_ms; ++n) delay *= 2;
    wait = std::max<std::int64_t>(0, lane.last_ms + std::min(delay, limits_.longest_delay_ms) - now_ms);
  }
  if (lane.checks.size() >= limits_.checks_a_day) wait = std::max(wait, lane.checks.front() + day_ms - now_ms);
  return wait;
}

Verdict Throttle::ask(const Attempt& attempt, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  Lane& lane = lane_of(attempt, now_ms);
  if (const auto wait = lane_wait(lane, now_ms); wait > 0) return {Verdict::Limit::account, wait};
  if (!attempt.device) {
    Bucket& network = bucket_of(attempt.network, now_ms);
    const auto here = bucket_wait(network.empty_at_ms, limits_.network_burst, limits_.network_interval_ms, now_ms);
    if (here > 0) return {Verdict::Limit::network, here};
    const auto all = bucket_wait(everyone_.empty_at_ms, limits_.everyone_burst, limits_.everyone_interval_ms, now_ms);
    if (all > 0) return {Verdict::Limit::everyone, all};
    network.empty_at_ms = std::max(network.empty_at_ms, now_ms) + limits_.network_interval_ms;
    everyone_.empty_at_ms = std::max(everyone_.empty_at_ms, now_ms) + limits_.everyone_interval_ms;
  }
  lane.checks.push_back(now_ms);
  ++lane.tries;
  lane.last_ms = now_ms;
  return {};
}

bool Throttle::failed(const Attempt& attempt, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  return ++lane_of(attempt, now_ms).failures == limits_.alarm_at;
}

void Throttle::give_back(const Attempt& attempt, Lane& lane, std::int64_t now_ms) {
  if (!lane.checks.empty()) lane.checks.pop_back();
  if (attempt.device) return;
  bucket_of(attempt.network, now_ms).empty_at_ms -= limits_.network_interval_ms;
  everyone_.empty_at_ms -= limits_.everyone_interval_ms;
}

void Throttle::succeeded(const Attempt& attempt, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  Lane& lane = lane_of(attempt, now_ms);
  give_back(attempt, lane, now_ms);
  lane.tries = 0;
  lane.failures = 0;
  // On a known device the owner has just shown who holds it. From outside, the day's count stays: a stranger may be guessing beside them.
  if (attempt.device) lane.checks.clear();
}

void Throttle::not_checked(const Attempt& attempt, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  Lane& lane = lane_of(attempt, now_ms);
  give_back(attempt, lane, now_ms);
  lane.tries = std::max(0, lane.tries - 1);
}

}  // namespace access
