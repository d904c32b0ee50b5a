// An action as programs read it: the schema "Action" of the API.
#pragma once

#include "record/action.h"
#include "web/json.h"

namespace record {

web::Json action_json(const Action& action);

}  // namespace record
