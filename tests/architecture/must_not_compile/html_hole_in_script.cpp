// expect: a script stands in its own file
#include "web/html.h"

web::Html show(const std::string& name) { return web::html("<script>greet({})</script>", name); }
