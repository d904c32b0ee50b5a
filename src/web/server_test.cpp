// The server as a client sees it: every row is bytes on a socket, and what must come back.
#include "web/server.h"

#include "base/log.h"
#include "testing/http_client.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <mutex>
#include <set>
#include <thread>

namespace web {
namespace {

using test::HttpClient;

const std::string host = "Host: school.example\r\n";

Response echo(const Request& request) {
  const char* method = request.method == Method::get ? "get" : request.method == Method::post ? "post" : "other";
  return text(200, std::string(method) + " " + request.path + " [" + request.body + "]");
}

/// A server on a free port that answers with what it was asked.
struct Running {
  explicit Running(ServerOptions options = {}, Handler handler = [](Request r, Reply reply) { reply(echo(r)); })
      : server(with_free_port(std::move(options)), std::move(handler)) {
    server.start();
  }
  static ServerOptions with_free_port(ServerOptions options) {
    options.port = 0;
    return options;
  }
  std::uint16_t port() const { return server.port(); }
  Server server;
};

TEST(Server, AnswersAndKeepsTheConnection) {
  Running running;
  HttpClient client(running.port());
  for (int i = 0; i < 3; ++i) {
    const auto answer = client.get("/a?b=c");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "get /a []");
  }
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
  Running running({.workers = 4});
  HttpClient client(running.port());
  std::string all;
  for (int i = 0; i < 50; ++i) all += "POST /" + std::to_string(i) + " HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\nhi";
  ASSERT_TRUE(client.send(all));
  for (int i = 0; i < 50; ++i) {
    const auto answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "post /" + std::to_string(i) + " [hi]");
  }
}

TEST(Server, PutsARequestTogetherFromSingleBytes) {
  Running running;
  HttpClient client(running.port());
  const std::string request =
      "POST /n HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n5;ext=\"1\"\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
  for (char c : request) ASSERT_TRUE(client.send({&c, 1}));
  EXPECT_EQ(client.read()->body, "post /n [hello world]");
  EXPECT_EQ(client.get("/after")->body, "get /after []");
}

struct Row {
  const char* what;
  std::string bytes;
  int status;
};

