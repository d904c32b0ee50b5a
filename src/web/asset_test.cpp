// The browser's files, as a browser asks for them.
#include "web/assets.h"
#include "web/serve_asset.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace web {
namespace {

Request ask(std::string_view path, std::string_view accept_encoding = "", std::string_view if_none_match = "") {
  Request request;
  request.path = path;
  if (!accept_encoding.empty()) request.headers.emplace_back("accept-encoding", accept_encoding);
  if (!if_none_match.empty()) request.headers.emplace_back("if-none-match", if_none_match);
  return request;
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

TEST(ServeAsset, GivesEveryFileForAYear) {
  ASSERT_FALSE(all_assets().empty());
  for (const auto& asset : all_assets()) {
    const auto response = serve_asset(ask(asset.path));
    ASSERT_TRUE(response) << asset.path;
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, asset.plain);
    EXPECT_EQ(response->content_type, asset.content_type);
    EXPECT_EQ(header(*response, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_FALSE(response->keep_secret);
    EXPECT_FALSE(response->may_compress);
  }
}

TEST(ServeAsset, GivesTheSmallestFormTheBrowserTakes) {
  const auto& css = *std::find_if(all_assets().begin(), all_assets().end(), [](const Asset& a) { return a.name == "app.css"; });
  ASSERT_FALSE(css.brotli.empty());
  ASSERT_FALSE(css.gzip.empty());
  const auto brotli = serve_asset(ask(css.path, "gzip, br"));
  EXPECT_EQ(brotli->body, css.brotli);
  EXPECT_EQ(header(*brotli, "Content-Encoding"), "br");
  const auto gzip = serve_asset(ask(css.path, "gzip, br;q=0"));
  EXPECT_EQ(gzip->body, css.gzip);
  EXPECT_EQ(header(*gzip, "Content-Encoding"), "gzip");
  EXPECT_EQ(serve_asset(ask(css.path))->body, css.plain);
  EXPECT_NE(header(*brotli, "ETag"), header(*gzip, "ETag"));
  EXPECT_EQ(header(*gzip, "Vary"), "Accept-Encoding");
}

TEST(ServeAsset, SendsNothingAgainToWhoHasIt) {
  const auto path = all_assets().front().path;
  const auto tag = header(*serve_asset(ask(path)), "ETag");
  ASSERT_FALSE(tag.empty());
  const auto again = serve_asset(ask(path, "", "\"other\", W/" + tag));
  EXPECT_EQ(again->status, 304);
  EXPECT_EQ(again->body, "");
  EXPECT_EQ(header(*again, "ETag"), tag);
  EXPECT_EQ(serve_asset(ask(path, "", "\"other\""))->status, 200);
}

TEST(ServeAsset, KnowsNothingElse) {
  EXPECT_FALSE(serve_asset(ask("/")));
  EXPECT_FALSE(serve_asset(ask("/assets/")));
  EXPECT_FALSE(serve_asset(ask("/assets/app.css"))) << "only the address with the content's hash";
  auto post = ask(all_assets().front().path);
  post.method = Method::post;
  EXPECT_FALSE(serve_asset(post));
}

}  // namespace
}  // namespace web
