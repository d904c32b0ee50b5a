// Puts promises, cards and sessions side by side.
#include "casework/provision/ledger.h"

#include <algorithm>
#include <unordered_map>

namespace provision {
namespace {

constexpr std::string_view closed_reason = "closed";

struct Key {
  plans::ProvisionLineId line;
  access::PupilId pupil;
  access::StaffId adult;
  base::Bytes16 programme{};
  base::LocalDate week;
  friend bool operator==(const Key&, const Key&) = default;
};
struct LineWeek {
  plans::ProvisionLineId line;
  base::LocalDate week;
  friend bool operator==(const LineWeek&, const LineWeek&) = default;
};
// A year of a large school is 40,000 sessions: found by hash, not by comparing.
struct Hash {
  std::size_t operator()(const LineWeek& at) const { return std::hash<plans::ProvisionLineId>{}(at.line) * 31 + static_cast<std::size_t>(at.week.days); }
  std::size_t operator()(const Key& key) const {
    const auto whose = std::hash<access::PupilId>{}(key.pupil) * 31 + std::hash<access::StaffId>{}(key.adult);
    return (std::hash<plans::ProvisionLineId>{}(key.line) * 31 + whose) * 31 + static_cast<std::size_t>(key.week.days);
  }
};
using Book = std::unordered_map<Key, Tally, Hash>;

base::Bytes16 programme_of(const plans::ProvisionLine& line) { return base::from_base32(line.words.programme).value_or(base::Bytes16{}); }

/// Monday to Friday of a week that lie in a half-term and in the life of the line; and how many of these school was closed on.
struct DaysOwed {
  int owed = 0, closed = 0;
};
DaysOwed days_owed(const people::Calendar& calendar, base::LocalDate monday, const plans::ProvisionWords& words) {
  DaysOwed out;
  for (int n = 0; n < 5; ++n) {
    const auto day = monday + n;
    if (day < words.from || (words.until && day > *words.until)) continue;
    // A school that has not entered its terms yet is open from Monday to Friday.
    const bool in_term = calendar.half_terms().empty() || calendar.half_term_of(day);
    out.owed += in_term ? 1 : 0;
    out.closed += in_term && !calendar.half_terms().empty() && !calendar.is_school_day(day) ? 1 : 0;
  }
  return out;
}

class Ledger {
 public:
  explicit Ledger(const Sources& sources) : sources_(sources) {
    for (const auto& line : sources.lines) lines_[line.id] = &line;
    for (const auto& each : sources.reduced) reduced_[each.pupil].push_back(&each);
  }

  std::vector<Entry> keep() {
    for (const auto& given : sources_.given) add_given(given);
    for (const auto& card : sources_.cards) add_card(card);
    for (const auto& line : sources_.lines) add_promise(line);
    std::vector<Entry> out;
    out.reserve(book_.size());
    for (auto& [key, tally] : book_) out.push_back({key.line, key.pupil, key.adult, key.programme, key.week, std::move(tally)});
    return out;
  }

 private:
  /// A line nobody here knows is no line: the reader may not see it, or it was of another time.
  const plans::ProvisionLine* known(const plans::ProvisionLineId& id) const {
    const auto found = lines_.find(id);
    return found == lines_.end() ? nullptr : found->second;
  }

  Key key_of(const plans::ProvisionLineId& id, const access::PupilId& pupil, const access::StaffId& adult, const base::Bytes16& programme, base::LocalDate day) const {
    const auto* line = known(id);
    return {line ? id : plans::ProvisionLineId{}, pupil, adult, line && programme == base::Bytes16{} ? programme_of(*line) : programme, monday_of(day)};
  }

  void add_given(const sessions::Given& given) {
    const auto key = key_of(given.line, given.pupil, given.staff, {}, given.owed_on());
    if (given.promised > 0) {
      carded_[{key.line, key.week}] += given.promised;
      book_[key] += of_card(given.promised, true, given.minutes, given.reason);
    } else if (const auto* line = known(given.line)) {
      without_card_[{line->id, key.week}].emplace_back(key, &given);
    } else {
      book_[key].extra += given.minutes;
    }
  }

  void add_card(const sessions::Card& card) {
    if (!sources_.days.have(card.owed_on())) return;
    const bool owed = card.day < sources_.today || (card.day == sources_.today && card.ends() <= sources_.minute_now);
    if (!owed) {
      // Moved to a day to come: neither given nor lost yet, and not something that nobody put on a timetable.
      for (const auto& pupil : card.pupils) carded_[{key_of(pupil.line, pupil.pupil, {}, {}, card.owed_on()).line, monday_of(card.owed_on())}] += card.minutes;
      return;
    }
    const bool closed = !sources_.calendar.half_terms().empty() && !sources_.calendar.is_school_day(card.day);
    if (closed && !sources_.calendar.half_term_of(card.day)) return;
    for (const auto& pupil : card.pupils) {
      const auto key = key_of(pupil.line, pupil.pupil, card.staff, card.programme, card.owed_on());
      carded_[{key.line, key.week}] += card.minutes;
      book_[key] += closed             ? of_card(card.minutes, true, 0, closed_reason)
                    : is_kept_away(pupil.pupil, card) ? of_card(card.minutes, true, 0, not_on_site)
                    : card.cancelled ? of_card(card.minutes, true, 0, cancelled)
                                     : of_card(card.minutes, false, 0, {});
    }
  }

