#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every case of this folder has an accepted half that compiles and a rejected half that fails as expected.
#   run.sh COMPILER [options of the compiler …]      CASES="name …" runs only those
#
# A case is one source. Without a macro it must compile without a warning; with REJECT defined it must not compile, and
# its only error must carry a text of the library ("constable: …"). The comment that it begins with says
#   // expect: <text>      a text that the compiler must print within its first lines (any number of these lines)
#   // errors: <number>    how many errors there may be, where one mistake is honestly reported in several places
# Where compiling costs most, a case shows several mistakes. Then each of its texts of the library is followed by
#   // with: <text>        what the lines from that error on must say too (any number of these lines)
# and there is one error for each of them, in whatever order.
# Texts are compared after names that a compiler spells as lists of characters or numbers have been put together again.
set -uo pipefail
folder=$(cd "$(dirname "$0")" && pwd)
. "$folder/../support/for_each.sh"
compiler=$1
shift
options=(-std=c++20 "$@")
within=24
export LC_ALL=C

case $compiler in
  *clang*) options+=(-ferror-limit=0 -fno-color-diagnostics) ;;
  *) options+=(-fmax-errors=0 -fdiagnostics-color=never) ;;
esac

# Headers that every case includes are compiled once.
precompiled=$(mktemp -d)
trap 'rm -rf "$precompiled"' EXIT
accepted=$precompiled/accepted
mkdir "$accepted"
prepare() {
  mkdir "$precompiled/constable"
  local wrapper=$precompiled/constable/schema.hpp
  printf '#include <constable/migrations.hpp>\n' > "$precompiled/all.hpp"
  case $compiler in
    *clang*)
      "$compiler" "${options[@]}" -x c++-header "$precompiled/all.hpp" -o "$precompiled/all.pch" || return
      options+=(-include-pch "$precompiled/all.pch")
      ;;
    *)
      "$compiler" "${options[@]}" -x c++-header "$precompiled/all.hpp" -o "$wrapper.gch" || return
      ln "$wrapper.gch" "$precompiled/constable/migrations.hpp.gch" || return
      options=(-I"$precompiled" "${options[@]}")
      ;;
  esac
}

# 't', 'e', 'a' → tea; {116, 101, 97, 0} → {tea}; \342\200\246 → …
readable() {
  awk '
    function decoded(list, opening, closing,   parts, n, i, code, text) {
      n = split(list, parts, /, */)
      if (n < 2) return opening list closing
      for (i = 1; i <= n; ++i) {
        code = parts[i] + 0
        if (code < 0) code += 256
        if (code == 0 && i > 1) break
        if (code < 32 || code > 255) return opening list closing
        text = text sprintf("%c", code)
      }
      for (; i <= n; ++i) if (parts[i] + 0 != 0) return opening list closing
      return opening text closing
    }
    {
      line = $0; out = ""
      while (match(line, /\047(\\.[0-9a-f]*|[^\047\\])\047(, *\047(\\.[0-9a-f]*|[^\047\\])\047)*/)) {
        run = substr(line, RSTART, RLENGTH)
        out = out substr(line, 1, RSTART - 1)
        line = substr(line, RSTART + RLENGTH)
        gsub(/\047\\(0+|x0+)\047(, *)?/, "", run)
        gsub(/\047, *\047/, "", run)
        gsub(/^\047|\047(, *)?$/, "", run)
        out = out run
      }
      line = out line; out = ""
      gsub(/(, *)?\.\.\.}/, "}", line)         # Clang cuts long lists short
      while (match(line, /[{<]-?[0-9]+(, *-?[0-9]+)+[}>]/)) {
        out = out substr(line, 1, RSTART - 1) \
          decoded(substr(line, RSTART + 1, RLENGTH - 2), substr(line, RSTART, 1), substr(line, RSTART + RLENGTH - 1, 1))
        line = substr(line, RSTART + RLENGTH)
      }
      line = out line; out = ""
      # Clang 14 writes bytes beyond ASCII as octal numbers, and quotes with a backslash.
      while (match(line, /\\[23][0-7][0-7]/)) {
        out = out substr(line, 1, RSTART - 1) \
          sprintf("%c", substr(line, RSTART + 1, 1) * 64 + substr(line, RSTART + 2, 1) * 8 + substr(line, RSTART + 3, 1))
        line = substr(line, RSTART + 4)
      }
      line = out line
      gsub(/\\"/, "\"", line)
      print line
    }'
}

# The values of `// <word>: …` in the comment that a case begins with.
said_by() { sed -n '/^\/\//!q; s|^// '"$2"': ||p' "$1"; }

