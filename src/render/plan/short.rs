//! The plan for a screen: every part of `ux.md` F1, and of each as much as fits.
//!
//! A page is written with all its [`Detail`]; while it is too long, the next of [`CUTS`] takes away what matters least.
//! Lines are counted at one width, so what is said does not change with the screen.

use std::collections::HashMap;

use super::{MOST_LINES, NO_LIMIT, Page, SCREEN, Today, lines};
use crate::interview::{Standing, statement};
use crate::plan::Plan;
use crate::render::document::{Block, Document};
use crate::render::{contacts, dates, working};
use crate::rules::model::{ContactRef, State};
use crate::text;

/// How much of each part is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Detail {
    /// What the step is, not only the step.
    what: bool,
    /// Sentences about the step's other limits.
    own: usize,
    /// Answers that decided: each on its own line.
    why_listed: bool,
    /// How to find out what the person was not sure of.
    tell: bool,
    /// Lines of the checklist.
    checklist: usize,
    /// Letters.
    letters: usize,
    /// Routes beside the step with their dates.
    beside: usize,
    /// Open routes with what they are good for; the rest by name.
    open: usize,
    /// The names of the rest, not only how many.
    names: bool,
    /// Of these, the ones with what to think about.
    think: usize,
    /// With the cost of those.
    cost: bool,
    /// Closed routes with the reason.
    closed: usize,
    /// Contacts.
    contacts: usize,
    /// Lines of what happens next.
    then: usize,
    /// Other dates.
    dates: usize,
    /// Laws of the step.
    law: usize,
    /// Every answer, not only how many.
    answers: bool,
    /// That the news moves no date.
    news: bool,
}

const ALL: Detail = Detail {
    what: true,
    own: usize::MAX,
    why_listed: true,
    tell: true,
    checklist: 8,
    letters: 3,
    beside: 4,
    open: 6,
    names: true,
    think: 2,
    cost: true,
    closed: 3,
    contacts: 5,
    then: 3,
    dates: 6,
    law: usize::MAX,
    answers: true,
    news: true,
};

/// What goes, in this order. Left on every page are the step, by when, why, part of the checklist, an open route with
/// both sides, a route that is not open with its reason, and people to ring.
const CUTS: &[fn(&mut Detail)] = &[
    |detail| detail.answers = false,
    |detail| detail.news = false,
    |detail| detail.closed = 2,
    |detail| detail.what = false,
    |detail| detail.contacts = 4,
    |detail| detail.dates = 4,
    |detail| detail.letters = 1,
    |detail| detail.think = 1,
    |detail| detail.law = 1,
    |detail| detail.why_listed = false,
    |detail| detail.then = 2,
    |detail| detail.tell = false,
    |detail| detail.open = 4,
    |detail| detail.dates = 2,
    |detail| detail.beside = 2,
    |detail| detail.cost = false,
    |detail| detail.then = 1,
    |detail| detail.checklist = 6,
    |detail| detail.open = 3,
    |detail| detail.contacts = 3,
    |detail| detail.dates = 1,
    |detail| detail.checklist = 5,
    |detail| detail.dates = 0,
    |detail| detail.open = 2,
    |detail| detail.closed = 1,
    |detail| detail.checklist = 4,
    |detail| detail.beside = 1,
    |detail| detail.checklist = 3,
    |detail| detail.open = 1,
    |detail| detail.names = false,
    |detail| detail.own = 1,
    |detail| detail.checklist = 2,
    |detail| detail.contacts = 2,
];

pub(super) fn document(plan: &Plan<'_>, today: Today) -> Document {
    let mut parts = Parts { plan, today, known: HashMap::new() };
    let detail = |made: &[bool]| {
        let mut detail = ALL;
        CUTS.iter().zip(made).filter(|(_, made)| **made).for_each(|(cut, _)| cut(&mut detail));
        detail
    };
    let mut made = vec![false; CUTS.len()];
    let mut lines = parts.lines(detail(&made));
    for at in 0..CUTS.len() {
        if lines <= MOST_LINES {
            break;
        }
        made[at] = true;
        lines = parts.lines(detail(&made));
    }
    // The last cuts take most away. Once they are made, earlier and smaller ones may not have been needed.
    for at in (0..CUTS.len()).rev().filter(|at| made[*at]).collect::<Vec<_>>() {
        made[at] = false;
        if parts.lines(detail(&made)) > MOST_LINES {
            made[at] = true;
        }
    }
    parts.page(detail(&made))
}

