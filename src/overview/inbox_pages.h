// Everything that waits for somebody, on one page; and in short: the card To finish on My day.
#pragma once

#include "access/api_table.h"
#include "access/routes.h"
#include "web/html.h"

namespace overview {

/// /inbox, and /notices, which is a part of it.
void add_inbox_routes(access::Routes& routes);
/// /api/v1/inbox, /api/v1/notices and /api/v1/notices/{notice}/seen.
void add_inbox_api(access::ApiTable& api);

/// What is due, came back, waits to be signed or seen. Empty where nothing does.
web::Html to_finish(access::Visit& visit, const access::StaffPass<access::May::entries_own>& pass);

}  // namespace overview
