// Reminds people of what is theirs and due: as notices, so many days ahead as the school sets. One job.
#pragma once

#include "access/house.h"

namespace overview {

class DueReminders {
 public:
  explicit DueReminders(access::House& house) : house_(house) {}
  /// Once a day, from six in the morning on; otherwise nothing. Looked at again – the house was started anew, the job broke off – nobody is told twice of
  /// one thing with as many days to go. Returns how many notices were written.
  std::size_t look();

 private:
  access::House& house_;
  base::LocalDate looked_on_{0};
};

}  // namespace overview