  /// What is given at home or outside school is given wherever the pupil is.
  bool is_kept_away(const access::PupilId& pupil, const sessions::Card& card) const {
    if (card.place == sessions::Place::home || card.place == sessions::Place::community) return false;
    const auto found = reduced_.find(pupil);
    return found != reduced_.end() && std::any_of(found->second.begin(), found->second.end(), [&](const auto* each) { return timetable::keeps_away(*each, card.day, card.starts, card.ends()); });
  }

  /// Of a week's promise, the part that falls to the hours a pupil is not at school: by the step that holds on the first of its days in force.
  std::int64_t kept_away_of(const access::PupilId& pupil, base::LocalDate monday, std::int64_t promised) const {
    const auto found = reduced_.find(pupil);
    if (found == reduced_.end()) return 0;
    for (int n = 0; n < 5; ++n)
      for (const auto* each : found->second)
        if (const auto step = timetable::was_in_force(*each, monday + n) ? timetable::step_on(*each, monday + n) : std::nullopt; step && each->full_minutes > 0)
          return promised * std::max(0, each->full_minutes - timetable::minutes_on_site(*step)) / each->full_minutes;
    return 0;
  }

  /// The calendar is asked once for each week that a line lives through, not once for each line.
  DaysOwed owed_in(base::LocalDate monday, const plans::ProvisionWords& words) {
    if (monday < words.from || (words.until && *words.until < monday + 4)) return days_owed(sources_.calendar, monday, words);
    const auto [found, fresh] = whole_weeks_.try_emplace(monday.days);
    if (fresh) found->second = days_owed(sources_.calendar, monday, words);
    return found->second;
  }

  void add_promise(const plans::ProvisionLine& line) {
    for (auto monday = monday_of(sources_.days.first); monday <= sources_.days.last; monday = monday + 7) {
      const LineWeek at{line.id, monday};
      const bool whole = monday >= sources_.days.first && monday + 4 <= sources_.days.last && monday + 4 < sources_.today;
      const auto days = whole ? owed_in(monday, line.words) : DaysOwed{};
      const auto promised = plans::weekly_minutes(line.words) * days.owed / 5'000;
      const auto carded = carded_.find(at);
      auto owed = std::max<std::int64_t>(0, promised - (carded == carded_.end() ? 0 : carded->second));
      // Sessions without a card take up what was promised beyond the cards, in the order they were given, each as it was meant; the rest is extra.
      if (const auto found = without_card_.find(at); found != without_card_.end()) {
        for (const auto& [key, given] : found->second) {
          Tally part;
          part.promised = std::min(owed, std::max(given->planned, given->minutes));
          part.delivered = std::min(part.promised, given->minutes);
          part.extra = given->minutes - part.delivered;
          part.lose(given->reason.empty() ? no_reason_given : given->reason, part.promised - part.delivered);
          book_[key] += part;
          owed -= part.promised;
        }
      }
      if (owed == 0) continue;
      // A day on which school is closed takes one session with it; what is left nobody put on a timetable.
      auto& rest = book_[key_of(line.id, line.pupil, line.words.staff, {}, monday)];
      const auto closed = std::min<std::int64_t>(owed, std::int64_t{line.words.minutes} * days.closed);
      rest.promised += owed;
      const auto away = std::min(owed - closed, kept_away_of(line.pupil, monday, promised));
      rest.lose(closed_reason, closed);
      rest.lose(not_on_site, away);
      rest.lose(not_timetabled, owed - closed - away);
    }
  }

  const Sources& sources_;
  std::unordered_map<plans::ProvisionLineId, const plans::ProvisionLine*> lines_;
  std::unordered_map<access::PupilId, std::vector<const timetable::Reduced*>> reduced_;
  std::unordered_map<LineWeek, std::int64_t, Hash> carded_;  ///< minutes that stood on the timetable
  std::unordered_map<LineWeek, std::vector<std::pair<Key, const sessions::Given*>>, Hash> without_card_;
  std::unordered_map<std::int32_t, DaysOwed> whole_weeks_;  ///< by their Monday
  Book book_;
};

}  // namespace

std::vector<Entry> keep_ledger(const Sources& sources) { return Ledger(sources).keep(); }

Tally sum_of(std::span<const Entry> entries) {
  Tally out;
  for (const auto& entry : entries) out += entry.tally;
  return out;
}

}  // namespace provision
