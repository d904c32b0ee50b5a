// The chain: every changed byte, every entry left out, put in, moved or cut off is found, and the place is named.
#include "access/chain.h"

#include "access/digest.h"
#include "base/random.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <set>

namespace access {
namespace {

using Kind = ChainBreak::Kind;

struct Stored {
  ChainEntry entry;
  base::Bytes32 prev, hash;
};
using Chain = std::vector<Stored>;

constexpr base::Bytes16 school{std::byte{7}};

ChainEntry an_entry(std::int64_t seq, base::Random& random) {
  ChainEntry entry;
  entry.seq = seq;
  entry.at = {1'780'000'000'000 + seq * 977};
  random.fill(entry.actor);
  entry.deed = seq % 3 == 0 ? "record.added" : seq % 3 == 1 ? "record.seen" : "sign_in.made";
  entry.info_class = static_cast<int>(seq % 14) - 1;
  random.fill(entry.subject);
  if (seq % 5 != 0) random.fill(entry.pupil);
  entry.basis = seq % 2 == 0 ? "assigned" : "";
  entry.policy_version = 1 + seq / 50;
  if (seq % 3 == 0) random.fill(entry.commitment);
  return entry;
}

void append(Chain& chain, ChainEntry entry) {
  const auto prev = chain.empty() ? genesis(school).hash : chain.back().hash;
  chain.push_back({entry, prev, link(prev, entry)});
}

Chain a_chain(std::int64_t length, std::uint64_t seed = 1) {
  base::SeededRandom random(seed);
  Chain chain;
  for (std::int64_t seq = 1; seq <= length; ++seq) append(chain, an_entry(seq, random));
  return chain;
}

ChainHead head_of(const Chain& chain) { return {chain.back().entry.seq, chain.back().hash}; }

/// `with_prev`: whether the store keeps the last hash beside each entry.
std::optional<ChainBreak> walk(const Chain& chain, std::vector<ChainHead> recorded = {}, bool with_prev = false) {
  ChainWalker walker(genesis(school), std::move(recorded));
  for (const auto& stored : chain) {
    if (!walker.feed(stored.entry, stored.hash, with_prev ? &stored.prev : nullptr)) break;
  }
  return walker.finish();
}

/// Each single-byte change of an entry, one after the other: `tamper` gets the changed entry.
void each_changed_byte(const ChainEntry& entry, const std::function<void(const ChainEntry&, std::string_view field)>& tamper) {
  const auto change_number = [&](auto member, std::string_view field) {
    for (unsigned byte = 0; byte < sizeof(entry.*member); ++byte) {
      auto changed = entry;
      using Number = std::remove_reference_t<decltype(changed.*member)>;
      changed.*member = static_cast<Number>(static_cast<std::uint64_t>(entry.*member) ^ (std::uint64_t{0x40} << (8 * byte)));
      tamper(changed, field);
    }
  };
  const auto change_bytes = [&](auto member, std::string_view field) {
    for (std::size_t byte = 0; byte < (entry.*member).size(); ++byte) {
      auto changed = entry;
      auto& place = (changed.*member)[byte];
      place = static_cast<std::remove_reference_t<decltype(place)>>(static_cast<unsigned char>(place) ^ 1U);
      tamper(changed, field);
    }
  };
  change_number(&ChainEntry::seq, "seq");
  for (unsigned byte = 0; byte < 8; ++byte) {
    auto changed = entry;
    changed.at.ms ^= std::int64_t{1} << (8 * byte);
    tamper(changed, "at");
  }
  change_bytes(&ChainEntry::actor, "actor");
  change_bytes(&ChainEntry::deed, "deed");
  change_number(&ChainEntry::info_class, "info_class");
  change_bytes(&ChainEntry::subject, "subject");
  change_bytes(&ChainEntry::pupil, "pupil");
  change_bytes(&ChainEntry::basis, "basis");
  change_number(&ChainEntry::policy_version, "policy_version");
  change_bytes(&ChainEntry::commitment, "commitment");
}

TEST(Chain, HoldsWhenNobodyTouchedIt) {
  const auto chain = a_chain(200);
  EXPECT_EQ(walk(chain), std::nullopt);
  EXPECT_EQ(walk(chain, {head_of(chain), {50, chain[49].hash}}, true), std::nullopt);
  EXPECT_EQ(walk({}), std::nullopt) << "a school where nothing has happened yet";
}

TEST(Chain, FindsEverySingleByteChangedInEveryFieldAndNamesTheEntry) {
  auto chain = a_chain(200);
  int tried = 0, found = 0;
  for (std::size_t n = 0; n < chain.size(); ++n) {
    const auto good = chain[n];
    each_changed_byte(good.entry, [&](const ChainEntry& changed, std::string_view field) {
      ASSERT_NE(changed, good.entry) << field;
      chain[n].entry = changed;
      ++tried;
      if (const auto at = walk(chain)) {
        ++found;
        EXPECT_TRUE(field == "seq" || *at == (ChainBreak{Kind::wrong_hash, good.entry.seq})) << field;
      }
    });
    chain[n] = good;
    for (std::size_t byte = 0; byte < 32; ++byte) {
      chain[n].hash[byte] ^= std::byte{0x80};
      ++tried;
      found += walk(chain) == ChainBreak{Kind::wrong_hash, good.entry.seq};
      chain[n].hash = good.hash;
      chain[n].prev[byte] ^= std::byte{0x01};
      ++tried;
      found += walk(chain, {}, true) == ChainBreak{Kind::wrong_prev, good.entry.seq};
      chain[n].prev = good.prev;
    }
  }
  EXPECT_EQ(found, tried);
  EXPECT_GT(tried, 200 * 180);
  EXPECT_EQ(walk(chain), std::nullopt) << "and put back, it holds";
}

TEST(Chain, FindsEveryBitOfTwoThousandEntriesAndOfTheirHashes) {
  // An entry's bytes are one to one with its fields (NeverGivesTwoEntriesTheSameBytes), so a bit of them is a bit of a row.
  const auto chain = a_chain(2000);
  std::int64_t tried = 0, found = 0;
  for (const auto& stored : chain) {
    auto bytes = canonical_bytes(stored.entry);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      bytes[bit / 8] ^= std::byte{1} << (bit % 8);
      found += digest({stored.prev, bytes}) != stored.hash;
      bytes[bit / 8] ^= std::byte{1} << (bit % 8);
      ++tried;
    }
    const auto hash = digest({stored.prev, bytes});
    ASSERT_EQ(hash, stored.hash) << "and as it was, it holds";
    for (std::size_t bit = 0; bit < 256; ++bit) {
      auto changed = stored.hash;
      changed[bit / 8] ^= std::byte{1} << (bit % 8);
      found += changed != hash;
      ++tried;
    }
  }
  EXPECT_EQ(found, tried);
  EXPECT_GT(tried, 2'000'000);
}

TEST(Chain, FindsEveryBitOfOneEntrysCanonicalBytes) {
  const auto chain = a_chain(3);
  const auto bytes = canonical_bytes(chain[2].entry);
  std::set<base::Bytes32> seen{chain[2].hash};
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    auto changed = bytes;
    changed[bit / 8] ^= std::byte{1} << (bit % 8);
    EXPECT_TRUE(seen.insert(digest({chain[2].prev, changed})).second) << bit;
  }
}

