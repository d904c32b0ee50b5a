// Draws help in a lesson.
#pragma once

#include "access/visit.h"
#include "casework/cover/lesson_help.h"
#include "web/html.h"

#include <vector>

namespace cover {

web::Url help_url(const HelpId& id);
web::Html state_tag(const LessonHelp& help, base::LocalDate today);
/// What it says, as a list.
web::Html facts_of(const access::Visit& visit, const LessonHelp& help);
/// Its files; whoever may add some finds the form.
web::Html files_of(const access::Visit& visit, const LessonHelp& help, const std::vector<HelpFile>& files, bool may_add, const std::vector<base::FieldError>& errors);
/// How it stood before each change, folded; empty where nobody changed it.
web::Html earlier_of(const access::Visit& visit, const LessonHelp& now, const std::vector<EarlierHelp>& earlier);

}  // namespace cover
