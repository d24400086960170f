#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Makes single_include/constable.hpp out of include/constable.hpp and everything that it includes.
#
#   generate.sh                       writes single_include/constable.hpp
#   generate.sh --check               fails when single_include/constable.hpp is not what would be written
#   generate.sh --list                names the headers that go into it
#   generate.sh --stand-ins FOLDER    writes headers with the names of include/ that include the single one instead
#                                     (those that are no part of it, the opt-in tools, include the original)
set -euo pipefail
export LC_ALL=C
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
include=$folder/../include
single=$folder/constable.hpp

expand() {
  awk -v include="$include" -v list="${1:-}" '
    function fail(text) { print "generate.sh: " text > "/dev/stderr"; failed = 1; exit 1 }
    function exists(path,   line, found) { found = (getline line < (include "/" path)) >= 0; close(include "/" path); return found }
    function without_dots(path) {
      while (match(path, /[^\/]+\/\.\.\//)) path = substr(path, 1, RSTART - 1) substr(path, RSTART + RLENGTH)
      gsub(/(^|\/)\.\//, "/", path); sub(/^\//, "", path)
      return path
    }
    # The project header that `name` means within `from`, or "" for a header of somebody else.
    function resolve(from, name, quoted,   beside) {
      if (quoted) {
        beside = from; sub(/[^\/]*$/, "", beside); beside = without_dots(beside name)
        if (exists(beside)) return beside
      }
      if (name !~ /^constable(\/|\.hpp$)/) return ""
      if (!exists(name)) fail(from " includes " name ", which does not exist")
      return name
    }
    # One empty line between things, never two.
    function emit(line) {
      if (list != "" || (line == "" && last == "")) return
      print line
      last = line
    }
    function add(file,   path, line, name, quoted, target, depth, number, heading) {
      path = include "/" file
      seen[file] = 1; depth = 0; number = 0
      while ((getline line < path) > 0) {
        ++number
        if (number == 1 && line !~ /^\/\/ SPDX-License-Identifier: BSL-1.0$/) fail(file " does not begin with the licence line")
        if (number == 2) heading = "// ---- " file "\n" line
        if (number <= 2 || line ~ /^#pragma once/) continue
        if (line ~ /^[ \t]*#[ \t]*if/) ++depth
        if (line ~ /^[ \t]*#[ \t]*endif/) --depth
        if (line ~ /^[ \t]*#[ \t]*include[ \t]*[<"]/) {
          name = line; sub(/^[^<"]*/, "", name); quoted = substr(name, 1, 1) == "\""
          name = substr(name, 2); sub(/[>"].*/, "", name)
          target = resolve(file, name, quoted)
          if (target != "") {
            if (depth > 0) fail(file " includes " target " under a condition")
            if (!(target in seen)) add(target)
            continue
          }
          if (depth == 0) { if (name in foreign) continue; foreign[name] = 1 }
        }
        # The heading stands before the first line of its own, behind what the header includes.
        if (heading != "" && line != "") { emit(""); emit(heading); emit(""); heading = "" }
        emit(line)
      }
      close(path)
      order[++count] = file
    }
    BEGIN {
      if (!exists("constable.hpp")) fail("there is no include/constable.hpp")
      emit("// SPDX-License-Identifier: BSL-1.0")
      emit("// Constable in one file, made by single_include/generate.sh from the headers of include/: change those.")
      emit("#pragma once")
      add("constable.hpp")
      if (list != "") for (i = 1; i <= count; ++i) print order[i]
    }
    END { exit failed }'
}

stand_ins() {
  local target=$1 header original contained
  contained=$(expand list)
  while IFS= read -r header; do
    original=$include/$header
    if grep -qxF "$header" <<<"$contained"; then original=$single; fi
    mkdir -p "$target/$(dirname "$header")"
    printf '#pragma once\n#include "%s"\n' "$original" > "$target/$header.new"
    # An unchanged file keeps its time, so that nothing is compiled again.
    cmp -s "$target/$header.new" "$target/$header" && rm "$target/$header.new" || mv "$target/$header.new" "$target/$header"
  done < <(cd "$include" && find . -name '*.hpp' | sed 's|^\./||')
}

case ${1:-} in
  '')
    expand > "$single.new"
    mv "$single.new" "$single"
    ;;
  --check)
    if ! difference=$(diff -u "$single" <(expand) 2>&1); then
      printf '%s\n' "$difference" | head -n 40
      echo "single_include/constable.hpp is not what its headers say; run: bash single_include/generate.sh"
      exit 1
    fi
    ;;
  --list) expand list ;;
  --stand-ins) stand_ins "${2:?--stand-ins needs a folder}" ;;
  *)
    sed -n '4,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2
    exit 2
    ;;
esac
