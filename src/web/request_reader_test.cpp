// Requests out of bytes, however they are cut; and the examples of the fuzzer, held for good.
#include "web/request_reader.h"

#include "testing/places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

namespace web {
namespace {

/// All that is read from `bytes` given in pieces of at most `piece`, as one text.
std::string read_all(std::string_view bytes, std::size_t piece) {
  const ServerOptions options;
  RequestReader reader(options);
  std::string seen;
  while (!bytes.empty()) {
    const auto used = reader.feed(bytes.substr(0, piece));
    bytes.remove_prefix(used);
    if (reader.state() == RequestReader::State::refused) return seen + "refused " + std::to_string(reader.refusal().status);
    if (reader.state() != RequestReader::State::done) {
      if (used == 0) return seen + "stuck";
      continue;
    }
    const auto request = reader.take();
    seen += request.path + "|" + request.body + "|" + std::to_string(request.headers.size()) + (reader.keep_alive() ? "|keep\n" : "|close\n");
    reader.reset();
  }
  return seen;
}

TEST(RequestReader, ReadsTheSameHoweverTheBytesAreCut) {
  std::size_t read = 0, refused = 0;
  for (const auto& file : std::filesystem::directory_iterator(test::in_checkout("tests/fuzz/corpus/http"))) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const auto whole = read_all(bytes, bytes.size());
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U, 512U, 513U}) EXPECT_EQ(read_all(bytes, piece), whole) << file.path() << " by " << piece;
    EXPECT_EQ(whole.find("stuck"), std::string::npos) << file.path();
    ++(whole.find("refused") == std::string::npos ? read : refused);
  }
  EXPECT_GT(read, 5U);
  EXPECT_GT(refused, 15U);
}

TEST(HeadScan, RefusesByItself) {
  using namespace std::string_literals;
  const auto status = [](const std::string& head) {
    HeadScan scan(100, 200);
    const auto verdict = scan.look(head);
    return verdict == HeadScan::Verdict::complete ? 200 : verdict == HeadScan::Verdict::more ? 0 : scan.refusal().status;
  };
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), 200);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\n"), 0);
  for (const auto& head : {"GET / HTTP/1.1\r\nX: a\0b\r\n\r\n"s, "GET / HTTP/1.1\r\nX: a\rb\r\n\r\n"s, "GET / HTTP/1.1\n"s, "GET / HTTP/1.1\r\nX: a\n"s,
                           "GET / HTTP/1.1\r\nX: a\r\n b\r\n"s, "\r\nGET /"s, " GET /"s, "GET /\r\n"s, "GET / HTTP/3.0\r\n"s})
    EXPECT_EQ(status(head), 400) << head;
  EXPECT_EQ(status("GET /" + std::string(100, 'a')), 414);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nX: " + std::string(200, 'a')), 431);
}

TEST(RequestReader, HoldsManyChunksOfEverySize) {
  std::mt19937 sizes(7);
  std::string body, sent = "POST /n HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  while (body.size() < 200'000) {
    const std::string chunk(1 + sizes() % 3000, static_cast<char>('a' + sizes() % 26));
    char head[32];
    std::snprintf(head, sizeof head, "%zx;n=%u\r\n", chunk.size(), static_cast<unsigned>(sizes() % 100));
    sent += head + chunk + "\r\n";
    body += chunk;
  }
  sent += "0\r\n\r\n";
  for (const std::size_t piece : {sent.size(), std::size_t{1}, std::size_t{13}, std::size_t{1460}})
    EXPECT_TRUE(read_all(sent, piece) == "/n|" + body + "|2|keep\n") << piece;
}

TEST(RequestReader, LeavesTheNextRequestAlone) {
  const ServerOptions options;
  RequestReader reader(options);
  const std::string first = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", second = "GET /b HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_EQ(reader.feed(first + second), first.size());
  EXPECT_EQ(reader.state(), RequestReader::State::done);
  EXPECT_EQ(reader.take().body, "hi");
  reader.reset();
  EXPECT_EQ(reader.feed(second), second.size());
  EXPECT_EQ(reader.take().path, "/b");
}

TEST(RequestReader, GivesMoreRoomToRoutesThatTakeFiles) {
  ServerOptions options;
  options.limits.body = 10;
  options.limits.upload_body = 20;
  options.takes_files = [](Method method, std::string_view path) { return method == Method::post && path == "/files"; };
  const auto status = [&](const std::string& path, std::size_t size) {
    RequestReader reader(options);
    reader.feed("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" + std::string(size, 'x'));
    return reader.state() == RequestReader::State::done ? 200 : reader.refusal().status;
  };
  EXPECT_EQ(status("/notes", 10), 200);
  EXPECT_EQ(status("/notes", 11), 413);
  EXPECT_EQ(status("/files", 20), 200);
  EXPECT_EQ(status("/files", 21), 413);
  // In chunks, too, where no length is said beforehand.
  RequestReader reader(options);
  reader.feed("POST /notes HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n5\r\nghijk\r\n0\r\n\r\n");
  EXPECT_EQ(reader.refusal().status, 413);
}

TEST(RequestReader, WritesHeaderNamesSmallAndKeepsTheirOrder) {
  const ServerOptions options;
  RequestReader reader(options);
  reader.feed("GET / HTTP/1.1\r\nHost: a\r\nX-One:  b c \r\nx-one: d\r\n\r\n");
  const auto request = reader.take();
  EXPECT_EQ(request.headers, (std::vector<std::pair<std::string, std::string>>{{"host", "a"}, {"x-one", "b c"}, {"x-one", "d"}}));
}

}  // namespace
}  // namespace web
