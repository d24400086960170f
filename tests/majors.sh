#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Runs the tests that need a server against other majors of PostgreSQL: bash tests/majors.sh [MAJOR…] [-- arguments of ctest]
#
# Without arguments all of them, 12 to 18. What is not there is fetched (tests/support/postgres_majors.sh, which needs
# npm) and kept. Everything is built once; then each major has a run of its own: start-up, introspection, drift, storms,
# crashes, random schemas and the like, which carry the label `majors`, and with CORPUS=1 the real schemas too.
# What does not depend on the version (storms, crashes, failures, passwords, corpus pairs) is left out, and random cases are fewer,
# unless WHOLE=1. BRIEF=1 leaves out more: what reads the catalog, compares, plans and starts is run, and a few random
# cases; continuous integration does that.
# Variables: BUILD_DIR (build), JOBS, CORPUS, WHOLE, BRIEF; all others of tests/run.sh, which must have built before.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

majors=()
while [ $# -gt 0 ]; do
  if [ "$1" = -- ]; then shift; break; fi
  majors+=("$1")
  shift
done
[ ${#majors[@]} -gt 0 ] || read -ra majors < <(bash tests/support/postgres_majors.sh majors)
labels='^majors$'
if [ "${CORPUS:-0}" = 1 ]; then labels='^(majors|corpus)$'; fi

left_out='^$'
if [ "${WHOLE:-0}" != 1 ]; then
  filter='-failing_well.*:recreate.makes_small*:bookings.*:*/pairs.*:names*:command_line.*:*storm*:*crash*:*cut_at*:*passwords*'
  cases=32
  if [ "${BRIEF:-0}" = 1 ]; then
    filter+=':*drift_after*:recreate.makes_real*:recreate.makes_a_schema*'
    left_out='^(strings|support|tools|runner|corpus\.(names|objects|raw|tables)$)'
    cases=8
  fi
  export GTEST_FILTER=$filter
  export CONSTABLE_RANDOM_CATALOGS=$cases CONSTABLE_RANDOM_PAIRS=$cases CONSTABLE_RANDOM_SCHEMAS=$cases CONSTABLE_RANDOM_MIGRATIONS=$cases
fi

failed=()
for major in "${majors[@]}"; do
  PG_BINDIR=$(bash tests/support/postgres_majors.sh install "$major")
  export PG_BINDIR CONSTABLE_REQUIRE_SERVER=1
  echo "PostgreSQL $("$PG_BINDIR/postgres" --version | sed 's/.* //')"
  ctest --test-dir "${BUILD_DIR:-build}" -j "${JOBS:-$(nproc)}" -L "$labels" -E "$left_out" --output-on-failure --no-label-summary "$@" ||
    failed+=("$major")
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "failed on PostgreSQL ${failed[*]}" >&2
  exit 1
fi
