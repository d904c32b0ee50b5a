// expect: no handlers in the page
#include "web/html.h"

web::Html show(const std::string& c) { return web::html("<p onclick=\"{}\">x</p>", c); }
