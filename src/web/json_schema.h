// JSON Schema in a few words: what the API's routes say of their parameters, bodies and answers.
#pragma once

#include "web/json.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web::schema {

/// {"$ref": "#/components/schemas/<name>"}.
Json ref(std::string_view name);
Json text(std::string_view description, std::size_t most = 0);
/// An id as 26 characters of Crockford base 32.
Json id(std::string_view description);
/// RFC 3339.
Json moment(std::string_view description);
Json whole(std::string_view description, std::int64_t least, std::int64_t most);
Json yes_no(std::string_view description);
Json one_of(std::string_view description, std::vector<std::string_view> words);
Json list(Json item, std::string_view description = {});
/// Any object: what is in it is described elsewhere.
Json open_object(std::string_view description);

/// Whether a member must be there.
enum class Need { always, sometimes };
struct Member {
  std::string_view name;
  Json schema;
  Need need = Need::always;
};
/// An object of these members and no others.
Json object(std::vector<Member> members, std::string_view description = {});

}  // namespace web::schema
