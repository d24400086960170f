#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Shows Constable at work on a fresh Debian 12 or newer, as root or with sudo: bash examples/quickstart.sh
#
# Installs what is missing of Debian's packages, builds examples/trackers.cpp and starts it twice: against the database
# that POSTGRESQL_ADDON_*, DB_* or DATABASE_URL names, else against a private PostgreSQL that is thrown away at the end.
# Variables: CXX, the compiler (g++); PG_BINDIR, the programs of another PostgreSQL.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

compiler=${CXX:-g++}
say() { printf '\n== %s\n' "$*"; }
give_up() {
  printf 'quickstart.sh: %s\n' "$*" >&2
  exit 1
}

scratch=$(mktemp -d "${TMPDIR:-/tmp}/quickstart.XXXXXX")
clean_up() {
  local code=$?
  trap '' INT TERM HUP
  bash tests/support/cluster.sh stop "$scratch/cluster" || true
  rm -rf "$scratch"
  exit "$code"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# ---- where the database is, by the library's own rules

is_set() { [ -n "${!1:-}" ]; }
source_of_connection() {
  if is_set POSTGRESQL_ADDON_HOST || is_set POSTGRESQL_ADDON_DB; then
    echo 'POSTGRESQL_ADDON_*'
  elif is_set POSTGRESQL_ADDON_URI; then
    echo POSTGRESQL_ADDON_URI
  elif is_set DB_HOST || is_set DB_NAME; then
    echo 'DB_*'
  elif is_set DATABASE_URL; then
    echo DATABASE_URL
  else
    echo private
  fi
}

# ---- what is missing

has_server() { bash tests/support/cluster.sh bindir >/dev/null 2>&1; }
has_header() { printf '#include <%s>\n' "$1" | "$compiler" -E -x c++ - >/dev/null 2>&1; }
missing_packages() {
  command -v "$compiler" >/dev/null || echo g++
  command -v pkg-config >/dev/null || echo pkg-config
  pkg-config --exists libpqxx 2>/dev/null || echo libpqxx-dev
  pkg-config --exists spdlog 2>/dev/null || echo libspdlog-dev
  has_header boost/hana/tuple.hpp || echo libboost-dev
  command -v psql >/dev/null || echo postgresql-client
  [ "$from" != private ] || has_server || echo postgresql
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    give_up "installing packages needs root or sudo; please install: ${missing[*]}"
  fi
}

install_missing() {
  mapfile -t missing < <(missing_packages)
  if [ ${#missing[@]} = 0 ]; then
    echo "nothing is missing"
    return
  fi
  command -v apt-get >/dev/null || give_up "this is no Debian; please install what its packages ${missing[*]} hold"
  echo "installing ${missing[*]}"
  as_root apt-get update -qq
  # Debian's own server is of no use here: it is kept from starting during this one installation.
  local keep_off=/etc/postgresql-common/createcluster.conf made=
  if [[ " ${missing[*]} " == *' postgresql '* ]] && [ ! -e "$keep_off" ]; then
    made=1
    as_root mkdir -p "${keep_off%/*}"
    echo 'create_main_cluster = false' | as_root tee "$keep_off" >/dev/null
  fi
  as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Use-Pty=0 "${missing[@]}" >"$scratch/installed" 2>&1 || {
    cat "$scratch/installed"
    give_up "apt-get could not install ${missing[*]}"
  }
  # What Debian would have put there, for the next cluster that somebody creates.
  if [ -n "$made" ] && [ -e "$keep_off.ucf-dist" ]; then as_root mv "$keep_off.ucf-dist" "$keep_off"; fi
}

# ---- the database

start_private_server() {
  bash tests/support/cluster.sh start "$scratch/cluster" --owner $$ >/dev/null
  # shellcheck disable=SC1091
  . "$scratch/cluster/facts"
  # Nothing of the caller's may lead elsewhere.
  local variable
  for variable in "${!DB_@}" "${!PG@}" "${!POSTGRESQL_ADDON_@}"; do unset "$variable"; done
  export DB_HOST=$CLUSTER_HOST DB_PORT=$CLUSTER_PORT DB_NAME=trackers DB_USER=$CLUSTER_USER
  psql -Xq -d "$CLUSTER_CONNECTION dbname=postgres" -c 'CREATE DATABASE trackers'
  echo "DB_HOST=$DB_HOST DB_PORT=$DB_PORT DB_NAME=$DB_NAME DB_USER=$DB_USER"
}

# Runs psql on the program's database. What is secret reaches it through its environment, never as an argument.
in_psql() (
  uri=()
  use() { ! is_set "$2" || export "$1=${!2}"; }
  use_group() {
    local name
    for name in HOST PORT USER PASSWORD SSLMODE SSLROOTCERT SSLCERT SSLKEY; do use "PG$name" "$1_$name"; done
  }
  case $(source_of_connection) in
    'DB_*')
      use_group DB
      use PGDATABASE DB_NAME
      ;;
    'POSTGRESQL_ADDON_*')
      use_group POSTGRESQL_ADDON
      use PGDATABASE POSTGRESQL_ADDON_DB
      ;;
    POSTGRESQL_ADDON_URI) use_uri "$POSTGRESQL_ADDON_URI" ;;
    DATABASE_URL) use_uri "$DATABASE_URL" ;;
  esac
  psql -X -P pager=off -v ON_ERROR_STOP=1 "${uri[@]}" "$@"
)

# Splits the password off a URI: scheme://user:password@host/database.
use_uri() {
  if [[ $1 == *password=* ]]; then give_up "a URI with ?password= cannot be handed to psql in secret; use user:password@"; fi
  if [[ $1 =~ ^([a-z]+://[^:/?#@]*):([^/?#@]*)@(.*)$ ]]; then
    uri=("${BASH_REMATCH[1]}@${BASH_REMATCH[3]}")
    printf -v PGPASSWORD %b "${BASH_REMATCH[2]//%/\\x}"
    export PGPASSWORD
  else
    uri=("$1")
  fi
}

from=$(source_of_connection)
say "1. What it needs: a compiler, libpqxx, spdlog, Boost.Hana, PostgreSQL"
install_missing

say "2. Building examples/trackers.cpp: four tables and one line, ensure_schema<app>()"
read -ra flags <<<"$(pkg-config --cflags --libs libpqxx spdlog)"
echo "$compiler -std=c++20 -Iinclude examples/trackers.cpp ${flags[*]} -o trackers"
"$compiler" -std=c++20 -Iinclude examples/trackers.cpp "${flags[@]}" -o "$scratch/trackers"

if [ "$from" = private ]; then
  say "3. Starting a private PostgreSQL; it will be thrown away at the end"
  start_private_server
else
  say "3. Using the database that $from names; the tables will stay there"
fi

say "4. The first start creates what is missing"
"$scratch/trackers"

say "5. The second start finds everything as it should be, in one round trip"
"$scratch/trackers"

say "6. The tables in psql; constable_state is what makes the second start so cheap"
in_psql -c '\dt' -c '\d items'

say "Done. The program is examples/trackers.cpp; examples/TUTORIAL.md goes on from here."
