// Which tables and views a statement names: PostgreSQL has no authorizer to ask, so its readers look at the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace db {

/// Every name that stands where a reading statement may name a table, view or common table expression: after FROM, JOIN or TABLE,
/// and after a comma of a FROM. In lower case unless quoted, without the schema before it.
std::vector<std::string> relations_named(std::string_view statement);

}  // namespace db
