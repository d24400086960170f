#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Shows how a database that exists becomes C++ declarations: bash examples/adopt.sh
#
# Installs what is missing of Debian's packages, builds the command-line tool in examples/constable, pulls the database of
# examples/adopt/legacy.sql, compiles a service with what was pulled and starts it: on that database, on an empty one, and
# on one that somebody has changed by hand. All of it on a private PostgreSQL that is thrown away at the end.
# Variables: CXX, the compiler (g++); PG_BINDIR, the programs of another PostgreSQL.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

compiler=${CXX:-g++}
say() { printf '\n== %s\n' "$*"; }

scratch=$(mktemp -d "${TMPDIR:-/tmp}/adopt.XXXXXX")
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

say "1. What it needs"
SETUP=1 bash tests/run.sh

say "2. A private PostgreSQL with a database that has grown for years"
bash tests/support/cluster.sh start "$scratch/cluster" --owner $$ >/dev/null
# shellcheck disable=SC1091
. "$scratch/cluster/facts"
for variable in "${!DB_@}" "${!PG@}" "${!POSTGRESQL_ADDON_@}"; do unset "$variable"; done
in_psql() { PGOPTIONS='-c client_min_messages=warning' psql -Xq -v ON_ERROR_STOP=1 -d "$CLUSTER_CONNECTION dbname=$1" "${@:2}"; }
in_psql postgres -c 'CREATE DATABASE shop' -c 'CREATE DATABASE new_shop'
in_psql shop -f examples/adopt/legacy.sql

say "3. Building the command-line tool"
read -ra flags <<<"$(pkg-config --cflags --libs libpqxx spdlog)"
"$compiler" -std=c++20 -Iinclude examples/constable/*.cpp "${flags[@]}" -o "$scratch/constable"

say "4. constable pull -o schema.hpp"
export DB_HOST=$CLUSTER_HOST DB_PORT=$CLUSTER_PORT DB_NAME=shop DB_USER=$CLUSTER_USER
"$scratch/constable" pull -o "$scratch/schema.hpp"
cat "$scratch/schema.hpp"

say "5. A service that includes it: examples/adopt/service.cpp"
"$compiler" -std=c++20 -Iinclude -I"$scratch" examples/adopt/service.cpp "${flags[@]}" -o "$scratch/service"

say "6. Its start on the database that was pulled changes nothing: it is what was declared"
"$scratch/service"
"$scratch/service"

say "7. Its start on an empty database creates the same; the tool finds no difference"
DB_NAME=new_shop "$scratch/service"
"$scratch/constable" diff --from "$CLUSTER_CONNECTION dbname=shop" --to "$CLUSTER_CONNECTION dbname=new_shop"

say "8. Somebody has changed the database by hand; the service says so, and touches nothing"
in_psql shop -c "ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'paid'" -c 'DROP INDEX orders_open_idx'
"$scratch/service"

say "Done."
