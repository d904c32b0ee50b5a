// What the pages of one plan share: the plan as its reader may see it, its template, and what they may do with it.
#pragma once

#include "access/answer.h"
#include "casework/plans/plan_store.h"
#include "casework/plans/template.h"
#include "people/pupil_store.h"
#include "record/summary.h"

#include <vector>

namespace plans {

/// True when the pass's person writes plans of this template: the class, the template's own narrowing, and some tie beyond working here.
bool may_write(const access::Grants& grants, const record::Kind& kind, const access::PupilId& pupil);

struct PlanDesk {
  PupilSight pass;
  people::Pupil pupil;
  Plan plan;
  Template form;
  std::vector<PlanVersion> versions;  ///< oldest first
  bool writes = false, decides = false;

  const record::Kind& kind() const { return *form.kind; }
  const PlanVersion& newest() const { return versions.back(); }
  /// What people follow; nullptr where nothing is followed yet.
  const PlanVersion* followed() const;
  web::Url url() const;
};

/// The plan the address names. Errors: not_found, also for whoever may not see it.
base::Result<PlanDesk> open_desk(access::Visit& visit, const PupilSight& pass);
/// The same for a route whose pass is another one about the same pupil.
template <access::May M>
base::Result<PlanDesk> open_desk(access::Visit& visit, const access::PupilPass<M>& pass) {
  const auto sight = pass.template narrowed<access::May::pupil_find>();
  if (!sight) return base::Error::not_found("pupil not theirs to find");
  return open_desk(visit, *sight);
}
/// Only for those who write plans of its template.
template <access::May M>
base::Result<PlanDesk> open_to_write(access::Visit& visit, const access::PupilPass<M>& pass) {
  TRY(auto desk, open_desk(visit, pass));
  if (!desk.writes) return base::Error::not_found("plan not theirs to write");
  return desk;
}

web::Url plans_url(const access::PupilId& pupil);
/// Full names of the staff a body names.
record::Names names_for(access::Visit& visit, const record::Kind& kind);

/// What the template asks for that is not there: consents that hold today, and trained adults whose training has run out and nobody said why.
std::vector<std::string> missing_to_start(const PlanDesk& desk);
/// Consents that people follow the plan without, since one ended or was taken back, and nobody passed over it with a reason.
std::vector<LostConsent> lost_consents(const access::Visit& visit, const access::Pass& pass, const Plan& plan, const Template& form);

/// Tells whoever the template is shared with, each within what they may see of the pupil; not the one who does it.
void tell(access::UnitOfWork& work, access::Visit& visit, const PlanDesk& desk, std::string words);
void tell(access::UnitOfWork& work, access::Visit& visit, const record::Kind& kind, const access::PupilId& pupil, const PlanId& plan, std::string words);

}  // namespace plans
