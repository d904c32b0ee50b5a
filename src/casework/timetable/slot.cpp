// Rules of slots.
#include "casework/timetable/slot.h"

#include "base/text.h"
#include "casework/programmes/group_store.h"

#include <fmt/format.h>

#include <array>

namespace timetable {
namespace {

using access::Act;
using access::InfoClass;
using access::May;

struct Word {
  std::string_view code, title;
  bool delivered, away;
};
constexpr std::array<Word, slot_kind_count> kinds{{{"lesson", "Lesson", false, false},
                                                   {"lesson_support", "Lesson support", true, false},
                                                   {"programme", "Programme", true, false},
                                                   {"one_to_one", "1:1 support", true, false},
                                                   {"mentoring", "Mentoring", true, false},
                                                   {"check_in", "Check-in", true, false},
                                                   {"break_duty", "Break duty", false, false},
                                                   {"lunch_duty", "Lunch duty", false, false},
                                                   {"first_aid", "First-aid rota", false, false},
                                                   {"club", "Club", false, false},
                                                   {"preparation", "Preparation", false, false},
                                                   {"meeting", "Meeting", false, false},
                                                   {"home", "Support at home", true, true},
                                                   {"community", "Support in the community", true, true},
                                                   {"other", "Something else", false, false}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> exceptions{
    {{"cancelled", "Does not happen"}, {"moved", "At another time or place"}, {"replaced", "Another adult does it"}}};

constexpr int first_minute = 6 * 60, last_minute = 22 * 60;

void check_times(std::vector<base::FieldError>& wrong, int starts, int ends, std::string_view starts_field, std::string_view ends_field) {
  if (starts < first_minute || starts >= last_minute) wrong.push_back({std::string(starts_field), "Enter a start between 06:00 and 22:00, like 09:15"});
  if (ends <= starts) wrong.push_back({std::string(ends_field), "The end is after the start"});
  else if (ends > last_minute) wrong.push_back({std::string(ends_field), "Enter an end no later than 22:00"});
}

void check_length(std::vector<base::FieldError>& wrong, std::string_view field, const std::string& value, std::size_t most) {
  if (base::count_characters(value) > most) wrong.push_back({std::string(field), fmt::format("Use at most {} characters", most)});
}

}  // namespace

std::string_view code(SlotKind kind) { return kinds.at(static_cast<std::size_t>(kind)).code; }
std::string_view title(SlotKind kind) { return kinds.at(static_cast<std::size_t>(kind)).title; }
std::optional<SlotKind> slot_kind_of(std::string_view code) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i].code == code) return static_cast<SlotKind>(i);
  return std::nullopt;
}
bool is_delivered(SlotKind kind) { return kinds.at(static_cast<std::size_t>(kind)).delivered; }
bool is_away(SlotKind kind) { return kinds.at(static_cast<std::size_t>(kind)).away; }

std::string_view code(Week week) {
  switch (week) {
    case Week::every: return "";
    case Week::a: return "a";
    case Week::b: return "b";
  }
  return "";
}
std::optional<Week> week_of_code(std::string_view code) {
  if (code.empty()) return Week::every;
  if (code == "a") return Week::a;
  if (code == "b") return Week::b;
  return std::nullopt;
}

std::string_view code(ExceptionKind kind) { return exceptions.at(static_cast<std::size_t>(kind)).first; }
std::string_view title(ExceptionKind kind) { return exceptions.at(static_cast<std::size_t>(kind)).second; }
std::optional<ExceptionKind> exception_kind_of(std::string_view code) {
  for (std::size_t i = 0; i < exceptions.size(); ++i)
    if (exceptions[i].first == code) return static_cast<ExceptionKind>(i);
  return std::nullopt;
}

std::vector<base::FieldError> check(const Slot& slot) {
  std::vector<base::FieldError> wrong;
  check_times(wrong, slot.starts, slot.ends, "starts", "ends");
  if (slot.day > base::Weekday::friday) wrong.push_back({"weekday", "Choose a day from Monday to Friday"});
  check_length(wrong, "title", slot.title, 80);
  check_length(wrong, "place", slot.place, 60);
  const int with = (slot.pupil.is_nil() ? 0 : 1) + (slot.group.is_nil() ? 0 : 1) + (slot.school_class.is_nil() ? 0 : 1);
  if (with > 1) wrong.push_back({"who", "Choose a pupil, a group or a class, not more than one of them"});
  if (with == 0 && slot.staff.is_nil()) wrong.push_back({"staff", "Choose an adult, or say whom it is with"});
  if (with == 0 && is_delivered(slot.kind)) wrong.push_back({"who", "Choose the pupil, group or class it is with"});
  if (slot.until && *slot.until < slot.from) wrong.push_back({"until", "The last day is not before the first"});
  return wrong;
}

std::vector<base::FieldError> check(const Exception& exception, const Slot& slot) {
  std::vector<base::FieldError> wrong;
  check_length(wrong, "why", exception.why, 160);
  check_length(wrong, "moved_place", exception.place, 60);
  switch (exception.kind) {
    case ExceptionKind::cancelled:
      if (exception.why.empty()) wrong.push_back({"why", "Enter why it does not happen"});
      break;
    case ExceptionKind::moved:
      check_times(wrong, exception.starts.value_or(slot.starts), exception.ends.value_or(slot.ends), "moved_starts", "moved_ends");
      if (wrong.empty() && exception.to_day.value_or(exception.on) == exception.on && exception.starts.value_or(slot.starts) == slot.starts &&
          exception.ends.value_or(slot.ends) == slot.ends && (exception.place.empty() || exception.place == slot.place))
        wrong.push_back({"moved_starts", "Enter the new day, time or place"});
      break;
    case ExceptionKind::replaced:
      if (exception.staff.is_nil()) wrong.push_back({"replacement", "Choose who does it instead"});
      else if (exception.staff == slot.staff) wrong.push_back({"replacement", "Choose another adult than the one who does it always"});
      break;
  }
  return wrong;
}

bool places_adults(const access::Grants& grants) { return programmes::keeps_groups(grants); }

bool may_write(const access::Grants& grants, const Slot& slot) {
  const bool own = slot.staff == grants.person().id;
  if (slot.pupil.is_nil()) return own || places_adults(grants);
  if (programmes::may_place(grants, slot.pupil)) return true;
  return own && (grants.see(slot.pupil) & access::bit(InfoClass::c5_profile)) != 0;
}

bool may_except(const access::Grants& grants, const Slot& slot) { return slot.staff == grants.person().id || may_write(grants, slot); }

std::string what_words(const Slot& slot) {
  if (slot.title.empty()) return std::string(title(slot.kind));
  if (slot.kind == SlotKind::other || slot.kind == SlotKind::lesson) return slot.title;
  return fmt::format("{}: {}", title(slot.kind), slot.title);
}

std::string with_words(const Slot& slot) {
  if (!slot.pupil.is_nil()) return slot.pupil_name.empty() ? "A pupil" : slot.pupil_name;
  if (!slot.group.is_nil()) return slot.group_name;
  return slot.class_name;
}

std::string clock_words(int minutes) { return base::to_text(base::LocalTime{minutes}); }

}  // namespace timetable
