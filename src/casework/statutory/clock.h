// The clocks of the law: which day something is due, counted from the day of something else. Pure: no store, no page, no today but the one handed in.
// Sources: Children and Families Act 2014; Special Educational Needs and Disability Regulations 2014 (docs/adr/0024).
#pragma once

#include "base/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace statutory {

/// What goes by the clock: the yearly review of an education, health and care plan, or the request for the assessment that may lead to one.
enum class Sort : std::uint8_t { review, assessment };
inline constexpr std::size_t sort_count = 2;
std::string_view code(Sort sort);
std::string_view title(Sort sort);  ///< "Annual review"
std::optional<Sort> sort_of(std::string_view code);

/// Something that happened on a day, or was done. A clock is counted from one of these and stopped by another.
enum class Event : std::uint8_t {
  // of a review
  views_gathered, advice_asked, invited, papers_sent, meeting, report_drafted, report_sent, decided, notice, comments, final_plan,
  // of a request for an assessment
  sent, received, assess_decided, school_asked, school_advised, issue_decided, draft_plan, draft_comments, consulted, consult_answered, first_plan
};
inline constexpr std::size_t event_count = 22;
std::string_view code(Event event);
std::string_view title(Event event);  ///< "Report sent to the authority and everybody invited"
std::optional<Event> event_of(std::string_view code);
/// The events of one sort, in the order in which they usually come.
std::vector<Event> events_of(Sort sort);

/// Whose job it is that it happens.
enum class Doer : std::uint8_t { school, authority, family };
std::string_view code(Doer doer);
std::string_view title(Doer doer);  ///< "The school"

/// What is decided where an event decides something.
enum class Choice : std::uint8_t { none, keep, amend, cease, assess, refuse, issue, no_plan };
std::string_view code(Choice choice);   ///< empty for none
std::string_view title(Choice choice);  ///< "Keep the plan as it is"
std::optional<Choice> choice_of(std::string_view code);
/// What may be decided by it; empty where nothing is.
std::span<const Choice> choices_of(Event event);

/// How far a clock binds: by law, or as a habit that keeps the others in time.
enum class Force : std::uint8_t { law, habit };

/// One row: what is due how many days after (before, where negative) what. Rows are in force from a day: a law that changes gets a row of its own.
struct ClockRule {
  Sort sort;
  Event event;  ///< stops it
  Event from;   ///< counted from
  int days;
  Force force;
  Doer doer;
  std::string_view what;    ///< "Papers and advice are sent to everybody invited"
  std::string_view source;  ///< "SEND Regulations 2014, regulation 20"
  base::LocalDate in_force;
};
/// Every row, those of one sort in the order in which they fall due.
std::span<const ClockRule> clock_rules();

/// How the pupil moves on, where the plan must name the next setting by a day of the spring.
enum class Transfer : std::uint8_t { none, early_years_school, infant_junior, primary_middle, primary_secondary, middle_secondary, secondary_post16, post16_post16 };
inline constexpr std::size_t transfer_count = 8;
std::string_view code(Transfer transfer);   ///< empty for none
std::string_view title(Transfer transfer);  ///< "Primary to secondary school"
std::optional<Transfer> transfer_of(std::string_view code);
/// Whether pupils of that year group (people::YearGroup::rank) make that move at its end. Those who follow no year group may make any.
bool is_made_from(Transfer transfer, int year_rank);
/// The move that pupils of that year group usually make: 15 February after nursery and Year 6, 31 March after Year 11; none otherwise.
Transfer usual_transfer(int year_rank);
/// The last day for the final plan that names the next setting, in the academic year that starts in September of `academic_year`. Regulation 18. From one post-16
/// setting to another the law says five months before the day of the move, `moves_on`; where no day is known, the move is at the end of the school year.
std::optional<base::LocalDate> transfer_day(Transfer transfer, int academic_year, const std::optional<base::LocalDate>& moves_on = {});
/// The last day of the review meeting from which that day can still be met: twelve weeks before it.
std::optional<base::LocalDate> transfer_meeting_by(Transfer transfer, int academic_year, const std::optional<base::LocalDate>& moves_on = {});
/// The same day of the month five months before, or the last day of that month where it has no such day.
base::LocalDate five_months_before(base::LocalDate day);

