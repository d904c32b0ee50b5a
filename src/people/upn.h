// Unique Pupil Numbers: the check letter, what a cell of a file means, and what a school is told when one is wrong.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace people {

/// What a cell in a UPN column turned out to be. At most one of `upn` and `fault` is filled; both empty means "no UPN".
struct UpnReading {
  std::string upn;      ///< 13 characters, upper case, checked
  std::string fault;    ///< plain English: why this cannot be a UPN
  std::string warning;  ///< plain English: the number stands, but somebody should look
};

/// The check letter for the 12 characters that follow it (11 digits, then a digit or a letter of the UPN alphabet).
/// Nothing when they are anything else. Source: Unique Pupil Number v2.0, UK Government Data Standards Catalogue.
std::optional<char> upn_check_letter(std::string_view body);

/// True for 13 characters, upper case, with the right check letter. An unknown local authority does not make one invalid.
bool is_valid_upn(std::string_view upn);

/// A temporary UPN ends in a letter: it is replaced when the pupil's own number is found. `upn` is valid.
bool is_temporary_upn(std::string_view upn);

/// Whether positions 2–4 are the number of a local authority in England, past or present, or a pseudo one (001–005).
bool is_known_local_authority(std::string_view three_digits);

/// Reads one cell: spaces are dropped, lower case is taken, UN1–UN5 and an empty cell mean that there is no UPN.
UpnReading read_upn(std::string_view cell);

}  // namespace people
