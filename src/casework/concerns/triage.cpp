// Urgency, clocks and groups, worked out from the rows of the queue.
#include "casework/concerns/triage.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace concerns {
namespace {

using base::hour_ms, base::minute_ms;

base::UtcTime end_of_day(const base::Zone& zone, base::LocalDate day) { return zone.start_of_day(day + 1); }

/// Smaller is more urgent.
int rank(const OpenConcern& concern, bool overdue) {
  if (concern.is_untouched() && concern.safe == "no") return 0;
  if (concern.is_untouched() && concern.safe == "not_sure") return 1;
  if (overdue) return 2;
  if (concern.is_added_to()) return 3;
  if (concern.is_untouched()) return 4;
  return 5;
}

/// Who belongs to whom, by the smallest place.
class Sets {
 public:
  explicit Sets(std::size_t count) : up_(count) { std::iota(up_.begin(), up_.end(), std::size_t{0}); }
  std::size_t top(std::size_t one) {
    while (up_[one] != one) one = up_[one] = up_[up_[one]];
    return one;
  }
  void join(std::size_t a, std::size_t b) {
    a = top(a);
    b = top(b);
    up_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> up_;
};

}  // namespace

Clock clock_of(const OpenConcern& concern, const Targets& targets, base::UtcTime now, const base::Zone& zone) {
  Clock out;
  if (!concern.is_untouched()) {
    if (concern.is_added_to()) {
      out.due = end_of_day(zone, zone.date_of(*concern.added_at));
    } else if (concern.review_on) {
      out.due = end_of_day(zone, *concern.review_on);
    }
  } else if (concern.safe == "no") {
    out.due = concern.recorded_at + targets.unsafe_minutes * minute_ms;
  } else if (concern.safe == "not_sure") {
    out.due = concern.recorded_at + targets.unsure_minutes * minute_ms;
  } else {
    out.due = end_of_day(zone, zone.date_of(concern.recorded_at));
  }
  out.overdue = out.due && now >= *out.due;
  return out;
}

void sort_by_urgency(std::vector<OpenConcern>& open, const Targets& targets, base::UtcTime now, const base::Zone& zone) {
  std::vector<std::pair<int, std::size_t>> order;
  order.reserve(open.size());
  for (std::size_t i = 0; i < open.size(); ++i) order.emplace_back(rank(open[i], clock_of(open[i], targets, now, zone).overdue), i);
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return std::tuple(a.first, open[a.second].recorded_at, open[a.second].id) < std::tuple(b.first, open[b.second].recorded_at, open[b.second].id);
  });
  std::vector<OpenConcern> sorted;
  sorted.reserve(open.size());
  for (const auto& [_, i] : order) sorted.push_back(std::move(open[i]));
  open = std::move(sorted);
}

std::string waited(base::UtcTime since, base::UtcTime now) {
  const auto minutes = std::max<std::int64_t>(0, (now - since) / minute_ms);
  if (minutes < 60) return fmt::format("{} min", minutes);
  if (minutes < 24 * 60) return fmt::format("{} h {} min", minutes / 60, minutes % 60);
  const auto days = minutes / (24 * 60);
  return days == 1 ? "1 day" : fmt::format("{} days", days);
}

std::vector<std::vector<std::size_t>> group(const std::vector<OpenConcern>& open, Grouping by, const std::map<access::PupilId, int>& households) {
  Sets sets(open.size());
  if (by != Grouping::none) {
    std::map<access::PupilId, std::size_t> of_pupil;
    std::map<int, std::size_t> of_household;
    for (std::size_t i = 0; i < open.size(); ++i)
      for (const auto& pupil : open[i].pupils) {
        if (pupil.linked && by == Grouping::child) continue;
        if (const auto [place, fresh] = of_pupil.emplace(pupil.id, i); !fresh) sets.join(place->second, i);
        if (by != Grouping::household) continue;
        const auto home = households.find(pupil.id);
        if (home == households.end()) continue;
        if (const auto [place, fresh] = of_household.emplace(home->second, i); !fresh) sets.join(place->second, i);
      }
  }
  std::map<std::size_t, std::size_t> group_of;
  std::vector<std::vector<std::size_t>> out;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const auto [place, fresh] = group_of.emplace(sets.top(i), out.size());
    if (fresh) out.emplace_back();
    out[place->second].push_back(i);
  }
  return out;
}

std::vector<std::vector<std::size_t>> same_hour(const std::vector<OpenConcern>& open) {
  std::vector<std::vector<std::size_t>> out(open.size());
  std::map<access::PupilId, std::vector<std::size_t>> by_pupil;
  for (std::size_t i = 0; i < open.size(); ++i)
    for (const auto& pupil : open[i].pupils) by_pupil[pupil.id].push_back(i);
  for (const auto& [_, places] : by_pupil)
    for (const auto a : places)
      for (const auto b : places) {
        const auto apart = open[a].occurred_at - open[b].occurred_at;
        if (a == b || open[a].author_id == open[b].author_id || apart > hour_ms || apart < -hour_ms) continue;
        if (std::find(out[a].begin(), out[a].end(), b) == out[a].end()) out[a].push_back(b);
      }
  return out;
}

}  // namespace concerns