/// The last day of the twelve months that begin with `from`. Children and Families Act 2014, section 44.
base::LocalDate twelve_months(base::LocalDate from);

/// Six months later, the day before the same day of the month.
base::LocalDate six_months(base::LocalDate from);
/// The last day of the next review of a plan that was issued or reviewed on `from`: six months for a child under five, else twelve.
base::LocalDate next_review_by(base::LocalDate from, bool under_five);
/// Children in nursery classes: theirs are looked at every three to six months.
bool is_under_five(int year_rank);

/// When an event happened, and what was decided by it.
struct Happened {
  base::LocalDate on;
  Choice choice = Choice::none;
};
using Happenings = std::map<Event, Happened>;

/// Why a limit need not be kept.
enum class Excuse : std::uint8_t { school_closed, family_away, exceptional };
inline constexpr std::size_t excuse_count = 3;
std::string_view code(Excuse excuse);
std::string_view title(Excuse excuse);
std::optional<Excuse> excuse_of(std::string_view code);
struct Exemption {
  Excuse excuse = Excuse::exceptional;
  base::LocalDate from, until;
};

/// What the clocks of one review or request are counted from.
struct Course {
  Sort sort = Sort::review;
  std::optional<base::LocalDate> counted_from = {};  ///< of a review: the day the plan was issued or last reviewed
  std::optional<base::LocalDate> meeting_on = {};    ///< of a review: the day that is set for the meeting
  bool under_five = false;
  Transfer transfer = Transfer::none;
  int transfer_year = 0;  ///< the academic year at whose end the pupil moves on
  std::optional<base::LocalDate> transfer_on = {};  ///< the day of a move between post-16 settings at another time
  Happenings happened = {};
  std::vector<Exemption> exemptions = {};  ///< of a request
};

enum class ClockState : std::uint8_t {
  waiting,    ///< nothing to count from yet
  coming,     ///< due today or later
  late,       ///< due before today, and not done
  done,       ///< in time
  done_late,
  not_needed  ///< what was decided makes it fall away
};

struct Clock {
  Event event = Event::meeting;  ///< stops it
  std::string what = {};
  Doer doer = Doer::school;
  Force force = Force::law;
  std::string source = {};
  std::string counted = {};  ///< "2 weeks before the meeting"
  std::optional<base::LocalDate> due = {}, done = {};
  bool only_if_amended = false;      ///< counts where the plan is changed, which is not decided yet
  bool may_be_longer = false;        ///< an exemption stands in its way
  ClockState state = ClockState::waiting;
};

/// Every clock of it as it stands on `today`, in the order of their days; those that wait come last. Weeks are weeks of the calendar: they run through
/// school holidays. Moving the meeting moves what is counted from it.
std::vector<Clock> count_clocks(const Course& course, base::LocalDate today);
/// "in 12 days", "today", "3 days late", "done", "done 2 days late", "counted once the meeting is set".
std::string state_words(const Clock& clock, base::LocalDate today);

/// The day the meeting counts from: when it was held, else when it is to be.
std::optional<base::LocalDate> meeting_day(const Course& course);
/// Clocks that are law, are the school's or the authority's to keep, and stand open: what somebody looks at next.
const Clock* next_open(const std::vector<Clock>& clocks);

/// A stretch of four weeks or more in which the school is closed, with the days between which a request for its advice makes the exemption: a week before
/// it closes to a week before it opens again. `closed_from` and `opens` are the first closed day and the first day of school.
bool excuses_advice(base::LocalDate closed_from, base::LocalDate opens, base::LocalDate asked);

}  // namespace statutory