TEST(Chain, FindsAnEntryLeftOutAnywhere) {
  const auto chain = a_chain(60);
  for (std::size_t n = 0; n + 1 < chain.size(); ++n) {
    auto cut = chain;
    cut.erase(cut.begin() + std::ptrdiff_t(n));
    EXPECT_EQ(walk(cut), (ChainBreak{Kind::gap, std::int64_t(n) + 1}));
    for (std::size_t later = n; later < cut.size(); ++later) --cut[later].entry.seq;  // renumbered to hide it
    EXPECT_EQ(walk(cut), (ChainBreak{Kind::wrong_hash, std::int64_t(n) + 1}));
  }
}

TEST(Chain, FindsAnEntryPutInTwiceSwappedOrMoved) {
  const auto chain = a_chain(40);
  base::SeededRandom random(9);
  for (std::size_t n = 0; n < chain.size(); ++n) {
    const auto seq = std::int64_t(n) + 1;
    auto twice = chain;
    twice.insert(twice.begin() + std::ptrdiff_t(n), chain[n]);
    EXPECT_EQ(walk(twice), (ChainBreak{Kind::repeated, seq}));

    auto forged = chain;
    auto extra = an_entry(seq, random);
    forged.insert(forged.begin() + std::ptrdiff_t(n), {extra, chain[n].prev, link(chain[n].prev, extra)});
    EXPECT_EQ(walk(forged), (ChainBreak{Kind::repeated, seq})) << "a well-linked entry with a number that is taken";
    for (std::size_t later = n + 1; later < forged.size(); ++later) ++forged[later].entry.seq;
    EXPECT_EQ(walk(forged), (ChainBreak{Kind::wrong_hash, seq + 1})) << "renumbered to make room";

    if (n + 1 < chain.size()) {
      auto swapped = chain;
      std::swap(swapped[n], swapped[n + 1]);
      EXPECT_EQ(walk(swapped), (ChainBreak{Kind::gap, seq}));
      std::swap(swapped[n].entry.seq, swapped[n + 1].entry.seq);
      EXPECT_EQ(walk(swapped), (ChainBreak{Kind::wrong_hash, seq})) << "with their numbers put right";
    }
  }
  auto reversed = chain;
  std::reverse(reversed.begin(), reversed.end());
  EXPECT_EQ(walk(reversed), (ChainBreak{Kind::gap, 1}));
}

TEST(Chain, FindsATailCutOffAgainstARecordedHead) {
  const auto chain = a_chain(50);
  const auto head = head_of(chain);
  for (std::size_t kept = 0; kept < chain.size(); ++kept) {
    const Chain cut(chain.begin(), chain.begin() + std::ptrdiff_t(kept));
    EXPECT_EQ(walk(cut), std::nullopt) << "without a head kept outside it looks whole: that is why one is kept";
    EXPECT_EQ(walk(cut, {head}), (ChainBreak{Kind::truncated, std::int64_t(kept) + 1}));
  }
  EXPECT_EQ(walk(chain, {head}), std::nullopt);
}

