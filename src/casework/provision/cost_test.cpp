// Pay, money and funding: the two schools' own figures, and sums that always add up.
#include "casework/provision/funding.h"
#include "casework/provision/pay.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <cmath>
#include <numeric>

namespace provision {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Pay of(std::int64_t pounds, std::int64_t week_minutes, std::int64_t paid_weeks) {
  Pay pay;
  pay.full_time = {pounds * 100};
  pay.week_minutes = week_minutes;
  pay.paid_weeks = paid_weeks;
  return pay;
}

void is_about(Pence money, std::int64_t pounds) { EXPECT_NEAR(static_cast<double>(money.value) / 100, static_cast<double>(pounds), 5.0); }

TEST(PaySums, ComeOutAsTheTwoSchoolsOwnFiguresSay) {
  is_about(actual_salary(of(23'297, 31 * 60 + 40, 43'100)), 16'484);
  is_about(actual_salary(of(24'223, 31 * 60 + 40, 43'100)), 17'139);
  is_about(actual_salary(of(19'554, 37 * 60, 44'400)), 16'650);
  is_about(actual_salary(of(21'166, 37 * 60, 44'400)), 18'022);
}

TEST(PaySums, GiveAMinuteItsPriceAndSayHow) {
  auto pay = of(24'000, 37 * 60, 52'143);
  pay.on_costs = 2'500;
  pay.worked_weeks = 40'000;
  EXPECT_EQ(actual_salary(pay), Pence{2'400'000});
  EXPECT_EQ(cost_a_year(pay), Pence{3'000'000});
  // £30,000 ÷ (37 × 40 hours) = £20.27 an hour
  EXPECT_EQ(cost_of(minute_cost(pay), 60), Pence{2'027});
  EXPECT_EQ(cost_of(minute_cost(pay), 37 * 60 * 40), Pence{3'000'000}) << "the whole year's minutes cost the whole year's pay";
  EXPECT_THAT(explain(pay), ElementsAre(HasSubstr("£24,000 full time × 37 h ÷ 37 h a week × 52.143 ÷ 52.143 weeks = £24,000.00"),
                                        HasSubstr("+ 25% on-costs = £30,000.00"), HasSubstr("£20.27 an hour, 33.784p a minute")));
}

PayForm good_form() { return {"2026-04-01", "Grade 3", "5", "£23,297", "31", "40", "43.1", "38", "25"}; }

TEST(PayAsTyped, IsRead) {
  const auto pay = read_pay(good_form());
  ASSERT_TRUE(pay);
  EXPECT_EQ(pay->week_minutes, 1900);
  EXPECT_EQ(pay->paid_weeks, 43'100);
  EXPECT_EQ(pay->on_costs, 2'500);
  is_about(actual_salary(*pay), 16'484);
}

TEST(PayAsTyped, IsRefusedBesideTheFieldWhereItMakesNoSense) {
  const auto wrong = [](auto change) {
    auto form = good_form();
    change(form);
    const auto pay = read_pay(form);
    return pay ? std::string("fine") : pay.error().fields.front().field;
  };
  EXPECT_EQ(wrong([](auto&) {}), "fine");
  EXPECT_EQ(wrong([](auto& f) { f.hours = "0", f.minutes = "0"; }), "hours");
  EXPECT_EQ(wrong([](auto& f) { f.hours = "", f.minutes = ""; }), "hours");
  EXPECT_EQ(wrong([](auto& f) { f.hours = "38"; }), "hours");
  EXPECT_EQ(wrong([](auto& f) { f.minutes = "60"; }), "minutes");
  EXPECT_EQ(wrong([](auto& f) { f.full_time = "0"; }), "full_time");
  EXPECT_EQ(wrong([](auto& f) { f.full_time = "lots"; }), "full_time");
  EXPECT_EQ(wrong([](auto& f) { f.full_time = "-5"; }), "full_time");
  EXPECT_EQ(wrong([](auto& f) { f.paid_weeks = "53"; }), "paid_weeks");
  EXPECT_EQ(wrong([](auto& f) { f.paid_weeks = "0"; }), "paid_weeks");
  EXPECT_EQ(wrong([](auto& f) { f.worked_weeks = "44"; }), "worked_weeks");
  EXPECT_EQ(wrong([](auto& f) { f.on_costs = "a"; }), "on_costs");
  EXPECT_EQ(wrong([](auto& f) { f.from_on = "2026-02-30"; }), "from_on");
}

TEST(Money, IsReadAndWrittenInPounds) {
  EXPECT_EQ(parse_pounds("£23,297.5"), Pence{2'329'750});
  EXPECT_EQ(parse_pounds(" 12 "), Pence{1'200});
  for (const char* bad : {"", "£", "1.234", "12p", "1e5", "-1", "99999999999", "1..2", "10000001"}) EXPECT_FALSE(parse_pounds(bad)) << bad;
  EXPECT_EQ(to_text({1'648'400}), "£16,484");
  EXPECT_EQ(to_text({1'648'412}), "£16,484.12");
  EXPECT_EQ(to_text({-5}), "−£0.05");
  EXPECT_EQ(to_exact_text({123'456'789}), "£1,234,567.89");
}

TEST(Shares, GiveThePenniesThatCannotBeDividedToTheFirst) {
  const std::vector<std::int64_t> three = {20, 20, 20};
  EXPECT_THAT(*share({100}, three), ElementsAre(Pence{34}, Pence{33}, Pence{33}));
  const std::vector<std::int64_t> uneven = {20, 10, 0};
  EXPECT_THAT(*share({100}, uneven), ElementsAre(Pence{67}, Pence{33}, Pence{0}));
}

TEST(Shares, RefuseACostSharedByNobody) {
  EXPECT_FALSE(share({100}, {}));
  const std::vector<std::int64_t> nobody = {0, 0};
  EXPECT_FALSE(share({100}, nobody));
}

TEST(Shares, AddUpToThePennyOverAnySplitOfGroups) {
  EXPECT_TRUE(rc::check([] {
    // A year of sessions, each of its own length, adult and pupils; the pupils in any number of groups.
    const auto rate = MinuteCost{*rc::gen::inRange<std::int64_t>(1'000'000, 90'000'000)};
    const auto groups = *rc::gen::inRange<std::size_t>(1, 7);
    std::vector<Pence> of_group(groups);
    Pence whole;
    const auto sessions = *rc::gen::inRange(1, 30);
    for (int n = 0; n < sessions; ++n) {
      const auto cost = cost_of(rate, *rc::gen::inRange<std::int64_t>(1, 240));
      const auto weights = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 120)));
      const auto parts = share(cost, weights);
      RC_ASSERT(parts.has_value());
      whole += cost;
      for (std::size_t k = 0; k < parts->size(); ++k) {
        const auto exact = static_cast<double>(cost.value) * static_cast<double>(weights[k]) /
                           static_cast<double>(std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
        RC_ASSERT(std::abs(static_cast<double>((*parts)[k].value) - exact) < 1.0);
        of_group[*rc::gen::inRange<std::size_t>(0, groups)] += (*parts)[k];
      }
    }
    RC_ASSERT(std::accumulate(of_group.begin(), of_group.end(), Pence{}) == whole);
  }));
}

TEST(Funding, TheSchoolsShareIsACeilingAndNotMoneyForEachPupil) {
  const auto small = carry({150'000}, usual_school_share, {});
  EXPECT_EQ(small.by_school, Pence{150'000});
  EXPECT_EQ(small.needed, Pence{0}) << "a pupil whose support costs £1,500 brings no £4,500 with them";
  EXPECT_EQ(small.short_of(), Pence{0});
  const auto large = carry({950'000}, usual_school_share, {200'000});
  EXPECT_EQ(large.by_school, Pence{600'000});
  EXPECT_EQ(large.needed, Pence{350'000});
  EXPECT_EQ(large.short_of(), Pence{150'000});
  EXPECT_EQ(carry({700'000}, usual_school_share, {300'000}).over(), Pence{200'000});
}

TEST(Funding, TheShareOfADayIsTheNewestThatHasBegun) {
  const base::LocalDate day{20'000};
  EXPECT_EQ(school_share_on({}, day), Pence{600'000});
  const std::vector<SchoolShare> shares = {{day + 10, {700'000}}, {day + -400, {650'000}}, {day + -10, {660'000}}};
  EXPECT_EQ(school_share_on(shares, day), Pence{660'000});
  EXPECT_EQ(school_share_on(shares, day + 10), Pence{700'000});
}

TEST(Funding, ATopUpCountsForItsOwnDays) {
  const base::LocalDate day{20'000};
  const std::vector<TopUp> top_ups = {{{}, {}, "top_up", "", {365'000}, day, day + 364}};
  EXPECT_EQ(received_between(top_ups, day, day + 364), Pence{365'000});
  EXPECT_EQ(received_between(top_ups, day, day), Pence{1'000});
  EXPECT_EQ(received_between(top_ups, day + -10, day + 9), Pence{10'000});
  EXPECT_EQ(received_between(top_ups, day + 365, day + 400), Pence{0});
}

}  // namespace
}  // namespace provision
