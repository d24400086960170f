#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every header compiles alone, without a warning; schema.hpp reaches neither libpqxx nor spdlog.
#   headers_alone.sh COMPILER PROJECT [options of the compiler …]      TOGETHER=1: all headers in one source, which takes
#                                                                      seconds: one compiler is enough to find what one lacks
set -uo pipefail
. "$(dirname "$0")/../support/for_each.sh"
compiler=$1 project=$2
shift 2
options=(-std=c++20 -fsyntax-only -x c++ "$@")
case $compiler in *clang*) options+=(-Wglobal-constructors) ;; esac

compiles_alone() {
  local said
  said=$(printf '#include <%s>\n' "$1" | "$compiler" "${options[@]}" - 2>&1) && return
  printf '%s does not compile alone with %s:\n%s\n\n' "$1" "$compiler" "$said"
  return 1
}

mapfile -t headers < <(cd "$project/include" && find . -name '*.hpp' | sed 's|^\./||' | sort)
if [ -n "${TOGETHER:-}" ]; then
  printf '#include <%s>\n' "${headers[@]}" | "$compiler" "${options[@]}" - || exit 1
else
  for_each compiles_alone "${headers[@]}" || exit 1
fi

reached=$(printf '#include <constable/schema.hpp>\n' | "$compiler" "${options[@]}" -M - | tr -s ' \\' '\n' |
  grep -E '/(pqxx|spdlog|fmt)/|libpq-fe\.h$' | head -n 3)
if [ -n "$reached" ]; then
  printf 'constable/schema.hpp must not include libpqxx or spdlog, but it reaches\n%s\n' "$reached"
  exit 1
fi
