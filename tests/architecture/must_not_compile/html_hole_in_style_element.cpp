// expect: this element has no place in our pages
#include "web/html.h"

web::Html show(const std::string& c) { return web::html("<style>{}</style>", c); }
