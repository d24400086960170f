#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Starts and stops private, throw-away PostgreSQL clusters for tests, examples and benchmarks.
#
#   cluster.sh start DIR [--owner PID] [name=value …]    a new cluster; prints its facts as shell assignments
#   cluster.sh standby DIR PRIMARY [--owner PID] [name=value …]    a streaming, read-only copy of the cluster PRIMARY
#   cluster.sh facts DIR      the same assignments again
#   cluster.sh halt DIR       stops the server (as a crash would) and keeps its data
#   cluster.sh resume DIR     starts a halted server again, on the same port
#   cluster.sh stop DIR       stops the server and removes everything that belongs to it
#   cluster.sh bindir         the folder of the server's programs; exit code 3 when there is no PostgreSQL
#   cluster.sh clients        the folder of psql and pg_dump; exit code 3 when there is none
#
# DIR holds only the file `facts`; data, log and socket live in a folder of their own under TMPDIR, because a server
# user must be able to reach them and a socket's path is short. Each name=value becomes a line of the configuration.
# --owner: the cluster stops by itself when that process has ended, however it ended.
# PG_BINDIR chooses another PostgreSQL (12 or newer), such as support/postgres_majors.sh fetches. PostgreSQL refuses to run as root: root's clusters run as `postgres` or `nobody`.
#
# Everybody on this machine may connect as the superuser `postgres`; members of the role `password_required`
# must give their password.
set -euo pipefail

complain() { printf 'cluster.sh: %s\n' "$*" >&2; }

bin_directory() {
  local candidate
  while IFS= read -r candidate; do
    if [ -n "$candidate" ] && [ -x "$candidate/initdb" ] && [ -x "$candidate/postgres" ]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done < <(
    if [ -n "${PG_BINDIR:-}" ]; then
      printf '%s\n' "$PG_BINDIR"
    else
      pg_config --bindir 2>/dev/null || true
      printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV
      dirname "$(command -v initdb || echo /nonexistent/initdb)"
    fi
  )
  complain "no PostgreSQL server found (looked at PG_BINDIR, pg_config --bindir, /usr/lib/postgresql, PATH);" \
    "install Debian's package postgresql or set PG_BINDIR"
  return 3
}

# Psql and pg_dump: the server's own, or others of this machine where it comes without any.
client_directory() {
  local candidate
  while IFS= read -r candidate; do
    if [ -n "$candidate" ] && [ -x "$candidate/psql" ]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done < <(
    bin_directory 2>/dev/null || true
    pg_config --bindir 2>/dev/null || true
    printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV
    dirname "$(command -v psql || echo /nonexistent/psql)"
  )
  complain "no psql found (looked at PG_BINDIR, pg_config --bindir, /usr/lib/postgresql, PATH)"
  return 3
}

server_user() {
  if [ "$(id -u)" != 0 ]; then id -un; elif id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi
}

as_server() {
  cd /
  if [ "$(id -u)" != 0 ]; then
    "$@"
  else
    local user
    user=$(server_user)
    setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups -- env HOME=/ "$@"
  fi
}

quoted() { printf "'%s'" "${1//\'/\'\\\'\'}"; }

# A new folder that the server's user may write to: under TMPDIR, or under /tmp when TMPDIR is closed to that user.
private_folder() {
  local parent folder
  for parent in "${TMPDIR:-/tmp}" /tmp; do
    folder=$(mktemp -d "$parent/constable.XXXXXX") || continue
    chmod 755 "$folder"
    if [ "$(id -u)" = 0 ]; then chown "$(server_user)" "$folder"; fi
    if (as_server test -w "$folder"); then
      printf '%s\n' "$folder"
      return 0
    fi
    rmdir "$folder"
  done
  complain "neither ${TMPDIR:-/tmp} nor /tmp can hold a cluster of user $(server_user)"
  return 1
}

# Sets the variables that describe the cluster of DIR; fails when there is none.
load() {
  [ -f "$1/facts" ] || return 1
  # shellcheck disable=SC1091
  . "$1/facts"
}

save_facts() {
  local name
  for name in CLUSTER_BIN CLUSTER_CLIENTS CLUSTER_BASE CLUSTER_DATA CLUSTER_LOG CLUSTER_SOCKET CLUSTER_HOST CLUSTER_PORT \
    CLUSTER_USER CLUSTER_CONNECTION; do
    printf '%s=%s\n' "$name" "$(quoted "${!name}")"
  done > "$1/facts.new"
  mv "$1/facts.new" "$1/facts"
}

