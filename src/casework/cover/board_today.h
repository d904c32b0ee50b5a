// What My day shows of cover.
#pragma once

#include "access/visit.h"
#include "casework/cover/cover_store.h"
#include "web/html.h"

namespace cover {
/// The lessons that the reader covers today and that are not over; empty where there are none.
web::Html today_for_me(access::Visit& visit, const Own& pass);
}  // namespace cover
