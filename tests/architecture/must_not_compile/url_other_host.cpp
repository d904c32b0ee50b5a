// expect: a path begins with / and a literal part
#include "web/html.h"

web::Url show() { return web::Url::path("//elsewhere.example/x"); }
