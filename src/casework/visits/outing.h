// An adult out alone: where, until when, and back again.
#pragma once

#include "access/ids.h"
#include "base/time.h"

#include <optional>
#include <string>

namespace visits {

struct OutingTag {};
using OutingId = base::Id<OutingTag>;

struct Outing {
  OutingId id;
  access::StaffId staff;
  std::string name;  ///< of the adult
  access::PupilId pupil;  ///< nil: none named
  std::string place, with_whom, phone;
  base::UtcTime out_at, expected_at;
  std::optional<base::UtcTime> back_at;
};

inline constexpr std::int64_t grace_ms = 15 * base::minute_ms;

inline bool is_overdue(const Outing& outing, base::UtcTime now) { return !outing.back_at && now > outing.expected_at + grace_ms; }

}  // namespace visits
