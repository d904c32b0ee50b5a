// expect: a quoted value is not closed
#include "web/html.h"

web::Html show() { return web::html("<p class=\"a>x</p>"); }
