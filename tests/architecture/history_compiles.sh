#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# A long history compiles without a flag and within memory that can be foreseen: 200 migrations of five steps over 50 tables.
#   history_compiles.sh COMPILER PROJECT MEGABYTES [options of the compiler …]
# MEGABYTES of address space are a fifth more than what was needed when this was written: whoever needs more has made
# replaying dearer (benchmarks/compile_migrations.sh measures it).
set -euo pipefail
compiler=$1 project=$2 megabytes=$3
shift 3
source=$(bash "$project/benchmarks/compile_migrations.sh" --print 200)
ulimit -v $((megabytes * 1024))
"$compiler" -std=c++20 -O0 -fsyntax-only "$@" -x c++ - <<<"$source"