/// One part of the page, and what of the detail it looks at.
type Part = (fn(&mut Page<'_, '_>, Detail), fn(Detail) -> Detail);

/// A detail that says nothing: the parts that do not look at a field leave it so.
const NONE: Detail = Detail {
    what: false,
    own: 0,
    why_listed: false,
    tell: false,
    checklist: 0,
    letters: 0,
    beside: 0,
    open: 0,
    names: false,
    think: 0,
    cost: false,
    closed: 0,
    contacts: 0,
    then: 0,
    dates: 0,
    law: 0,
    answers: false,
    news: false,
};

/// The parts in their order. Each begins with a heading, so its lines do not turn on the part before it.
const PARTS: [Part; 11] = [
    (
        |page, detail| {
            page.opening();
            page.next_step(detail.what);
        },
        |detail| Detail { what: detail.what, ..NONE },
    ),
    (|page, detail| page.by_when_short(detail), |detail| Detail { own: detail.own, ..NONE }),
    (
        |page, detail| page.why_short(detail),
        |detail| Detail { why_listed: detail.why_listed, tell: detail.tell, ..NONE },
    ),
    (
        |page, detail| page.ready_short(detail),
        |detail| Detail { checklist: detail.checklist, letters: detail.letters, ..NONE },
    ),
    (
        |page, detail| page.routes_short(detail),
        |detail| Detail {
            beside: detail.beside,
            open: detail.open,
            names: detail.names,
            think: detail.think,
            cost: detail.cost,
            closed: detail.closed,
            ..NONE
        },
    ),
    (|page, _| page.if_nothing(), |_| NONE),
    (|page, detail| page.help_short(detail), |detail| Detail { contacts: detail.contacts, ..NONE }),
    (|page, detail| page.then(detail.then), |detail| Detail { then: detail.then, ..NONE }),
    (|page, detail| page.dates_short(detail), |detail| Detail { dates: detail.dates, ..NONE }),
    (
        |page, detail| page.based_on_short(detail),
        |detail| Detail { law: detail.law, answers: detail.answers, news: detail.news, ..NONE },
    ),
    (|page, _| page.recap(), |_| NONE),
];

/// The place of the part that says where the rest is.
const BASED_ON: usize = 9;

/// A part as it was written once.
struct Written {
    document: Document,
    left_out: Vec<&'static str>,
    lines: usize,
}

/// Every part that has been written, so that a cut writes one part again and not the page.
struct Parts<'p, 'r> {
    plan: &'p Plan<'r>,
    today: Today,
    /// By the part, its detail, and what the parts before it left out.
    known: HashMap<(usize, Detail, Vec<&'static str>), Written>,
}

impl Parts<'_, '_> {
    fn lines(&mut self, detail: Detail) -> usize {
        let mut lines = 0;
        self.each(detail, |part| lines += part.lines);
        lines
    }

    fn page(&mut self, detail: Detail) -> Document {
        let mut page = Document::default();
        self.each(detail, |part| page.blocks.extend(part.document.blocks.iter().cloned()));
        page
    }

