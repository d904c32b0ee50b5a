// The rules of routes and rotas.
#include "casework/concerns/arrangement.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace concerns {
namespace {

constexpr std::array tells_list = {Word{"class_teacher", "The class teacher or tutor"}, Word{"key_worker", "The key worker"},
                                   Word{"staff", "One person"}};

}  // namespace

std::span<const Word> route_tells() { return tells_list; }

bool is_for(const Route& route, const std::vector<std::string>& topics, std::string_view safe) {
  if (!route.safe.empty() && route.safe != safe) return false;
  return route.topic.empty() || std::find(topics.begin(), topics.end(), route.topic) != topics.end();
}

base::Result<Route> check(Route route) {
  std::vector<base::FieldError> wrong;
  if (label_of(tells_list, route.tells).empty()) wrong.push_back({"tells", "Select who is told"});
  if (route.tells == "staff" && route.staff.is_nil()) wrong.push_back({"staff", "Choose the person"});
  if (route.tells != "staff") route.staff = {};
  if (!route.safe.empty() && route.safe != "no" && route.safe != "not_sure" && route.safe != "yes")
    wrong.push_back({"safe", "Choose from the list"});
  const auto words = base::Text<200>::make(route.words);
  if (!words) wrong.push_back({"words", "What they are told must be 200 characters or fewer"});
  else if (words->empty()) wrong.push_back({"words", "Enter what they are told"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "concern route");
  route.words = words->text();
  return route;
}

std::vector<RotaLine> on_duty(const std::vector<RotaLine>& rota, base::LocalDate day) {
  std::vector<RotaLine> out;
  const int today = static_cast<int>(base::weekday(day));
  for (const int wanted : {today, 0}) {
    for (const auto& line : rota)
      if (line.weekday == wanted) out.push_back(line);
    if (!out.empty()) break;
  }
  std::stable_sort(out.begin(), out.end(), [](const RotaLine& a, const RotaLine& b) { return (a.duty == "lead") > (b.duty == "lead"); });
  return out;
}

std::string_view weekday_words(int weekday) {
  static constexpr std::array<std::string_view, 6> words = {"Every day", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};
  return weekday >= 0 && weekday < 6 ? words[static_cast<std::size_t>(weekday)] : words[0];
}

}  // namespace concerns
