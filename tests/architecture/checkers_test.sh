#!/usr/bin/env bash
# Proves that tools/check_floors and tools/check_house see what they forbid: a small clean house passes, and each rule is
# then broken once, alone, and must be named.
set -euo pipefail
house=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

proved=0
wrong=0

# put FILE TEXT: writes it into the scratch house.
put() {
  mkdir -p "$scratch/$(dirname "$1")"
  printf '%b' "$2" >"$scratch/$1"
}

build_clean_house() {
  find "$scratch" -mindepth 1 -delete
  git -C "$scratch" init --quiet
  put src/base/id.h '// What a thing is called.\n#pragma once\n#include <string>\n'
  put src/db/sql.h '// A statement.\n#pragma once\n#include "base/id.h"\n'
  put src/db/database.h '// The store.\n#pragma once\n#include "db/sql.h"\n'
  put src/db/sqlite.cpp '// One engine.\n#include "db/database.h"\n#include <sqlite3.h>\n'
  put src/web/page.h '// A page.\n#pragma once\n#include "base/id.h"\n'
  put src/access/pass.h '// A pass.\n#pragma once\n#include "db/database.h"\n#include "web/page.h"\n'
  put src/people/pupil.h '// A pupil.\n#pragma once\n#include "access/pass.h"\n'
  put src/people/pupil_store.cpp '// Where pupils are kept.\n#include "people/pupil.h"\n#include "db/sql.h"\nstatic constexpr db::Sql sql = "SELECT id FROM pupil";\n'
  put src/people/pupil_test.cpp '// Pupils.\n#include "people/pupil.h"\n#include "testing/cast.h"\n#include <gtest/gtest.h>\n'
  put src/testing/cast.h '// Invented people.\n#pragma once\n#include "people/pupil.h"\n'
  put src/casework/plans/plan_pages.h '// Plans, asked for.\n#pragma once\n#include "people/pupil.h"\n'
  put src/app/main.cpp '// The way in.\n#include "casework/plans/plan_pages.h"\nauto now = std::chrono::system_clock::now();\n'
  put assets/src/app.ts '// The little the browser does itself.\n'
  put tools/floor_exceptions.txt ''
  put docs/adr/README.md '- [One](0001-one.md)\n'
  put docs/adr/0001-one.md '# One\n'
  put CHANGELOG.md '# Changes\n\n## [Unreleased]\n'
}

# caught CHECKER WORDS: the checker refuses the house as it stands, in these words. Leaves a clean house.
caught() {
  local output status=0
  output=$("$house/tools/$1" "$scratch" 2>&1) || status=$?
  if ((status == 1)) && grep -qF -- "$2" <<<"$output"; then
    proved=$((proved + 1))
  else
    wrong=$((wrong + 1))
    printf '%s did not catch: %s\n%s\n' "$1" "$2" "$output"
  fi
  build_clean_house
}

build_clean_house
for checker in check_floors check_house; do
  if output=$("$house/tools/$checker" "$scratch" 2>&1); then
    proved=$((proved + 1))
  else
    wrong=$((wrong + 1))
    printf '%s refuses a clean house:\n%s\n' "$checker" "$output"
  fi
done

