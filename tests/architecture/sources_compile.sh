#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every source of a folder compiles without a warning: for tests that are nothing but static_asserts.
#   sources_compile.sh COMPILER FOLDER [options of the compiler …]
set -uo pipefail
. "$(dirname "$0")/../support/for_each.sh"
compiler=$1 folder=$2
shift 2
options=(-std=c++20 -fsyntax-only "$@")

compiles() {
  local said
  said=$("$compiler" "${options[@]}" "$1" 2>&1) && return
  printf '%s does not compile with %s:\n%s\n\n' "$1" "$compiler" "$said"
  return 1
}

mapfile -t sources < <(find "$folder" -name '*.cpp' | sort)
for_each compiles "${sources[@]}"
