// Bank holidays of England and Wales, a table: substitute days and the days added for one year are in it.
#include "people/calendar.h"

#include <vector>

namespace people {
namespace {

struct Written {
  int year, month, day;
  std::string_view name;
};
constexpr std::string_view new_year = "New Year’s Day", good_friday = "Good Friday", easter = "Easter Monday",
                           early_may = "Early May bank holiday", spring = "Spring bank holiday", summer = "Summer bank holiday",
                           christmas = "Christmas Day", boxing = "Boxing Day";

constexpr Written table[] = {
    {2022, 1, 3, new_year},
    {2022, 4, 15, good_friday},
    {2022, 4, 18, easter},
    {2022, 5, 2, early_may},
    {2022, 6, 2, spring},
    {2022, 6, 3, "Platinum Jubilee bank holiday"},
    {2022, 8, 29, summer},
    {2022, 9, 19, "Bank holiday for the State Funeral of Queen Elizabeth II"},
    {2022, 12, 26, boxing},
    {2022, 12, 27, christmas},
    {2023, 1, 2, new_year},
    {2023, 4, 7, good_friday},
    {2023, 4, 10, easter},
    {2023, 5, 1, early_may},
    {2023, 5, 8, "Bank holiday for the coronation of King Charles III"},
    {2023, 5, 29, spring},
    {2023, 8, 28, summer},
    {2023, 12, 25, christmas},
    {2023, 12, 26, boxing},
    {2024, 1, 1, new_year},
    {2024, 3, 29, good_friday},
    {2024, 4, 1, easter},
    {2024, 5, 6, early_may},
    {2024, 5, 27, spring},
    {2024, 8, 26, summer},
    {2024, 12, 25, christmas},
    {2024, 12, 26, boxing},
    {2025, 1, 1, new_year},
    {2025, 4, 18, good_friday},
    {2025, 4, 21, easter},
    {2025, 5, 5, early_may},
    {2025, 5, 26, spring},
    {2025, 8, 25, summer},
    {2025, 12, 25, christmas},
    {2025, 12, 26, boxing},
    {2026, 1, 1, new_year},
    {2026, 4, 3, good_friday},
    {2026, 4, 6, easter},
    {2026, 5, 4, early_may},
    {2026, 5, 25, spring},
    {2026, 8, 31, summer},
    {2026, 12, 25, christmas},
    {2026, 12, 28, boxing},
    {2027, 1, 1, new_year},
    {2027, 3, 26, good_friday},
    {2027, 3, 29, easter},
    {2027, 5, 3, early_may},
    {2027, 5, 31, spring},
    {2027, 8, 30, summer},
    {2027, 12, 27, christmas},
    {2027, 12, 28, boxing},
    {2028, 1, 3, new_year},
    {2028, 4, 14, good_friday},
    {2028, 4, 17, easter},
    {2028, 5, 1, early_may},
    {2028, 5, 29, spring},
    {2028, 8, 28, summer},
    {2028, 12, 25, christmas},
    {2028, 12, 26, boxing},
    {2029, 1, 1, new_year},
    {2029, 3, 30, good_friday},
    {2029, 4, 2, easter},
    {2029, 5, 7, early_may},
    {2029, 5, 28, spring},
    {2029, 8, 27, summer},
    {2029, 12, 25, christmas},
    {2029, 12, 26, boxing},
    {2030, 1, 1, new_year},
    {2030, 4, 19, good_friday},
    {2030, 4, 22, easter},
    {2030, 5, 6, early_may},
    {2030, 5, 27, spring},
    {2030, 8, 26, summer},
    {2030, 12, 25, christmas},
    {2030, 12, 26, boxing},
    {2031, 1, 1, new_year},
    {2031, 4, 11, good_friday},
    {2031, 4, 14, easter},
    {2031, 5, 5, early_may},
    {2031, 5, 26, spring},
    {2031, 8, 25, summer},
    {2031, 12, 25, christmas},
    {2031, 12, 26, boxing},
    {2032, 1, 1, new_year},
    {2032, 3, 26, good_friday},
    {2032, 3, 29, easter},
    {2032, 5, 3, early_may},
    {2032, 5, 31, spring},
    {2032, 8, 30, summer},
    {2032, 12, 27, christmas},
    {2032, 12, 28, boxing},
    {2033, 1, 3, new_year},
    {2033, 4, 15, good_friday},
    {2033, 4, 18, easter},
    {2033, 5, 2, early_may},
    {2033, 5, 30, spring},
    {2033, 8, 29, summer},
    {2033, 12, 26, boxing},
    {2033, 12, 27, christmas},
    {2034, 1, 2, new_year},
    {2034, 4, 7, good_friday},
    {2034, 4, 10, easter},
    {2034, 5, 1, early_may},
    {2034, 5, 29, spring},
    {2034, 8, 28, summer},
    {2034, 12, 25, christmas},
    {2034, 12, 26, boxing},
    {2035, 1, 1, new_year},
    {2035, 3, 23, good_friday},
    {2035, 3, 26, easter},
    {2035, 5, 7, early_may},
    {2035, 5, 28, spring},
    {2035, 8, 27, summer},
    {2035, 12, 25, christmas},
    {2035, 12, 26, boxing},
};

}  // namespace

std::span<const BankHoliday> bank_holidays() {
  static const std::vector<BankHoliday> all = [] {
    std::vector<BankHoliday> days;
    for (const auto& row : table)
      if (const auto day = base::to_date(row.year, row.month, row.day)) days.push_back({*day, row.name});
    return days;
  }();
  return all;
}

}  // namespace people
