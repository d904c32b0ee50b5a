// Codes of year groups read and written, and the cohort rule.
#include "people/year_group.h"

#include "base/text.h"

#include <fmt/core.h>

#include <stdexcept>

namespace people {

std::string_view code(KeyStage stage) {
  switch (stage) {
    case KeyStage::early_years: return "EYFS";
    case KeyStage::ks1: return "KS1";
    case KeyStage::ks2: return "KS2";
    case KeyStage::ks3: return "KS3";
    case KeyStage::ks4: return "KS4";
    case KeyStage::ks5: return "KS5";
    case KeyStage::none: return "";
  }
  return "";
}

YearGroup YearGroup::year(int number) {
  if (number < 1 || number > 14) throw std::out_of_range("year groups have the numbers 1 to 14");
  return YearGroup(number);
}

std::string YearGroup::code() const {
  if (rank_ == -2) return "N1";
  if (rank_ == -1) return "N2";
  if (rank_ == 0) return "R";
  if (rank_ == 99) return "X";
  return fmt::format("{}", rank_);
}

std::string YearGroup::title() const {
  if (rank_ == -2) return "Nursery 1";
  if (rank_ == -1) return "Nursery 2";
  if (rank_ == 0) return "Reception";
  if (rank_ == 99) return "No year group";
  return fmt::format("Year {}", rank_);
}

KeyStage YearGroup::key_stage() const {
  if (rank_ <= 0) return KeyStage::early_years;
  if (rank_ <= 2) return KeyStage::ks1;
  if (rank_ <= 6) return KeyStage::ks2;
  if (rank_ <= 9) return KeyStage::ks3;
  if (rank_ <= 11) return KeyStage::ks4;
  if (rank_ <= 14) return KeyStage::ks5;
  return KeyStage::none;
}

std::optional<YearGroup> parse_year_group(std::string_view text) {
  std::string word;
  for (char c : base::to_lower_ascii(text))
    if (c != ' ' && c != '.' && c != '\t' && (c != '-' || word.empty())) word += c;
  for (std::string_view prefix : {"nationalcurriculumyear", "curriculumyear", "ncyear", "yeargroup", "year", "yr", "y", "nc"}) {
    if (word.size() > prefix.size() && word.starts_with(prefix)) {
      word.erase(0, prefix.size());
      break;
    }
  }
  if (word == "r" || word == "reception" || word == "rec" || word == "yr" || word == "foundation2" || word == "f2" || word == "0")
    return YearGroup::reception();
  if (word == "n1" || word == "nursery1" || word == "e1") return YearGroup::nursery1();
  if (word == "n2" || word == "nursery2" || word == "n" || word == "nursery" || word == "e2" || word == "foundation1" ||
      word == "f1")
    return YearGroup::nursery2();
  if (word == "x") return YearGroup::not_following();
  if (word.empty() || word.size() > 2) return std::nullopt;
  int number = 0;
  for (char c : word) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  if (number < 1 || number > 14) return std::nullopt;
  return YearGroup::year(number);
}

std::optional<BirthRange> birthdays_of(YearGroup group, int academic_year) {
  if (group == YearGroup::not_following()) return std::nullopt;
  const auto first = base::to_date(academic_year - 5 - group.rank(), 9, 1);
  const auto last = base::to_date(academic_year - 4 - group.rank(), 8, 31);
  if (!first || !last) return std::nullopt;
  return BirthRange{*first, *last};
}

std::optional<YearGroup> expected_year_group(base::LocalDate born, int academic_year) {
  const auto parts = base::to_parts(born);
  const int cohort = parts.month >= 9 ? parts.year : parts.year - 1;  // the September that opens the cohort's range
  const int rank = academic_year - 5 - cohort;
  if (rank < -2 || rank > 14) return std::nullopt;
  return YearGroup(rank);
}

}  // namespace people
