// Importing by page: send a file, say what its columns are, look at the preview, confirm, undo.
#pragma once

#include "access/routes.h"

namespace people {

void add_import_routes(access::Routes& routes);

}  // namespace people
