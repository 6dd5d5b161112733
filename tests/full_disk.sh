#!/bin/sh
# A cases folder on a full disk, and on one that can only be read: nothing is lost, and the reason is said.
# Needs root, for a disk of 256 KiB in memory. Not part of the test suite:  sh tests/full_disk.sh target/release/signpost
set -eu
program=$1
disk=$(mktemp -d)
mount -t tmpfs -o size=256k,mode=700 tmpfs "$disk"
trap 'umount "$disk"; rmdir "$disk"' EXIT
case_() { "$program" case --cases "$disk" --today 2026-11-21 "$@"; }
fail() { echo "FAILED: $1"; exit 1; }

case_ new --reference K7MR-3XQD >/dev/null
case_ note K7MR-3XQD "the first note" >/dev/null 2>&1
head -c 230000 /dev/zero >"$disk/ballast" || true
before=$(cksum <"$disk/K7MR-3XQD.yaml")
if yes "words" | head -c 100000 | case_ note K7MR-3XQD >/dev/null 2>"$disk.err"; then fail "saved on a full disk"; fi
grep -q "the disk is full" "$disk.err" || fail "the reason is not said: $(head -c 300 "$disk.err")"
grep -q "What you wrote" "$disk.err" || fail "the text is not printed back"
[ "$before" = "$(cksum <"$disk/K7MR-3XQD.yaml")" ] || fail "the case was changed"
rm "$disk/ballast"
case_ note K7MR-3XQD "after the disk had room again" >/dev/null 2>&1 || fail "no save after"
[ -z "$(ls -A "$disk" | grep '^.signpost-' || true)" ] || fail "a temporary file is left"
mount -o remount,ro "$disk"
case_ show K7MR-3XQD | grep -q "the first note" || fail "cannot be read on a read-only disk"
if case_ note K7MR-3XQD "more" >/dev/null 2>"$disk.err"; then fail "saved on a read-only disk"; fi
grep -q "can only be read" "$disk.err" || fail "the reason is not said: $(cat "$disk.err")"
rm -f "$disk.err"
echo "full and read-only disks: nothing lost"
