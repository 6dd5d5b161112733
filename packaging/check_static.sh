#!/bin/sh
# Builds the program with nothing to link to, and runs it in a folder that holds nothing else. Needs root, for chroot,
# and: rustup target add x86_64-unknown-linux-musl
set -eu
cd "$(dirname "$0")/.."
target=x86_64-unknown-linux-musl
packaging/build.sh --target "$target"
program=${CARGO_TARGET_DIR:-target}/$target/release/signpost
ldd "$program" 2>&1 | grep -E "statically linked|not a dynamic executable" || { echo "FAILED: it links to something"; exit 1; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir "$root/bin"
cp "$program" "$root/bin/signpost"
fail() { echo "FAILED: $1"; exit 1; }
run() { env -i TERM=no-such-terminal TZ="${zone-}" "$(command -v chroot)" "$root" /bin/signpost "$@"; }
plan() {
    run plan --set area=islington --set person=child --set about=plan --set stage=refused-assessment \
        --set done=talked --set letter-date=2026-10-28 "$@"
}

run --version || fail "it does not start"
plan --today 2026-11-21 | grep "Monday 4 January 2027" || fail "no plan"
printf '%s\n' '' islington 2 1 3 1 '28 October 2026' '' '' '' |
    run --today 2026-11-21 2>/dev/null | grep "Ring the mediation adviser named" || fail "no interview"
# No time zones are there: today is the day of UTC, unless TZ itself says how the clock goes. These two are 26 hours apart.
east=$(zone=EAST-14 && plan | head -n 1)
west=$(zone=WEST+12 && plan | head -n 1)
[ "$east" != "$west" ] || fail "TZ is not heard: $east"
[ "$(find "$root" -type f)" = "$root/bin/signpost" ] || fail "something was written"
ls -l "$program"
cp "${program%/*}/signpost-mcp" "$root/bin/signpost-mcp"
begin='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"check","version":"1"}}}'
echo "$begin" | env -i "$(command -v chroot)" "$root" /bin/signpost-mcp | grep --fixed-strings '"name":"signpost"' || fail "no server"
ls -l "${program%/*}/signpost-mcp"
echo "it runs where there is nothing else"
