// What other pages say of a broken glass: that one waits for a review, and the way to it in an emergency.
#pragma once

#include "access/visit.h"
#include "people/glass_store.h"
#include "people/pupil.h"
#include "web/html.h"

namespace people {

/// On My day: what waits for this person's review; the head only reads what nobody reviewed in time. Empty where nothing waits.
web::Html glass_alerts(access::Visit& visit);
/// "In an emergency": the way there, for somebody who may; empty for anybody else.
web::Html glass_way(access::Visit& visit, const Pupil& pupil);
/// "To review", "Not reviewed in time", "Asks to open it again".
web::Html glass_state(const GlassLine& line);

}  // namespace people
