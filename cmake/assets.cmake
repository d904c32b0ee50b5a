# The browser's files: built by assets/build.mjs into the build folder, then carried inside the binary.
set(assets_dist ${CMAKE_BINARY_DIR}/assets)
file(GLOB_RECURSE asset_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/src/* ${CMAKE_SOURCE_DIR}/assets/static/*)
add_custom_command(
  OUTPUT ${assets_dist}/embedded.cpp ${assets_dist}/embedded.S
  COMMAND node ${CMAKE_SOURCE_DIR}/assets/build.mjs ${assets_dist}
  DEPENDS ${asset_sources} ${CMAKE_SOURCE_DIR}/assets/build.mjs ${CMAKE_SOURCE_DIR}/assets/tsconfig.json ${CMAKE_SOURCE_DIR}/assets/package-lock.json
  COMMENT "Building the browser's files" VERBATIM)
add_library(alongside_assets STATIC ${assets_dist}/embedded.cpp ${assets_dist}/embedded.S)
target_include_directories(alongside_assets PRIVATE src)
