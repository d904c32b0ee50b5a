// The form in which a teacher asks for help in a lesson, and changes what is asked.
#pragma once

#include "access/visit.h"
#include "casework/cover/lesson_help_store.h"
#include "web/html.h"
#include "web/request.h"

#include <vector>

namespace cover {

web::Html request_fields(access::Visit& visit, const HelpPass& pass, const web::Form& typed, const std::vector<base::FieldError>& errors);
/// What was sent, held to the rules; `was` is the request that is changed, or nothing. Whoever prepares works with every pupil of it.
LessonHelp read_request(access::Visit& visit, const HelpPass& pass, const HelpId& id, const LessonHelp* was, std::vector<base::FieldError>& wrong);
web::Form form_of(const LessonHelp& help);

}  // namespace cover
