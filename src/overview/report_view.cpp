// Draws what was counted.
#include "overview/report_view.h"

#include "web/components/chart.h"
#include "web/components/display.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace overview {
namespace {

using record::Counted;
using record::FieldCounts;
using record::Report;

constexpr std::string_view day_names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};
constexpr std::string_view few = "not told";

web::Amount amount(std::int64_t records, bool hidden) { return {records, hidden ? std::string(few) : std::string()}; }

/// The records behind one number.
template <class Narrow>
std::optional<web::Url> way(const Ways& ways, const Narrow& narrow) {
  if (!ways.behind) return std::nullopt;
  auto asked = *ways.behind;
  narrow(asked.scope);
  return with_asked(ways.entries, asked);
}

web::Html csv_link(const Ways& ways, std::string_view table) {
  if (!ways.csv) return {};
  return web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Download this table (CSV)</a></p>",
                   ways.csv->with("table", table));
}

std::string per_day(std::int64_t records, int days) { return record::rate(records, days, 1).value_or("–"); }

std::string short_name(const people::HalfTerm& half_term) {
  return people::half_term_name(half_term.number).substr(0, 2) + std::to_string(2 - half_term.number % 2);
}

std::int64_t hundredths(std::int64_t records, int days) { return days > 0 ? records * 100 / days : 0; }

std::string trend_words(const Report& report) {
  std::string out = "Records for each school day, by half-term.";
  for (const auto& each : report.half_terms)
    out += fmt::format(" {} {}: {}.", people::half_term_name(each.half_term.number),
                       people::academic_year_label(each.half_term.academic_year),
                       each.hidden ? std::string(few) : per_day(each.records, each.school_days));
  return out;
}

bool has_answers(const FieldCounts& field) {
  return std::any_of(field.rows.begin(), field.rows.end(), [](const record::Count& row) { return row.records > 0; });
}

}  // namespace

web::Html key_numbers(const record::Kind& kind, const Counted& counted) {
  const auto& report = counted.report;
  web::Html out;
  out.add("<dl class=\"app-numbers\"><div><dt>{}</dt><dd>{}</dd></div>", kind.plural,
          web::amount_words(amount(report.records, report.hidden)));
  out.add("<div><dt>School days</dt><dd>{}</dd></div>", report.school_days);
  if (!report.hidden) out.add("<div><dt>Each school day</dt><dd>{}</dd></div>", per_day(report.records, report.school_days));
  if (!report.hidden && counted.pupils_on_roll > 1)
    out.add("<div><dt>For each 100 pupils</dt><dd>{}</dd></div>",
            record::rate(report.records, counted.pupils_on_roll, 100).value_or("–"));
  if (report.weeks.size() > 2) {
    std::vector<std::int64_t> numbers;
    for (const auto& [monday, records] : report.weeks) numbers.push_back(records);
    out.add("<div><dt>Week by week</dt><dd>{}</dd></div>",
            web::sparkline(numbers, fmt::format("Week by week, from {} in the first week to {} in the last.", numbers.front(),
                                                numbers.back())));
  }
  out.add("</dl>");
  return out;
}

web::Html trend_figure(const Counted& counted, const Ways& ways) {
  web::TrendChart chart{.title = "By half-term",
                        .sentence = trend_words(counted.report),
                        .label_column = "Half-term",
                        .amount_column = "A school day",
                        .more_columns = {"Records", "School days"},
                        .points = {},
                        .below = csv_link(ways, "trend")};
  for (const auto& each : counted.report.half_terms)
    chart.points.push_back({people::half_term_name(each.half_term.number),
                            short_name(each.half_term),
                            people::academic_year_label(each.half_term.academic_year),
                            hundredths(each.records, each.school_days),
                            each.hidden ? std::string() : per_day(each.records, each.school_days),
                            {web::amount_words(amount(each.records, each.hidden)), std::to_string(each.school_days)}});
  return web::trend_chart(chart);
}

web::Html heat_figure(const Counted& counted, const Ways& ways) {
  const auto [first, last] = record::hours_of(counted.report);
  web::HeatMap map{
      .title = "Hour by weekday", .corner = "Day", .columns = {}, .rows = {}, .cells = {}, .below = csv_link(ways, "hours")};
  for (int hour = first; hour <= last; ++hour) map.columns.push_back(std::to_string(hour) + ":00");
  for (int day = 0; day < record::weekdays_counted; ++day) {
    map.rows.emplace_back(day_names[day]);
    map.cells.emplace_back();
    for (int hour = first; hour <= last; ++hour) {
      const auto& cell = counted.report.heat[static_cast<std::size_t>(day)][static_cast<std::size_t>(hour)];
      map.cells.back().push_back({amount(cell.records, cell.hidden), way(ways, [&](record::Scope& scope) {
                                    scope.weekday = day + 1;
                                    scope.hour = hour;
                                  })});
    }
  }
  return web::heat_map(map);
}

