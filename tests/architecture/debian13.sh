#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Runs all tests on Debian 13 (libpqxx 7.10, g++ 14, PostgreSQL 17), in a root of its own on a Debian or Ubuntu machine.
#
#   sudo bash tests/architecture/debian13.sh [arguments of ctest …]
#
# It needs root and the package debootstrap; packages come from the mirror that this machine's apt uses. The root is
# made once (half a minute, 1.5 GB) and used again; its build is kept in there too. Nothing outside of it is changed.
# Variables:
#   ROOT       where the root is (a folder below TMPDIR)
#   RELEASE    another release: bookworm, sid
#   MIRROR     another mirror
#   SETUP=1    makes the root with all packages and stops there
# tests/run.sh's variables (JOBS, CONSTABLE_SANITIZE, …) are passed on.
set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
release=${RELEASE:-trixie}
root=${ROOT:-${TMPDIR:-/tmp}/constable-$release}

if [ "$(id -u)" != 0 ]; then
  echo "debian13.sh: making a root needs root: sudo bash $0" >&2
  exit 1
fi
command -v debootstrap >/dev/null || { echo "debian13.sh: apt-get install debootstrap" >&2; exit 1; }

# The first mirror that apt uses here: of the newer deb822 files, or of the older one-line ones.
mirror() {
  local found
  found=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed -n 's/^URIs:[[:space:]]*\([^[:space:]]*\).*/\1/p' | sed 1q)
  [ -n "$found" ] || found=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -nE 's/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p' | sed 1q)
  printf '%s\n' "$found"
}

if [ ! -e "$root/etc/constable-ready" ]; then
  debootstrap --variant=minbase "$release" "$root" "${MIRROR:-$(mirror)}"
  # No service of the root may start on this machine.
  printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
  for setting in /etc/apt/apt.conf.d/*proxy*; do
    if [ -f "$setting" ]; then cp "$setting" "$root/etc/apt/apt.conf.d/"; fi
  done
  touch "$root/etc/constable-ready"
fi

# PostgreSQL needs /proc and shared memory, shells need /dev/null; a private mount namespace forgets them at the end.
in_root() {
  unshare --mount --propagation private bash -c '
    root=$1; shift
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    if [ -e /etc/resolv.conf ]; then cp -L /etc/resolv.conf "$root/etc/resolv.conf"; fi
    exec chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"' in_root "$root" "$@"
}

passed_on=()
for name in JOBS CXX CXXFLAGS CONSTABLE_SINGLE_INCLUDE CONSTABLE_SANITIZE RC_PARAMS; do
  if [ -n "${!name:-}" ]; then passed_on+=("$name=${!name}"); fi
done
if [ "${SETUP:-0}" = 1 ]; then passed_on+=(SETUP=1); fi

# The sources are copied, builds stay where they were: files keep their times, so only what changed is built again.
mkdir -p "$root/constable"
find "$root/constable" -mindepth 1 -maxdepth 1 ! -name 'build*' -exec rm -rf {} +
(cd "$project" && tar --exclude='./build*' --exclude=./.git -cf - .) | tar -C "$root/constable" -xf -
in_root "${passed_on[@]}" bash /constable/tests/run.sh "$@"
