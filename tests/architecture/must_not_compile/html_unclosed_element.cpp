// expect: must close every element it opens
#include "web/html.h"

web::Html show() { return web::html("<div><p>x</p>"); }
