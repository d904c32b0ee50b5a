// Special educational needs as the census counts them: the status, the types, and the area each type belongs to.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace people {

enum class SenStatus : std::uint8_t { none, support, plan };
/// "N", "K", "E".
std::string_view code(SenStatus status);
/// "No SEN", "SEN support", "EHC plan".
std::string_view title(SenStatus status);
/// Codes, titles and, for import only, the codes of before 2015 (A and P became K, S became E). An empty text is nothing, not N.
std::optional<SenStatus> parse_sen_status(std::string_view text);

/// The four broad areas of the SEND Code of Practice, chapter 6.
enum class SenArea : std::uint8_t { communication, cognition, semh, sensory_physical, any };
std::string_view title(SenArea area);

struct SenType {
  std::string_view code;   ///< "SLCN"
  std::string_view title;  ///< "Speech, language and communication needs"
  SenArea area;
  bool import_only;  ///< read from old files, never offered
};
/// Every type, in the order of the census list.
std::span<const SenType> sen_types();
/// By code or title, whatever the case ("autism", "ASC" and "ASD" are one). nullptr for anything else.
const SenType* find_sen_type(std::string_view text);

}  // namespace people
