// expect: no matching function for call to
#include "web/html.h"

web::Html show(const std::string& text) { return web::Html(text); }
