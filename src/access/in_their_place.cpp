// Makes a visit of somebody who is not there.
#include "access/in_their_place.h"

namespace access {
namespace {

SignedIn signed_in(House& house, const StaffId& staff) {
  SignedIn out;
  out.staff = staff;
  out.strength = SignInStrength::second_factor;
  out.created_at = out.seen_at = house.now();
  out.expires_at = out.fresh_until = house.now() + base::minute_ms;
  return out;
}

std::shared_ptr<const Grants> grants(House& house, const StaffId& staff) {
  auto reader = house.reader();
  return house.grants_of(staff, SignInStrength::second_factor, *reader);
}

}  // namespace

InTheirPlace::InTheirPlace(House& house, const StaffId& staff) : visit_(house, request_, match_, house.reader(), signed_in(house, staff), grants(house, staff)) {}

}  // namespace access
