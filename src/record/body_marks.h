// What is written of a mark on the body: the columns of every body map, and that a mark is where it says it is.
#pragma once

#include "record/kind.h"

#include <optional>
#include <string>
#include <vector>

namespace record {

/// Region, place, sort, size, colour, shape, words. The place (x, y in thousandths of the view) may be left out: the middle of the region.
std::vector<Field> mark_columns();

/// What is wrong with where a mark is, beside the column that `at_column` names; nothing where it is on the body.
struct OffTheBody {
  std::string at_column;
  std::string message;
};
std::optional<OffTheBody> check_mark(const web::Json& mark);

/// A mark as it is drawn.
struct Mark {
  std::string region;
  int x = 0, y = 0;  ///< in thousandths of the region's view
  std::string words;  ///< "Left forearm, front: bruise, purple, 20 mm, round. From the swing."
};
/// The marks of a stored body map; what is no mark is passed over.
std::vector<Mark> marks_of(const Field& field, const web::Json& value);

}  // namespace record
