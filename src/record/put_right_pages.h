// Undo at once, move to the right pupil, split per pupil; and what is shown where a record ended.
#pragma once

#include "access/routes.h"
#include "record/record_sight.h"
#include "web/html.h"

#include <optional>

namespace record {

/// The button under "Saved", while it may still be undone; else nothing.
web::Html undo_button(const access::Visit& visit, const Record& record);
/// Links to what this reader may do beside correcting.
web::Html put_right_buttons(access::Visit& visit, const Sight& sight);
/// The page of a record that ended, as far as this reader may know; nothing where they may not know that it was. `own` is their entry.
std::optional<web::Response> show_ended(access::Visit& visit, const RecordId& id, const Record* own);

/// Whether this reader may raise the record as a concern.
bool may_raise(access::Visit& visit, const Sight& sight);

void add_put_right_routes(access::Routes& routes);
void add_raise_routes(access::Routes& routes);

}  // namespace record
