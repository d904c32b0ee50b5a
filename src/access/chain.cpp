// Canonical bytes, links and the walk of the audit chain.
#include "access/chain.h"

#include "access/digest.h"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>

namespace access {
namespace {

constexpr std::string_view genesis_domain = "alongside chain 1\n";
constexpr std::byte format_version{1};

void put(base::Bytes& out, std::uint64_t value, int width) {
  for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) out.push_back(static_cast<std::byte>((value >> shift) & 0xFFU));
}
void put(base::Bytes& out, std::int64_t value) { put(out, static_cast<std::uint64_t>(value), 8); }
void put(base::Bytes& out, base::BytesView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }
void put(base::Bytes& out, const std::string& text) {
  put(out, text.size(), 4);
  put(out, base::as_bytes(text));
}

}  // namespace

base::Bytes canonical_bytes(const ChainEntry& entry) {
  // A longer text would be cut in its length field; nothing in the house comes near.
  if (std::max(entry.deed.size(), entry.basis.size()) > 0xFFFF) throw std::length_error("an audit entry's text is too long");
  base::Bytes out;
  out.reserve(160 + entry.deed.size() + entry.basis.size());
  out.push_back(format_version);
  put(out, entry.seq);
  put(out, entry.at.ms);
  put(out, entry.actor);
  put(out, entry.deed);
  put(out, static_cast<std::int64_t>(entry.info_class));
  put(out, entry.subject);
  put(out, entry.pupil);
  put(out, entry.basis);
  put(out, entry.policy_version);
  put(out, entry.commitment);
  return out;
}

base::Bytes32 link(const base::Bytes32& prev, const ChainEntry& entry) { return digest({prev, canonical_bytes(entry)}); }

ChainHead genesis(const base::Bytes16& school) { return {0, digest({base::as_bytes(genesis_domain), school})}; }

base::Bytes32 commitment(const base::Bytes32& salt, base::BytesView version) { return keyed_digest(salt, {version}); }

std::string to_text(const ChainBreak& at) {
  switch (at.kind) {
    case ChainBreak::Kind::gap: return fmt::format("entry {} is missing", at.seq);
    case ChainBreak::Kind::repeated: return fmt::format("entry {} stands twice or out of order", at.seq);
    case ChainBreak::Kind::wrong_prev: return fmt::format("entry {} does not follow the one before it", at.seq);
    case ChainBreak::Kind::wrong_hash: return fmt::format("entry {} is not what was hashed", at.seq);
    case ChainBreak::Kind::forked: return fmt::format("entry {} is not the one whose head was recorded", at.seq);
    case ChainBreak::Kind::truncated: return fmt::format("entry {} and what followed it are gone from the end", at.seq);
  }
  return "";
}

ChainWalker::ChainWalker(const ChainHead& from, std::vector<ChainHead> recorded) : head_(from), recorded_(std::move(recorded)) {
  std::sort(recorded_.begin(), recorded_.end(), [](const ChainHead& a, const ChainHead& b) { return a.seq < b.seq; });
  while (next_recorded_ < recorded_.size() && recorded_[next_recorded_].seq <= head_.seq) {
    const auto& known = recorded_[next_recorded_++];
    if (known.seq == head_.seq && known.hash != head_.hash) fail(ChainBreak::Kind::forked, head_.seq);
  }
}

bool ChainWalker::fail(ChainBreak::Kind kind, std::int64_t seq) {
  if (!broken_) broken_ = ChainBreak{kind, seq};
  return false;
}

bool ChainWalker::feed(const ChainEntry& entry, const base::Bytes32& stored_hash, const base::Bytes32* stored_prev) {
  if (broken_) return false;
  const std::int64_t next = head_.seq + 1;
  if (entry.seq > next) return fail(ChainBreak::Kind::gap, next);
  if (entry.seq < next) return fail(ChainBreak::Kind::repeated, entry.seq);
  if (stored_prev != nullptr && *stored_prev != head_.hash) return fail(ChainBreak::Kind::wrong_prev, next);
  const auto hash = link(head_.hash, entry);
  if (hash != stored_hash) return fail(ChainBreak::Kind::wrong_hash, next);
  for (; next_recorded_ < recorded_.size() && recorded_[next_recorded_].seq == next; ++next_recorded_) {
    if (recorded_[next_recorded_].hash != hash) return fail(ChainBreak::Kind::forked, next);
  }
  head_ = {next, hash};
  ++walked_;
  return true;
}

std::optional<ChainBreak> ChainWalker::finish() {
  if (!broken_ && next_recorded_ < recorded_.size()) fail(ChainBreak::Kind::truncated, head_.seq + 1);
  return broken_;
}

}  // namespace access
