// expect: a hole may not stand in a tag
#include "web/html.h"

web::Html show(const std::string& c) { return web::html("<{}>x</p>", c); }
