// Small line drawings beside words; never alone where a word could stand.
#pragma once

#include "web/html.h"

namespace web {

enum class Icon {
  day, pupils, plans, timetable, reports, school, inbox, write, lock, person, search, note, well_done, behaviour, concern, talk,
  session, first_aid, more, safeguarding, card, settings, upload, audit, add, clock, link, tick
};

/// An SVG hidden from assistive technology: the words beside it say what it means.
Html icon(Icon which);

}  // namespace web
