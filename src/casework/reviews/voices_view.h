// What pupil and parents said, and the ways to ask them: on paper, and by a link.
#pragma once

#include "casework/reviews/review_desk.h"
#include "web/html.h"
#include "web/request.h"
#include "web/response.h"

namespace reviews {

/// Everything of it on the review's page; the forms only while it is open and the reader writes on it.
web::Html voices_section(access::Visit& visit, const ReviewDesk& desk, const Figures& figures, const web::Form& typed, const std::vector<base::FieldError>& errors);

/// The name of the input that takes answer `number` of what this party is asked: "pupil_1".
std::string answer_name(VoiceParty party, std::size_t number);
/// The questions with a box each.
web::Html answer_fields(VoiceParty party, std::string_view given, const web::Form& typed, const std::vector<base::FieldError>& errors);
/// What was answered, question by question, with what is wrong: nothing answered, or an answer too long.
std::vector<VoiceAnswer> read_answers(VoiceParty party, std::string_view given, const web::Form& typed, std::vector<base::FieldError>& wrong);

/// The review's whole page again, with what was typed into a form beside the decisions (review_pages.cpp).
web::Response draw_with(access::Visit& visit, const ReviewDesk& desk, const web::Form& typed, const std::vector<base::FieldError>& errors, int status);

}  // namespace reviews
