// The school's year: terms, half-terms, INSET days, closures and bank holidays, and sums in school days.
#pragma once

#include "base/time.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace people {

/// The academic year a day lies in, by the year it starts: 1 September 2026 to 31 August 2027 is 2026.
int academic_year_of(base::LocalDate day);
/// "2026/27".
std::string academic_year_label(int academic_year);

struct BankHoliday {
  base::LocalDate day;
  std::string_view name;
};
/// England and Wales, 2022 to 2035, in order. Later proclamations are added by a school as closures.
std::span<const BankHoliday> bank_holidays();
/// Empty when the day is no bank holiday.
std::string_view bank_holiday_name(base::LocalDate day);

/// One half-term: the days between two breaks, both ends counted.
struct HalfTerm {
  int academic_year = 0;
  int number = 0;  ///< 1 to 6; terms are 1–2 autumn, 3–4 spring, 5–6 summer
  base::LocalDate first, last;
  friend bool operator==(const HalfTerm&, const HalfTerm&) = default;
};
/// "Autumn 1" … "Summer 2".
std::string half_term_name(int number);

enum class ClosureKind : std::uint8_t { inset, bank_holiday, closure };
/// "inset", "bank_holiday", "closure": as stored.
std::string_view code(ClosureKind kind);

struct Closure {
  base::LocalDate day;
  ClosureKind kind = ClosureKind::closure;
  std::string name;
  friend bool operator==(const Closure&, const Closure&) = default;
};

/// A school's calendar as a value. Bank holidays are known without being listed.
class Calendar {
 public:
  Calendar() = default;
  /// In any order. Half-terms that overlap count once; a half-term that ends before it starts has no days.
  Calendar(std::vector<HalfTerm> half_terms, std::vector<Closure> closures);

  const std::vector<HalfTerm>& half_terms() const { return half_terms_; }
  const std::vector<Closure>& closures() const { return closures_; }

  /// In a half-term, Monday to Friday, and neither INSET, closure nor bank holiday.
  bool is_school_day(base::LocalDate day) const;
  std::optional<HalfTerm> half_term_of(base::LocalDate day) const;
  /// The school day `count` school days after `day` (before it when negative); `day` itself need not be one. 0 gives `day`, or
  /// the next school day when `day` is none. Nothing where the calendar ends first: the dates have to be entered.
  std::optional<base::LocalDate> add_school_days(base::LocalDate day, int count) const;
  /// School days from `first` to `last`, both counted; 0 when `last` is before `first`.
  int count_school_days(base::LocalDate first, base::LocalDate last) const;
  /// Every school day from `first` to `last`, in order.
  std::vector<base::LocalDate> school_days(base::LocalDate first, base::LocalDate last) const;

 private:
  std::vector<HalfTerm> half_terms_;
  std::vector<Closure> closures_;
  std::vector<base::LocalDate> days_;  ///< every school day, in order
};

/// The usual dates of an English school for one academic year, worked out from its bank holidays: six half-terms, two weeks at Christmas
/// and Easter, a week at each half-term, five INSET days. A starting point that a school corrects. Years 2022 to 2034.
Calendar usual_calendar(int first_academic_year, int years);

}  // namespace people
