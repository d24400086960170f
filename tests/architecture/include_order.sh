#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# A header includes its own room and the rooms before it, nothing else; libpqxx and spdlog have one door each.
#   include_order.sh PROJECT ROOM…    the rooms in their order, as tests/CMakeLists.txt has them
set -euo pipefail
include=$1/include
shift
rooms=("$@")
complaints=0

complain() {
  printf '%s\n' "$*"
  complaints=$((complaints + 1))
}

# The place of a header's room; schema.hpp stands after declare, migrations.hpp after migrate, constable.hpp at the end.
place_of() {
  local place room=${1#constable/}
  case $1 in
    constable/schema.hpp) room=declare ;;
    constable/migrations.hpp) room=migrate ;;
    constable.hpp) room=${rooms[-1]} ;;
    *) room=${room%%/*} ;;
  esac
  for place in "${!rooms[@]}"; do
    if [ "${rooms[$place]}" = "$room" ]; then
      echo "$place"
      return
    fi
  done
  echo 99
}

# The project's header that an #include means, or nothing. A name in quotes is looked up beside its file first.
resolve() {
  local from=$1 name=$2
  if [ -f "$include/$(dirname "$from")/$name" ]; then
    realpath --relative-to="$include" "$include/$(dirname "$from")/$name"
  else
    case $name in constable.hpp | constable/*) printf '%s\n' "$name" ;; esac
  fi
}

check_project_include() {
  local header=$1 target=$2
  if [ ! -f "$include/$target" ]; then
    complain "$header includes $target, which does not exist"
  elif [ "$(place_of "$target")" -gt "$(place_of "$header")" ]; then
    complain "$header includes $target, which comes later in the order (${rooms[*]})"
  fi
  case $target in
    constable.hpp | constable/schema.hpp | constable/migrations.hpp)
      case $header in constable.hpp | constable/migrations.hpp) ;; *) complain "$header includes $target, which is for users" ;; esac ;;
    constable/tools/*)
      case $header in
        constable/tools/*) ;;
        *) complain "$header includes $target, but the tools are opt-in" ;;
      esac ;;
  esac
}

check_foreign_include() {
  local header=$1 name=$2
  case $name in
    pqxx/* | libpq*)
      case $header in constable/database/*) ;; *) complain "$header includes <$name>: only constable/database/ may" ;; esac ;;
    spdlog/* | fmt/*)
      [ "$header" = constable/startup/log.hpp ] || complain "$header includes <$name>: only constable/startup/log.hpp may" ;;
  esac
}

while IFS= read -r header; do
  if [ "$(place_of "$header")" = 99 ]; then complain "$header stands in no room (${rooms[*]})"; fi
  while IFS= read -r name; do
    target=$(resolve "$header" "$name")
    if [ -n "$target" ]; then check_project_include "$header" "$target"; else check_foreign_include "$header" "$name"; fi
  done < <(sed -nE 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]([^>"]+)[>"].*/\1/p' "$include/$header")
done < <(cd "$include" && find . -name '*.hpp' | sed 's|^\./||' | sort)

if [ "$complaints" -gt 0 ]; then
  echo "$complaints includes against the order"
  exit 1
fi
