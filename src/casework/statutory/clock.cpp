// Counts the clocks.
#include "casework/statutory/clock.h"

#include "base/named.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace statutory {
namespace {

using base::named;
using base::Named;
constexpr std::array<Named, sort_count> sorts{{{"review", "Annual review"}, {"assessment", "Request for an assessment"}}};
constexpr std::array<Named, event_count> events{{{"views_gathered", "Views of the pupil and the family gathered"},
                                                 {"advice_asked", "Advice asked for"},
                                                 {"invited", "Everybody invited"},
                                                 {"papers_sent", "Advice and papers sent round"},
                                                 {"meeting", "Review meeting held"},
                                                 {"report_drafted", "Report drafted"},
                                                 {"report_sent", "Report sent to the authority and everybody invited"},
                                                 {"decided", "The authority said what happens to the plan"},
                                                 {"notice", "Notice with the proposed changes received"},
                                                 {"comments", "The family commented on the changes"},
                                                 {"final_plan", "Final plan received"},
                                                 {"sent", "Request sent"},
                                                 {"received", "Request received by the authority"},
                                                 {"assess_decided", "The authority said whether it assesses"},
                                                 {"school_asked", "The authority asked the school for its advice"},
                                                 {"school_advised", "The school gave its advice"},
                                                 {"issue_decided", "The authority said whether it makes a plan"},
                                                 {"draft_plan", "Draft plan received"},
                                                 {"draft_comments", "The family commented on the draft"},
                                                 {"consulted", "The school was asked about being named"},
                                                 {"consult_answered", "The school answered about being named"},
                                                 {"first_plan", "Final plan received"}}};
constexpr std::array<Named, 3> doers{{{"school", "The school"}, {"authority", "The local authority"}, {"family", "The family"}}};
constexpr std::array<Named, 8> choices{{{"", ""},
                                        {"keep", "Keep the plan as it is"},
                                        {"amend", "Change the plan"},
                                        {"cease", "End the plan"},
                                        {"assess", "It assesses"},
                                        {"refuse", "It does not assess"},
                                        {"issue", "It makes a plan"},
                                        {"no_plan", "It makes no plan"}}};
constexpr std::array<Named, transfer_count> transfers{{{"", "No move to another phase"},
                                                       {"early_years_school", "Nursery to school"},
                                                       {"infant_junior", "Infant to junior school"},
                                                       {"primary_middle", "First or primary to middle school"},
                                                       {"primary_secondary", "Primary to secondary school"},
                                                       {"middle_secondary", "Middle to secondary school"},
                                                       {"secondary_post16", "Secondary school to post-16"},
                                                       {"post16_post16", "One post-16 setting to another"}}};
constexpr std::array<Named, excuse_count> excuses{{{"school_closed", "The school is closed for four weeks or more"},
                                                   {"family_away", "The family is away from the area for four weeks or more"},
                                                   {"exceptional", "Exceptional circumstances of the family"}}};

constexpr std::array review_choices{Choice::keep, Choice::amend, Choice::cease};
constexpr std::array assess_choices{Choice::assess, Choice::refuse};
constexpr std::array issue_choices{Choice::issue, Choice::no_plan};

constexpr std::string_view act = "Children and Families Act 2014, section 44";
constexpr std::string_view habit = "Good practice, so that the next one is in time";
constexpr base::LocalDate since_2014{16314};    // 1 September 2014: the Act and the Regulations
constexpr base::LocalDate since_devon{19059};   // 8 March 2022: the High Court on amendment notices
constexpr int week = 7;
// The family has fifteen days that begin with the day on which the draft or the notice came: the fifteenth is fourteen days later.
constexpr int family_days = 15 - 1;

const std::array rules{
    ClockRule{Sort::review, Event::views_gathered, Event::meeting, -10 * week, Force::habit, Doer::school, "The views of the pupil and the family are gathered", habit, since_2014},
    ClockRule{Sort::review, Event::advice_asked, Event::meeting, -6 * week, Force::habit, Doer::school, "Advice is asked for in writing", habit, since_2014},
    ClockRule{Sort::review, Event::invited, Event::meeting, -2 * week, Force::law, Doer::school, "Everybody is invited", "SEND Regulations 2014, regulation 20", since_2014},
    ClockRule{Sort::review, Event::papers_sent, Event::meeting, -2 * week, Force::law, Doer::school, "Advice and papers are sent to everybody invited", "SEND Regulations 2014, regulation 20", since_2014},
    ClockRule{Sort::review, Event::meeting, Event::meeting, 0, Force::law, Doer::school, "The review meeting is held", "SEND Regulations 2014, regulation 20", since_2014},
    ClockRule{Sort::review, Event::report_drafted, Event::meeting, week, Force::habit, Doer::school, "The report is drafted", habit, since_2014},
    ClockRule{Sort::review, Event::report_sent, Event::meeting, 2 * week, Force::law, Doer::school, "The school’s report goes to the authority and everybody invited", "SEND Regulations 2014, regulation 20", since_2014},
    ClockRule{Sort::review, Event::decided, Event::meeting, 4 * week, Force::law, Doer::authority, "The authority says whether it keeps, changes or ends the plan", "SEND Regulations 2014, regulation 20", since_2014},
    ClockRule{Sort::review, Event::notice, Event::meeting, 4 * week, Force::law, Doer::authority, "The notice of changes comes with the proposed changes", "SEND Regulations 2014, regulation 22; High Court, March 2022", since_devon},
    ClockRule{Sort::review, Event::comments, Event::notice, family_days, Force::law, Doer::family, "The family has at least 15 days to comment on the changes", "SEND Regulations 2014, regulation 22", since_2014},
    ClockRule{Sort::review, Event::final_plan, Event::notice, 8 * week, Force::law, Doer::authority, "The final plan is issued", "SEND Regulations 2014, regulation 22; High Court, March 2022", since_2014},
    ClockRule{Sort::assessment, Event::assess_decided, Event::received, 6 * week, Force::law, Doer::authority, "The authority says whether it assesses", "SEND Regulations 2014, regulation 5", since_2014},
    ClockRule{Sort::assessment, Event::school_advised, Event::school_asked, 6 * week, Force::law, Doer::school, "The school gives its advice", "SEND Regulations 2014, regulation 8", since_2014},
    ClockRule{Sort::assessment, Event::issue_decided, Event::received, 16 * week, Force::law, Doer::authority, "The authority says so if it makes no plan", "SEND Regulations 2014, regulation 10", since_2014},
    ClockRule{Sort::assessment, Event::draft_plan, Event::received, 16 * week, Force::habit, Doer::authority, "The draft plan is out", "Good practice, so that the final plan is in time", since_2014},
    ClockRule{Sort::assessment, Event::draft_comments, Event::draft_plan, family_days, Force::law, Doer::family, "The family has at least 15 days to comment on the draft", "SEND Regulations 2014, regulation 13", since_2014},
    ClockRule{Sort::assessment, Event::consult_answered, Event::consulted, 15, Force::law, Doer::school, "The school answers about being named", "SEND Code of Practice, chapter 9", since_2014},
    ClockRule{Sort::assessment, Event::first_plan, Event::received, 20 * week, Force::law, Doer::authority, "The final plan is issued", "SEND Regulations 2014, regulation 13", since_2014},
};

std::string day_count(int days) {
  if (days % week == 0 && days != 0) return days == week ? "1 week" : fmt::format("{} weeks", days / week);
  return days == 1 ? "1 day" : fmt::format("{} days", days);
}

std::string anchor_words(Event event) {
  switch (event) {
    case Event::meeting: return "the meeting";
    case Event::notice: return "the notice";
    case Event::received: return "the day the authority received the request";
    case Event::school_asked: return "the day the school was asked";
    case Event::draft_plan: return "the draft plan";
    case Event::consulted: return "the day the school was asked";
    default: return "";
  }
}

std::string counted_words(const ClockRule& rule) {
  if (rule.days == 0) return "The day that is set";
  if (rule.doer == Doer::family) return fmt::format("{} days, beginning with the day of {}", rule.days + 1, anchor_words(rule.from));
  return fmt::format("{} {} {}", day_count(std::abs(rule.days)), rule.days < 0 ? "before" : "after", anchor_words(rule.from));
}

std::optional<base::LocalDate> day_of(const Course& course, Event event) {
  if (event == Event::meeting) return meeting_day(course);
  const auto found = course.happened.find(event);
  return found == course.happened.end() ? std::nullopt : std::optional(found->second.on);
}

Choice decision(const Course& course, Event event) {
  const auto found = course.happened.find(event);
  return found == course.happened.end() ? Choice::none : found->second.choice;
}

/// A habit is overtaken by what it was to keep in time.
bool is_overtaken(const Course& course, Event event) {
  const auto was = [&](Event later) { return course.happened.contains(later); };
  switch (event) {
    case Event::views_gathered: return was(Event::papers_sent) || was(Event::meeting);
    case Event::advice_asked: return was(Event::papers_sent) || was(Event::meeting);
    case Event::report_drafted: return was(Event::report_sent);
    case Event::draft_plan: return was(Event::first_plan);
    default: return false;
  }
}

/// What was decided, or came before it, makes this one fall away.
bool falls_away(const Course& course, Event event) {
  if (is_overtaken(course, event)) return true;
  switch (event) {
    case Event::notice:
    case Event::comments:
    case Event::final_plan: {
      const auto said = decision(course, Event::decided);
      return said == Choice::keep || said == Choice::cease;
    }
    case Event::school_advised:
    case Event::issue_decided:
      return decision(course, Event::assess_decided) == Choice::refuse;
    case Event::draft_plan:
    case Event::draft_comments:
    case Event::consult_answered:
    case Event::first_plan:
      return decision(course, Event::assess_decided) == Choice::refuse || decision(course, Event::issue_decided) == Choice::no_plan;
    default: return false;
  }
}

bool is_of_amending(Event event) { return event == Event::notice || event == Event::comments || event == Event::final_plan; }

/// The regulations let a limit go for these, of the clocks that are counted in weeks from the request or from the school being asked.
bool can_be_longer(Event event) {
  return event == Event::assess_decided || event == Event::school_advised || event == Event::issue_decided || event == Event::first_plan;
}

void settle(Clock& clock, base::LocalDate today, bool away) {
  if (clock.done) clock.state = clock.due && *clock.done > *clock.due ? ClockState::done_late : ClockState::done;
  else if (away) clock.state = ClockState::not_needed;
  else if (!clock.due) clock.state = ClockState::waiting;
  else clock.state = *clock.due < today ? ClockState::late : ClockState::coming;
}

Clock counted(const ClockRule& rule, const Course& course, base::LocalDate today) {
  Clock out;
  out.event = rule.event;
  out.what = rule.what;
  out.doer = rule.doer;
  out.force = rule.force;
  out.source = rule.source;
  out.counted = counted_words(rule);
  const auto anchor = day_of(course, rule.from);
  if (anchor) out.due = *anchor + rule.days;
  // The final plan: eight weeks after the notice, and whatever came late before it, twelve weeks after the meeting.
  if (rule.event == Event::final_plan) {
    if (const auto meeting = meeting_day(course)) out.due = out.due ? std::min(*out.due, *meeting + 12 * week) : *meeting + 12 * week;
    out.counted = "8 weeks after the notice, 12 weeks after the meeting at most";
  }
  if (const auto found = course.happened.find(rule.event); found != course.happened.end()) out.done = found->second.on;
  // A decision to make a plan stops the clock of saying that there is none, as the draft plan does.
  if (rule.event == Event::issue_decided && !out.done) out.done = day_of(course, Event::draft_plan);
  // A notice of changes that came says as much as the decision would.
  out.only_if_amended = is_of_amending(rule.event) && decision(course, Event::decided) == Choice::none && !course.happened.contains(Event::notice);
  if (anchor && out.due && can_be_longer(rule.event))
    out.may_be_longer = std::any_of(course.exemptions.begin(), course.exemptions.end(), [&](const Exemption& each) { return each.from <= *out.due && each.until >= *anchor; });
  settle(out, today, falls_away(course, rule.event));
  return out;
}

/// The two clocks of a review that are not counted from its meeting: the twelve months, and the move to the next phase.
void add_year(std::vector<Clock>& to, const Course& course, base::LocalDate today) {
  Clock year;
  year.event = Event::decided;
  year.what = "The whole review is finished, with the authority’s decision";
  year.doer = Doer::authority;
  year.source = act;
  year.counted = "Within 12 months of the day the plan was issued or last reviewed";
  if (course.counted_from) year.due = twelve_months(*course.counted_from);
  if (const auto found = course.happened.find(Event::decided); found != course.happened.end()) year.done = found->second.on;
  settle(year, today, false);
  if (year.due && !meeting_day(course)) {
    // Nothing is counted from a meeting that is not set: what is due is to set it.
    Clock set;
    set.event = Event::meeting;
    set.what = "The review meeting is held";
    set.force = Force::habit;
    set.source = "So that the authority can decide within the 12 months";
    set.counted = "4 weeks before the 12 months are over";
    set.due = *year.due + -4 * week;
    settle(set, today, false);
    to.push_back(std::move(set));
  }
  to.push_back(std::move(year));
}

/// Nothing the law sets, and what the authority must consider for a small child.
void add_half_year(std::vector<Clock>& to, const Course& course, base::LocalDate today) {
  if (!course.under_five || !course.counted_from) return;
  Clock out;
  out.event = Event::meeting;
  out.what = "A child under five is looked at again, every three to six months";
  out.force = Force::habit;
  out.source = "SEND Code of Practice, for children under five";
  out.counted = "6 months after the plan was issued or last reviewed";
  out.due = six_months(*course.counted_from);
  if (const auto found = course.happened.find(Event::meeting); found != course.happened.end()) out.done = found->second.on;
  settle(out, today, false);
  to.push_back(std::move(out));
}

void add_transfer(std::vector<Clock>& to, const Course& course, base::LocalDate today) {
  const auto day = transfer_day(course.transfer, course.transfer_year, course.transfer_on);
  if (!day) return;
  const bool is_between_post16 = course.transfer == Transfer::post16_post16;
  Clock out;
  out.event = Event::final_plan;
  out.what = fmt::format("The final plan names the next setting ({})", title(course.transfer));
  out.doer = Doer::authority;
  out.source = "SEND Regulations 2014, regulation 18";
  out.counted = is_between_post16 && course.transfer_on ? fmt::format("5 months before the move on {}", base::to_text(*course.transfer_on))
                                                        : fmt::format("{} of the year in which the pupil moves on", is_between_post16 || course.transfer == Transfer::secondary_post16 ? "31 March" : "15 February");
  out.due = day;
  if (const auto found = course.happened.find(Event::final_plan); found != course.happened.end()) out.done = found->second.on;
  settle(out, today, false);
  to.push_back(std::move(out));
}

}  // namespace

