// Draws minutes and scores.
#include "casework/provision/provision_view.h"

#include "web/components/chart.h"
#include "web/components/display.h"

#include <fmt/format.h>

#include <algorithm>

namespace provision {
namespace {

constexpr std::size_t most_parts = 6;
constexpr std::size_t most_points = 40;

/// The largest losses first.
std::vector<std::pair<std::string, std::int64_t>> losses(const Tally& tally) {
  std::vector<std::pair<std::string, std::int64_t>> out(tally.lost.begin(), tally.lost.end());
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

std::string short_day(base::LocalDate day) {
  const auto parts = base::to_parts(day);
  return fmt::format("{}/{}", parts.day, parts.month);
}

}  // namespace

std::string lost_words(const Tally& tally, const LossWords& words) {
  std::string out;
  for (const auto& [reason, minutes] : losses(tally)) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", words.words(reason), minutes_words(minutes));
  return out;
}

web::Html tally_facts(const Tally& tally, const LossWords& words) {
  std::vector<web::SummaryRow> rows;
  rows.push_back({"Promised", web::html("{}", minutes_words(tally.promised)), {}});
  rows.push_back({"Given", web::html("{} {}", minutes_words(tally.delivered), tally.promised == 0 ? std::string() : "(" + share_words(tally) + ")"), {}});
  if (!tally.lost.empty()) rows.push_back({"Lost", web::html("{}: {}", minutes_words(tally.lost_in_all()), lost_words(tally, words)), {}});
  if (tally.extra > 0) rows.push_back({"Given beyond that", web::html("{}", minutes_words(tally.extra)), {}});
  return web::summary_list(rows);
}

web::Html tally_bar(const std::string& title, const Tally& tally, const LossWords& words) {
  if (tally.promised == 0) return {};
  web::StackedBar chart{.title = title, .label_column = "What became of the minutes", .amount_column = "Minutes", .parts = {}};
  chart.parts.push_back({.label = "Given", .amount = {tally.delivered, {}}});
  const auto lost = losses(tally);
  std::int64_t others = 0;
  for (std::size_t n = 0; n < lost.size(); ++n) {
    if (n + 2 < most_parts || lost.size() + 1 <= most_parts) chart.parts.push_back({.label = words.words(lost[n].first), .amount = {lost[n].second, {}}});
    else others += lost[n].second;
  }
  if (others > 0) chart.parts.push_back({.label = "Lost for other reasons", .amount = {others, {}}});
  return web::stacked_bar(chart);
}

web::Html weeks_table(const std::vector<Entry>& entries, const LossWords& words) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto& [week, tally] : sum_by<base::LocalDate>(entries, [](const Entry& entry) { return entry.week; }))
    rows.push_back({web::html("{}", base::to_text(week)), web::html("{}", tally.promised), web::html("{}", tally.delivered), web::html("{}", share_words(tally)),
                    web::html("{}", lost_words(tally, words))});
  if (rows.empty()) return {};
  return web::table({.caption = "Week by week, in minutes", .columns = {{"Week of"}, {"Promised", true}, {"Given", true}, {"Share", true}, {"Lost, and why"}}, .rows = std::move(rows), .stacked = true});
}

web::Html score_line(const plans::Target& target, const std::vector<sessions::ScorePoint>& points) {
  std::vector<const sessions::ScorePoint*> scored;
  for (const auto& point : points)
    if (point.target == target.id && point.value) scored.push_back(&point);
  if (scored.empty()) return {};
  if (scored.size() > most_points) scored.erase(scored.begin(), scored.end() - static_cast<std::ptrdiff_t>(most_points));
  const auto& measure = target.words.measure;
  // Whatever lies lowest stands on the ground, so that a ladder from −2 to +2 is drawn as one.
  auto lowest = std::min<plans::Value>(target.words.baseline, target.words.goal);
  for (const auto* point : scored) lowest = std::min(lowest, *point->value);
  lowest = std::min<plans::Value>(lowest, 0);
  web::TrendChart chart;
  chart.title = target.words.statement;
  chart.sentence = fmt::format("From {} on {} to {} on {}. {}", plans::value_words(measure, *scored.front()->value), base::to_text(scored.front()->day),
                               plans::value_words(measure, *scored.back()->value), base::to_text(scored.back()->day), plans::way_words(target.words));
  chart.label_column = "Day";
  chart.amount_column = "Score";
  chart.more_columns = {"Help it took"};
  for (const auto* point : scored) {
    const auto parts = base::to_parts(point->day);
    chart.points.push_back({.label = base::to_text(point->day), .short_label = short_day(point->day), .band = fmt::format("{}", parts.year),
                            .height = (*point->value - lowest) / 10, .shown = plans::value_input(measure, *point->value),
                            .cells = {point->prompt ? std::string(sessions::title(*point->prompt)) : std::string()}});
  }
  web::Html out = web::trend_chart(chart);
  out.add("<p class=\"govuk-body\">{}</p>", plans::way_words(target.words));
  return out;
}

}  // namespace provision