/// security.md D3 and what else two servers could read differently: refused, and the connection ended.
std::vector<Row> refused() {
  const auto get = [](const std::string& target, const std::string& more = "") { return "GET " + target + " HTTP/1.1\r\n" + host + more + "\r\n"; };
  const auto post = [](const std::string& headers, const std::string& body) { return "POST / HTTP/1.1\r\n" + host + headers + "\r\n" + body; };
  const auto chunked = [&](const std::string& body) { return post("Transfer-Encoding: chunked\r\n", body); };
  return {
      {"length and coding", post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nG"), 400},
      {"coding and length", post("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n", "0\r\n\r\nG"), 400},
      {"two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), 400},
      {"one length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400},
      {"a list of lengths", post("Content-Length: 5, 5\r\n", "hello"), 400},
      {"length with plus", post("Content-Length: +5\r\n", "hello"), 400},
      {"length with minus", post("Content-Length: -5\r\n", "hello"), 400},
      {"length in hex", post("Content-Length: 0x5\r\n", "hello"), 400},
      {"length with words", post("Content-Length: 5 bytes\r\n", "hello"), 400},
      {"empty length", post("Content-Length:\r\n", ""), 400},
      {"length beyond 64 bits", post("Content-Length: 18446744073709551621\r\n", "hello"), 400},
      {"bare LF", "GET / HTTP/1.1\nHost: school.example\n\n", 400},
      {"bare LF after a header", "GET / HTTP/1.1\r\nHost: school.example\n\r\n", 400},
      {"bare CR in a header", get("/", "X: a\rb\r\n"), 400},
      {"folded header", get("/", "X: a\r\n b\r\n"), 400},
      {"folded header with tab", get("/", "X: a\r\n\tb\r\n"), 400},
      {"space before colon", "GET / HTTP/1.1\r\nHost : school.example\r\n\r\n", 400},
      {"header without name", get("/", ": a\r\n"), 400},
      {"header without colon", get("/", "Xa\r\n"), 400},
      {"NUL in a header", get("/", std::string("X: a\0b\r\n", 8)), 400},
      {"NUL in the target", get(std::string("/a\0b", 4)), 400},
      {"leading empty line", "\r\n" + get("/"), 400},
      {"chunk extension too long", chunked("5;" + std::string(600, 'x') + "\r\nhello\r\n0\r\n\r\n"), 400},
      {"chunk of a negative size", chunked("-5\r\nhello\r\n0\r\n\r\n"), 400},
      {"chunk size with plus", chunked("+5\r\nhello\r\n0\r\n\r\n"), 400},
      {"chunk size in 0x", chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400},
      {"chunk size with space", chunked(" 5\r\nhello\r\n0\r\n\r\n"), 400},
      {"chunk size beyond 64 bits", chunked("10000000000000005\r\nhello\r\n0\r\n\r\n"), 400},
      {"chunk over the limit", chunked("fffffff0\r\n"), 413},
      {"chunk that ends late", chunked("5\r\nhelloX\r\n0\r\n\r\n"), 400},
      {"chunk lines with bare LF", chunked("5\nhello\n0\n\n"), 400},
      {"trailers", chunked("5\r\nhello\r\n0\r\nX: y\r\n\r\n"), 400},
      {"coding twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"coding chunked, chunked", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 501},
      {"coding gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
      {"coding xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501},
      {"coding identity", post("Transfer-Encoding: identity\r\n", ""), 501},
      {"coding in HTTP/1.0", "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"another authority", "GET http://other.example/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"authority with a user", "GET http://x@school.example/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"another scheme", "GET ftp://school.example/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"two hosts", "GET / HTTP/1.1\r\n" + host + "Host: other.example\r\n\r\n", 400},
      {"one host twice", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"a host that is a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"HTTP/0.9", "GET /\r\n", 400},
      {"HTTP/1.2", "GET / HTTP/1.2\r\n" + host + "\r\n", 400},
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"lower-case http", "GET / http/1.1\r\n" + host + "\r\n", 400},
      {"two spaces", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"tab for space", "GET\t/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"TLS to a plain port", std::string("\x16\x03\x01\x02\x00\x01\x00\x01", 8), 400},
      {"TRACE", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 405},
      {"CONNECT", "CONNECT school.example:443 HTTP/1.1\r\n" + host + "\r\n", 405},
      {"h2c upgrade", get("/", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"), 400},
      {"unknown expectation", post("Expect: 200-ok\r\nContent-Length: 1\r\n", "x"), 417},
      {"asterisk form", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", 400},
      {"authority form", get("school.example:80"), 400},
      {"fragment", get("/a#b"), 400},
      {"%00", get("/a%00b"), 400},
      {"%2F", get("/a%2Fb"), 400},
      {"%2f", get("/a%2fb"), 400},
      {"%0A", get("/a%0Ab"), 400},
      {"bad escape", get("/a%zz"), 400},
      {"cut escape", get("/a%4"), 400},
      {"dot segments", get("/a/../b"), 400},
      {"escaped dot segments", get("/a/%2e%2E/b"), 400},
      {"one dot", get("/./b"), 400},
      {"dots at the end", get("/a/.."), 400},
      {"backslash", get("/a\\b"), 400},
      {"escaped backslash", get("/a%5Cb"), 400},
      {"empty segment", get("//evil.example/"), 400},
      {"not UTF-8", get("/%FF"), 400},
      {"overlong UTF-8", get("/%C0%AE%C0%AE/"), 400},
      {"raw bytes over ASCII", get("/\xC3\xA9"), 400},
      {"query that is not UTF-8", get("/?a=%FF"), 400},
      {"request line too long", get("/" + std::string(9000, 'a')), 414},
      {"request line without end", "GET /" + std::string(9000, 'a'), 414},
      {"headers too long", get("/", "X: " + std::string(17000, 'a') + "\r\n"), 431},
      {"headers without end", "GET / HTTP/1.1\r\n" + host + std::string(17000, 'a'), 431},
      {"too many headers", [&] { std::string many; for (int i = 0; i < 120; ++i) many += "X: a\r\n"; return get("/", many); }(), 431},
      {"chunk lines with bare CR", chunked("5\rhello\r0\r\r"), 400},
      {"body too large", post("Content-Length: 2000000\r\n", ""), 413},
  };
}

TEST(Server, RefusesWhatIsAmbiguousAndEndsTheConnection) {
  Running running;
  for (const auto& row : refused()) {
    HttpClient client(running.port());
    ASSERT_EQ(client.get("/good")->status, 200) << row.what;  // the refusal is the bytes', not the connection's
    client.send(row.bytes);
    const auto answer = client.read();
    ASSERT_TRUE(answer) << row.what;
    EXPECT_EQ(answer->status, row.status) << row.what;
    EXPECT_EQ(answer->headers.at("connection"), "close") << row.what;
    EXPECT_EQ(answer->headers.count("content-security-policy"), 1U) << row.what;
    EXPECT_TRUE(client.is_closed()) << row.what;
  }
}

TEST(Server, NeverRunsWhatWasSmuggledBehindARefusal) {
  std::mutex guard;
  std::set<std::string> seen;
  Running running({}, [&](Request request, Reply reply) {
    const std::scoped_lock lock(guard);
    seen.insert(request.path);
    reply(text(200, ""));
  });
  for (const auto& row : refused()) {
    HttpClient client(running.port());
    client.send(row.bytes);
    client.send("GET /smuggled HTTP/1.1\r\n" + host + "\r\n");
    client.read();
  }
  HttpClient(running.port()).get("/good");
  const std::scoped_lock lock(guard);
  EXPECT_EQ(seen, std::set<std::string>{"/good"});
}

TEST(Server, RefusesJunkBehindAGoodRequest) {
  Running running;
  HttpClient client(running.port());
  client.send("GET /a HTTP/1.1\r\n" + host + "\r\nnonsense\r\n\r\n");
  EXPECT_EQ(client.read()->status, 200);
  EXPECT_EQ(client.read()->status, 400);
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, RefusesARequestThatEndsEarly) {
  Running running;
  for (const std::string part : {"GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhel",
                                 "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"}) {
    HttpClient client(running.port());
    client.send(part);
    client.finish_sending();
    const auto answer = client.read();
    ASSERT_TRUE(answer) << part;
    EXPECT_EQ(answer->status, 400);
    EXPECT_TRUE(client.is_closed());
  }
}

TEST(Server, TakesWhatIsUnusualButClear) {
  Running running;
  HttpClient client(running.port());
  EXPECT_EQ(client.ask("GET http://School.Example/a HTTP/1.1\r\n" + host + "\r\n")->body, "get /a []");
  EXPECT_EQ(client.get("/caf%C3%A9/b%20c")->body, "get /café/b c []");
  EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nhOsT:school.example\r\ncontent-length:  5  \r\n\r\nhello")->body, "post / [hello]");
  EXPECT_EQ(client.ask("POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: Chunked\r\n\r\n0005\r\nhello\r\n000\r\n\r\n")->body, "post / [hello]");
}

TEST(Server, KeepsAnOldClientOnlyIfItAsks) {
  Running running;
  HttpClient old(running.port());
  const auto once = old.ask("GET / HTTP/1.0\r\n" + host + "\r\n");
  EXPECT_EQ(once->headers.at("connection"), "close");
  EXPECT_TRUE(old.is_closed());
  HttpClient kept(running.port());
  EXPECT_EQ(kept.ask("GET / HTTP/1.0\r\n" + host + "Connection: keep-alive\r\n\r\n")->headers.at("connection"), "keep-alive");
  EXPECT_EQ(kept.get("/again")->status, 200);
}

TEST(Server, ClosesWhenAsked) {
  Running running;
  HttpClient client(running.port());
  EXPECT_EQ(client.ask("GET / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n")->status, 200);
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, SendsHeadWithoutABody) {
  Running running;
  HttpClient client(running.port());
  client.send("HEAD /a HTTP/1.1\r\n" + host + "\r\n");
  const auto answer = client.read(true);
  EXPECT_EQ(answer->headers.at("content-length"), std::to_string(std::string("get /a []").size()));
  EXPECT_EQ(client.get("/b")->body, "get /b []") << "nothing of a body lies between";
}

TEST(Server, SaysContinueToAClientThatWaits) {
  Running running;
  HttpClient client(running.port());
  client.send("POST / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(client.read()->status, 100);
  client.send("hello");
  EXPECT_EQ(client.read()->body, "post / [hello]");
  // One that is refused hears so before it sends anything.
  client.send("POST / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 50000000\r\n\r\n");
  EXPECT_EQ(client.read()->status, 413);
}

TEST(Server, ReadsForms) {
  Running running({}, [](Request r, Reply reply) {
    reply(text(200, std::string(r.form.text("note")) + "|" + std::to_string(r.form.uploads.size()) + "|" + r.body));
  });
  HttpClient client(running.port());
  const auto post = [&](const std::string& type, const std::string& body) {
    return client.ask("POST / HTTP/1.1\r\n" + host + "Content-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  };
  EXPECT_EQ(post("application/x-www-form-urlencoded", "note=a+b")->body, "a b|0|");
  EXPECT_EQ(post("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nx\r\n--b--")->body, "x|0|");
  EXPECT_EQ(post("application/json", "{}")->body, "|0|{}");
  EXPECT_EQ(post("application/x-www-form-urlencoded", "note=%FF")->status, 400);
  EXPECT_EQ(post("multipart/form-data", "--b--")->status, 400);
  EXPECT_EQ(post("application/json\r\nContent-Encoding: gzip", "{}")->status, 415);
  EXPECT_EQ(post("application/x-www-form-urlencoded", "note=still+here")->body, "still here|0|");
}

TEST(Server, TakesALateAnswerFromAnyThread) {
  std::vector<std::thread> late;
  Running running({.workers = 1}, [&](Request request, Reply reply) {
    late.emplace_back([path = request.path, reply] { reply(text(200, path)); });
  });
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int i = 0; i < 8; ++i) clients.push_back(std::make_unique<HttpClient>(running.port()));
  for (int i = 0; i < 8; ++i) clients[i]->send("GET /" + std::to_string(i) + " HTTP/1.1\r\n" + host + "\r\n");
  for (int i = 0; i < 8; ++i) EXPECT_EQ(clients[i]->read()->body, "/" + std::to_string(i));
  running.server.stop();  // the worker may still be adding the last thread, whose answer is here already
  for (auto& thread : late) thread.join();
}

TEST(Server, ServesManyConnectionsAtOnce) {
  Running running;
  std::vector<std::future<int>> clients;
  for (int c = 0; c < 8; ++c)
    clients.push_back(std::async(std::launch::async, [&, c] {
      HttpClient client(running.port());
      int good = 0;
      for (int i = 0; i < 200; ++i) {
        const auto path = "/" + std::to_string(c) + "/" + std::to_string(i);
        const auto answer = client.get(path);
        good += answer && answer->body == "get " + path + " []" ? 1 : 0;
      }
      return good;
    }));
  for (auto& client : clients) EXPECT_EQ(client.get(), 200);
}

TEST(Server, TellsAFailureByAReferenceThatStandsInTheLog) {
  std::string log;
  base::log::capture(&log);
  {
    Running running({}, [](Request request, Reply reply) {
      if (request.path == "/throw") throw std::runtime_error("the engine stalled");
      if (request.path == "/split") {
        auto response = text(200, "x");
        response.set_header("X-Note", "a\r\nSet-Cookie: b=c");
        return reply(std::move(response));
      }
      if (request.path == "/length") {
        auto response = text(200, "x");
        response.set_header("Content-Length", "0");
        return reply(std::move(response));
      }
      // every other path: no answer at all
    });
    HttpClient client(running.port());
    for (const std::string path : {"/throw", "/split", "/length", "/silent"}) {
      log.clear();
      const auto answer = client.get(path);
      ASSERT_TRUE(answer) << path;
      EXPECT_EQ(answer->status, 500) << path;
      EXPECT_EQ(answer->headers.count("set-cookie"), 0U);
      const auto at = answer->body.find("reference ");
      ASSERT_NE(at, std::string::npos) << answer->body;
      EXPECT_NE(log.find("\"reference\":\"" + answer->body.substr(at + 10, 8) + "\""), std::string::npos) << log;
      EXPECT_EQ(answer->body.find("engine"), std::string::npos);
    }
    const auto for_program = client.ask("GET /throw HTTP/1.1\r\n" + host + "Accept: application/json\r\n\r\n");
    EXPECT_EQ(for_program->headers.at("content-type"), "application/problem+json");
  }
  base::log::capture(nullptr);
}

TEST(Server, LetsRequestsUnderWayFinishWhenItStops) {
  std::promise<Reply> asked;
  auto running = std::make_unique<Running>(ServerOptions{}, [&](Request, Reply reply) { asked.set_value(std::move(reply)); });
  HttpClient busy(running->port()), idle(running->port());
  busy.send("GET / HTTP/1.1\r\n" + host + "\r\n");
  const auto reply = asked.get_future().get();
  auto stopping = std::async(std::launch::async, [&] { running->server.stop(10); });
  EXPECT_TRUE(idle.is_closed());
  EXPECT_THROW(HttpClient{running->port()}, std::system_error);
  reply(text(200, "finished"));
  const auto answer = busy.read();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "finished");
  EXPECT_EQ(answer->headers.at("connection"), "close");
  EXPECT_TRUE(busy.is_closed());
  stopping.get();
  running.reset();
  reply(text(200, "too late, and harmless"));
}

TEST(Server, RefusesToSpeakInTheClearBeyondThisMachine) {
  const Handler handler = [](Request, Reply) {};
  EXPECT_THROW(Server({.host = "0.0.0.0", .port = 0}, handler).start(), std::invalid_argument);
  EXPECT_THROW(Server({.host = "::", .port = 0}, handler).start(), std::invalid_argument);
  EXPECT_NO_THROW(Server({.host = "localhost", .port = 0}, handler).start());
}

TEST(Server, SaysWhenTheAddressIsTaken) {
  Running running;
  Server second({.port = running.port()}, [](Request, Reply) {});
  EXPECT_THROW(second.start(), std::system_error);
}

}  // namespace
}  // namespace web
