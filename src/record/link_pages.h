// Links between records: shown on a record's page, made and taken back; pairs that look like one event, for who decides.
#pragma once

#include "access/routes.h"
#include "record/record_sight.h"
#include "web/html.h"

namespace record {

/// The links of a record and, for who may decide, what looks like the same event. Empty where there is nothing.
web::Html linked_records(access::Visit& visit, const Sight& sight);

void add_link_routes(access::Routes& routes);

}  // namespace record
