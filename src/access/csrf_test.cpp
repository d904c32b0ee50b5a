// Requests from elsewhere are refused in every combination a browser can send; tokens fit one sign-in only and never look alike.
#include "access/csrf.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace access {
namespace {

using web::Method;

constexpr Method unsafe[] = {Method::post, Method::put, Method::patch, Method::del, Method::other};
constexpr std::string_view own = "https://school.example", form = "application/x-www-form-urlencoded";

std::optional<SourceRefusal> ask(std::optional<std::string_view> site, std::optional<std::string_view> origin,
                                 std::optional<std::string_view> type = form, Method method = Method::post) {
  return refuse_source(method, {.sec_fetch_site = site, .origin = origin, .content_type = type, .own_origin = own});
}

TEST(RequestSource, LetsOurOwnPagesWrite) {
  for (Method method : unsafe) {
    EXPECT_EQ(ask("same-origin", own, form, method), std::nullopt);
    EXPECT_EQ(ask("same-origin", std::nullopt, form, method), std::nullopt);
    EXPECT_EQ(ask("same-origin", "null", form, method), std::nullopt) << "a page without referrer says null of itself";
    EXPECT_EQ(ask(std::nullopt, own, form, method), std::nullopt) << "a browser from before Sec-Fetch-Site";
  }
}

TEST(RequestSource, RefusesEveryOtherSiteForEveryMethodThatWrites) {
  for (Method method : unsafe) {
    for (const std::string_view site : {"cross-site", "same-site", "none", "", "SAME-ORIGIN", "same-origin, cross-site"}) {
      for (const std::optional<std::string_view> origin : {std::optional(own), std::optional<std::string_view>()}) {
        EXPECT_EQ(ask(site, origin, form, method), SourceRefusal::elsewhere) << site;
      }
    }
  }
}

TEST(RequestSource, RefusesAnOriginThatIsNotOurs) {
  for (const std::string_view origin :
       {"https://elsewhere.example", "http://school.example", "https://school.example:8443",
        "https://school.example.elsewhere.example", "https://sub.school.example", "https://", "", "null",
        "https://school.example/", "https://school.example@elsewhere.example", "school.example"}) {
    EXPECT_EQ(ask(std::nullopt, origin), SourceRefusal::wrong_origin) << origin;
    EXPECT_EQ(ask("same-origin", origin).has_value(), origin != "null") << "a contradiction, but for null: " << origin;
  }
}

TEST(RequestSource, RefusesARequestThatSaysNothingOfItself) {
  EXPECT_EQ(ask(std::nullopt, std::nullopt), SourceRefusal::unknown);
}

TEST(RequestSource, ComparesOriginsWithTheirDefaultPortsAndWithoutCase) {
  const auto same = [](std::string_view origin, std::string_view ours) {
    return !refuse_source(Method::post, {.sec_fetch_site = {}, .origin = origin, .content_type = form, .own_origin = ours});
  };
  EXPECT_TRUE(same("https://School.Example:443", "https://school.example"));
  EXPECT_TRUE(same("http://localhost:8080", "http://localhost:8080"));
  EXPECT_TRUE(same("http://school.example", "http://school.example:80"));
  EXPECT_FALSE(same("http://localhost:8081", "http://localhost:8080"));
  EXPECT_FALSE(same("http://localhost:443", "http://localhost"));
  EXPECT_FALSE(same("", "")) << "two things that are no origin are not the same one";
}

TEST(RequestSource, TakesFormsAndJsonAndNoOtherBody) {
  for (const std::string_view type :
       {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "Application/JSON; charset=utf-8"}) {
    EXPECT_EQ(ask("same-origin", own, type), std::nullopt) << type;
  }
  for (const std::string_view type : {"text/plain", "text/plain; a=application/json", "", "application/jsonx", "text/html"}) {
    EXPECT_EQ(ask("same-origin", own, type), SourceRefusal::foreign_body) << type;
  }
  EXPECT_EQ(ask("same-origin", own, std::nullopt), SourceRefusal::foreign_body);
  EXPECT_EQ(
      refuse_source(Method::post,
                    {.sec_fetch_site = "same-origin", .origin = own, .content_type = {}, .own_origin = own, .has_body = false}),
      std::nullopt);
}

TEST(RequestSource, LetsAnybodyReadBecauseReadingChangesNothing) {
  for (Method method : {Method::get, Method::head, Method::options}) {
    EXPECT_EQ(ask("cross-site", "https://elsewhere.example", "text/plain", method), std::nullopt);
  }
}

base::Bytes32 bytes(unsigned char n) {
  base::Bytes32 out{};
  out.fill(std::byte{n});
  return out;
}

TEST(CsrfToken, FitsItsOwnSignInAndNoOther) {
  base::SeededRandom random(1);
  const auto token = make_csrf_token(bytes(1), bytes(2), random);
  EXPECT_EQ(token.size(), 86U);
  EXPECT_TRUE(csrf_token_fits(bytes(1), bytes(2), token));
  EXPECT_FALSE(csrf_token_fits(bytes(1), bytes(3), token)) << "somebody else's sign-in";
  EXPECT_FALSE(csrf_token_fits(bytes(4), bytes(2), token)) << "another house";
}

TEST(CsrfToken, LooksDifferentEachTimeInBothHalves) {
  base::SeededRandom random(1);
  std::set<std::string> first, second;
  for (int n = 0; n < 100; ++n) {
    const auto raw = *base::from_base64url(make_csrf_token(bytes(1), bytes(2), random));
    first.insert(base::to_hex(base::BytesView(raw).first(32)));
    second.insert(base::to_hex(base::BytesView(raw).last(32)));
  }
  EXPECT_EQ(first.size(), 100U);
  EXPECT_EQ(second.size(), 100U);
}

TEST(CsrfToken, DoesNotFitWithAnyBitChangedOrAnyLengthButItsOwn) {
  base::SeededRandom random(1);
  const auto token = make_csrf_token(bytes(1), bytes(2), random);
  const auto raw = *base::from_base64url(token);
  for (std::size_t bit = 0; bit < raw.size() * 8; ++bit) {
    auto changed = raw;
    changed[bit / 8] ^= std::byte{1} << (bit % 8);
    EXPECT_FALSE(csrf_token_fits(bytes(1), bytes(2), base::to_base64url(changed))) << bit;
  }
  EXPECT_FALSE(csrf_token_fits(bytes(1), bytes(2), ""));
  EXPECT_FALSE(csrf_token_fits(bytes(1), bytes(2), token.substr(0, 85)));
  EXPECT_FALSE(csrf_token_fits(bytes(1), bytes(2), token + "AA"));
  EXPECT_FALSE(csrf_token_fits(bytes(1), bytes(2), std::string(86, '!')));
  EXPECT_FALSE(csrf_token_fits(bytes(1), bytes(2), std::string(100'000, 'A')));
}

}  // namespace
}  // namespace access
