// expect: only a Url may stand in href
#include "web/html.h"

web::Html show(const std::string& address) { return web::html("<a href=\"{}\">Open</a>", address); }
