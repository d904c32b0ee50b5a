// Mail as it stands on the wire, and as a real server takes or refuses it.
#include "mail/relay.h"

#include "testing/mail_server.h"
#include "testing/school.h"

#include <gmock/gmock.h>

namespace mail {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Message a_message() {
  return {"alongside@thistledown.example", "Alongside at Thistledown", "a.nwosu@thistledown.example", "Two things for you",
          "Good morning.\n\nThere are two new things for you in Alongside.\n"};
}

TEST(WrittenMail, HasItsHeadersOnceAndItsWordsInBase64) {
  const auto text = written(a_message(), test::the_moment(), "01J").value();
  EXPECT_THAT(text, HasSubstr("Date: Tue, 3 Mar 2026 10:40:00 +0000\r\n"));
  EXPECT_THAT(text, HasSubstr("From: \"Alongside at Thistledown\" <alongside@thistledown.example>\r\n"));
  EXPECT_THAT(text, HasSubstr("Message-ID: <01J@thistledown.example>\r\n"));
  EXPECT_THAT(text, HasSubstr("Auto-Submitted: auto-generated\r\n"));
  EXPECT_THAT(text, Not(HasSubstr("Good morning")));
}

TEST(WrittenMail, EncodesASubjectThatIsNotPlain) {
  auto message = a_message();
  message.subject = "Zwei Dinge für Łucja – jetzt";
  const auto text = written(message, test::the_moment(), "1").value();
  EXPECT_THAT(text, HasSubstr("Subject: =?UTF-8?B?"));
  EXPECT_THAT(text, Not(HasSubstr("für")));
}

TEST(WrittenMail, RefusesWhatWouldSplitAHeader) {
  auto message = a_message();
  message.subject = "Two things\r\nBcc: everybody@example.com";
  EXPECT_FALSE(written(message, test::the_moment(), "1"));
  message = a_message();
  message.from_name = "Alongside\nX: y";
  EXPECT_FALSE(written(message, test::the_moment(), "1"));
  for (const char* address : {"", "nobody", "@example.com", "a@", "a b@example.com", "a@b@example.com",
                              "a@example.com>\r\nRCPT TO:<b@c.d", "a,b@example.com", "a@localhost", "a@example."}) {
    message = a_message();
    message.to = address;
    EXPECT_FALSE(written(message, test::the_moment(), "1")) << address;
  }
}

TEST(SentMail, ReachesARealServer) {
  const test::MailServer server;
  const Relay relay{.host = "127.0.0.1", .port = server.port(), .security = Security::none};
  ASSERT_TRUE(send(relay, a_message(), test::the_moment(), "01J"));
  const auto letters = server.letters();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_THAT(letters.front(), HasSubstr("Subject: Two things for you\n"));
  EXPECT_THAT(letters.front(), HasSubstr("X-RcptTo: a.nwosu@thistledown.example"));
  EXPECT_THAT(letters.front(), HasSubstr("Good morning.\n\nThere are two new things for you in Alongside.\n"));
}

TEST(SentMail, GoesOverTlsWhereTheCertificateIsTheRelaysAndNotElse) {
  const test::Certificate certificate("localhost");
  const test::MailServer server(&certificate);
  Relay relay{.host = "localhost", .port = server.port(), .security = Security::starttls, .authority = certificate.chain()};
  EXPECT_TRUE(send(relay, a_message(), test::the_moment(), "1"));
  relay.authority.clear();  // the machine's own list does not know it
  const auto refused = send(relay, a_message(), test::the_moment(), "2");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, base::Error::Kind::unavailable);
  EXPECT_EQ(server.messages().size(), 1U);
}

TEST(SentMail, IsNeverInTheClearToAnotherMachine) {
  const test::MailServer in_the_clear;
  const Relay relay{.host = "127.0.0.1", .port = in_the_clear.port(), .security = Security::starttls};
  EXPECT_FALSE(send(relay, a_message(), test::the_moment(), "1")) << "it offers no TLS";
  EXPECT_TRUE(in_the_clear.messages().empty());
  const auto refused =
      send({.host = "mail.example", .port = 25, .security = Security::none}, a_message(), test::the_moment(), "1");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, base::Error::Kind::invalid) << "refused before anything was opened";
}

TEST(SentMail, ThatNobodyTakesIsToldWithoutItsWords) {
  const Relay relay{.host = "127.0.0.1", .port = 1, .security = Security::none, .timeout_seconds = 2};
  const auto refused = send(relay, a_message(), test::the_moment(), "1");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, base::Error::Kind::unavailable);
  EXPECT_THAT(refused.error().for_log, Not(HasSubstr("nwosu")));
}

}  // namespace
}  // namespace mail
