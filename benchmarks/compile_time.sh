#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# What a declaration costs the compiler: seconds and megabytes over including libpqxx and spdlog alone.
#   compile_time.sh [COMPILER] [TABLES …]        RUNS=3: the least of that many runs counts
# User time is compared, since other work on the machine disturbs it least.
set -euo pipefail
include=$(cd "$(dirname "${BASH_SOURCE[0]}")/../include" && pwd)
compiler=${1:-g++}
[ $# -gt 0 ] && shift
counts=("$@")
[ ${#counts[@]} -gt 0 ] || counts=(4 50 500)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
read -ra flags < <(pkg-config --cflags libpqxx spdlog)

# A schema of that many tables of 8 columns, each with a primary key, a unique key, a foreign key, a check and an index.
declare_tables() {
  local i reference
  for ((i = 1; i <= $1; ++i)); do
    reference=
    [ "$i" -eq 1 ] || reference=", references<table_$((i - 1)), \"id\", on_delete<cascade>>"
    cat <<TABLE
struct table_$i : table<"table_$i",
    column<"id", bigint, identity<>, primary_key<>>, column<"parent_$i", bigint, not_null$reference>,
    column<"name_$i", varchar<100>, not_null, unique<>>, column<"amount_$i", numeric<10, 2>, default_<"0">>,
    column<"active_$i", boolean, not_null, default_<"true">>, column<"note_$i", text>,
    column<"score_$i", integer, check<"score_$i >= 0">>, column<"created_at", timestamptz, not_null, default_<"now()">>,
    index_<"parent_$i", "created_at">> {};
TABLE
  done
  printf 'struct app : schema<table_1'
  for ((i = 2; i <= $1; ++i)); do printf ', table_%s' "$i"; done
  printf '> {};\n'
}

# write NAME TABLES USE: a source that includes everything, declares and uses.
write() {
  {
    printf '#include <pqxx/pqxx>\n#include <spdlog/spdlog.h>\n'
    if [ "$2" -gt 0 ]; then
      printf '#include <constable.hpp>\nusing namespace constable;\n'
      declare_tables "$2"
    fi
    printf '%s\n' "$3"
  } >"$folder/$1.cpp"
}

# measure NAME: seconds of user time and megabytes, the least of some runs.
measure() {
  local run
  for ((run = 0; run < ${RUNS:-3}; ++run)); do
    /usr/bin/time -f '%U %M' -a -o "$folder/$1.times" \
      "$compiler" -std=c++20 -O0 -I"$include" "${flags[@]}" -c "$folder/$1.cpp" -o /dev/null
  done
  sort -n "$folder/$1.times" | awk 'NR == 1 {printf "%s %d\n", $1, $2 / 1024}'
}

command -v /usr/bin/time >/dev/null || { echo "compile_time.sh: needs /usr/bin/time (Debian: time)" >&2; exit 1; }
write base 0 ''
read -r base_seconds base_megabytes < <(measure base)
printf '%s -O0, over libpqxx and spdlog alone (%s s, %s MB)\n' "$compiler" "$base_seconds" "$base_megabytes"
printf '%8s  %-14s %9s %9s\n' tables use seconds megabytes
for count in "${counts[@]}"; do
  for use in catalog_of ddl_of ensure_schema; do
    case $use in
      catalog_of) text='auto facts() { return catalog_of<app>.tables.size() + fingerprint_of<app>; }' ;;
      ddl_of) text='auto text() { return ddl_of<app>; }' ;;
      ensure_schema) text='int main() { ensure_schema<app>(); }' ;;
    esac
    write "$use" "$count" "$text"
    rm -f "$folder/$use.times"
    read -r seconds megabytes < <(measure "$use")
    awk -v n="$count" -v u="$use" -v s="$seconds" -v m="$megabytes" -v bs="$base_seconds" -v bm="$base_megabytes" \
      'BEGIN {printf "%8d  %-14s %+9.2f %+9d\n", n, u, s - bs, m - bm}'
  done
done
