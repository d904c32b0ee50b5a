// Wraps Howard Hinnant's date library; its header costs over a second, so it stays here.
#include "base/zone.h"

#include <date/tz.h>

namespace base {
namespace {
const date::time_zone& zone_of(const void* held) { return *static_cast<const date::time_zone*>(held); }
}  // namespace

Zone::Zone(std::string_view name) : name_(name), zone_(date::locate_zone(std::string(name))) {}

LocalMoment Zone::to_local(UtcTime time) const {
  // A page asks for moments of the same few months: between two changes of the clocks the answer is the same.
  struct Kept {
    const void* zone = nullptr;
    date::sys_info info{};
  };
  static thread_local Kept kept;
  const date::sys_time<std::chrono::milliseconds> moment{std::chrono::milliseconds{time.ms}};
  if (kept.zone != zone_ || moment < kept.info.begin || moment >= kept.info.end) kept = {zone_, zone_of(zone_).get_info(moment)};
  const auto& info = kept.info;
  const std::int64_t local = time.ms + std::chrono::duration_cast<std::chrono::milliseconds>(info.offset).count();
  std::int64_t days = local / day_ms, rest = local % day_ms;
  if (rest < 0) {
    rest += day_ms;
    --days;
  }
  return {LocalDate{static_cast<std::int32_t>(days)}, LocalTime{static_cast<std::int32_t>(rest / minute_ms)}, info.abbrev};
}

UtcTime Zone::to_utc(LocalDate day, LocalTime time) const {
  const date::local_time<std::chrono::minutes> local{std::chrono::minutes{static_cast<std::int64_t>(day.days) * 1440 + time.minutes}};
  const auto sys = zone_of(zone_).to_sys(local, date::choose::earliest);
  return {std::chrono::duration_cast<std::chrono::milliseconds>(sys.time_since_epoch()).count()};
}

}  // namespace base
