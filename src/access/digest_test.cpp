// Known answers for BLAKE2b, and that tokens are long, different and stored only as their digest.
#include "access/digest.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace access {
namespace {

using base::as_bytes;

TEST(Digest, GivesTheKnownAnswerForNothingAndForAbc) {
  EXPECT_EQ(base::to_hex(digest({})), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(base::to_hex(digest({as_bytes("abc")})), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Digest, CaresForTheBytesAndNotForHowTheyWereCut) {
  rc::check([](const std::string& a, const std::string& b) {
    RC_ASSERT(digest({as_bytes(a), as_bytes(b)}) == digest({as_bytes(a + b)}));
    RC_ASSERT(digest({as_bytes(a), as_bytes("x")}) != digest({as_bytes(a)}));
  });
}

TEST(Digest, WithAKeyIsAnotherForEveryKey) {
  base::Bytes32 key{}, other{};
  other[31] = std::byte{1};
  const auto text = as_bytes("the same words");
  EXPECT_EQ(keyed_digest(key, {text}), keyed_digest(key, {text}));
  EXPECT_NE(keyed_digest(key, {text}), keyed_digest(other, {text}));
  EXPECT_NE(keyed_digest(key, {text}), digest({text}));
}

TEST(Token, IsFortyThreeCharactersAndNeverTheSame) {
  base::SeededRandom random(3);
  std::set<std::string> seen;
  for (int n = 0; n < 1000; ++n) {
    const auto token = make_token(random);
    EXPECT_EQ(token.size(), 43U);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), std::string::npos);
    EXPECT_TRUE(seen.insert(token).second);
  }
}

TEST(Token, IsFoundAgainByItsDigestOnly) {
  base::SeededRandom random(4);
  const auto token = make_token(random), other = make_token(random);
  EXPECT_EQ(hash_token(token), hash_token(token));
  EXPECT_NE(hash_token(token), hash_token(other));
  EXPECT_NE(hash_token(token), digest({as_bytes(token)})) << "a digest made for something else is no token's";
}

}  // namespace
}  // namespace access
