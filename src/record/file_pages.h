// GET /files/{file}: one attachment, to those who may see the record it belongs to.
#pragma once

#include "access/routes.h"

namespace record {
void add_file_routes(access::Routes& routes);

/// One file to keep, or a picture to look at. Page and API alike.
base::Result<access::Answer> show_file(access::Visit& visit, const access::StaffPass<access::May::entries_own>& pass);
}
