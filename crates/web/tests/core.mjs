// The core as the page carries it, for tests: taken out of the file itself, and called as the page calls it.
import { readFileSync } from 'node:fs';

const block = (page, id) => {
  const [, text] = page.match(new RegExp(`<script type="application/octet-stream" id="${id}">([^<]*)</script>`)) || [];
  if (!text) throw new Error(`the page carries no ${id}`);
  return Buffer.from(text, 'base64');
};

const started = async (bytes) => {
  const module = await WebAssembly.compile(bytes);
  const imports = WebAssembly.Module.imports(module);
  if (imports.length) throw new Error(`the module asks for ${imports.map(({ name }) => name)}`);
  const { exports } = await WebAssembly.instantiate(module);
  const put = (data) => {
    const place = exports.room(data.length);
    new Uint8Array(exports.memory.buffer, place, data.length).set(data);
  };
  return { exports, put, get: (place, length) => new Uint8Array(exports.memory.buffer, place, length) };
};

/** The core of a page: text in, text out; and how much memory it holds. */
export const coreOf = async (file) => {
  const page = readFileSync(file, 'utf8');
  const packer = await started(block(page, 'unpack'));
  const unpacked = (id) => {
    packer.put(block(page, id));
    const length = packer.exports.unpack();
    return packer.get(packer.exports.unpacked(), length).slice();
  };
  const { exports, put, get } = await started(unpacked('core'));
  put(unpacked('rules'));
  if (!exports.rules()) throw new Error('the core cannot read the rules');
  const call = (text) => {
    put(new TextEncoder().encode(text));
    const length = exports.call();
    return new TextDecoder().decode(get(exports.reply(), length));
  };
  const ask = (today, what, rest = {}) =>
    JSON.parse(call(JSON.stringify({ version: 1, today, request: { ask: what, ...rest } })));
  return { call, ask, memory: () => exports.memory.buffer.byteLength };
};
