// Reading a zip somebody sent (OneRoster), from memory and within bounds.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace web {

struct ZipLimits {
  std::size_t entries = 100;
  std::uint64_t inflated = 200ULL * 1024 * 1024;  ///< bytes of all entries together
  std::uint64_t ratio = 200;                      ///< an entry may grow this many times …
  std::uint64_t ratio_free = 1024 * 1024;         ///< … once it is larger than this
};

/// Every file of the archive by its path ("orgs.csv", "data/users.csv"). Refuses (Kind::invalid, telling the person what is wrong)
/// what is no zip or is damaged, encrypted entries, over the limits, two entries of one name, and paths that are absolute, hold "..", a
/// backslash, a control character or are not UTF-8. Folders are left out. What an entry says of its size is not believed.
base::Result<std::map<std::string, std::string>> read_zip(std::string_view bytes, const ZipLimits& limits = {});

}  // namespace web
