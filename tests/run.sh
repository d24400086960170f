#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds everything and runs all tests on a fresh Debian (12 or newer), as root or with sudo: bash tests/run.sh
#
# What is missing of Debian's packages is installed first; when nothing is missing, no network is needed.
# Variables:
#   BUILD_DIR                    where to build (build/, or build-<what differs>/)
#   JOBS                         how many things at once (the number of processors)
#   CXX                          the compiler (g++)
#   CONSTABLE_SINGLE_INCLUDE=1   run the whole suite against single_include/constable.hpp
#   CONSTABLE_SANITIZE=1         run it under AddressSanitizer and UndefinedBehaviorSanitizer
#   SETUP=1                      install what is missing and stop there
#   PG_BINDIR                    the programs of another PostgreSQL
#   MAJORS="12 18"               afterwards run the tests of the server against these majors too (tests/majors.sh; BRIEF=1)
#   CONSTABLE_CORPUS             a folder with schemas/*.sql, to be pulled and made again (../shared/corpus)
#   RC_PARAMS                    RapidCheck's parameters: "seed=1 max_success=1000"
# Arguments go to ctest: bash tests/run.sh -R startup
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=(g++ cmake ninja-build ccache pkg-config git libboost-dev libpqxx-dev libspdlog-dev libgtest-dev
  librapidcheck-dev nlohmann-json3-dev libcli11-dev postgresql pgbouncer)
# Servers of other majors come from npm.
if [ -n "${MAJORS:-}" ] && ! command -v npm >/dev/null; then packages+=(npm); fi
# Not every release has every Clang; those that it has check the headers and the rejections too.
optional_packages=(clang-14 clang-19)

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# The packages among the arguments that are not installed. pkgconf stands for pkg-config in newer releases.
missing() {
  local package
  for package in "$@"; do
    installed "$package" || { [ "$package" = pkg-config ] && installed pkgconf; } || printf '%s\n' "$package"
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "tests/run.sh: to install ${wanted[*]} this needs root or sudo" >&2
    exit 1
  fi
}

install_missing() {
  local wanted package
  command -v dpkg-query >/dev/null || return 0
  mapfile -t wanted < <(missing "${packages[@]}")
  while IFS= read -r package; do
    if apt-cache show "$package" >/dev/null 2>&1; then wanted+=("$package"); fi
  done < <(missing "${optional_packages[@]}")
  [ ${#wanted[@]} -gt 0 ] || return 0
  echo "installing: ${wanted[*]}"
  as_root apt-get update -q
  # A fresh system knows its packages only now.
  while IFS= read -r package; do
    if apt-cache show "$package" >/dev/null 2>&1; then wanted+=("$package"); fi
  done < <(missing "${optional_packages[@]}")
  # Debian's own cluster is of no use here: its creation is switched off for this one installation.
  if ! installed postgresql-common && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    as_root mkdir -p /etc/postgresql-common
    printf 'create_main_cluster = false\n' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    -o Dpkg::Options::=--force-confold "${wanted[@]}"
}

install_missing
if [ "${SETUP:-0}" = 1 ]; then exit; fi

jobs=${JOBS:-$(nproc)}
suffix=
options=(-DCMAKE_BUILD_TYPE=None "-DCMAKE_CXX_FLAGS=${CXXFLAGS:--O0 -g0}")
if [ "${CONSTABLE_SINGLE_INCLUDE:-0}" = 1 ]; then
  suffix+=-single
  options+=(-DCONSTABLE_SINGLE_INCLUDE=ON)
fi
if [ "${CONSTABLE_SANITIZE:-0}" = 1 ]; then
  suffix+=-sanitize
  options+=(-DCONSTABLE_SANITIZE=ON)
fi
if [ -n "${CXX:-}" ]; then
  suffix+=-$(basename "$CXX")
  options+=("-DCMAKE_CXX_COMPILER=$CXX")
fi
build=${BUILD_DIR:-build$suffix}
if command -v ccache >/dev/null; then
  # Precompiled headers are cached only with these allowances.
  export CCACHE_SLOPPINESS=pch_defines,time_macros
  options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
fi

cmake -S . -B "$build" -G Ninja -DCONSTABLE_BUILD_BENCHMARKS=OFF "${options[@]}"
cmake --build "$build" -j "$jobs"
# Here a missing server is a failure: nothing is skipped silently.
export CONSTABLE_REQUIRE_SERVER=1 JOBS=$jobs
ctest --test-dir "$build" -j "$jobs" --output-on-failure --no-label-summary "$@"
if [ -n "${MAJORS:-}" ]; then
  read -ra majors <<<"$MAJORS"
  BUILD_DIR=$build bash tests/majors.sh "${majors[@]}" -- "$@"
fi
