#!/bin/sh
# Builds the program here, and again from a copy in another folder, for another home, and compares the bytes.
set -eu
cd "$(dirname "$0")/.."
packaging/build.sh
built=${CARGO_TARGET_DIR:-target}/release
home=${CARGO_HOME:-$HOME/.cargo}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir -p "$copy/another/place" "$copy/home"
git ls-files -z | tar --create --null --files-from - | tar --extract --directory "$copy/another/place"
# The other home holds the same crates, under other names.
ln -s "$home/registry" "$copy/home/registry"
CARGO_HOME="$copy/home" CARGO_TARGET_DIR="$copy/built" "$copy/another/place/packaging/build.sh" --offline
for program in signpost signpost-mcp; do
    sha256sum "$built/$program" "$copy/built/release/$program"
    cmp "$built/$program" "$copy/built/release/$program" || { echo "FAILED: the two differ"; exit 1; }
    for place in "$PWD" "$HOME" "$copy"; do
        if grep --text --fixed-strings --quiet "$place/" "$built/$program"; then
            echo "FAILED: $place is in $program"
            exit 1
        fi
    done
done
echo "the same bytes from both folders, and neither is in them"
