// `alongside backup`: a consistent copy while the school is in use.
#include "access/unit_of_work.h"
#include "app/commands.h"

#include <fmt/format.h>

#include <cstdio>

namespace app {
namespace {
constexpr access::Deed backed_up{"backup.made", "Made a backup"};
}

int backup(const Arguments& arguments) {
  const std::filesystem::path to = arguments.text("to");
  if (to.empty()) return refuse(base::Error::invalid("to", "Say where the copy goes: --to FILE", "backup to"));
  if (std::filesystem::exists(to)) return refuse(base::Error::conflict("That file is there already. Name another.", "backup exists"));
  const auto house = open_house(arguments);
  // The entry first, so that the copy holds it.
  access::UnitOfWork work(*house, access::JobName{"backup"});
  work.note({.deed = backed_up, .subject = house->school().id.bytes()});
  if (const auto written = std::move(work).commit(); !written) return refuse(written.error());
  house->database().backup(to);
  std::fputs(fmt::format("Copied to {}. It is encrypted with the school's key; keep the key somewhere else.\n", to.string()).c_str(), stdout);
  return 0;
}

}  // namespace app