# Floors
put src/base/id.h '// Up.\n#pragma once\n#include "db/sql.h"\n'
caught check_floors 'src/base/id.h:3: includes db/sql.h: arrows only go down'
put src/base/id_test.cpp '// Up, in a test.\n#include "db/sql.h"\n'
caught check_floors 'src/base/id_test.cpp:2: includes db/sql.h: arrows only go down'
put src/web/page.h '// Aside.\n#pragma once\n#include "db/sql.h"\n'
caught check_floors 'db, web, mail and jobs never meet'
put src/casework/home/call.h '// Calls.\n#pragma once\n'
put src/casework/plans/plan.h '// To another wing.\n#pragma once\n#include "casework/home/call.h"\n'
caught check_floors 'this arrow between wings is not listed'
put src/overview/my_day.h '// Pages.\n#pragma once\n#include "casework/plans/plan_pages.h"\n'
caught check_floors "another wing's pages or views"
put src/casework/home/call_view.h '// Views.\n#pragma once\n'
put src/casework/plans/plan_view.cpp '// A view of a neighbour.\n#include "casework/home/call_view.h"\n'
caught check_floors 'src/casework/plans/plan_view.cpp:2'
put src/people/pupil.h '// Past the front door.\n#pragma once\n#include "db/database.h"\n'
caught check_floors 'above access only db/sql.h and db/row.h are visible'
put src/people/pupil.h '// Test support.\n#pragma once\n#include "testing/cast.h"\n'
caught check_floors 'only tests include src/testing'
put src/people/pupil.h '// Nowhere.\n#pragma once\n#include "people/nobody.h"\n'
caught check_floors 'there is no such room'
put src/people/pupil.h '// By a short name.\n#pragma once\n#include "pupil_store.h"\n'
caught check_floors 'there is no such room'
put src/attic/box.h '// A folder that is no floor.\n#pragma once\n#include "base/id.h"\n'
caught check_floors 'src/attic is no floor'
for library in sqlite3.h libpq-fe.h boost/asio.hpp boost/json.hpp openssl/evp.h sodium.h toml++/toml.h date/tz.h curl/curl.h \
  jpeglib.h png.h webp/decode.h; do
  put src/people/pupil.h "// Not its library.\n#pragma once\n#include <$library>\n"
  caught check_floors "src/people/pupil.h:3: includes $library: only src/"
done
put src/people/pupil.h '// A test library.\n#pragma once\n#include <gtest/gtest.h>\n'
caught check_floors 'gtest/gtest.h: only tests include it'
put src/people/pupil.h '// A library nobody chose.\n#pragma once\n#include <spdlog/spdlog.h>\n'
caught check_floors 'no folder owns this library'
put src/base/ring.h '// A ring.\n#pragma once\n#include "base/id.h"\n'
put src/base/id.h '// A ring.\n#pragma once\n#include "base/ring.h"\n'
caught check_floors 'rooms include each other in a ring: base/id, base/ring'
put tools/floor_exceptions.txt 'src/base/id.h db/sql.h  # for now\n'
caught check_floors 'no longer needed'
put src/base/id.h '// Up.\n#pragma once\n#include "db/sql.h"\n'
put tools/floor_exceptions.txt 'src/base/id.h db/sql.h\n'
caught check_floors 'gives no reason'

