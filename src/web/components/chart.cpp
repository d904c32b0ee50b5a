// Bars: one under another, stacked, and two side by side.
#include "web/components/chart.h"

#include "web/components/display.h"

#include <algorithm>

namespace web {
namespace {

std::int64_t highest(const std::vector<Bar>& bars) {
  std::int64_t out = 1;
  for (const auto& bar : bars) out = std::max(out, bar.amount.number);
  return out;
}

Html linked(const Bar& bar) {
  const auto words = amount_words(bar.amount);
  if (!bar.url) return html("{}", words);
  return html("<a class=\"govuk-link\" href=\"{}\">{}<span class=\"govuk-visually-hidden\">: {}</span></a>", *bar.url, words,
              bar.label);
}

Html bar_table(const std::string& title, const std::string& label, const std::string& amount, const std::string& note,
               const std::vector<Bar>& bars) {
  Table out{.caption = title, .columns = {{label}, {amount, true}}, .rows = {}, .caption_hidden = true};
  if (!note.empty()) out.columns.push_back({note, true});
  for (const auto& bar : bars) {
    std::string label_words = bar.group;
    if (!label_words.empty()) label_words.append(": ");
    label_words.append(bar.label);
    out.rows.push_back({html("{}", label_words), linked(bar)});
    if (!note.empty()) out.rows.back().push_back(html("{}", bar.note));
  }
  return table(out);
}

}  // namespace

std::string amount_words(const Amount& amount) {
  if (!amount.words.empty()) return amount.words;
  const std::string digits = std::to_string(amount.number);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out.push_back(',');
    out.push_back(digits[i]);
  }
  return out;
}

Html bar_chart(const BarChart& chart) {
  const auto most = highest(chart.bars);
  Html picture;
  picture.add("<ul class=\"app-bars\" aria-hidden=\"true\">");
  std::string group;
  for (const auto& bar : chart.bars) {
    if (bar.group != group && !bar.group.empty()) picture.add("<li class=\"app-bars__group\">{}</li>", bar.group);
    group = bar.group;
    picture.add(
        "<li class=\"app-bars__row\"><span class=\"app-bars__label\">{}</span>"
        "<svg class=\"app-bars__bar\" viewBox=\"0 0 1000 16\" preserveAspectRatio=\"none\" focusable=\"false\">"
        "<rect class=\"app-chart__ground\" x=\"0\" y=\"0\" width=\"1000\" height=\"16\"/>"
        "<rect class=\"app-chart__mark\" x=\"0\" y=\"0\" width=\"{}\" height=\"16\"/></svg>"
        "<span class=\"app-bars__amount\">{}</span></li>",
        bar.label, bar.amount.words.empty() ? bar.amount.number * 1000 / most : std::int64_t{0}, amount_words(bar.amount));
  }
  picture.add("</ul>");
  return figure(
      chart.title, picture,
      html("{}{}", bar_table(chart.title, chart.label_column, chart.amount_column, chart.note_column, chart.bars), chart.below));
}

Html stacked_bar(const StackedBar& chart) {
  std::int64_t all = 0;
  for (const auto& part : chart.parts) all += part.amount.number;
  Html picture;
  picture.add(
      "<svg class=\"app-stack\" viewBox=\"0 0 1000 48\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">");
  std::int64_t left = 0;
  for (std::size_t i = 0; i < chart.parts.size() && all > 0; ++i) {
    const auto width = chart.parts[i].amount.number * 1000 / all;
    picture.add("<rect class=\"app-chart__part app-chart__part--{}\" x=\"{}\" y=\"0\" width=\"{}\" height=\"48\"/>", i % 6, left,
                width);
    left += width;
  }
  picture.add("</svg><ul class=\"app-stack__key\" aria-hidden=\"true\">");
  for (std::size_t i = 0; i < chart.parts.size(); ++i)
    picture.add(
        "<li><svg class=\"app-stack__swatch\" viewBox=\"0 0 16 16\" focusable=\"false\"><rect class=\"app-chart__part app-chart__part--{}\" x=\"0\" y=\"0\" "
        "width=\"16\" height=\"16\"/></svg>{}: {}</li>",
        i % 6, chart.parts[i].label, amount_words(chart.parts[i].amount));
  picture.add("</ul>");
  return figure(chart.title, picture, bar_table(chart.title, chart.label_column, chart.amount_column, "", chart.parts));
}

Html before_after(const Pair& pair) {
  const auto most = std::max<std::int64_t>({pair.before, pair.after, 1});
  const auto high = [&](std::int64_t number) { return number * 100 / most; };
  const auto picture = html(
      "<svg class=\"app-pair\" viewBox=\"0 0 320 170\" role=\"img\" aria-label=\"{}\" focusable=\"false\">"
      "<rect class=\"app-chart__mark app-chart__mark--before\" x=\"40\" y=\"{}\" width=\"90\" height=\"{}\"/>"
      "<rect class=\"app-chart__mark\" x=\"190\" y=\"{}\" width=\"90\" height=\"{}\"/>"
      "<line class=\"app-chart__axis\" x1=\"10\" y1=\"135\" x2=\"310\" y2=\"135\"/>"
      "<line class=\"app-chart__day\" x1=\"160\" y1=\"10\" x2=\"160\" y2=\"135\"/>"
      "<text class=\"app-chart__text\" x=\"85\" y=\"{}\" text-anchor=\"middle\">{}</text>"
      "<text class=\"app-chart__text\" x=\"235\" y=\"{}\" text-anchor=\"middle\">{}</text>"
      "<text class=\"app-chart__text\" x=\"85\" y=\"155\" text-anchor=\"middle\">{}</text>"
      "<text class=\"app-chart__text\" x=\"235\" y=\"155\" text-anchor=\"middle\">{}</text></svg>",
      pair.sentence, 135 - high(pair.before), high(pair.before), 135 - high(pair.after), high(pair.after),
      129 - high(pair.before), pair.before_shown, 129 - high(pair.after), pair.after_shown, pair.before_label, pair.after_label);
  Table rows{.caption = pair.title,
             .columns = {{"When"}, {"Records", true}, {"School days", true}, {"A school day", true}},
             .rows = {},
             .caption_hidden = true};
  for (const auto& row : pair.rows) {
    rows.rows.emplace_back();
    for (const auto& cell : row) rows.rows.back().push_back(html("{}", cell));
  }
  return figure(pair.title, html("<p class=\"govuk-body\">{}</p>{}", pair.sentence, picture), table(rows));
}

}  // namespace web
