// The vectors of RFC 6238, each code good once, a step either side, and recovery codes however they are typed.
#include "access/totp.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>
#include <set>

namespace access {
namespace {

constexpr auto never = std::numeric_limits<std::int64_t>::min();
constexpr base::UtcTime now{1'780'000'015'000};

base::Secret rfc_secret() { return base::Secret(std::string_view("12345678901234567890")); }

TEST(Totp, GivesTheVectorsOfTheRfc) {
  const std::pair<std::int64_t, std::string_view> vectors[] = {{59, "94287082"},         {1111111109, "07081804"},
                                                               {1111111111, "14050471"}, {1234567890, "89005924"},
                                                               {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [seconds, code] : vectors) {
    EXPECT_EQ(totp_code(rfc_secret(), totp_step({seconds * 1000}), 8), code) << seconds;
    EXPECT_EQ(totp_code(rfc_secret(), totp_step({seconds * 1000})), code.substr(2)) << "six digits are the last six";
  }
}

TEST(Totp, TakesTheStepBeforeAndAfterAndNoOther) {
  const auto secret = rfc_secret();
  const auto step = totp_step(now);
  for (std::int64_t away = -5; away <= 5; ++away) {
    const auto accepted = accept_totp(secret, totp_code(secret, step + away), now, never);
    EXPECT_EQ(accepted, away >= -1 && away <= 1 ? std::optional(step + away) : std::nullopt) << away;
  }
}

TEST(Totp, TakesEachCodeOnce) {
  const auto secret = rfc_secret();
  const auto code = totp_code(secret, totp_step(now));
  const auto first = accept_totp(secret, code, now, never);
  ASSERT_TRUE(first);
  EXPECT_FALSE(accept_totp(secret, code, now, *first)) << "the same again";
  EXPECT_FALSE(accept_totp(secret, code, now + 20'000, *first)) << "and in the next half minute";
  EXPECT_FALSE(accept_totp(secret, totp_code(secret, *first - 1), now, *first)) << "nor an earlier one after a later one";
  EXPECT_TRUE(accept_totp(secret, totp_code(secret, *first + 1), now + 30'000, *first)) << "the next code is good";
}

TEST(Totp, RefusesWhatIsNoCodeOfThisSecret) {
  const auto secret = rfc_secret();
  const auto code = totp_code(secret, totp_step(now));
  base::SeededRandom random(6);
  EXPECT_FALSE(accept_totp(make_totp_secret(random), code, now, never));
  for (const std::string& typed :
       {std::string(), code.substr(1), code + "0", "x" + code, std::string("abcdef"), std::string("      ")}) {
    EXPECT_FALSE(accept_totp(secret, typed, now, never)) << typed;
  }
  EXPECT_TRUE(accept_totp(secret, code.substr(0, 3) + ' ' + code.substr(3), now, never)) << "as the app shows it";
}

TEST(Totp, WritesTheAddressAuthenticatorAppsRead) {
  EXPECT_EQ(
      totp_uri("Alongside", "zoe@school.example", rfc_secret()),
      "otpauth://totp/Alongside:zoe%40school.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Alongside&algorithm=SHA1"
      "&digits=6&period=30");
  EXPECT_NE(totp_uri("A&B: School", "z", rfc_secret()).find("totp/A%26B%3A%20School:z?"), std::string::npos);
}

TEST(Totp, MakesSecretsOf160BitsThatDiffer) {
  base::SeededRandom random(1);
  const auto one = make_totp_secret(random), two = make_totp_secret(random);
  EXPECT_EQ(one.reveal().size(), 20U);
  EXPECT_NE(base::to_hex(one.reveal()), base::to_hex(two.reveal()));
}

TEST(RecoveryCodes, AreTenOf112BitsAndAllDifferent) {
  base::SeededRandom random(2);
  std::set<base::Bytes32> hashes;
  const auto codes = make_recovery_codes(random);
  ASSERT_EQ(codes.size(), 10U);
  for (const auto& code : codes) {
    EXPECT_EQ(code.reveal_text().size(), 26U) << "23 characters and three hyphens";
    ASSERT_TRUE(hash_recovery_code(code.reveal_text()));
    hashes.insert(*hash_recovery_code(code.reveal_text()));
  }
  EXPECT_EQ(hashes.size(), 10U);
}

TEST(RecoveryCodes, AreReadHoweverTheyAreTyped) {
  const auto hash = hash_recovery_code("ABCDEF-GHIJKL-MNOPQR-STOIB");
  ASSERT_TRUE(hash);
  EXPECT_EQ(hash_recovery_code("abcdefghijklmnopqrst018"), hash);
  EXPECT_EQ(hash_recovery_code(" abcdef ghijkl mnopqr stoib "), hash);
  EXPECT_NE(hash_recovery_code("ABCDEF-GHIJKL-MNOPQR-STOIA"), hash);
  EXPECT_FALSE(hash_recovery_code("ABCDEF-GHIJKL-MNOPQR-STOI"));
  EXPECT_FALSE(hash_recovery_code("ABCDEF-GHIJKL-MNOPQR-STOIBB"));
  EXPECT_FALSE(hash_recovery_code("ABCDEF-GHIJKL-MNOPQR-STOI9"));
  EXPECT_FALSE(hash_recovery_code(""));
}

}  // namespace
}  // namespace access
