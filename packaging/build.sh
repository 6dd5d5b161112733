#!/bin/sh
# Builds the program and the server for assistants as they are released: the same bytes from any folder, and no path of this machine in them.
# What follows is handed to cargo, for example: packaging/build.sh --target x86_64-unknown-linux-musl
set -eu
cd "$(dirname "$0")/.."
home=${CARGO_HOME:-$HOME/.cargo}
# Where a fault can happen, the program carries the name of the source file, and those of the crates lie in the home.
RUSTFLAGS="--remap-path-prefix=$home/registry/src=/crates" cargo build --release --locked \
    --package signpost --package signpost-mcp "$@"
