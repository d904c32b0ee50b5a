// Writes an invented school: people, relations, sign-ins, then the records.
#pragma once

#include "access/house.h"
#include "base/result.h"
#include "people/invent.h"
#include "record/following.h"
#include "record/ids.h"

#include <cstdint>
#include <functional>

namespace app {

/// Founds the school and writes its people. Every account has the password `alongside-demo`: such a password is only ever
/// made here, on a school that says of itself that it is a demonstration.
base::Result<void> found_demonstration(access::House& house, const people::InventedSchool& school, std::uint64_t seed);

/// A record of the last weeks, whom it concerns.
struct DemoFollowed {
  record::RecordId record;
  int version = 1;
  access::InfoClass info_class;
  access::PupilId pupil;
  access::StaffId author;
  std::vector<record::MustSee> must_see;
  std::vector<access::StaffId> signers;
  base::UtcTime recorded_at;
};
/// What was made of them: mostly seen and signed, the newest not yet, some returned with a comment, some with an action.
base::Result<void> follow_up_demonstration(access::House& house, const std::vector<DemoFollowed>& records, base::Random& random);

/// Writes what has happened, in the order of time; at least `records` of them where that is not 0. Gives back how many.
base::Result<std::int64_t> write_demonstration_records(access::House& house, const people::InventedSchool& school,
                                                       const people::InventChoices& choices, std::int64_t records,
                                                       const std::function<void(std::int64_t done, std::int64_t all)>& progress);

/// The school's day, lessons, groups and a week for each key worker, as of this academic year.
base::Result<void> timetable_demonstration(access::House& house, const people::InventedSchool& school, std::uint64_t seed);
/// Days in these weeks that went another way than planned, and a child who comes for fewer hours for a time.
base::Result<void> change_demonstration_days(access::House& house, const people::InventedSchool& school, std::uint64_t seed);
/// Those whose support of half a year is told session by session, by their places in the roll: their plan of this term is the one it was promised in.
std::vector<std::size_t> supported_pupils(const people::InventedSchool& school);
/// Half a year of promised support for pupils with special educational needs, after `furnish`: a plan with a target and a promise each, sessions as they were
/// given and lost, what adults are paid and what comes for a pupil.
base::Result<void> write_demonstration_provision(access::House& house, const people::InventedSchool& school, std::uint64_t seed);

/// Reviews of the plans whose day has come, after their sessions are written: most are closed, with the next cycle drafted; some wait, with what was said.
base::Result<void> review_demonstration(access::House& house, const people::InventedSchool& school);

/// Lets the safeguarding lead deal with some of the concerns, after `furnish`: some wait, some are decided, one is a case with a referral.
base::Result<void> decide_demonstration_concerns(access::House& house, const people::InventedSchool& school);

/// A court order in one invented family and an address kept safe in another, after `furnish`.
base::Result<void> keep_demonstration_safe(access::House& house, const people::InventedSchool& school);

/// One class covered today with what was left for it, a note of last week, chosen cards, and lesson help of this week and the next, after the plans.
base::Result<void> write_demonstration_cover(access::House& house, const people::InventedSchool& school, std::uint64_t seed);

/// Live plans with targets and promised provision for pupils with SEN, and passports, after `furnish`. The same from the same seed.
base::Result<void> write_demonstration_plans(access::House& house, const people::InventedSchool& school, std::uint64_t seed);

}  // namespace app
