// What stands at the head of every page of a pupil.
#pragma once

#include "access/pass.h"
#include "people/pupil_store.h"
#include "web/html.h"

namespace people {

enum class PupilTab { glance, chronology, timetable, behaviour, home, safeguarding, sharing };

/// Header and tabs, held to what the reader may know of the pupil.
web::Html pupil_head(const access::Pass& pass, const Pupil& pupil, PupilTab current);
/// "/pupils/…".
web::Url pupil_url(const PupilId& id);

}  // namespace people
