# SPDX-License-Identifier: BSL-1.0
# For scripts to source: for_each FUNCTION ITEM… calls FUNCTION ITEM for every item, JOBS (2) at a time, and returns
# whether all of them succeeded. It closes with a line that says how many did not.
for_each() {
  local function=$1 failed=0 running=0 item
  shift
  if [ $# = 0 ]; then
    echo "nothing to check: that is no success"
    return 1
  fi
  for item in "$@"; do
    "$function" "$item" &
    running=$((running + 1))
    if [ "$running" -ge "${JOBS:-2}" ]; then
      wait -n || failed=$((failed + 1))
      running=$((running - 1))
    fi
  done
  while [ "$running" -gt 0 ]; do
    wait -n || failed=$((failed + 1))
    running=$((running - 1))
  done
  echo "$# checked, $failed failed"
  [ "$failed" = 0 ]
}
