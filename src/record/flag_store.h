// Restricted and sealed records: of those who may see the class, only a named list until a day, and those whom the flag never shuts out.
#pragma once

#include "record/record_store.h"

#include <optional>
#include <string>
#include <vector>

namespace record {

enum class Flag : std::uint8_t { normal = 0, restricted = 1, sealed = 2 };

/// May decide on this record's class through one of its pupils.
using DecidePass = access::PupilPass<access::May::record_decide>;

struct FlagChange {
  RecordId id;
  access::InfoClass info_class;
  Flag was, flag;
  std::vector<access::StaffId> named;  ///< none for a record that is opened again
  base::UtcTime until;                 ///< when the naming ends; the flag itself stays
  std::string reason;
};
/// Whom it names sees it from now on, everybody else no more. Errors at commit: conflict where somebody changed the flag meanwhile.
void set_flag(access::UnitOfWork& work, const DecidePass& pass, const FlagChange& change);

struct Named {
  access::StaffId id;
  std::string name, post;
  base::UtcTime until;
};
/// Whom a record names now, by name; nothing where the reader may not see it.
std::vector<Named> list_named(const access::Pass& pass, const RecordId& id);

struct FlagLine {
  Flag flag;
  std::string reason, by;
  base::UtcTime at;
};
/// Newest first.
std::vector<FlagLine> list_flags(const access::Pass& pass, const RecordId& id);

namespace deeds {
inline constexpr access::Deed sealed{"record.sealed", "Sealed a record"};
inline constexpr access::Deed lifted{"record.lifted", "Opened a restricted or sealed record again"};
}  // namespace deeds

}  // namespace record
