// The school's wall clock. The only room that knows the zone library (g++ 12 has no zone database of its own).
#pragma once

#include "base/time.h"

#include <memory>
#include <string>
#include <string_view>

namespace base {

/// A moment as the school's wall shows it.
struct LocalMoment {
  LocalDate date;
  LocalTime time;
  /// "GMT", "BST": what a reader needs when 01:30 happens twice.
  std::string abbreviation;
};

/// One zone of the IANA database. Cheap to copy.
class Zone {
 public:
  /// Throws std::runtime_error when the machine's zone data does not know the name.
  explicit Zone(std::string_view name);
  const std::string& name() const { return name_; }
  LocalMoment to_local(UtcTime time) const;
  LocalDate date_of(UtcTime time) const { return to_local(time).date; }
  /// The earlier moment where the wall shows this twice; the moment after the gap where it never does.
  UtcTime to_utc(LocalDate date, LocalTime time) const;
  UtcTime start_of_day(LocalDate date) const { return to_utc(date, LocalTime{0}); }

 private:
  std::string name_;
  const void* zone_;  // date::time_zone, owned by the zone library for the life of the program
};

}  // namespace base
