// The kinds in force at this school: the house's, the school's own files, and what the school changed on a page.
#pragma once

#include "access/house.h"
#include "access/unit_of_work.h"
#include "record/kind_change.h"
#include "record/kind_file.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

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
  /// Lays the school's stored changes over them; again after each change.
  void refresh(db::ReadConnection& reader);

  std::shared_ptr<const Kinds> kinds() const;
  /// As the files have them, before the school's changes.
  const Kinds& as_shipped() const { return shipped_; }
  std::optional<KindInForce> find(std::string_view id) const;
  std::vector<KindChange> changes(std::string_view id) const;

 private:
  Kinds shipped_;
  mutable std::mutex guard_;
  std::shared_ptr<const Kinds> kinds_;
  std::map<std::string, std::string, std::less<>> versions_;
  std::map<std::string, std::vector<KindChange>, std::less<>> changes_;
};

/// Stores the whole list of a school's changes to a kind as its next version.
void change_kind(access::UnitOfWork& work, const access::StaffPass<access::May::kinds_administer>& pass, std::string_view kind,
                 std::string_view changes_json);

}  // namespace record
