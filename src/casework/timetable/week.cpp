// Lays slots on the calendar.
#include "casework/timetable/week.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace timetable {
namespace {

bool is_weekday(base::LocalDate day) { return base::weekday(day) <= base::Weekday::friday; }

bool falls_on(const Slot& slot, const SchoolWeeks& weeks, base::LocalDate day) {
  if (slot.day != base::weekday(day) || slot.from > day || (slot.until && *slot.until < day)) return false;
  if (!weeks.is_open(day)) return false;
  return slot.week == Week::every || !weeks.has_two_weeks() || weeks.letter_of(day) == slot.week;
}

Occurrence planned(const Slot& slot, base::LocalDate day) {
  return {slot, day, slot.starts, slot.ends, slot.place, slot.staff, slot.staff_name, OccurrenceState::planned, {}, {}, day};
}

void except(std::vector<Occurrence>& out, Occurrence base, const Exception& exception, base::LocalDate first, base::LocalDate last) {
  base.exception = exception.id;
  base.why = exception.why;
  const bool in_sight = base.day >= first && base.day <= last;
  switch (exception.kind) {
    case ExceptionKind::cancelled:
      base.state = OccurrenceState::cancelled;
      if (in_sight) out.push_back(std::move(base));
      return;
    case ExceptionKind::replaced:
      base.state = OccurrenceState::replaced;
      base.staff = exception.staff;
      base.staff_name = exception.staff_name;
      if (in_sight) out.push_back(std::move(base));
      return;
    case ExceptionKind::moved: {
      auto moved = base;
      base.state = OccurrenceState::moved_away;
      if (in_sight) out.push_back(std::move(base));
      moved.state = OccurrenceState::moved_here;
      moved.day = exception.to_day.value_or(exception.on);
      moved.starts = exception.starts.value_or(moved.starts);
      moved.ends = exception.ends.value_or(moved.ends);
      if (!exception.place.empty()) moved.place = exception.place;
      if (moved.day >= first && moved.day <= last) out.push_back(std::move(moved));
      return;
    }
  }
}

}  // namespace

SchoolWeeks::SchoolWeeks(people::Calendar calendar, std::optional<base::LocalDate> week_a) : calendar_(std::move(calendar)) {
  if (week_a) week_a_ = monday_of(*week_a);
}

bool SchoolWeeks::is_open(base::LocalDate day) const {
  if (!calendar_.half_terms().empty()) return calendar_.is_school_day(day);
  const auto& closed = calendar_.closures();
  return is_weekday(day) && people::bank_holiday_name(day).empty() &&
         std::none_of(closed.begin(), closed.end(), [&](const people::Closure& each) { return each.day == day; });
}

Week SchoolWeeks::letter_of(base::LocalDate day) const {
  if (!week_a_) return Week::every;
  const auto monday = monday_of(day);
  if (std::abs(monday - *week_a_) > 3660) return Week::a;  // further than a calendar goes
  const auto [from, to] = std::minmax(*week_a_, monday);
  int turns = 0;
  for (auto week = from; week < to; week = week + 7)
    for (int n = 0; n < 5; ++n)
      if (is_open(week + n)) {
        ++turns;
        break;
      }
  return turns % 2 == 0 ? Week::a : Week::b;
}

std::string SchoolWeeks::closed_words(base::LocalDate day) const {
  if (is_open(day)) return {};
  if (const auto name = people::bank_holiday_name(day); !name.empty()) return fmt::format("Bank holiday: {}", name);
  for (const auto& closure : calendar_.closures())
    if (closure.day == day) {
      const std::string_view kind = closure.kind == people::ClosureKind::inset ? "INSET day" : "School closed";
      return closure.name.empty() || closure.name == kind ? std::string(kind) : fmt::format("{}: {}", kind, closure.name);
    }
  return is_weekday(day) ? "Holidays" : "Weekend";
}

base::LocalDate monday_of(base::LocalDate day) { return day + (1 - static_cast<int>(base::weekday(day))); }

