// The browser's files, carried in the binary: built by assets/build.mjs, named by their content, compressed once.
#pragma once

#include <span>
#include <string_view>

namespace web {

struct Asset {
  std::string_view name;         ///< "app.css": how the program asks for it
  std::string_view path;         ///< "/assets/app-3F2A9C1B.css": how the browser does
  std::string_view content_type;
  std::string_view plain, brotli, gzip;  ///< compressed forms are empty where they would not be smaller
};

/// Every asset, sorted by path. Defined by the build.
std::span<const Asset> all_assets();
/// The address of an asset by its name; throws std::out_of_range for one that was not built.
std::string_view asset_path(std::string_view name);

}  // namespace web
