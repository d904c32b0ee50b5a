// OneRoster 1.1 and 1.2 file sets turned into ordinary imports, each with its mapping, to be previewed like any other.
#pragma once

#include "base/result.h"
#include "people/csv.h"
#include "people/import_columns.h"

#include <map>
#include <string>
#include <vector>

namespace people {

/// One import made from a set. Lines are those of users.csv (pupils, staff, family) or enrollments.csv (memberships).
struct OneRosterPart {
  ImportSubject subject;
  CsvTable table;
  ColumnMapping mapping;
};

struct OneRosterSet {
  std::string version;               ///< "1.1" or "1.2"
  bool only_changes = false;         ///< a delta: who is not in it has not left
  std::vector<OneRosterPart> parts;  ///< pupils, staff, memberships, family: in the order to import them; none without lines
};

/// `files` are the files of the zip by name. UPNs are looked for in `identifier` and `userIds`; an aide becomes a key worker; passwords are
/// never read; rows to be deleted are passed over. Errors: invalid, the field "file", for a set without users.csv, of another version, or
/// with a broken file, naming it.
base::Result<OneRosterSet> read_oneroster(const std::map<std::string, std::string>& files);

}  // namespace people
