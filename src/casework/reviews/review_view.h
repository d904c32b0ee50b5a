// Draws a review: the cycle in figures, each target with what it showed, what was said, and what was decided.
#pragma once

#include "casework/reviews/figures.h"
#include "casework/reviews/review_desk.h"
#include "web/html.h"

#include <vector>

namespace reviews {

web::Html state_tag(const Review& review, base::LocalDate today);
enum class ListFor { caseload, pupil };
web::Html review_table(const std::vector<Review>& reviews, base::LocalDate today, ListFor what);
/// "3 days late", "due today", "due 12 March 2026".
std::string due_words(base::LocalDate due, base::LocalDate today);

/// Days, minutes promised, given and lost, and how often the pupil was there.
web::Html glance_part(const Figures& figures, const provision::LossWords& words);
/// One target: from where to where, minutes, the scores as a line against the goal, the evidence.
web::Html target_part(const TargetFigures& target, const provision::LossWords& words);
/// Each line of provision with its bar; by whom.
web::Html provision_part(const Figures& figures, const provision::LossWords& words);
/// Behaviour before the cycle and in it, what was tried; other evidence.
web::Html around_part(const Figures& figures);
/// Nothing where costs are not the reader's to see.
web::Html cost_part(const Figures& figures);
/// What pupil and parents said beforehand, and records of what they said.
web::Html voices_part(const std::vector<Voice>& voices, const std::vector<Evidence>& records);
web::Html decision_tag(Decision decision);

}  // namespace reviews
