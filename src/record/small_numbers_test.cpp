// Small numbers stay hidden from somebody who adds up, subtracts and tries everything out.
#include "record/small_numbers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

namespace record {
namespace {

/// Every value that each hidden cell could have, for somebody who knows the total and every cell that is not hidden, before rounding:
/// all whole numbers from 0 on that add up are tried.
std::vector<std::set<std::int64_t>> what_an_attacker_finds(const std::vector<std::int64_t>& cells,
                                                           const std::vector<bool>& hidden) {
  std::vector<std::size_t> unknown;
  std::int64_t left = 0;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (hidden[i]) {
      unknown.push_back(i);
      left += cells[i];  // the total less what is told
    }
  std::vector<std::set<std::int64_t>> found(cells.size());
  std::vector<std::int64_t> tried(unknown.size());
  const std::function<void(std::size_t, std::int64_t)> try_all = [&](std::size_t at, std::int64_t rest) {
    if (at + 1 == unknown.size()) {
      tried[at] = rest;
      for (std::size_t i = 0; i < unknown.size(); ++i) found[unknown[i]].insert(tried[i]);
      return;
    }
    for (std::int64_t value = 0; value <= rest; ++value) {
      tried[at] = value;
      try_all(at + 1, rest - value);
    }
  };
  if (!unknown.empty()) try_all(0, left);
  return found;
}

TEST(SmallNumbers, NothingUnderFiveIsToldAndNothingFollowsFromTheTotal) {
  // Every table of up to four cells with numbers from 0 to 9.
  std::int64_t tables = 0, with_hidden = 0;
  for (std::size_t size = 1; size <= 4; ++size) {
    std::vector<std::int64_t> cells(size);
    for (int number = 0, all = static_cast<int>(std::pow(10, size)); number < all; ++number) {
      int rest = number;
      for (auto& cell : cells) cell = rest % 10, rest /= 10;
      const auto total = std::accumulate(cells.begin(), cells.end(), std::int64_t{0});
      const auto hidden = hidden_cells(cells);
      ++tables;
      for (std::size_t i = 0; i < size; ++i) ASSERT_TRUE(cells[i] >= smallest_told || hidden[i]);
      if (total < smallest_told) continue;  // the whole is not told then
      const auto found = what_an_attacker_finds(cells, hidden);
      const bool alone = size == 1 || std::count(hidden.begin(), hidden.end(), true) < 2;
      for (std::size_t i = 0; i < size; ++i) {
        if (cells[i] >= smallest_told || !hidden[i]) continue;
        ++with_hidden;
        ASSERT_FALSE(alone) << "a hidden cell alone is the total less the others";
        ASSERT_GE(found[i].size(), 6U) << "cell " << i << " of table "
                                       << number;  // 0 to 5 at the least: not even that it is small
      }
    }
  }
  EXPECT_EQ(tables, 11110);
  EXPECT_GT(with_hidden, 5000);
}

TEST(SmallNumbers, LargeNumbersAreToldRounded) {
  EXPECT_EQ(hidden_cells({5, 12, 40}), (std::vector<bool>{false, false, false}));
  EXPECT_EQ(hidden_cells({5, 3, 40}), (std::vector<bool>{true, true, false}));
  EXPECT_EQ(hidden_cells({0, 0, 7, 40}), (std::vector<bool>{true, true, true, false}));
  EXPECT_EQ(rounded(5), 5);
  EXPECT_EQ(rounded(7), 5);
  EXPECT_EQ(rounded(8), 10);
  EXPECT_EQ(rounded(12), 10);
}

TEST(SmallNumbers, AReportWithTooFewRecordsTellsNothing) {
  Report report;
  report.records = 4;
  report.fields = {{"step", "Step", false, {{"a", "A", "", 3, false}, {"b", "B", "", 1, false}}, 4, 0, false}};
  hide_small_numbers(report);
  EXPECT_TRUE(report.hidden);
  EXPECT_EQ(report.records, 0);
  for (const auto& row : report.fields[0].rows) EXPECT_TRUE(row.hidden && row.records == 0);
}

TEST(SmallNumbers, WhatNobodyAnsweredIsACellToo) {
  Report report;
  report.records = 27;  // 20 + 5 answered, two did not: 27 - 25 would say so
  report.fields = {{"step", "Step", false, {{"a", "A", "", 20, false}, {"b", "B", "", 5, false}}, 25, 0, false}};
  report.by_pupil[access::PupilId()] = 27;
  hide_small_numbers(report);
  EXPECT_FALSE(report.fields[0].rows[0].hidden);
  EXPECT_TRUE(report.fields[0].rows[1].hidden);
  EXPECT_TRUE(report.by_pupil.empty());
}

}  // namespace
}  // namespace record
