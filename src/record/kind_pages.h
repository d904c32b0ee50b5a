// The page on which a school changes what can be recorded: words, order, options, fields of its own, kinds of its own.
#pragma once

#include "access/routes.h"

namespace record {
void add_kind_routes(access::Routes& routes);
void add_kind_field_routes(access::Routes& routes);
void add_kind_access_routes(access::Routes& routes);
void add_own_kind_routes(access::Routes& routes);
}