# What is missing of the texts and the words that go with them, where a case shows several mistakes.
missing_words() {
  local case=$1 said=$2 line word lines=''
  while IFS= read -r line; do
    word=${line#*: }
    case $line in
      '// expect: '*)
        lines=$(WORD=$word LINES_SHOWN=$within awk '
          /error: / { shown = index($0, ENVIRON["WORD"]) && !found ? ENVIRON["LINES_SHOWN"] : 0 }
          shown > 0 { found = 1; --shown; print }' <<<"$said")
        [ -n "$lines" ] || printf 'no error says: %s\n' "$word"
        ;;
      '// with: '*) grep -qF -e "$word" <<<"$lines" || printf 'its first %s lines do not say: %s\n' "$within" "$word" ;;
    esac
  done < <(sed -n '/^\/\//!q; /^\/\/ \(expect\|with\): /p' "$case")
}

# Cases as one source, each in a namespace of its own: what they include has been included before.
write_together() {
  local case
  printf '#include <constable/migrations.hpp>\n'
  grep -h '^#include' "$@" | grep -vE '<constable/(schema|migrations)\.hpp>' | sort -u
  for case in "$@"; do
    printf 'namespace %s_case {\n#line 1 "%s"\n' "$(basename "$case" .cpp)" "$case"
    sed '/^#include/s/.*//' "$case"
    printf '}\n'
  done
}

# Most of what an accepted half costs is reading the headers: many are compiled at once. What cannot be together, or fails
# there, is compiled alone. Takes names of cases, one a line.
accept_together() {
  local cases case
  mapfile -t cases <<<"$1"
  if write_together "${cases[@]}" | "$compiler" "${options[@]}" -fsyntax-only -x c++ - >/dev/null 2>&1; then
    for case in "${cases[@]}"; do : > "$accepted/$(basename "$case" .cpp)"; done
  fi
}

accept_in_groups() {
  local groups=() case group='' size=0
  for case in "$@"; do
    # A specialisation of the library's templates needs their namespace.
    if grep -qE '^(template <>|namespace constable)' "$case"; then continue; fi
    group+=${group:+$'\n'}$case
    size=$((size + 1))
    if [ "$size" = 12 ]; then groups+=("$group") group='' size=0; fi
  done
  if [ -n "$group" ]; then groups+=("$group"); fi
  if [ ${#groups[@]} -gt 0 ]; then for_each accept_together "${groups[@]}" >/dev/null; fi
  echo "$(find "$accepted" -type f | wc -l) of $# accepted halves compile together"
}

is_rejected() {
  local case=$1 name said first_lines expected count allowed complaints=''
  name=$(basename "$case" .cpp)
  if [ ! -e "$accepted/$name" ] && ! said=$("$compiler" "${options[@]}" -fsyntax-only "$case" 2>&1); then
    printf '%s: the accepted half does not compile with %s:\n%s\n\n' "$name" "$compiler" "$said"
    return 1
  fi
  if said=$("$compiler" "${options[@]}" -w -fsyntax-only -DREJECT "$case" 2>&1); then
    printf '%s: the rejected half compiles with %s\n\n' "$name" "$compiler"
    return 1
  fi
  said=$(readable <<<"$said")
  first_lines=$(grep -vE '^(In file included| +from )' <<<"$said" | sed "${within}q")
  if [ -z "$(said_by "$case" expect)" ]; then complaints+="it expects no text"$'\n'; fi
  allowed=$(said_by "$case" errors)
  if [ -n "$(said_by "$case" with)" ]; then
    complaints+=$(missing_words "$case" "$said")
    allowed=$(said_by "$case" expect | wc -l)
  else
    while IFS= read -r expected; do
      [ -n "$expected" ] || continue
      grep -qF -e "$expected" <<<"$first_lines" ||
        complaints+="its first $within lines do not say: $expected"$'\n'
    done < <(said_by "$case" expect)
  fi
  count=$(grep -c 'error: ' <<<"$said")
  if [ "$count" != "${allowed:-1}" ]; then complaints+="$count errors instead of ${allowed:-1}"$'\n'; fi
  if ! grep -q 'error: .*constable: ' <<<"$said"; then complaints+="no error carries a text of the library"$'\n'; fi
  if grep -q 'internal compiler error' <<<"$said"; then complaints+="the compiler broke down"$'\n'; fi
  [ -n "$complaints" ] || return 0
  printf '%s: rejected by %s otherwise than expected:\n%s--- it said\n%s\n\n' "$name" "$compiler" "$complaints" "$said"
  return 1
}

prepare || exit 1
cases=()
if [ -n "${CASES:-}" ]; then
  for name in $CASES; do cases+=("$folder/$name.cpp"); done
else
  mapfile -t cases < <(find "$folder" -name '*.cpp' | sort)
fi
accept_in_groups "${cases[@]}"
for_each is_rejected "${cases[@]}"
