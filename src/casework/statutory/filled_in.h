// The school's form, filled in from what the house already holds: sections of the plan, outcomes with their targets, lines of section F, views.
#pragma once

#include "casework/statutory/desk.h"
#include "web/html.h"

namespace statutory {

/// What stands in the form without anybody typing: of a review the plan that is reviewed, of a request every plan that was or is followed.
web::Html filled_in(access::Visit& visit, const Desk& desk);
/// What a field of the form begins with while nothing was written: outcomes one by one, what was tried and for how long.
Words suggested(access::Visit& visit, const Desk& desk);

}  // namespace statutory
