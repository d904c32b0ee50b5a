// GET /files/{file}: one attachment, to those who may see the record it belongs to.
#pragma once

#include "access/routes.h"

namespace record {
void add_file_routes(access::Routes& routes);
}
