// The timetable's pages, by what they are about.
#pragma once

#include "access/routes.h"

namespace timetable {
/// /timetable, /timetable/adults/{staff}, /timetable/duties, /pupils/{pupil}/timetable.
void add_week_routes(access::Routes& routes);
/// /timetable/hours, /timetable/adults/{staff}/hours and …/away.
void add_hours_routes(access::Routes& routes);
/// /timetable/slots.
void add_slot_routes(access::Routes& routes);
/// /school/periods.
void add_period_routes(access::Routes& routes);
/// /timetable/feed, and the public /calendar/{secret}.
void add_feed_routes(access::Routes& routes);
/// /pupils/{pupil}/reduced.
void add_reduced_routes(access::Routes& routes);
}  // namespace timetable
