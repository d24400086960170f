#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The commands of the README do what it says of them.
#   commands.sh COMPILER PROJECT [quickstart]      with `quickstart`, that script runs too
set -euo pipefail
compiler=$1 project=$(cd "$2" && pwd)
shift 2
cd "$project"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
complaints=0
complain() {
  printf '%s\n' "$*"
  complaints=$((complaints + 1))
}

# The lines of all blocks of one language.
blocks() { awk -v fence="\`\`\`$2" '$0 == fence { inside = 1; next } /^```/ { inside = 0 } inside' "$1"; }

# The first block of one language.
first_block() { awk -v fence="\`\`\`$2" '$0 == fence { inside = 1; next } inside && /^```/ { exit } inside' "$1"; }

# The compiler's line, with the one header and the README's own example.
builds_an_example() {
  mkdir "$scratch/single_include"
  cp single_include/constable.hpp "$scratch/single_include/"
  first_block README.md cpp > "$scratch/service.cpp"
  (cd "$scratch" && bash -c "${1/g++/$compiler}") && [ -x "$scratch/service" ]
}

commands=0
while IFS= read -r line; do
  [ -n "$line" ] || continue
  commands=$((commands + 1))
  bash -n <<<"$line" || complain "README.md: no shell understands: $line"
  case $line in
    'bash '*)
      script=${line#bash }
      { [ -f "$script" ] && bash -n "$script"; } || complain "README.md: $script is no script"
      ;;
    'g++ '*) builds_an_example "$line" || complain "README.md: this does not build the example: $line" ;;
    *) complain "README.md: this is neither checked nor run: $line" ;;
  esac
done < <(blocks README.md sh)

if [ "${1:-}" = quickstart ]; then
  # In a surrounding that names no database.
  said=$(env -u DATABASE_URL -u DB_HOST -u DB_NAME -u POSTGRESQL_ADDON_HOST -u POSTGRESQL_ADDON_DB -u POSTGRESQL_ADDON_URI \
    TMPDIR="$scratch" CXX="$compiler" bash examples/quickstart.sh 2>&1) || complain "quickstart.sh fails: $said"
  for expected in 'Created 4 tables successfully' 'up to date; round trips: 1' 'items_tracker_id_fkey'; do
    [[ $said == *"$expected"* ]] || complain "quickstart.sh does not say \"$expected\": $said"
  done
  left=$(find "$scratch" -maxdepth 1 -name 'quickstart.*')
  [ -z "$left" ] || complain "quickstart.sh leaves behind: $left"
fi

echo "$commands commands, $complaints complaints"
[ "$commands" -ge 3 ] && [ "$complaints" = 0 ]
