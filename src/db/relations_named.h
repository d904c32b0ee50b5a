// Which tables and views a statement names: PostgreSQL has no authorizer to ask, so its readers look at the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace db {

/// Every name that stands where a reading statement may name a table, view or common table expression: after FROM, JOIN or TABLE,
/// and after a comma of a FROM. In lower case unless quoted, without the schema before it.
std::vector<std::string> relations_named(std::string_view statement);

/// Whether one of them is a guarded view, `seen_…` or `my_…`: such a statement is for somebody who looks, and refused where nobody does.
bool names_a_guarded_view(std::string_view statement);
inline constexpr const char* nobody_looks = "a guarded view was asked for rows while nobody looks";

}  // namespace db
