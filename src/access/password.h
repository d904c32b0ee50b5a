// Passwords: Argon2id behind a small queue, so that a flood of sign-ins cannot take the machine's memory or its processors.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace access {

/// What one hash costs. The standing values are the floor for a real school; tests of other rooms may take less.
struct PasswordCost {
  std::size_t memory_bytes = std::size_t{64} << 20;
  unsigned passes = 3;
};

/// Lets `at_once` in, keeps `most_waiting` waiting, and turns everybody else away at once.
class HashQueue {
 public:
  explicit HashQueue(unsigned at_once = 2, unsigned most_waiting = 50) : free_(at_once), most_waiting_(most_waiting) {}

  /// A place inside; leaving is its destructor.
  class [[nodiscard]] Turn {
   public:
    explicit Turn(HashQueue& queue) : queue_(&queue) {}
    Turn(Turn&& other) noexcept : queue_(std::exchange(other.queue_, nullptr)) {}
    Turn& operator=(Turn&&) = delete;
    ~Turn() {
      if (queue_ != nullptr) queue_->leave();
    }

   private:
    HashQueue* queue_;
  };
  /// Waits for a place; nothing when too many wait already.
  std::optional<Turn> enter();
  unsigned waiting() const;

 private:
  void leave();
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  unsigned free_;
  unsigned waiting_ = 0;
  unsigned most_waiting_;
};

/// Makes and checks password hashes: Argon2id, one lane, in libsodium's written form. Safe from any thread. Each hash takes about
/// 0.25 s and 64 MiB. Errors of all three: unavailable, when the queue is full or the memory is not to be had.
class Passwords {
 public:
  explicit Passwords(PasswordCost cost = {}, unsigned at_once = 2, unsigned most_waiting = 50);

  /// "$argon2id$v=19$m=65536,t=3,p=1$…": what is stored.
  base::Result<std::string> hash(const base::Secret& password);
  /// False for a wrong password, and for a stored text that is no Argon2id hash.
  base::Result<bool> verify(const base::Secret& password, std::string_view stored);
  /// The same work with no account to compare to, so that the time does not tell which accounts exist.
  base::Result<void> verify_nobody(const base::Secret& password);
  /// True when `stored` was made at another cost: hash again after the next good sign-in.
  bool needs_rehash(std::string_view stored) const;

 private:
  PasswordCost cost_;
  std::string nobody_;  // a well-formed hash that no password has
  HashQueue queue_;
};

/// Holds a new password to the rules: 12 to 256 characters of UTF-8, any composition, not easily guessed. `about` are names the guesser
/// knows: the person's, the school's. Errors: invalid, on the field named `field`.
base::Result<void> check_new_password(const base::Secret& password, std::span<const std::string_view> about,
                                      std::string_view field = "password");

}  // namespace access
