//! The page of next steps: where the person stands, what to do and by when, and what else they need, on one screen or two.
//!
//! Each line has a rank. While the page is longer than [`MAX_LINES`], the line of the highest rank goes, the last of
//! equals first; what went stands in the annex. Rank 0 always stays. Lines are counted at one width, so what is said does
//! not change with the screen.

use chrono::NaiveDate;

use super::headline::Headline;
use super::{MAX_LINES, Page, Today, lines};
use crate::document::{Block, Document, StepBlock};
use crate::{contacts, dates, letter};
use signpost_core::dates::say;
use signpost_core::interview::Standing;
use signpost_core::plan::Plan;
use signpost_core::plan::steps::{self, Act, Step};
use signpost_core::rules::model::{ContactRef, DeadlineIx, RouteIx, State, Who};
use signpost_core::text;

/// The most that a section of the page holds.
const MAX_SHUT: usize = 3;
const MAX_OTHER_WAYS: usize = 3;
const MAX_LATER: usize = 2;
const MAX_HELP: usize = 3;
const MAX_TOLD: usize = 2;

/// How the rules mark what is lost by waiting. After "If you do nothing" it says nothing more.
const WARNING: &str = "Warning: ";

/// A line of the page, its section, and how early it may go.
struct Ranked {
    section: usize,
    rank: u8,
    block: Block,
}

/// Lines in their order, with the sections they stand in.
#[derive(Default)]
struct Lines {
    headings: Vec<Option<&'static str>>,
    lines: Vec<Ranked>,
}

impl Lines {
    fn section(&mut self, heading: Option<&'static str>) {
        self.headings.push(heading);
    }

    fn put(&mut self, rank: u8, block: Block) {
        self.lines.push(Ranked { section: self.headings.len().saturating_sub(1), rank, block });
    }

    fn say(&mut self, rank: u8, said: impl Into<String>) {
        self.put(rank, Block::Paragraph(said.into()));
    }

    fn item(&mut self, rank: u8, said: impl Into<String>) {
        self.put(rank, Block::Item(said.into()));
    }

    /// The page with the lines that are left; a section without any has no heading.
    fn document(&self) -> Document {
        let mut page = Document::default();
        let mut open = None;
        for line in &self.lines {
            if open != Some(line.section) {
                open = Some(line.section);
                page.blocks.extend(self.headings[line.section].map(|heading| Block::Heading(heading.to_owned())));
            }
            page.blocks.push(line.block.clone());
        }
        page
    }

    fn fit(&mut self) {
        while lines(&self.document()) > MAX_LINES {
            let goes = self.lines.iter().enumerate().filter(|(_, line)| line.rank > 0);
            // `max_by_key` takes the last of equals.
            let Some((at, _)) = goes.max_by_key(|(_, line)| line.rank) else { return };
            self.lines.remove(at);
        }
    }
}

/// The page, short enough for a screen.
pub(super) fn document(plan: &Plan<'_>, today: Today) -> Document {
    let mut lines = write(plan, today);
    lines.fit();
    lines.document()
}

/// The page with nothing left out: what a file begins with.
pub(super) fn unabridged(plan: &Plan<'_>, today: Today) -> Document {
    let mut page = write(plan, today).document();
    let number = Page::new(plan, today).somebody_to_ring().map(Block::Line);
    // Under the title, so that it stands on the first sheet.
    number.into_iter().for_each(|number| page.blocks.insert(1, number));
    page
}

fn write(plan: &Plan<'_>, today: Today) -> Lines {
    let page = Page::new(plan, today);
    let steps = steps::of(plan);
    let mut lines = Lines::default();
    page.where_you_stand(&mut lines, &steps);
    page.what_to_do(&mut lines, &steps);
    page.if_something_goes_wrong(&mut lines);
    page.you_asked(&mut lines);
    page.what_will_not_work(&mut lines);
    page.other_ways(&mut lines, &steps);
    page.who_can_help(&mut lines);
    page.foot(&mut lines);
    lines
}

impl Page<'_, '_> {
    fn where_you_stand(&self, lines: &mut Lines, steps: &[Step]) {
        lines.section(None);
        lines.put(0, Block::Title(self.title()));
        let letterhead = self.plan.rules().own.as_ref().and_then(|own| own.letterhead.as_ref());
        letterhead.into_iter().for_each(|line| lines.say(0, line.clone()));
        let Headline { first, then, calm } = self.headline(steps);
        lines.put(0, Block::Headline(first));
        then.into_iter().for_each(|said| lines.say(0, said));
        calm.into_iter().for_each(|said| lines.say(6, said));
        lines.say(7, format!("Based on: {}", self.in_short(self.deciding())));
        for question in &self.plan.unsure {
            lines.say(5, self.unsure(*question));
        }
    }

