// Promised against delivered, to the minute: what was promised is what was given and what was lost for reasons that are said.
#pragma once

#include "base/time.h"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace provision {

/// Reasons beside those of the session form: nobody wrote it up, and nobody put it on a timetable.
inline constexpr std::string_view not_written_up = "not_written_up";
inline constexpr std::string_view not_timetabled = "not_timetabled";
/// The timetable said beforehand that it would not be.
inline constexpr std::string_view cancelled = "cancelled";
/// The pupil was not at school then, by an agreed reduced timetable: nobody failed to give it.
inline constexpr std::string_view not_on_site = "reduced_timetable";
/// Where a session was cut short and nobody said why.
inline constexpr std::string_view no_reason_given = "no_reason_given";

/// Minutes of anything: a card, a line, a week, a school. `promised` is always `delivered` and all of `lost` together; `extra` was given beyond
/// what was promised and makes up for nothing by itself.
struct Tally {
  std::int64_t promised = 0, delivered = 0, extra = 0;
  std::map<std::string, std::int64_t, std::less<>> lost;  ///< by reason, none of 0

  std::int64_t lost_in_all() const;
  bool adds_up() const { return promised == delivered + lost_in_all(); }
  void lose(std::string_view reason, std::int64_t minutes);
  Tally& operator+=(const Tally& other);
  friend bool operator==(const Tally&, const Tally&) = default;
};

/// A session that stood on the timetable for one pupil. What was given beyond its minutes is extra.
/// `delivered` and `reason` are of what was written; `written` is false where nothing was.
Tally of_card(std::int64_t minutes, bool written, std::int64_t delivered, std::string_view reason);

/// One line of provision in one week: what the plan promises, the cards of the week, and sessions given without a card. What the plan promises
/// beyond the cards is made up by sessions without one, else it was not timetabled; what the cards hold beyond the plan is promised too.
Tally of_week(std::int64_t promised_by_plan, const Tally& cards, std::int64_t given_without_card);

/// Minutes promised of a week in which only some of its school days count: those before a line began, closures and bank holidays owe nothing.
/// Rounded down, so that the days of a week never promise more than the week.
constexpr std::int64_t part_of_week(std::int64_t minutes_a_week, int days_that_count) { return minutes_a_week * days_that_count / 5; }

/// The Monday of a day's week.
constexpr base::LocalDate monday_of(base::LocalDate day) { return {day.days - (day.days + 3) % 7}; }

/// What is kept apart in a sum: a card's or a line's share, with whose it was.
template <class Key>
std::map<Key, Tally> sum_by(const auto& entries, auto key_of) {
  std::map<Key, Tally> out;
  for (const auto& entry : entries) out[key_of(entry)] += entry.tally;
  return out;
}

}  // namespace provision
