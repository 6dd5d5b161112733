// The page in a real Chromium: stories by keyboard, every kind of screen through axe-core and at several widths, print,
// no network, no traces, and clicking at random.
// node browser.mjs PAGE [--pictures FOLDER] [--seconds N] [--seed N] [--only PARTS] [--service PAGE]
import { createServer } from 'node:http';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { coreOf } from './core.mjs';

const options = { pictures: null, seconds: '20', seed: '7', only: null, service: null, json: null };
const [file] = process.argv.slice(2, 3).map((name) => resolve(name));
for (let at = 3; at < process.argv.length; at += 2) options[process.argv[at].replace('--', '')] = process.argv[at + 1];
const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const core = await coreOf(file);
const html = readFileSync(file);
if (options.pictures) mkdirSync(options.pictures, { recursive: true });

let passed = 0;
const failed = [];
const check = (held, what) => {
  if (held) passed += 1;
  else {
    failed.push(what);
    console.log(`FAILED: ${what}`);
  }
};

// What a server is asked for, it is asked for by the page.
const asked = [];
const server = createServer((request, response) => {
  asked.push(request.url);
  if (request.url !== '/signpost.html') { response.writeHead(404).end(); return; }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' }).end(gzipSync(html));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const served = `http://127.0.0.1:${server.address().port}/signpost.html`;
const local = pathToFileURL(file).href;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

/** A page that is watched: what it says on the console, and what it asks for. */
const opened = async (address, context = {}) => {
  const made = await browser.newContext({ viewport: { width: 1024, height: 800 }, locale: 'en-GB', ...context });
  const page = await made.newPage();
  page.errors = [];
  page.on('console', (message) => message.type() === 'error' && page.errors.push(message.text()));
  page.on('pageerror', (error) => page.errors.push(String(error)));
  page.requests = [];
  page.on('request', (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith('blob:') && !url.startsWith('data:')) page.requests.push(url);
  });
  await page.goto(address);
  await page.waitForSelector('html.ready');
  return page;
};
const quiet = (page, what) => {
  check(!page.errors.length, `${what}: the console is empty: ${page.errors.slice(0, 3).join(' | ')}`);
  check(!page.requests.length, `${what}: nothing is asked for: ${page.requests.slice(0, 3).join(' | ')}`);
};
const plain = (text) => text.replace(/\u00a0/g, ' ');
const heading = async (page) => plain(await page.locator('main h1').innerText());
const focused = (page, selector) => page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector);
const today = (page) => page.evaluate(() => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
});

