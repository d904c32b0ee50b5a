// One day of the demonstration school: its lessons, its weather, who is away, and how hard a day it is.
#pragma once

#include "app/demo_scene.h"

#include <optional>

namespace app {

/// Days that every adult remembers differently.
enum class Season : std::uint8_t { usual, first_weeks, fireworks, december, snow, tests, hot, last_weeks };

struct SchoolDay {
  base::LocalDate day;
  base::Weekday weekday = base::Weekday::monday;
  Season season = Season::usual;
  bool wet = false;    ///< break is inside
  double hard = 1;     ///< how likely trouble is; 1 is usual
  double writing = 1;  ///< how much is written; 1 is usual
};

/// The same day is the same for everybody.
SchoolDay school_day(const people::Calendar& calendar, base::LocalDate day, std::uint64_t seed);

/// The slots of one class on one weekday, in the order of time: as its timetable has them all year.
std::span<const Slot> slots_of(people::SchoolPhase phase, std::size_t school_class, base::Weekday weekday);

/// A number that is the same for the same three numbers: for what must not depend on the order of drawing.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c);

}  // namespace app
