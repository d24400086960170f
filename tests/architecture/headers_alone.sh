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
options=(-std=c++20 -fsyntax-only -x c++ "$@")
case $compiler in *clang*) options+=(-Wglobal-constructors) ;; esac

# A header is read to its end, where an error stops the compiler: what templates lead to is compiled only once, for all
# headers together.
compiles_alone() {
  local said
  said=$(printf '#include <%s>\nstatic_assert(false, "read to the end");\n' "$1" | "$compiler" "${options[@]}" -Wfatal-errors - 2>&1)
  if grep -q 'read to the end' <<<"$said" && ! grep -v 'read to the end' <<<"$said" | grep -qE '(error|warning): '; then return; fi
  printf '%s does not compile alone with %s:\n%s\n\n' "$1" "$compiler" "$said"
  return 1
}

mapfile -t headers < <(cd "$project/include" && find . -name '*.hpp' | sed 's|^\./||' | sort)
printf '#include <%s>\n' "${headers[@]}" | "$compiler" "${options[@]}" - || exit 1
if [ -z "${TOGETHER:-}" ]; then for_each compiles_alone "${headers[@]}" || exit 1; fi

reached=$(printf '#include <constable/schema.hpp>\n' | "$compiler" "${options[@]}" -M - | tr -s ' \\' '\n' |
  grep -E '/(pqxx|spdlog|fmt)/|libpq-fe\.h$' | head -n 3)
if [ -n "$reached" ]; then
  printf 'constable/schema.hpp must not include libpqxx or spdlog, but it reaches\n%s\n' "$reached"
  exit 1
fi
