// The protocol's TypeScript SDK: lists everything, and makes every call of calls.json. Usage: node sdk.mjs SERVER [ARGUMENT...]
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const calls = JSON.parse(readFileSync(new URL("../calls.json", import.meta.url)));
const [command, ...args] = process.argv.slice(2);
const client = new Client({ name: "signpost-check", version: "1" });
await client.connect(new StdioClientTransport({ command, args }));

/** The value at a JSON pointer. */
const at = (value, pointer) => pointer.split("/").slice(1).reduce((inside, key) => inside?.[key], value) ?? null;

const { tools } = await client.listTools();
assert.deepEqual(new Set(tools.map((tool) => tool.name)), new Set(calls.map((call) => call.tool)));
for (const { tool, arguments: given, at: where, is } of calls) {
  const result = await client.callTool({ name: tool, arguments: given });
  assert(!result.isError, `${tool}: ${result.content[0].text}`);
  assert.deepEqual(at(JSON.parse(result.content[0].text).reply, where), is, tool);
}
const refused = await client.callTool({ name: "next_steps", arguments: { facts: "area: england" } });
assert(refused.isError && refused.content[0].text.includes("does not understand this"), "a refusal in words");
const { resources } = await client.listResources();
for (const { uri } of resources) {
  const { contents } = await client.readResource({ uri });
  assert(contents[0].text.length > 1000, uri);
}
const { resourceTemplates } = await client.listResourceTemplates();
const part = resourceTemplates[0].uriTemplate.replace("{heading}", "decisions-in-letters");
assert((await client.readResource({ uri: part })).contents[0].text.includes("will not assess"), part);
const { prompts } = await client.listPrompts();
for (const { name } of prompts) {
  const { messages } = await client.getPrompt({ name, arguments: { story: "They will not assess." } });
  assert(messages[0].content.text.endsWith("They will not assess."), name);
}
await client.close();
console.log(`TypeScript SDK: ${calls.length} calls of ${tools.length} tools, ${resources.length} resources, ${prompts.length} prompts`);
