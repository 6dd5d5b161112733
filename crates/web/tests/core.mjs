// The core as the page carries it, for tests: taken out of the file itself, and called as the page calls it.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const block = (page, id) => {
  const [, text] = page.match(new RegExp(`<script type="application/octet-stream" id="${id}">([^<]*)</script>`)) || [];
  if (!text) throw new Error(`the page carries no ${id}`);
  return gunzipSync(Buffer.from(text, 'base64'));
};

/** The core of a page: text in, text out; and how much memory it holds. */
export const coreOf = async (file) => {
  const page = readFileSync(file, 'utf8');
  const module = await WebAssembly.compile(block(page, 'core'));
  const imports = WebAssembly.Module.imports(module);
  if (imports.length) throw new Error(`the core asks for ${imports.map(({ name }) => name)}`);
  const { exports } = await WebAssembly.instantiate(module);
  const put = (bytes) => {
    const at = exports.room(bytes.length);
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
  };
  put(block(page, 'rules'));
  if (!exports.rules()) throw new Error('the core cannot read the rules');
  const call = (text) => {
    put(new TextEncoder().encode(text));
    const length = exports.call();
    return new TextDecoder().decode(new Uint8Array(exports.memory.buffer, exports.reply(), length));
  };
  const ask = (today, what, rest = {}) =>
    JSON.parse(call(JSON.stringify({ version: 1, today, request: { ask: what, ...rest } })));
  return { call, ask, memory: () => exports.memory.buffer.byteLength };
};
