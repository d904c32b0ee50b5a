# What the commands in bin/ share: where the house stands, how they speak, and how they build.
# To be sourced by bash after `set -euo pipefail`; leaves the caller in the house's root.

house=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$house"

bold='' plain=''
if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' plain=$'\e[0m'
fi

step_now=0
step_all=0
# steps N: this command has N steps. step TEXT: begins the next of them.
steps() { step_all=$1 step_now=0; }
# Each but the first says after how many seconds it began.
step() {
  local since=''
  ((step_now == 0)) || since=" (after $SECONDS s)"
  step_now=$((step_now + 1))
  printf '%s%s[%d/%d]%s %s%s\n' "${step_indent:-}" "$bold" "$step_now" "$step_all" "$plain" "$*" "$since"
}
say() { printf '      %s\n' "$*"; }
# fail TEXT…: one line each on stderr, then out.
fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# help_if_asked "$@" prints the comment at the head of the calling script and ends, where --help or -h is among the words.
help_if_asked() {
  local word
  for word in "$@"; do
    if [[ $word == --help || $word == -h ]]; then
      awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$command_file"
      exit 0
    fi
  done
}

# quietly COMMAND…: shows its output only when it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  ((status == 0)) || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

# build_targets DIR TARGET…: ninja's own moving line on a terminal; elsewhere a line for each tenth, and whatever went wrong.
build_targets() {
  local dir=$1
  shift
  if [[ -t 1 ]]; then
    NINJA_STATUS='      [%f of %t, %e s] ' ninja -C "$dir" -j "$(nproc)" "$@"
    return
  fi
  NINJA_STATUS='@%f/%t ' ninja -C "$dir" -j "$(nproc)" "$@" 2>&1 | awk '
    /^@[0-9]+\/[0-9]+ / {
      split(substr($1, 2), part, "/")
      tenth = int(10 * part[1] / part[2])
      if (part[2] >= 10 && tenth > shown && tenth < 10) { printf "      %d of %d built\n", part[1], part[2]; fflush() }
      if (tenth > shown) shown = tenth
      next
    }
    /^(ninja: (Entering|no work)|-- )/ { next }
    { print; fflush() }'
}

# configure PRESET: only where it has not been done; ninja itself notices later changes of the plan.
configure() {
  [[ -f build/$1/build.ninja ]] || quietly cmake --preset "$1"
}

# install TIER: what is missing, its own steps set in under the caller's.
install() { step_indent='      ' tools/install "$1"; }