/** Presses Tab until the focus is where it should be. */
const tabTo = async (page, selector, key = 'Tab') => {
  for (let steps = 0; steps < 120; steps += 1) {
    if (await focused(page, selector)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the keyboard does not reach ${selector} at "${await heading(page)}"`);
};
const press = async (page, selector) => {
  await tabTo(page, selector);
  await page.keyboard.press('Enter');
};

/** Answers the question on the screen by keyboard, as `answer` says. */
const answerByKeyboard = async (page, question, answer) => {
  const ids = [].concat(answer);
  const listed = await page.locator('input[name=answer]').evaluateAll((all) => all.map((one) => one.value));
  if (!ids.every((id) => listed.includes(id))) {
    if (!(await page.locator('#typed').count())) throw new Error(`"${question.ask}" has no answer ${ids}: ${listed}`);
    await tabTo(page, '#typed');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(ids[0]);
  } else if (question.kind === 'several' || question.kind === 'told') {
    for (const id of ids) {
      await tabTo(page, `input[value="${id}"]`);
      if (!(await page.evaluate(() => document.activeElement.checked))) await page.keyboard.press('Space');
    }
  } else {
    await tabTo(page, 'input[name=answer]');
    for (let steps = 0; steps <= listed.length; steps += 1) {
      if (await page.evaluate((id) => document.activeElement.value === id && document.activeElement.checked, ids[0])) break;
      if (await focused(page, `input[value="${ids[0]}"]`)) await page.keyboard.press('Space');
      else await page.keyboard.press('ArrowDown');
    }
  }
  await press(page, 'form button');
};

/** From the first screen to "Check your answers", by keyboard. */
const walkStory = async (page, story, see = async () => {}) => {
  const day = await today(page);
  await press(page, 'button.main');
  const facts = {};
  for (let steps = 0; steps < 60; steps += 1) {
    const { question } = core.ask(day, 'next', { facts }).reply;
    if (!question) break;
    check((await heading(page)) === question.ask, `"${await heading(page)}" should be "${question.ask}"`);
    check(await focused(page, 'h1'), `the focus is on "${question.ask}"`);
    check((await page.title()).startsWith(question.ask), `the title is that of "${question.ask}"`);
    await see(page, question);
    const usual = question.kind === 'told' ? 'none' : 'not-sure';
    const known = story[question.id];
    const fits = known !== undefined && !core.ask(day, 'answer', { facts, question: question.id, answer: known }).refusal;
    const answer = fits ? known : usual;
    await answerByKeyboard(page, question, answer);
    const done = core.ask(day, 'answer', { facts, question: question.id, answer }).reply;
    Object.assign(facts, { [question.id]: done.answer });
  }
  check((await heading(page)) === 'Check your answers', `the story ends at "${await heading(page)}"`);
  return { facts, day };
};

const looked = async (page, name) => {
  const found = await page.evaluate(async (source) => {
    // Through the inspector and not through the page, whose policy allows no other script.
    (0, eval)(source);
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  }, axe).catch((error) => [String(error)]);
  check(!found.length, `axe on ${name}: ${found.join('; ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(wide <= 0, `${name} is ${wide} pixels wider than the screen`);
  const small = await page.evaluate(() => [...document.querySelectorAll('main button, main .choice, main summary, header button')]
    .filter((one) => one.getClientRects().length && one.getBoundingClientRect().height < 43.5).map((one) => one.textContent));
  check(!small.length, `${name}: too small to hit: ${small.join(', ')}`);
  if (options.pictures) await page.screenshot({ path: `${options.pictures}/${name}.png`, fullPage: true });
};

const stories = readFileSync(new URL('../../../tests/situations.jsonl', import.meta.url), 'utf8')
  .split('\n').filter(Boolean).map((line) => JSON.parse(line));
const withLetters = stories.filter(({ today: day, answers }) => {
  const { reply } = core.ask(day, 'steps', { facts: answers });
  return reply && reply.letters.length;
});
const ten = Array.from({ length: 10 }, (_, at) => withLetters[Math.floor((at * withLetters.length) / 10)]);

/** What the random walk types. */
const TYPED = ['leeds', 'sur', '28 oct', '1 9 2026', 'xyz', '31/2/2026', 'yesterday', '', 'they refused to assess',
  'He is 8 and in year 4. The council said no to a plan, and the letter came on 12 november.',
  'excluded for good, the governors meet next week', 'not sure', '<b>bold</b> & "quoted"', '\u{1f600} \0', 'no school since Easter'];

const parts = {
  async stories() {
    for (const [at, story] of ten.entries()) {
      const page = await opened(at % 2 ? served : local, at % 3 ? {} : { viewport: { width: 360, height: 740 } });
      const { facts, day } = await walkStory(page, story.answers);
      await press(page, 'button.main');
      const steps = core.ask(day, 'steps', { facts }).reply;
      check((await heading(page)) === steps.headline[0], `${story.id}: the headline`);
      const [letter] = steps.letters;
      if (letter) {
        await tabTo(page, '.letters a');
        await page.keyboard.press('Enter');
        check((await heading(page)) === letter.title, `${story.id}: the letter "${letter.title}"`);
        const saved = page.waitForEvent('download');
        await tabTo(page, '.buttons button');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        const download = await saved;
        const { file: expected } = core.ask(day, 'letter', { facts, letter: letter.id }).reply;
        check(download.suggestedFilename() === expected.name, `${story.id}: the name of the file`);
        check(readFileSync(await download.path(), 'utf8') === expected.text, `${story.id}: the letter as it was saved`);
      } else check(false, `${story.id}: there is a letter`);
      quiet(page, story.id);
      await page.context().close();
    }
  },

  async told() {
    const text = 'My son is 8 and in year 4. We live in Leeds. The council refused to assess him. My friend had the same in Derby.';
    const page = await opened(local);
    const day = await today(page);
    const { understood, offered, unclear } = core.ask(day, 'hear', { text }).reply;
    check(understood.length >= 2 && offered.length + unclear.length >= 1, `something is understood, and something is not: ${understood.length}`);
    await tabTo(page, '#story');
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    check((await heading(page)) === 'Is this right?' && await focused(page, 'h1'), `the story is read back: ${await heading(page)}`);
    const shown = plain(await page.locator('form').innerText());
    check(understood.every((one) => shown.includes(one.said) && shown.includes(one.from)), 'every line with its words');
    check(unclear.every((one) => shown.includes(one)), 'what was not clear is said');
    await looked(page, 'told-1-heard');
    // Nothing counts yet: the way back leads to the story, and the questions begin at the first.
    await page.goBack();
    check((await page.locator('#story').inputValue()) === text, 'the story is still there');
    await page.goForward();
    await page.waitForSelector('#heard-0');
    const last = understood.length - 1;
    await tabTo(page, `#heard-${last}`);
    await page.keyboard.press('Space');
    await press(page, 'form button');
    const ask = (heard, facts = {}) => core.ask(day, 'take', { facts, heard: heard.map(({ question, answer }) => ({ question, answer })) }).reply;
    const taken = ask(understood.slice(0, last));
    let { facts } = taken;
    const asked = [];
    let struck = true;
    for (let steps = 0; steps < 60; steps += 1) {
      const now = core.ask(day, 'next', { facts }).reply;
      const again = now.answers.find((one) => taken.ask.includes(one.question) && !asked.includes(one.question));
      const question = again ? core.ask(day, 'question', { facts, question: again.question }).reply.question : now.question;
      if (!question) break;
      check((await heading(page)) === question.ask, `"${await heading(page)}" should be "${question.ask}"`);
      asked.push(question.id);
      const typed = struck && question.id === understood[last].question;
      if (typed) {
        struck = false;
        await tabTo(page, 'form summary');
        await page.keyboard.press('Enter');
        await tabTo(page, '#words');
        await page.keyboard.type(understood[last].from);
        await page.keyboard.press('Enter');
        check(plain(await page.locator('form').innerText()).includes(understood[last].from) && await focused(page, 'h1'), 'what was typed is asked about');
        check(!(await page.title()).includes(understood[last].from), 'and stands in no title, which the history would keep');
        await looked(page, 'told-2-offered');
        await page.keyboard.press('Tab');
        await press(page, 'form button');
        check(await focused(page, '.problem'), 'nothing is chosen by itself');
        await tabTo(page, '#meant');
        await page.keyboard.press('Space');
        await press(page, 'form button');
        check(plain(await page.locator('.said').innerText()).includes(understood[last].said), 'what was chosen is said back');
        const more = ask([understood[last]], facts);
        facts = more.facts;
        // What takes several answers is asked all the same, with what was chosen ticked.
        taken.ask.push(...more.ask);
        if (more.ask.includes(question.id)) asked.pop();
      } else {
        const answer = again ? again.answer : question.kind === 'told' ? 'none' : 'not-sure';
        await answerByKeyboard(page, question, answer);
        facts = core.ask(day, 'answer', { facts, question: question.id, answer }).reply.facts;
      }
    }
    check(asked.includes(understood[last].question), 'what was struck out is asked');
    const known = Object.keys(taken.facts).filter((id) => !taken.ask.includes(id));
    check(!known.some((id) => asked.includes(id)), `what was told is not asked again: ${asked}`);
    check((await heading(page)) === 'Check your answers', `the rest is asked, then checked: ${await heading(page)}`);
    // Struck out after going back, a line counts no longer.
    const other = await opened(local);
    await other.fill('#story', text);
    await other.click('form .quiet, form button');
    await other.click('form button');
    await other.goBack();
    await other.waitForSelector('#heard-0');
    for (let line = 0; line <= last; line += 1) await other.uncheck(`#heard-${line}`);
    await other.click('form button');
    const first = core.ask(day, 'next', { facts: {} }).reply.question;
    check((await heading(other)) === first.ask && !(await other.locator('input[name=answer]:checked').count()), 'all struck out, all is asked');
    await other.goBack();
    await other.goBack();
    await other.fill('#story', 'nothing of it is about anything');
    await other.click('form button');
    check((await heading(other)) === first.ask && await other.locator('.said').isVisible(), 'where nothing is understood, that is said');
    for (const one of [page, other]) { quiet(one, 'told'); await one.context().close(); }
  },

  async looks() {
    const sizes = [['narrow', 320, 640], ['phone', 360, 740], ['tablet', 768, 1024], ['desk', 1280, 900]];
    for (const [device, width, height] of sizes) {
      const page = await opened(local, { viewport: { width, height } });
      await looked(page, `${device}-1-start`);
      const kinds = new Set();
      await walkStory(page, ten[0].answers, async (at, question) => {
        if (kinds.has(question.kind)) return;
        kinds.add(question.kind);
        if (question.kind === 'area') {
          await page.fill('#typed', 'sur');
          await page.click('form button');
          check(await focused(page, '.problem'), 'the focus is on what is wrong');
          await looked(page, `${device}-2-area-offers`);
        } else if (question.kind !== 'told') {
          await page.click('form button');
          await looked(page, `${device}-3-${question.kind}-error`);
        }
        await page.locator('main summary').evaluateAll((all) => all.forEach((one) => one.click()));
        await looked(page, `${device}-4-${question.kind}-help`);
        await page.locator('main summary').evaluateAll((all) => all.forEach((one) => one.click()));
        if (question.kind === 'date') {
          await page.fill('#typed', '28 oct');
          await page.waitForFunction(() => document.querySelector('.status').textContent);
          await looked(page, `${device}-5-date-echo`);
        }
        await page.evaluate(() => document.querySelector('h1').focus());
      });
      await looked(page, `${device}-6-check`);
      await page.click('button.main');
      await looked(page, `${device}-7-steps`);
      await page.waitForSelector('#what-if-1');
      await looked(page, `${device}-7-steps-whole`);
      if (options.pictures) {
        await page.screenshot({ path: `${options.pictures}/${device}-7-steps-top.png` });
        if (device === 'desk') await page.pdf({ path: `${options.pictures}/steps.pdf`, preferCSSPageSize: true });
      }
      await page.locator('.letters a').first().click();
      await looked(page, `${device}-8-letter`);
      quiet(page, `looks, ${device}`);
      await page.context().close();
    }
    for (const [name, context] of [['forced-colours', { forcedColors: 'active' }], ['dark', { colorScheme: 'dark' }]]) {
      const page = await opened(local, { ...context, viewport: { width: 640, height: 800 } });
      await looked(page, `${name}-1-start`);
      await page.click('button.main');
      await page.click('form button');
      await looked(page, `${name}-2-question`);
      await page.context().close();
    }
    // 400% of a screen 1280 wide is a screen 320 wide; large letters besides are another matter.
    const page = await opened(local, { viewport: { width: 320, height: 640 } });
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await page.click('button.main');
    await looked(page, 'large-letters');
    await page.context().close();
  },

  async print() {
    const page = await opened(local);
    await walkStory(page, ten[0].answers);
    await page.click('button.main');
    await page.emulateMedia({ media: 'print' });
    const shown = await page.evaluate(() => [...document.querySelectorAll('header, .screen, .back, footer, .skip')]
      .filter((one) => one.getClientRects().length).map((one) => one.className));
    check(!shown.length, `nothing of the screen is printed: ${shown.join(', ')}`);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    check(pdf.length > 10000, 'there is something to print');
    await page.emulateMedia({ media: null });
    await page.locator('.letters a').first().click();
    await page.emulateMedia({ media: 'print' });
    check(await page.locator('main').isVisible(), 'a letter is printed');
    quiet(page, 'print');
    await page.context().close();
  },

  async history() {
    const page = await opened(served);
    const day = await today(page);
    await page.click('button.main');
    const seen = [];
    const facts = {};
    for (let steps = 0; steps < 4; steps += 1) {
      const { question } = core.ask(day, 'next', { facts }).reply;
      seen.push(question);
      const known = ten[0].answers[question.id] ?? (question.kind === 'told' ? 'none' : 'not-sure');
      await answerByKeyboard(page, question, known);
      facts[question.id] = core.ask(day, 'answer', { facts, question: question.id, answer: known }).reply.answer;
    }
    const held = () => page.evaluate(() => {
      const typed = document.querySelector('#typed')?.value;
      const chosen = [...document.querySelectorAll('input[name=answer]:checked')].map((one) => one.value);
      return typed || chosen;
    });
    for (const question of [...seen].reverse()) {
      await page.goBack();
      await page.waitForFunction((ask) => document.querySelector('h1').innerText === ask, question.ask);
      check((await held()).length > 0, `back: "${question.ask}" still has its answer`);
    }
    for (const question of seen.slice(1)) {
      await page.goForward();
      await page.waitForFunction((ask) => document.querySelector('h1').innerText === ask, question.ask);
      check((await held()).length > 0, `forward: "${question.ask}" still has its answer`);
    }
    await page.click('.back a');
    await page.waitForFunction((ask) => document.querySelector('h1').innerText === ask, seen[seen.length - 2].ask);
    check(true, 'the page\u2019s own link goes back too');
    check(page.url() === served, `the address says nothing: ${page.url()}`);
    const traces = await page.evaluate(async () => JSON.stringify([
      Object.keys(history.state), localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length,
    ]));
    check(traces === '[["run","at"],0,0,"",0]', `nothing is stored: ${traces}`);
    await page.reload();
    await page.waitForSelector('html.ready');
    check((await heading(page)).startsWith('signpost'), 'a page that is loaded again knows nothing');
    await page.click('button.main');
    check(!(await held()).length, 'not even the first answer');
    await page.goBack();
    check((await heading(page)).startsWith('signpost'), 'and its back button leads to its own first screen');
    quiet(page, 'history');
    await page.context().close();
  },

  async change() {
    const page = await opened(local);
    const { facts, day } = await walkStory(page, ten[0].answers);
    const before = await page.locator('.answers dd:not(.act)').allInnerTexts();
    check(before.length === Object.keys(facts).length, 'every answer is there to be checked');
    await page.locator('.answers button').first().click();
    await page.waitForSelector('form');
    await page.click('form button');
    await page.waitForSelector('.answers');
    check(JSON.stringify(await page.locator('.answers dd:not(.act)').allInnerTexts()) === JSON.stringify(before), 'an answer that is kept changes nothing');
    const saved = page.waitForEvent('download');
    await page.locator('.screen button').first().click();
    const path = await (await saved).path();
    const again = await opened(local);
    await again.setInputFiles('#file', path);
    await again.waitForSelector('.answers');
    check(JSON.stringify(await again.locator('.answers dd:not(.act)').allInnerTexts()) === JSON.stringify(before), 'a saved file goes on from there');
    await again.click('button.main');
    const headline = core.ask(day, 'steps', { facts }).reply.headline[0];
    check((await heading(again)) === headline, 'and comes to the same next steps');
    const page2 = again.waitForEvent('download');
    await again.getByRole('button', { name: 'Save as a web page' }).click();
    const third = await opened(local);
    await third.setInputFiles('#file', await (await page2).path());
    await third.waitForSelector('.answers');
    check(JSON.stringify(await third.locator('.answers dd:not(.act)').allInnerTexts()) === JSON.stringify(before), 'a saved web page too');
    const nothing = await opened(local);
    await nothing.setInputFiles('#file', { name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('a letter, and no answers') });
    await nothing.waitForFunction(() => document.querySelector('.status').textContent);
    check(true, 'what holds no answers is said');
    for (const one of [page, again, third, nothing]) { quiet(one, 'change'); await one.context().close(); }
  },

  async leave() {
    const page = await opened(served);
    await walkStory(page, ten[0].answers);
    await page.click('#leave');
    await page.waitForURL('about:blank');
    await page.goBack();
    await page.waitForSelector('html.ready');
    check((await heading(page)).startsWith('signpost'), `after leaving, back leads to the first screen: ${await heading(page)}`);
    const text = await page.content();
    check(!text.includes('Check your answers</h1>'), 'and no answer is left');
    await page.context().close();
  },

  async network() {
    const page = await opened(served);
    await page.context().setOffline(true);
    await walkStory(page, ten[1].answers);
    await page.click('button.main');
    check((await page.locator('.steps li').count()) > 1, 'without a network it goes on to the next steps');
    quiet(page, 'offline');
    await page.context().close();
    check(asked.every((url) => url === '/signpost.html'), `the server was asked for one file: ${[...new Set(asked)]}`);
    // Whatever might slip in could still not get out: the page's own policy refuses it.
    const locked = await opened(served);
    const refused = await locked.evaluate((address) => fetch(address).then(() => 'sent', () => 'refused'), `${served}?out`);
    check(refused === 'refused', 'the policy refuses every request');
    const inline = await locked.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.slipped = true';
      document.body.append(script);
      return Boolean(globalThis.slipped);
    });
    check(!inline, 'the policy refuses every other script');
    await locked.context().close();
    const without = await browser.newContext({ javaScriptEnabled: false });
    const bare = await without.newPage();
    await bare.goto(served);
    check(/0\d{3,4} \d{3}/.test(plain(await bare.locator('#without').innerText())), 'without scripts the helplines stand there');
    if (options.pictures) await bare.screenshot({ path: `${options.pictures}/without.png`, fullPage: true });
    await without.close();
    const old = await browser.newContext();
    const blind = await old.newPage();
    await blind.addInitScript(() => { delete globalThis.WebAssembly; });
    await blind.goto(served);
    await blind.waitForSelector('html.failed');
    check(await blind.locator('#without').isVisible(), 'without WebAssembly too');
    await old.close();
  },

  async service() {
    if (!options.service) return;
    const page = await opened(pathToFileURL(resolve(options.service)).href);
    check(plain(await page.locator('header p').innerText()) === 'Anyshire SENDIASS: 01632 960000', 'the service stands at the top');
    check((await page.locator('header a').getAttribute('href')) === 'tel:01632960000', 'and can be rung');
    await looked(page, 'service-1-start');
    await page.click('button.main');
    check((await page.locator('input[name=answer]').first().getAttribute('value')) === 'anyshire', 'its area is the first answer');
    const colour = await page.locator('form button').evaluate((one) => getComputedStyle(one).backgroundColor);
    check(colour === 'rgb(74, 20, 90)', `its colour is that of the buttons: ${colour}`);
    await looked(page, 'service-2-area');
    await page.locator('input[value=anyshire]').check();
    await page.click('form button');
    check((await page.locator('.said').innerText()).includes('Anyshire'), 'and can be chosen');
    quiet(page, 'service');
    await page.context().close();
  },

  async early() {
    // Whoever is faster than the core: the first question stands there, and an answer waits, pressed once or twice.
    const made = await browser.newContext({ locale: 'en-GB' });
    const page = await made.newPage();
    page.errors = [];
    page.requests = [];
    page.on('pageerror', (error) => page.errors.push(String(error)));
    await (await made.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 6 });
    await page.addInitScript(() => new MutationObserver((_, observer) => {
      if (!document.querySelector('button.main')) return;
      observer.disconnect();
      const ready = () => document.documentElement.classList.contains('ready');
      document.querySelector('button.main').click();
      globalThis.asked = [document.querySelector('main h1').textContent, ready()];
      document.querySelector('input[name=answer]').click();
      for (let press = 0; press < 2; press += 1) document.querySelector('form button').click();
      globalThis.still = [document.querySelector('main h1').textContent, ready()];
    }).observe(document, { subtree: true, childList: true }));
    await page.goto(served);
    await page.waitForSelector('html.ready');
    const [asked, still] = await page.evaluate(() => [globalThis.asked, globalThis.still]);
    const { reply } = core.ask(await today(page), 'next', { facts: {} });
    check(asked[0] === reply.question.ask && !asked[1], `early: the first question before the core: ${asked}`);
    check(still[0] === asked[0] && !still[1], `early: the answer waits: ${still}`);
    await page.waitForFunction((first) => document.querySelector('main h1').textContent !== first, asked[0]);
    check(await page.evaluate(() => history.state.at) === 2, 'early: an answer pressed twice is taken once');
    await page.evaluate(() => history.go(-2));
    await page.waitForSelector('#day');
    check(/^Today: /.test(plain(await page.locator('#day').innerText())), 'early: the first screen says the day');
    quiet(page, 'early');
    await made.close();
  },

  async random() {
    const page = await opened(local);
    const until = Date.now() + Number(options.seconds) * 1000;
    let state = Number(options.seed);
    const below = (end) => { state = (Math.imul(state, 1103515245) + 12345) >>> 0; return (state >>> 8) % end; };
    let clicks = 0;
    page.on('dialog', (dialog) => dialog.dismiss());
    await page.addInitScript(() => { globalThis.print = () => {}; });
    await page.reload();
    while (Date.now() < until) {
      if (page.url() !== local && !page.url().startsWith(`${local}#`)) { await page.goto(local); await page.waitForSelector('html.ready'); }
      const one = below(40);
      try {
        if (one === 0) await page.goBack({ timeout: 3000 });
        else if (one === 1) await page.goForward({ timeout: 3000 });
        else if (one === 2) { await page.reload(); await page.waitForSelector('html.ready'); }
        else if (one < 8 && await page.locator('main input[type=text], main textarea').count()) {
          await page.evaluate(([pick, words]) => {
            const fields = document.querySelectorAll('main input[type=text], main textarea');
            const field = fields[pick % fields.length];
            field.value = words;
            field.dispatchEvent(new Event('input', { bubbles: true }));
          }, [below(1 << 16), TYPED[below(TYPED.length)]]);
        } else {
          await page.evaluate((pick) => {
            const all = [...document.querySelectorAll('main a, main button, main input:not([type=file]), summary, #leave')]
              .filter((item) => item.getClientRects().length && !(item.href || '').match(/^(https?|mailto|tel):/));
            // To leave is one click of many, or the walk would never get far.
            const may = all.filter((item) => item.id !== 'leave' || pick % 50 === 0);
            may[pick % may.length]?.click();
          }, below(1 << 16));
        }
        clicks += 1;
      } catch (error) {
        if (!/Timeout|navigat|context was destroyed/i.test(String(error))) throw error;
      }
      check((await page.locator('h1').count()) <= 1 || page.url() === 'about:blank', 'one heading at a time');
      if (/went wrong/.test(await page.title())) { check(false, `a fault after ${clicks} clicks`); break; }
    }
    quiet(page, `${clicks} random clicks in ${options.seconds} seconds`);
    console.log(`${clicks} random clicks in ${options.seconds} seconds, seed ${options.seed}`);
    await page.context().close();
  },

  async figures() {
    const times = [];
    for (const slow of [1, 6]) {
      const made = await browser.newContext({ viewport: { width: 360, height: 740 } });
      const page = await made.newPage();
      const session = await made.newCDPSession(page);
      await page.addInitScript(() => new MutationObserver(() => {
        if (document.documentElement?.classList.contains('ready')) globalThis.readyAt ??= performance.now();
      }).observe(document, { subtree: true, attributes: true, attributeFilter: ['class'] }));
      await session.send('Emulation.setCPUThrottlingRate', { rate: slow });
      const runs = [];
      for (let run = 0; run < 5; run += 1) {
        await page.goto(served);
        await page.waitForSelector('html.ready');
        runs.push(await page.evaluate(async () => {
          const [entry] = performance.getEntriesByType('navigation');
          const click = async (selector) => {
            const start = performance.now();
            document.querySelector(selector).click();
            return performance.now() - start;
          };
          const first = await click('button.main');
          return { loaded: globalThis.readyAt - entry.responseEnd, first };
        }));
      }
      // Pressed as soon as there is something to press.
      const hurried = await made.newPage();
      await (await made.newCDPSession(hurried)).send('Emulation.setCPUThrottlingRate', { rate: slow });
      await hurried.addInitScript(() => new MutationObserver((_, observer) => {
        const start = document.querySelector('button.main');
        if (!start) return;
        observer.disconnect();
        globalThis.usableAt = performance.now();
        start.click();
        requestAnimationFrame(() => setTimeout(() => {
          if (document.querySelector('input[name=answer]')) globalThis.firstAt = performance.now();
        }));
      }).observe(document, { subtree: true, childList: true }));
      for (const run of runs) {
        await hurried.goto(served);
        await hurried.waitForFunction(() => globalThis.firstAt);
        Object.assign(run, await hurried.evaluate(() => {
          const [entry] = performance.getEntriesByType('navigation');
          return { usable: globalThis.usableAt - entry.responseEnd, hurried: globalThis.firstAt - entry.responseEnd };
        }));
      }
      const middle = (key) => runs.map((one) => one[key]).sort((one, other) => one - other)[2];
      // From "Check your answers" to the next steps: until these can be read, and until they are on the screen.
      const answers = Object.entries(ten[0].answers).map(([id, value]) => `${id}: ${[].concat(value).length > 1 || Array.isArray(value)
        ? `[${value.join(', ')}]` : value}`);
      const kept = { name: 'answers.txt', mimeType: 'text/plain', buffer: Buffer.from(answers.join('\n')) };
      const shown = [];
      for (let run = 0; run < 5; run += 1) {
        await page.goto(local);
        await page.waitForSelector('html.ready');
        await page.setInputFiles('#file', kept);
        await page.waitForSelector('.answers, form');
        for (let open = 0; open < 9 && !(await page.locator('.answers').count()); open += 1) {
          await page.locator('input[name=answer]').last().check();
          await page.click('form button');
        }
        await page.waitForTimeout(500);
        shown.push(await page.evaluate(() => new Promise((done) => {
          const start = performance.now();
          document.querySelector('button.main').click();
          const steps = performance.now() - start;
          requestAnimationFrame(() => setTimeout(() => done({ steps, painted: performance.now() - start })));
        })));
      }
      const least = (key) => Math.min(...shown.map((one) => one[key]));
      times.push({ slow, usable: middle('usable'), hurried: middle('hurried'), loaded: middle('loaded'), first: middle('first'), steps: least('steps'), painted: least('painted') });
      const memory = await session.send('Runtime.getHeapUsage');
      times[times.length - 1].heap = memory.usedSize;
      await made.close();
    }
    const size = statSync(file).size;
    console.log(`size ${size} bytes, ${gzipSync(html, { level: 9 }).length} compressed`);
    for (const { slow, usable, hurried, loaded, first, steps, painted, heap } of times) {
      console.log(`${slow} times slower: first screen ${usable.toFixed(0)} ms after the file, pressed at once the first question on the screen ${hurried.toFixed(0)} ms after the file, core ready ${loaded.toFixed(0)} ms, first question ${first.toFixed(1)} ms, next steps ${steps.toFixed(1)} ms (on the screen ${painted.toFixed(1)} ms), script's memory ${(heap / 1048576).toFixed(1)} MiB, core's memory ${(core.memory() / 1048576).toFixed(1)} MiB`);
    }
    if (options.json) writeFileSync(options.json, JSON.stringify({ size, compressed: gzipSync(html, { level: 9 }).length, core: core.memory(), times }));
    check(gzipSync(html, { level: 9 }).length <= 572000, 'at most 572 kB compressed (the aim is 450)');
  },
};

for (const [name, part] of Object.entries(parts)) {
  if (options.only && !options.only.split(',').includes(name)) continue;
  const start = Date.now();
  await part().catch((error) => check(false, `${name}: ${error.stack}`));
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
await browser.close();
server.close();
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
