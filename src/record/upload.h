// From the files that came with a form to what is attached to a record: checked, pictures written anew, named, and put among the
// form's values so that the kind's own check sees them.
#pragma once

#include "base/result.h"
#include "record/kind.h"
#include "record/picture.h"
#include "record/record_store.h"
#include "web/request.h"

#include <string>
#include <vector>

namespace record {

inline constexpr std::size_t most_file_bytes = std::size_t{10} * 1024 * 1024;
inline constexpr std::size_t most_bytes_in_all = std::size_t{25} * 1024 * 1024;
inline constexpr std::size_t most_files = 10;

struct Uploaded {
  web::Form form;  ///< what was sent, its file fields holding the ids of `files` and those of `standing` it named
  std::vector<Attached> files;
  std::vector<base::FieldError> wrong;  ///< beside the field, a line for each file at fault
};

/// Takes the uploads of the kind's file fields; others are left behind. The ids follow from record, version and content, so that the
/// same form sent twice is the same record. `standing` are files attached already, which a correction may keep naming.
Uploaded take_uploads(const PictureDesk& desk, const Kind& kind, const RecordId& id, int version, const web::Form& sent,
                      const std::vector<std::string>& standing = {});

/// What beside the file field says, on a form that came back for other reasons: a browser does not keep files.
void ask_for_files_again(const Kind& kind, const web::Form& sent, std::vector<base::FieldError>& errors);

}  // namespace record
