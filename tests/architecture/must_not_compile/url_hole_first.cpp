// expect: a path begins with / and a literal part
#include "web/html.h"

web::Url show(const std::string& t) { return web::Url::path("/{}/x", t); }
