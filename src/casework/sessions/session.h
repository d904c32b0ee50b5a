// A session: what was to be given to one pupil or a group, and what each pupil had of it. Types and rules.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "casework/plans/ids.h"
#include "casework/plans/measure.h"
#include "record/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sessions {

struct SessionTag {};
using SessionId = base::Id<SessionTag>;

enum class Happened : std::uint8_t { yes, part, no };
std::string_view code(Happened happened);   ///< as the record's field has it: "yes", "part", "no"
std::string_view title(Happened happened);  ///< "All of it", "Part of it", "Not at all"
std::optional<Happened> happened_of(std::string_view code);

/// How much help it took, from none to most.
enum class Prompt : std::uint8_t { independent, visual, gestural, verbal, modelled, partial_physical, full_physical };
inline constexpr std::size_t prompt_count = 7;
std::string_view code(Prompt prompt);
std::string_view title(Prompt prompt);  ///< "Alone", "Shown a picture", … "Hand over hand"
std::optional<Prompt> prompt_of(std::string_view code);

enum class Place : std::uint8_t { in_class, withdrawal, home, community };
inline constexpr std::size_t place_count = 4;
std::string_view code(Place place);
std::string_view title(Place place);
std::optional<Place> place_of(std::string_view code);

/// One pupil of a card, and the promise it keeps; nil: none.
struct CardPupil {
  access::PupilId pupil;
  std::string name;
  plans::ProvisionLineId line = {};
};

/// A session that is to come, or was to: a slot of the timetable on one day, or one written down by hand (`slot` is nil).
struct Card {
  base::Bytes16 slot{};
  base::LocalDate day;
  std::optional<base::LocalDate> planned_on = {};  ///< moved: the day it was promised for; none: this one
  int starts = 0;   ///< minutes after midnight
  int minutes = 0;
  access::StaffId staff;
  std::string staff_name;
  base::Bytes16 programme{};  ///< nil: none
  std::string title;
  Place place = Place::withdrawal;
  std::vector<CardPupil> pupils;
  bool cancelled = false;  ///< the timetable said beforehand that it would not be

  int ends() const { return starts + minutes; }
  /// To whose week its minutes are owed.
  base::LocalDate owed_on() const { return planned_on.value_or(day); }
  bool is_timetabled() const { return slot != base::Bytes16{}; }
  const CardPupil* find(const access::PupilId& pupil) const;
};
/// "10:00 to 10:20".
std::string time_words(const Card& card);

struct Score {
  plans::TargetId target;
  std::optional<plans::Value> value;
  std::optional<Prompt> prompt;
};

/// What one pupil had. The words go into the record; the rest is counted.
struct PupilPart {
  access::PupilId pupil;
  plans::ProvisionLineId line = {};
  Happened happened = Happened::yes;
  std::string reason;  ///< a choice of the kind's own list; empty where all of it happened
  int minutes = 0;
  std::optional<int> engagement;  ///< 1 to 5
  std::string words, changed, for_teacher;
  std::vector<Score> scores;
};

/// Two sessions of one person that lie over one another, in minutes after midnight.
constexpr bool overlap(int starts, int minutes, int other_starts, int other_minutes) {
  return starts < other_starts + other_minutes && other_starts < starts + minutes;
}

/// What stands already on a day, for the question whether two lie over one another.
struct Standing {
  SessionId session;
  access::PupilId pupil;
  std::string pupil_name;
  int starts = 0, minutes = 0;
  std::string title, staff_name;
};

/// What is wrong, or asked about, beside each pupil's fields: "minutes.<pupil>", "reason.<pupil>". `sure` says of a pupil's row that its writer
/// answered the question; what is plainly wrong stays wrong.
std::vector<base::FieldError> check_part(const Card& card, const PupilPart& part, bool sure, const std::vector<Standing>& standing);
/// True where one of the messages is a question, so that the form asks for a tick.
bool is_question(const base::FieldError& error);

/// The record of one pupil's part: it follows from session and pupil, so that the same form sent twice is the same records.
record::RecordId record_of(const SessionId& session, const access::PupilId& pupil);

}  // namespace sessions
