// Lesson help: a teacher says what a lesson aims at and what named pupils need for it; a key worker prepares it; afterwards both look at the aim.
#pragma once

#include "access/grants.h"
#include "base/result.h"
#include "casework/timetable/week.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cover {

using HelpId = base::Id<struct LessonHelpTag>;
using HelpFileId = base::Id<struct LessonHelpFileTag>;

/// What is wanted.
enum class Want : std::uint8_t { adapt, pre_teach, resources, other };
inline constexpr std::size_t want_count = 4;
std::string_view code(Want want);
std::string_view title(Want want);  ///< "Adapt the task"
std::optional<Want> want_of(std::string_view code);

/// Against the objective, of one pupil; none: not looked at yet.
enum class Outcome : std::uint8_t { none, met, partly, not_met };
inline constexpr std::size_t outcome_count = 4;
std::string_view code(Outcome outcome);
std::string_view title(Outcome outcome);
std::optional<Outcome> outcome_of(std::string_view code);

struct HelpedPupil {
  access::PupilId pupil;
  std::string name = {}, class_name = {};  ///< as read
  Outcome outcome = Outcome::none;
};

enum class HelpState : std::uint8_t { asked, prepared, evaluated };
std::string_view code(HelpState state);
std::string_view title(HelpState state);

struct LessonHelp {
  HelpId id;
  int version = 1;
  access::StaffId teacher = {}, helper = {};
  std::string lesson = {};
  base::LocalDate on = {}, due = {};
  std::string objective = {}, words = {};
  std::vector<Want> wants = {};
  std::vector<HelpedPupil> pupils = {};  ///< as far as the reader may see them
  std::string prepared = {}, kept_at = {};
  std::optional<base::UtcTime> prepared_at = {}, evaluated_at = {}, changed_at = {};
  std::string evaluation = {};
  std::string teacher_name = {}, helper_name = {}, prepared_by = {}, evaluated_by = {};  ///< as read
  /// What is wanted changed after it was prepared: somebody has to look again.
  bool is_outdated() const { return prepared_at && changed_at && *changed_at > *prepared_at; }
  HelpState state() const { return evaluated_at ? HelpState::evaluated : prepared_at && !is_outdated() ? HelpState::prepared : HelpState::asked; }
};

/// How it stood before somebody changed it.
struct EarlierHelp {
  LessonHelp help;  ///< its words, without pupils
  std::string deed = {}, by_name = {};
  base::UtcTime at = {};
};
struct HelpFile {
  HelpFileId id;
  std::string name, content_type;
  std::int64_t size = 0;
  std::string added_by = {};
};
inline constexpr std::size_t most_help_files = 20;

inline constexpr std::size_t most_helped = 15;
/// What cannot be asked. Fields are the form's: "pupil", "lesson", "on", "due", "objective", "want", "words", "helper".
std::vector<base::FieldError> check(const LessonHelp& help, const timetable::SchoolWeeks& weeks, base::LocalDate today);
/// The same of a request that is changed: what it says already is not held to today again.
std::vector<base::FieldError> check_change(const LessonHelp& was, const LessonHelp& help, const timetable::SchoolWeeks& weeks, base::LocalDate today);
/// True where the words that a teacher writes are the same, whoever the pupils are.
bool asks_the_same(const LessonHelp& a, const LessonHelp& b);
/// "prepared", "kept_at".
std::vector<base::FieldError> check_preparation(std::string_view prepared, std::string_view kept_at);
/// Each pupil's "outcome.<id>"; "evaluation"; before the lesson nothing can be judged.
std::vector<base::FieldError> check_evaluation(const LessonHelp& help, const std::vector<HelpedPupil>& judged, std::string_view words, base::LocalDate today);
/// True for whoever sees the profile of the pupil: only of them they may ask, and only they may prepare.
bool works_with(const access::Grants& grants, const access::PupilId& pupil);
/// "Adapt the task, pre-teach words".
std::string wants_words(const std::vector<Want>& wants);
/// As stored: codes with commas.
std::string to_stored(const std::vector<Want>& wants);
std::vector<Want> wants_of(std::string_view stored);

}  // namespace cover
