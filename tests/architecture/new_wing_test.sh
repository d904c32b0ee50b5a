#!/usr/bin/env bash
# Shows that what bin/new-wing writes compiles and keeps the house rules.
set -euo pipefail
house=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

git -C "$scratch" init --quiet
mkdir -p "$scratch/src" "$scratch/docs/adr"
cp -r "$house/bin" "$house/tools" "$scratch"
printf '# Changes\n\n## [Unreleased]\n' >"$scratch/CHANGELOG.md"  # the house's own links to documents that are not here
cp -r "$house/src/base" "$scratch/src"
touch "$scratch/docs/adr/README.md"
: >"$scratch/tools/floor_exceptions.txt"

"$scratch/bin/new-wing" home_visits home_visit >/dev/null
"$scratch/tools/check_floors"
"$scratch/tools/check_house"
g++ -std=c++20 -Wall -Wextra -Werror -fsyntax-only -I "$scratch/src" "$scratch"/src/casework/home_visits/*.cpp
if "$scratch/bin/new-wing" home_visits home_visit 2>/dev/null; then
  echo "bin/new-wing wrote over a wing that was there"
  exit 1
fi
echo "a new wing compiles and keeps the rules"
