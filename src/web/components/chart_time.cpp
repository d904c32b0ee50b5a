// Time: a line over half-terms, a small line, and hours by weekdays.
#include "web/components/chart.h"
#include "web/components/display.h"

#include <algorithm>

namespace web {
namespace {

constexpr std::int64_t widest_step = 56, narrowest_step = 9, roomy = 20, left = 12, top = 24, high = 110, base_line = top + high;

/// Many points stand closer together, so that the whole way is seen at once.
std::int64_t step_for(std::size_t points) {
  const auto count = static_cast<std::int64_t>(points);
  return count <= roomy ? widest_step : std::max(narrowest_step, widest_step * roomy / count);
}

void add_bands(Html& picture, const std::vector<TrendPoint>& points, std::int64_t step) {
  std::size_t from = 0, number = 0;
  for (std::size_t i = 1; i <= points.size(); ++i) {
    if (i < points.size() && points[i].band == points[from].band) continue;
    const auto x = left + static_cast<std::int64_t>(from) * step, width = static_cast<std::int64_t>(i - from) * step;
    picture.add(
        "<rect class=\"app-chart__band app-chart__band--{}\" x=\"{}\" y=\"4\" width=\"{}\" height=\"{}\"/>"
        "<text class=\"app-chart__text app-chart__text--quiet\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
        number++ % 2, x, width, base_line - 4, x + width / 2, base_line + 36, points[from].band);
    from = i;
  }
}

std::int64_t level_of(std::int64_t number, std::int64_t most) {
  return number <= 0 ? 0 : std::min<std::int64_t>(5, 1 + (number - 1) * 5 / most);
}

}  // namespace

Html trend_chart(const TrendChart& chart) {
  std::int64_t most = 1;
  for (const auto& point : chart.points) most = std::max(most, point.height);
  if (chart.goal) most = std::max(most, chart.goal->height);
  const auto step = step_for(chart.points.size());
  // Words that would lie over one another are left out, never those of the newest point; the table has them all.
  const auto every = static_cast<std::size_t>((widest_step + step - 1) / step);
  const auto is_labelled = [&](std::size_t i) { return (chart.points.size() - 1 - i) % every == 0; };
  const auto width = 2 * left + step * static_cast<std::int64_t>(std::max<std::size_t>(chart.points.size(), 5));
  Html picture;
  picture.add(
      "<div class=\"app-chart-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\"><svg class=\"app-trend\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" "
      "role=\"img\" aria-label=\"{}\" focusable=\"false\">",
      chart.title, width, base_line + 44, width, base_line + 44, chart.sentence);
  add_bands(picture, chart.points, step);
  std::string line;
  const auto at_x = [step](std::size_t i) { return left + static_cast<std::int64_t>(i) * step + step / 2; };
  const auto y_of = [&](std::int64_t height) { return base_line - height * (high - 14) / most; };
  const auto at_y = [&](const TrendPoint& point) { return y_of(point.height); };
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    if (chart.points[i].shown.empty()) continue;
    line += (line.empty() ? "" : " ") + std::to_string(at_x(i)) + "," + std::to_string(at_y(chart.points[i]));
  }
  picture.add(
      "<line class=\"app-chart__axis\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/><polyline class=\"app-chart__line\" points=\"{}\"/>",
      left, base_line, width - left, base_line, line);
  if (chart.goal) {
    const auto y = y_of(chart.goal->height);
    picture.add(
        "<line class=\"app-chart__goal\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/><text class=\"app-chart__text\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
        left, y, width - left, y, width - left, y > 20 ? y - 4 : y + 14, chart.goal->words);
  }
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    const auto& point = chart.points[i];
    if (is_labelled(i))
      picture.add("<text class=\"app-chart__text\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>", at_x(i), base_line + 18,
                  point.short_label);
    if (point.shown.empty()) {
      picture.add("<text class=\"app-chart__text app-chart__text--quiet\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">–</text>",
                  at_x(i), base_line - 6);
      continue;
    }
    picture.add("<circle class=\"app-chart__point\" cx=\"{}\" cy=\"{}\" r=\"{}\"><title>{}: {}</title></circle>", at_x(i), at_y(point),
                every > 1 ? std::int64_t{3} : std::int64_t{4}, point.label + " " + point.band, point.shown);
    if (is_labelled(i))
      picture.add("<text class=\"app-chart__text\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>", at_x(i), at_y(point) - 8, point.shown);
  }
  picture.add("</svg></div>");
  Table rows{
      .caption = chart.title, .columns = {{chart.label_column}, {chart.amount_column, true}}, .rows = {}, .caption_hidden = true};
  for (const auto& column : chart.more_columns) rows.columns.push_back({column, true});
  for (const auto& point : chart.points) {
    rows.rows.push_back({html("{}", point.label + " " + point.band),
                         html("{}", point.shown.empty() ? std::string("not told") : point.shown)});
    for (const auto& cell : point.cells) rows.rows.back().push_back(html("{}", cell));
  }
  return figure(chart.title, picture, html("{}{}", table(rows), chart.below));
}

