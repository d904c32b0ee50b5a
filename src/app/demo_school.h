// Writes an invented school: people, relations, sign-ins, then the records.
#pragma once

#include "access/house.h"
#include "base/result.h"
#include "people/invent.h"

#include <cstdint>
#include <functional>

namespace app {

/// Founds the school and writes its people. Every account has the password `alongside-demo`: such a password is only ever
/// made here, on a school that says of itself that it is a demonstration.
base::Result<void> found_demonstration(access::House& house, const people::InventedSchool& school, std::uint64_t seed);

/// Writes what has happened, in the order of time; at least `records` of them where that is not 0. Gives back how many.
base::Result<std::int64_t> write_demonstration_records(access::House& house, const people::InventedSchool& school,
                                                       const people::InventChoices& choices, std::int64_t records,
                                                       const std::function<void(std::int64_t done, std::int64_t all)>& progress);

/// Lets the safeguarding lead deal with some of the concerns, after `furnish`: some wait, some are decided, one is a case with a referral.
base::Result<void> decide_demonstration_concerns(access::House& house, const people::InventedSchool& school);

}  // namespace app
