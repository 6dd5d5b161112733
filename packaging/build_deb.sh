#!/bin/sh
# Makes the Debian packages in packaging/out: the program, its manual pages and completions, the bill of materials, and
# the rules to start from; and the server for assistants with its own bill. What follows is handed to cargo deb, for example: --maintainer "Name <address>"
# Needs: cargo install --locked cargo-deb cargo-cyclonedx
set -eu
cd "$(dirname "$0")/.."
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
out=packaging/out
rm -rf "$out"
packaging/build.sh
cargo run --quiet --locked --example pages -- "$out"
packaging/bill.sh "$out/signpost.cdx.json"
packaging/bill.sh "$out/signpost-mcp.cdx.json" crates/mcp
for program in signpost signpost-mcp; do
    cargo deb --quiet --locked --no-build --package "$program" --output "$out/" "$@"
done
