// Pay as it is kept, and what a minute of each adult costs.
#pragma once

#include "access/unit_of_work.h"
#include "casework/provision/pay.h"

#include <map>
#include <optional>
#include <vector>

namespace provision {

using KeepPay = access::StaffPass<access::May::pay_keep>;
using ReadCosts = access::StaffPass<access::May::costs_read>;

namespace deeds {
inline constexpr access::Deed pay_written{"pay.written", "Wrote down what a member of staff is paid"};
inline constexpr access::Deed pay_withdrawn{"pay.withdrawn", "Took back a row of pay"};
inline constexpr access::Deed pay_seen{"pay.seen", "Saw what members of staff are paid"};
}  // namespace deeds

/// Every row that counts, by member of staff, the newest first. Notes the sight, which is in the log before the page leaves.
std::vector<Pay> list_pay(const KeepPay& pass);
/// A row sent twice is one.
void write_pay(access::UnitOfWork& work, const KeepPay& pass, const Pay& pay);
/// Entered by mistake. The entry stays in the chain; it counts no more.
void withdraw_pay(access::UnitOfWork& work, const KeepPay& pass, const PayId& id);

/// What a minute of an adult costs on a day: the newest pay that has begun.
class MinuteCosts {
 public:
  void add(const access::StaffId& staff, base::LocalDate from_on, MinuteCost cost) { dated_[staff][from_on] = cost; }
  std::optional<MinuteCost> find(const access::StaffId& staff, base::LocalDate day) const;
  bool empty() const { return dated_.empty(); }

 private:
  std::map<access::StaffId, std::map<base::LocalDate, MinuteCost>> dated_;
};
MinuteCosts load_minute_costs(const ReadCosts& pass);

/// The bare statements, for the demonstration school.
std::vector<access::Step> pay_steps(const Pay& pay, const access::StaffId& by, base::UtcTime at);

}  // namespace provision
