// The protocol's inspector, by its command line: lists everything, and makes every call of calls.json. Usage: node
// inspector.mjs SERVER
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";

const calls = JSON.parse(readFileSync(new URL("../calls.json", import.meta.url)));
const program = new URL("node_modules/.bin/mcp-inspector-cli", import.meta.url).pathname;
const inspect = (...args) => JSON.parse(execFileSync(program, ["--cli", process.argv[2], ...args], { encoding: "utf8", maxBuffer: 1 << 26 }));
/** The value at a JSON pointer. */
const at = (value, pointer) => pointer.split("/").slice(1).reduce((inside, key) => inside?.[key], value) ?? null;

const { tools } = inspect("--method", "tools/list");
for (const { tool, arguments: given, at: where, is } of calls) {
  const args = Object.entries(given).flatMap(([name, value]) =>
    ["--tool-arg", `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`]);
  const result = inspect("--method", "tools/call", "--tool-name", tool, ...args);
  assert(!result.isError, `${tool}: ${result.content[0].text}`);
  assert.deepEqual(at(JSON.parse(result.content[0].text).reply, where), is, tool);
}
const { resources } = inspect("--method", "resources/list");
for (const { uri } of resources) {
  assert(inspect("--method", "resources/read", "--uri", uri).contents[0].text.length > 1000, uri);
}
const { prompts } = inspect("--method", "prompts/list");
for (const { name } of prompts) {
  const { messages } = inspect("--method", "prompts/get", "--prompt-name", name, "--prompt-args", "story=x");
  assert(messages[0].content.text.endsWith("x"), name);
}
console.log(`inspector: ${calls.length} calls of ${tools.length} tools, ${resources.length} resources, ${prompts.length} prompts`);
