// Closing a review: one act that keeps what was decided, carries the targets and promises on, and drafts the next cycle.
#pragma once

#include "access/unit_of_work.h"
#include "casework/reviews/review_desk.h"

namespace reviews {

enum class DraftNext { now, later };

/// What is kept of each target: the decision, and the target with its newest score and minutes as they stood.
std::vector<Decided> decided_of(const ReviewWords& words, const Figures& figures);

/// Everything in one unit: the review's last version and decisions; each target judged, and carried into the next cycle or ended; promises that
/// go on carried, those of an ended target ended; the step "reviewed" of the plan; its next version as a draft; who agreed. `words` have passed
/// `check_to_close`. Where a newer version of the plan is being written already, that one stays and no other is drafted. Errors: invalid, beside
/// the field of the target; conflict.
base::Result<void> close_review(access::UnitOfWork& work, access::Visit& visit, const plans::DecidePass& pass, const ReviewDesk& desk, const ReviewWords& words, const Figures& figures,
                                DraftNext draft);

/// True where the next version of the plan may be drafted from a closed review.
bool may_draft_next(const ReviewDesk& desk);
/// The next version of the plan, drafted after the review was closed. Errors: not_allowed.
base::Result<void> draft_next(access::UnitOfWork& work, const WritePass& pass, const ReviewDesk& desk);

/// The text of the next version: as the one that was followed, with what was said and what helped filled in where its template asks for it.
std::string next_body(const record::Kind& kind, std::string_view body, const ReviewWords& words, std::span<const Voice> voices, std::span<const plans::Target> targets);

}  // namespace reviews
