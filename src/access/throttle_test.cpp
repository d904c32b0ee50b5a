// The guessing budget: a thousand addresses get a hundred guesses a day, and the teacher on their own tablet never notices.
#include "access/throttle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace access {
namespace {

constexpr std::int64_t second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
constexpr std::int64_t start = 1'000'000;

Attempt a_guess(int address, std::string_view user = "teacher") {
  return {account_key(user), network_key("10." + std::to_string(address / 65536) + '.' + std::to_string(address / 256 % 256) +
                                         '.' + std::to_string(address % 256))};
}
Attempt on_own_tablet(std::string_view user = "teacher") {
  auto attempt = a_guess(1, user);
  attempt.device = base::Bytes32{std::byte{5}};
  return attempt;
}

/// Tries and fails; the wait that was told when it might not be tried.
std::int64_t try_and_fail(Throttle& throttle, const Attempt& attempt, std::int64_t now) {
  const auto verdict = throttle.ask(attempt, now);
  if (verdict.may_check()) throttle.failed(attempt, now);
  return verdict.wait_ms;
}

TEST(Throttle, DoublesTheDelayFromTheFifthFailureUpToAQuarterOfAnHour) {
  Throttle throttle;
  auto now = start;
  for (int n = 0; n < 5; ++n) EXPECT_EQ(try_and_fail(throttle, a_guess(n), now), 0) << n;
  for (const std::int64_t delay : {5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900}) {
    EXPECT_EQ(try_and_fail(throttle, a_guess(1), now), delay * second);
    EXPECT_EQ(try_and_fail(throttle, a_guess(2), now + delay * second - 1), 1) << "from another address, a moment too early";
    now += delay * second;
    EXPECT_EQ(try_and_fail(throttle, a_guess(3), now), 0) << "and in time";
  }
}

TEST(Throttle, TellsPeopleAtTheTenthFailureOnce) {
  Throttle throttle;
  auto now = start;
  std::vector<int> told;
  for (int n = 1; n <= 25; ++n, now += hour) {
    ASSERT_TRUE(throttle.ask(a_guess(n), now).may_check());
    if (throttle.failed(a_guess(n), now)) told.push_back(n);
  }
  EXPECT_EQ(told, std::vector{10});
}

TEST(Throttle, BeginsAnewAfterARightPasswordAndAfterAQuietDay) {
  Throttle throttle;
  auto now = start;
  for (int n = 0; n < 5; ++n) (void)try_and_fail(throttle, a_guess(1), now);
  ASSERT_FALSE(throttle.ask(a_guess(1), now).may_check());
  now += 5 * second;
  ASSERT_TRUE(throttle.ask(a_guess(1), now).may_check());
  throttle.succeeded(a_guess(1), now);
  for (int n = 0; n < 5; ++n) EXPECT_EQ(try_and_fail(throttle, a_guess(1), now), 0) << n;
  EXPECT_NE(try_and_fail(throttle, a_guess(1), now), 0);
  for (int n = 0; n < 5; ++n) EXPECT_EQ(try_and_fail(throttle, a_guess(1), now + day), 0) << n;
  EXPECT_NE(try_and_fail(throttle, a_guess(1), now + day), 0);
}

TEST(Throttle, GivesAThousandAddressesAHundredGuessesInAnyDayAndNeverLocksOutTheOwnTablet) {
  Throttle throttle;
  std::vector<std::int64_t> checked;
  int refused_on_tablet = 0, signed_in = 0;
  std::int64_t next_sign_in = start;
  int address = 0;
  for (auto now = start; now < start + 5 * day;) {
    std::int64_t least_wait = day;
    for (int n = 0; n < 20; ++n, ++address) {  // as many at once as they like
      const auto wait = try_and_fail(throttle, a_guess(address % 1000), now);
      if (wait == 0) checked.push_back(now);
      if (wait > 0) least_wait = std::min(least_wait, wait);
    }
    for (; next_sign_in <= now; next_sign_in += 20 * minute) {  // two slips of the finger each time
      for (int slip = 0; slip < 2; ++slip) refused_on_tablet += try_and_fail(throttle, on_own_tablet(), now) != 0;
      const auto verdict = throttle.ask(on_own_tablet(), now);
      refused_on_tablet += !verdict.may_check();
      throttle.succeeded(on_own_tablet(), now);
      ++signed_in;
    }
    now += std::min(least_wait, 20 * minute);
  }
  EXPECT_EQ(refused_on_tablet, 0);
  EXPECT_GT(signed_in, 300);
  std::size_t most = 0;
  for (std::size_t first = 0, last = 0; last < checked.size(); ++last) {
    while (checked[last] - checked[first] >= day) ++first;
    most = std::max(most, last - first + 1);
  }
  EXPECT_LE(most, 100U);
  EXPECT_GT(most, 90U) << "the attackers really tried";
}

TEST(Throttle, BoundsGuessesOnTheOwnTabletByThemselves) {
  Throttle throttle;
  for (int n = 0; n < 5; ++n) EXPECT_EQ(try_and_fail(throttle, on_own_tablet(), start), 0);
  EXPECT_EQ(try_and_fail(throttle, on_own_tablet(), start), 5 * second) << "a pupil with the tablet in hand";
  EXPECT_EQ(try_and_fail(throttle, a_guess(9), start), 0) << "does not lock the owner out elsewhere";
}

TEST(Throttle, CountsManyAtTheSameMomentBeforeAnyHasFailed) {
  Throttle throttle;
  int through = 0;
  for (int n = 0; n < 1000; ++n) through += throttle.ask(a_guess(n), start).may_check();
  EXPECT_EQ(through, 5);
}

TEST(Throttle, BoundsOneNetworkTryingManyAccounts) {
  Throttle throttle;
  const auto spray = [&](int from, int accounts, std::int64_t now) {
    int through = 0;
    for (int n = 0; n < accounts; ++n) {
      const auto verdict = throttle.ask(a_guess(7, "user" + std::to_string(from + n)), now);
      through += verdict.may_check();
      EXPECT_TRUE(verdict.may_check() || verdict.limit == Verdict::Limit::network);
    }
    return through;
  };
  EXPECT_EQ(spray(0, 500, start), 60);
  EXPECT_EQ(spray(1000, 500, start + minute), 12) << "one each five seconds";
  EXPECT_TRUE(throttle.ask(a_guess(8, "someone"), start + minute).may_check()) << "another network is not touched";
}

TEST(Throttle, LetsAWholeSchoolSignInFromOneAddressInTheMorning) {
  Throttle throttle;
  for (int n = 0; n < 300; ++n) {
    const auto attempt = a_guess(7, "colleague" + std::to_string(n));
    ASSERT_TRUE(throttle.ask(attempt, start + n).may_check()) << n;
    throttle.succeeded(attempt, start + n);
  }
}

TEST(Throttle, BoundsEverybodyTogether) {
  Throttle throttle;
  int through = 0;
  Verdict last;
  for (int n = 0; n < 2000; ++n) {
    last = throttle.ask(a_guess(n, "user" + std::to_string(n)), start);
    through += last.may_check();
  }
  EXPECT_EQ(through, 600);
  EXPECT_EQ(last.limit, Verdict::Limit::everyone);
  EXPECT_TRUE(throttle.ask(on_own_tablet(), start).may_check()) << "a known device still signs in";
}

TEST(Throttle, GivesBackWhatCouldNotBeChecked) {
  Throttle throttle;
  for (int n = 0; n < 200; ++n) {
    ASSERT_TRUE(throttle.ask(a_guess(7), start).may_check()) << n;
    throttle.not_checked(a_guess(7), start);
  }
}

TEST(Throttle, RemembersNoMoreThanItsLimitAndForgetsTheOldestFirst) {
  Throttle throttle({.everyone_burst = 100'000, .most_remembered = 50});
  for (int n = 0; n < 5; ++n) (void)try_and_fail(throttle, a_guess(1, "teacher"), start + 1000);
  (void)try_and_fail(throttle, a_guess(2, "first"), start);
  for (int n = 0; n < 48; ++n) (void)try_and_fail(throttle, a_guess(100 + n, "user" + std::to_string(n)), start + 500);
  (void)try_and_fail(throttle, a_guess(500, "one more"), start + 1000);
  EXPECT_NE(try_and_fail(throttle, a_guess(3, "teacher"), start + 1000), 0) << "still remembered";
}

TEST(AccountKey, IsTheSameHoweverTheNameIsTyped) {
  EXPECT_EQ(account_key(" Teacher "), account_key("teacher"));
  EXPECT_NE(account_key("teacher"), account_key("teacher2"));
}

TEST(NetworkKey, TakesAnIpv6NetworkAsOne) {
  EXPECT_EQ(network_key("2001:db8:1:2::1"), network_key("2001:db8:1:2:ffff::9"));
  EXPECT_NE(network_key("2001:db8:1:2::1"), network_key("2001:db8:1:3::1"));
  EXPECT_EQ(network_key("::ffff:192.0.2.7"), network_key("192.0.2.7"));
  EXPECT_NE(network_key("192.0.2.7"), network_key("192.0.2.8"));
  EXPECT_EQ(network_key("fe80::1%eth0"), network_key("fe80::2"));
  EXPECT_NE(network_key("not an address"), network_key(""));
}

}  // namespace
}  // namespace access
