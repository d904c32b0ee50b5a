// expect: only text stands in a title or textarea
#include "web/html.h"

web::Html show(const web::Html& h) { return web::html("<textarea name=\"a\">{}</textarea>", h); }
