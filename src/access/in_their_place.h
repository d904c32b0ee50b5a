// Somebody as they are when they sign in with all they have: for jobs that count or list what waits for them as their own pages do.
#pragma once

#include "access/visit.h"

namespace access {

/// Reads only. What is seen here is no sight of theirs: nothing is written down of it.
class InTheirPlace {
 public:
  InTheirPlace(House& house, const StaffId& staff);
  InTheirPlace(const InTheirPlace&) = delete;
  InTheirPlace& operator=(const InTheirPlace&) = delete;
  Visit& visit() { return visit_; }
  /// False for somebody who left, or whose account is suspended: they see nothing.
  bool may_sign_in() const { return visit_.has_person(); }

 private:
  web::Request request_;
  web::Match match_{};
  Visit visit_;
};

}  // namespace access
