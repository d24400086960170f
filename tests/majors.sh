#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Runs the tests that need a server against other majors of PostgreSQL: bash tests/majors.sh [MAJOR…] [-- arguments of ctest]
#
# Without arguments all of them, 12 to 18. What is not there is fetched (tests/support/postgres_majors.sh, which needs
# npm) and kept. Everything is built once; then each major has a run of its own: start-up, introspection, drift, storms,
# crashes, random schemas and the like, which carry the label `majors`, and with CORPUS=1 the real schemas too.
# What does not depend on the version (storms, crashes, failures, passwords, corpus pairs) is left out, and random cases are fewer,
# unless WHOLE=1.
# Variables: BUILD_DIR (build), JOBS, CORPUS, WHOLE; all others of tests/run.sh, which must have built before.
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

if [ "${WHOLE:-0}" != 1 ]; then
  export GTEST_FILTER='-failing_well.*:recreate.makes_small*:bookings.*:*/pairs.*:names*:command_line.*:*storm*:*crash*:*cut_at*:*passwords*'
  export CONSTABLE_RANDOM_CATALOGS=32 CONSTABLE_RANDOM_PAIRS=32 CONSTABLE_RANDOM_SCHEMAS=32 CONSTABLE_RANDOM_MIGRATIONS=48
fi

failed=()
for major in "${majors[@]}"; do
  PG_BINDIR=$(bash tests/support/postgres_majors.sh install "$major")
  export PG_BINDIR CONSTABLE_REQUIRE_SERVER=1
  echo "PostgreSQL $("$PG_BINDIR/postgres" --version | sed 's/.* //')"
  ctest --test-dir "${BUILD_DIR:-build}" -j "${JOBS:-$(nproc)}" -L "$labels" --output-on-failure --no-label-summary "$@" ||
    failed+=("$major")
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "failed on PostgreSQL ${failed[*]}" >&2
  exit 1
fi
