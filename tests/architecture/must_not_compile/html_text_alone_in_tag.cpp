// expect: a hole alone inside a tag takes an Attribute
#include "web/html.h"

web::Html show(const std::string& c) { return web::html("<input type=\"checkbox\" {}>", c); }
