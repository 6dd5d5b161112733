// The page in a browser: it shows what the core says, and brings it answers. Nothing is stored, and nothing is sent: the
// answers live in `facts` until the page is left. What is asked and advised comes from the core; the words here are those
// of the page itself.
(() => {
  'use strict';

  // The words of the page itself: words.json beside this, and what the core's own messages say as well.
  const SAY = WORDS;

  // What the core says before anything is answered, where that is the same on every day: it is shown while the core is
  // still being unpacked. Or nothing.
  const FIRST = REPLY;

  const main = document.querySelector('main');
  const name = document.title;
  // Tells the entries this page made in the browser's history from those of an earlier visit.
  const run = Math.random();

  // What stands in the file to be read at once: the first screen but for the day, and what to do without this page.
  const written = [...main.children];

  let core = null;
  /** The day, as a sentence: from the core, as everything said. */
  let day = '\u00a0';
  /** The answers, by question: held here and nowhere else. */
  let facts = {};
  /** The questions whose answer was told or opened, so that they need not be asked; and those to be asked all the same. */
  let known = new Set();
  let inPart = new Set();
  /** What was told in one's own words. */
  let story = '';
  /** The page of next steps, with the answers and the day it was made for. */
  let made = null;
  /** What each entry of the browser's history shows. */
  let screens = [];
  let at = 0;
  /** Whether something pressed waits for the core. */
  let waiting = false;

  // The modules: bytes in, bytes out. They ask the page for nothing.

  const stored = (id) => {
    const text = atob(document.getElementById(id).textContent);
    const bytes = new Uint8Array(text.length);
    for (let place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
    return bytes;
  };

  const started = async (module) => {
    const { exports } = (await WebAssembly.instantiate(module)).instance;
    const put = (data) => {
      // First the room: making it can move the memory.
      const place = exports.room(data.length);
      new Uint8Array(exports.memory.buffer, place, data.length).set(data);
    };
    return { exports, put, get: (place, length) => new Uint8Array(exports.memory.buffer, place, length) };
  };

  /** Lets the browser show what is new, and take what was pressed. A page that is not in sight is not drawn. */
  const pause = () => new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 200);
  });

  const load = async () => {
    // What is packed stands behind this script, so that the first screen need not wait for it.
    if (document.readyState === 'loading') await new Promise((done) => document.addEventListener('DOMContentLoaded', done));
    await pause();
    const packer = await started(stored('unpack'));
    const unpacked = (id) => {
      packer.put(stored(id));
      const length = packer.exports.unpack();
      return packer.get(packer.exports.unpacked(), length).slice();
    };
    const { exports, put, get } = await started(unpacked('core'));
    await pause();
    put(unpacked('rules'));
    if (!exports.rules()) throw new Error('the rules cannot be read');
    return (text) => {
      put(new TextEncoder().encode(text));
      const length = exports.call();
      return new TextDecoder().decode(get(exports.reply(), length));
    };
  };

  class Refused extends Error {
    constructor(refusal) {
      super(refusal.says);
      this.refusal = refusal;
    }
  }

  const today = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  const ask = (what, rest) => {
    if (!core) return FIRST;
    const reply = JSON.parse(core(JSON.stringify({ version: 1, today: today(), request: { ask: what, ...rest } })));
    if (reply.refusal) throw new Refused(reply.refusal);
    return reply.reply;
  };

  const nextSteps = () => {
    const day = today();
    if (!made || made.facts !== facts || made.day !== day) made = { facts, day, page: ask('page', { facts }) };
    return made.page;
  };

  // Pieces of a page.

  const el = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (typeof value === 'function') made.addEventListener(key, value);
      else if (value === true) made.setAttribute(key, '');
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return made;
  };
  const paragraphs = (lines, attributes) => lines.map((line) => el('p', attributes, line));
  const button = (label, click, kind) => el('button', { type: 'button', class: kind || 'quiet', click }, label);
  const hidden = (text) => el('span', { class: 'hidden' }, text);
  const ids = (...all) => all.filter(Boolean).join(' ') || null;

  /** Shows a page: its title, its parts, and the focus on its heading, so that what is new is read out first. */
  const put = (title, parts, focus) => {
    document.title = title === name ? name : `${title} - ${name}`;
    main.replaceChildren(...parts.flat(Infinity).filter(Boolean));
    const heading = main.querySelector('h1');
    heading.tabIndex = -1;
    const target = (focus && main.querySelector(focus)) || heading;
    target.focus();
    if (target === heading) scrollTo(0, 0);
  };

  const backLink = () => el('p', { class: 'back' }, el('a', { href: '#', click: (event) => {
    event.preventDefault();
    history.back();
  } }, SAY.back));

  const status = () => el('p', { role: 'status', class: 'status' });

  // Moving about. An entry of the history holds a number: what it shows, and the answers, stay in this page.

  const go = (screen) => {
    screens.length = at + 1;
    screens.push(screen);
    at += 1;
    history.pushState({ run, at }, '');
    show();
  };

  const show = (focus) => {
    try {
      SCREENS[screens[at].view](screens[at], focus);
    } catch (error) {
      const screen = screens[at];
      // An answer changed after going back can open a question before a page of next steps that was seen already.
      if (error instanceof Refused && error.refusal.kind === 'more-needed' && screen.view !== 'check') {
        screens[at] = { view: 'check' };
        show();
      } else faulted(error);
    }
  };

  const forget = () => {
    facts = {};
    story = '';
    known = new Set();
    inPart = new Set();
    made = null;
    screens = [];
    at = 0;
  };

  const begin = () => {
    forget();
    screens = [{ view: 'start' }];
    history.replaceState({ run, at }, '');
  };

  addEventListener('popstate', (event) => {
    const state = event.state;
    if (!state || state.run !== run || !screens[state.at]) begin();
    else at = state.at;
    show();
  });

  // A page that the browser kept whole must not bring back what was cleared.
  addEventListener('pageshow', (event) => {
    if (event.persisted && !screens.length) location.reload();
  });

  const leave = () => {
    forget();
    main.replaceChildren();
    document.title = name;
    location.replace('about:blank');
  };

  // After an answer: the question that follows, or what comes when none is open.

  const goNext = (from, change, said) => {
    const now = ask('next', { facts });
    const asked = now.answers.map((answer) => answer.question);
    const place = asked.indexOf(from);
    const following = !change && place >= 0 ? asked.slice(place + 1).find((one) => !known.has(one)) : undefined;
    const id = following || asked.find((one) => inPart.has(one)) || (now.question && now.question.id);
    go(id ? { view: 'question', id, said } : { view: 'check', said });
  };

  const SCREENS = {
    start(screen, focus) {
      const file = el('input', { type: 'file', id: 'file', class: 'file', change: opened,
        accept: '.txt,.html,.htm,.json,.md,.yaml,.yml,text/plain,text/html,application/json' });
      put(name, [
        written.filter((part) => part.id !== 'without'),
        el('p', { id: 'day' }, day),
        el('p', null, button(SAY.start, async () => { if (FIRST || await still()) goNext(null, false); }, 'main')),
        storyForm(screen),
        el('p', { class: 'field' }, el('label', { for: 'file' }, SAY.goOn), file),
        status(),
        el('h2', null, SAY.kept),
        el('ul', null, SAY.keeps.map((line) => el('li', null, line))),
      ], focus);
    },

    heard(screen, focus) {
      const { understood, offered, unclear } = screen.heard;
      const all = [...understood, ...offered];
      // What may be meant is not ticked at first.
      const chosen = (screen.chosen ||= new Set(understood.keys()));
      const lines = all.map((one, place) => {
        const input = el('input', { type: 'checkbox', id: `heard-${place}`, checked: chosen.has(place), change: () => {
          if (input.checked) chosen.add(place);
          else chosen.delete(place);
        } });
        return el('div', { class: 'choice' }, input, el('label', { for: input.id }, one.said,
          el('span', { class: 'from' }, SAY.heardFrom.replace('{from}', one.from))));
      });
      const submit = (event) => {
        event.preventDefault();
        trying(screen, () => {
          const taken = take(screen, all.filter((_, place) => chosen.has(place)));
          goNext(null, true, taken.said);
        });
      };
      const error = screen.error && el('p', { id: 'error', class: 'error' }, hidden(SAY.error), screen.error);
      put(screen.error ? SAY.error + SAY.heard : SAY.heard, [
        backLink(),
        screen.error && errorSummary(screen),
        el('form', { novalidate: true, submit },
          el('fieldset', { 'aria-describedby': ids('hint', error && 'error') },
            el('legend', null, el('h1', null, SAY.heard)),
            el('div', { id: 'hint', class: 'hint' }, el('p', null, SAY.heardNotYet)),
            error || null,
            lines.slice(0, understood.length),
            offered.length > 0 && el('p', { class: 'field' }, SAY.perhaps),
            lines.slice(understood.length)),
          unclear.length > 0 && el('p', { class: 'soft' },
            unclear.length > 3 ? SAY.unclear_much : SAY.unclear.replace('{said}', unclear.join('; '))),
          el('p', null, el('button', { class: 'main' }, SAY.useThese))),
      ], screen.error ? '.problem' : focus);
    },

    meant(screen, focus) {
      const boxes = [...screen.offers, null].map((offer, place) => {
        const input = el('input', { type: 'radio', name: 'meant', id: place ? `meant-${place}` : 'meant' });
        return { offer, input, shown: el('div', { class: 'choice' }, input,
          el('label', { for: input.id }, offer ? offer.said : SAY.noneOfThese)) };
      });
      const submit = (event) => {
        event.preventDefault();
        const chosen = boxes.find(({ input }) => input.checked);
        if (!chosen) {
          screens[at] = { ...screen, error: SAY.chooseOne };
          show();
        } else if (!chosen.offer) {
          history.back();
        } else {
          trying(screen, () => {
            const taken = take(screen, [chosen.offer]);
            goNext(null, true, [chosen.offer.said, ...taken.said]);
          });
        }
      };
      const error = screen.error && el('p', { id: 'error', class: 'error' }, hidden(SAY.error), screen.error);
      // What was typed stands in the page alone: the browser's history keeps titles.
      put(screen.error ? SAY.error + SAY.meant : SAY.meant, [
        backLink(),
        screen.error && errorSummary(screen),
        el('form', { novalidate: true, submit },
          el('fieldset', { 'aria-describedby': ids('hint', error && 'error') },
            el('legend', null, el('h1', null, SAY.meant)),
            el('div', { id: 'hint', class: 'hint' }, paragraphs([SAY.heardFrom.replace('{from}', screen.typed), SAY.mayMean])),
            error || null,
            boxes.map(({ shown }) => shown)),
          el('p', null, el('button', { class: 'main' }, SAY.next))),
      ], screen.error ? '.problem' : focus);
    },

    question(screen, focus) {
      const { question, warning, about_more: more } = ask('question', { facts, question: screen.id, story });
      put(screen.error ? SAY.error + question.ask : question.ask, [
        backLink(),
        screen.error && errorSummary(screen),
        notice('said', screen.said),
        notice('warning', warning),
        questionForm(screen, question, warning),
        helpWith(question.help),
        more && el('p', { class: 'soft' }, SAY.more.replace('{count}', more)),
      ], screen.error ? '.problem' : focus);
    },

    check(screen) {
      const now = ask('next', { facts });
      if (now.question) {
        screens[at] = { view: 'question', id: now.question.id, said: screen.said };
        show();
        return;
      }
      const row = (answer) => el('div', null,
        el('dt', null, answer.ask),
        el('dd', null, answer.said),
        el('dd', { class: 'act' }, button([SAY.change, hidden(`: ${answer.ask}`)],
          () => go({ view: 'question', id: answer.question, change: true }))));
      put(SAY.check, [
        backLink(),
        notice('said', screen.said),
        notice('warning', now.warning),
        el('h1', described(screen.said, now.warning), SAY.check),
        el('dl', { class: 'answers' }, now.answers.map(row)),
        el('p', null, button(SAY.seeSteps, () => go({ view: 'steps' }), 'main')),
        keeping([saver(SAY.saveAnswers, 'answers')]),
      ]);
      // They take longest, and can be made while the answers are being checked. What is wrong is said when they are shown.
      setTimeout(() => {
        try {
          if (screens[at] === screen) nextSteps();
        } catch {
          made = null;
        }
      }, 50);
    },

    steps() {
      const page = nextSteps();
      const holder = el('div', { class: 'page' });
      // Written by the core, which writes out all that is not its own.
      holder.innerHTML = page.html;
      const rest = el('ul', { class: 'letters' });
      const keep = el('section', { class: 'screen', 'aria-labelledby': 'keep' },
        el('h2', { id: 'keep' }, SAY.keep),
        el('p', { class: 'buttons' },
          button(SAY.print, () => print()),
          saver(SAY.saveWeb, 'html'), saver(SAY.saveText, 'text'), saver(SAY.saveEmail, 'email'),
          saver(SAY.saveLog, 'log'), saver(SAY.saveAnswers, 'answers')),
        page.has_dates && [
          el('p', { class: 'buttons' }, saver(SAY.saveDates, 'ics'), saver(SAY.saveDatesPlain, 'ics-plain')),
          el('p', { class: 'soft' }, SAY.datesNote),
        ],
        el('p', { class: 'soft' }, SAY.shared),
        status(),
        page.letters.length > 0 && [el('h3', null, SAY.letters), el('ul', { class: 'letters' }, page.letters.map((letter) =>
          el('li', null, inPage(letter.title, () => go({ view: 'letter', id: letter.id })))))],
        el('h3', null, SAY.rest),
        rest,
        el('p', null, button(SAY.changeAnswers, () => go({ view: 'check' }))));
      holder.append(keep);
      linkLetters(holder, page.letters);
      put(page.title, [backLink(), holder]);
      // What stands behind the steps comes when these can be read already.
      setTimeout(() => behind(holder, rest), 50);
    },

    letter(screen) {
      const letter = ask('letter', { facts, letter: screen.id });
      const body = el('div', { class: 'page' });
      body.innerHTML = letter.html;
      const said = status();
      const copy = () => copied(letter.text).then((done) => { said.textContent = done ? SAY.copied : SAY.notCopied; });
      const tools = el('p', { class: 'buttons screen' },
        button(SAY.copy, copy),
        button(SAY.save, () => { said.textContent = saveFile(letter.file); }),
        button(SAY.printOne, () => print()));
      put(letter.title, [backLink(), body]);
      main.querySelector('h1').after(tools, said);
    },
  };

  // A story.

  const storyForm = (screen) => {
    const field = el('textarea', { id: 'story', rows: 4, maxlength: 5000, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'story-how' });
    field.value = screen.typed || '';
    const submit = (event) => {
      event.preventDefault();
      const typed = field.value.trim();
      story = typed;
      screens[at] = { ...screen, typed };
      trying(screens[at], () => {
        const heard = typed ? ask('hear', { facts, text: typed }) : { understood: [], offered: [] };
        if (heard.understood.length + heard.offered.length) go({ view: 'heard', heard });
        else goNext(null, true, typed ? [SAY.nothingHeard] : []);
      });
    };
    return el('form', { class: 'field', novalidate: true, submit },
      el('label', { for: 'story' }, SAY.tell),
      el('p', { id: 'story-how', class: 'hint' }, SAY.tellHow),
      field,
      el('p', null, el('button', { class: 'quiet' }, SAY.tellNext)));
  };

  /** Waits for the core. Whether what was pressed still counts: the person may have gone back, or pressed twice. */
  const still = async () => {
    const here = screens[at];
    if (waiting) return false;
    waiting = true;
    await loaded;
    waiting = false;
    return screens[at] === here;
  };

  /** Does something that the core may refuse: then the screen says why. */
  const trying = async (screen, act) => {
    if (!await still()) return;
    try {
      act();
    } catch (error) {
      if (!(error instanceof Refused)) { faulted(error); return; }
      screens[at] = { ...screen, error: error.message };
      show();
    }
  };

  /** Adds what was heard and found right. Found otherwise after going back, what this screen added before is taken out. */
  const take = (screen, heard) => {
    const same = (id) => JSON.stringify(facts[id]) === JSON.stringify(screen.added[id]);
    for (const id of Object.keys(screen.added || {}).filter(same)) {
      if (screen.before[id] === undefined) delete facts[id];
      else facts[id] = screen.before[id];
      known.delete(id);
      inPart.delete(id);
    }
    const before = facts;
    const taken = ask('take', { facts, heard: heard.map(({ question, answer: said }) => ({ question, answer: said })) });
    facts = taken.facts;
    const added = Object.keys(facts).filter((id) => JSON.stringify(facts[id]) !== JSON.stringify(before[id]));
    screen.before = before;
    screen.added = Object.fromEntries(added.map((id) => [id, facts[id]]));
    added.forEach((id) => known.add(id));
    taken.ask.forEach((id) => { known.delete(id); inPart.add(id); });
    return taken;
  };

  // A question.

  const notice = (id, lines) => (lines && lines.length ? el('div', { id, class: id }, paragraphs(lines)) : null);
  const described = (said, warning) => ({
    'aria-describedby': ids(said && said.length && 'said', warning && warning.length && 'warning'),
  });

  const questionForm = (screen, question, warning) => {
    const typed = question.kind === 'date' || question.kind === 'area';
    const many = question.kind === 'several' || question.kind === 'told';
    const choices = [...(question.kind === 'area' ? question.own_areas : []), ...question.options];
    const held = [].concat(screen.tried !== undefined ? screen.tried : question.held === null ? [] : question.held);
    const isChoice = (value) => value === 'not-sure' || choices.some((choice) => choice.id === value);
    const offers = screen.offers || [];
    const hint = question.notes.length ? el('div', { id: 'hint', class: 'hint' }, paragraphs(question.notes)) : null;
    const error = screen.error && el('p', { id: 'error', class: 'error' }, hidden(SAY.error), screen.error);
    const about = ids(hint && 'hint', error && 'error');
    const around = described(screen.said, warning);

    const field = typed && el('input', {
      id: 'typed', type: 'text', autocomplete: 'off', spellcheck: 'false', class: question.kind,
      'aria-describedby': about, 'aria-invalid': error ? 'true' : null,
      value: question.kind === 'area' && screen.tried === undefined && question.held_said ? question.held_said
        : held.length && !isChoice(held[0]) ? held[0] : '',
    });
    // Where there is no such field, there is one for who would rather type.
    const words = typed ? null : el('input', { id: 'words', type: 'text', autocomplete: 'off', spellcheck: 'false', value: screen.words || '' });
    const boxes = [];
    const choice = (item) => {
      const input = el('input', { type: many ? 'checkbox' : 'radio', name: 'answer', value: item.id,
        id: boxes.length ? `answer-${boxes.length}` : 'answer', checked: held.includes(item.id) });
      boxes.push({ input, alone: item.alone });
      return el('div', { class: 'choice' }, input, el('label', { for: input.id }, item.label));
    };
    const or = () => el('p', { class: 'or' }, SAY.or);
    // Answers under a heading are a group of their own, which screen readers name with each.
    const grouped = (items) => items.reduce((groups, item) => {
      if (item.group || !groups.length) groups.push({ heading: item.group, items: [] });
      groups[groups.length - 1].items.push(item);
      return groups;
    }, []).map(({ heading, items: inside }) => (heading
      ? el('fieldset', { class: 'group' }, el('legend', null, heading), inside.map(choice)) : inside.map(choice)));
    const list = [
      offers.map(choice),
      field && or(),
      grouped(choices),
      question.not_sure && [!field && or(), choice(question.not_sure)],
    ];
    if (field) {
      // One answer: what is typed takes the place of what is chosen, and the other way round.
      field.addEventListener('input', () => boxes.forEach(({ input }) => { input.checked = false; }));
      boxes.forEach(({ input }) => input.addEventListener('change', () => { field.value = ''; echo(); }));
    }
    if (many) {
      boxes.forEach(({ input, alone }) => input.addEventListener('change', () => {
        if (input.checked) boxes.filter((box) => box.input !== input && (alone || box.alone))
          .forEach((box) => { box.input.checked = false; });
      }));
    }
    const heard = question.kind === 'date' ? status() : null;
    const echo = () => { if (heard) heard.textContent = saidBack(screen.id, field.value); };
    if (heard) {
      let wait = 0;
      field.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(echo, 600); });
    }

    const submit = (event) => {
      event.preventDefault();
      const chosen = boxes.filter(({ input }) => input.checked).map(({ input }) => input.value);
      const own = words && words.value.trim();
      const value = own || (field && !chosen.length ? field.value : many ? chosen : chosen[0] || '');
      answer({ ...screen, words: own, tried: words ? chosen : value }, question, value);
    };
    const heading = el('h1', around, field ? el('label', { for: 'typed' }, question.ask) : question.ask);
    const typing = words && el('details', { class: 'field', open: Boolean(screen.words) },
      el('summary', null, SAY.ownWords), el('label', { for: 'words', class: 'hidden' }, SAY.ownWords), words);
    const rest = [hint, error || null, field && el('div', { class: 'field' }, field, heard), list, typing];
    const inside = field
      ? [heading, ...rest.slice(0, 3), el('fieldset', null, el('legend', { class: 'hidden' }, question.ask), list)]
      : [el('fieldset', { 'aria-describedby': about }, el('legend', null, heading), ...rest)];
    return el('form', { novalidate: true, submit }, inside, el('p', null, el('button', { class: 'main' }, SAY.next)));
  };

  const saidBack = (question, typed) => {
    if (!typed.trim()) return '';
    try {
      return ask('answer', { facts, question, answer: typed }).said.join(' ');
    } catch (error) {
      if (error instanceof Refused) return '';
      throw error;
    }
  };

  const answer = async (screen, question, value) => {
    if (!await still()) return;
    try {
      const done = ask('answer', { facts, question: screen.id, answer: value });
      facts = done.facts;
      known.delete(screen.id);
      inPart.delete(screen.id);
      screens[at] = { view: 'question', id: screen.id, change: screen.change };
      goNext(screen.id, screen.change, done.said);
    } catch (error) {
      if (!(error instanceof Refused)) { faulted(error); return; }
      const { refusal } = error;
      const { offers, may_mean: mayMean } = refusal;
      if (mayMean) {
        screens[at] = { ...screen, error: undefined };
        go({ view: 'meant', typed: value, offers: mayMean });
        return;
      }
      const empty = !value.length && question.kind !== 'date' && question.kind !== 'area';
      const which = offers && (offers.length > 1 ? SAY.whichArea : SAY.isItArea);
      const wrong = empty ? SAY.chooseOne : screen.words ? SAY.notHeard : which || refusal.says;
      screens[at] = { ...screen, error: wrong, offers: screen.words ? undefined : offers };
      show();
    }
  };

  const errorSummary = (screen) => {
    const field = () => main.querySelector('form input[name=answer], form input');
    return el('div', { class: 'problem', tabindex: -1, role: 'alert', 'aria-labelledby': 'problem' },
      el('h2', { id: 'problem' }, SAY.problem),
      el('ul', null, el('li', null, inPage(screen.error, () => field().focus()))));
  };

  const helpWith = (help) => el('details', null,
    el('summary', null, SAY.help),
    paragraphs(help.lines),
    help.letters.length ? [el('p', null, help.letters_say), el('ul', null, help.letters.map((line) => el('li', null, line)))] : null,
    help.words.length ? [el('p', null, help.words_mean), el('ul', null, help.words.map((line) => el('li', null, line)))] : null,
    help.not_sure ? el('p', null, help.not_sure) : null);

  // The page of next steps.

  /** A link to something in this page: it moves the focus there, and makes no entry in the history. */
  const inPage = (label, click) => el('a', { href: '#', click: (event) => {
    event.preventDefault();
    click();
  } }, label);

  const toHeading = (heading) => el('li', null, inPage(heading.textContent, () => jump(heading)));

  /** The annex and the letters below the steps, with what would change these between them. */
  const behind = (holder, list) => {
    // The person may have gone on meanwhile.
    if (!holder.isConnected) return;
    try {
      const [annex, whatIf] = ['annex', 'what-if'].map((part) => {
        const made = document.createElement('template');
        made.innerHTML = ask('page', { facts, part }).html;
        return made.content;
      });
      const letters = annex.querySelectorAll('.sheet')[1];
      if (letters) letters.before(whatIf);
      else annex.append(whatIf);
      const headings = [...annex.querySelectorAll('h2')].filter((heading) => !heading.textContent.startsWith('Letter: '));
      holder.append(annex);
      list.append(...headings.map(toHeading));
    } catch (error) {
      faulted(error);
    }
  };

  const jump = (heading) => {
    heading.tabIndex = -1;
    heading.focus();
    heading.scrollIntoView();
  };

  const linkLetters = (holder, letters) => {
    for (const { id } of letters) {
      holder.querySelectorAll(`a[href="#letter-${id}"]`).forEach((link) => link.addEventListener('click', (event) => {
        event.preventDefault();
        go({ view: 'letter', id });
      }));
    }
  };

  // Files and copies.

  const keeping = (buttons) => el('div', { class: 'screen' }, el('p', { class: 'buttons' }, buttons), status(),
    el('p', { class: 'soft' }, SAY.shared));

  const saver = (label, format) => button(label, () => {
    const said = main.querySelector('.status');
    try {
      said.textContent = saveFile(ask('file', { facts, format }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      said.textContent = error.message;
    }
  });

  const saveFile = (file) => {
    const address = URL.createObjectURL(new Blob([file.text], { type: file.media_type }));
    const link = el('a', { href: address, download: file.name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    return SAY.saved.replace('{name}', file.name);
  };

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = el('textarea', null, text);
      document.body.append(field);
      field.select();
      const done = document.execCommand('copy');
      field.remove();
      return done;
    }
  };

  const opened = async (event) => {
    const file = event.target.files[0];
    if (!file || !await still()) return;
    const said = main.querySelector('.status');
    try {
      const found = ask('open', { text: await file.text() });
      facts = found.facts;
      known = new Set(Object.keys(facts));
      go({ view: 'check', said: found.said });
    } catch (error) {
      event.target.value = '';
      said.textContent = error instanceof Refused ? error.message : SAY.notAFile;
    }
  };

  // When something is wrong with the page itself.

  const faulted = (error) => {
    const lines = Object.entries(facts).map(([id, value]) => `${id}: ${[].concat(value).length > 1 || Array.isArray(value)
      ? `[${value.join(', ')}]` : value}`);
    put(SAY.fault, [
      el('h1', null, SAY.fault),
      lines.length ? [el('p', null, SAY.faultAnswers), el('pre', null, lines.join('\n'))] : null,
      el('p', null, button(SAY.faultGoOn, async () => {
        core = await load();
        goNext(null, true);
      }, 'main')),
    ]);
    console.error(error);
  };

  const opening = async () => {
    core = await load();
    day = ask('about', {}).opening.pop();
    const shown = document.getElementById('day');
    if (shown) shown.textContent = day;
    document.documentElement.classList.add('ready');
  };

  begin();
  show();
  document.getElementById('leave').addEventListener('click', leave);
  const loaded = opening().catch((error) => {
    // What to do without this page.
    main.replaceChildren(...written);
    document.documentElement.classList.add('failed');
    console.error(error);
    return new Promise(() => {});
  });
})();