std::string_view code(Sort sort) { return sorts.at(static_cast<std::size_t>(sort)).code; }
std::string_view title(Sort sort) { return sorts.at(static_cast<std::size_t>(sort)).title; }
std::optional<Sort> sort_of(std::string_view code) { return named<Sort>(sorts, code); }
std::string_view code(Event event) { return events.at(static_cast<std::size_t>(event)).code; }
std::string_view title(Event event) { return events.at(static_cast<std::size_t>(event)).title; }
std::optional<Event> event_of(std::string_view code) { return named<Event>(events, code); }
std::string_view code(Doer doer) { return doers.at(static_cast<std::size_t>(doer)).code; }
std::string_view title(Doer doer) { return doers.at(static_cast<std::size_t>(doer)).title; }
std::string_view code(Choice choice) { return choices.at(static_cast<std::size_t>(choice)).code; }
std::string_view title(Choice choice) { return choices.at(static_cast<std::size_t>(choice)).title; }
std::optional<Choice> choice_of(std::string_view code) { return code.empty() ? std::nullopt : named<Choice>(choices, code); }
std::string_view code(Transfer transfer) { return transfers.at(static_cast<std::size_t>(transfer)).code; }
std::string_view title(Transfer transfer) { return transfers.at(static_cast<std::size_t>(transfer)).title; }
std::optional<Transfer> transfer_of(std::string_view code) { return named<Transfer>(transfers, code); }
std::string_view code(Excuse excuse) { return excuses.at(static_cast<std::size_t>(excuse)).code; }
std::string_view title(Excuse excuse) { return excuses.at(static_cast<std::size_t>(excuse)).title; }
std::optional<Excuse> excuse_of(std::string_view code) { return named<Excuse>(excuses, code); }