web::Html split_figure(const record::BeforeAfter& split) {
  const auto before = per_day(split.before, split.days_before), after = per_day(split.after, split.days_after);
  const auto day = base::to_text(split.day);
  return web::before_after(
      {.title = "Before and since " + day,
       .sentence = fmt::format("Before {}: {} a school day. Since then: {} a school day.", day, before, after),
       .before_label = "Before",
       .before_shown = before,
       .after_label = "Since",
       .after_shown = after,
       .before = hundredths(split.before, split.days_before),
       .after = hundredths(split.after, split.days_after),
       .rows = {{"Before", std::to_string(split.before), std::to_string(split.days_before), before},
                {"Since", std::to_string(split.after), std::to_string(split.days_after), after}}});
}

web::Html field_figure(const FieldCounts& field, const Report& report, const Ways& ways) {
  const auto csv = csv_link(ways, "field-" + field.name);
  web::BarChart chart{
      .title = field.label, .label_column = field.label, .amount_column = "Records", .note_column = "", .bars = {}, .below = csv};
  for (const auto& row : field.rows) {
    if (row.records == 0 && !row.hidden) continue;
    chart.bars.push_back({row.label, amount(row.records, row.hidden), "",
                          way(ways,
                              [&](record::Scope& scope) {
                                scope.field = field.name;
                                scope.value = row.code;
                              }),
                          row.group});
  }
  if (chart.bars.empty()) return {};
  // Few answers of which every record has one are parts of a whole.
  if (!field.several && !field.is_number && chart.bars.size() <= 4 && chart.bars.size() > 1 &&
      field.answered * 10 >= report.records * 9 &&
      std::none_of(field.rows.begin(), field.rows.end(), [](const record::Count& row) { return row.hidden; }))
    return web::stacked_bar({.title = field.label, .label_column = field.label, .amount_column = "Records", .parts = chart.bars});
  web::Html out = web::bar_chart(chart);
  if (field.is_number && field.sum > 0 && field.answered > 0)
    out.add("<p class=\"govuk-body\">On the average {}, in {} records.</p>",
            record::rate(field.sum, field.answered, 1).value_or("–"), field.answered);
  return out;
}

web::Html group_figure(const record::Groups& groups, const Ways& ways) {
  web::BarChart chart{.title = groups.label,
                      .label_column = groups.label,
                      .amount_column = "Records",
                      .note_column = "For each 100 pupils",
                      .bars = {},
                      .below = csv_link(ways, "group-" + groups.name)};
  std::int64_t most = 1;
  for (const auto& row : groups.rows) most = std::max(most, row.pupils > 0 ? row.records * 100 / row.pupils : 0);
  for (const auto& row : groups.rows) {
    if (row.pupils == 0 && !row.hidden) continue;
    // The bar is the rate: groups differ in size.
    auto bar = web::Bar{fmt::format("{} ({} pupils)", row.label, row.pupils),
                        {row.pupils > 0 ? row.records * 100 / row.pupils : 0, row.hidden ? std::string(few) : ""},
                        row.hidden ? std::string(few) : std::to_string(row.records),
                        std::nullopt,
                        ""};
    if (row.hidden) bar.label = row.label;
    if (groups.name == "class" || groups.name == "year")
      bar.url =
          way(ways, [&](record::Scope& scope) { (groups.name == "class" ? scope.class_name : scope.year_group) = row.code; });
    chart.bars.push_back(std::move(bar));
  }
  chart.amount_column = "For each 100 pupils";
  chart.note_column = "Records";
  return web::bar_chart(chart);
}

web::Html all_figures(const Counted& counted, const Ways& ways) {
  web::Html out = web::subheading("When");
  if (counted.split) out.add(split_figure(*counted.split));
  out.add(trend_figure(counted, ways));
  out.add(heat_figure(counted, ways));
  if (const auto* place = counted.report.find("place"); place && has_answers(*place)) {
    out.add(web::subheading("Where"));
    out.add(field_figure(*place, counted.report, ways));
  }
  bool any = false;
  for (const auto& field : counted.report.fields) {
    if (field.name == "place" || !has_answers(field)) continue;
    if (!any) out.add(web::subheading("What"));
    any = true;
    out.add(field_figure(field, counted.report, ways));
  }
  if (!counted.groups.empty()) {
    out.add(web::subheading("For whom: is it even?"));
    out.add(web::body_text(
        "Rates for each 100 pupils, so that small and large groups can be compared. A difference asks a question; it does not answer it."));
    for (const auto& groups : counted.groups) out.add(group_figure(groups, ways));
  }
  return out;
}

}  // namespace overview