    fn what_to_do(&self, lines: &mut Lines, steps: &[Step]) {
        lines.section(Some("What to do"));
        for (at, step) in steps.iter().enumerate() {
            // The further a step is ahead, the earlier it may go.
            lines.put(if at < 3 { 0 } else { 2 }, Block::Step(self.step(at + 1, step)));
        }
    }

    fn step(&self, number: usize, step: &Step) -> StepBlock {
        let when = step.day.map(|day| self.when(step, day));
        let when = when.or_else(|| step.follows.then(|| "After that".to_owned()));
        match step.act {
            Act::Own(route) => self.own_step(number, when, step, route),
            Act::Other { route, line } => {
                let then = &self.plan.rules().route(route).then[line];
                let what = self.say(&format!("{} {}.", text::upper_first(&then.who), then.does));
                let more = vec![self.say(&format!("If not: {}.", then.if_not))];
                StepBlock { number, when, what, more, own: false, now: false }
            }
        }
    }

    fn own_step(&self, number: usize, when: Option<String>, step: &Step, place: RouteIx) -> StepBlock {
        let route = self.plan.rules().route(place);
        let letters = if step.follows { Vec::new() } else { self.letters(place) };
        let mut more: Vec<String> = Vec::new();
        more.extend(letters.iter().find_map(|letter| letter::words_to_say(self.situation, letter)));
        more.extend(step.last.map(|last| format!("Last day for this: {}.", dates::last_of(self.situation, last))));
        more.extend(self.awaited(place).filter(|_| number == 1));
        // Where the rules give no length, what others do next stands with the step.
        let then = route.then.iter().find(|then| then.length.is_none() && then.who != "You" && !step.follows);
        more.extend(then.map(|then| self.then_line(then)));
        let titles: Vec<String> = letters.iter().map(|letter| self.say(&letter.title)).collect();
        if !titles.is_empty() {
            more.push(format!("A letter for it, filled in: {}.", titles.join("; ")));
        }
        StepBlock { number, when, what: self.say(&route.next_step), more, own: true, now: number == 1 }
    }

    /// The next day by which somebody else has to act in this: "The council: decision to assess. Due: ...".
    fn awaited(&self, route: RouteIx) -> Option<String> {
        let rules = self.plan.rules();
        let running = |place: &DeadlineIx| {
            let state = self.situation.standing(*place).state();
            let applies = rules.deadline(*place).who != Who::You && self.situation.applies(*place);
            applies && matches!(state, State::InTime | State::LastDays)
        };
        let due = |place: &DeadlineIx| match self.situation.standing(*place) {
            Standing::Dated(dated) => Some(dated.reckoning.last),
            Standing::Pending | Standing::Outside(_) => None,
        };
        let next = rules.route(route).deadlines.iter().copied().filter(running).min_by_key(due)?;
        let said = dates::lines(self.situation, next).into_iter().next()?;
        Some(format!("{}. {said}", dates::heading(self.situation, next)))
    }

    fn when(&self, step: &Step, day: NaiveDate) -> String {
        let said = say::long(day);
        match step.act {
            Act::Own(_) if day == self.situation.today => format!("Today, {said}"),
            Act::Own(_) if step.follows && step.last.is_some() => format!("By {said}"),
            Act::Own(_) if step.follows => format!("If that does not settle it, from {said}"),
            Act::Own(_) => said,
            Act::Other { .. } => format!("By {said}"),
        }
    }

    fn if_something_goes_wrong(&self, lines: &mut Lines) {
        lines.section(Some("If something goes wrong"));
        let route = self.plan.step();
        route.if_wrong.iter().for_each(|said| lines.item(3, self.say(said)));
        let if_nothing = self.say(&route.if_nothing);
        let lost = if_nothing.strip_prefix(WARNING).unwrap_or(&if_nothing);
        lines.item(4, format!("If you do nothing: {}", text::lower_first(lost)));
    }

    fn you_asked(&self, lines: &mut Lines) {
        lines.section(Some("You asked"));
        let rules = self.plan.rules();
        for (at, tell) in self.plan.told.iter().enumerate() {
            let tell = &rules.tells[tell.at()];
            let law: Vec<&str> = tell.law.iter().map(|law| rules.laws[law.at()].cite.as_str()).collect();
            let said = self.say(&format!("\"{}\" {} ({})", tell.told, tell.says, law.join("; ")));
            lines.item(if at < MAX_TOLD { 1 } else { 8 }, said);
        }
    }

