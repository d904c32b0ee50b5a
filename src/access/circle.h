// Who works here today, in which roles, and how they stand to each pupil for longer than a day: the other way round from grants, which
// begin with a person. For telling people of what concerns them; it lets nobody see anything.
#pragma once

#include "access/house.h"

#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace access {

struct CircleAdult {
  Person person;
  std::vector<PupilId> own_family;  ///< their own children and relatives: about those nobody tells them anything
};

/// How one adult stands to the pupil asked about: bit n is Relation n. Covers, duties and trips are left out: they end with the day.
struct CircleTie {
  std::uint32_t adult;  ///< place in `adults`
  std::uint16_t relations;
};

/// Immutable once made.
class Circle {
 public:
  Circle(std::vector<CircleAdult> adults, std::vector<std::pair<StaffId, PupilTie>> ties);
  const std::vector<CircleAdult>& adults() const { return adults_; }
  /// Those with a close tie to the pupil.
  const std::vector<CircleTie>& around(const PupilId& pupil) const;
  const CircleAdult* find(const StaffId& staff) const;

 private:
  std::vector<CircleAdult> adults_;
  std::unordered_map<StaffId, std::uint32_t> places_;
  std::unordered_map<PupilId, std::vector<CircleTie>> around_;
};

/// The circle of today, kept until a role, a relation or the day changes. One of a house, from any thread.
class Circles {
 public:
  std::shared_ptr<const Circle> today(House& house);

 private:
  std::mutex guard_;
  std::int64_t epoch_ = -1;
  base::LocalDate day_;
  std::shared_ptr<const Circle> kept_;
};

}  // namespace access
