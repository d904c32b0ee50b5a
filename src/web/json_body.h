// What a program sent: a JSON body held to the members a route knows, and numbers in the address.
#pragma once

#include "web/json.h"
#include "web/request.h"
#include "web/response.h"

#include <initializer_list>
#include <string_view>
#include <variant>

namespace web {

/// The body as an object with no members but these; else the problem to answer with: 415 for a type that is not application/json,
/// 400 for what is not JSON, 422 for anything but an object, or for members that are not in the list, each by its name.
std::variant<Json, Response> read_json_body(const Request& request, std::initializer_list<std::string_view> members);

/// The number a query names; `otherwise` where it names none. Error: invalid on `name`.
base::Result<int> read_number(const Form& query, std::string_view name, int otherwise, int least, int most);

}  // namespace web
