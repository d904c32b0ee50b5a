// expect: a bool does not fill a hole
#include "web/html.h"

web::Html show(bool checked) { return web::html("<p>{}</p>", checked); }
