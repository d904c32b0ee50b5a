// The witness read back: the chain as it stands in the store, for verify and export, and the entries a person may read.
#pragma once

#include "access/chain.h"
#include "access/log_agreement.h"
#include "access/pass.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace access {

/// The school whose chain it is, and the head the store itself keeps.
struct ChainRoot {
  base::Bytes16 school{};
  ChainHead head;
};
/// Nothing where no school was founded. Reads past every guard: for a store opened to be verified.
std::optional<ChainRoot> read_root(db::WriteConnection& store);
/// The hash of one entry, to begin a walk after it; nothing where there is none of that number.
std::optional<ChainHead> read_head_at(db::WriteConnection& store, std::int64_t seq);
/// Entries after `after`, up to and with `until`, in order of their numbers, each with the hash stored beside it.
void read_entries(db::WriteConnection& store, std::int64_t after, std::int64_t until,
                  const std::function<void(const ChainEntry&, const base::Bytes32&)>& each);

/// A store opened beside the house that owns it, or the file of a backup: for verifying and exporting, never for writing.
std::unique_ptr<db::Database> open_copy(const std::filesystem::path& file, const base::Secret& key);
/// Empty when the engine finds its own structures whole; else what it said. SQLite only; PostgreSQL keeps its own.
std::string check_structure(db::Database& store);

/// One entry as the head and the data protection officer read it.
struct AuditLine {
  std::int64_t seq;
  base::UtcTime at;
  StaffId actor;
  std::string actor_name;  ///< empty: the house itself, or the door
  std::string deed;        ///< its code
  int info_class;          ///< -1 for none
  PupilId pupil;
  std::string pupil_name;    ///< empty where the reader may not know it, or there is none
  std::string subject_name;  ///< a member of staff the deed was about; empty otherwise
  std::string basis;
};
struct AuditFilter {
  std::string deed;  ///< "record." for all that begin so; empty: all
  std::optional<base::UtcTime> from, until;
  std::optional<std::int64_t> before;  ///< older than this entry
  int limit = 50;
};
/// Across everybody, newest first. Reading it is an entry itself. One person's log takes two people: log_agreement_store.h.
std::vector<AuditLine> list_audit(const StaffPass<May::audit_read>& pass, const AuditFilter& filter);

/// One person's log, newest first, for the two who agreed. `filter` narrows it further. Reading it is an entry itself.
std::vector<AuditLine> list_audit_of(const LogPass& pass, const LogAgreement& agreement, const AuditFilter& filter);

struct AuditCheck {
  base::UtcTime at;
  StaffId actor;
  bool whole;
};
/// The last time the chain was walked from a page, among the newest hundred thousand entries.
std::optional<AuditCheck> last_check(const StaffPass<May::audit_read>& pass);
/// Walks the last `most` entries of the house's own store. Nothing when they hold.
std::optional<ChainBreak> walk_newest(House& house, std::int64_t most);

namespace deeds {
inline constexpr Deed audit_read{"audit.read", "Read the access log"};
inline constexpr Deed log_of_one_read{"audit.one_read", "Read one person's access log"};
inline constexpr Deed chain_held{"audit.held", "Checked the access log: unbroken"};
inline constexpr Deed store_refused{"alarm.store", "Alarm: a page asked the store for what its reader may not see"};
inline constexpr Deed chain_broken{"audit.broken", "Checked the access log: broken"};
}  // namespace deeds

}  // namespace access
