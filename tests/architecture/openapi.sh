#!/bin/sh
# Lints the description of the API, then shows that the linter notices a description with a planted mistake.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD_DIR:-$here/../../build/release}
document=$(mktemp --suffix=.json)
trap 'rm -f "$document"' EXIT

ALONGSIDE_OPENAPI=$document "$build/alongside_tests" --gtest_filter=OpenApi.PrintDocument --gtest_brief=1
[ -s "$document" ] || { echo "openapi: the tests printed no description" >&2; exit 1; }
node "$here/../api/lint.mjs" "$document" >"$document.told" || { cat "$document.told"; rm -f "$document.told"; exit 1; }

sed -i 's/"operationId":"showMe"/"operationId":"addRecord"/' "$document"
if node "$here/../api/lint.mjs" "$document" >/dev/null 2>&1; then
  echo "openapi: two operations of one name went unnoticed" >&2
  exit 1
fi
cat "$document.told"
rm -f "$document.told"
