// expect: web::check::Literal
#include "web/html.h"

web::Html show(const std::string& text) { return web::html(text); }
