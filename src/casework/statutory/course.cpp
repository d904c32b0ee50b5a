// Rules of what is written about a review or a request.
#include "casework/statutory/course.h"

#include "base/named.h"
#include "base/text.h"
#include "people/year_group.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace statutory {
namespace {

using base::named;
using base::Named;
constexpr std::array<Named, deed_count> deeds{{{"begun", "Began it"},
                                               {"meeting_set", "Set the meeting"},
                                               {"happened", "Wrote down a day"},
                                               {"taken_back", "Took a day back"},
                                               {"recommended", "Recommended"},
                                               {"ended", "Ended it"},
                                               {"opened_again", "Opened it again"}}};
constexpr std::array<Named, party_count> parties{{{"pupil", "The pupil"},
                                                  {"parent", "Parent or carer"},
                                                  {"senco", "SENCo"},
                                                  {"teacher", "Teacher"},
                                                  {"key_worker", "Key worker"},
                                                  {"authority", "SEN officer of the authority"},
                                                  {"health", "Health"},
                                                  {"care", "Social care"},
                                                  {"specialist", "Specialist"},
                                                  {"next_setting", "Next school or setting"},
                                                  {"other", "Somebody else"}}};
// Regulation 20 names the parent or young person, the school, the authority, health and social care.
constexpr std::array review_parties{Party::pupil, Party::parent, Party::senco, Party::teacher, Party::authority, Party::health, Party::care};
constexpr std::array assessment_parties{Party::pupil, Party::parent, Party::senco, Party::teacher};

constexpr std::array review_form{
    FormField{"progress", "Progress since the last review", "Towards each outcome: what the pupil can do now."},
    FormField{"working", "What works, and what does not", ""},
    FormField{"health_care", "Health and social care: what has changed", ""},
    FormField{"adulthood", "Getting ready for adult life", "From Year 9: work, a home, friends, health."},
    FormField{"next_targets", "New shorter targets", "What the next year aims at."},
    FormField{"changes", "What should be different in the plan", "Name the section and the words."},
    FormField{"disagreed", "Where people did not agree", "Who, and about what."}};
constexpr std::array assessment_form{
    FormField{"reasons", "Why the school asks", "What the pupil may need that the school cannot give from what it has."},
    FormField{"needs", "The pupil’s needs", "In learning, talking, feelings, moving and the senses."},
    FormField{"tried", "What was tried, and what came of it", "Cycles of assess, plan, do and review, with their dates."},
    FormField{"progress", "Progress and attainment", "Beside others of the same age, and over time."},
    FormField{"provision", "What the pupil may need", ""},
    FormField{"health_care", "Health and social care", ""}};

constexpr std::size_t most_words = 6000, most_name = 120;

/// What an event can only come after.
std::optional<Event> follows(Event event) {
  switch (event) {
    case Event::report_drafted:
    case Event::report_sent:
    case Event::decided: return Event::meeting;
    case Event::notice: return Event::meeting;
    case Event::comments:
    case Event::final_plan: return Event::notice;
    case Event::received: return Event::sent;
    case Event::assess_decided:
    case Event::school_asked: return Event::received;
    case Event::school_advised: return Event::school_asked;
    case Event::issue_decided:
    case Event::draft_plan: return Event::assess_decided;
    case Event::draft_comments:
    case Event::consulted:
    case Event::first_plan: return Event::draft_plan;
    case Event::consult_answered: return Event::consulted;
    default: return std::nullopt;
  }
}

/// These do not need what they follow: a family sends its request itself, a draft can be left out.
bool may_do_without(Event event) { return event == Event::received || event == Event::draft_plan || event == Event::first_plan || event == Event::final_plan || event == Event::consulted; }

/// "the meeting was held", "the request was sent".
std::string lower(Event event) {
  auto out = std::string(title(event));
  if (!out.empty()) out[0] = static_cast<char>(out[0] >= 'A' && out[0] <= 'Z' ? out[0] - 'A' + 'a' : out[0]);
  return out;
}

}  // namespace

std::string_view code(Deed deed) { return deeds.at(static_cast<std::size_t>(deed)).code; }
std::optional<Deed> deed_of(std::string_view code) { return named<Deed>(deeds, code); }
std::string_view code(Party party) { return parties.at(static_cast<std::size_t>(party)).code; }
std::string_view title(Party party) { return parties.at(static_cast<std::size_t>(party)).title; }
std::optional<Party> party_of(std::string_view code) { return named<Party>(parties, code); }

std::span<const Party> parties_of(Sort sort) { return sort == Sort::review ? std::span<const Party>(review_parties) : std::span<const Party>(assessment_parties); }
std::span<const FormField> form_of(Sort sort) { return sort == Sort::review ? std::span<const FormField>(review_form) : std::span<const FormField>(assessment_form); }

