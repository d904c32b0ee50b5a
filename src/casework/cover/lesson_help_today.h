// What My day shows of lesson help.
#pragma once

#include "access/visit.h"
#include "casework/cover/lesson_help_store.h"
#include "web/html.h"

namespace cover {
/// For My day: what the reader has to prepare, use or look back on, three at most, and the way to the rest. Empty where there is nothing.
web::Html help_for_me(access::Visit& visit, const HelpPass& pass);
}  // namespace cover
