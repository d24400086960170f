#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every source begins with one licence line and a sentence that says what it is for; headers are guarded.
#   first_lines.sh PROJECT
set -euo pipefail
cd "$1"
find CMakeLists.txt .ci include tests benchmarks examples single_include -type f \
  \( -name '*.hpp' -o -name '*.cpp' -o -name '*.sh' -o -name '*.cmake' -o -name CMakeLists.txt -o -path .ci/run \) | sort | awk '
  function complain(text) { print file " " text; ++complaints }
  {
    file = $0
    comment = file ~ /\.[hc]pp$/ ? "//" : "#"
    licence = comment " SPDX-License-Identifier: BSL-1.0"
    number = licences = guards = 0
    first = second = ""
    while ((getline line < file) > 0) {
      if (number == 0 && line ~ /^#!/) continue
      ++number
      if (number == 1) first = line
      if (number == 2) second = line
      if (index(line, comment " SPDX-License-Identifier") == 1) ++licences
      if (line == "#pragma once") ++guards
    }
    close(file)
    if (first != licence) complain("must begin with: " licence)
    else if (licences != 1) complain("has more than one licence line")
    if (index(second, comment " ") != 1 || second !~ /^[^ ]+ [^ \t]/) complain("must say in its second line what it is for")
    if (file ~ /\.hpp$/ && guards != 1) complain("must have one #pragma once")
  }
  END {
    printf "%d files, %d complaints\n", NR, complaints
    exit !(NR > 0 && complaints == 0)
  }'
