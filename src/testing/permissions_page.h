// docs/permissions.md read back as a table: what a safeguarding lead was shown, for holding the running house to it.
#pragma once

#include "access/policy.h"

#include <array>
#include <string>
#include <vector>

namespace test {

/// How somebody stands to one pupil: through a relation, or as family.
struct Stance {
  access::Relation relation = access::Relation::school;
  bool is_family = false;
};

class PermissionsPage {
 public:
  /// Throws std::runtime_error where the page has not the shape it is read by.
  PermissionsPage();

  /// The letter of the relation, or S, stands in the cell. Family: the name alone, and writing as anybody there writes.
  bool allows(access::Role role, const Stance& stance, unsigned info_class, access::Act act) const;
  /// Any class of them.
  bool allows_some(access::Role role, const Stance& stance, std::uint32_t classes, access::Act act) const;
  /// A deed of the school: the role stands in the deed's row.
  bool allows(access::Role role, access::May may) const;
  /// A deed about one pupil.
  bool allows(access::Role role, const Stance& stance, access::May may) const;
  /// True for the deeds the page says are about pupils.
  static bool is_about_pupils(access::May may);

 private:
  struct Row {
    std::string role;
    std::vector<std::string> cells;
  };
  const std::string& cell(access::Role role, unsigned info_class, access::Act act) const;
  std::array<std::vector<Row>, access::act_count> acts_;
  std::vector<std::string> deeds_;  ///< the roles of each, in the order of May
};

}  // namespace test
