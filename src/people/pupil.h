// A pupil as the directory shows them: name, year, class. What else is known stands behind its own pass.
#pragma once

#include "access/ids.h"
#include "base/time.h"

#include <optional>
#include <string>

namespace people {

struct Pupil {
  PupilId id;
  std::string given;   ///< the name they go by
  std::string family;
  std::string year_group;  ///< N1, N2, R, 1 … 14, X
  std::string class_name;
  bool has_left = false;
  std::string name() const { return given + " " + family; }
};

/// "Year 4, 4 Oak", "Reception, Acorns", "Nursery".
std::string year_and_class(const Pupil& pupil);

/// How well `query` finds a name: 0 is not at all; more is better. Beginnings of given or family name first, then the same with
/// one slip of a finger (a letter added, dropped, changed or swapped) once three letters are typed.
int match_name(std::string_view folded_name, std::string_view folded_query);

}  // namespace people
