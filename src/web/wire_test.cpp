// What goes back over the wire: the headers every answer has, what may not stand in one, compression that gives nothing away.
#include "web/wire.h"

#include "web/cookie.h"
#include "web/html.h"
#include "web/url.h"

#include <gtest/gtest.h>
#include <libdeflate.h>
#include <zstd.h>

#include <set>
#include <stdexcept>

namespace web {
namespace {

std::string unpack(Coding coding, const std::string& packed) {
  std::string out(1 << 20, '\0');
  if (coding == Coding::zstd) {
    out.resize(ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size()));
  } else {
    auto* reader = libdeflate_alloc_decompressor();
    std::size_t size = 0;
    EXPECT_EQ(libdeflate_gzip_decompress(reader, packed.data(), packed.size(), out.data(), out.size(), &size), LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(reader);
    out.resize(size);
  }
  return out;
}

Response a_page(std::size_t size) {
  Response response = text(200, std::string(size, 'x'));
  response.content_type = "text/html; charset=utf-8";
  return response;
}

TEST(Wire, PutsTheSecurityHeadersOnEveryAnswer) {
  for (const bool secure : {false, true})
    for (const int status : {200, 204, 303, 304, 404, 500}) {
      const auto head = to_wire(text(status, "x"), {.secure = secure}).head;
      for (const auto* header :
           {"\r\nContent-Security-Policy: default-src 'none'; ", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
            "\r\nX-Content-Type-Options: nosniff\r\n", "\r\nReferrer-Policy: same-origin\r\n", "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
            "\r\nCross-Origin-Resource-Policy: same-origin\r\n", "\r\nPermissions-Policy: camera=(self), ", "\r\nCache-Control: no-store\r\n", "\r\nDate: "})
        EXPECT_NE(head.find(header), std::string::npos) << header << status;
      EXPECT_EQ(head.find("\r\nStrict-Transport-Security: max-age=63072000") != std::string::npos, secure);
      EXPECT_EQ(head.find("\r\nServer:"), std::string::npos);
    }
}

TEST(Wire, LetsAnAnswerReplaceThePolicyAndTheCaching) {
  Response response = text(200, "x");
  response.set_header("content-security-policy", "sandbox");
  response.set_header("Cache-Control", "private");
  const auto head = to_wire(std::move(response), {.secure = true}).head;
  EXPECT_NE(head.find("content-security-policy: sandbox\r\n"), std::string::npos);
  EXPECT_EQ(head.find("default-src"), std::string::npos);
  EXPECT_EQ(head.find("no-store"), std::string::npos);
  EXPECT_NE(head.find("nosniff"), std::string::npos);
  EXPECT_NE(head.find("Strict-Transport-Security"), std::string::npos);
}

TEST(Wire, NeverLetsAHeaderSplitTheAnswer) {
  ASSERT_NO_THROW(to_wire([] { auto r = text(200, "x"); r.set_header("X-Note", "Zoë\ta"); return r; }(), {}));
  using namespace std::string_literals;
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
           {"X-Note", "a\r\nSet-Cookie: b=c"}, {"X-Note", "a\rb"}, {"X-Note", "a\nb"}, {"X-Note", "a\0b"s}, {"X-Note", "a\x7f"},
           {"X Note", "a"}, {"X-Note:", "a"}, {"", "a"}, {"X\r\nY", "a"}, {"Content-Length", "0"}, {"transfer-encoding", "chunked"},
           {"Connection", "close"}, {"Date", "x"}, {"Content-Type", "text/html"}}) {
    Response response = text(200, "x");
    response.set_header(name, value);
    EXPECT_THROW(to_wire(std::move(response), {}), std::invalid_argument) << name << ": " << value;
  }
  Response response = text(200, "x");
  response.content_type = "text/html\r\nX: y";
  EXPECT_THROW(to_wire(std::move(response), {}), std::invalid_argument);
}