std::vector<Event> events_of(Sort sort) {
  std::vector<Event> out;
  for (std::size_t n = 0; n < event_count; ++n)
    if ((static_cast<Event>(n) < Event::sent) == (sort == Sort::review)) out.push_back(static_cast<Event>(n));
  return out;
}

std::span<const Choice> choices_of(Event event) {
  switch (event) {
    case Event::decided: return review_choices;
    case Event::assess_decided: return assess_choices;
    case Event::issue_decided: return issue_choices;
    default: return {};
  }
}

std::span<const ClockRule> clock_rules() { return rules; }

bool is_made_from(Transfer transfer, int year_rank) {
  constexpr int follows_no_year = 99;
  if (transfer == Transfer::none || year_rank == follows_no_year) return true;
  switch (transfer) {
    case Transfer::none: return true;
    case Transfer::early_years_school: return year_rank == -1;
    case Transfer::infant_junior: return year_rank == 2;
    case Transfer::primary_middle: return year_rank >= 3 && year_rank <= 5;
    case Transfer::primary_secondary: return year_rank == 6;
    case Transfer::middle_secondary: return year_rank >= 6 && year_rank <= 8;
    case Transfer::secondary_post16: return year_rank == 11;
    case Transfer::post16_post16: return year_rank >= 12;
  }
  return false;
}

