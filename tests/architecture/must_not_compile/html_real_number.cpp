// expect: a real number does not fill a hole
#include "web/html.h"

web::Html show(double share) { return web::html("<p>{}</p>", share); }
