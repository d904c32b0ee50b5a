// expect: an address stands in the literal
#include "web/html.h"

web::Attribute show(const std::string& text) { return web::attr("href", text); }
