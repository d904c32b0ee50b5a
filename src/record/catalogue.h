// The kinds in force at this school: the house's, the school's own files, and what the school changed on a page.
#pragma once

#include "access/house.h"
#include "access/unit_of_work.h"
#include "record/kind_change.h"
#include "record/kind_file.h"

#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace record {

/// A kind as it stands now, and the digest that a version written under it carries.
struct KindInForce {
  std::shared_ptr<const Kinds> catalogue;  ///< keeps `kind` alive
  const Kind* kind = nullptr;
  std::string version;
};

class Catalogue {
 public:
  /// Reads the embedded kinds and `folder`/kinds/*.toml. Throws db::CannotStart naming file, line and cure of every mistake.
  explicit Catalogue(const std::filesystem::path& folder);
  /// Kinds that a wing read from these files itself. None of them is made on a page.
  Catalogue(std::span<const NamedText> files, Kinds shipped);
  /// Lays the school's stored changes over them; again after each change.
  void refresh(db::ReadConnection& reader);

  std::shared_ptr<const Kinds> kinds() const;
  /// As the files have them, before the school's changes.
  const Kinds& as_shipped() const { return shipped_; }
  std::optional<KindInForce> find(std::string_view id) const;
  std::vector<KindChange> changes(std::string_view id) const;
  /// As its file has it, or as the school declared it: what changes are laid upon.
  std::optional<Kind> before_changes(std::string_view id) const;
  bool is_made_here(std::string_view id) const;  ///< a kind of the school's own, made on a page

 private:
  enum class MadeHere { read, none };
  void remember_digests(std::span<const NamedText> files);
  Kinds shipped_;
  MadeHere made_on_pages_ = MadeHere::read;
  mutable std::mutex guard_;
  std::shared_ptr<const Kinds> kinds_;
  std::map<std::string, std::string, std::less<>> versions_;
  std::map<std::string, std::vector<KindChange>, std::less<>> changes_;
  std::map<std::string, Kind, std::less<>> made_here_;
};

/// Catalogues of wings whose kinds a school words on the same pages as those of records: the templates of plans. A room of the house.
class FurtherCatalogues {
 public:
  struct Entry {
    std::string heading;
    std::shared_ptr<Catalogue> catalogue;
  };
  void add(std::string heading, std::shared_ptr<Catalogue> catalogue) { all_.push_back({std::move(heading), std::move(catalogue)}); }
  const std::vector<Entry>& all() const { return all_; }

 private:
  std::vector<Entry> all_;
};
/// The catalogue that has this kind, whoever's it is; that of records where none has.
Catalogue& catalogue_of(access::House& house, std::string_view kind);

using KindPass = access::StaffPass<access::May::kinds_administer>;

/// Stores the whole list of a school's changes to a kind as its next version, after the one its writer had before them. Another one
/// meanwhile fails the unit with conflict.
void change_kind(access::UnitOfWork& work, const KindPass& pass, std::string_view kind, std::int64_t was_version, std::string_view changes_json);
/// Stores a kind of the school's own. An id that is taken fails the unit with conflict.
void make_kind(access::UnitOfWork& work, const KindPass& pass, std::string_view id, std::string_view declared);

/// Who reads a kind of the school's own stands in the store too, where the guarded views hold every reader to it: a further part of the deed
/// that makes or changes it. None: as the policy has it.
void write_down_readers(access::UnitOfWork& work, std::string_view kind, const std::vector<access::Role>& roles);
/// The same for every kind in force, where the store says otherwise: a file in DATA/kinds may have come, changed or gone since the last start.
void write_down_readers(access::House& house, const Catalogue& catalogue);

/// More readers of what is sensitive (C8 to C11) are asked for by one person and agreed to by another. One wish a kind waits at a time.
struct KindWish {
  base::Bytes16 id{};
  std::int64_t was_version = 0;
  std::vector<KindChange> changes;  ///< the whole list, as change_kind takes it
  access::StaffId asked_by;
  std::string asked_by_name;
  base::UtcTime asked_at;
};
std::optional<KindWish> find_wish(const KindPass& pass, std::string_view kind);
/// A wish that waits already fails the unit with conflict.
void ask_for_readers(access::UnitOfWork& work, const KindPass& pass, std::string_view kind, std::int64_t was_version, std::string_view changes_json);
/// Nobody decides on their own wish, nor on one that was decided: conflict.
enum class Decision { agree, refuse };
void decide_wish(access::UnitOfWork& work, const KindPass& pass, std::string_view kind, const KindWish& wish, Decision decision);

/// One version of a school's changes.
struct KindVersion {
  std::int64_t version = 0;
  std::vector<KindChange> changes;
  std::string made_by;
  base::UtcTime made_at;
};
/// Newest first.
std::vector<KindVersion> kind_history(const KindPass& pass, std::string_view kind);
/// How many records of each kind this reader may see.
std::map<std::string, std::int64_t> count_by_kind(const KindPass& pass);

namespace deeds {
inline constexpr access::Deed kind_changed{"kind.changed", "Changed the words of a kind"};
inline constexpr access::Deed kind_made{"kind.made", "Made a kind of the school's own"};
inline constexpr access::Deed kind_readers{"kind.readers", "Wrote down who reads the kinds of the school's files"};
inline constexpr access::Deed kind_asked{"kind.asked", "Asked for more readers of a sensitive kind"};
inline constexpr access::Deed kind_agreed{"kind.agreed", "Agreed to more readers of a sensitive kind"};
inline constexpr access::Deed kind_refused{"kind.refused", "Refused more readers of a sensitive kind"};
}  // namespace deeds

}  // namespace record
