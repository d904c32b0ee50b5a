// Adds up facts.
#include "record/analysis.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace record {
namespace {

/// Minutes are told in bands: what a reader asks is whether it was short or long.
struct Band {
  std::int64_t most;
  std::string_view code, label;
};
constexpr Band bands[] = {{5, "5", "Up to 5"},    {10, "10", "6 to 10"},  {20, "20", "11 to 20"},
                          {30, "30", "21 to 30"}, {60, "60", "31 to 60"}, {INT64_MAX, "more", "More than 60"}};

const Band& band_of(std::int64_t number) {
  return *std::find_if(std::begin(bands), std::end(bands), [&](const Band& band) { return number <= band.most; });
}

std::int64_t number_of(std::string_view text) {
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

bool is_in_bands(const Field& field) { return field.type == FieldType::duration || field.type == FieldType::number; }

}  // namespace

const FieldCounts* Report::find(std::string_view field) const {
  const auto at = std::find_if(fields.begin(), fields.end(), [&](const FieldCounts& each) { return each.name == field; });
  return at == fields.end() ? nullptr : &*at;
}

std::pair<int, int> hours_of(const Report& report) {
  int first = 8, last = 15;
  for (const auto& day : report.heat)
    for (int hour = 0; hour < hours_counted; ++hour)
      if (day[static_cast<std::size_t>(hour)].records > 0) first = std::min(first, hour), last = std::max(last, hour);
  return {first, last};
}

std::optional<std::string> rate(std::int64_t records, std::int64_t of, std::int64_t per) {
  if (of <= 0) return std::nullopt;
  const auto hundredths = (records * per * 100 + of / 2) / of;
  auto out = std::to_string(hundredths / 100) + ".";
  const auto rest = hundredths % 100;
  return out + (rest < 10 ? "0" : "") + std::to_string(rest);
}

namespace {

/// Those whom the record names as having been there; where it names nobody, whoever wrote it.
std::vector<access::StaffId> adults_of(const Fact& fact) {
  std::vector<access::StaffId> out;
  each_fact(fact.facts, [&](std::string_view field, std::string_view given) {
    if (field != adults_there) return;
    if (const auto id = access::StaffId::parse(given)) out.push_back(*id);
  });
  if (out.empty()) out.push_back(fact.author);
  return out;
}

}  // namespace

Tally::Tally(const Kind& kind, const people::Calendar& calendar, Scope scope,
             std::optional<std::unordered_set<access::PupilId>> pupils)
    : kind_(kind), calendar_(calendar), scope_(std::move(scope)), pupils_(std::move(pupils)) {
  for (const auto& field : kind.fields)
    if (is_counted_field(field)) counters_.push_back({&field, {}, 0, 0, false});
}

bool Tally::is_in_scope(const Fact& fact) const {
  if (!kind_.pupils.parts.empty() && fact.part != kind_.pupils.parts.front().code) return false;
  if (scope_.pupil && fact.pupil != *scope_.pupil) return false;
  if (pupils_ && !pupils_->contains(fact.pupil)) return false;
  if (scope_.adult) {
    const auto adults = adults_of(fact);
    if (std::find(adults.begin(), adults.end(), *scope_.adult) == adults.end()) return false;
  }
  if (scope_.weekday != 0 && static_cast<int>(base::weekday(fact.day)) != scope_.weekday) return false;
  if (scope_.hour >= 0 && fact.minute / 60 != scope_.hour) return false;
  if (scope_.place.empty() && scope_.field.empty()) return true;
  bool place = scope_.place.empty(), value = scope_.field.empty();
  each_fact(fact.facts, [&](std::string_view field, std::string_view given) {
    if (field == "place" && given == scope_.place) place = true;
    if (field != scope_.field) return;
    const auto* known = kind_.find_field(field);
    value = value || given == scope_.value || (known && is_in_bands(*known) && band_of(number_of(given)).code == scope_.value);
  });
  return place && value;
}

void Tally::add(const Fact& fact) {
  if (fact.day < scope_.first || fact.day > scope_.last || !is_in_scope(fact)) return;
  ++report_.by_pupil[fact.pupil];
  if (last_ == fact.record) return;  // another pupil of the same record
  last_ = fact.record;
  ++report_.records;
  ++by_day_[fact.day.days];
  for (const auto& adult : adults_of(fact)) ++report_.by_adult[adult];
  const auto weekday = static_cast<int>(base::weekday(fact.day));
  if (weekday <= weekdays_counted)
    ++report_.heat[static_cast<std::size_t>(weekday - 1)][static_cast<std::size_t>(fact.minute / 60 % hours_counted)].records;
  count_values(fact.facts);
  if (most_kept_ == 0) return;
  if (kept_.size() == most_kept_) kept_.erase(kept_.begin());
  kept_.emplace_back(fact.record, fact.pupil);
}

void Tally::count_values(std::string_view facts) {
  for (auto& counter : counters_) counter.asked_now = false;
  each_fact(facts, [&](std::string_view name, std::string_view given) {
    const auto at =
        std::find_if(counters_.begin(), counters_.end(), [&](const Counter& each) { return each.field->name == name; });
    if (at == counters_.end()) return;
    std::string_view code = given;
    if (is_counted(at->field->type)) {
      const auto number = number_of(given);
      at->sum += number;
      if (is_in_bands(*at->field)) code = band_of(number).code;
    }
    if (!at->asked_now) ++at->answered;
    at->asked_now = true;
    const auto known = at->values.find(code);
    if (known == at->values.end())
      at->values.emplace(std::string(code), 1);
    else
      ++known->second;
  });
}

FieldCounts Tally::rows_of(const Counter& counter) const {
  const auto& field = *counter.field;
  FieldCounts out{field.name,       plain_label(field), is_several(field.type), {},
                  counter.answered, counter.sum,        is_counted(field.type)};
  auto left = counter.values;
  const auto take = [&](std::string_view code, std::string_view label, std::string_view group) {
    Count row{std::string(code), std::string(label), std::string(group)};
    if (const auto at = left.find(code); at != left.end()) {
      row.records = at->second;
      left.erase(at);
    }
    out.rows.push_back(std::move(row));
  };
  if (is_chosen(field.type))
    for (const auto& choice : field.choices)
      if (!choice.hidden || left.contains(choice.code)) take(choice.code, choice.label, choice.group);
  if (field.type == FieldType::yes_no) {
    take("yes", "Yes", "");
    take("no", "No", "");
  }
  if (is_in_bands(field))
    for (const auto& band : bands)
      take(band.code, std::string(band.label) + (field.type == FieldType::duration ? " minutes" : ""), "");
  if (field.type == FieldType::scale)
    for (int point = static_cast<int>(field.min); point <= static_cast<int>(field.max); ++point) {
      const auto code = std::to_string(point);
      auto label = code;
      if (point == static_cast<int>(field.min) && !field.low_label.empty()) label += ": " + field.low_label;
      if (point == static_cast<int>(field.max) && !field.high_label.empty()) label += ": " + field.high_label;
      take(code, label, "");
    }
  std::vector<Count> others;  // places, and codes that the kind no longer knows
  for (const auto& [code, records] : left) others.push_back({code, code, "", records, false});
  std::stable_sort(others.begin(), others.end(), [](const Count& a, const Count& b) { return a.records > b.records; });
  out.rows.insert(out.rows.end(), others.begin(), others.end());
  return out;
}

Report Tally::finish() {
  report_.first = scope_.first;
  report_.last = scope_.last;
  report_.school_days = calendar_.count_school_days(scope_.first, scope_.last);
  for (const auto& counter : counters_) report_.fields.push_back(rows_of(counter));
  for (const auto& half_term : calendar_.half_terms()) {
    if (half_term.last < scope_.first || half_term.first > scope_.last) continue;
    HalfTermCount count{half_term};
    const auto first = std::max(half_term.first, scope_.first), last = std::min(half_term.last, scope_.last);
    count.school_days = calendar_.count_school_days(first, last);
    for (auto at = by_day_.lower_bound(first.days); at != by_day_.end() && at->first <= last.days; ++at)
      count.records += at->second;
    report_.half_terms.push_back(count);
  }
  for (auto monday = scope_.first + (1 - static_cast<int>(base::weekday(scope_.first))); monday <= scope_.last;
       monday = monday + 7) {
    if (calendar_.count_school_days(std::max(monday, scope_.first), std::min(monday + 6, scope_.last)) == 0) continue;
    std::int64_t records = 0;
    for (auto at = by_day_.lower_bound(monday.days); at != by_day_.end() && at->first < monday.days + 7; ++at)
      records += at->second;
    report_.weeks.emplace_back(monday, records);
  }
  return std::move(report_);
}

BeforeAfter before_and_after(const Tally& tally, const people::Calendar& calendar, base::LocalDate first, base::LocalDate day,
                             base::LocalDate last) {
  BeforeAfter out{day};
  for (const auto& [days, records] : tally.by_day()) (days < day.days ? out.before : out.after) += records;
  out.days_before = calendar.count_school_days(first, day + -1);
  out.days_after = calendar.count_school_days(day, last);
  return out;
}

}  // namespace record
