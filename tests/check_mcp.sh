#!/usr/bin/env bash
# Talks to the server for assistants with clients that others wrote: the protocol's Python and TypeScript SDKs, its
# inspector and its conformance suite, each at a fixed version. Says what it could not try. Usage: tests/check_mcp.sh
set -eu
cd "$(dirname "$0")/.."
here=crates/mcp/tests/clients
cargo build --quiet --locked --package signpost-mcp
server=$PWD/target/debug/signpost-mcp
[ -z "${CARGO_TARGET_DIR:-}" ] || server=$CARGO_TARGET_DIR/debug/signpost-mcp

if command -v python3 >/dev/null && { [ -x "$here/.venv/bin/python" ] || python3 -m venv "$here/.venv"; } &&
    "$here/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"; then
    "$here/.venv/bin/python" "$here/sdk.py" "$server"
else
    echo "not run: the Python SDK cannot be had here"
fi

command -v node >/dev/null && command -v npm >/dev/null || { echo "not run: node and npm are not installed"; exit 0; }
[ -d "$here/node_modules/@modelcontextprotocol/sdk" ] || npm ci --silent --no-audit --no-fund --prefix "$here" ||
    { echo "not run: the TypeScript SDK, the inspector and the conformance suite cannot be had here"; exit 0; }
node "$here/sdk.mjs" "$server"
node "$here/inspector.mjs" "$server"
# The suite needs Node 22 (`fs.globSync`), which comes with the packages where the system's is older.
"$here/node_modules/.bin/node" "$here/conformance.mjs" "$server"
