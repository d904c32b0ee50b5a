// Small line drawings beside words; never alone where a word could stand.
#pragma once

#include "web/html.h"

namespace web {

enum class Icon {
  day, pupils, plans, timetable, reports, school, inbox, write, lock, person, search, note, well_done, behaviour, concern, talk,
  session, first_aid, more, safeguarding, card, settings, upload, audit, add, clock, link,
  eye, repair, heart, hand, hold, door, medicine, care, lift, cup, pulse, drop, house, screen, voice, family, badge, relay, test, flag, scales, tick
};

/// An SVG hidden from assistive technology: the words beside it say what it means.
Html icon(Icon which);

}  // namespace web
