// School: the hub, staff with their roles and accounts, relations, classes, the calendar.
#pragma once

#include "access/routes.h"

namespace people {

/// /school, /school/staff, /school/staff/new.
void add_school_routes(access::Routes& routes);
/// /school/staff/{staff} and what is done there; the queue of sensitive roles.
void add_staff_routes(access::Routes& routes);
/// /school/relations and /school/classes.
void add_relation_routes(access::Routes& routes);
/// /school/staff/{staff}/trainings.
void add_training_routes(access::Routes& routes);
/// /school/calendar.
void add_calendar_routes(access::Routes& routes);
/// /school/own-family.
void add_own_family_routes(access::Routes& routes);
/// /school/settings.
void add_setting_routes(access::Routes& routes);

}  // namespace people