TEST(Wire, CompressesWhatIsWorthIt) {
  for (const auto coding : {Coding::zstd, Coding::gzip}) {
    const auto wire = to_wire(a_page(20'000), {.coding = coding});
    EXPECT_NE(wire.head.find("Content-Encoding: " + std::string(coding_name(coding))), std::string::npos);
    EXPECT_NE(wire.head.find("Vary: Accept-Encoding"), std::string::npos);
    EXPECT_NE(wire.head.find("Content-Length: " + std::to_string(wire.body.size()) + "\r\n"), std::string::npos);
    const auto plain = unpack(coding, wire.body);
    EXPECT_TRUE(plain.starts_with(std::string(20'000, 'x') + "<!-- "));
    EXPECT_TRUE(plain.ends_with(" -->"));
  }
  EXPECT_EQ(to_wire(a_page(20'000), {}).body, std::string(20'000, 'x'));
  EXPECT_EQ(to_wire(a_page(600), {.coding = Coding::zstd}).body, std::string(600, 'x'));
  auto secret = a_page(20'000);
  secret.may_compress = false;
  EXPECT_EQ(to_wire(std::move(secret), {.coding = Coding::zstd}).body.size(), 20'000U);
}

TEST(Wire, LeavesTheTrueSizeOfACompressedAnswerUnknown) {
  std::set<std::size_t> pages, lists;
  for (int i = 0; i < 100; ++i) {
    pages.insert(to_wire(a_page(5000), {.coding = Coding::gzip}).body.size());
    const auto list = to_wire(json(200, std::string(5000, 'x')), {.coding = Coding::zstd});
    EXPECT_EQ(unpack(Coding::zstd, list.body), std::string(5000, 'x')) << "JSON itself is not changed";
    lists.insert(list.head.size());
  }
  EXPECT_GT(pages.size(), 20U);
  EXPECT_GT(lists.size(), 20U);
}

TEST(Wire, HasNoBodyWhereThereIsNone) {
  EXPECT_EQ(to_wire(text(204, "x"), {}).body, "");
  EXPECT_EQ(to_wire(text(204, "x"), {}).head.find("Content-Length"), std::string::npos);
  const auto head = to_wire(text(200, "four"), {.head = true});
  EXPECT_EQ(head.body, "");
  EXPECT_NE(head.head.find("Content-Length: 4\r\n"), std::string::npos);
}

TEST(AcceptEncoding, IsTakenAtItsWord) {
  EXPECT_EQ(choose_coding("gzip, deflate, br, zstd"), Coding::zstd);
  EXPECT_EQ(choose_coding("gzip, deflate, br"), Coding::gzip);
  EXPECT_EQ(choose_coding("zstd;q=0, GZIP;q=0.5"), Coding::gzip);
  EXPECT_EQ(choose_coding("gzip;q=0.000"), Coding::none);
  EXPECT_EQ(choose_coding("gzipped, xzstd"), Coding::none);
  EXPECT_EQ(choose_coding(""), Coding::none);
}

TEST(Responses, AreOfTheirTypes) {
  EXPECT_EQ(page(200, html("<p>{}</p>", "a<b")).body, "<p>a&lt;b</p>");
  EXPECT_EQ(page(200, html("<p></p>")).content_type, "text/html; charset=utf-8");
  const auto moved = see_other(Url::path("/pupils/{}", "x y"));
  EXPECT_EQ(moved.status, 303);
  EXPECT_EQ(moved.headers.at(0).second, "/pupils/x%20y");
  EXPECT_EQ(to_wire(moved, {}).head.find("\r\nContent-Type:"), std::string::npos);
}

TEST(SetCookie, IsBoundToTheHost) {
  EXPECT_EQ(set_cookie(true, "signin", "abc"), "__Host-alongside-signin=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
  EXPECT_EQ(set_cookie(false, "signin", "abc", {.seconds = 60}), "alongside-signin=abc; Max-Age=60; Path=/; HttpOnly; SameSite=Lax");
  EXPECT_EQ(forget_cookie(true, "signin"), "__Host-alongside-signin=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure");
  for (const auto* bad : {"a;b", "a b", "a\r\nb", "a,b", "a\"b", "a\\b", "caf\xC3\xA9"})
    EXPECT_THROW(set_cookie(true, "signin", bad), std::invalid_argument) << bad;
}

}  // namespace
}  // namespace web
