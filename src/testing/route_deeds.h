// What a person would type into the form behind a route that takes one, so that the walk of every deed really does them.
#pragma once

#include "testing/whole_school.h"

#include <optional>
#include <string>
#include <string_view>

namespace test {

/// The form's fields as a browser sends them, or a program's JSON; a fresh id where one is asked for. Nothing where the route needs none.
std::optional<std::string> deed_for(WholeSchool& school, std::string_view pattern);

}  // namespace test
