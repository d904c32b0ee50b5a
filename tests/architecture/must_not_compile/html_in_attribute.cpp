// expect: Html stands between tags only
#include "web/html.h"

web::Html show(const web::Html& h) { return web::html("<p class=\"{}\">x</p>", h); }
