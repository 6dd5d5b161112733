// The protocol's conformance suite. It speaks HTTP, and the server does not (it opens no connection); so for the time of
// the check what comes in over HTTP on this computer is handed on to a server, and its answers back.
// Usage: node conformance.mjs SERVER
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { randomUUID } from "node:crypto";

/** What a server without sampling, subscriptions, logging, completion and binary content has to meet. The other scenarios
 *  call tools, resources and prompts of the suite's own sample server by name. */
const scenarios = ["server-initialize", "ping", "tools-list", "resources-list", "prompts-list"];

/** One server for each session, and who waits for which answer. */
const sessions = new Map();
const begin = () => {
  const server = spawn(process.argv[2], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map();
  createInterface({ input: server.stdout }).on("line", (line) => {
    const answer = JSON.parse(line);
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const id = randomUUID();
  sessions.set(id, { server, waiting });
  return id;
};

const http = createServer(async (request, response) => {
  const refuse = (status) => response.writeHead(status).end();
  if (request.method === "DELETE") {
    sessions.get(request.headers["mcp-session-id"])?.server.kill();
    return refuse(200);
  }
  if (request.method !== "POST") return refuse(405);
  let body = "";
  for await (const piece of request) body += piece;
  const message = JSON.parse(body);
  const id = message.method === "initialize" ? begin() : request.headers["mcp-session-id"];
  const session = sessions.get(id);
  if (!session) return refuse(404);
  const answered = message.id === undefined ? undefined : new Promise((done) => session.waiting.set(message.id, done));
  session.server.stdin.write(`${JSON.stringify(message)}\n`);
  if (!answered) return refuse(202);
  response.writeHead(200, { "content-type": "application/json", "mcp-session-id": id });
  response.end(JSON.stringify(await answered));
}).listen(0, "127.0.0.1");
await new Promise((done) => http.on("listening", done));

const url = `http://127.0.0.1:${http.address().port}/mcp`;
const suite = new URL("node_modules/@modelcontextprotocol/conformance/dist/index.js", import.meta.url).pathname;
let failed = 0;
for (const scenario of scenarios) {
  const run = spawn(process.execPath, [suite, "server", "--url", url, "--scenario", scenario]);
  let said = "";
  run.stdout.on("data", (piece) => (said += piece));
  run.stderr.on("data", (piece) => (said += piece));
  const code = await new Promise((done) => run.on("exit", done));
  if (code !== 0) {
    failed += 1;
    console.log(`FAILED: ${scenario}\n${said}`);
  }
}
for (const { server } of sessions.values()) server.kill();
http.close();
console.log(`conformance: ${scenarios.length - failed} of ${scenarios.length} scenarios that apply are met`);
process.exit(failed === 0 ? 0 : 1);