Transfer usual_transfer(int year_rank) {
  if (year_rank == -1) return Transfer::early_years_school;
  if (year_rank == 6) return Transfer::primary_secondary;
  return year_rank == 11 ? Transfer::secondary_post16 : Transfer::none;
}

std::optional<base::LocalDate> transfer_day(Transfer transfer, int academic_year, const std::optional<base::LocalDate>& moves_on) {
  if (transfer == Transfer::none) return std::nullopt;
  if (transfer == Transfer::post16_post16 && moves_on) return five_months_before(*moves_on);
  const bool is_post16 = transfer == Transfer::secondary_post16 || transfer == Transfer::post16_post16;
  return is_post16 ? base::to_date(academic_year + 1, 3, 31) : base::to_date(academic_year + 1, 2, 15);
}

base::LocalDate five_months_before(base::LocalDate day) {
  const auto parts = base::to_parts(day);
  const int year = parts.month > 5 ? parts.year : parts.year - 1, month = parts.month > 5 ? parts.month - 5 : parts.month + 7;
  for (int number = parts.day; number > 28; --number)
    if (const auto there = base::to_date(year, month, number)) return *there;
  return *base::to_date(year, month, std::min(parts.day, 28));
}

std::optional<base::LocalDate> transfer_meeting_by(Transfer transfer, int academic_year, const std::optional<base::LocalDate>& moves_on) {
  const auto day = transfer_day(transfer, academic_year, moves_on);
  return day ? std::optional(*day + -12 * week) : std::nullopt;
}

