// Somebody of the demonstration school at their desk: a visit outside any request, so that what they do goes the way it always goes.
#pragma once

#include "access/visit.h"

namespace app {

/// Somebody of the school at their desk.
class AtTheDesk {
 public:
  AtTheDesk(access::House& house, const access::StaffId& staff) : visit_(house, request_, match_, house.reader(), signed_in(house, staff), grants(house, staff)) {}
  access::Visit& visit() { return visit_; }

 private:
  static access::SignedIn signed_in(access::House& house, const access::StaffId& staff) {
    access::SignedIn out;
    out.staff = staff;
    out.strength = access::SignInStrength::second_factor;
    out.created_at = out.seen_at = house.now();
    out.expires_at = house.now() + base::day_ms;
    return out;
  }
  static std::shared_ptr<const access::Grants> grants(access::House& house, const access::StaffId& staff) {
    auto reader = house.reader();
    return house.grants_of(staff, access::SignInStrength::second_factor, *reader);
  }
  web::Request request_;
  web::Match match_{};
  access::Visit visit_;
};

}  // namespace app
