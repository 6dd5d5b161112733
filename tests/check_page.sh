#!/usr/bin/env bash
# Makes the page for a browser and looks at it: the same answers through its core and through the program, and stories,
# screens, print and clicks in Chromium. Usage: tests/check_page.sh [SETS [SECONDS [PICTURES]]], with so many random sets
# of answers, so many seconds of random clicks, and a folder for the pictures. Says what it could not look at.
set -eu
cd "$(dirname "$0")/.."
sets=${1:-2000}
seconds=${2:-20}
here=crates/web/tests
command -v node >/dev/null && command -v npm >/dev/null || { echo "not run: node and npm are not installed"; exit 0; }
[ -d "$here/node_modules/playwright-core" ] || npm ci --silent --no-audit --no-fund --prefix "$here" ||
    { echo "not run: what the tests need cannot be had from the package registry"; exit 0; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
packaging/page.sh "$out/signpost.html"
cargo build --quiet --locked
node "$here/parity.mjs" "$out/signpost.html" "${CARGO_TARGET_DIR:-target}/debug/signpost" "$sets"
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$CHROMIUM" ] || { echo "not run: Chromium is not installed, so no page was looked at"; exit 0; }
export CHROMIUM
node "$here/browser.mjs" "$out/signpost.html" --seconds "$seconds" ${3:+--pictures "$3"}
