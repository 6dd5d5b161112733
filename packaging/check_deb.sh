#!/bin/sh
# Installs the Debian packages in a clean Debian, uses them as somebody without any rights, and takes them out again.
# Usage: packaging/check_deb.sh PROGRAM.deb SERVER.deb. Needs root, debootstrap, and a Debian mirror (MIRROR, SUITE).
set -eu
[ $# -eq 2 ] || { echo "name the packages; packaging/build_deb.sh makes them"; exit 2; }
mirror=${MIRROR:-http://deb.debian.org/debian}
suite=${SUITE:-bookworm}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
fail() { echo "FAILED: $1"; exit 1; }
inside() { chroot "$root" "$@"; }
# The number is that of `nobody`.
user() { chroot --userspec=65534:65534 "$root" env -i HOME=/nonexistent PATH=/usr/bin:/bin "$@"; }
# What is in the root, but for what dpkg and man-db keep about what is installed.
files() { inside find / -xdev -path /proc -prune -o -path /var/lib/dpkg -prune -o -path /var/cache/man -prune -o -print | sort; }

debootstrap --variant=minbase --include=man-db,bash-completion "$suite" "$root" "$mirror" >/dev/null
before=$(files)
cp "$1" "$root/signpost.deb"
cp "$2" "$root/signpost-mcp.deb"
inside dpkg --install /signpost.deb /signpost-mcp.deb
rm "$root/signpost.deb" "$root/signpost-mcp.deb"
installed=$(files)

user signpost --version
user signpost plan --today 2026-11-21 --set area=islington --set person=child --set about=plan \
    --set stage=refused-assessment --set done=talked --set letter-date=2026-10-28 | grep "Monday 4 January 2027" || fail "the plan"
# The same family, typed: start, Islington, my child, a plan, refused, talked, its date, "go on", told nothing, the steps.
printf '%s\n' '' islington 2 1 3 1 '28 October 2026' '' '' '' |
    user signpost --today 2026-11-21 2>/dev/null | grep "Ring the mediation adviser named" || fail "the interview"
user man signpost | grep "EXIT STATUS" || fail "the manual page"
user man signpost-case-new | grep "prints its reference" || fail "the page of a command"
user bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader signpost
    COMP_WORDS=(signpost rules ch) COMP_CWORD=2; _signpost signpost ch rules; echo "${COMPREPLY[*]}"' |
    grep --line-regexp check || fail "the completion"
user signpost rules check /usr/share/doc/signpost/examples/rules | grep "no errors" || fail "the rules to start from"
user signpost rules test /usr/share/doc/signpost/examples/cases | grep " 0 failed" || fail "the cases"
inside test -s /usr/share/doc/signpost/copyright || fail "the licence"
inside test -s /usr/share/doc/signpost/signpost.cdx.json || fail "the bill of materials"
# A server answers the first request, and ends with its input.
begin='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"check","version":"1"}}}'
echo "$begin" | user signpost-mcp | grep --fixed-strings '"name":"signpost"' || fail "the server"
inside test -s /usr/share/doc/signpost-mcp/signpost-mcp.cdx.json || fail "the bill of materials of the server"
[ "$installed" = "$(files)" ] || fail "using it left something behind"

inside dpkg --purge signpost signpost-mcp
[ "$before" = "$(files)" ] || fail "taking it out left something behind"
echo "installed, used and taken out"
