// expect: a script stands in its own file
#include "web/html.h"

web::Html show() { return web::html("<script>greet()</script>"); }