    fn each(&mut self, detail: Detail, mut visit: impl FnMut(&Written)) {
        let mut left_out: Vec<&'static str> = Vec::new();
        for (at, (write, looks_at)) in PARTS.iter().enumerate() {
            let detail = looks_at(detail);
            // Only the part that says where the rest is looks at what the others left out.
            let before = if at == BASED_ON { left_out.clone() } else { Vec::new() };
            let (plan, today) = (self.plan, self.today);
            let part = self.known.entry((at, detail, before.clone())).or_insert_with(|| {
                let mut page = Page::new(plan, today);
                page.left_out = before;
                write(&mut page, detail);
                // Every part but the first has an empty line before its heading.
                let gap = usize::from(at > 0 && !page.document.blocks.is_empty());
                let heading = matches!(page.document.blocks.first(), Some(Block::Heading(_)));
                let lines = lines(&page.document) + if heading { gap } else { 0 };
                Written { document: page.document, left_out: page.left_out, lines }
            });
            visit(part);
            let more: Vec<&str> = part.left_out.iter().filter(|what| !left_out.contains(what)).copied().collect();
            left_out.extend(more);
        }
    }
}

impl Page<'_, '_> {
    /// The limit to keep first with its working, the step's others without.
    fn by_when_short(&mut self, detail: Detail) {
        self.document.heading("By when");
        let mut own = self.leading();
        own.extend(self.awaited().filter(|_| own.is_empty()));
        let Some((first, rest)) = own.split_first() else {
            self.document.paragraph(NO_LIMIT);
            return;
        };
        self.deadline(*first);
        if let Standing::Dated(dated) = self.situation.standing(*first) {
            let deadline = self.plan.rules().deadline(*first);
            let working = working::sentences(self.situation, deadline, dated);
            self.document.paragraph(format!("How it was counted: {}", working.join(" ")));
        }
        for place in rest {
            let said = dates::in_a_row(self.situation, *place, detail.own);
            self.document.item(format!("{}.{said}", dates::heading(self.situation, *place)));
        }
    }

    fn why_short(&mut self, detail: Detail) {
        self.document.heading("Why this");
        let said: Vec<_> = self.deciding().iter().map(|question| statement::of(self.situation, *question)).collect();
        if detail.why_listed {
            for said in said {
                self.document.item(format!("Because you said: {}", text::lower_first(&said)));
            }
        } else {
            // One list in one line: each answer is a sentence, and so many of them are no paragraph.
            let said: Vec<String> =
                said.iter().map(|said| text::lower_first(said.trim_end_matches('.')).into_owned()).collect();
            self.document.paragraph(format!("Because you said: {}.", said.join("; ")));
        }
        for question in &self.plan.unsure {
            self.document.item(self.unsure(*question, detail.tell));
        }
    }

    fn ready_short(&mut self, detail: Detail) {
        self.document.heading("What to have ready");
        let checklist: Vec<&String> = self.situation.counting(&self.plan.step().checklist).collect();
        for item in checklist.iter().take(detail.checklist) {
            self.document.check(self.say(item));
        }
        self.leave_out(checklist.len(), detail.checklist, "things to have ready");
        for letter in self.plan.letters.iter().take(detail.letters) {
            let id = &self.plan.rules().letters[letter.at()].id;
            self.document.check(format!("A letter to start from: signpost letter {id}"));
        }
        self.leave_out(self.plan.letters.len(), detail.letters, "letters");
    }

    /// Notes that a list is longer than what is shown of it, for the line that says where the rest is.
    fn leave_out(&mut self, all: usize, shown: usize, what: &'static str) {
        if all > shown && !self.left_out.contains(&what) {
            self.left_out.push(what);
        }
    }

    /// Routes to take as well, other open routes, and those that are not open: one list, as each is one item.
    fn routes_short(&mut self, detail: Detail) {
        self.document.heading("Other routes open to you");
        self.beside_short(detail);
        self.open_short(detail);
        let not_open = self.refused();
        for item in not_open.iter().take(detail.closed) {
            // The first sentence is the reason; what to do instead is with the routes that are open.
            let reason = item.because.split_once(". ").map_or(item.because.trim_end_matches('.'), |(first, _)| first);
            let name = &self.plan.rules().route(item.route).name;
            let yet = if item.yet { "Not open yet" } else { "Not open" };
            self.document.item(self.say(&format!("{yet}: {name}. {reason}.")));
        }
        self.leave_out(not_open.len(), detail.closed, "routes not open and why");
    }

    fn beside_short(&mut self, detail: Detail) {
        let led = self.leading();
        for place in self.plan.alongside.iter().take(detail.beside) {
            let route = self.plan.rules().route(*place);
            let mut said = format!("Do this as well. {}", self.say(&route.next_step));
            for deadline in self.own(*place).into_iter().filter(|deadline| !led.contains(deadline)).take(1) {
                // When it has passed, the step is what can still be done.
                let passed = self.situation.standing(deadline).state() == State::Passed;
                said.push_str(&dates::in_a_row(self.situation, deadline, if passed { 1 } else { usize::MAX }));
            }
            self.document.item(said);
        }
        let rest = self.plan.alongside.iter().skip(detail.beside);
        let rest: Vec<String> = rest.map(|place| self.say(&self.plan.rules().route(*place).name)).collect();
        if !rest.is_empty() {
            self.document.item(format!("Do these as well, in the whole plan: {}.", rest.join("; ")));
        }
    }

