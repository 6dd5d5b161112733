// Measures the page in a browser beside other forms with 25 questions, in one run, and prints a table in Markdown.
//
// usage: node benches/browser.mjs PAGE
//
// PAGE is what packaging/page.sh makes; `npm ci --prefix crates/web/tests` brings what drives Chromium. The others are
// measured where they are found, and left out with a word where they are not:
//   PEERS_NODE  a folder with node_modules: survey-core, survey-js-ui, govuk-frontend
//   PEERS_DATA  what the peers' gen.py writes: send25.tree.json and send25.survey.json
//
// Each is loaded and walked RUNS times, one after the other in turn, and the least time of each counts.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { coreOf } from '../crates/web/tests/core.mjs';

const { chromium } = createRequire(new URL('../crates/web/tests/package.json', import.meta.url))('playwright-core');
const RUNS = 5;
const SLOW = [1, 6];
const [file] = process.argv.slice(2).map((name) => resolve(name));
const { PEERS_NODE: peers, PEERS_DATA: data, CHROMIUM: executablePath = '/usr/bin/chromium' } = process.env;
const part = (name) => readFileSync(join(peers, 'node_modules', name), 'utf8');
const page = (title, head, body) => `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport"
content="width=device-width, initial-scale=1"><title>${title}</title>${head}</head><body>${body}</body></html>`;

