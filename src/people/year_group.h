// Year groups of English schools: their codes, key stages, and the birthdays that belong to each.
#pragma once

#include "base/time.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace people {

enum class KeyStage : std::uint8_t { early_years, ks1, ks2, ks3, ks4, ks5, none };
/// "EYFS", "KS1" … "KS5"; empty for none.
std::string_view code(KeyStage stage);

/// One of N1, N2, R, 1 to 14, X (does not follow the National Curriculum years). Sorts in that order.
class YearGroup {
 public:
  /// Whole years 1 to 14. Throws std::out_of_range for any other number.
  static YearGroup year(int number);
  static constexpr YearGroup nursery1() { return YearGroup(-2); }
  static constexpr YearGroup nursery2() { return YearGroup(-1); }
  static constexpr YearGroup reception() { return YearGroup(0); }
  static constexpr YearGroup not_following() { return YearGroup(99); }

  /// The census code: "N1", "R", "4", "X".
  std::string code() const;
  /// What a page writes: "Nursery 1", "Reception", "Year 4", "No year group".
  std::string title() const;
  KeyStage key_stage() const;
  /// -2 (N1) to 14, and 99 for X: to sort by.
  constexpr int rank() const { return rank_; }
  friend constexpr auto operator<=>(const YearGroup&, const YearGroup&) = default;

 private:
  constexpr explicit YearGroup(int rank) : rank_(rank) {}
  int rank_;
  friend std::optional<YearGroup> expected_year_group(base::LocalDate born, int academic_year);
};

/// Takes what schools write: "4", "04", "Y4", "Yr 4", "Year 4", "R", "YR", "Reception", "N2", "Nursery", "X". Nothing for anything else.
std::optional<YearGroup> parse_year_group(std::string_view text);

struct BirthRange {
  base::LocalDate first, last;
};
/// The birthdays (1 September to 31 August) of the year group in the academic year that starts in September of `academic_year`.
/// Nothing for X.
std::optional<BirthRange> birthdays_of(YearGroup group, int academic_year);
/// The year group somebody born then belongs to by age; nothing before N1 and after Year 14. A pupil's actual year group may differ.
std::optional<YearGroup> expected_year_group(base::LocalDate born, int academic_year);

}  // namespace people
