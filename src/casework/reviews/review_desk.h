// What the pages of one review share: the review as its reader may see it, the plan, what was typed, and what they may do.
#pragma once

#include "access/answer.h"
#include "casework/plans/plan_desk.h"
#include "casework/reviews/figures.h"
#include "casework/reviews/review_store.h"
#include "casework/reviews/voice_store.h"

#include <vector>

namespace reviews {

struct ReviewDesk {
  PupilSight pass;
  people::Pupil pupil;
  Review review;
  plans::Plan plan;
  plans::Template form;
  ReviewWords words;                      ///< as they were saved last
  std::vector<Decided> decided;           ///< of a closed one
  std::vector<plans::Target> targets;     ///< those it looks at, as they stood in the cycle
  bool writes = false, decides = false;

  web::Url url() const;
  web::Url under(std::string_view what) const;
};

/// The review the address names. Errors: not_found, also for whoever may not see it or its plan.
base::Result<ReviewDesk> open_desk(access::Visit& visit, const PupilSight& pass, std::string_view id);
template <access::May M>
base::Result<ReviewDesk> open_desk(access::Visit& visit, const access::PupilPass<M>& pass) {
  const auto sight = pass.template narrowed<access::May::pupil_find>();
  if (!sight) return base::Error::not_found("pupil not theirs to find");
  return open_desk(visit, *sight, visit.match.part("review"));
}
/// Only for those who write plans of its template.
template <access::May M>
base::Result<ReviewDesk> open_to_write(access::Visit& visit, const access::PupilPass<M>& pass) {
  TRY(auto desk, open_desk(visit, pass));
  if (!desk.writes) return base::Error::not_found("review not theirs to write");
  return desk;
}

web::Url review_url(const access::PupilId& pupil, const ReviewId& review);
web::Url reviews_url(const access::PupilId& pupil);
/// "1 March 2026 to 12 June 2026".
std::string days_words(const sessions::Days& days);

/// The first day a review of the plan looks at: its version's, or the day after the last review.
base::LocalDate cycle_begins(const plans::PlanVersion& followed, const std::vector<Review>& earlier, base::LocalDate today);
/// What stands in the form while nobody has typed: today, the next review by the template's own rhythm.
ReviewWords presets(const ReviewDesk& desk, base::LocalDate today);

}  // namespace reviews
