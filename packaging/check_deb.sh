#!/bin/sh
# Installs the Debian package in a clean Debian, uses it as somebody without any rights, and takes it out again.
# Usage: packaging/check_deb.sh PACKAGE. Needs root, debootstrap, and a Debian mirror (MIRROR, SUITE).
set -eu
[ $# -eq 1 ] || { echo "name the package; packaging/build_deb.sh makes it"; exit 2; }
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
inside dpkg --install /signpost.deb
rm "$root/signpost.deb"
installed=$(files)

user signpost --version
user signpost plan --today 2026-11-21 --set area=england --set person=child --set matter=decision \
    --set decision=refuse-assessment --set letter-date=2026-10-28 --set progress=nothing-yet \
    --set wants-mediation=no --set area=islington | grep "Monday 4 January 2027" || fail "the plan"
# The same family, typed: start, England, my child, a letter, refused, its date, "go on", not rung, no, Islington, "yes".
printf '%s\n' '' 1 1 1 1 '28 October 2026' '' 1 no islington '' |
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
[ "$installed" = "$(files)" ] || fail "using it left something behind"

inside dpkg --purge signpost
[ "$before" = "$(files)" ] || fail "taking it out left something behind"
echo "installed, used and taken out"
