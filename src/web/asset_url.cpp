// The addresses of the browser's files. Apart from url.cpp, so that what needs no asset need not carry them.
#include "web/assets.h"
#include "web/url.h"

#include <stdexcept>

namespace web {

Url asset_url(std::string_view name) {
  // Our own build named it; parse_own only gives it its type.
  if (auto url = Url::parse_own(asset_path(name))) return *std::move(url);
  throw std::out_of_range("an asset's path is not a path");
}

}  // namespace web
