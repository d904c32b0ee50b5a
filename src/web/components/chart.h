// Pictures of numbers, made on the server: SVG that a screen reader is told in a sentence, with its table beneath. Numbers stand beside or in
// every mark, so that nothing is told by colour alone; colours come from classes, so dark mode and print have their own.
#pragma once

#include "web/html.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace web {

/// A number to be shown: `words` stand where it is not told ("not told"); else the number itself.
struct Amount {
  std::int64_t number = 0;
  std::string words = {};
};

struct Bar {
  std::string label;
  Amount amount;
  std::string note = {};        ///< a further column of the table: a rate
  std::optional<Url> url = {};  ///< to what is behind the number
  std::string group = {};       ///< a heading it stands under
};
/// Bars that lie, one under another, with the number at each one's end.
struct BarChart {
  std::string title;
  std::string label_column, amount_column, note_column = {};
  std::vector<Bar> bars;
  Html below = {};  ///< stands under the table: a link to its CSV
};
Html bar_chart(const BarChart& chart);

/// One bar of parts that make a whole; each part has a letter, explained beside it.
struct StackedBar {
  std::string title;
  std::string label_column, amount_column;
  std::vector<Bar> parts;  ///< at most six
};
Html stacked_bar(const StackedBar& chart);

struct TrendPoint {
  std::string label;               ///< "Autumn 1"
  std::string short_label;         ///< "Au1"
  std::string band;                ///< points of one band lie on one ground: "2025/26"
  std::int64_t height = 0;         ///< what is drawn, in hundredths
  std::string shown;               ///< what stands at the point: "1.25"; empty where it is not told
  std::vector<std::string> cells;  ///< further columns of the table
};
/// What is aimed at: a line across, with its words at the end.
struct TrendGoal {
  std::int64_t height = 0;  ///< as of a point
  std::string words;        ///< "Goal 40"
};
/// A line over half-terms, with a ground for each academic year.
struct TrendChart {
  std::string title;
  std::string sentence;  ///< what the picture says, for those who do not see it
  std::string label_column, amount_column;
  std::vector<std::string> more_columns = {};
  std::vector<TrendPoint> points;
  std::optional<TrendGoal> goal = {};
  Html below = {};
};
Html trend_chart(const TrendChart& chart);

struct HeatCell {
  Amount amount;
  std::optional<Url> url = {};
};
/// Rows (weekdays) by columns (hours). Darker is more; the number stands in each square.
struct HeatMap {
  std::string title;
  std::string corner;  ///< names the rows: "Day"
  std::vector<std::string> columns, rows;
  std::vector<std::vector<HeatCell>> cells;
  Html below = {};
};
Html heat_map(const HeatMap& map);

/// A small line without axes, for a word in a text or a table: "is it going up?". `sentence` is what it says.
Html sparkline(const std::vector<std::int64_t>& numbers, std::string_view sentence);

/// Two bars: before a day and since, as rates, which are told in `shown`.
struct Pair {
  std::string title, sentence;
  std::string before_label, before_shown, after_label, after_shown;
  std::int64_t before = 0, after = 0;          ///< heights, in hundredths
  std::vector<std::vector<std::string>> rows;  ///< of the table: label, records, school days, rate
};
Html before_after(const Pair& pair);

/// "not told", or the number with its thousands.
std::string amount_words(const Amount& amount);

}  // namespace web
