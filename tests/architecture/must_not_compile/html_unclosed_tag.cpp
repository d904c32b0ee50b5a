// expect: a tag is not closed
#include "web/html.h"

void show(web::Html& page) { page.add("<p class=\"a\" "); }
