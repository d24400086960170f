#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every piece of C++ in the documentation compiles without a warning, and does what the page says that it does.
#   snippets.sh COMPILER PROJECT [options of the compiler …]
#   PAGES="README.md …" looks at those pages only; COMPILE_ONLY=1 neither links nor runs anything
#
# A ```cpp block is a source of its own; `#include <constable/schema.hpp>` and `using namespace constable;` are added
# when it includes nothing of the library. A comment line before a block says more:
#   <!-- continues -->        the block goes on from those before it
#   <!-- runs -->             the program must end with success, on a new database that DATABASE_URL names
#   <!-- continues, runs -->  both
#   <!-- ddl: users -->       before a ```sql block: that is, to the letter, ddl_of<users> of the source before it
#   <!-- up: history -->      before a ```sql block: the SQL of the last migration of that history, in the source before it
#   <!-- down: history -->    the same, of taking it back
#   <!-- not compiled -->     the block is no source
# Programs run when CONSTABLE_CLUSTER names the folder of a running cluster; COMPILE_ONLY=1 asks for no more than compiling.
set -euo pipefail
compiler=$1 project=$(cd "$2" && pwd)
shift 2
# shellcheck source=../support/for_each.sh
. "$project/tests/support/for_each.sh"
options=(-std=c++20 "$@")
read -ra libraries <<<"$(pkg-config --libs libpqxx spdlog)"
read -ra needs <<<"$(pkg-config --cflags libpqxx spdlog)"
options+=("${needs[@]}")
all_pages="README.md examples/TUTORIAL.md include/constable/declare/REFERENCE.md include/constable/migrate/REFERENCE.md include/constable/migrate/RULES.md"
read -ra pages <<<"${PAGES:-$all_pages}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Writes, for each block of a page, <number>.cpp and <number>.what, or <number>.sql; the number is that of its line. Scripts
# of migrations come from one program for each source: <number>.scripts lists them, with the lines where they stand.
split() {
  awk -v into="$2/" '
    function emit(   name) {
      name = into sprintf("%05d", at)
      if (kind == "sql" && mark ~ /^(up|down): /) {
        printf "%s", text > (name ".sql"); close(name ".sql")
        sub(/:/, "", mark)
        print mark, name >> scripts; close(scripts)
        print "scripts" > last; close(last)
      } else if (kind == "sql") {
        if (mark !~ /^ddl: /) return
        printf "%s", text > (name ".sql"); close(name ".sql")
        print substr(mark, 6) > (name ".what")
        source(name ".cpp")
        print "compiles elsewhere" > last; close(last)
      } else if (mark !~ /not compiled/) {
        if (mark !~ /continues/) chain = ""
        chain = chain "#line " at + 1 " \"" FILENAME "\"\n" text
        print mark ~ /runs/ ? "runs" : "compiles" > (name ".what")
        source(name ".cpp")
        last = name ".what"
        scripts = name ".scripts"
      }
      close(name ".what")
    }
    function source(name) {
      if (chain !~ /#include <constable/) printf "#include <constable/schema.hpp>\nusing namespace constable;\n" > name
      printf "%s", chain > name
      close(name)
    }
    /^```/ && !inside && /^```(cpp|sql)$/ { inside = 1; kind = substr($0, 4); at = NR; text = ""; next }
    /^```$/ && inside { inside = 0; emit(); mark = ""; next }
    inside { text = text $0 "\n"; next }
    /^<!-- .* -->$/ { mark = $0; sub(/^<!-- /, "", mark); sub(/ -->$/, "", mark); next }
    /[^ \t]/ { mark = "" }
  ' "$1"
}

complain() { printf '%s: %s\n%s\n\n' "$1" "$2" "${3:-}"; }

# ddl_of<…> of the source before an sql block is that block.
prints_its_ddl() {
  local base=$1 page=$2 object said
  object=$(cat "$base.what")
  printf '\n#include <cstdio>\nint main() { std::fwrite(constable::ddl_of<%s>.data(), 1, constable::ddl_of<%s>.size(), stdout); }\n' \
    "$object" "$object" >> "$base.cpp"
  if ! said=$("$compiler" "${options[@]}" "$base.cpp" -o "$base" 2>&1); then
    complain "$page" "the source of ddl_of<$object> does not compile" "$said"
    return 1
  fi
  if ! said=$(diff "$base.sql" <("$base")); then
    complain "$page" "ddl_of<$object> is another (< the page, > the library)" "$said"
    return 1
  fi
  has_cluster || return 0
  if ! said=$({ echo 'BEGIN;' && cat "$base.sql"; } | in_psql 2>&1); then
    complain "$page" "PostgreSQL does not take ddl_of<$object>" "$said"
    return 1
  fi
}

# The last migrations of the histories of a source are, as SQL, the blocks behind it.
prints_its_scripts() {
  local base=$1 page=$2 way history block said wrong=0
  {
    cat "$base.cpp"
    printf '#include <constable/migrate/script.hpp>\n#include <cstdio>\n#include <string_view>\n'
    printf 'template <class History> void print(bool forwards) {\n'
    printf '  const constable::migrating::history_value of = constable::history_of<History>;\n  constable::migrating::script_writer writer{of};\n'
    printf '  const std::size_t last = of.migrations.size() - 1;\n'
    printf '  for (const auto& step : forwards ? writer.up(last) : writer.down(last))\n'
    printf '    for (const std::string& each : step.statements) std::puts(each.c_str());\n}\n'
    printf 'int main(int, char** arguments) {\n  const std::string_view asked = arguments[1];\n'
    while read -r way history block; do
      printf '  if (asked == "%s %s") print<%s>(%s);\n' "$way" "$history" "$history" "$([ "$way" = up ] && echo true || echo false)"
    done < "$base.scripts"
    printf '}\n'
  } > "$base.all.cpp"
  if ! said=$("$compiler" "${options[@]}" "$base.all.cpp" -o "$base" 2>&1); then
    complain "$page" "the program that prints its scripts does not compile" "$said"
    return 1
  fi
  while read -r way history block; do
    if ! said=$(diff "$block.sql" <("$base" "$way $history")); then
      complain "${page%:*}:$((10#$(basename "$block")))" "$way of $history is another (< the page, > the library)" "$said"
      wrong=1
    fi
  done < "$base.scripts"
  return $wrong
}

# Whether there is a server. Without one programs are not run, unless CONSTABLE_REQUIRE_SERVER makes that a failure.
has_cluster() { [ -f "${CONSTABLE_CLUSTER:-}/facts" ]; }
in_psql() { "$CLUSTER_CLIENTS/psql" -XqAt -v ON_ERROR_STOP=1 -d "$CLUSTER_CONNECTION dbname=postgres" "$@"; }

runs_well() {
  local base=$1 page=$2 said database code=0
  if ! said=$("$compiler" "${options[@]}" "$base.cpp" "${libraries[@]}" -o "$base" 2>&1); then
    complain "$page" "a program does not compile" "$said"
    return 1
  fi
  has_cluster || return 0
  database=documentation_$$_$(basename "$base")
  in_psql -c "CREATE DATABASE $database TEMPLATE template0 ENCODING 'UTF8'"
  said=$(cd "$scratch" &&
    DATABASE_URL="postgresql://$CLUSTER_USER@$CLUSTER_HOST:$CLUSTER_PORT/$database" "$base" 2>&1) || code=$?
  in_psql -c "DROP DATABASE $database"
  [ "$code" = 0 ] || complain "$page" "a program ends with $code" "$said"
  return "$code"
}

is_true() {
  local base=${1%.what} page=${1#"$scratch"/} line said
  page=$(dirname "$page" | tr : /)
  line=$(basename "$base")
  page="$page:$((10#$line))"
  local kind
  kind=$(cat "$1")
  if [ -n "${COMPILE_ONLY:-}" ]; then
    [ ! -f "$base.sql" ] || return 0
    kind=compiles
  fi
  if [ "$kind" = scripts ]; then
    prints_its_scripts "$base" "$page"
  elif [ -f "$base.sql" ]; then
    prints_its_ddl "$base" "$page"
  elif [ "$kind" = runs ]; then
    runs_well "$base" "$page"
  elif [ "$kind" = 'compiles elsewhere' ]; then
    return 0
  elif ! said=$("$compiler" "${options[@]}" -fsyntax-only "$base.cpp" 2>&1); then
    complain "$page" "a block does not compile" "$said"
    return 1
  fi
}

if has_cluster; then
  # shellcheck disable=SC1091
  . "$CONSTABLE_CLUSTER/facts"
elif [ -n "${CONSTABLE_REQUIRE_SERVER:-}" ] && [ -z "${COMPILE_ONLY:-}" ]; then
  echo "CONSTABLE_REQUIRE_SERVER is set, but CONSTABLE_CLUSTER names no cluster"
  exit 1
fi
cd "$project"
for page in "${pages[@]}"; do
  mkdir "$scratch/${page//\//:}"
  split "$page" "$scratch/${page//\//:}"
done
mapfile -t blocks < <(find "$scratch" -name '*.what' | sort)
for_each is_true "${blocks[@]}"