base::LocalDate twelve_months(base::LocalDate from) {
  const auto parts = base::to_parts(from);
  // A plan of 29 February: its next year begins on 1 March.
  const auto same_day = base::to_date(parts.year + 1, parts.month, parts.day);
  return same_day.value_or(*base::to_date(parts.year + 1, 3, 1)) + -1;
}

base::LocalDate six_months(base::LocalDate from) {
  const auto parts = base::to_parts(from);
  const int year = parts.month > 6 ? parts.year + 1 : parts.year, month = parts.month > 6 ? parts.month - 6 : parts.month + 6;
  const auto same_day = base::to_date(year, month, parts.day);
  return same_day.value_or(*base::to_date(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1)) + -1;
}

base::LocalDate next_review_by(base::LocalDate from, bool under_five) { return under_five ? six_months(from) : twelve_months(from); }

bool is_under_five(int year_rank) { return year_rank == -1 || year_rank == -2; }

std::optional<base::LocalDate> meeting_day(const Course& course) {
  const auto held = course.happened.find(Event::meeting);
  return held == course.happened.end() ? course.meeting_on : std::optional(held->second.on);
}

std::vector<Clock> count_clocks(const Course& course, base::LocalDate today) {
  std::vector<Clock> out;
  for (const auto& rule : rules)
    if (rule.sort == course.sort && rule.in_force <= day_of(course, rule.from).value_or(today) && (rule.event != Event::meeting || meeting_day(course) || !course.counted_from))
      out.push_back(counted(rule, course, today));
  if (course.sort == Sort::review) {
    add_year(out, course, today);
    add_half_year(out, course, today);
    add_transfer(out, course, today);
  }
  std::stable_sort(out.begin(), out.end(), [](const Clock& a, const Clock& b) {
    if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
    return a.due && *a.due < *b.due;
  });
  return out;
}

std::string state_words(const Clock& clock, base::LocalDate today) {
  const auto days = [](int count) { return count == 1 ? std::string("1 day") : fmt::format("{} days", count); };
  switch (clock.state) {
    case ClockState::waiting:
      for (const auto& rule : rules)
        if (rule.event == clock.event && !anchor_words(rule.from).empty() && rule.event != rule.from) return fmt::format("Counted from {}", anchor_words(rule.from));
      return "Not set yet";
    case ClockState::coming: return *clock.due == today ? "Today" : fmt::format("In {}", days(*clock.due - today));
    // A family that says nothing has let its days go by: it is late with nothing.
    case ClockState::late: return clock.doer == Doer::family ? std::string("The days are over") : fmt::format("{} late", days(today - *clock.due));
    case ClockState::done: return "Done";
    case ClockState::done_late: return fmt::format("Done {} late", days(*clock.done - *clock.due));
    case ClockState::not_needed: return "Not needed";
  }
  return {};
}

const Clock* next_open(const std::vector<Clock>& clocks) {
  for (const auto& clock : clocks)
    if ((clock.state == ClockState::late || clock.state == ClockState::coming) && !clock.only_if_amended && clock.doer != Doer::family) return &clock;
  return nullptr;
}

bool excuses_advice(base::LocalDate closed_from, base::LocalDate opens, base::LocalDate asked) {
  return opens - closed_from >= 4 * week && asked >= closed_from + -week && asked <= opens + -week;
}

}  // namespace statutory