const Step* step_of(const std::vector<Step>& steps, Event event) {
  const Step* out = nullptr;
  for (const auto& step : steps)
    if (step.event == event) out = step.deed == Deed::taken_back ? nullptr : step.deed == Deed::happened ? &step : out;
  return out;
}

const Step* recommendation(const std::vector<Step>& steps) {
  const Step* out = nullptr;
  for (const auto& step : steps)
    if (step.deed == Deed::recommended) out = &step;
  return out;
}

Course course_of(const Procedure& of, const std::vector<Step>& steps, const std::vector<KeptExemption>& exemptions) {
  Course out{.sort = of.sort, .counted_from = of.counted_from, .meeting_on = of.meeting_on, .transfer = of.transfer, .transfer_year = of.transfer_year, .transfer_on = of.transfer_on};
  const auto rank = year_rank(of.year_group);
  out.under_five = of.sort == Sort::review && rank && is_under_five(*rank);
  for (const auto event : events_of(of.sort))
    if (const auto* step = step_of(steps, event); step && step->on) out.happened[event] = {*step->on, step->choice};
  for (const auto& each : exemptions)
    if (each.counts()) out.exemptions.push_back(each.what);
  return out;
}

std::optional<base::LocalDate> next_review(const Course& course) {
  const auto held = course.happened.find(Event::meeting);
  const auto decided = course.happened.find(Event::decided);
  if (course.sort != Sort::review || held == course.happened.end()) return std::nullopt;
  if (decided != course.happened.end() && decided->second.choice == Choice::cease) return std::nullopt;
  return next_review_by(held->second.on, course.under_five);
}

std::optional<int> year_rank(std::string_view year_group) {
  const auto group = people::parse_year_group(year_group);
  return group ? std::optional(group->rank()) : std::nullopt;
}

std::vector<base::FieldError> check_counted_from(base::LocalDate from, base::LocalDate today) {
  if (from > today) return {{"counted_from", "Enter a day that has been: the plan was issued or last reviewed on it"}};
  if (today - from > 4 * 366) return {{"counted_from", "Enter a day in the last four years. Is the year right?"}};
  return {};
}

std::vector<base::FieldError> check_meeting(const Procedure& of, base::LocalDate on, const people::Calendar& calendar) {
  if (of.counted_from && on <= *of.counted_from)
    return {{"meeting_on", fmt::format("Enter a day after {}: the plan was issued or last reviewed then", base::to_text(*of.counted_from))}};
  if (of.counted_from && on - *of.counted_from > 3 * 366) return {{"meeting_on", "Enter a day within three years of the last review. Is the year right?"}};
  const auto day = base::weekday(on);
  if (day == base::Weekday::saturday || day == base::Weekday::sunday) return {{"meeting_on", fmt::format("{} is at a weekend. Enter a day from Monday to Friday", base::to_text(on))}};
  const auto& terms = calendar.half_terms();
  const bool known = std::any_of(terms.begin(), terms.end(), [&](const people::HalfTerm& each) { return each.academic_year == people::academic_year_of(on); });
  if (known && !calendar.is_school_day(on)) return {{"meeting_on", fmt::format("The school is closed on {}. Enter a school day", base::to_text(on))}};
  return {};
}

std::vector<base::FieldError> check_event(const Course& course, Event event, base::LocalDate on, Choice choice, base::LocalDate today) {
  std::vector<base::FieldError> wrong;
  if (on > today) wrong.push_back({"on", "Enter today or a day before: a day that is still to come is not done yet"});
  if (const auto before = follows(event)) {
    const auto found = course.happened.find(*before);
    if (found == course.happened.end()) {
      if (!may_do_without(event)) wrong.push_back({"on", fmt::format("First write down: {}", lower(*before))});
    } else if (on < found->second.on) {
      wrong.push_back({"on", fmt::format("Enter a day from {} on: {} was then", base::to_text(found->second.on), lower(*before))});
    }
  }
  // What went before the meeting cannot be written to a day after it was held.
  const auto held = course.happened.find(Event::meeting);
  if (event < Event::meeting && held != course.happened.end() && on > held->second.on) wrong.push_back({"on", fmt::format("The meeting was held on {}. Enter that day or one before", base::to_text(held->second.on))});
  if (event == Event::meeting && course.counted_from && on <= *course.counted_from)
    wrong.push_back({"on", fmt::format("Enter a day after {}: the plan was issued or last reviewed then", base::to_text(*course.counted_from))});
  const auto may = choices_of(event);
  if (!may.empty() && std::find(may.begin(), may.end(), choice) == may.end()) wrong.push_back({"choice", "Select what was decided"});
  return wrong;
}

