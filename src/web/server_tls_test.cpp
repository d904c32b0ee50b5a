// The server over TLS, with a certificate made on the spot.
#include "web/server.h"

#include "testing/certificate.h"
#include "testing/http_client.h"

#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>

namespace web {
namespace {

using test::Certificate;

class TlsClient final : public test::HttpClient {
 public:
  struct Wishes {
    int oldest = TLS1_2_VERSION, newest = TLS1_3_VERSION;
    std::string suites = "DEFAULT", alpn = {};
  };
  explicit TlsClient(std::uint16_t port) : TlsClient(port, Wishes{}) {}
  TlsClient(std::uint16_t port, const Wishes& wishes) : HttpClient(port), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_security_level(context_, 0);
    SSL_CTX_set_min_proto_version(context_, wishes.oldest);
    SSL_CTX_set_max_proto_version(context_, wishes.newest);
    SSL_CTX_set_cipher_list(context_, wishes.suites.c_str());
    if (!wishes.alpn.empty())
      SSL_CTX_set_alpn_protos(context_, reinterpret_cast<const unsigned char*>(wishes.alpn.data()), static_cast<unsigned>(wishes.alpn.size()));
    ssl_ = SSL_new(context_);
    SSL_set_fd(ssl_, fd());
    connected_ = SSL_connect(ssl_) == 1;
  }
  ~TlsClient() override {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }
  bool is_connected() const { return connected_; }
  std::string version() const { return SSL_get_version(ssl_); }
  std::string suite() const { return SSL_get_cipher_name(ssl_); }
  std::string name() const {
    X509* certificate = SSL_get1_peer_certificate(ssl_);
    char text[100] = "";
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, text, sizeof text);
    X509_free(certificate);
    return text;
  }

 protected:
  std::ptrdiff_t receive(char* into, std::size_t size) override { return SSL_read(ssl_, into, static_cast<int>(size)); }
  std::ptrdiff_t transmit(const char* from, std::size_t size) override { return SSL_write(ssl_, from, static_cast<int>(size)); }

 private:
  SSL_CTX* context_;
  SSL* ssl_ = nullptr;
  bool connected_ = false;
};

ServerOptions with(const Certificate& certificate) {
  ServerOptions options;
  options.port = 0;
  options.certificate = certificate.chain();
  options.key = certificate.key();
  return options;
}

const Handler echo = [](Request request, Reply reply) {
  reply(text(200, std::string(request.secure ? "secure " : "clear ") + request.path + " " + request.body));
};

TEST(ServerTls, CarriesRequestsBothWays) {
  const Certificate certificate("one");
  Server server(with(certificate), echo);
  server.start();
  TlsClient client(server.port());
  ASSERT_TRUE(client.is_connected());
  EXPECT_EQ(client.version(), "TLSv1.3");
  const auto answer = client.get("/a");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "secure /a ");
  EXPECT_EQ(answer->headers.at("strict-transport-security"), "max-age=63072000");
  EXPECT_EQ(client.get("/b")->body, "secure /b ");
  const std::string two = "GET /c HTTP/1.1\r\nHost: a\r\n\r\nGET /d HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  client.send(two);
  EXPECT_EQ(client.read()->body, "secure /c ");
  EXPECT_EQ(client.read()->body, "secure /d ");
  EXPECT_TRUE(client.is_closed());
}

TEST(ServerTls, CarriesLargeBodiesBothWays) {
  const Certificate certificate("large");
  Server server(with(certificate), echo);
  server.start();
  TlsClient client(server.port());
  std::string body;
  for (int i = 0; i < 120'000; ++i) body += std::to_string(i % 10007);
  const auto answer = client.ask("POST /n HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "secure /n " + body);
  EXPECT_EQ(client.get("/after")->body, "secure /after ");
}

TEST(ServerTls, SpeaksOnlyWhatKeepsForwardSecrecy) {
  const Certificate certificate("strict");
  Server server(with(certificate), echo);
  server.start();
  TlsClient twelve(server.port(), {.oldest = TLS1_2_VERSION, .newest = TLS1_2_VERSION});
  ASSERT_TRUE(twelve.is_connected());
  EXPECT_TRUE(twelve.suite().starts_with("ECDHE-")) << twelve.suite();
  EXPECT_EQ(twelve.get("/a")->status, 200);
  EXPECT_FALSE(TlsClient(server.port(), {.oldest = TLS1_VERSION, .newest = TLS1_1_VERSION, .suites = "ALL:@SECLEVEL=0"}).is_connected());
  for (const auto* suites : {"kRSA", "DHE", "ECDHE+SHA1", "3DES:RC4:NULL"})
    EXPECT_FALSE(TlsClient(server.port(), {.newest = TLS1_2_VERSION, .suites = suites}).is_connected()) << suites;
}

TEST(ServerTls, AgreesOnTheProtocolItSpeaks) {
  const Certificate certificate("alpn");
  Server server(with(certificate), echo);
  server.start();
  EXPECT_TRUE(TlsClient(server.port(), {.alpn = "\x02h2\x08http/1.1"}).is_connected());
  EXPECT_FALSE(TlsClient(server.port(), {.alpn = "\x02h2"}).is_connected());
}

TEST(ServerTls, TakesANewCertificateWithoutARestart) {
  const Certificate certificate("before");
  Server server(with(certificate), echo);
  server.start();
  TlsClient old(server.port());
  EXPECT_EQ(old.name(), "before");
  certificate.write("after");
  server.reload_certificate();
  EXPECT_EQ(TlsClient(server.port()).name(), "after");
  EXPECT_EQ(old.get("/a")->status, 200) << "connections under way go on";
  std::ofstream(certificate.key()) << "not a key";
  EXPECT_THROW(server.reload_certificate(), std::runtime_error);
  EXPECT_EQ(TlsClient(server.port()).name(), "after");
}

TEST(ServerTls, SurvivesPlainTextAndSilence) {
  const Certificate certificate("robust");
  auto options = with(certificate);
  options.limits.header_seconds = 1;
  Server server(std::move(options), echo);
  server.start();
  test::HttpClient plain(server.port()), silent(server.port());
  plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_FALSE(plain.read());
  EXPECT_TRUE(silent.is_closed());
  TlsClient client(server.port());
  EXPECT_EQ(client.get("/a")->status, 200);
}

TEST(ServerTls, SaysWhichFileCannotBeUsed) {
  const Certificate one("file"), other("other");
  auto options = with(one);
  options.key = other.key();
  try {
    Server(std::move(options), echo).start();
    FAIL() << "a key of another certificate was taken";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find(other.key().string()), std::string::npos) << error.what();
  }
  EXPECT_THROW(Server({.port = 0, .certificate = one.chain()}, echo).start(), std::invalid_argument);
}

}  // namespace
}  // namespace web
