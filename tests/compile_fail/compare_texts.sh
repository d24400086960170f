#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The texts of the library's rejections and the texts that the cases expect are the same list.
#   compare_texts.sh PROJECT
# A rejection is a static_assert whose message begins with "constable: ". Each text stands once in include/, and in at
# least one `// expect: constable: …` of tests/compile_fail/.
set -euo pipefail
cd "$1"

# Prints, for each rejection of one header, its text. Comments are skipped and adjacent literals joined.
rejections() {
  awk '
    { source = source $0 "\n" }
    function literal(   text, c) {             # at the opening quote; leaves i behind the closing one
      text = ""
      for (++i; (c = substr(source, i, 1)) != "\"" && i <= length(source); ++i) {
        if (c == "\\") { ++i; c = substr(source, i, 1) }
        text = text c
      }
      ++i
      return text
    }
    function message(text) { if (text ~ /^constable: /) print text }
    END {
      n = length(source); inside = 0; depth = 0; text = ""
      for (i = 1; i <= n;) {
        c = substr(source, i, 1); two = substr(source, i, 2)
        if (two == "//") { while (i <= n && substr(source, i, 1) != "\n") ++i }
        else if (two == "/*") { i += 2; while (i <= n && substr(source, i, 2) != "*/") ++i; i += 2 }
        else if (c == "\"") { piece = literal(); if (inside) text = text piece }
        else if (c == "\047" && substr(source, i + 2, 1) == "\047") i += 3
        else if (c == "\047" && substr(source, i + 1, 1) == "\\") { i += 2; while (substr(source, i, 1) != "\047") ++i; ++i }
        else if (!inside && substr(source, i, 13) == "static_assert") { inside = 1; depth = 0; text = ""; i += 13 }
        else {
          if (inside && c !~ /[ \n\t]/) {
            message(text); text = ""
            if (c == "(") ++depth
            if (c == ")" && --depth == 0) inside = 0
          }
          ++i
        }
      }
    }' "$1"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
find include -name '*.hpp' | sort | while IFS= read -r header; do rejections "$header"; done | LC_ALL=C sort > "$scratch/stated"
find tests/compile_fail -name '*.cpp' -print0 | xargs -0 -r sed -n 's|^// expect: \(constable: .*\)|\1|p' |
  LC_ALL=C sort -u > "$scratch/expected"

complaints=0
report() {
  local heading=$1 lines
  lines=$(cat)
  if [ -n "$lines" ]; then
    printf '%s:\n%s\n' "$heading" "$lines"
    complaints=1
  fi
}
report "stated more than once in include/" < <(uniq -d "$scratch/stated")
report "stated in include/, expected by no case of tests/compile_fail/" < <(LC_ALL=C comm -23 <(uniq "$scratch/stated") "$scratch/expected")
report "expected by a case, but stated nowhere in include/" < <(LC_ALL=C comm -13 <(uniq "$scratch/stated") "$scratch/expected")
if [ ! -s "$scratch/stated" ]; then report "include/" <<<"no rejection was found: that is no success"; fi
echo "$(wc -l < "$scratch/stated") rejections, $(wc -l < "$scratch/expected") expected texts"
exit $complaints
