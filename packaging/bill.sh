#!/bin/sh
# Writes the bill of materials of the Linux program, as CycloneDX JSON: every crate in it with version, licence and hash.
# Usage: packaging/bill.sh FILE. Needs: cargo install --locked cargo-cyclonedx
set -eu
[ $# -eq 1 ] || { echo "name the file to write"; exit 2; }
cd "$(dirname "$0")/.."
# It can only write beside Cargo.toml.
cargo cyclonedx --quiet --format json --spec-version 1.5 --no-build-deps --target x86_64-unknown-linux-gnu \
    --override-filename bill-of-materials
mkdir -p "$(dirname "$1")"
# This folder names the program in it; whoever reads the list has another.
sed "s|path+file://$PWD#|path+file:.#|g" bill-of-materials.json >"$1"
rm bill-of-materials.json
