// One value against one field: its own room, so that the body's can be about the whole.
#pragma once

#include "record/answers.h"

#include <optional>
#include <string>
#include <variant>

namespace record {

/// The value as it is stored, null where it is as good as empty; or the message for the person.
using CheckedValue = std::variant<web::Json, std::string>;

enum class Strictness { record, draft };

CheckedValue check_value(const Field& field, const web::Json& value, const Surroundings& school, Strictness strictness,
                         bool from_form);

/// "Enter what happened", "Select a place", "Select yes if the child is safe now".
std::string ask_for(const Field& field);
/// 4000 → "4,000"; 0.5 → "0.5".
std::string in_words(double number);

}  // namespace record
