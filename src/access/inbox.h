// What waits for somebody, as a number in the top bar of every page. The floor that keeps an inbox puts its counter into the house.
#pragma once

#include "access/ids.h"
#include "base/time.h"

#include <cstdint>

namespace access {

class Visit;

struct InboxCount {
  std::int64_t all = 0;
  std::int64_t to_sign = 0;
  bool signs = false;  ///< somebody who signs others' entries off, also when none waits
};

class InboxCounter {
 public:
  virtual ~InboxCounter() = default;
  /// Cheap enough for every page: mostly remembered. Shows nothing of anybody, so notes no sight.
  virtual InboxCount count(Visit& visit) = 0;
  /// Something of theirs is about to change: to be counted anew. Said before the commit; it holds for the seconds a commit may take.
  virtual void touch(const StaffId& staff, base::UtcTime now) = 0;
  virtual void touch_everybody(base::UtcTime now) = 0;
};

}  // namespace access
