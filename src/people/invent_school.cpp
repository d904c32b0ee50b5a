// A school put together step by step from one stream of chance.
#include "people/invent.h"

#include "people/invent_steps.h"

#include <stdexcept>

namespace people {

InventedSchool invent_school(const InventChoices& choices) {
  if (choices.pupils < 30 || choices.pupils > 5000) throw std::out_of_range("a demonstration school has 30 to 5000 pupils");
  if (choices.years < 1 || choices.years > 5) throw std::out_of_range("a demonstration school has 1 to 5 years");
  InventedSchool school;
  school.phase = choices.phase;
  school.name = choices.phase == SchoolPhase::primary ? "Thistlewick Primary School" : "Thistlewick High School";
  school.today = choices.today;
  const int this_year = academic_year_of(choices.today);
  school.first_year = this_year - choices.years + 1;
  school.calendar = usual_calendar(school.first_year, choices.years + 1);  // the next year too, for what is planned
  const auto first_day = base::to_date(school.first_year, 9, 1).value_or(choices.today);
  Inventing inventing{choices, base::SeededRandom(choices.seed), {static_cast<std::int64_t>(first_day.days) * base::day_ms}};
  invent_pupils(inventing, school);
  invent_families(inventing, school);
  invent_traits(inventing, school);
  invent_staff(inventing, school);
  return school;
}

}  // namespace people