    fn what_will_not_work(&self, lines: &mut Lines) {
        lines.section(Some("What will not work here"));
        for (at, shut) in self.shut(true).into_iter().take(MAX_SHUT).enumerate() {
            lines.item(if at == 0 { 0 } else { 5 }, shut);
        }
    }

    fn other_ways(&self, lines: &mut Lines, steps: &[Step]) {
        lines.section(Some("Other ways"));
        let rules = self.plan.rules();
        let stands = |route: &RouteIx| steps.iter().any(|step| step.own() == Some(*route));
        let mut open = self.plan.open.clone();
        // What people think of is described, the rest named; what leads earlier elsewhere is worth more here too.
        let thought_of = |route: &RouteIx| rules.bodies[rules.route(*route).body.at()].thought_of;
        open.sort_by_key(|route| (!thought_of(route), rules.first_line(*route)));
        let ways: Vec<RouteIx> =
            self.plan.alongside.iter().copied().chain(open).filter(|route| !stands(route)).collect();
        let described =
            ways.iter().take_while(|route| self.plan.alongside.contains(route) || thought_of(route)).count();
        let described = described.clamp(1, MAX_OTHER_WAYS).min(ways.len());
        for (at, place) in ways.iter().take(described).enumerate() {
            let route = rules.route(*place);
            let begin = text::lower_first(&route.next_step);
            let said = format!("{}. {} But: {} To begin: {begin}", route.name, route.good_for, route.think_about);
            lines.item(if at == 0 { 1 } else { 6 }, self.say(&said));
        }
        // The rest of them stand in the annex.
        let later = self.later().into_iter().filter(|(route, _)| !stands(route));
        later.take(MAX_LATER).for_each(|(_, said)| lines.item(5, said));
        let rest = ways.iter().skip(described).map(|place| self.say(&rules.route(*place).name));
        let rest: Vec<String> = rest.collect();
        if !rest.is_empty() {
            lines.item(7, format!("Also open: {}.", rest.join("; ")));
        }
        if ways.is_empty() {
            lines.item(1, self.why_no_other());
        }
    }

    fn who_can_help(&self, lines: &mut Lines) {
        lines.section(Some("Who can help"));
        let own = contacts::own(self.plan.rules());
        if !own.is_empty() {
            lines.item(0, format!("{}.", own.join(". ")));
        }
        for (at, contact) in self.helpers(MAX_HELP).into_iter().enumerate() {
            let shown = contacts::shown(self.situation, contact);
            lines.item(if at < 2 { 0 } else { 4 }, shown.brief(super::SCREEN));
        }
    }

    /// The first so many contacts, and a helpline among them where the plan has one: with its number, if one is known.
    fn helpers(&self, most: usize) -> Vec<ContactRef> {
        let contacts = &self.plan.contacts;
        let rules = self.plan.rules();
        let helplines = || contacts.iter().filter(|contact| rules.is_helpline(**contact));
        let rings = |contact: &&ContactRef| contacts::shown(self.situation, **contact).phone.is_some();
        let helpline = helplines().find(rings).or_else(|| helplines().next());
        let mut shown: Vec<ContactRef> =
            contacts.iter().filter(|contact| Some(*contact) != helpline).copied().collect();
        shown.truncate(most - usize::from(helpline.is_some()));
        // Second, so that a number to ring stays on the shortest page.
        helpline.into_iter().for_each(|helpline| shown.insert(shown.len().min(1), *helpline));
        shown
    }

    /// The service whose own file is in use, else the first contact that can be rung.
    fn somebody_to_ring(&self) -> Option<String> {
        let own = self.plan.rules().own.as_ref().and_then(|own| Some((own.name.clone(), own.phone.clone()?)));
        let rung = || {
            let shown = self.helpers(MAX_HELP).into_iter().map(|contact| contacts::shown(self.situation, contact));
            shown.into_iter().find_map(|shown| Some((shown.name, shown.phone?)))
        };
        own.or_else(rung).map(|(name, phone)| format!("Talk to {name}: {phone}"))
    }

    fn foot(&self, lines: &mut Lines) {
        lines.section(Some("About this page"));
        lines.put(0, Block::Line(self.rests_on()));
        self.review_due().into_iter().for_each(|line| lines.put(0, Block::Line(line)));
    }
}
