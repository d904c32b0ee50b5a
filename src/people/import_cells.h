// One cell of a file made the canonical text of a field, or a plain message why not.
#pragma once

#include "people/import_dates.h"
#include "people/roll_fields.h"

#include <string>
#include <string_view>

namespace people {

/// What a cell came to. A fault leaves the whole line out; a note only leaves the cell's value out.
struct CellReading {
  std::string value;  ///< canonical; empty when there is nothing to take
  std::string fault;
  std::string note;
};

struct CellRules {
  DateOrder dates = DateOrder::day_first;
  base::LocalDate today;
};

/// `max` counts characters. Faults: a broken UPN or ULN, a date that is none, an unknown year group, too long a text, a formula. Notes: codes and
/// answers nobody knows here, and what was mended (a leading nought lost by a spreadsheet).
CellReading read_cell(FieldKind kind, std::size_t max, std::string_view cell, const CellRules& rules);

struct SplitName {
  std::string title, forename, surname;
};
/// "Kaya, Deniz", "Mrs Anna Kowalska", "Juan de la Cruz". A name of one word is a surname.
SplitName split_name(std::string_view whole);

}  // namespace people
