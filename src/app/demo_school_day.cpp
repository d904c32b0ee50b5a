// The timetable and the temper of a day: half-terms that grow tired, wet play, windy Fridays, December.
#include "app/demo_school_day.h"

#include <array>

namespace app {
namespace {

using base::Weekday;

constexpr std::size_t primary_slots = 12, secondary_slots = 10, weekdays = 5, turns = 6;

struct Subject {
  Lesson lesson;
  std::string_view title, words, place;
};

constexpr Subject afternoons[weekdays][2] = {
    {{Lesson::science, "Science", "science", "Classroom"}, {Lesson::pe, "PE", "PE", "Hall"}},
    {{Lesson::humanities, "History", "history", "Classroom"}, {Lesson::humanities, "Geography", "geography", "Classroom"}},
    {{Lesson::art, "Art", "art", "Art table"}, {Lesson::pe, "PE", "PE", "Field"}},
    {{Lesson::computing, "Computing", "computing", "Computing room"},
     {Lesson::wellbeing, "Circle time", "circle time", "Classroom"}},
    {{Lesson::music, "Music", "music", "Hall"}, {Lesson::golden, "Choosing time", "choosing time", "Classroom"}}};

constexpr Subject subjects[] = {{Lesson::maths, "Maths", "maths", "Maths room"},
                                {Lesson::writing, "English", "English", "English room"},
                                {Lesson::science, "Science", "science", "Science lab"},
                                {Lesson::humanities, "Geography", "geography", "Humanities room"},
                                {Lesson::languages, "French", "French", "Languages room"},
                                {Lesson::pe, "PE", "PE", "Sports hall"},
                                {Lesson::art, "Art", "art", "Art room"},
                                {Lesson::humanities, "History", "history", "Humanities room"},
                                {Lesson::computing, "Computing", "computing", "IT room"},
                                {Lesson::drama, "Drama", "drama", "Drama studio"},
                                {Lesson::music, "Music", "music", "Music room"},
                                {Lesson::wellbeing, "PSHE", "PSHE", "Tutor room"}};
// Maths, English and science come more often than the rest.
constexpr std::size_t weeks_lessons[] = {0, 1, 2, 3, 0, 1, 5, 4, 2, 6, 0, 1, 7, 8, 2, 9, 0, 1, 4, 10, 2, 5, 0, 1, 11};

template <std::size_t Count>
using Table = std::array<std::array<std::array<Slot, Count>, weekdays>, turns>;

constexpr Table<primary_slots> make_primary() {
  Table<primary_slots> table{};
  for (std::size_t turn = 0; turn < turns; ++turn)
    for (std::size_t day = 0; day < weekdays; ++day) {
      const auto& first = afternoons[(day + turn) % weekdays][0];
      const auto& second = afternoons[(day + turn) % weekdays][1];
      table[turn][day] = {{{Lesson::arrival, "Coming in", "the first minutes of the day", "Cloakroom", 520, 535},
                           {Lesson::registration, "Register", "register", "Classroom", 535, 550},
                           {Lesson::reading, "Reading", "reading", "Classroom", 555, 585},
                           {Lesson::writing, "English", "English", "Classroom", 585, 628},
                           {Lesson::break_time, "Morning break", "morning break", "Playground", 630, 645},
                           {Lesson::maths, "Maths", "maths", "Classroom", 650, 710},
                           {Lesson::lunch, "Lunch", "the lunch hall", "Dining hall", 720, 750},
                           {Lesson::lunch_play, "Lunch play", "lunch play", "Playground", 750, 782},
                           {Lesson::back_in, "Coming back from lunch", "the first lesson after lunch", "Classroom", 785, 800},
                           {first.lesson, first.title, first.words, first.place, 800, 855},
                           {second.lesson, second.title, second.words, second.place, 855, 900},
                           {Lesson::home_time, "Home time", "the last minutes of the day", "Cloakroom", 900, 920}}};
    }
  return table;
}

constexpr Table<secondary_slots> make_secondary() {
  Table<secondary_slots> table{};
  for (std::size_t turn = 0; turn < turns; ++turn)
    for (std::size_t day = 0; day < weekdays; ++day) {
      const auto period = [&](std::size_t number, int first, int last) {
        const auto& subject = subjects[weeks_lessons[(day * 5 + number + turn * 4) % std::size(weeks_lessons)]];
        return Slot{subject.lesson, subject.title, subject.words, subject.place, first, last};
      };
      table[turn][day] = {{{Lesson::arrival, "Coming in", "the first minutes of the day", "Main gate", 505, 520},
                           {Lesson::registration, "Tutor time", "tutor time", "Tutor room", 520, 540},
                           period(0, 540, 600),
                           period(1, 600, 660),
                           {Lesson::break_time, "Break", "break", "Yard", 660, 680},
                           period(2, 680, 740),
                           {Lesson::lunch, "Lunch", "the lunch hall", "Canteen", 740, 780},
                           period(3, 785, 845),
                           period(4, 845, 905),
                           {Lesson::home_time, "End of the day", "the last minutes of the day", "Bus bay", 905, 920}}};
    }
  return table;
}

constexpr auto primary_table = make_primary();
constexpr auto secondary_table = make_secondary();

Season season_of(const people::HalfTerm& half_term, base::LocalDate day, bool cold_snap) {
  const auto parts = base::to_parts(day);
  if (half_term.number == 1 && day - half_term.first < 14) return Season::first_weeks;
  if (parts.month == 11 && parts.day <= 9) return Season::fireworks;
  if (parts.month == 12) return Season::december;
  if (cold_snap) return Season::snow;
  if (parts.month == 5 && parts.day >= 6 && parts.day <= 20) return Season::tests;
  if (parts.month == 7) return Season::last_weeks;
  if (parts.month == 6 && parts.day >= 14) return Season::hot;
  return Season::usual;
}

}  // namespace

std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t z =
      a * 0x9E3779B97F4A7C15ULL ^ (b + 0x632BE59BD9B4E019ULL) * 0xBF58476D1CE4E5B9ULL ^ (c + 1) * 0x94D049BB133111EBULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

SchoolDay school_day(const people::Calendar& calendar, base::LocalDate day, std::uint64_t seed) {
  SchoolDay out;
  out.day = day;
  out.weekday = base::weekday(day);
  const auto half_term = calendar.half_term_of(day);
  if (!half_term) return out;
  const auto number = static_cast<std::uint64_t>(day.days);
  const int month = base::to_parts(day).month;
  const bool winter = month >= 11 || month <= 2;
  out.season = season_of(*half_term, day, month <= 2 && mixed(seed, number / 7, 3) % 9 == 0);
  out.wet = mixed(seed, number, 1) % 100 < (winter ? 30U : month >= 6 && month <= 8 ? 8U : 18U);
  // A half-term starts fresh and ends tired.
  const double through = static_cast<double>(day - half_term->first) / std::max(1, half_term->last - half_term->first);
  out.hard = 0.8 + 0.45 * through;
  static constexpr double by_weekday[] = {1.05, 0.95, 0.85, 1.0, 1.2};
  out.hard *= by_weekday[static_cast<std::size_t>(out.weekday) - 1];
  if (out.wet) out.hard *= 1.25;
  if (out.season == Season::first_weeks) out.hard *= 0.7;
  if (out.season == Season::december) out.hard *= 1.3;
  if (out.season == Season::hot || out.season == Season::last_weeks) out.hard *= 1.15;
  static constexpr double written[] = {1.05, 1.1, 1.0, 1.05, 0.85};
  out.writing =
      written[static_cast<std::size_t>(out.weekday) - 1] * (0.85 + static_cast<double>(mixed(seed, number, 2) % 31) / 100);
  if (out.season == Season::last_weeks) out.writing *= 0.85;
  return out;
}

std::span<const Slot> slots_of(people::SchoolPhase phase, std::size_t school_class, base::Weekday weekday) {
  const auto day = std::min<std::size_t>(static_cast<std::size_t>(weekday) - 1, weekdays - 1), turn = school_class % turns;
  if (phase == people::SchoolPhase::primary) return primary_table[turn][day];
  return secondary_table[turn][day];
}

}  // namespace app