# Nothing is flushed to the disk, but every commit is handed to the kernel: a halted server has lost none.
configure() {
  local setting
  {
    cat <<CONF
listen_addresses = '127.0.0.1'
port = $CLUSTER_PORT
unix_socket_directories = '$CLUSTER_SOCKET'
max_connections = 200
fsync = off
password_encryption = 'scram-sha-256'
full_page_writes = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_statement = 'all'
log_line_prefix = '%m pid=%p user=%u db=%d app=%a '
CONF
    for setting in "$@"; do printf "%s = '%s'\n" "${setting%%=*}" "$(sed "s/'/''/g" <<<"${setting#*=}")"; done
  } | as_server tee "$CLUSTER_DATA/constable.conf" >/dev/null
}

running() { [ -f "$CLUSTER_DATA/postmaster.pid" ] && (as_server "$CLUSTER_BIN/pg_ctl" -D "$CLUSTER_DATA" status >/dev/null 2>&1); }

# Starts the server of the loaded facts; what it says goes into its log.
launch() { (as_server "$CLUSTER_BIN/pg_ctl" -D "$CLUSTER_DATA" -l "$CLUSTER_LOG" -w -t 60 start </dev/null >/dev/null 2>&1); }

# Starts a server whose data are ready on the first free port it meets.
launch_on_free_port() {
  local try
  for try in $(seq 20); do
    CLUSTER_PORT=$((20000 + (RANDOM * 32768 + RANDOM) % 10000))
    CLUSTER_CONNECTION="host=$CLUSTER_SOCKET port=$CLUSTER_PORT user=$CLUSTER_USER"
    (configure "$@")
    if launch; then return 0; fi
    grep -q 'Address already in use' "$CLUSTER_LOG" 2>/dev/null || break
  done
  complain "the server did not start; its log says:"
  tail -n 20 "$CLUSTER_LOG" >&2 || true
  return 1
}

# Stops the cluster of DIR as soon as its owner has ended.
watch_owner() {
  local dir=$1 owner=$2
  setsid bash -c 'while kill -0 "$2" 2>/dev/null; do sleep 1; done; [ ! -f "$1/facts" ] || exec bash "$0" stop "$1"' \
    "$self" "$dir" "$owner" </dev/null >/dev/null 2>&1 &
}

halt() {
  if running; then (as_server "$CLUSTER_BIN/pg_ctl" -D "$CLUSTER_DATA" -m immediate -w stop >/dev/null); fi
}

stop() {
  load "$1" || return 0
  halt || complain "could not stop the server of $CLUSTER_DATA"
  case $CLUSTER_BASE in */constable.??????) rm -rf "$CLUSTER_BASE" ;; esac
  rm -f "$1/facts"
  rmdir "$1" 2>/dev/null || true
}

# A new cluster's data in CLUSTER_DATA.
initialise() {
  local quiet=()
  # Before PostgreSQL 14 it gives no instructions.
  if (as_server "$CLUSTER_BIN/initdb" --help) | grep -q -e --no-instructions; then quiet=(--no-instructions); fi
  (as_server "$CLUSTER_BIN/initdb" -D "$CLUSTER_DATA" -U "$CLUSTER_USER" -A trust --no-sync \
    "${quiet[@]+"${quiet[@]}"}" --encoding=UTF8 --locale=C.UTF-8 >/dev/null)
  # The tests' tables make UUIDs; before PostgreSQL 13 that took an extension, which would be one more object in each.
  if [ "$(cat "$CLUSTER_DATA/PG_VERSION")" -lt 13 ]; then
    (as_server "$CLUSTER_BIN/postgres" --single -O -D "$CLUSTER_DATA" template0 >/dev/null 2>&1 <<'SQL'
CREATE FUNCTION pg_catalog.gen_random_uuid() RETURNS uuid LANGUAGE sql VOLATILE AS $$ SELECT md5(random()::text || clock_timestamp()::text)::uuid $$
SQL
    )
  fi
  (as_server bash -c 'cat > "$0/pg_hba.conf" && echo "include '\''constable.conf'\''" >> "$0/postgresql.conf"' "$CLUSTER_DATA" <<'HBA'
local all +password_required scram-sha-256
host  all +password_required 127.0.0.1/32 scram-sha-256
local all,replication all trust
host  all,replication all 127.0.0.1/32 trust
HBA
  )
}

