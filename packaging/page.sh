#!/bin/sh
# Makes the page for a browser: one file, the same bytes from any folder.
# Usage: packaging/page.sh OUT.html [--areas FILE]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
home=${CARGO_HOME:-$HOME/.cargo}
target=wasm32-unknown-unknown
rustup target list --installed 2>/dev/null | grep -q "$target" || rustup target add "$target"
manifest=$root/Cargo.toml
# A fault names the source file it happens in; the folders of whoever builds are none of its business.
RUSTFLAGS="--remap-path-prefix=$home/registry/src=/crates --remap-path-prefix=$root=/signpost" \
    cargo build --quiet --manifest-path "$manifest" --package signpost-web --package signpost-unpack --lib --profile web --target "$target" --locked
built=${CARGO_TARGET_DIR:-$root/target}/$target/web
cargo run --quiet --manifest-path "$manifest" --package signpost-web --example page --locked -- "$built" "$@"
