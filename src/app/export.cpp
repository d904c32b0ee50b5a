// `alongside export`: everything in open formats.
#include "app/commands.h"
#include "overview/export.h"

#include <fmt/format.h>

#include <cstdio>

namespace app {

int export_all(const Arguments& arguments) {
  const std::filesystem::path to = arguments.text("to");
  if (to.empty()) return refuse(base::Error::invalid("to", "Say where it goes: --to DIR, a folder that does not exist yet", "export to"));
  const auto house = open_house(arguments);
  const auto done = overview::export_school(*house, to, [](std::string_view file) {
    std::fputs(fmt::format("writing {}\n", file).c_str(), stderr);
  });
  if (!done) return refuse(done.error());
  std::fputs(fmt::format("{} records, {} entries of the access log, {} files and {} further rows stand in {}.\n"
                         "They are not encrypted. Keep them where only those who need them can read them.\n",
                         done->records, done->entries, done->files, done->rows, to.string())
                 .c_str(),
             stdout);
  return 0;
}

}  // namespace app
