// Write: one sheet from a thought to a record; then the record itself, its corrections, and one's own entries.
#pragma once

#include "access/routes.h"

namespace record {
void add_write_routes(access::Routes& routes);
void add_record_routes(access::Routes& routes);
void add_correction_routes(access::Routes& routes);
void add_entries_routes(access::Routes& routes);
}
