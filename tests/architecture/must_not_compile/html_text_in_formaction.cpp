// expect: only a Url may stand in href
#include "web/html.h"

web::Html show(const std::string& a) { return web::html("<button formaction=\"{}\">Go</button>", a); }
