// Each kind described to programs: JSON Schema 2020-12 of its fields, and its entry in /api/v1/kinds.
#pragma once

#include "record/kind.h"
#include "web/json.h"

namespace record {

/// The schema of the `fields` object. It accepts what `check` accepts of JSON, but for what a schema cannot know: today's date,
/// the order of two dates, who works at the school, words that are only white space.
web::Json json_schema(const Kind& kind);

/// Id, words, class, pupils and their parts, and the schema under "fields".
web::Json describe_kind(const Kind& kind);

}  // namespace record