/** What a server hands out, by path. */
const files = new Map();
const server = createServer((request, response) => {
  const found = files.get(request.url.split('?')[0]);
  if (!found) { response.writeHead(404).end(); return; }
  response.writeHead(200, { 'content-type': found.type, 'content-encoding': 'gzip' }).end(found.gzip);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;
const serve = (path, text, type = 'text/html; charset=utf-8') => {
  const gzip = gzipSync(text, { level: 9 });
  files.set(path, { type, gzip });
  return { size: Buffer.byteLength(text), compressed: gzip.length };
};
const total = (parts) => parts.reduce((all, one) => ({ size: all.size + one.size, compressed: all.compressed + one.compressed }));

/** Clicks, and says how long it takes until what comes of it is on the screen. */
const clicked = (tab, selector) => tab.evaluate((one) => new Promise((done) => {
  const start = performance.now();
  document.querySelector(one).click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
}), selector);
/** The same where the click leads to another page. */
const followed = async (tab, selector) => {
  const start = await tab.evaluate(() => performance.timeOrigin + performance.now());
  await Promise.all([tab.waitForNavigation(), tab.click(selector, { noWaitAfter: true })]);
  await tab.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length);
  const painted = await tab.evaluate(() => performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime);
  return painted - start;
};
const since = (tab, mark) => tab.evaluate((name) => {
  const [entry] = performance.getEntriesByType('navigation');
  return (name ? globalThis[name] : performance.getEntriesByName('first-contentful-paint')[0].startTime) - entry.responseStart;
}, mark);

const forms = [];

const core = await coreOf(file);
forms.push({
  name: 'signpost.html, the whole advice',
  ...serve('/signpost.html', readFileSync(file)),
  more: core.memory(),
  async walk(tab) {
    await tab.addInitScript(() => new MutationObserver(() => {
      if (document.querySelector('button.main')) globalThis.usableAt ??= performance.now();
    }).observe(document, { subtree: true, childList: true }));
    await tab.goto(`${origin}/signpost.html`);
    await tab.waitForSelector('html.ready');
    const ready = await since(tab, 'usableAt');
    const first = await clicked(tab, 'button.main');
    await tab.check('input[value=england]');
    const next = await clicked(tab, 'form button');
    for (let left = 40; left && !(await tab.locator('.answers').count()); left -= 1) {
      await tab.locator('input[name=answer]').last().check();
      await tab.click('form button');
    }
    await tab.waitForTimeout(500);
    return { ready, first, next, result: await clicked(tab, 'button.main') };
  },
});

if (peers && data) {
  const tree = JSON.parse(readFileSync(join(data, 'send25.tree.json'), 'utf8'));
  const survey = readFileSync(join(data, 'send25.survey.json'), 'utf8');
  // The longest way with one answer after the other, to an outcome.
  const way = [];
  for (let at = tree.start; tree.nodes[at];) {
    const [answer, to] = Object.entries(tree.nodes[at].options)[0];
    way.push([at, answer]);
    at = to;
  }

  const css = serve('/govuk.css', part('govuk-frontend/dist/govuk/govuk-frontend.min.css'), 'text/css');
  const head = '<link rel="stylesheet" href="/govuk.css">';
  const shown = (body) => `<div class="govuk-width-container"><main class="govuk-main-wrapper">${body}</main></div>`;
  const start = serve('/form', page('Start', head, shown(`<h1 class="govuk-heading-l">Before you start</h1>
<a class="govuk-button" href="/form/${tree.start}">Start now</a>`)));
  for (const [id, { text, options }] of Object.entries(tree.nodes)) {
    // A server would look at the answer and send the next page; here the answer's page is known beforehand.
    const choices = Object.entries(options).map(([answer, to], place) => `<div class="govuk-radios__item"><input
class="govuk-radios__input" id="a${place}" name="${id}" type="radio" value="${answer}" onclick="this.form.action='/form/${to}'"><label
class="govuk-label govuk-radios__label" for="a${place}">${answer}</label></div>`).join('');
    serve(`/form/${id}`, page(text, head, shown(`<form method="get"><div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend
class="govuk-fieldset__legend govuk-fieldset__legend--l"><h1 class="govuk-fieldset__heading">${text}</h1></legend><div
class="govuk-radios">${choices}</div></fieldset></div><button class="govuk-button">Continue</button></form>`)));
    Object.values(options).filter((to) => !tree.nodes[to]).forEach((to) => serve(`/form/${to}`, page(to, head, shown(`<h1 class="govuk-heading-l">${to}</h1>`))));
  }
  forms.push({
    name: 'a plain form of govuk-frontend, a page a question from a server, names of outcomes',
    ...total([css, start]),
    async walk(tab) {
      await tab.goto(`${origin}/form`);
      await tab.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length);
      const ready = await since(tab);
      const first = await followed(tab, '.govuk-button');
      const times = [];
      for (const [, answer] of way) {
        await tab.check(`input[value="${answer}"]`);
        times.push(await followed(tab, '.govuk-button'));
      }
      return { ready, first, next: times[0], result: times.at(-1) };
    },
  });

  const script = ['survey-core/survey.core.min.js', 'survey-js-ui/survey-js-ui.min.js'].map(part).join('\n').replaceAll('</script', '<\\/script');
  forms.push({
    name: 'SurveyJS with the same questions, names of outcomes',
    ...serve('/survey', page('Survey', `<style>${part('survey-core/survey-core.min.css')}</style>`, `<div id="survey"></div><script>${script}
</script><script>const model = new Survey.Model(${survey}); model.render(document.getElementById('survey'));
requestAnimationFrame(() => setTimeout(() => { globalThis.readyAt = performance.now(); }));</script>`)),
    async walk(tab) {
      await tab.goto(`${origin}/survey`);
      await tab.waitForFunction(() => globalThis.readyAt);
      const ready = await since(tab, 'readyAt');
      const times = [];
      for (const [id, answer] of way) times.push(await clicked(tab, `[data-name="${id}"] input[value="${answer}"]`));
      return { ready, first: 0, next: times[0], result: times.at(-1) };
    },
  });
} else console.error('left out: PEERS_NODE and PEERS_DATA are not set');

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const runs = new Map();
for (let run = 0; run < RUNS; run += 1) {
  for (const slow of SLOW) {
    for (const form of forms) {
      const made = await browser.newContext({ viewport: { width: 360, height: 740 } });
      const tab = await made.newPage();
      const session = await made.newCDPSession(tab);
      await session.send('Emulation.setCPUThrottlingRate', { rate: slow });
      const found = await form.walk(tab);
      await session.send('HeapProfiler.collectGarbage');
      found.heap = (await session.send('Runtime.getHeapUsage')).usedSize + (form.more || 0);
      const key = `${form.name} ${slow}`;
      runs.set(key, [...(runs.get(key) || []), found]);
      await made.close();
    }
  }
}
await browser.close();
server.close();

const kilo = (bytes) => `${Math.round(bytes / 1000).toLocaleString('en-GB')} kB`;
console.log('| form | processor | size | compressed | usable after | first question | next question | result | memory |');
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const slow of SLOW) {
  for (const form of forms) {
    const found = runs.get(`${form.name} ${slow}`);
    const least = (key) => Math.min(...found.map((one) => one[key]));
    const time = (key) => (least(key) ? `${Math.round(least(key))} ms` : 'at once');
    console.log(`| ${form.name} | ${slow === 1 ? 'as it is' : `${slow} times slower`} | ${kilo(form.size)} | ${kilo(form.compressed)} | ${time('ready')} | ${time('first')} | ${time('next')} | ${time('result')} | ${(least('heap') / 1048576).toFixed(1)} MiB |`);
  }
}
