// What the school offers to choose from while a form is filled in: colleagues, places, pupils, files.
#pragma once

#include "web/components/inputs.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// Somebody who can be named in a people field.
struct Colleague {
  std::string id;
  std::string name;  ///< full name with post: "Pat Green, teaching assistant"
  bool here = true;  ///< false: has left; still read in old records, no longer suggested
};

/// What the school offers to choose from. A field whose offer is missing is not drawn: no staff, no people fields; no bytes for files,
/// no file fields.
struct Offers {
  std::vector<Colleague> staff = {};                                                    ///< everyone once
  std::vector<std::string> places = {};                                                 ///< suggested; anything else may be typed
  std::function<std::optional<web::ChosenPupil>(std::string_view id)> find_pupil = {};  ///< for `pupils` fields
  std::function<std::string(std::string_view id)> file_name = {};                       ///< of a file that is attached already
  std::int64_t most_file_bytes = 0;
  std::map<std::string, std::vector<web::Option>, std::less<>> picks = {};  ///< by source; one that is not there waits for a pupil
};

}  // namespace record
