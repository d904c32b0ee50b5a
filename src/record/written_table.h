// One table of a kind's file, read setting by setting: wrong types and unknown settings are noted, never thrown.
#pragma once

#include "record/kind_tree.h"
#include "record/mistake.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

class WrittenTable {
 public:
  /// `what` names the table in messages ("a field"). Notes every setting that is not among `known`.
  WrittenTable(const Written& tree, std::string what, std::initializer_list<std::string_view> known,
               std::vector<Mistake>& mistakes);

  /// Cleaned and trimmed; empty where it is missing or no text.
  std::string text(std::string_view key);
  bool yes(std::string_view key);
  std::optional<std::int64_t> whole(std::string_view key);
  std::optional<double> number(std::string_view key);
  /// Texts of a list; a text alone counts as a list of one.
  std::vector<std::string> texts(std::string_view key);
  /// The tables of a list of tables.
  std::vector<const Written*> tables(std::string_view key);
  /// A table, or nullptr.
  const Written* table(std::string_view key);
  const Written* find(std::string_view key) const { return tree_.find(key); }
  void wrong(int line, std::string what, std::string cure);
  /// Where a setting stands; the table's own line where it is missing.
  int line_of(std::string_view key) const;

 private:
  void wrong_type(std::string_view key, std::string_view wanted);

  const Written& tree_;
  std::string what_;
  std::vector<Mistake>& mistakes_;
};

}  // namespace record