std::vector<Occurrence> expand(std::span<const Slot> slots, std::span<const Exception> exceptions, const SchoolWeeks& weeks, base::LocalDate first,
                               base::LocalDate last) {
  std::vector<Occurrence> out;
  std::vector<const Exception*> by_slot;
  for (const auto& each : exceptions) by_slot.push_back(&each);
  std::sort(by_slot.begin(), by_slot.end(), [](const Exception* a, const Exception* b) { return std::tie(a->slot, a->on) < std::tie(b->slot, b->on); });
  for (const auto& slot : slots) {
    const auto [mine, end] = std::equal_range(by_slot.begin(), by_slot.end(), nullptr, [&](const Exception* a, const Exception* b) {
      return (a ? a->slot : slot.id) < (b ? b->slot : slot.id);
    });
    const int to_weekday = (static_cast<int>(slot.day) - static_cast<int>(base::weekday(first)) + 7) % 7;
    for (auto day = first + to_weekday; day <= last; day = day + 7) {
      if (!falls_on(slot, weeks, day)) continue;
      const auto found = std::find_if(mine, end, [&](const Exception* each) { return each->on == day; });
      if (found == end) out.push_back(planned(slot, day));
      else except(out, planned(slot, day), **found, first, last);
    }
    // Moved into these days from one outside them.
    for (auto each = mine; each != end; ++each)
      if ((**each).kind == ExceptionKind::moved && ((**each).on < first || (**each).on > last) && falls_on(slot, weeks, (**each).on))
        except(out, planned(slot, (**each).on), **each, first, last);
  }
  std::sort(out.begin(), out.end(), [](const Occurrence& a, const Occurrence& b) {
    return std::tie(a.day, a.starts, a.ends, a.slot.id) < std::tie(b.day, b.starts, b.ends, b.slot.id);
  });
  return out;
}

std::vector<Occurrence> of_adult(std::vector<Occurrence> all, const access::StaffId& staff) {
  std::erase_if(all, [&](const Occurrence& each) { return each.staff != staff && each.slot.staff != staff; });
  // Their own that somebody else does stays in, as what they are free of.
  for (auto& each : all)
    if (each.slot.staff == staff && each.staff != staff) {
      each.state = OccurrenceState::cancelled;
      each.why = each.why.empty() ? each.staff_name + " does it" : each.staff_name + " does it: " + each.why;
    }
  return all;
}

std::vector<Clash> find_clashes(std::span<const Occurrence> week, int travel) {
  std::vector<Clash> out;
  for (std::size_t i = 0; i < week.size(); ++i) {
    const auto& one = week[i];
    if (!one.happens()) continue;
    for (std::size_t j = i + 1; j < week.size() && week[j].day == one.day; ++j) {
      const auto& other = week[j];
      if (!other.happens() || other.starts >= one.ends + travel) continue;
      const bool lesson = (one.slot.kind == SlotKind::lesson && !one.slot.school_class.is_nil()) != (other.slot.kind == SlotKind::lesson && !other.slot.school_class.is_nil());
      if (lesson && one.staff != other.staff) continue;
      if (other.starts < one.ends) out.push_back({Clash::Kind::overlap, i, j, std::min(one.ends, other.ends) - other.starts});
      else if (!one.place.empty() && !other.place.empty() && one.place != other.place) out.push_back({Clash::Kind::travel, i, j, other.starts - one.ends});
    }
  }
  return out;
}

std::string clash_words(const Clash& clash, std::span<const Occurrence> week, int travel) {
  const auto& one = week[clash.first];
  const auto& other = week[clash.second];
  const auto day = base::to_long_text(one.day);
  if (clash.kind == Clash::Kind::overlap)
    return fmt::format("{}: {} {} and {} {} overlap by {} minute{}", day, clock_words(one.starts), what_words(one.slot), clock_words(other.starts),
                       what_words(other.slot), clash.minutes, clash.minutes == 1 ? "" : "s");
  return fmt::format("{}, {}: {} minute{} to get from {} to {}; {} are needed", day, clock_words(one.ends), clash.minutes, clash.minutes == 1 ? "" : "s",
                     one.place, other.place, travel);
}

}  // namespace timetable