Html heat_map(const HeatMap& map) {
  constexpr std::int64_t wide = 38, tall = 34, names = 52, head = 22;
  std::int64_t most = 1;
  for (const auto& row : map.cells)
    for (const auto& cell : row) most = std::max(most, cell.amount.number);
  const auto width = names + wide * static_cast<std::int64_t>(map.columns.size()),
             height = head + tall * static_cast<std::int64_t>(map.rows.size());
  Html picture;
  picture.add(
      "<div class=\"app-chart-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\"><svg class=\"app-heat\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" "
      "aria-hidden=\"true\" focusable=\"false\">",
      map.title, width, height, width, height);
  for (std::size_t c = 0; c < map.columns.size(); ++c)
    picture.add("<text class=\"app-chart__text app-chart__text--quiet\" x=\"{}\" y=\"15\" text-anchor=\"middle\">{}</text>",
                names + static_cast<std::int64_t>(c) * wide + wide / 2, map.columns[c]);
  Table rows{.caption = map.title, .columns = {{map.corner}}, .rows = {}, .caption_hidden = true};
  for (const auto& column : map.columns) rows.columns.push_back({column, true});
  for (std::size_t r = 0; r < map.rows.size(); ++r) {
    const auto y = head + static_cast<std::int64_t>(r) * tall;
    picture.add("<text class=\"app-chart__text\" x=\"0\" y=\"{}\">{}</text>", y + 21, map.rows[r].substr(0, 3));
    rows.rows.push_back({html("{}", map.rows[r])});
    for (std::size_t c = 0; c < map.cells[r].size(); ++c) {
      const auto& cell = map.cells[r][c];
      const auto x = names + static_cast<std::int64_t>(c) * wide;
      const bool told = cell.amount.words.empty();
      const auto level = told ? level_of(cell.amount.number, most) : 0;
      picture.add(
          "<rect class=\"app-heat__cell app-heat__cell--{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}, {}: {}</title></rect>",
          level, x + 1, y + 1, wide - 2, tall - 2, map.rows[r], map.columns[c], amount_words(cell.amount));
      picture.add("<text class=\"app-heat__number app-heat__number--{}\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                  level, x + wide / 2, y + 22,
                  told ? (cell.amount.number > 0 ? std::to_string(cell.amount.number) : std::string("·")) : std::string("–"));
      if (cell.url && cell.amount.number > 0)
        rows.rows.back().push_back(
            html("<a class=\"govuk-link\" href=\"{}\">{}<span class=\"govuk-visually-hidden\">: {} {}</span></a>", *cell.url,
                 amount_words(cell.amount), map.rows[r], map.columns[c]));
      else
        rows.rows.back().push_back(html("{}", amount_words(cell.amount)));
    }
  }
  picture.add("</svg></div>");
  return figure(map.title, picture, html("{}{}", table(rows), map.below));
}

Html sparkline(const std::vector<std::int64_t>& numbers, std::string_view sentence) {
  std::int64_t most = 1;
  for (const auto number : numbers) most = std::max(most, number);
  std::string line;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto x = numbers.size() < 2 ? std::size_t{60} : 2 + i * 116 / (numbers.size() - 1);
    line += (line.empty() ? "" : " ") + std::to_string(x) + "," + std::to_string(26 - numbers[i] * 22 / most);
  }
  return html(
      "<svg class=\"app-spark\" viewBox=\"0 0 120 28\" width=\"120\" height=\"28\" role=\"img\" aria-label=\"{}\" focusable=\"false\">"
      "<polyline class=\"app-chart__line\" points=\"{}\"/></svg>",
      sentence, line);
}

}  // namespace web
