// What a school has arranged for its concerns: who is told, whom to go to, where they are kept. No SQL, no HTTP, no clock.
#pragma once

#include "casework/concerns/triage.h"

#include <optional>
#include <string>
#include <vector>

namespace concerns {

using RouteId = base::Id<struct ConcernRouteTag>;
using RotaId = base::Id<struct ConcernRotaTag>;

/// The one row of settings.
struct Arrangement {
  std::string other_system = {};  ///< empty: concerns are kept here; else only the reference in that system is
  std::optional<access::StaffId> chair = {};
  std::string front_door = {}, front_door_phone = {};  ///< of the local authority (MASH)
  std::string lado = {};                          ///< name and telephone of its designated officer
  Targets targets = {};
  int version = 1;
};

/// Beside the safeguarding team, who is told of which concerns, and in what words: never the concern itself.
struct Route {
  RouteId id = {};
  std::string topic = {};  ///< empty: any
  std::string safe = {};   ///< "no", "not_sure", "yes"; empty: any
  std::string tells = {};  ///< "class_teacher", "key_worker", "staff"
  access::StaffId staff = {};
  std::string staff_name = {};
  std::string words = {};
};
/// Whether the route is for a concern with these topics.
bool is_for(const Route& route, const std::vector<std::string>& topics, std::string_view safe);
/// Errors: invalid, with a field error for each rule broken.
base::Result<Route> check(Route route);
std::span<const Word> route_tells();

struct RotaLine {
  RotaId id = {};
  access::StaffId staff = {};
  std::string name = {}, post = {};
  int weekday = 0;   ///< 1 to 5; 0: every day
  std::string duty = {};  ///< "lead", "deputy"
  std::string place = {};
};
/// Those to go to on a day: leads first. On a day nobody is put down for, those of every day.
std::vector<RotaLine> on_duty(const std::vector<RotaLine>& rota, base::LocalDate day);
std::string_view weekday_words(int weekday);

/// One who is told, in the order they are shown.
struct Knower {
  access::StaffId staff = {};
  std::string name = {}, post = {};
  std::string why = {};  ///< "lead" reads it, "route" is told a line
};

}  // namespace concerns
