// Passwords: stored at the cost the design asks for, upgraded, queued, and refused when they are easy to guess.
#include "access/password.h"
#include "access/guessable.h"
#include "base/random.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <atomic>
#include <thread>

namespace access {
namespace {

constexpr PasswordCost cheap{std::size_t{64} << 10, 1};

base::Secret secret(std::string_view text) { return base::Secret(text); }

TEST(Passwords, AreStoredAsArgon2idWith64MebibytesAndThreePasses) {
  Passwords passwords;
  const auto stored = *passwords.hash(secret("velvet harbour ninety otters"));
  EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << stored.substr(0, 31);
  EXPECT_TRUE(*passwords.verify(secret("velvet harbour ninety otters"), stored));
  EXPECT_FALSE(*passwords.verify(secret("velvet harbour ninety otter"), stored));
  EXPECT_FALSE(passwords.needs_rehash(stored));
}

TEST(Passwords, HaveASaltEach) {
  Passwords passwords(cheap);
  const auto one = *passwords.hash(secret("the same words twice")), two = *passwords.hash(secret("the same words twice"));
  EXPECT_NE(one, two);
  EXPECT_TRUE(*passwords.verify(secret("the same words twice"), one));
  EXPECT_TRUE(*passwords.verify(secret("the same words twice"), two));
}

TEST(Passwords, MadeAtAnotherCostAreStillGoodAndAskToBeMadeAgain) {
  Passwords before(cheap), now({std::size_t{128} << 10, 2});
  const auto stored = *before.hash(secret("velvet harbour ninety otters"));
  EXPECT_TRUE(*now.verify(secret("velvet harbour ninety otters"), stored));
  EXPECT_TRUE(now.needs_rehash(stored));
  EXPECT_FALSE(before.needs_rehash(stored));
  EXPECT_TRUE(now.needs_rehash("")) << "a text that is no hash";
  EXPECT_TRUE(now.needs_rehash("$argon2i$v=19$m=128,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$" + std::string(43, 'A')));
}

TEST(Passwords, AreNotGoodAgainstADamagedOrPlantedRow) {
  Passwords passwords(cheap);
  const auto password = secret("velvet harbour ninety otters");
  const auto stored = *passwords.hash(password);
  ASSERT_TRUE(*passwords.verify(password, stored));
  for (const std::string_view bad : {"", "velvet harbour ninety otters", "$argon2id$", "$argon2id$v=19$m=64,t=1,p=1$$",
                                     "$2b$12$abcdefghijklmnopqrstuuLrSDfNrWIIxCNvpiu0B3ZrC1JpHXV3a"}) {
    EXPECT_FALSE(*passwords.verify(password, bad)) << bad;
  }
  EXPECT_FALSE(*passwords.verify(password, stored.substr(0, stored.size() - 1)));
  EXPECT_FALSE(*passwords.verify(password, stored + std::string(200, 'A')));
  auto greedy = stored;
  greedy.replace(greedy.find("m=64"), 4, "m=4194304");
  EXPECT_FALSE(*passwords.verify(password, greedy)) << "four gibibytes for one sign-in";
  EXPECT_FALSE(*passwords.verify(secret(std::string(100'000, 'x')), stored));
  Passwords costly({std::size_t{64} << 10, 13}), large({std::size_t{257} << 20, 1});
  for (auto* other : {&costly, &large}) {
    const auto good_elsewhere = *other->hash(password);
    EXPECT_TRUE(*other->verify(password, good_elsewhere));
    EXPECT_FALSE(*passwords.verify(password, good_elsewhere)) << "true, but a row may not ask for so much of the machine";
  }
}

TEST(Passwords, DoTheSameWorkForAnAccountThatDoesNotExist) {
  // Time itself is measured elsewhere; here: the check of nobody takes a place in the queue and the same cost.
  Passwords none_inside(cheap, 0, 0);
  EXPECT_EQ(none_inside.verify_nobody(secret("x")).error().kind, base::Error::Kind::unavailable);
  Passwords passwords(cheap);
  EXPECT_TRUE(passwords.verify_nobody(secret("velvet harbour ninety otters")));
  EXPECT_TRUE(passwords.verify_nobody(secret("")));
}

TEST(Passwords, TurnPeopleAwayWhenTheQueueIsFull) {
  Passwords full(cheap, 0, 0);
  EXPECT_EQ(full.hash(secret("a password")).error().kind, base::Error::Kind::unavailable);
  EXPECT_EQ(full.verify(secret("a password"), "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA").error().kind,
            base::Error::Kind::unavailable);
  Passwords open(cheap, 1, 0);
  EXPECT_TRUE(open.hash(secret("a password")));
}

TEST(HashQueue, LetsTwoInKeepsFiftyWaitingAndTurnsTheNextAway) {
  HashQueue queue(2, 50);
  std::optional<HashQueue::Turn> first = queue.enter(), second = queue.enter();
  ASSERT_TRUE(first && second);
  std::atomic<int> inside = 2, most = 2, served = 0;
  std::vector<std::thread> people;
  for (int n = 0; n < 50; ++n) {
    people.emplace_back([&] {
      const auto turn = queue.enter();
      if (!turn) return;
      const int now = ++inside;
      for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
      }
      std::this_thread::yield();
      --inside;
      ++served;
    });
  }
  while (queue.waiting() < 50) std::this_thread::yield();
  EXPECT_EQ(served, 0);
  EXPECT_FALSE(queue.enter()) << "the fifty-third";
  inside -= 2;
  first.reset();
  second.reset();
  for (auto& person : people) person.join();
  EXPECT_EQ(served, 50);
  EXPECT_LE(most, 2);
  EXPECT_EQ(queue.waiting(), 0U);
  EXPECT_TRUE(queue.enter()) << "and open again";
}

std::string message(std::string_view password, std::vector<std::string_view> about = {}) {
  const auto checked = check_new_password(secret(password), about, "new_password");
  if (checked) return "";
  EXPECT_EQ(checked.error().fields.at(0).field, "new_password");
  EXPECT_EQ(checked.error().for_log.find(password), std::string::npos) << "never the password itself";
  return checked.error().fields.at(0).message;
}

TEST(NewPassword, HasTwelveTo256CharactersOfAnyKind) {
  EXPECT_EQ(message("otters9gate"), "Password must be 12 characters or more");
  EXPECT_EQ(message("otters9gates"), "");
  EXPECT_EQ(message("żółwie pływ"), "Password must be 12 characters or more") << "characters are counted, not bytes";
  EXPECT_EQ(message("żółwie pływa"), "");
  base::SeededRandom random(5);
  std::string long_one;
  while (long_one.size() < 256) long_one += static_cast<char>('!' + random.below(90));
  EXPECT_EQ(message(long_one), "");
  EXPECT_EQ(message(long_one + "a"), "Password must be 256 characters or fewer");
  EXPECT_EQ(message("\xC0\xAF is not utf-8 at all"), "Enter a password made of ordinary characters");
}

TEST(NewPassword, IsRefusedWhenAGuesserWouldTryItFirst) {
  for (const std::string_view weak : {"password1234",          "Password2026!",
                                      "P@ssw0rd2026",          "pa55w0rdpa55w0rd",
                                      "letmein12345",          "Welcome2026!!",
                                      "qwertyuiop12",          "1qaz2wsx3edc",
                                      "123456789012",          "aaaaaaaaaaaa",
                                      "abababababab",          "amzzmamazzam",
                                      "abcdefghijkl",          "01/09/1985-01/09",
                                      "07700900123456",        "iloveyou2026",
                                      "SchoolTeacher1",        "Safeguarding1!",
                                      "summerschool26",        "my password is secret",
                                      "correct horse battery", "ManchesterUnited99",
                                      "alongside-demo",        "Headteacher2026",
                                      "xyzxyzxyzxyz",          "teacherteacherteacherteacher"}) {
    EXPECT_NE(message(weak), "") << weak;
  }
  for (const std::string_view strong : {"velvet harbour ninety otters", "kJ8#mvQ2xLw9", "tangerine-walrus-lamp",
                                        "Nine otters, one gate", "school gate otter velvet", "ψηφιακό λουλούδι"}) {
    EXPECT_EQ(message(strong), "") << strong;
  }
}

TEST(NewPassword, IsRefusedWhenItIsMadeOfTheNamesAboutTheDoor) {
  EXPECT_EQ(message("Thornybrook2026"), "");
  EXPECT_NE(message("Thornybrook2026", {"Thornybrook Primary School"}), "");
  EXPECT_NE(message("zoe.oneill.2026", {"Zoë O'Neill"}), "");
  EXPECT_EQ(message("zoe.oneill.2026"), "");
}

TEST(NewPassword, MadeByAMachineIsNeverRefused) {
  rc::check([](std::uint64_t seed) {
    base::SeededRandom random(seed);
    base::Bytes32 raw;
    random.fill(raw);
    RC_ASSERT(!is_easily_guessed(base::to_base64url(raw).substr(0, 16), {}));
  });
}

}  // namespace
}  // namespace access
