#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# What a history costs the compiler that replays it: seconds of user time, and megabytes, over including the library alone.
#   compile_migrations.sh [COMPILER] [MIGRATIONS …]        TABLES=50; RUNS=1: the least of that many runs counts
#   compile_migrations.sh --print MIGRATIONS               writes the source that is compiled, and compiles nothing
# Each migration has five steps: the first create the tables, those after them change one table each, as releases do.
set -euo pipefail
include=$(cd "$(dirname "${BASH_SOURCE[0]}")/../include" && pwd)
tables=${TABLES:-50}

# write MIGRATIONS: a history, and the schema to which it leads.
write() {
  awk -v migrations="$1" -v tables="$tables" '
    function begin(m, what) { printf "struct m%d : migration<\"%03d\", \"%s\"", m, m, what }
    function step(text) { printf ",\n    %s", text }
    function end() { print "> {};" }
    function name(t) { return sprintf("\"table_%d\"", t) }
    function say(t, part) { parts[t] = parts[t] ",\n    " part }
    function create(t,   reference) {
      reference = t > 1 ? sprintf(", references<table_named<%s>>", name(t - 1)) : ""
      step(sprintf("create_table<%s, column<\"id\", bigint, identity<>, primary_key<>>, column<\"parent_id\", bigint%s>, " \
        "column<\"name\", varchar<100>, not_null, unique<>>, column<\"amount\", numeric<10, 2>, default_<\"0\">>, " \
        "column<\"created_at\", timestamptz, not_null, default_<\"now()\">>, index_<\"parent_id\", \"created_at\">>", name(t), reference))
      say(t, "column<\"id\", bigint, identity<>, primary_key<>>")
      say(t, sprintf("column<\"parent_id\", bigint%s>", t > 1 ? sprintf(", references<table_%d>", t - 1) : ""))
      say(t, "column<\"name\", varchar<100>, not_null, unique<>>, column<\"amount\", numeric<10, 2>, default_<\"0\">>")
      say(t, "column<\"created_at\", timestamptz, not_null, default_<\"now()\">>, index_<\"parent_id\", \"created_at\">")
    }
    function grow(m, t) {
      begin(m, "A number comes to a table")
      step(sprintf("add_column<%s, column<\"old_%d\", integer>>", name(t), m))
      step(sprintf("set_column_default<%s, \"old_%d\", \"0\">", name(t), m))
      step(sprintf("add_constraint<%s, check<\"old_%d >= 0\", named<\"check_%d\">, not_valid>>", name(t), m, m))
      step(sprintf("create_index<%s, index_<\"old_%d\", named<\"index_%d\">>, concurrently>", name(t), m, m))
      step(sprintf("execute<\"UPDATE table_%d SET old_%d = 0 WHERE old_%d IS NULL\", irreversible>", t, m, m))
      end()
    }
    function settle(m, t) {
      begin(m, "The number is checked, and gets its name")
      step(sprintf("validate_constraint<%s, \"check_%d\">", name(t), m - 1))
      step(sprintf("rename_column<%s, \"old_%d\", \"new_%d\", accept<breaking_rename, \"table_%d.old_%d\", \"nobody reads it yet\">>", name(t), m - 1, m - 1, t, m - 1))
      step(sprintf("comment_column<%s, \"new_%d\", \"the number of migration %d\">", name(t), m - 1, m - 1))
      step(sprintf("add_column<%s, column<\"note_%d\", text>>", name(t), m))
      step(sprintf("set_column_default<%s, \"note_%d\", \"%s\">", name(t), m, "\047none\047"))
      end()
      say(t, sprintf("column<\"new_%d\", integer, default_<\"0\">, comment<\"the number of migration %d\">>", m - 1, m - 1))
      say(t, sprintf("check<\"new_%d >= 0\", named<\"check_%d\">>, index_<\"new_%d\", named<\"index_%d\">>", m - 1, m - 1, m - 1, m - 1))
      say(t, sprintf("column<\"note_%d\", text, default_<\"%s\">>", m, "\047none\047"))
    }
    BEGIN {
      print "#include <constable/migrate/history.hpp>\n#include <constable/migrate/object_words.hpp>\n#include <constable/migrate/sql_words.hpp>"
      print "#include <constable/migrate/table_words.hpp>\n#include <constable/schema.hpp>\nusing namespace constable;"
      if (migrations == 0) exit
      m = 0
      for (t = 1; t <= tables;) {
        begin(++m, "Tables")
        for (i = 0; i < 5 && t <= tables; ++i) create(t++)
        end()
      }
      for (t = 1; m + 2 <= migrations; t = t % tables + 1) {
        grow(++m, t)
        settle(++m, t)
      }
      for (t = 1; t <= tables; ++t) printf "struct table_%d : table<%s%s> {};\n", t, name(t), parts[t]
      printf "struct app : schema<table_1"
      for (t = 2; t <= tables; ++t) printf ", table_%d", t
      printf "> {};\nstruct history : migrations<m1"
      for (i = 2; i <= m; ++i) printf ", m%d", i
      print "> {};\nauto checked() { return history_to<app, history>; }"
    }'
}

if [ "${1:-}" = --print ]; then
  write "$2"
  exit
fi
compiler=${1:-g++}
[ $# -gt 0 ] && shift
counts=("$@")
[ ${#counts[@]} -gt 0 ] || counts=(50 100 200)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# measure NAME: seconds of user time and megabytes, the least of some runs.
measure() {
  local run
  for ((run = 0; run < ${RUNS:-1}; ++run)); do
    /usr/bin/time -f '%U %M' -a -o "$folder/$1.times" \
      "$compiler" -std=c++20 -O0 -I"$include" -c "$folder/$1.cpp" -o /dev/null
  done
  sort -n "$folder/$1.times" | awk 'NR == 1 {printf "%s %d\n", $1, $2 / 1024}'
}

command -v /usr/bin/time >/dev/null || { echo "compile_migrations.sh: needs /usr/bin/time (Debian: time)" >&2; exit 1; }
write 0 >"$folder/base.cpp"
read -r base_seconds base_megabytes < <(measure base)
printf '%s -O0, over the headers alone (%s s, %s MB)\n' "$compiler" "$base_seconds" "$base_megabytes"
printf '%10s %9s %9s\n' migrations seconds megabytes
for count in "${counts[@]}"; do
  write "$count" >"$folder/history.cpp"
  rm -f "$folder/history.times"
  read -r seconds megabytes < <(measure history)
  awk -v n="$count" -v s="$seconds" -v m="$megabytes" -v bs="$base_seconds" -v bm="$base_megabytes" \
    'BEGIN {printf "%10d %+9.2f %+9d\n", n, s - bs, m - bm}'
done
