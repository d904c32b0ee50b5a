// expect: not closed in the order
#include "web/html.h"

web::Html show() { return web::html("<div><p>x</div></p>"); }
