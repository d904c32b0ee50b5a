// expect: web::check::PathLiteral
#include "web/html.h"

web::Url show(const std::string& text) { return web::Url::path(text); }
