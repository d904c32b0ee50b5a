// expect: value stands in quotes
#include "web/html.h"

web::Html show(const std::string& c) { return web::html("<p class={}>x</p>", c); }
