// Suppression, complementary suppression, rounding. docs/adr/0018 says why it is enough.
#include "record/small_numbers.h"

#include <algorithm>
#include <numeric>

namespace record {
namespace {

/// Of rows that may overlap, or that leave some records out, what is left over counts as a cell of its own while cells are chosen.
template <class Rows>
void hide_rows(Rows& rows, std::int64_t total) {
  std::vector<std::int64_t> cells;
  for (const auto& row : rows) cells.push_back(row.records);
  const auto told = std::accumulate(cells.begin(), cells.end(), std::int64_t{0});
  const bool rest = told < total;
  if (rest) cells.push_back(total - told);
  const auto hidden = hidden_cells(cells);
  // What is left over is not shown, but is the total less what is: where it is small, another cell must be hidden with it.
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].hidden = hidden[i];
    rows[i].records = hidden[i] ? 0 : rounded(rows[i].records);
  }
}

}  // namespace

std::vector<bool> hidden_cells(const std::vector<std::int64_t>& cells) {
  std::vector<bool> hidden(cells.size());
  std::size_t count = 0;
  std::int64_t together = 0;
  const auto hide = [&](std::size_t i) {
    hidden[i] = true;
    ++count;
    together += cells[i];
  };
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i] < smallest_told) hide(i);
  if (count == 0) return hidden;
  while (count < 2 || together < smallest_told) {
    std::size_t smallest = cells.size();
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!hidden[i] && (smallest == cells.size() || cells[i] < cells[smallest])) smallest = i;
    if (smallest == cells.size()) break;
    hide(smallest);
  }
  return hidden;
}

std::int64_t rounded(std::int64_t number) { return (number + 2) / 5 * 5; }

void hide_small_numbers(Report& report) {
  const auto total = report.records;
  if (total < smallest_told) report.hidden = true;
  for (auto& field : report.fields) {
    hide_rows(field.rows, total);
    field.sum = 0;  // an average of few is the value of one
    field.answered = field.answered < smallest_told || total - field.answered < smallest_told ? 0 : rounded(field.answered);
  }
  std::vector<Count> heat;
  for (const auto& day : report.heat) heat.insert(heat.end(), day.begin(), day.end());
  hide_rows(heat, total);
  for (std::size_t i = 0; i < heat.size(); ++i) report.heat[i / hours_counted][i % hours_counted] = heat[i];
  hide_rows(report.half_terms, total);
  report.weeks.clear();
  report.by_pupil.clear();
  report.by_adult.clear();
  report.records = report.hidden ? 0 : rounded(total);
}

}  // namespace record
