// What stands across a pupil's page that is seen through a broken glass.
#pragma once

#include "access/pass.h"
#include "people/pupil.h"
#include "web/html.h"

namespace people {

/// Above a pupil's page while the reader sees it through a broken glass: who, until when, across the page. Empty otherwise.
web::Html glass_watermark(const access::Pass& pass, const Pupil& pupil);
/// What a broken glass never opens, and the telephone of whom to ask.
web::Html phone_the_dsl(const access::Pass& pass);

}  // namespace people
