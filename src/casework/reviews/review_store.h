// Reviews as they are kept: opened once for each cycle, saved version by version, closed with what was decided.
#pragma once

#include "access/unit_of_work.h"
#include "casework/plans/plan_store.h"
#include "casework/reviews/review.h"

#include <span>
#include <vector>

namespace reviews {

using PupilSight = plans::PupilSight;
using CaseloadSight = plans::CaseloadSight;
using WritePass = plans::WritePass;

struct NewReview {
  ReviewId id;
  int plan_version = 1;   ///< whose cycle it looks at
  base::LocalDate from;   ///< the cycle's first day
};

/// Opens a review of a plan that is followed. Another one that is open already fails the unit with conflict, `for_log` "review open".
void open(access::UnitOfWork& work, const WritePass& pass, const plans::Plan& plan, const NewReview& review);
/// A further version of what the writer read as `review`. Somebody who saved meanwhile fails the unit with conflict. Errors: not_allowed once it
/// is closed.
base::Result<void> save(access::UnitOfWork& work, const WritePass& pass, const Review& review, const ReviewWords& words);
/// Its last version, with what was decided; `next_version` is the version of the plan drafted in the same unit.
base::Result<void> close(access::UnitOfWork& work, const plans::DecidePass& pass, const Review& review, const ReviewWords& words, std::span<const Decided> decided,
                         const std::optional<int>& next_version);
/// It was opened by mistake: nothing is decided, the links that ask for views open nothing any more, and another review may be opened. What was
/// written stays with it. Errors: not_allowed once it is closed or dropped. Somebody who saved meanwhile fails the unit with conflict.
base::Result<void> drop(access::UnitOfWork& work, const WritePass& pass, const Review& review, std::string_view why);
/// The next version of the plan was drafted from it after all.
void note_next(access::UnitOfWork& work, const WritePass& pass, const Review& review, int next_version);
/// The copy for home went out.
void note_sent(access::UnitOfWork& work, const WritePass& pass, const Review& review, base::LocalDate on, std::string_view how);

/// Notes the sight. Nothing where it is not this pupil's, or its plan is not theirs to read.
std::optional<Review> find_review(const PupilSight& pass, const ReviewId& id);
std::optional<Review> find_review(const CaseloadSight& pass, const ReviewId& id);
/// The newest words; nothing typed yet: empty.
ReviewWords load_words(const access::Pass& pass, const Review& review);
/// Who saved the newest words, and when; nothing while nobody has.
struct Saved {
  std::string by;
  access::StaffId by_id;
  base::UtcTime at;
};
std::optional<Saved> find_saved(const access::Pass& pass, const Review& review);
std::vector<Decided> list_decided(const access::Pass& pass, const ReviewId& id);

/// The newest first.
std::vector<Review> list_reviews(const PupilSight& pass);
std::vector<Review> list_reviews_of_plan(const PupilSight& pass, const plans::PlanId& plan);
/// Open ones of every pupil whose plans the reader sees, the one due first at the top.
std::vector<Review> list_open(const CaseloadSight& pass);

/// A plan whose review falls due, and the review of it that is open already.
struct DueReview {
  plans::Plan plan;
  base::LocalDate due;
  std::optional<ReviewId> open;
};
/// Every followed plan whose review day is `until` or before, the earliest first: overdue ones too.
std::vector<DueReview> list_due(const CaseloadSight& pass, base::LocalDate until);

namespace deeds {
inline constexpr access::Deed review_opened{"review.opened", "Opened a review of a plan"};
inline constexpr access::Deed review_saved{"review.saved", "Wrote on a review of a plan"};
inline constexpr access::Deed review_closed{"review.closed", "Closed a review of a plan"};
inline constexpr access::Deed review_dropped{"review.dropped", "Dropped a review of a plan that was opened by mistake"};
inline constexpr access::Deed review_drafted{"review.drafted", "Drafted the next cycle from a review"};
inline constexpr access::Deed review_sent{"review.sent", "Wrote down that a review went home"};
inline constexpr access::Deed review_seen{"review.seen", "Saw a review of a plan"};
inline constexpr access::Deed reviews_seen{"reviews.seen", "Saw a list of reviews"};
}  // namespace deeds

}  // namespace reviews
