// The whole school in open formats, in a folder: what a school takes with it when it goes.
#pragma once

#include "access/house.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace overview {

struct Exported {
  std::int64_t records = 0, entries = 0, files = 0, rows = 0;
};

/// Writes into `to`, which must not be there yet. The entry that says so is durable before the first byte. `tell` is called with each
/// file's name as it begins. Errors: conflict when the folder is there; throws std::runtime_error when the disk refuses.
base::Result<Exported> export_school(access::House& house, const std::filesystem::path& to,
                                     const std::function<void(std::string_view)>& tell);

}  // namespace overview
