#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every source begins with one licence line and a sentence that says what it is for; headers are guarded.
#   first_lines.sh PROJECT
set -euo pipefail
cd "$1"
complaints=0

complain() {
  printf '%s\n' "$*"
  complaints=$((complaints + 1))
}

check() {
  local file=$1 comment='#' lines
  case $file in *.hpp | *.cpp) comment='//' ;; esac
  mapfile -t lines < <(head -n 4 "$file" | grep -v '^#!')
  if [ "${lines[0]:-}" != "$comment SPDX-License-Identifier: BSL-1.0" ]; then
    complain "$file must begin with: $comment SPDX-License-Identifier: BSL-1.0"
  elif [ "$(grep -c "^$comment SPDX-License-Identifier" "$file")" != 1 ]; then
    complain "$file has more than one licence line"
  fi
  case ${lines[1]:-} in
    "$comment "[![:space:]]*) ;;
    *) complain "$file must say in its second line what it is for" ;;
  esac
  case $file in
    *.hpp) [ "$(grep -c '^#pragma once$' "$file")" = 1 ] || complain "$file must have one #pragma once" ;;
  esac
}

files=0
while IFS= read -r file; do
  check "$file"
  files=$((files + 1))
done < <(find CMakeLists.txt .ci include tests benchmarks examples single_include -type f \
  \( -name '*.hpp' -o -name '*.cpp' -o -name '*.sh' -o -name '*.cmake' -o -name CMakeLists.txt -o -path .ci/run \) | sort)

echo "$files files, $complaints complaints"
[ "$files" -gt 0 ] && [ "$complaints" = 0 ]
