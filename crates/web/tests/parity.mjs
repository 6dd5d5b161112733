// The same answers through the core of the page and through the program: the same plan, byte for byte.
// node parity.mjs PAGE PROGRAM [RANDOM [SEED]]
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { coreOf } from './core.mjs';

const [, , page, program, random = '2000', seed = '1'] = process.argv;
const tests = new URL('../../../tests/', import.meta.url);
const core = await coreOf(page);

/** Numbers that look random and come again with the same seed. */
let state = Number(seed) >>> 0;
const below = (end) => {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
};
const any = (list) => list[below(list.length)];

const text = (value) => (Array.isArray(value) ? value.map(String) : value === true ? 'yes' : value === false ? 'no' : String(value));
const factsOf = (answers) => Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, text(value)]));

const sets = [];
for (const file of readdirSync(new URL('cases/', tests)).filter((name) => name.endsWith('.yaml')).sort()) {
  // Dates stay as they are written: the program and the core read them, and not this.
  const { cases } = parse(readFileSync(new URL(`cases/${file}`, tests), 'utf8'), { schema: 'core' });
  for (const one of cases) sets.push({ id: `${file}: ${one.name}`, today: String(one.today), facts: factsOf(one.answers) });
}
for (const line of readFileSync(new URL('situations.jsonl', tests), 'utf8').split('\n').filter(Boolean)) {
  const one = JSON.parse(line);
  sets.push({ id: one.id, today: one.today, facts: factsOf(one.answers) });
}
const written = sets.length;

const day = (today, back) => new Date(Date.parse(today) - back * 86400000).toISOString().slice(0, 10);
const { facts: all, told, areas } = core.ask('2026-11-21', 'facts').reply;
const some = (options, most) => {
  const rest = options.filter((option) => !option.alone);
  const found = new Set();
  for (let left = 1 + below(most); left > 0; left -= 1) found.add(any(rest).id);
  return [...found];
};
const invented = (asked, today) => {
  const alone = asked.options.filter((option) => option.alone);
  switch (asked.kind) {
    case 'date': return below(5) ? day(today, below(10) ? below(420) : -below(60)) : any(asked.options).id;
    case 'several': return alone.length && !below(6) ? any(alone).id : some(asked.options, 3);
    case 'told': return below(2) ? 'none' : some(told, 3);
    case 'area': return below(2) ? any(areas).id : any(asked.options).id;
    default: return any(asked.options).id;
  }
};
// An answer to every question, then only those that are asked.
const inventedSet = (id) => {
  const today = day('2027-06-30', below(500));
  const facts = Object.fromEntries(all.map((asked) => [asked.id, invented(asked, today)]));
  for (;;) {
    const { reply, refusal } = core.ask(today, 'next', { facts });
    if (refusal) {
      if (!refusal.question) throw new Error(`${id}: ${refusal.says}`);
      // A date that cannot be beside the others, or more answers than the question takes.
      facts[refusal.question] = 'not-sure';
      continue;
    }
    if (reply.question) facts[reply.question.id] = 'not-sure';
    else return { id, today, facts: Object.fromEntries(reply.answers.map((answer) => [answer.question, answer.answer])) };
  }
};
for (let at = 0; at < Number(random); at += 1) sets.push(inventedSet(`random ${at}`));

const lines = sets.map(({ today, facts }) => JSON.stringify({ ...facts, day: today })).join('\n');
const run = spawnSync(program, ['batch'], { input: `${lines}\n`, maxBuffer: 1 << 30, encoding: 'utf8' });
if (run.error) throw run.error;
const plans = run.stdout.split('\n').filter(Boolean);
if (plans.length !== sets.length) throw new Error(`${plans.length} plans for ${sets.length} sets\n${run.stderr}`);

const BEFORE = '"plan":';
let same = 0;
let refused = 0;
const other = [];
sets.forEach(({ id, today, facts }, at) => {
  const said = core.call(JSON.stringify({ version: 1, today, request: { ask: 'steps', facts } }));
  const plan = plans[at];
  if (plan.startsWith('{"error"') || plan.startsWith('{"line"')) {
    // What the program refuses because it is not asked, the core leaves out and names.
    const { refusal } = JSON.parse(said);
    const unused = core.ask(today, 'next', { facts }).reply?.not_used?.length;
    if (refusal || unused) refused += 1;
    else other.push(`${id}: only the program refuses: ${plan}`);
  } else if (said.includes(`${BEFORE}${plan},"sources"`)) same += 1;
  else other.push(`${id}: ${said.slice(0, 300)}\n  ${plan.slice(0, 300)}`);
});
other.slice(0, 5).forEach((line) => console.log(line));
console.log(`parity: ${written} written and ${random} random sets: ${same} the same byte for byte, ${refused} refused by both`);
console.log(`${same + refused} passed, ${other.length} failed`);
process.exit(other.length || !same ? 1 : 0);
