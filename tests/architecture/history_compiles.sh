#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# A long history compiles without a flag and within memory that can be foreseen: 200 migrations of five steps over 50 tables.
#   history_compiles.sh COMPILER PROJECT MEGABYTES [options of the compiler …]
# MEGABYTES: of address space, or `unlimited`. Whoever needs more has made replaying dearer, which
# benchmarks/compile_migrations.sh measures.
set -euo pipefail
compiler=$1 project=$2 megabytes=$3
shift 3
source=$(bash "$project/benchmarks/compile_migrations.sh" --print 200)
[ "$megabytes" = unlimited ] || ulimit -v $((megabytes * 1024))
"$compiler" -std=c++20 -O0 -fsyntax-only "$@" -x c++ - <<<"$source" || {
  echo "200 migrations do not compile with $compiler within $megabytes MB of address space"
  exit 1
}