std::vector<base::FieldError> check_recommendation(Choice choice, std::string_view reasons) {
  std::vector<base::FieldError> wrong;
  if (choice != Choice::keep && choice != Choice::amend && choice != Choice::cease) wrong.push_back({"choice", "Select what the school recommends"});
  if (base::trim(reasons).empty()) wrong.push_back({"reasons", "Enter why"});
  if (base::count_characters(reasons) > most_words) wrong.push_back({"reasons", "Use at most 6,000 characters"});
  return wrong;
}

std::vector<base::FieldError> check(const Voice& voice, base::LocalDate today) {
  std::vector<base::FieldError> wrong;
  if (base::count_characters(voice.name) > most_name) wrong.push_back({"name", "Use at most 120 characters"});
  if (voice.party == Party::other && voice.name.empty()) wrong.push_back({"name", "Enter who it is"});
  if (base::count_characters(voice.words) > most_words) wrong.push_back({"words", "Use at most 6,000 characters"});
  const auto past = [&](const std::optional<base::LocalDate>& day, std::string_view field) {
    if (day && *day > today) wrong.push_back({std::string(field), "Enter today or a day before"});
  };
  past(voice.asked_on, "asked_on");
  past(voice.received_on, "received_on");
  past(voice.invited_on, "invited_on");
  if (voice.asked_on && voice.received_on && *voice.received_on < *voice.asked_on)
    wrong.push_back({"received_on", fmt::format("Enter a day from {} on: it was asked for then", base::to_text(*voice.asked_on))});
  return wrong;
}

std::vector<base::FieldError> check_transfer(Transfer transfer, std::string_view year_group, std::string_view given_name) {
  const auto rank = year_rank(year_group);
  if (!rank || is_made_from(transfer, *rank)) return {};
  std::string from;
  for (int year = -1; year <= 14; ++year)
    if (is_made_from(transfer, year)) from += (from.empty() ? "" : " or ") + (year < 1 ? std::string(year < 0 ? "nursery" : "Reception") : fmt::format("Year {}", year));
  return {{"transfer", fmt::format("{} is in {}. This move is made from {}", given_name, people::parse_year_group(year_group)->title(), from)}};
}

std::vector<base::FieldError> check_transfer_on(base::LocalDate on, base::LocalDate today) {
  if (on < today + -366 || on > today + 2 * 366) return {{"transfer_on", "Enter the day of the move, within two years. Is the year right?"}};
  return {};
}

std::vector<base::FieldError> check(const Exemption& exemption) {
  if (exemption.until < exemption.from) return {{"until", "Enter a last day that is not before the first"}};
  if (exemption.excuse != Excuse::exceptional && exemption.until - exemption.from < 27)
    return {{"until", "Less than four weeks: then every limit stays as it is. Enter the last day, or choose exceptional circumstances"}};
  return {};
}

std::vector<base::FieldError> check(Sort sort, const Words& words) {
  std::vector<base::FieldError> wrong;
  for (const auto& field : form_of(sort))
    if (const auto found = words.find(field.name); found != words.end() && base::count_characters(found->second) > most_words) wrong.push_back({std::string(field.name), "Use at most 6,000 characters"});
  return wrong;
}

std::vector<std::string> warnings_of(const Course& course, base::LocalDate meeting, base::LocalDate today) {
  std::vector<std::string> out;
  if (meeting > today && meeting - today < 14) out.push_back("The meeting is in less than two weeks. The law gives everybody two weeks’ notice and the papers two weeks before.");
  if (course.counted_from) {
    const auto last = twelve_months(*course.counted_from);
    if (meeting > last) out.push_back(fmt::format("The meeting is after {}, when the twelve months are over.", base::to_text(last)));
    else if (meeting + 28 > last) out.push_back(fmt::format("The authority has four weeks after the meeting, and the twelve months are over on {}. Ask it to be quick, or meet earlier.", base::to_text(last)));
  }
  if (const auto by = transfer_meeting_by(course.transfer, course.transfer_year, course.transfer_on); by && meeting > *by)
    out.push_back(fmt::format("A meeting after {} leaves the authority less than twelve weeks until {}, when the plan must name the next setting.", base::to_text(*by),
                              base::to_text(*transfer_day(course.transfer, course.transfer_year, course.transfer_on))));
  return out;
}

std::vector<Closed> long_closures(const people::Calendar& calendar, base::LocalDate from, base::LocalDate until) {
  std::vector<Closed> out;
  // A year around: a summer holiday that began before still counts.
  const auto days = calendar.school_days(from + -120, until + 120);
  for (std::size_t n = 1; n < days.size(); ++n)
    if (days[n] - days[n - 1] > 28 && days[n - 1] + 1 <= until && days[n] >= from) out.push_back({days[n - 1] + 1, days[n]});
  return out;
}

}  // namespace statutory
