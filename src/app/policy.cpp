// `alongside policy`: the permission table, as docs/permissions.md holds it.
#include "access/policy.h"
#include "app/commands.h"

#include <cstdio>

namespace app {

int policy(const Arguments&) {
  const auto text = access::print_policy();
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}

}  // namespace app
