#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Uses the library from another project, in one of the ways that are promised, and runs the program that comes out.
#   run.sh WAY PROJECT SCRATCH
# WAY is add_subdirectory, fetch_content, find_package, find_schema, pkg_config or single_header. The program starts
# against the PostgreSQL whose folder CONSTABLE_CLUSTER names; exit code 77 when there is none.
set -euo pipefail
way=$1 project=$(cd "$2" && pwd) scratch=$3
cxx=${CXX:-g++}
consumer=$(cd "$(dirname "$0")" && pwd)/project
rm -rf "$scratch"
mkdir -p "$scratch"
scratch=$(cd "$scratch" && pwd)

# What builds everything else builds this too; make is not needed.
if command -v ninja >/dev/null; then export CMAKE_GENERATOR=Ninja; fi

quietly() {
  if ! "$@" > "$scratch/said" 2>&1; then
    cat "$scratch/said"
    echo "this failed: $*"
    exit 1
  fi
}

install_library() {
  quietly cmake -S "$project" -B "$scratch/library" -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_INSTALL_PREFIX="$scratch/prefix" \
    -DCONSTABLE_BUILD_TESTS=OFF -DCONSTABLE_BUILD_EXAMPLES=OFF -DCONSTABLE_BUILD_BENCHMARKS=OFF
  quietly cmake --build "$scratch/library" --target install
}

build_with_cmake() {
  quietly cmake -S "$consumer" -B "$scratch/build" -DCMAKE_CXX_COMPILER="$cxx" -DWAY="$way" \
    -DCMAKE_PREFIX_PATH="$scratch/prefix" "$@"
  quietly cmake --build "$scratch/build"
  program=$scratch/build/consumer
}

case $way in
  add_subdirectory) build_with_cmake -DCONSTABLE="$project" ;;
  fetch_content)
    # The archive that a release would be.
    tar -C "$(dirname "$project")" --exclude='build*' --exclude=.git -czf "$scratch/constable.tar.gz" "$(basename "$project")"
    build_with_cmake -DCONSTABLE="file://$scratch/constable.tar.gz"
    ;;
  find_package | find_schema)
    install_library
    build_with_cmake
    ;;
  pkg_config)
    install_library
    program=$scratch/consumer
    flags=$(PKG_CONFIG_PATH=$scratch/prefix/share/pkgconfig pkg-config --cflags --libs constable)
    # shellcheck disable=SC2086
    quietly "$cxx" -std=c++20 "$consumer/main.cpp" $flags -o "$program"
    ;;
  single_header)
    # Nothing but the one file.
    mkdir "$scratch/include"
    cp "$project/single_include/constable.hpp" "$scratch/include/"
    program=$scratch/consumer
    flags=$(pkg-config --cflags --libs libpqxx spdlog)
    # shellcheck disable=SC2086
    quietly "$cxx" -std=c++20 -I"$scratch/include" "$consumer/main.cpp" $flags -o "$program"
    ;;
  *)
    echo "run.sh: $way is no way to use the library"
    exit 2
    ;;
esac

"$program" | tee "$scratch/ddl"
grep -q teams "$scratch/ddl"

facts=${CONSTABLE_CLUSTER:-}/facts
if [ "$way" = find_schema ]; then exit; fi
if [ ! -f "$facts" ]; then
  echo "the program was built but not started: CONSTABLE_CLUSTER names no running cluster"
  if [ -n "${CONSTABLE_REQUIRE_SERVER:-}" ]; then exit 1; fi
  exit 77
fi
# shellcheck disable=SC1090
. "$facts"
psql() { "$CLUSTER_CLIENTS/psql" -XqAt -v ON_ERROR_STOP=1 -d "$CLUSTER_CONNECTION dbname=$1" -c "$2"; }
name=consume_$$
psql postgres "CREATE DATABASE $name TEMPLATE template0 ENCODING 'UTF8'"
trap 'psql postgres "DROP DATABASE $name"' EXIT
DATABASE_URL="postgresql://$CLUSTER_USER@$CLUSTER_HOST:$CLUSTER_PORT/$name" "$program" start
[ "$(psql "$name" "SELECT to_regclass('teams')")" = teams ] || { echo "the program has not created its table"; exit 1; }
