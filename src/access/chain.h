// The arithmetic of the audit chain: what an entry's bytes are, how one is linked to the last, and where a chain is broken.
// An entry holds no name and no narrative: ids, a deed, and a commitment to the bytes of the version it speaks of.
#pragma once

#include "base/bytes.h"
#include "base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace access {

/// One line of the audit. Ids that do not apply are all zero.
struct ChainEntry {
  std::int64_t seq = 0;  ///< 1, 2, 3 … without a gap
  base::UtcTime at;
  base::Bytes16 actor{};
  std::string deed;         ///< "record.added"
  int info_class = 0;       ///< 0–12; -1 when it is about no information of a pupil
  base::Bytes16 subject{};  ///< the thing acted on
  base::Bytes16 pupil{};
  std::string basis;  ///< the relation or role it was allowed by: "assigned"
  std::int64_t policy_version = 0;
  base::Bytes32 commitment{};  ///< to the version's bytes; all zero where there is none
  friend bool operator==(const ChainEntry&, const ChainEntry&) = default;
};

/// A place in the chain: the number of an entry and its hash.
struct ChainHead {
  std::int64_t seq = 0;
  base::Bytes32 hash{};
  friend bool operator==(const ChainHead&, const ChainHead&) = default;
};

/// The entry as bytes: fixed widths big-endian, texts after their length, so that no two entries have the same bytes.
base::Bytes canonical_bytes(const ChainEntry& entry);
/// BLAKE2b-256 of the last hash and the entry's canonical bytes.
base::Bytes32 link(const base::Bytes32& prev, const ChainEntry& entry);
/// Where a school's chain begins: number 0, and a hash that only this school has.
ChainHead genesis(const base::Bytes16& school);
/// Keyed BLAKE2b of a version's bytes. With the salt destroyed it says nothing about them.
base::Bytes32 commitment(const base::Bytes32& salt, base::BytesView version);

/// The first place where a chain does not hold.
struct ChainBreak {
  enum class Kind {
    gap,         ///< entries before this number are missing
    repeated,    ///< this number, or a later one, was there already
    wrong_prev,  ///< the entry says it follows another one
    wrong_hash,  ///< the entry is not what was hashed
    forked,      ///< whole in itself, but not the chain whose head was recorded outside
    truncated    ///< ends before a head that was recorded outside
  };
  Kind kind;
  std::int64_t seq;  ///< the first number that cannot be trusted
  friend bool operator==(const ChainBreak&, const ChainBreak&) = default;
};
/// "entry 17 is not what was hashed": for the verify command and the log.
std::string to_text(const ChainBreak& at);

/// Walks a chain from a head known to be good. Feed every entry in the order of the store, then finish. Keeps the first break only.
class ChainWalker {
 public:
  /// `from` is genesis(school), or a head that was verified before. `recorded` are heads kept elsewhere, in any order: without
  /// one, a chain cut short or rewritten as a whole looks whole.
  explicit ChainWalker(const ChainHead& from, std::vector<ChainHead> recorded = {});

  /// True while the chain holds. `stored_prev` only where the store keeps it.
  bool feed(const ChainEntry& entry, const base::Bytes32& stored_hash, const base::Bytes32* stored_prev = nullptr);
  /// Call after the last entry; the first break, or nothing when every entry and every recorded head holds.
  std::optional<ChainBreak> finish();

  /// The last entry that holds.
  const ChainHead& head() const { return head_; }
  std::int64_t walked() const { return walked_; }

 private:
  bool fail(ChainBreak::Kind kind, std::int64_t seq);
  ChainHead head_;
  std::vector<ChainHead> recorded_;  // by number; those before next_recorded_ have been met
  std::size_t next_recorded_ = 0;
  std::int64_t walked_ = 0;
  std::optional<ChainBreak> broken_;
};

}  // namespace access
