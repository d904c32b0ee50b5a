// What the pages of one review or request share: it as its reader may see it, with its days, voices and clocks, and what they may do with it.
#pragma once

#include "access/answer.h"
#include "casework/statutory/course_store.h"
#include "people/pupil_store.h"
#include "web/url.h"

namespace statutory {

struct Desk {
  PupilSight pass;
  people::Pupil pupil;
  Procedure procedure;
  std::vector<Step> steps;
  std::vector<Voice> voices;
  std::vector<KeptExemption> exemptions;
  Course course;
  std::vector<Clock> clocks;
  bool writes = false, decides = false;
  web::Url url() const;
};

/// The one the address names. Errors: not_found, also for whoever may not see it.
base::Result<Desk> open_desk(access::Visit& visit, const PupilSight& pass);
template <access::May M>
base::Result<Desk> open_desk(access::Visit& visit, const access::PupilPass<M>& pass) {
  const auto sight = pass.template narrowed<access::May::pupil_find>();
  if (!sight) return base::Error::not_found("pupil not theirs to find");
  return open_desk(visit, *sight);
}
/// Only for those who write its class of the pupil …
template <access::May M>
base::Result<Desk> open_to_write(access::Visit& visit, const access::PupilPass<M>& pass) {
  TRY(auto desk, open_desk(visit, pass));
  if (!desk.writes) return base::Error::not_found("procedure not theirs to write");
  return desk;
}
/// … and for those who decide on it.
template <access::May M>
base::Result<Desk> open_to_decide(access::Visit& visit, const access::PupilPass<M>& pass) {
  TRY(auto desk, open_desk(visit, pass));
  if (!desk.decides) return base::Error::not_found("procedure not theirs to decide on");
  return desk;
}

/// "/pupils/…/statutory".
web::Url statutory_url(const access::PupilId& pupil);
/// True where this person sees SEND information of the pupil, and so whether there is such a plan at all.
bool sees(const access::Grants& grants, const access::PupilId& pupil);
bool decides(const access::Grants& grants, const access::PupilId& pupil);

}  // namespace statutory
