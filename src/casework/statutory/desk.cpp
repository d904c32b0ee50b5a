// Opens a review or a request for its pages.
#include "casework/statutory/desk.h"

namespace statutory {

web::Url statutory_url(const access::PupilId& pupil) { return web::Url::path("/pupils/{}/statutory", pupil); }
web::Url Desk::url() const { return web::Url::path("/pupils/{}/statutory/{}", procedure.pupil, procedure.id); }

bool sees(const access::Grants& grants, const access::PupilId& pupil) { return (grants.see(pupil) & access::bit(access::InfoClass::c6_send)) != 0; }
bool decides(const access::Grants& grants, const access::PupilId& pupil) {
  return (grants.for_pupil(pupil).classes(access::Act::decide) & access::bit(access::InfoClass::c6_send)) != 0;
}

base::Result<Desk> open_desk(access::Visit& visit, const PupilSight& pass) {
  const auto id = ProcedureId::parse(visit.match.part("procedure"));
  auto found = id ? find_procedure(pass, *id) : std::nullopt;
  if (!found) return base::Error::not_found("no such review or request of this pupil");
  Desk desk{pass, people::load(pass), *std::move(found), {}, {}, {}, {}, {}};
  desk.steps = list_steps(pass, desk.procedure.id);
  desk.voices = list_voices(pass, desk.procedure.id);
  desk.exemptions = list_exemptions(pass, desk.procedure.id);
  desk.course = course_of(desk.procedure, desk.steps, desk.exemptions);
  desk.clocks = count_clocks(desk.course, visit.today());
  desk.writes = plans::may_write(pass, desk.procedure.info_class);
  desk.decides = plans::may_decide(pass, desk.procedure.info_class);
  return desk;
}

}  // namespace statutory
