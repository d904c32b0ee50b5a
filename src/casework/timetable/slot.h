// One place in somebody's week that comes back: what, who, where and when. Types and rules.
#pragma once

#include "access/grants.h"
#include "base/result.h"
#include "casework/programmes/group.h"

namespace timetable {

using SlotId = base::Id<struct SlotTag>;
using ExceptionId = base::Id<struct ExceptionTag>;
using PromisedLineId = base::Id<struct PromisedLineTag>;  ///< a line of provision (plans), by its bytes
using programmes::GroupId;
using programmes::ProgrammeId;

enum class SlotKind : std::uint8_t {
  lesson, lesson_support, programme, one_to_one, mentoring, check_in, break_duty, lunch_duty, first_aid, club, preparation, meeting, home, community, other
};
inline constexpr std::size_t slot_kind_count = 15;
/// "one_to_one": as stored and in the API.
std::string_view code(SlotKind kind);
/// "1:1 support".
std::string_view title(SlotKind kind);
std::optional<SlotKind> slot_kind_of(std::string_view code);
/// True for work that is delivered to pupils and written up as a session.
bool is_delivered(SlotKind kind);
/// True for what happens away from school.
bool is_away(SlotKind kind);

/// In a school with two weeks that take turns.
enum class Week : std::uint8_t { every, a, b };
/// "", "a", "b".
std::string_view code(Week week);
std::optional<Week> week_of_code(std::string_view code);

struct Slot {
  SlotId id;
  int version = 1;
  SlotKind kind = SlotKind::lesson_support;
  std::string title = {};  ///< "Maths": what the kind does not say; may be empty
  access::StaffId staff = {};
  access::PupilId pupil = {};        ///< at most one of pupil, group and class
  GroupId group = {};
  people::ClassId school_class = {};
  ProgrammeId programme = {};
  PromisedLineId line = {};          ///< the promised line it delivers
  std::string place = {};
  base::Weekday day = base::Weekday::monday;
  int starts = 0, ends = 0;          ///< minutes after midnight
  Week week = Week::every;
  base::LocalDate from = {};
  std::optional<base::LocalDate> until = {};
  SlotId follows = {};               ///< the slot this one came of when it was changed
  std::string staff_name = {}, pupil_name = {}, group_name = {}, class_name = {};  ///< as read, as far as the reader may know them
  bool is_extra() const { return until && *until == from; }
  int minutes() const { return ends - starts; }
};

/// What is different on one day.
enum class ExceptionKind : std::uint8_t { cancelled, moved, replaced };
std::string_view code(ExceptionKind kind);
std::string_view title(ExceptionKind kind);
std::optional<ExceptionKind> exception_kind_of(std::string_view code);

struct Exception {
  ExceptionId id;
  SlotId slot;
  base::LocalDate on;
  ExceptionKind kind = ExceptionKind::cancelled;
  std::string why = {};
  std::optional<base::LocalDate> to_day = {};    ///< moved to this day; none: the same
  std::optional<int> starts = {}, ends = {};     ///< moved to these times; none: the same
  std::string place = {};                        ///< moved to this place; empty: the same
  access::StaffId staff = {};                    ///< who does it instead
  std::string staff_name = {};                   ///< as read
};

/// What cannot be. Field names are the form's: "starts", "ends", "who", "until", "title", "place", "weekday".
std::vector<base::FieldError> check(const Slot& slot);
/// Beside `slot`: "moved_starts", "moved_ends", "moved_to", "replacement", "why".
std::vector<base::FieldError> check(const Exception& exception, const Slot& slot);

/// True where this person places adults for the school or for some pupil.
bool places_adults(const access::Grants& grants);
/// The rule of who may write this slot: who administers relations; who decides on its pupil's strategies (C5); who places adults, where no
/// pupil is in it; an adult for themselves, where they see the strategies of its pupil or none is in it.
bool may_write(const access::Grants& grants, const Slot& slot);
/// The same for what is different on a day: the slot's own adult too.
bool may_except(const access::Grants& grants, const Slot& slot);

/// "1:1 support", "Lesson support: Maths".
std::string what_words(const Slot& slot);
/// With whom: "Maya Osei", "Talk group", "4 Oak"; empty where it is with nobody.
std::string with_words(const Slot& slot);
/// "10:40".
std::string clock_words(int minutes);

}  // namespace timetable
