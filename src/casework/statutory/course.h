// A review or a request for an assessment as it is kept: its days one after another, who was asked for advice, and what the school writes for it. Types and rules.
#pragma once

#include "access/ids.h"
#include "access/policy.h"
#include "base/result.h"
#include "casework/plans/ids.h"
#include "casework/statutory/clock.h"
#include "people/calendar.h"

namespace statutory {

using ProcedureId = base::Id<struct ProcedureTag>;
using VoiceId = base::Id<struct VoiceTag>;
using ExemptionId = base::Id<struct ExemptionTag>;

/// What a step says.
enum class Deed : std::uint8_t {
  begun,
  meeting_set,  ///< or moved: the words say why
  happened,     ///< an event, on a day
  taken_back,   ///< an event that did not happen after all
  recommended,  ///< what the school recommends, with its reasons
  ended,
  opened_again
};
inline constexpr std::size_t deed_count = 7;
std::string_view code(Deed deed);
std::optional<Deed> deed_of(std::string_view code);

struct Step {
  int number = 0;
  Deed deed = Deed::begun;
  std::optional<Event> event = {};
  std::optional<base::LocalDate> on = {};
  Choice choice = Choice::none;
  std::string words = {};
  access::StaffId by = {};
  std::string by_name = {};
  base::UtcTime at = {};
};

struct Procedure {
  ProcedureId id;
  access::PupilId pupil = {};
  std::string pupil_name = {}, year_group = {};
  Sort sort = Sort::review;
  plans::PlanId plan = {};  ///< of a review: the plan that is reviewed
  access::InfoClass info_class = access::InfoClass::c6_send;
  int step = 1;
  access::StaffId lead = {};  ///< whose job it is that it goes on
  std::string lead_name = {};
  std::optional<base::LocalDate> counted_from = {}, meeting_on = {};
  Transfer transfer = Transfer::none;
  int transfer_year = 0;
  std::optional<base::LocalDate> transfer_on = {};
  base::UtcTime made_at = {};
  std::optional<base::UtcTime> ended_at = {};
  bool is_open() const { return !ended_at; }
};

struct KeptExemption {
  ExemptionId id;
  Exemption what;
  std::string words = {};
  std::string by_name = {};
  base::UtcTime at = {};
  /// Taken back: since when, by whom and why. The clocks run as if it had never been written.
  std::optional<base::UtcTime> taken_back_at = {};
  std::string taken_back_by = {}, taken_back_words = {};
  bool counts() const { return !taken_back_at; }
};

/// The days of one, replayed from its steps.
Course course_of(const Procedure& of, const std::vector<Step>& steps, const std::vector<KeptExemption>& exemptions);
/// The last day of the next review, counted from the meeting of this one; nothing while no meeting was held, and where the plan ends.
std::optional<base::LocalDate> next_review(const Course& course);
/// The step that said so last; nothing where it did not happen.
const Step* step_of(const std::vector<Step>& steps, Event event);
const Step* recommendation(const std::vector<Step>& steps);

/// Who is asked for advice and invited.
enum class Party : std::uint8_t { pupil, parent, senco, teacher, key_worker, authority, health, care, specialist, next_setting, other };
inline constexpr std::size_t party_count = 11;
std::string_view code(Party party);
std::string_view title(Party party);
std::optional<Party> party_of(std::string_view code);
/// Whom the regulations name: they stand on the list of every review from its first day.
std::span<const Party> parties_of(Sort sort);

struct Voice {
  VoiceId id;
  int version = 1;
  Party party = Party::other;
  std::string name = {};
  std::optional<base::LocalDate> asked_on = {}, received_on = {}, invited_on = {};
  std::string came = {};   ///< "yes", "no", or empty while nobody said
  std::string words = {};  ///< what they say, in short or in full
};

/// What the school writes: a field of its form. The form is filled in from plans besides.
struct FormField {
  std::string_view name, label, hint;
};
std::span<const FormField> form_of(Sort sort);
using Words = std::map<std::string, std::string, std::less<>>;

/// Field names are those of the forms. What is wrong with …
std::vector<base::FieldError> check_counted_from(base::LocalDate from, base::LocalDate today);
/// … a day for the meeting: before the day the plan was issued or last reviewed, or a day without school where `calendar` knows the dates.
std::vector<base::FieldError> check_meeting(const Procedure& of, base::LocalDate on, const people::Calendar& calendar);
/// … an event: in the future, before what it follows, or without the decision it brings.
std::vector<base::FieldError> check_event(const Course& course, Event event, base::LocalDate on, Choice choice, base::LocalDate today);
std::vector<base::FieldError> check_recommendation(Choice choice, std::string_view reasons);
/// … who was asked and when.
std::vector<base::FieldError> check(const Voice& voice, base::LocalDate today);
/// … a move that pupils of that year group do not make.
std::vector<base::FieldError> check_transfer(Transfer transfer, std::string_view year_group, std::string_view given_name);
/// … the day of a move between post-16 settings: years away, or long past.
std::vector<base::FieldError> check_transfer_on(base::LocalDate on, base::LocalDate today);
std::vector<base::FieldError> check(const Exemption& exemption);
std::vector<base::FieldError> check(Sort sort, const Words& words);

/// What somebody should know before they set this day, though it is allowed: too late for the twelve months or the move, too soon to invite. Each a sentence.
std::vector<std::string> warnings_of(const Course& course, base::LocalDate meeting, base::LocalDate today);

/// The stretches of four weeks and more without school between two days, each from its first closed day to the first day of school after it.
struct Closed {
  base::LocalDate from, opens;
};
std::vector<Closed> long_closures(const people::Calendar& calendar, base::LocalDate from, base::LocalDate until);

/// A rank to compare with; nothing for a year group nobody knows.
std::optional<int> year_rank(std::string_view year_group);

}  // namespace statutory
