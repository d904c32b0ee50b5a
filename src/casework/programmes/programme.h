// A programme of work: what it is for, how much of it, and how it is done. Types and rules.
#pragma once

#include "base/id.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace programmes {

using ProgrammeId = base::Id<struct ProgrammeTag>;

/// What is worked on.
enum class Strand : std::uint8_t { literacy, phonics, reading, writing, maths, speech, social, emotional, motor, mentoring, other };
inline constexpr std::size_t strand_count = 11;
/// The broad area of need (SEND Code of Practice, chapter 6).
enum class Need : std::uint8_t { communication, cognition, social_emotional, physical };
inline constexpr std::size_t need_count = 4;

std::string_view code(Strand strand);
std::string_view title(Strand strand);
std::optional<Strand> strand_of(std::string_view code);
std::string_view code(Need need);
std::string_view title(Need need);
std::optional<Need> need_of(std::string_view code);

struct Programme {
  ProgrammeId id;
  int version = 0;  ///< 0: as it comes with the program; the school's first change is 1
  std::string name;
  Strand strand = Strand::other;
  Need need = Need::cognition;
  std::string purpose;
  int minutes = 20;  ///< each time
  int times_a_week = 1;
  int weeks = 6;
  int group_least = 1, group_most = 1;
  std::string skills;
  std::vector<std::string> steps;  ///< what is done each time, in order: kept to, it is the programme
  std::string materials, baseline;
  std::int64_t cost_pence = 0;  ///< materials, for a pupil who follows it to the end
  std::int64_t run_pence = 0;   ///< for each run, whoever follows it: a licence, a book for the adult
  bool retired = false;         ///< no longer begun with anybody new
  friend bool operator==(const Programme&, const Programme&) = default;
};

/// Field names are the form's: "name", "purpose", "minutes", "times_a_week", "weeks", "group_least", "group_most", "steps", "cost", "run".
std::vector<base::FieldError> check(const Programme& programme);
/// "20 minutes, 3 times a week, for 12 weeks".
std::string dose_words(const Programme& programme);
/// "1:1", "2 to 4 pupils".
std::string group_words(const Programme& programme);
/// Minutes from its first day to its last, for one pupil who misses nothing.
constexpr std::int64_t minutes_in_all(const Programme& programme) {
  return std::int64_t{programme.minutes} * programme.times_a_week * programme.weeks;
}
/// Steps as a form has them and as they are stored: a line each.
std::string to_lines(const std::vector<std::string>& steps);
std::vector<std::string> from_lines(std::string_view lines);

/// The starting examples, by name. Throws std::invalid_argument where a file does not say all: the program would be at fault.
const std::vector<Programme>& shipped_programmes();

}  // namespace programmes
