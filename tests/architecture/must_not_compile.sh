#!/bin/sh
# Compiles every snippet of must_not_compile/: each has to fail, with the words its first line expects.
# A snippet that fails for another reason proves nothing, so the words are part of the test.
set -u
cd "$(dirname "$0")/../.." || exit 2
compiler=${CXX:-g++}
out=$(mktemp -d) || exit 2
trap 'rm -rf "$out"' EXIT

try_one() {
  snippet=$1
  words=$(sed -n '1s|^// expect: ||p' "$snippet")
  name=$(basename "$snippet" .cpp)
  if [ -z "$words" ]; then
    echo "$snippet: its first line has to say // expect: <words>"
  elif LC_ALL=C "$compiler" -std=c++20 -fsyntax-only -Isrc "$snippet" >"$out/$name.txt" 2>&1; then
    echo "$snippet: compiled, and must not"
  elif ! grep -qF -- "$words" "$out/$name.txt"; then
    echo "$snippet: did not compile, but not because of: $words"
    head -5 "$out/$name.txt"
  else
    return 0
  fi
  return 1
}

# What all snippets include has to compile by itself, or all of them would fail for nothing.
for header in $(sed -n 's|^#include "\(.*\)"|\1|p' tests/architecture/must_not_compile/*.cpp | sort -u); do
  if ! echo "#include \"$header\"" | "$compiler" -std=c++20 -fsyntax-only -Isrc -x c++ - 2>"$out/header.txt"; then
    echo "$header does not compile by itself"
    cat "$out/header.txt"
    exit 1
  fi
done

failed=0
count=0
for snippet in tests/architecture/must_not_compile/*.cpp; do
  count=$((count + 1))
  try_one "$snippet" || failed=$((failed + 1))
done
echo "must not compile: $count snippets, $failed wrong"
[ "$failed" -eq 0 ] && [ "$count" -gt 0 ]
