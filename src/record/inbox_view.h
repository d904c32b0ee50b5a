// What waits for somebody, in short: the card To finish on My day.
#pragma once

#include "access/pass.h"
#include "web/html.h"

namespace record {

/// What is due, came back, waits to be signed or seen. Empty where nothing does.
web::Html to_finish(access::Visit& visit, const access::StaffPass<access::May::entries_own>& pass);

}  // namespace record
