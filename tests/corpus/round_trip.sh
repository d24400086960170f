#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Proves on real schemas that pulled declarations make the same database: load, pull, compile, start, dump, compare.
#
#   round_trip.sh FILE.sql…       each of any origin: a dump, or a script that psql takes; a line of it may say
#                                 `-- needs PostgreSQL 18`
#   round_trip.sh --ddl FILE.sql…       without compiling: B is made by the script of `corpus_tool ddl`
#   round_trip.sh --reload FILE.sql…    only compares with the dump of a reload
#
# Per file: A is loaded with it; `corpus_tool pull` writes a header; a program with it starts on the empty B, twice, and
# once on a restored copy of A. Then the dumps of reloaded copies of both must hold the same statements (see the README
# of the corpus for why the second generation), nothing may be reported as different, and the second start is one
# round trip. Where pg_dump is too old for the server, descriptions of A and B themselves are compared in its place.
# One line for each says: name, statements, differences, seconds and megabytes of compiling, outcome. Details follow it.
# The exit code is 1 when any has failed, 77 when all were skipped.
# Variables:
#   CORPUS_PROGRAMS        the folder of corpus_tool and compare_dumps (build/tests)
#   CXX                    the compiler (g++)
#   CORPUS_INCLUDE         the folder of the library's headers (include)
#   CORPUS_KEEP            a folder for the header, the dumps and what the programs said
#   CONSTABLE_CLUSTER      the folder of a running cluster; otherwise one is started
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
programs=${CORPUS_PROGRAMS:-$project/build/tests}
cxx=${CXX:-g++}
options="-std=c++20 -O0 -I${CORPUS_INCLUDE:-$project/include} $(pkg-config --cflags libpqxx spdlog)"
libraries=$(pkg-config --libs libpqxx spdlog)
way=start
case ${1:-} in --reload | --ddl) way=${1#--}; shift ;; esac
[ $# -gt 0 ] || { sed -n '3,/^set/{s/^# \{0,1\}//p}' "$0" >&2; exit 2; }

scratch=$(mktemp -d)
if [ ! -f "${CONSTABLE_CLUSTER:-}/facts" ]; then
  CONSTABLE_CLUSTER=$scratch/cluster
  code=0
  bash "$here/../support/cluster.sh" start "$CONSTABLE_CLUSTER" --owner $$ >/dev/null || code=$?
  if [ "$code" != 0 ]; then
    if [ "$code" = 3 ] && [ -z "${CONSTABLE_REQUIRE_SERVER:-}" ]; then exit 77; fi
    exit 1
  fi
  trap 'bash "$here/../support/cluster.sh" stop "$CONSTABLE_CLUSTER"; rm -rf "$scratch"' EXIT
else
  trap 'rm -rf "$scratch"' EXIT
fi
# shellcheck disable=SC1091
. "$CONSTABLE_CLUSTER/facts"

in_psql() { "$CLUSTER_CLIENTS/psql" -XqAt -v ON_ERROR_STOP=1 -d "$CLUSTER_CONNECTION dbname=$1" "${@:2}"; }
create_database() {
  drop_database "$1"
  in_psql postgres -c "CREATE DATABASE $1 TEMPLATE template0 ENCODING 'UTF8'"
}
drop_database() { in_psql postgres -c "SET client_min_messages = error" -c "DROP DATABASE IF EXISTS $1"; }

server_major=$(($(in_psql postgres -c 'SHOW server_version_num') / 10000))
dump_major=$("$CLUSTER_CLIENTS/pg_dump" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
can_dump() { [ "$dump_major" -ge "$server_major" ]; }
dump_options=(--schema-only --no-owner --exclude-table='*.constable_state*')
if "$CLUSTER_CLIENTS/pg_dump" --help | grep -q -e --restrict-key; then dump_options+=(--restrict-key=corpus); fi
dump() { "$CLUSTER_CLIENTS/pg_dump" "${dump_options[@]}" -d "$CLUSTER_CONNECTION dbname=$1"; }

# restore NAME DUMP: a database made from a dump. template0 has the schema public already.
restore() {
  create_database "$1"
  sed 's/^CREATE SCHEMA public;$/CREATE SCHEMA IF NOT EXISTS public;/' "$2" | in_psql "$1" >/dev/null
}

# All of the following work in $work, and return 1 with an `outcome` when something fails; $work/details is printed then.
fails() { outcome=${outcome:+$outcome; }$1; return 1; }

load() {
  local code=0 needed
  needed=$(sed -n 's/^-- needs PostgreSQL \([0-9]*\)$/\1/p' "$file")
  if [ "$server_major" -lt "${needed:-0}" ]; then
    echo "it needs PostgreSQL $needed" >> "$work/details"
    outcome="skipped: not for PostgreSQL $server_major"
    return 1
  fi
  create_database "$a"
  in_psql "$a" -f "$file" > /dev/null 2>> "$work/details" || code=$?
  [ "$code" != 0 ] || return 0
  # What this server has not got is no fault of ours.
  if grep -qE 'extension "[^"]*" is not available|could not open extension control file|could not load library' "$work/details"; then
    outcome='skipped: extension missing'
  elif [ "$server_major" -lt 15 ]; then
    outcome="skipped: not for PostgreSQL $server_major"
  else
    outcome=load
  fi
  return 1
}

pull() { "$programs/corpus_tool" pull "$CLUSTER_CONNECTION dbname=$a" > "$work/pulled.hpp" 2>> "$work/details" || fails 'pull' || return; }

compile() {
  local timer=() cache='' code=0
  # The folder of the header is another at each run: what is compiled must have no trace of it.
  if command -v ccache >/dev/null; then cache=ccache; fi
  if [ -x /usr/bin/time ]; then timer=(/usr/bin/time -f '%U %M' -o "$work/cost"); fi
  # shellcheck disable=SC2086
  (cd "$work" && "${timer[@]}" $cache "$cxx" $options -I. '-DPULLED="pulled.hpp"' -c "$here/start_pulled.cpp" -o start.o) \
    2>> "$work/details" || code=$?
  if [ -f "$work/cost" ]; then read -r seconds megabytes < <(tail -n 1 "$work/cost"); megabytes=$((megabytes / 1024)); fi
  [ "$code" = 0 ] || fails 'compile' || return
  # shellcheck disable=SC2086
  "$cxx" $options "$work/start.o" $libraries -o "$work/start" 2>> "$work/details" || fails 'link' || return
}

run_ddl() {
  "$programs/corpus_tool" ddl "$CLUSTER_CONNECTION dbname=$a" > "$work/ddl.sql" 2>> "$work/details" || fails 'ddl' || return
  create_database "$b"
  in_psql "$b" -1 -f "$work/ddl.sql" >/dev/null 2>> "$work/details" || fails 'ddl is refused' || return
}

# start WHAT DATABASE EXPECTATION…: a start of the pulled program; each expectation is a line that it must print.
start() {
  local what=$1 database=$2 line
  if ! "$work/start" "$CLUSTER_CONNECTION dbname=$database" > "$work/said.$what" 2> "$work/log.$what"; then
    cat "$work/said.$what" "$work/log.$what" >> "$work/details"
    fails "$what start" || return
  fi
  for line in differences=0 "${@:3}"; do
    if ! grep -qx "$line" "$work/said.$what"; then
      { echo "the $what start should say $line:"; cat "$work/said.$what"; } >> "$work/details"
      fails "$what start: not $line"
    fi
  done
}

describe() { in_psql "$1" -v data=0 -f "$here/../support/describe_database.sql"; }

same_descriptions() {
  describe "$a" > "$work/a.txt" 2>> "$work/details" || fails 'description' || return
  describe "$b" > "$work/b.txt" 2>> "$work/details" || fails 'description' || return
  statements=$(wc -l < "$work/a.txt")
  diff "$work/a.txt" "$work/b.txt" > "$work/compared" || true
  differences=$(grep -c '^[<>]' "$work/compared") || true
  [ "$differences" = 0 ] && return
  cat "$work/compared" >> "$work/details"
  fails 'descriptions differ'
}

same_dumps() {
  local code=0
  can_dump || { same_descriptions; return; }
  dump "$b" > "$work/b.sql" 2>> "$work/details" || fails 'dump of B' || return
  restore "$b2" "$work/b.sql" 2>> "$work/details" || fails 'reload of B' || return
  dump "$b2" > "$work/b2.sql" 2>> "$work/details" || fails 'dump of B' || return
  "$programs/compare_dumps" "$work/a2.sql" "$work/b2.sql" > "$work/compared" || code=$?
  read -r _ differences < "$work/compared"
  [ "$code" = 0 ] && return
  cat "$work/compared" >> "$work/details"
  fails 'dumps differ'
}

same_catalogs() { "$programs/corpus_tool" equal "$CLUSTER_CONNECTION dbname=$a" "$CLUSTER_CONNECTION dbname=$b" >> "$work/details" 2>&1 || fails 'catalogs differ' || return; }

# The second generation of A's dump, from a restored copy.
reload() {
  can_dump || { statements=-; return 0; }
  dump "$a" > "$work/a.sql" 2>> "$work/details" || fails 'dump' || return
  restore "$a2" "$work/a.sql" 2>> "$work/details" || fails 'reload' || return
  dump "$a2" > "$work/a2.sql" 2>> "$work/details" || fails 'dump' || return
  "$programs/compare_dumps" "$work/a.sql" "$work/a2.sql" > "$work/reloaded" || [ $? = 1 ] || fails 'the dump holds nothing' || return
  read -r statements _ < "$work/reloaded"
}

only_compare_reload() {
  read -r _ differences < "$work/reloaded"
  [ "$differences" = 0 ] && return
  cat "$work/reloaded" >> "$work/details"
  fails 'dumps differ'
}

round_trip() {
  load || return
  reload || return
  if [ "$way" = reload ]; then only_compare_reload; return; fi
  "$programs/corpus_tool" unmodelled "$CLUSTER_CONNECTION dbname=$a" > "$work/unmodelled" 2>> "$work/details" || fails introspect || return
  if [ "$way" = ddl ]; then
    run_ddl && same_dumps
    same_catalogs
    return
  fi
  pull || return
  compile || return
  create_database "$b"
  start first "$b" || return
  # What comes now are independent questions.
  start second "$b" up_to_date=1 round_trips=1
  same_dumps
  same_catalogs
  if can_dump; then start adopting "$a2" created=0; fi
}

failures=0 skipped=0 count=0
for file in "$@"; do
  name=$(basename "$file" .sql)
  count=$((count + 1))
  work=${CORPUS_KEEP:-$scratch}/$name
  rm -rf "$work"
  mkdir -p "$work"
  : > "$work/unmodelled"
  # Several runs share a cluster.
  a=corpus_$$_$count b=${a}_b a2=${a}_a2 b2=${a}_b2
  statements=- differences=- seconds=- megabytes=- outcome=
  set +e
  round_trip
  set -e
  unmodelled=$(wc -l < "$work/unmodelled")
  if [ "$unmodelled" != 0 ]; then outcome="${outcome:-identical}, $unmodelled unmodelled"; fi
  printf '%-24s %6s %6s %7s s %6s MB  %s\n' "$name" "$statements" "$differences" "$seconds" "$megabytes" "${outcome:-identical}"
  case $outcome in
    '' | identical*) ;;
    skipped*) skipped=$((skipped + 1)); tail -n 3 "$work/details" ;;
    *) failures=$((failures + 1)); head -n "${CORPUS_LINES:-60}" "$work/details" ;;
  esac
  for database in "$a" "$b" "$a2" "$b2"; do drop_database "$database"; done
done
[ "$failures" = 0 ] || exit 1
[ "$skipped" != "$count" ] || exit 77