TEST(Chain, FindsAChainRewrittenAsAWholeAgainstARecordedHead) {
  const auto chain = a_chain(50);
  Chain rewritten(chain.begin(), chain.begin() + 20);
  for (std::int64_t seq = 21; seq <= 60; ++seq) {
    auto entry = seq <= 50 ? chain[std::size_t(seq) - 1].entry : chain[0].entry;
    entry.seq = seq;
    if (seq == 21) entry.deed = "record.seen";
    append(rewritten, entry);
  }
  EXPECT_EQ(walk(rewritten), std::nullopt) << "whole in itself";
  EXPECT_EQ(walk(rewritten, {head_of(chain)}), (ChainBreak{Kind::forked, 50}));
  EXPECT_EQ(walk(rewritten, {head_of(chain), {30, chain[29].hash}, {10, chain[9].hash}}), (ChainBreak{Kind::forked, 30}));
}

TEST(Chain, OfAnotherSchoolDoesNotPassForThisOne) {
  const auto chain = a_chain(5);
  ChainWalker walker(genesis(base::Bytes16{std::byte{8}}));
  EXPECT_FALSE(walker.feed(chain[0].entry, chain[0].hash));
  EXPECT_EQ(walker.finish(), (ChainBreak{Kind::wrong_hash, 1}));
}

TEST(Chain, GoesOnFromAHeadThatWasVerifiedBefore) {
  const auto chain = a_chain(30);
  const ChainHead middle{20, chain[19].hash};
  ChainWalker walker(middle, {head_of(chain), {10, chain[9].hash}});
  for (std::size_t n = 20; n < chain.size(); ++n) EXPECT_TRUE(walker.feed(chain[n].entry, chain[n].hash, &chain[n].prev));
  EXPECT_EQ(walker.finish(), std::nullopt);
  EXPECT_EQ(walker.head(), head_of(chain));
  EXPECT_EQ(walker.walked(), 10);

  ChainWalker elsewhere({20, chain[18].hash}, {{20, chain[19].hash}});
  EXPECT_EQ(elsewhere.finish(), (ChainBreak{Kind::forked, 20})) << "the head to go on from is not the one recorded";
}

TEST(Chain, KeepsTheFirstBreakAndStopsThere) {
  auto chain = a_chain(10);
  chain[3].entry.basis = "none";
  chain[7].entry.basis = "none";
  ChainWalker walker(genesis(school));
  for (const auto& stored : chain) (void)walker.feed(stored.entry, stored.hash);
  EXPECT_EQ(walker.finish(), (ChainBreak{Kind::wrong_hash, 4}));
  EXPECT_EQ(walker.head().seq, 3);
  const auto whole = a_chain(10);
  EXPECT_FALSE(walker.feed(whole[3].entry, whole[3].hash)) << "a good entry 4 after a bad one mends nothing";
  EXPECT_EQ(walker.head().seq, 3);
  EXPECT_EQ(to_text(*walker.finish()), "entry 4 is not what was hashed");
}

TEST(Chain, NeverGivesTwoEntriesTheSameBytes) {
  ChainEntry one, two;
  one.deed = "ab", one.basis = "c";
  two.deed = "a", two.basis = "bc";
  EXPECT_NE(canonical_bytes(one), canonical_bytes(two));
  rc::check([](const std::string& a, const std::string& b, const std::string& c, const std::string& d) {
    ChainEntry left, right;
    left.deed = a, left.basis = b;
    right.deed = c, right.basis = d;
    RC_ASSERT((canonical_bytes(left) == canonical_bytes(right)) == (left == right));
  });
  one.deed.assign(70'000, 'x');
  EXPECT_THROW((void)canonical_bytes(one), std::length_error);
}

TEST(Chain, KeepsItsBytesFromOneReleaseToTheNext) {
  ChainEntry entry;
  entry.seq = 1, entry.at = {1'780'000'000'000}, entry.deed = "record.added", entry.info_class = 3, entry.basis = "assigned";
  entry.policy_version = 1;
  EXPECT_EQ(base::to_hex(canonical_bytes(entry)),
            "01"
            "0000000000000001"
            "0000019e70448800" +
                std::string(32, '0') +
                "0000000c7265636f72642e6164646564"
                "0000000000000003" +
                std::string(64, '0') +
                "0000000861737369676e6564"
                "0000000000000001" +
                std::string(64, '0'));
}

TEST(Commitment, ProvesTheBytesAndSaysNothingWithoutItsSalt) {
  base::Bytes32 salt{}, other{};
  other[0] = std::byte{1};
  const auto version = base::as_bytes("version bytes");
  EXPECT_EQ(commitment(salt, version), commitment(salt, version));
  EXPECT_NE(commitment(salt, version), commitment(salt, base::as_bytes("version byteS")));
  EXPECT_NE(commitment(salt, version), commitment(other, version)) << "the same words under another salt are not recognised";
}

}  // namespace
}  // namespace access
