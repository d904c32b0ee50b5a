// The vectors of RFC 2202, with a key longer than a block among them.
#include "web/hmac.h"

#include <gtest/gtest.h>

#include <string>

namespace web {
namespace {

std::string hex(std::string_view key, std::string_view message) {
  return base::to_hex(hmac_sha1(base::as_bytes(key), base::as_bytes(message)));
}

TEST(HmacSha1, GivesTheVectorsOfTheRfc) {
  EXPECT_EQ(hex(std::string(20, '\x0b'), "Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(hex("Jefe", "what do ya want for nothing?"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(hex(std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

}  // namespace
}  // namespace web
