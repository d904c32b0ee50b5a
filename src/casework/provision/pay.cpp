// The sums of pay, and pay as it is typed.
#include "casework/provision/pay.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace provision {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text, std::int64_t most) {
  text = base::trim(text);
  if (text.empty() || text.size() > 6 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  const auto value = std::stoll(std::string(text));
  return value <= most ? std::optional<std::int64_t>(value) : std::nullopt;
}

}  // namespace

Pence actual_salary(const Pay& pay) {
  // 10^7 pence × 2,220 minutes × 52,143 stays below 2^60, so that one rounding at the end is enough.
  return {divide_to_nearest(pay.full_time.value * pay.week_minutes * pay.paid_weeks, pay.full_week_minutes * weeks_of_a_year)};
}

Pence cost_a_year(const Pay& pay) {
  const auto salary = actual_salary(pay);
  return salary + Pence{divide_to_nearest(salary.value * pay.on_costs, 10'000)};
}

MinuteCost minute_cost(const Pay& pay) {
  const auto milliminutes = pay.week_minutes * pay.worked_weeks;
  return {divide_to_nearest(cost_a_year(pay).value * 1'000'000'000, milliminutes)};
}

Pence cost_of(MinuteCost rate, std::int64_t minutes) { return {divide_to_nearest(rate.micropence * minutes, 1'000'000)}; }

std::string hours_words(std::int64_t minutes) {
  if (minutes % 60 == 0) return fmt::format("{} h", minutes / 60);
  return minutes < 60 ? fmt::format("{} min", minutes) : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string thousandths(std::int64_t value) {
  auto out = fmt::format("{}.{:03}", value / 1000, value % 1000);
  while (out.ends_with('0')) out.pop_back();
  if (out.ends_with('.')) out.pop_back();
  return out;
}

std::optional<std::int64_t> parse_thousandths(std::string_view text) {
  text = base::trim(text);
  const auto dot = text.find('.');
  const auto whole = whole_number(text.substr(0, dot), 1000);
  if (!whole) return std::nullopt;
  if (dot == std::string_view::npos) return *whole * 1000;
  auto places = std::string(text.substr(dot + 1));
  if (places.empty() || places.size() > 3) return std::nullopt;
  while (places.size() < 3) places += '0';
  const auto part = whole_number(places, 999);
  return part ? std::optional<std::int64_t>(*whole * 1000 + *part) : std::nullopt;
}

std::vector<std::string> explain(const Pay& pay) {
  const auto salary = actual_salary(pay), year = cost_a_year(pay);
  const auto hours = pay.week_minutes * pay.worked_weeks / 1000;
  return {
      fmt::format("{} full time × {} ÷ {} a week × {} ÷ {} weeks = {} a year", to_text(pay.full_time), hours_words(pay.week_minutes),
                  hours_words(pay.full_week_minutes), thousandths(pay.paid_weeks), thousandths(weeks_of_a_year), to_exact_text(salary)),
      fmt::format("{} + {}% on-costs = {} a year", to_exact_text(salary), thousandths(pay.on_costs * 10), to_exact_text(year)),
      fmt::format("{} ÷ ({} a week × {} weeks with pupils = {}) = {} an hour, {} a minute", to_exact_text(year), hours_words(pay.week_minutes),
                  thousandths(pay.worked_weeks), hours_words(hours), to_exact_text(cost_of(minute_cost(pay), 60)),
                  fmt::format("{}p", thousandths(divide_to_nearest(minute_cost(pay).micropence, 1000)))),
  };
}

base::Result<Pay> read_pay(const PayForm& form) {
  std::vector<base::FieldError> wrong;
  const auto say = [&](const char* field, const char* message) { wrong.push_back({field, message}); };
  Pay pay;
  const auto from = base::parse_iso_date(form.from_on);
  if (!from) say("from_on", "Enter the day this pay began");
  const auto grade = base::Text<40>::make(form.grade), point = base::Text<40>::make(form.point);
  if (!grade) say("grade", "Grade must be 40 characters or fewer");
  if (!point) say("point", "Point must be 40 characters or fewer");
  const auto full_time = parse_pounds(form.full_time);
  if (!full_time || full_time->value == 0) say("full_time", "Enter the full-time salary in pounds, like 23,297");
  if (full_time && full_time->value > 50'000'000) say("full_time", "The full-time salary must be £500,000 or less");

  const auto hours = base::trim(form.hours).empty() ? std::optional<std::int64_t>(0) : whole_number(form.hours, 168);
  const auto minutes = base::trim(form.minutes).empty() ? std::optional<std::int64_t>(0) : whole_number(form.minutes, 59);
  if (!hours) say("hours", "Hours a week must be a whole number, like 31");
  if (!minutes) say("minutes", "Minutes must be a whole number from 0 to 59");
  if (hours && minutes) {
    pay.week_minutes = *hours * 60 + *minutes;
    if (pay.week_minutes == 0) say("hours", "Pay of no hours buys no support. Enter the hours worked in a week");
    if (pay.week_minutes > full_week) say("hours", "Hours a week must be 37 or fewer");
  }
  const auto paid = parse_thousandths(form.paid_weeks), worked = parse_thousandths(form.worked_weeks);
  if (!paid || *paid == 0 || *paid > weeks_of_a_year) say("paid_weeks", "Enter the paid weeks of a year, from the contract, like 43.1");
  if (!worked || *worked == 0) say("worked_weeks", "Enter the weeks worked with pupils, like 38");
  else if (paid && *worked > *paid) say("worked_weeks", "The weeks worked must not be more than the weeks paid");
  const auto on_costs = parse_thousandths(form.on_costs);
  if (!on_costs || *on_costs > 100'000) say("on_costs", "Enter the on-costs as a percentage, like 25");
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "pay draft");
  pay.from_on = *from;
  pay.grade = grade->text();
  pay.point = point->text();
  pay.full_time = *full_time;
  pay.paid_weeks = *paid;
  pay.worked_weeks = *worked;
  pay.on_costs = *on_costs / 10;
  return pay;
}

}  // namespace provision
