// Who pays for support, as it is kept.
#pragma once

#include "casework/provision/funding.h"
#include "casework/provision/pay_store.h"

#include <vector>

namespace provision {

namespace deeds {
inline constexpr access::Deed share_set{"funding.share_set", "Set what the school pays of a pupil's support itself"};
inline constexpr access::Deed top_up_written{"funding.top_up", "Wrote down a pupil's top-up"};
inline constexpr access::Deed top_up_withdrawn{"funding.top_up_withdrawn", "Took back a pupil's top-up"};
inline constexpr access::Deed cost_written{"funding.cost", "Wrote down a cost of support"};
inline constexpr access::Deed costs_seen{"funding.costs_seen", "Saw what a pupil's support costs"};
}  // namespace deeds

/// The newest first; empty where the school has set none.
std::vector<SchoolShare> list_shares(const access::Pass& pass);
/// A day that has one already takes the new sum.
void set_share(access::UnitOfWork& work, const ReadCosts& pass, const SchoolShare& share);

/// Of one pupil, or (nil) of every pupil the reader may cost, by first day.
std::vector<TopUp> list_top_ups(const ReadCosts& pass, const access::PupilId& pupil);
void write_top_up(access::UnitOfWork& work, const ReadCosts& pass, const TopUp& top_up);
void withdraw_top_up(access::UnitOfWork& work, const ReadCosts& pass, const TopUp& top_up);

/// Costs beside pay between two days, both counted, with the parts of pupils the reader may cost; the newest first.
std::vector<FurtherCost> list_further_costs(const ReadCosts& pass, base::LocalDate first, base::LocalDate last);
/// With its parts, which make the whole. Sent twice it is one.
void write_further_cost(access::UnitOfWork& work, const ReadCosts& pass, const FurtherCost& cost);

/// The bare statements, for the demonstration school.
access::Step top_up_step(const TopUp& top_up, const access::StaffId& by, base::UtcTime at);

}  // namespace provision
