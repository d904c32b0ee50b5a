// What slow, greedy and too many clients get.
#include "web/server.h"

#include "testing/http_client.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>

namespace web {
namespace {

using test::HttpClient;

const std::string host = "Host: school.example\r\n";

ServerOptions impatient() {
  ServerOptions options;
  options.port = 0;
  options.limits.header_seconds = 1;
  options.limits.body_seconds = 1;
  options.limits.idle_seconds = 1;
  options.limits.write_seconds = 1;
  return options;
}

const Handler hello = [](Request, Reply reply) { reply(text(200, "hello")); };

TEST(ServerLimits, DropASlowHead) {
  Server server(impatient(), hello);
  server.start();
  HttpClient slow(server.port()), other(server.port());
  slow.send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow:");
  EXPECT_EQ(other.get("/")->status, 200) << "nobody waits behind a slow client";
  EXPECT_EQ(slow.read()->status, 408);
  EXPECT_TRUE(slow.is_closed());
}

TEST(ServerLimits, DropASlowBody) {
  Server server(impatient(), hello);
  server.start();
  HttpClient slow(server.port());
  slow.send("POST / HTTP/1.1\r\n" + host + "Content-Length: 10\r\n\r\nhel");
  EXPECT_EQ(slow.read()->status, 408);
  EXPECT_TRUE(slow.is_closed());
}

TEST(ServerLimits, DropABodyThatTrickles) {
  auto options = impatient();
  options.limits.body_seconds = 600;
  options.limits.grace_seconds = 0;
  options.limits.body_bytes_a_second = 1'000'000;
  Server server(std::move(options), hello);
  server.start();
  HttpClient slow(server.port());
  slow.send("POST / HTTP/1.1\r\n" + host + "Content-Length: 1000\r\n\r\nhel");
  EXPECT_EQ(slow.read()->status, 408);
}

TEST(ServerLimits, DropAClientThatDoesNotReadItsAnswer) {
  std::promise<void> answered;
  auto options = impatient();
  Server server(std::move(options), [&](Request, Reply reply) {
    auto response = text(200, std::string(64 << 20, 'x'));  // more than the kernel keeps for it
    reply(std::move(response));
    answered.set_value();
  });
  server.start();
  HttpClient slow(server.port());
  slow.send("GET / HTTP/1.1\r\n" + host + "\r\n");
  answered.get_future().get();
  const auto begun = std::chrono::steady_clock::now();
  server.stop(30);  // waits for the answer under way, which ends at its limit of one second
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20));
  EXPECT_FALSE(slow.read()) << "the answer was cut off";
}

TEST(ServerLimits, CloseIdleConnections) {
  Server server(impatient(), hello);
  server.start();
  HttpClient fresh(server.port()), used(server.port());
  EXPECT_EQ(used.get("/")->status, 200);
  EXPECT_TRUE(fresh.is_closed());
  EXPECT_TRUE(used.is_closed());
}

TEST(ServerLimits, TurnAwayTooManyConnectionsOfOnePeer) {
  ServerOptions options;
  options.port = 0;
  options.limits.connections_a_peer = 2;
  Server server(std::move(options), hello);
  server.start();
  HttpClient one(server.port());
  {
    HttpClient two(server.port());
    EXPECT_EQ(one.get("/")->status, 200);
    EXPECT_EQ(two.get("/")->status, 200);
    HttpClient three(server.port());
    const auto answer = three.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 503);
    EXPECT_EQ(answer->headers.count("retry-after"), 1U);
    EXPECT_TRUE(three.is_closed());
    two.ask("GET / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
    EXPECT_TRUE(two.is_closed());
  }
  // The place is free again once the server has seen the second go: at the latest when it answers after that.
  for (int tries = 0; tries < 100; ++tries) {
    HttpClient four(server.port());
    if (const auto answer = four.get("/"); answer && answer->status == 200) return;
    one.get("/");
  }
  FAIL() << "the place never became free";
}

TEST(ServerLimits, MakeRoomForANewcomerByClosingWhoIdlesLongest) {
  ServerOptions options;
  options.port = 0;
  options.limits.connections = 2;
  Server server(std::move(options), hello);
  server.start();
  HttpClient first(server.port()), second(server.port());
  EXPECT_EQ(first.get("/")->status, 200);
  EXPECT_EQ(second.get("/")->status, 200);
  HttpClient third(server.port());
  EXPECT_EQ(third.get("/")->status, 200);
  EXPECT_TRUE(first.is_closed());
  EXPECT_EQ(second.get("/")->status, 200);
}

TEST(ServerLimits, AnswerBusyWhenTheQueueIsFull) {
  ServerOptions options;
  options.port = 0;
  options.workers = 1;
  options.limits.waiting = 1;
  std::promise<void> go, begun;
  auto gate = go.get_future().share();
  std::atomic<bool> first = true;
  Server server(std::move(options), [&](Request, Reply reply) {
    if (first.exchange(false)) begun.set_value();
    gate.wait();
    reply(text(200, "hello"));
  });
  server.start();
  HttpClient working(server.port()), waiting(server.port()), refused(server.port());
  const std::string request = "GET / HTTP/1.1\r\n" + host + "\r\n";
  working.send(request);
  begun.get_future().wait();
  // Two more: one waits, the other is refused at once; which is which is the kernel's to say.
  waiting.send(request);
  refused.send(request + request);
  bool busy = false;
  std::vector<int> statuses;
  for (int tries = 0; tries < 2 && !busy; ++tries) {
    HttpClient probe(server.port());
    const auto answer = probe.get("/");
    ASSERT_TRUE(answer);
    busy = answer->status == 503 && answer->headers.count("retry-after") == 1;
  }
  EXPECT_TRUE(busy);
  go.set_value();
  EXPECT_EQ(working.read()->status, 200);
}

TEST(ServerLimits, AnswerTooLargeAtOnceAndSwallowTheRest) {
  ServerOptions options;
  options.port = 0;
  Server server(std::move(options), hello);
  server.start();
  HttpClient client(server.port());
  client.send("POST / HTTP/1.1\r\n" + host + "Content-Length: 2000000\r\n\r\n");
  const auto answer = client.read();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 413);
  // Were the connection closed by now, the first of these would be answered with a reset, which may reach a client before the answer.
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(client.send(std::string(50'000, 'x'))) << i;
  client.finish_sending();
  EXPECT_TRUE(client.is_closed());
}

}  // namespace
}  // namespace web