    fn open_short(&mut self, detail: Detail) {
        if self.plan.open.is_empty() {
            self.document.item(self.why_no_other());
        }
        let rules = self.plan.rules();
        for (at, place) in self.plan.open.iter().take(detail.open).enumerate() {
            let route = rules.route(*place);
            let mut said = format!("{}. Good for: {}", route.name, route.good_for);
            if at < detail.think {
                said.push_str(&format!(" Think about: {}", route.think_about));
                if detail.cost {
                    let cost = route.cost.split_once(". ").map_or(route.cost.as_str(), |(first, _)| first);
                    said.push_str(&format!(" {}.", cost.trim_end_matches('.')));
                }
            }
            self.document.item(self.say(&said));
        }
        let rest: Vec<String> =
            self.plan.open.iter().skip(detail.open).map(|place| self.say(&rules.route(*place).name)).collect();
        if !detail.names {
            self.leave_out(self.plan.open.len(), detail.open, "open routes");
        } else if !rest.is_empty() {
            self.document.item(format!("Also open, in the whole plan: {}.", rest.join("; ")));
        }
    }

    fn help_short(&mut self, detail: Detail) {
        self.document.heading("Who can help");
        for contact in self.contacts(detail.contacts) {
            self.document.item(contacts::shown(self.situation, contact).brief(SCREEN));
        }
        self.leave_out(self.plan.contacts.len(), detail.contacts, "contacts");
    }

    /// The first so many contacts, and a helpline among them where the plan has one: with its number, if one is known
    /// (`ux.md` F8).
    fn contacts(&self, most: usize) -> Vec<ContactRef> {
        let contacts = &self.plan.contacts;
        let mut shown: Vec<ContactRef> = contacts.iter().take(most).copied().collect();
        let rules = self.plan.rules();
        let helplines = || contacts.iter().filter(|contact| rules.is_helpline(**contact));
        let rings = |contact: &&ContactRef| contacts::shown(self.situation, **contact).phone.is_some();
        if let Some(helpline) = helplines().find(rings).or_else(|| helplines().next())
            && !shown.contains(helpline)
        {
            shown.pop();
            shown.push(*helpline);
        }
        shown
    }

    /// The dates ahead that were not said with the step or beside it.
    fn dates_short(&mut self, detail: Detail) {
        let marks = super::ahead::among(self.situation, &self.other_dates());
        if marks.is_empty() {
            return;
        }
        if detail.dates > 0 {
            self.document.subheading("Dates ahead");
        }
        for mark in marks.iter().take(detail.dates) {
            self.document.item(format!("{}. {}", mark.when, mark.what));
        }
        self.leave_out(marks.len(), detail.dates, "dates");
    }

    fn based_on_short(&mut self, detail: Detail) {
        self.document.heading("What this is based on");
        let path = &self.plan.walk.path;
        let answers = if detail.answers {
            let said: Vec<_> = path.iter().map(|question| statement::of(self.situation, *question)).collect();
            format!("Your answers: {}", said.join(" "))
        } else {
            self.left_out.push("your answers");
            format!("Your {} answers.", path.len())
        };
        let news = match detail.news && !self.plan.rules().news.is_empty() {
            true => " What you may read in the news moves no date here.",
            false => "",
        };
        self.document.line(format!("{answers} {} {}{news}", self.law(detail.law), self.rests_on()));
        self.leave_out(self.plan.step().law.len(), detail.law, "law");
        if !self.plan.rules().news.is_empty() {
            self.left_out.push("news");
        }
        if !self.left_out.is_empty() {
            self.document.line(format!("The whole plan (--full) adds: {}.", text::list(&self.left_out)));
        }
        if let Some(line) = self.review_due() {
            self.document.line(line);
        }
    }
}
