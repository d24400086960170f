#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# A header includes its own room and the rooms before it, nothing else; libpqxx and spdlog have one door each.
#   include_order.sh PROJECT ROOM…    the rooms in their order, as tests/CMakeLists.txt has them
set -euo pipefail
cd "$1/include"
shift
find . -name '*.hpp' | sed 's|^\./||' | sort | awk -v order="$*" '
  function complain(text) { print text; ++complaints }

  # The place of a header'"'"'s room; schema.hpp stands after declare, migrations.hpp after migrate, constable.hpp at the end.
  function place_of(header,   room) {
    room = header
    sub(/^constable\//, "", room)
    if (header == "constable/schema.hpp") room = "declare"
    else if (header == "constable/migrations.hpp") room = "migrate"
    else if (header == "constable.hpp") room = rooms[last]
    else sub(/\/.*/, "", room)
    return room in places ? places[room] : 99
  }

  # a/b/../c/./d → a/c/d
  function without_dots(path,   parts, kept, n, i, depth) {
    n = split(path, parts, "/")
    for (i = 1; i <= n; ++i) {
      if (parts[i] == "." || parts[i] == "") continue
      if (parts[i] == "..") --depth
      else kept[++depth] = parts[i]
    }
    path = kept[1]
    for (i = 2; i <= depth; ++i) path = path "/" kept[i]
    return path
  }

  # The header of the project that an #include means, or nothing. A name is looked up beside its file first.
  function meant_by(name, header,   folder, beside) {
    folder = ""
    if (match(header, /.*\//)) folder = substr(header, 1, RLENGTH)
    beside = without_dots(folder name)
    if (beside in known) return beside
    return name ~ /^constable(\.hpp$|\/)/ ? name : ""
  }

  function check_own(header, target) {
    if (!(target in known)) complain(header " includes " target ", which does not exist")
    else if (place_of(target) > place_of(header)) complain(header " includes " target ", which comes later in the order (" order ")")
    if (target ~ /^constable(|\/schema|\/migrations)\.hpp$/ && header !~ /^constable(|\/migrations)\.hpp$/)
      complain(header " includes " target ", which is for users")
    if (target ~ /^constable\/tools\// && header !~ /^constable\/tools\//)
      complain(header " includes " target ", but the tools are opt-in")
  }

  function check_foreign(header, name) {
    if (name ~ /^(pqxx\/|libpq)/ && header !~ /^constable\/database\//)
      complain(header " includes <" name ">: only constable/database/ may")
    if (name ~ /^(spdlog|fmt)\// && header != "constable/startup/log.hpp")
      complain(header " includes <" name ">: only constable/startup/log.hpp may")
  }

  BEGIN { last = split(order, rooms, " "); for (i = 1; i <= last; ++i) places[rooms[i]] = i }
  { headers[NR] = $0; known[$0] }
  END {
    for (i = 1; i <= NR; ++i) {
      header = headers[i]
      if (place_of(header) == 99) complain(header " stands in no room (" order ")")
      while ((getline line < header) > 0) {
        if (line !~ /^[ \t]*#[ \t]*include[ \t]*[<"]/) continue
        ++includes
        split(line, parts, /[<>"]/)
        target = meant_by(parts[2], header)
        if (target != "") check_own(header, target)
        else check_foreign(header, parts[2])
      }
      close(header)
    }
    printf "%d headers, %d includes, %d of them against the order\n", NR, includes, complaints
    exit !(includes > 0 && complaints == 0)
  }'
