// expect: no style attribute
#include "web/html.h"

web::Html show(const std::string& c) { return web::html("<p style=\"{}\">x</p>", c); }
