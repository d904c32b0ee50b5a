// Jobs are due when they should be, and one that fails takes nobody with it.
#include "jobs/runner.h"

#include "base/log.h"
#include "testing/school.h"

#include <gmock/gmock.h>

#include <future>
#include <stdexcept>

namespace jobs {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Runner, RunsEachJobWhenItIsDueAndNotBefore) {
  test::FrozenClock clock(test::the_moment());
  Runner runner(clock);
  int often = 0, seldom = 0;
  runner.add({"often", 10 * base::second_ms, [&] { ++often; }});
  runner.add({"seldom", base::minute_ms, [&] { ++seldom; }});
  EXPECT_EQ(runner.run_due(), 2U);
  clock.pass(9 * base::second_ms);
  EXPECT_EQ(runner.run_due(), 0U);
  clock.pass(base::second_ms);
  EXPECT_EQ(runner.run_due(), 1U);
  clock.pass(50 * base::second_ms);
  EXPECT_EQ(runner.run_due(), 2U);
  EXPECT_EQ(often, 3);
  EXPECT_EQ(seldom, 2);
}

TEST(Runner, GoesOnAfterAJobThatFailsAndLogsNothingOfItsText) {
  test::FrozenClock clock(test::the_moment());
  Runner runner(clock);
  int after = 0;
  runner.add({"broken", base::minute_ms, [] { throw std::runtime_error("Maya Osei"); }});
  runner.add({"sound", base::minute_ms, [&] { ++after; }});
  std::string log;
  base::log::capture(&log);
  EXPECT_EQ(runner.run_due(), 2U);
  base::log::capture(nullptr);
  EXPECT_EQ(after, 1);
  EXPECT_THAT(log, HasSubstr("broken"));
  EXPECT_THAT(log, Not(HasSubstr("Maya")));
  clock.pass(base::minute_ms);
  EXPECT_EQ(runner.run_due(), 2U) << "and it is tried again";
}

TEST(Runner, RunsOnAThreadOfItsOwnUntilItIsStopped) {
  test::FrozenClock clock(test::the_moment());
  Runner runner(clock);
  std::promise<void> ran;
  bool told = false;
  runner.add({"once", base::hour_ms, [&] {
                if (!told) ran.set_value();
                told = true;
              }});
  runner.start();
  ran.get_future().wait();
  runner.stop();
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace jobs
