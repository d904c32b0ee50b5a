// The address of a report, read and written.
#include "overview/report_scope.h"

#include <algorithm>
#include <charconv>

namespace overview {
namespace {

/// First and last day of an academic year as the calendar has it; September to August where it has none.
std::pair<base::LocalDate, base::LocalDate> days_of_year(const people::Calendar& calendar, int year) {
  std::optional<base::LocalDate> first, last;
  for (const auto& half_term : calendar.half_terms()) {
    if (half_term.academic_year != year) continue;
    if (!first || half_term.first < *first) first = half_term.first;
    if (!last || half_term.last > *last) last = half_term.last;
  }
  return {first.value_or(*base::to_date(year, 9, 1)), last.value_or(*base::to_date(year + 1, 8, 31))};
}

int number_in(std::string_view text, int low, int high, int otherwise) {
  int out = otherwise;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), out);
  return wrong == std::errc{} && end == text.data() + text.size() && out >= low && out <= high ? out : otherwise;
}

std::string cut(std::string_view text) { return std::string(text.substr(0, 200)); }

}  // namespace

AskedReport read_asked(const web::Form& query, const people::Calendar& calendar, base::LocalDate today) {
  AskedReport out;
  auto& scope = out.scope;
  const int year = people::academic_year_of(today);
  out.period = std::string(query.text("period"));
  const auto from = base::parse_iso_date(query.text("from")), until = base::parse_iso_date(query.text("until"));
  if (out.period.empty() && (from || until)) out.period = "own";
  if (out.period == "half_term") {
    const auto& half_terms = calendar.half_terms();
    const auto newest =
        std::find_if(half_terms.rbegin(), half_terms.rend(), [&](const people::HalfTerm& each) { return each.first <= today; });
    std::tie(scope.first, scope.last) =
        newest == half_terms.rend() ? days_of_year(calendar, year) : std::pair{newest->first, newest->last};
  } else if (out.period == "last_year") {
    std::tie(scope.first, scope.last) = days_of_year(calendar, year - 1);
  } else if (out.period == "all") {
    scope.first = calendar.half_terms().empty() ? days_of_year(calendar, year - 1).first : calendar.half_terms().front().first;
    scope.last = today;
  } else if (out.period == "own") {
    scope.first = from.value_or(days_of_year(calendar, year).first);
    scope.last = until.value_or(today);
  } else {
    out.period = "year";
    std::tie(scope.first, scope.last) = days_of_year(calendar, year);
  }
  scope.last = std::min(scope.last, today);
  if (scope.last < scope.first) scope.first = scope.last;
  // Twenty years are more than any school keeps, and bound the work.
  scope.first = std::max(scope.first, scope.last + -366 * 20);
  scope.pupil = access::PupilId::parse(query.text("pupil"));
  scope.adult = access::StaffId::parse(query.text("adult"));
  scope.year_group = cut(query.text("year"));
  scope.class_name = cut(query.text("class"));
  scope.place = cut(query.text("place"));
  scope.field = cut(query.text("field"));
  scope.value = scope.field.empty() ? std::string() : cut(query.text("value"));
  scope.weekday = number_in(query.text("weekday"), 1, 5, 0);
  scope.hour = number_in(query.text("hour"), 0, 23, -1);
  out.split = base::parse_iso_date(query.text("since"));
  if (out.split && (*out.split <= scope.first || *out.split > scope.last)) out.split.reset();
  return out;
}

std::string period_words(const AskedReport& asked) {
  const auto days = base::to_text(asked.scope.first) + " to " + base::to_text(asked.scope.last);
  if (asked.period == "half_term") return "This half-term, " + days;
  if (asked.period == "year") return "This school year, " + days;
  if (asked.period == "last_year") return "Last school year, " + days;
  return days;
}

web::Url with_asked(web::Url url, const AskedReport& asked) {
  const auto& scope = asked.scope;
  if (asked.period != "year") url = url.with("period", asked.period);
  if (asked.period == "own") url = url.with("from", base::to_iso(scope.first)).with("until", base::to_iso(scope.last));
  if (scope.pupil) url = url.with("pupil", *scope.pupil);
  if (!scope.year_group.empty()) url = url.with("year", scope.year_group);
  if (!scope.class_name.empty()) url = url.with("class", scope.class_name);
  if (!scope.place.empty()) url = url.with("place", scope.place);
  if (scope.adult) url = url.with("adult", *scope.adult);
  if (!scope.field.empty()) url = url.with("field", scope.field).with("value", scope.value);
  if (scope.weekday != 0) url = url.with("weekday", scope.weekday);
  if (scope.hour >= 0) url = url.with("hour", scope.hour);
  if (asked.split) url = url.with("since", base::to_iso(*asked.split));
  return url;
}

std::optional<WholeSpan> whole_half_terms(const people::Calendar& calendar, base::LocalDate today, std::string_view year) {
  WholeSpan out;
  out.last_year = year == "last_year";
  const int wanted = people::academic_year_of(today) - (out.last_year ? 1 : 0);
  bool any = false;
  for (const auto& half_term : calendar.half_terms()) {
    if (half_term.academic_year != wanted || half_term.last >= today) continue;
    out.first = any ? std::min(out.first, half_term.first) : half_term.first;
    out.last = any ? std::max(out.last, half_term.last) : half_term.last;
    any = true;
  }
  return any ? std::optional(out) : std::nullopt;
}

}  // namespace overview
