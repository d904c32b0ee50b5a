// What is typed into a review: the decisions, and around them the day, who was there, and who agreed.
#pragma once

#include "casework/reviews/review_desk.h"
#include "web/html.h"
#include "web/request.h"

#include <vector>

namespace reviews {

/// What somebody typed, trimmed. A day that is no day stands in `wrong`.
ReviewWords read_words(const ReviewDesk& desk, const web::Form& typed, std::vector<base::FieldError>& wrong);
/// Words as the form that would send them.
web::Form form_of(const ReviewWords& words);

/// The decision on one target, to stand beneath its figures.
web::Html decision_fields(const TargetFigures& target, const web::Form& typed, const std::vector<base::FieldError>& errors);
/// The day, who was there, the summary, the words for home, the next review, who agreed.
web::Html meeting_fields(const ReviewDesk& desk, const web::Form& typed, const std::vector<base::FieldError>& errors, base::LocalDate today);

/// What was typed of a closed review, or of somebody else's save.
web::Html words_view(const ReviewDesk& desk, const ReviewWords& words);

}  // namespace reviews
