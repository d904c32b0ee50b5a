// expect: no handlers in the page
#include "web/html.h"

web::Attribute show(const std::string& text) { return web::attr("onclick", text); }
