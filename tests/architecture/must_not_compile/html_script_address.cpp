// expect: an address begins with
#include "web/html.h"

web::Html show() { return web::html("<a href=\"javascript:alert(1)\">x</a>"); }
