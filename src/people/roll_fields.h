// The fields of pupils, staff and family members as tables: code, title, kind, greatest length, header words, and text in and out.
#pragma once

#include "people/roll.h"

#include <span>
#include <string>
#include <string_view>

namespace people {

/// How a cell of a field is read.
enum class FieldKind : std::uint8_t {
  text,
  upn,
  uln,
  date,
  yes_no,
  sex,
  year_group,
  sen_status,
  sen_need,
  email,
  phone,
  number,
  role,
  class_kind,
  full_name  ///< "Surname, Forename" or "Forename Surname", with or without a title; fills several fields
};

/// One field of a record. `get` and `set` speak the canonical text (ISO dates, codes, "yes"/"no", lists with spaces); `set` takes nothing else.
template <class Record>
struct RollField {
  std::string_view code;   ///< stored in mappings and undo files: never changes
  std::string_view title;  ///< beside the field on a page
  FieldKind kind;
  std::size_t max;         ///< characters
  std::string_view words;  ///< header synonyms without spaces, lower case, a bar between
  std::string (*get)(const Record&);
  void (*set)(Record&, std::string_view);
};

std::span<const RollField<PupilRecord>> pupil_fields();
std::span<const RollField<StaffRecord>> staff_fields();
std::span<const RollField<FamilyMemberRecord>> family_fields();
std::span<const RollField<ClassRecord>> class_fields();

template <class Record>
std::span<const RollField<Record>> fields_of();
template <>
inline std::span<const RollField<PupilRecord>> fields_of<PupilRecord>() {
  return pupil_fields();
}
template <>
inline std::span<const RollField<StaffRecord>> fields_of<StaffRecord>() {
  return staff_fields();
}
template <>
inline std::span<const RollField<FamilyMemberRecord>> fields_of<FamilyMemberRecord>() {
  return family_fields();
}
template <>
inline std::span<const RollField<ClassRecord>> fields_of<ClassRecord>() {
  return class_fields();
}

/// nullptr when there is none of that code.
template <class Record>
const RollField<Record>* find_field(std::string_view code) {
  for (const auto& field : fields_of<Record>())
    if (field.code == code) return &field;
  return nullptr;
}

/// The canonical text of a field as a page shows it: "1 September 2016", "SEN support", "Yes".
std::string to_shown(FieldKind kind, std::string_view canonical);

}  // namespace people
