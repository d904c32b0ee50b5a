// The demonstration school: a whole believable school from a seed. Names are put together at random; nobody and no school is meant.
#pragma once

#include "access/ids.h"
#include "base/random.h"
#include "people/calendar.h"
#include "people/roll.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace people {

enum class SchoolPhase : std::uint8_t { primary, secondary };

struct InventChoices {
  std::uint64_t seed = 1;
  SchoolPhase phase = SchoolPhase::primary;
  int pupils = 420;  ///< on roll today, 30 to 5,000
  int years = 2;     ///< academic years of calendar and records that end with the one `today` is in, 1 to 5
  base::LocalDate today;
};

/// What is going on with a pupil: the patterns a careful reader of the records may find.
enum class PupilStory : std::uint8_t {
  none,
  after_lunch_tuesdays,   ///< what goes wrong goes wrong after lunch on Tuesdays
  hungry_mondays,         ///< small worries in the notes of several writers, most of them on Mondays, that together are neglect
  better_since_check_in,  ///< many incidents until a morning check-in starts, then fewer each week
  clash,                  ///< two pupils of one class who set each other off
  unsettled_by_cover,     ///< hard days are the days with another adult
  speech_growing,         ///< sessions that need less help month by month
  hard_mornings,          ///< coming in is the hardest part of the day
  after_weekends,         ///< every second Monday is hard: the weekends between are at his father's
  running_off,            ///< leaves the room and runs, until a movement break is tried; hardly ever since
  unseen                  ///< hardly anybody has written a word for weeks
};

/// What the writing about a pupil is drawn from.
struct PupilTraits {
  std::size_t pupil = 0;  ///< index in roll.pupils
  PupilStory story = PupilStory::none;
  std::optional<std::size_t> other;      ///< of a clash: the other one's index in roll.pupils
  std::optional<base::LocalDate> since;  ///< when the check-in or the programme started
  double weight = 1;                     ///< how often they are written about; 1 is usual
  double trouble = 0.12;                 ///< share of what is written that is behaviour
  int liking = 0;                        ///< what they like: an index that words are picked by, 0 to 999
};

/// A relation of an adult, as the `tie` table has them. Exactly one of pupil, school_class, year_group, other_staff is set, or none (duty).
/// A cover is for the whole school day of starts_on.
struct InventedTie {
  StaffId staff;
  access::Relation relation = access::Relation::assigned;
  std::optional<PupilId> pupil;
  std::optional<ClassId> school_class;
  std::optional<YearGroup> year_group;
  std::optional<StaffId> other_staff;
  base::LocalDate starts_on;
  std::optional<base::LocalDate> ends_on;
  std::string reason;
};

/// A sign-in of the demonstration: "keyworker", "teacher" …
struct InventedSignIn {
  std::string username;
  StaffId staff;
};

struct InventedSchool {
  std::string name;
  SchoolPhase phase = SchoolPhase::primary;
  base::LocalDate today;
  int first_year = 0;  ///< the first academic year
  Calendar calendar;
  SchoolRoll roll;  ///< every record has its id; a family member of siblings has one id and a record for each child
  std::vector<PupilTraits> traits;  ///< one for each pupil, in the order of roll.pupils
  std::vector<InventedTie> ties;
  std::vector<std::pair<StaffId, PupilId>> own_family;  ///< staff with a child of their own here
  std::vector<InventedSignIn> sign_ins;                 ///< keyworker, teacher, senco, dsl, head, office, cover, governor, it
  /// Key worker and class teacher of each pupil, by index in roll.staff; no key worker for most.
  std::vector<std::optional<std::size_t>> key_worker_of;
  std::vector<std::size_t> teacher_of;
};

/// The same choices make the same school, to the byte. Throws std::out_of_range for numbers out of bounds.
InventedSchool invent_school(const InventChoices& choices);

}  // namespace people
