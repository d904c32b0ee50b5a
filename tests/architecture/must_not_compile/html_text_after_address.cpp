// expect: a Url fills its attribute from the beginning
#include "web/html.h"

web::Html show(const std::string& id) { return web::html("<a href=\"/pupils/{}\">Open</a>", id); }