# A copy of the running cluster PRIMARY's data in CLUSTER_DATA, ready to follow it.
copy_primary() {
  local primary_connection primary_data
  primary_connection=$(. "$1/facts" && printf '%s' "$CLUSTER_CONNECTION")
  primary_data=$(. "$1/facts" && printf '%s' "$CLUSTER_DATA")
  if [ -x "$CLUSTER_BIN/pg_basebackup" ]; then
    (as_server "$CLUSTER_BIN/pg_basebackup" -d "$primary_connection" -D "$CLUSTER_DATA" -R --checkpoint=fast --no-sync)
    return
  fi
  # What pg_basebackup does, with cp: the data are on this machine. PostgreSQL 15 has renamed the functions.
  "$CLUSTER_CLIENTS/psql" -XqAt -v ON_ERROR_STOP=1 -d "$primary_connection dbname=postgres" >/dev/null <<SQL
SELECT current_setting('server_version_num')::int >= 150000 AS renamed \gset
\if :renamed
SELECT pg_backup_start('copy', true);
\else
SELECT pg_start_backup('copy', true, false);
\endif
\! cp -a '$primary_data' '$CLUSTER_DATA'
\if :renamed
SELECT labelfile FROM pg_backup_stop(false) \g '$CLUSTER_DATA/backup_label'
\else
SELECT labelfile FROM pg_stop_backup(false, false) \g '$CLUSTER_DATA/backup_label'
\endif
SQL
  rm -f "$CLUSTER_DATA/postmaster.pid" "$CLUSTER_DATA/postmaster.opts"
  printf "primary_conninfo = '%s'\n" "$primary_connection" | tee "$CLUSTER_DATA/postgresql.auto.conf" >/dev/null
  touch "$CLUSTER_DATA/standby.signal"
  if [ "$(id -u)" = 0 ]; then chown -R "$(server_user)" "$CLUSTER_DATA"; fi
}

create() {
  local kind=$1 dir=$2 primary='' owner='' settings=()
  shift 2
  if [ "$kind" = standby ]; then
    primary=${1:?standby DIR PRIMARY}
    shift
  fi
  while [ $# -gt 0 ]; do
    case $1 in
      --owner) owner=$2; shift ;;
      *=*) settings+=("$1") ;;
      *) complain "what is $1? a setting is name=value"; return 2 ;;
    esac
    shift
  done

  CLUSTER_BIN=$(bin_directory)
  CLUSTER_CLIENTS=$(client_directory)
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  (stop "$dir")
  mkdir -p "$dir"

  CLUSTER_BASE=$(private_folder)
  trap 'halt || true; rm -rf "$CLUSTER_BASE"; rmdir "$dir" 2>/dev/null || true' EXIT
  CLUSTER_DATA=$CLUSTER_BASE/data
  CLUSTER_LOG=$CLUSTER_BASE/log
  CLUSTER_SOCKET=$CLUSTER_BASE
  CLUSTER_HOST=127.0.0.1
  CLUSTER_USER=postgres

  if [ "$kind" = standby ]; then copy_primary "$primary"; else initialise; fi
  launch_on_free_port "${settings[@]+"${settings[@]}"}"
  if [ "$kind" = start ]; then
    "$CLUSTER_CLIENTS/psql" -XqAt -d "$CLUSTER_CONNECTION dbname=postgres" -c 'CREATE ROLE password_required' >/dev/null
  fi
  save_facts "$dir"
  trap - EXIT
  if [ -n "$owner" ]; then watch_owner "$dir" "$owner"; fi
  cat "$dir/facts"
}

self=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/$(basename "${BASH_SOURCE[0]}")
command=${1:-}
case $command in
  start | standby) create "$command" "${2:?$command needs a folder}" "${@:3}" ;;
  bindir) bin_directory ;;
  clients) client_directory ;;
  stop) stop "${2:?stop needs a folder}" ;;
  facts | halt | resume)
    load "${2:?$command needs a folder}" || { complain "no cluster is known in $2"; exit 1; }
    case $command in
      facts) cat "$2/facts" ;;
      halt) halt ;;
      resume) launch || { complain "the server did not start; see $CLUSTER_LOG"; exit 1; } ;;
    esac
    ;;
  *)
    sed -n '4,/^$/{s/^# \{0,1\}//p}' "$self" >&2
    exit 2
    ;;
esac
