// Court orders of a pupil, for those who decide on C11; every sight and every change is an entry before the page leaves.
#pragma once

#include "access/unit_of_work.h"
#include "people/court_order.h"

#include <optional>
#include <string>
#include <vector>

namespace people {

using access::May;
/// Deciding on the safeguarding file asks for a fresh proof, and so do orders; beside it `keeps_orders` asks for their own class.
using OrderPass = access::PupilPass<May::item_share>;

/// True where the policy lets this person decide on court orders (C11) of the pupil.
bool keeps_orders(const access::Grants& grants, const PupilId& pupil);

struct CourtOrder {
  CourtOrderId id;
  PupilId pupil;
  int version = 1;
  OrderWords words;
  std::string recorded_by;
  base::UtcTime recorded_at, changed_at;
  /// In force on the day: begun, not run out, not ended.
  bool runs(base::LocalDate day) const;
};
struct OrderVersion {
  int number = 1;
  std::string author, reason;
  base::UtcTime at;
  OrderWords words;
};

/// Newest first.
std::vector<CourtOrder> list_orders(const OrderPass& pass);
std::optional<CourtOrder> find_order(const OrderPass& pass, const CourtOrderId& id);
/// Oldest first.
std::vector<OrderVersion> list_versions(const OrderPass& pass, const CourtOrderId& id);

/// An id that stands already fails the unit with conflict.
void record_order(access::UnitOfWork& work, const OrderPass& pass, const CourtOrderId& id, const OrderWords& words);
/// A new version with its reason; its effects take the place of those before. Somebody who was quicker fails the unit with conflict.
void change_order(access::UnitOfWork& work, const OrderPass& pass, const CourtOrder& order, const OrderWords& words, std::string_view reason);
/// The same as statements, for tests and the demonstration.
std::vector<access::Step> steps_of(const CourtOrderId& id, const OrderWords& words, const PupilId& pupil, const access::StaffId& by, base::UtcTime at, base::Random& random);

/// Orders that run out up to and on a day and are not ended, as far as this person may see orders.
struct RunningOutOrder {
  CourtOrderId id;
  PupilId pupil;
  base::LocalDate expires_on;
  access::StaffId recorded_by;
  std::string recorded_by_name;
};
std::vector<RunningOutOrder> list_running_out_orders(const access::Pass& pass, base::LocalDate until);

namespace deeds {
inline constexpr access::Deed order_recorded{"order.recorded", "Wrote down a court order"};
inline constexpr access::Deed order_changed{"order.changed", "Changed what is written of a court order"};
inline constexpr access::Deed order_ended{"order.ended", "Ended a court order"};
inline constexpr access::Deed order_seen{"order.seen", "Read a court order"};
}  // namespace deeds

}  // namespace people
