#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every header includes what it needs, and all of them compile without a warning; schema.hpp reaches neither libpqxx nor
# spdlog.
#   headers_alone.sh COMPILER PROJECT [options of the compiler …]      TOGETHER=1: all headers in one source only, which takes
#                                                                      seconds: one compiler is enough to find what one lacks
set -uo pipefail
. "$(dirname "$0")/../support/for_each.sh"
compiler=$1 project=$2
shift 2
options=(-std=c++20 "$@")
case $compiler in *clang*) options+=(-Wglobal-constructors) ;; esac

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Largest first. What a header includes anyway may as well be compiled already: that lends it nothing, and spares reading it
# again. Any headers will do here; these save most. Clangs read everything.
bases=(tools/cli_commands runner/adopt startup/ensure_schema runner/workbench migrate/replay migrate/generation sql/plan
  sql/plan_objects declare/lower_types declare/constraints catalog/model)
case $compiler in *clang*) bases=() ;; esac

# "header base" for each header: the first of the bases that it includes, itself or through others; "-" for none.
with_bases() {
  (cd "$project/include" && grep -r --include='*.hpp' '' . | sed 's|^\./||') | awk -v bases="${bases[*]}" '
    { file = substr($0, 1, index($0, ":") - 1); line = substr($0, index($0, ":") + 1); known[file] = 1 }
    line ~ /^#include "/ {
      split(line, quoted, "\"")
      included = quoted[2]
      if (included !~ /^constable\//) { folder = file; sub(/[^\/]*$/, "", folder); included = folder included }
      includes[file] = includes[file] " " included
    }
    function follow(from, here,    all, count, i) {
      count = split(includes[here], all, " ")
      for (i = 1; i <= count; i++)
        if (!((from, all[i]) in reached)) { reached[from, all[i]] = 1; follow(from, all[i]) }
    }
    END {
      count = split(bases, listed, " ")
      for (file in known) {
        follow(file, file)
        base = "-"
        for (i = count; i >= 1; i--) if ((file, "constable/" listed[i] ".hpp") in reached) base = listed[i]
        print file, base
      }
    }' | sort
}

precompile() {
  local header=$scratch/${1//\//.}.hpp
  printf '#include <constable/%s.hpp>\n' "$1" > "$header"
  "$compiler" "${options[@]}" -x c++-header "$header" -o "$header.gch"
}

# A header is read to its end, where an error stops the compiler: what templates lead to is compiled only once, for all
# headers together.
compiles_alone() {
  local header=${1% *} base=${1#* } said before=()
  if [ "$base" != - ]; then before=(-include "$scratch/${base//\//.}.hpp"); fi
  said=$(printf '#include <%s>\nstatic_assert(false, "read to the end");\n' "$header" | "$compiler" "${options[@]}" -fsyntax-only "${before[@]}" -Wfatal-errors -x c++ - 2>&1)
  if grep -q 'read to the end' <<<"$said" && ! grep -v 'read to the end' <<<"$said" | grep -qE '(error|warning): '; then return; fi
  printf '%s does not compile alone with %s:\n%s\n\n' "$header" "$compiler" "$said"
  return 1
}

mapfile -t headers < <(cd "$project/include" && find . -name '*.hpp' | sed 's|^\./||' | sort)
printf '#include <%s>\n' "${headers[@]}" | "$compiler" "${options[@]}" -fsyntax-only -x c++ - || exit 1
if [ -z "${TOGETHER:-}" ]; then
  if [ ${#bases[@]} -gt 0 ]; then for_each precompile "${bases[@]}" || exit 1; fi
  mapfile -t each < <(with_bases)
  for_each compiles_alone "${each[@]}" || exit 1
fi

reached=$(printf '#include <constable/schema.hpp>\n' | "$compiler" "${options[@]}" -M -x c++ - | tr -s ' \\' '\n' |
  grep -E '/(pqxx|spdlog|fmt)/|libpq-fe\.h$' | head -n 3)
if [ -n "$reached" ]; then
  printf 'constable/schema.hpp must not include libpqxx or spdlog, but it reaches\n%s\n' "$reached"
  exit 1
fi
