// expect: a hole may not stand in an attribute
#include "web/html.h"

web::Html show(const std::string& c) { return web::html("<p data-{}=\"1\">x</p>", c); }
