// Argon2id by libsodium, and the queue before it.
#include "access/password.h"

#include "access/digest.h"
#include "access/guessable.h"
#include "base/text.h"

#include <fmt/core.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace access {
namespace {

constexpr std::size_t shortest = 12, longest = 256;
constexpr std::size_t most_bytes = longest * 4;
constexpr std::string_view argon2id = "$argon2id$";

base::Error busy(std::string_view why) {
  return base::Error::unavailable("Too many people are signing in at this moment. Try again in a minute.", std::string(why));
}

/// Where the password begins; never null, as libsodium asks even of an empty one.
const char* begin_of(std::string_view text) { return text.empty() ? "" : text.data(); }

/// The cost in a stored hash, so that a damaged or planted row cannot ask for all of the memory.
std::optional<PasswordCost> cost_of(std::string_view stored) {
  unsigned long memory_kib = 0, passes = 0, lanes = 0;
  const std::string text(stored.substr(0, 64));
  if (std::sscanf(text.c_str(), "$argon2id$v=19$m=%lu,t=%lu,p=%lu$", &memory_kib, &passes, &lanes) != 3) return std::nullopt;
  return PasswordCost{memory_kib * 1024, static_cast<unsigned>(passes)};
}

}  // namespace

std::optional<HashQueue::Turn> HashQueue::enter() {
  std::unique_lock lock(mutex_);
  if (free_ == 0 || waiting_ > 0) {  // nobody passes those who wait
    if (waiting_ >= most_waiting_) return std::nullopt;
    ++waiting_;
    freed_.wait(lock, [this] { return free_ > 0; });
    --waiting_;
  }
  --free_;
  return Turn(*this);
}

void HashQueue::leave() {
  {
    const std::lock_guard lock(mutex_);
    ++free_;
  }
  freed_.notify_one();
}

unsigned HashQueue::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_;
}

Passwords::Passwords(PasswordCost cost, unsigned at_once, unsigned most_waiting)
    : cost_(cost),
      nobody_(fmt::format("{}v=19$m={},t={},p=1${}${}", argon2id, cost.memory_bytes / 1024, cost.passes, std::string(22, 'A'),
                          std::string(43, 'A'))),
      queue_(at_once, most_waiting) {
  ready_sodium();
}

base::Result<std::string> Passwords::hash(const base::Secret& password) {
  const auto turn = queue_.enter();
  if (!turn) return busy("password queue full");
  const auto text = password.reveal_text();
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str_alg(out.data(), begin_of(text), text.size(), cost_.passes, cost_.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return busy("no memory for a password hash");
  }
  return std::string(out.data());
}

base::Result<bool> Passwords::verify(const base::Secret& password, std::string_view stored) {
  const auto cost = cost_of(stored);
  const bool sound = cost && stored.size() < crypto_pwhash_STRBYTES && password.reveal().size() <= most_bytes &&
                     cost->memory_bytes <= 4 * std::max(cost_.memory_bytes, PasswordCost{}.memory_bytes) &&
                     cost->passes <= 4 * std::max(cost_.passes, PasswordCost{}.passes);
  if (!sound) {
    TRY_DO(verify_nobody(password));
    return false;
  }
  const auto turn = queue_.enter();
  if (!turn) return busy("password queue full");
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const auto typed = password.reveal_text();
  std::memcpy(text.data(), stored.data(), stored.size());
  errno = 0;
  if (crypto_pwhash_str_verify(text.data(), begin_of(typed), typed.size()) == 0) return true;
  if (errno == ENOMEM) return busy("no memory for a password hash");
  return false;
}

base::Result<void> Passwords::verify_nobody(const base::Secret& password) {
  const base::Secret one(password.reveal_text().substr(0, most_bytes));
  auto checked = verify(one, nobody_);
  if (!checked) return std::move(checked).error();
  return {};
}

bool Passwords::needs_rehash(std::string_view stored) const {
  if (!stored.starts_with(argon2id)) return true;  // libsodium would be content with Argon2i
  const std::string text(stored);
  return crypto_pwhash_str_needs_rehash(text.c_str(), cost_.passes, cost_.memory_bytes) != 0;
}

base::Result<void> check_new_password(const base::Secret& password, std::span<const std::string_view> about,
                                      std::string_view field) {
  const auto refuse = [&](std::string message, std::string why) {
    return base::Error::invalid(std::string(field), std::move(message), std::move(why));
  };
  const auto text = password.reveal_text();
  if (!base::is_valid_utf8(text)) return refuse("Enter a password made of ordinary characters", "new password is not UTF-8");
  const auto length = base::count_characters(text);
  if (length < shortest) return refuse(fmt::format("Password must be {} characters or more", shortest), "new password too short");
  if (length > longest) return refuse(fmt::format("Password must be {} characters or fewer", longest), "new password too long");
  if (is_easily_guessed(text, about)) {
    return refuse("Choose a password that is harder to guess. Four words that have nothing to do with each other work well",
                  "new password easily guessed");
  }
  return {};
}

}  // namespace access
