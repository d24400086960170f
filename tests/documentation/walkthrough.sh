#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# A page that is followed from its beginning to its end: its files are written, its commands run, and what they print is
# what the page says. In an empty folder, with an empty database in DATABASE_URL.
#   walkthrough.sh COMPILER PROJECT PAGE
#
#   <!-- file: NAME -->   before a ```cpp block: the file NAME has that text
#   ```sh                 a script, which must succeed; `g++` is COMPILER, and installing packages is left out
#   <!-- exit: N -->      before a ```sh block: its last command ends with N
#   <!-- output -->       before a ``` block: what the ```sh block before it prints on both streams, with … for anything
#   ```                   without a mark, and other languages: read by people only
#
# Without CONSTABLE_CLUSTER, which names the folder of a running cluster, or without CLI11 and nlohmann/json: exit code 77.
set -euo pipefail
compiler=$1 project=$(cd "$2" && pwd) page=$3
if [ ! -f "${CONSTABLE_CLUSTER:-}/facts" ]; then
  [ -z "${CONSTABLE_REQUIRE_SERVER:-}" ] || { echo "CONSTABLE_REQUIRE_SERVER is set, but CONSTABLE_CLUSTER names no cluster"; exit 1; }
  exit 77
fi
printf '#include <CLI/CLI.hpp>\n#include <nlohmann/json.hpp>\n' | "$compiler" -std=c++20 -E -x c++ - >/dev/null 2>&1 || exit 77
# shellcheck disable=SC1091
. "$CONSTABLE_CLUSTER/facts"
scratch=$(mktemp -d)
database=walkthrough_$$
administrate() { "$CLUSTER_CLIENTS/psql" -XqAt -v ON_ERROR_STOP=1 -d "$CLUSTER_CONNECTION dbname=postgres" -c "$1"; }
trap 'cd /; rm -rf "$scratch"; administrate "DROP DATABASE IF EXISTS $database"' EXIT
administrate "CREATE DATABASE $database TEMPLATE template0 ENCODING 'UTF8'"

mkdir "$scratch/blocks" "$scratch/folder"
awk -v into="$scratch/blocks/" '
  /^```/ && !inside { inside = 1; kind = substr($0, 4); name = into sprintf("%05d", NR); printf "" > (name ".text"); print kind "|" mark > (name ".what"); close(name ".what"); next }
  /^```$/ && inside { inside = 0; close(name ".text"); mark = ""; next }
  inside { print > (name ".text"); next }
  /^<!-- .* -->$/ { mark = $0; sub(/^<!-- /, "", mark); sub(/ -->$/, "", mark); next }
  /[^ \t]/ { mark = "" }
' "$project/$page"

cd "$scratch/folder"
ln -s "$project" constable
unset PGHOST PGPORT PGDATABASE PGUSER PGSERVICE MIGRATION_ENV ENV
export DATABASE_URL="postgresql://$CLUSTER_USER@$CLUSTER_HOST:$CLUSTER_PORT/$database" PATH="$CLUSTER_CLIENTS:$PATH" LC_ALL=C.UTF-8
printf '#!/bin/sh\nexec %q "$@"\n' "$(command -v "$compiler")" > "$scratch/g++"
chmod +x "$scratch/g++"
PATH="$scratch:$PATH"

printed='' commands=0
complain() { printf '%s:%d: %s\n' "$page" "$((10#$1))" "$2"; exit 1; }
for what in "$scratch"/blocks/*.what; do
  block=${what%.what} line=$(basename "${what%.what}")
  IFS='|' read -r kind mark < "$what"
  case $kind:$mark in
    cpp:file:*) cp "$block.text" "${mark#file: }" ;;
    sh:*)
      if grep -qE '^(apt-get|export DATABASE_URL)' "$block.text"; then continue; fi
      expected=0 code=0
      case $mark in exit:*) expected=${mark#exit: } ;; esac
      printed=$(timeout 600 bash -e "$block.text" 2>&1) || code=$?
      # how far a backfill has come is told every few seconds: only slow machines see it
      printed=$(sed -E '/^  [0-9]+: [0-9]+ (of about [0-9]+ )?rows$/d' <<<"$printed")
      [ "$code" = "$expected" ] || complain "$line" "this ends with $code, not $expected: $printed"
      commands=$((commands + $(grep -c . "$block.text")))
      ;;
    :output)
      pattern=$(sed 's/[][\\*?]/\\&/g; s/…/*/g' "$block.text")
      # a line that is … alone stands for one line or more
      # shellcheck disable=SC2053
      [[ $printed == $pattern ]] || complain "$line" "the page says another output than
$printed"
      ;;
  esac
done
echo "$commands commands"
[ "$commands" -ge 20 ]
