// A record in words: its line in the chronology, its text for search, its rows for page, print and export.
#pragma once

#include "record/answers.h"
#include "record/kind.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// How ids become names. The caller answers only what the reader may know; left out, people stay "a member of staff", "another
/// pupil", "a file".
struct Names {
  std::function<std::string(std::string_view id)> staff = {};
  std::function<std::string(std::string_view id)> pupil = {};
  std::function<std::string(std::string_view id)> file = {};
};

/// At most this many characters in a summary line.
inline constexpr std::size_t summary_most = 280;

/// The line of the chronology, on one line, without sensitive fields. Empty where the body has nothing of it.
std::string summarise(const Kind& kind, const Body& body, const Names& names = {});

/// Everything search may find the record by: the words of all fields that are not sensitive, one a line. No names, no ids.
std::string full_text(const Kind& kind, const Body& body);

/// One answer, to be shown.
struct DescribedRow {
  std::string field;  ///< name
  std::string label;
  std::string value;    ///< may hold line breaks; several values are separated by "; "
  std::string section;  ///< title of its section; empty for the first sheet
  bool sensitive = false;
};

/// Every answer, in the order of the kind's fields; a value whose field is no longer part of the kind comes last, under its name.
std::vector<DescribedRow> describe(const Kind& kind, const Body& body, const Names& names = {});

/// One value in words: "Yes", "3 March 2026", "1 hour 15 minutes", "4 of 5: mostly", labels joined by `between`.
std::string display(const Field& field, const web::Json& value, const Names& names = {}, std::string_view between = "; ");
/// One row of a rows field or one mark of a body map: "Adult: Pat Green; Role: led". A mark: "Left forearm, front: bruise, purple, 20 mm".
std::string row_words(const Field& field, const web::Json& row, const Names& names = {});
/// 75 → "1 hour 15 minutes".
std::string duration_words(std::int64_t minutes);

}  // namespace record
