// What a reader who sees only counts is told: nothing under five, and nothing from which a number under five can be worked out.
#pragma once

#include "record/analysis.h"

#include <vector>

namespace record {

inline constexpr std::int64_t smallest_told = 5;

/// For cells that add up to a total which is told: true for each that must be hidden. Hidden are all under five; and then the smallest of the
/// rest until at least two are hidden and together they are at least five, so that no hidden number follows from the total. Where even
/// all together are fewer than five, all are hidden and the total must be.
std::vector<bool> hidden_cells(const std::vector<std::int64_t>& cells);
/// The nearest multiple of five: what is told of numbers that are not hidden, so that the same page next week gives nothing away either.
std::int64_t rounded(std::int64_t number);

/// Hides and rounds everything in the report; per child and per adult nothing remains. Where the whole is under five, all of it is hidden.
void hide_small_numbers(Report& report);

}  // namespace record
