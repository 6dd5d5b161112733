#!/usr/bin/env bash
# Makes the page for a browser and looks at it: the same answers through its core and through the program, and stories,
# screens, print and clicks in Chromium. Usage: tests/check_page.sh [SETS [SECONDS [PICTURES]]], with so many random sets
# of answers, so many seconds of random clicks, and a folder for the pictures. Says what it could not look at.
set -eu
cd "$(dirname "$0")/.."
sets=${1:-20000}
seconds=${2:-20}
here=crates/web/tests
command -v node >/dev/null && command -v npm >/dev/null || { echo "not run: node and npm are not installed"; exit 0; }
[ -d "$here/node_modules/playwright-core" ] || npm ci --silent --no-audit --no-fund --prefix "$here" ||
    { echo "not run: what the tests need cannot be had from the package registry"; exit 0; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
packaging/page.sh "$out/signpost.html"
packaging/page.sh "$out/again.html"
cmp "$out/signpost.html" "$out/again.html" || { echo "FAILED: made twice, the page differs"; exit 1; }
cat > "$out/anyshire.yaml" <<'YAML'
format: 1
own: {name: Anyshire SENDIASS, phone: 01632 960000, colour: "#4a145a", checked: 2026-11-29}
areas:
  - {id: anyshire, name: Anyshire, services: {sendiass: {name: Anyshire SENDIASS, phone: 01632 960000, source: us, checked: 2026-11-29, certainty: A}}}
YAML
packaging/page.sh "$out/service.html" --areas "$out/anyshire.yaml"
sed 's/#4a145a/#7a7a7a/' "$out/anyshire.yaml" > "$out/pale.yaml"
if packaging/page.sh "$out/pale.html" --areas "$out/pale.yaml"; then echo "FAILED: a pale colour is taken"; exit 1; fi
cargo build --quiet --locked
node "$here/parity.mjs" "$out/signpost.html" "${CARGO_TARGET_DIR:-target}/debug/signpost" "$sets"
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$CHROMIUM" ] || { echo "not run: Chromium is not installed, so no page was looked at"; exit 0; }
export CHROMIUM
node "$here/browser.mjs" "$out/signpost.html" --seconds "$seconds" --service "$out/service.html" ${3:+--pictures "$3"}
