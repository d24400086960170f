#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The full start storm by hand: 16 processes at one moment, round after round on empty databases; directly, over
# connections opened before, through PgBouncer in transaction mode, with two releases mixed, with foreign sessions.
#
#   bash benchmarks/storm.sh [rounds]      (default: 20)
#
# BUILD_DIR is where the tests were built (build). Exit code 0 when no start failed and each round had one creator.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

program=${BUILD_DIR:-build}/tests/test_integration
[ -x "$program" ] || { echo "storm.sh: $program is not built; run bash tests/run.sh first, or set BUILD_DIR" >&2; exit 2; }

export CONSTABLE_REQUIRE_SERVER=1 CONSTABLE_STORM_ROUNDS=${1:-20}
echo "16 processes × $CONSTABLE_STORM_ROUNDS rounds, each followed by 16 starts with nothing to do"
exec "$program" --gtest_filter='storm.*:*pooled_storm.*' --gtest_brief=0
