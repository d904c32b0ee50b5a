// expect: more arguments than holes
#include "web/html.h"

web::Html show(const std::string& c) { return web::html("<p>{}</p>", c, c); }
