#!/bin/sh
# Holds every decision of the policy against a second implementation, then shows that a planted difference would be noticed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD_DIR:-$here/../../build/release}
product=$(mktemp)
together=$(mktemp)
trap 'rm -f "$product" "$together"' EXIT

ALONGSIDE_POLICY_PRODUCT=$product ALONGSIDE_GRANTS_PRODUCT=$together "$build/alongside_tests" --gtest_filter=Policy.PrintProduct:Grants.PrintProduct --gtest_brief=1
[ -s "$together" ] || { echo "policy oracle: the tests printed no grants" >&2; exit 1; }
node "$here/policy_oracle.mjs" --together "$together"
[ -s "$product" ] || { echo "policy oracle: the tests printed no decisions" >&2; exit 1; }
node "$here/policy_oracle.mjs" "$product"
node "$here/policy_oracle.mjs" "$product" --plant

# The whole way once more with one decision turned round: this script itself must be able to fail.
sed -i 's/^cell volunteer school C9 see 0$/cell volunteer school C9 see 1/' "$product"
if node "$here/policy_oracle.mjs" "$product" >/dev/null; then
  echo "policy oracle: a volunteer reading the safeguarding file went unnoticed" >&2
  exit 1
fi