# House
put src/people/pupil.cpp "// Long.\n$(printf '\\n%.0s' {1..500})"
caught check_house '501 lines; a room ends at 500'
put src/people/pupil_test.cpp "// Long.\n$(printf '\\n%.0s' {1..700})"
caught check_house '701 lines; a room ends at 700'
put src/people/pupil.cpp '#include "people/pupil.h"\n'
caught check_house 'does not say what this room is for'
put kinds/note.toml 'id = "note"\n'
caught check_house 'does not say what this room is for'
put bin/go '#!/usr/bin/env bash\nset -e\n'
caught check_house 'does not say what this room is for'
put src/people/pupil.h '// No guard.\n'
caught check_house 'pragma once'
put src/people/pupil_helpers.h '// Things.\n#pragma once\n'
caught check_house 'this name says nothing'
put src/people/pupil.cpp '// A type.\nclass PupilManager {};\n'
caught check_house 'src/people/pupil.cpp:2: this name says nothing'
put src/services/pupil.h '// By pattern.\n#pragma once\n'
caught check_house 'not for a pattern'
put src/people/PupilPage.h '// Loud.\n#pragma once\n'
caught check_house 'snake_case'
put src/people/pupil.h '// A vague deed.\n#pragma once\nvoid process_pupil(int pupil);\n'
caught check_house 'named by its deed'
put src/people/pupil.cpp '// Later.\n// TO''DO: finish\n'
caught check_house 'unfinished work'
put src/people/pupil.cpp '// A query.\nstatic constexpr db::Sql sql = "SELECT 1";\n'
caught check_house 'SQL stands only in a *_store.cpp'
put src/people/pupil.cpp '// A query in a string.\nauto text = "DELETE FROM pupil";\n'
caught check_house 'SQL stands only in a *_store.cpp'
put src/people/pupil.cpp '// The clock.\nauto now = std::chrono::system_clock::now();\n'
caught check_house 'take a clock as a parameter'
put src/web/server.cpp '// The house clock.\nauto now = base::system_clock().now();\n'
caught check_house 'take a clock as a parameter'
put src/people/pupil_test.cpp '// Waits.\nvoid wait() { std::this_thread::sleep_for(one_second); }\n'
caught check_house 'a test does not sleep'
put src/people/pupil_test.cpp '// Is quick.\nconst auto begun = std::chrono::steady_clock::now();\n'
caught check_house 'how fast something is, is measured in bench/'
put tests/browser/quick_test.mjs '// Is quick.\nconst took = Date.now() - began\n'
caught check_house 'how fast something is, is measured in bench/'
put src/people/pupil.cpp '// By role.\nbool may = role == access::Role::head;\n'
caught check_house 'no role is named outside access/policy'
put src/people/pupil.cpp '// Waits.\nauto x = co_await y;\n'
caught check_house 'no coroutines'
put src/people/pupil.h '// Opens.\n#pragma once\nusing namespace std;\n'
caught check_house 'opens no namespace'
put src/people/pupil.cpp '// Script.\nauto a = "<script>go()</script>";\n'
caught check_house 'no inline script or style'
put src/people/pupil.cpp '// Style.\nauto a = "<p style=\\"color:red\\">";\n'
caught check_house 'no inline script or style'
put src/people/pupil.cpp '// Script in an attribute.\nauto a = "<a onclick=\\"go()\\">";\n'
caught check_house 'no inline script or style'
put assets/src/app.ts '// Text as a page.\nbox.innerHTML = name;\n'
caught check_house 'build elements, not HTML text'
put docs/tour.md 'See /home/''somebody/house.\n'
caught check_house 'a path of one machine'
put assets/package-lock.json '{ "resolved": "https://example.org/x/-/x-1.tgz" }\n'
caught check_house 'lockfiles name no registry'
put CHANGELOG.md '# Changes\n'
caught check_house 'no Unreleased section'
put docs/adr/0002-two.md '# Two\n'
caught check_house 'does not link 0002-two.md'
put README.md 'See [the tour](docs/nowhere.md).\n'
caught check_house 'links to docs/nowhere.md'
put docs/duties.md '| 1.1 | A duty | a page | `Pupil.IsServed` |\n'
caught check_house 'names the test Pupil.IsServed, which is not there'
put docs/duties.md '| 1.1 | A duty | a page | |\n| 1.2 | Another | | |\n| 1.1 | A duty | not yet | |\n'
caught check_house '1.1 stands in line 1 already'
put docs/glossary.md '| word | means |\n| --- | --- |\n| plan | one |\n| plan | another |\n'
caught check_house 'plan stands in line 3 already'
put docs/proofs.md '| A1 | Something | `Pupil.IsProved` |\n'
caught check_house 'names the test Pupil.IsProved, which is not there'
put docs/proofs.md '| A1 | Something | `page_test.mjs` “it works” |\n'
caught check_house 'names a test of page_test.mjs that is not there: it works'
put docs/permissions.md 'Everybody may.\n'
put build/release/alongside '#!/bin/sh\necho Nobody may.\n'
chmod +x "$scratch/build/release/alongside"
caught check_house 'is not what the program does'

((wrong == 0)) || exit 1
echo "$proved breaches and clean houses told apart"
