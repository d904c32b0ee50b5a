// Records for programs: written once, corrected by versions, read one by one and along a pupil's line of time; and the kinds there are.
#pragma once

#include "access/api_table.h"
#include "record/kind.h"

namespace record {

void add_record_api(access::ApiTable& api);   ///< write, correct
void add_file_api(access::ApiTable& api);     ///< add files, open one
void add_reading_api(access::ApiTable& api);  ///< records, chronology, kinds

/// For each kind a schema "fields_<kind>", and "NewRecord", which holds a record of any of them.
void define_kinds(web::Json::Object& schemas, const Kinds& kinds);
/// /api/v1/actions…, /api/v1/records/{record}/sight and /sign-off.
void add_following_api(access::ApiTable& api);

}  // namespace record
