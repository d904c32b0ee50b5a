// The guessing budget: how often passwords and codes may be tried, for one account, from one network, and by everybody together.
// It asks no clock: `now` is monotonic milliseconds, so that setting the wall clock opens nothing.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace access {

/// Who tries, from where. `device` is a browser that signed in to *this* account before (its cookie was verified); it has a budget of its
/// own, so that nobody else can lock the account's owner out of it.
struct Attempt {
  base::Bytes32 account;
  base::Bytes32 network;
  std::optional<base::Bytes32> device = std::nullopt;
};
/// From what was typed as a user name, whether or not there is such an account: both are counted alike.
base::Bytes32 account_key(std::string_view user_name);
/// From a numeric address: an IPv4 address, or the /64 an IPv6 address lies in.
base::Bytes32 network_key(std::string_view peer);

struct ThrottleLimits {
  int free_failures = 4;                ///< the fifth failure brings the first delay
  std::int64_t first_delay_ms = 5'000;  ///< doubling with each further failure
  std::int64_t longest_delay_ms = 15 * 60'000;
  std::size_t checks_a_day = 100;                                ///< of one account, in any 24 hours
  int alarm_at = 10;                                             ///< failures in a row
  std::int64_t network_burst = 60, network_interval_ms = 5'000;  ///< then one each interval
  std::int64_t everyone_burst = 600, everyone_interval_ms = 500;
  std::size_t most_remembered = 20'000;  ///< accounts, and again networks
};

/// May the attempt be checked?
struct Verdict {
  enum class Limit { none, account, network, everyone };
  Limit limit = Limit::none;
  std::int64_t wait_ms = 0;  ///< until it may be tried again; 0 when it may be checked now
  bool may_check() const { return limit == Limit::none; }
};

/// Safe from any thread. Kept in memory: a restart forgets it.
class Throttle {
 public:
  explicit Throttle(ThrottleLimits limits = {}) : limits_(limits) {}

  /// Ask before the hash. When it may be checked, it is counted at once, so that many at the same moment cannot slip through together.
  Verdict ask(const Attempt& attempt, std::int64_t now_ms);
  /// The secret was wrong. True when people should be told: the tenth failure in a row, once.
  bool failed(const Attempt& attempt, std::int64_t now_ms);
  /// The secret was right: what was counted is given back, and the delays begin anew.
  void succeeded(const Attempt& attempt, std::int64_t now_ms);
  /// It could not be checked after all (the queue was full): what was counted is given back.
  void not_checked(const Attempt& attempt, std::int64_t now_ms);

 private:
  struct Lane {                        // one account from outside, or from one of its own devices
    std::vector<std::int64_t> checks;  // of the last 24 hours, oldest first
    int tries = 0;                     // in a row without a success, those under way included
    int failures = 0;                  // in a row
    std::int64_t last_ms = 0;
  };
  struct Bucket {  // full when `empty_at_ms` has passed; each try puts it one interval off
    std::int64_t empty_at_ms = 0;
  };
  struct KeyHash {
    std::size_t operator()(const base::Bytes32& key) const noexcept;
  };

  static base::Bytes32 lane_key(const Attempt& attempt);
  Lane& lane_of(const Attempt& attempt, std::int64_t now_ms);
  Bucket& bucket_of(const base::Bytes32& network, std::int64_t now_ms);
  std::int64_t lane_wait(const Lane& lane, std::int64_t now_ms) const;
  void give_back(const Attempt& attempt, Lane& lane, std::int64_t now_ms);

  const ThrottleLimits limits_;
  std::mutex mutex_;
  std::unordered_map<base::Bytes32, Lane, KeyHash> lanes_;
  std::unordered_map<base::Bytes32, Bucket, KeyHash> networks_;
  Bucket everyone_;
};

}  // namespace access
