// Where the school's arrangements are kept, and the writing down of who was told.
#pragma once

#include "access/unit_of_work.h"
#include "casework/concerns/arrangement.h"

#include <string_view>
#include <vector>

namespace concerns {

using TriagePass = access::CaseloadPass<access::May::concern_triage>;

namespace deeds {
inline constexpr access::Deed arranged{"concerns.arranged", "Changed how concerns are dealt with at the school"};
inline constexpr access::Deed routed{"concern.routed", "Told the people a concern goes to"};
}  // namespace deeds

Arrangement load_arrangement(const access::Pass& pass);
/// The name of the other system, where nobody is signed in who could have a pass: on a locked screen.
std::string other_system(access::House& house);
std::vector<Route> list_routes(const access::Pass& pass);
std::vector<RotaLine> list_rota(const access::Pass& pass);
/// Everybody who reads concerns today: named by the policy, nobody can be left out.
std::vector<Knower> list_team(const access::Pass& pass);

/// A change somebody else made meanwhile fails the unit with conflict.
void change(access::UnitOfWork& work, const TriagePass& pass, const Arrangement& arrangement);
void add(access::UnitOfWork& work, const TriagePass& pass, const Route& route);
void end_route(access::UnitOfWork& work, const TriagePass& pass, const RouteId& id);
void add(access::UnitOfWork& work, const TriagePass& pass, const RotaLine& line);
void end_rota(access::UnitOfWork& work, const TriagePass& pass, const RotaId& id);

/// Writes down who is told of the record that the same unit adds. Nobody is told of their own child.
void tell(access::UnitOfWork& work, const RecordId& record, const std::vector<access::PupilId>& about, const std::vector<Knower>& team,
          const std::vector<Route>& routes);

/// Takes back what anybody was told of a concern that ended. A part of the unit that ends it.
void take_back_told(access::UnitOfWork& work, const RecordId& stood);
/// After `take_back_told`: of a child who stays in the concern that was written anew they were rightly told.
void keep_told(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& stays);
/// After both: whoever was told of the wrong child can be named where the concern stands now.
void told_wrongly(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew);
/// Those outside the team who were told of this child, whoever looks.
std::vector<access::StaffId> list_told_outside(access::House& house, const RecordId& id, const access::PupilId& pupil);

/// A line that somebody outside the team was told about a child.
struct Notice {
  access::PupilId pupil = {};
  std::string words = {};  ///< empty where it was taken back
  base::UtcTime at = {};
  std::optional<base::UtcTime> ended_at = {};
  bool moved = false;  ///< it was about another child; else it was undone
};
/// One's own, since a moment, newest first.
std::vector<Notice> list_notices(const access::Pass& pass, base::UtcTime since);

}  // namespace concerns
