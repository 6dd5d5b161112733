#!/bin/sh
# Writes the bill of materials of a program for Linux, as CycloneDX JSON: every crate in it with version, licence and hash.
# Usage: packaging/bill.sh FILE [FOLDER], FOLDER with the Cargo.toml of the program: . or crates/mcp.
# Needs: cargo install --locked cargo-cyclonedx
set -eu
[ $# -eq 1 ] || [ $# -eq 2 ] || { echo "name the file to write"; exit 2; }
cd "$(dirname "$0")/.."
program=${2:-.}
# It can only write beside Cargo.toml, and does so for each crate of the workspace.
cargo cyclonedx --quiet --format json --spec-version 1.5 --no-build-deps --target x86_64-unknown-linux-gnu \
    --override-filename bill-of-materials
mkdir -p "$(dirname "$1")"
# This folder names the program in it; whoever reads the list has another.
sed "s|path+file://$PWD|path+file:.|g" "$program/bill-of-materials.json" >"$1"
rm -f bill-of-materials.json crates/*/bill-of-materials.json
