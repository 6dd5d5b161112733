//! The page of next steps: where the person stands, what to do and by when, and what else they need, on one screen or two.
//!
//! Each line has a rank. While the page is longer than [`MAX_LINES`], the line of the highest rank goes or is shortened,
//! the last of equals first; what went stands in the annex. Rank 0 always stays. Before that, what can stand below the steps goes
//! there until the headline and the first two steps fit on one screen. Lines are counted at one width, so what is said
//! does not change with the screen.

use std::cell::OnceCell;

use super::headline::Headline;
use super::{MAX_LINES, Page, Today, height};
use crate::document::{Block, Document, StepBlock};
use crate::{contacts, dates, letter};
use signpost_core::interview::Standing;
use signpost_core::order;
use signpost_core::plan::Plan;
use signpost_core::plan::steps::{self, Act, Step};
use signpost_core::rules::model::{ContactRef, DeadlineIx, Effort, Letter, RouteIx, State, Who};
use signpost_core::text;

/// The most that a section of the page holds.
const MAX_SHUT: usize = 3;
const MAX_OTHER_WAYS: usize = 3;
const MAX_LATER: usize = 2;
const MAX_HELP: usize = 3;
const STAYS_TOLD: usize = 2;
const MAX_ARGUMENTS: usize = 2;

/// How the rules mark what is lost by waiting. After "If you do nothing" it says nothing more.
const WARNING: &str = "Warning: ";

/// The section of what had no room above the steps.
const BELOW: &str = "More about where you stand";

/// What an adviser fills in.
const DONE_ON: &str = "Done on ________________ by ________________";
const RING_ON: &str = "I will ring you on ________________";

/// A line of the page, its section, and how early it may go.
#[derive(Clone)]
struct Ranked {
    section: usize,
    rank: u8,
    /// How early it goes below the steps; 0 for never.
    below: u8,
    block: Block,
    /// What stays of it when it would go, and how early that may go: the shortest first.
    shorter: Vec<(u8, Block)>,
    /// How many lines of the screen it takes, once that was asked.
    height: OnceCell<usize>,
}

/// The contacts on the page as it stands, with what had no room left out.
pub(super) fn helpers(plan: &Plan<'_>) -> Vec<ContactRef> {
    let page = Page::new(plan, Today::Real);
    let shown = document(plan, Today::Real);
    let mut helpers = page.helpers(MAX_HELP);
    helpers.retain(|contact| {
        let said = contacts::shown(page.situation, *contact).brief(super::SCREEN);
        shown.blocks.iter().any(|block| matches!(block, Block::Item(item) if *item == said))
    });
    helpers
}

/// The lines of text on the first screen of a terminal of 24 rows: the rest is the stop for Enter.
pub const FIRST_SCREEN: usize = 20;

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
        self.lines.push(Ranked {
            section: self.headings.len().saturating_sub(1),
            rank,
            below: 0,
            block,
            shorter: Vec::new(),
            height: OnceCell::new(),
        });
    }

    /// What can be shorter: the shortest first.
    fn put_or_shorter(&mut self, rank: u8, block: Block, shorter: Vec<(u8, Block)>) {
        self.put(rank, block);
        self.lines.iter_mut().next_back().into_iter().for_each(|line| line.shorter.clone_from(&shorter));
    }

    /// A line above the steps that can stand below them.
    fn say_or_below(&mut self, rank: u8, below: u8, said: String) {
        self.say(rank, said);
        self.lines.iter_mut().next_back().into_iter().for_each(|line| line.below = below);
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

    /// How many lines of the screen some of them take, with the headings of their sections.
    fn height(&self, lines: &[Ranked]) -> usize {
        let sections = lines.chunk_by(|one, other| one.section == other.section);
        let headings = sections.filter_map(|of_it| self.headings[of_it.first()?.section]);
        let headings = headings.map(|heading| height(&Block::Heading(heading.to_owned())));
        headings.chain(lines.iter().map(|line| *line.height.get_or_init(|| height(&line.block)))).sum()
    }

    /// How many lines of the screen the headline and the first two steps take; of the second its first two.
    fn top(&self) -> usize {
        let is_step = |line: &Ranked| matches!(line.block, Block::Step(_));
        let steps = self.lines.iter().enumerate().filter(|(_, line)| is_step(line)).map(|(at, _)| at);
        let steps: Vec<usize> = steps.take(2).collect();
        let Some(first) = steps.first() else { return 0 };
        self.height(&self.lines[..=*first]) + if steps.len() > 1 { 2 } else { 0 }
    }

    fn fit_top(&mut self) {
        let Some(section) = self.headings.iter().position(|heading| *heading == Some(BELOW)) else { return };
        while self.top() > FIRST_SCREEN {
            let goes = self.lines.iter_mut().filter(|line| line.below > 0 && line.section < section);
            let Some(line) = goes.max_by_key(|line| line.below) else { break };
            line.section = section;
            if let Block::Paragraph(said) = &line.block {
                line.block = Block::Item(said.clone());
                line.height = OnceCell::new();
            }
        }
        order::by_key(&mut self.lines, |line| line.section);
    }

    /// Takes lines out, or shortens them, until the page is short enough.
    fn fit(&mut self) {
        while self.height(&self.lines) > MAX_LINES {
            let goes = self.lines.iter().enumerate().filter(|(_, line)| line.rank > 0);
            // `max_by_key` takes the last of equals.
            let Some((at, _)) = goes.max_by_key(|(_, line)| line.rank) else { return };
            match self.lines[at].shorter.pop() {
                Some((rank, block)) => {
                    let line = &mut self.lines[at];
                    (line.rank, line.block, line.height) = (rank, block, OnceCell::new());
                }
                None => drop(self.lines.remove(at)),
            }
        }
    }
}

/// The page, short enough for a screen.
pub(super) fn document(plan: &Plan<'_>, today: Today) -> Document {
    let mut lines = write(plan, today);
    lines.fit_top();
    lines.fit();
    lines.document()
}

/// The page with nothing left out: what a file begins with.
pub(super) fn unabridged(plan: &Plan<'_>, today: Today) -> Document {
    let mut page = write(plan, today).document();
    if plan.rules().own.is_some() {
        to_tick(&mut page.blocks);
    }
    let number = Page::new(plan, today).somebody_to_ring().map(Block::Line);
    // Under the title, so that it stands on the first sheet.
    number.into_iter().for_each(|number| page.blocks.insert(1, number));
    page
}

/// A service's own page can be ticked: who did a step and when, and the day of the next call.
fn to_tick(blocks: &mut Vec<Block>) {
    let mut last = None;
    for (at, block) in blocks.iter_mut().enumerate() {
        if let Block::Step(step) = block {
            last = Some(at);
            step.more.extend(step.own.then(|| DONE_ON.to_owned()));
        }
    }
    last.into_iter().for_each(|last| blocks.insert(last + 1, Block::Line(RING_ON.to_owned())));
}

fn write(plan: &Plan<'_>, today: Today) -> Lines {
    let (page, steps) = (Page::new(plan, today), steps::of(plan));
    let mut lines = Lines::default();
    page.where_you_stand(&mut lines, &steps);
    page.what_to_do(&mut lines, &steps);
    page.what_to_say(&mut lines, &steps);
    page.if_something_goes_wrong(&mut lines);
    lines.section(Some(BELOW));
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
        let Headline { first, then, late, calm } = self.headline(steps);
        lines.put(0, Block::Headline(first));
        contacts::taken_over(self.situation).into_iter().chain(then).for_each(|said| lines.say(0, said));
        // Nobody is late in silence: these go below and never away, the first of them last of all.
        late.into_iter().enumerate().for_each(|(at, said)| lines.say_or_below(0, if at == 0 { 1 } else { 2 }, said));
        calm.into_iter().for_each(|said| lines.say_or_below(2, 2, said));
        lines.say_or_below(2, 4, self.decided_by());
        for question in &self.plan.unsure {
            lines.say_or_below(5, 3, self.unsure(*question));
        }
    }

    fn what_to_do(&self, lines: &mut Lines, steps: &[Step]) {
        lines.section(Some("What to do"));
        for at in 0..steps.len() {
            let step = self.step(steps, at);
            // What to do if others do not act stands in the annex too.
            match step.own {
                true => lines.put(0, Block::Step(step)),
                false => {
                    let bare = StepBlock { more: Vec::new(), ..step.clone() };
                    lines.put_or_shorter(3, Block::Step(step), vec![(0, Block::Step(bare))]);
                }
            }
        }
    }

    /// What the law asks for at the steps, the first of each step first.
    fn what_to_say(&self, lines: &mut Lines, steps: &[Step]) {
        lines.section(Some("What to say in it"));
        let rules = self.plan.rules();
        let number = |route| steps.iter().position(|step| step.own() == Some(route));
        let all = self.plan.arguments().into_iter().filter_map(|(route, argument)| Some((number(route)?, argument)));
        for (at, (step, argument)) in all.enumerate() {
            // The first is what it rests on; the annex has all.
            let law = argument.law.first().map(|law| format!(" ({})", rules.laws[law.at()].cite));
            let said = format!("Step {}: {}{}", step + 1, argument.says, law.unwrap_or_default());
            let said = self.say(&said);
            let rank = match at {
                0 => 1,
                1..MAX_ARGUMENTS => 2,
                _ => 6,
            };
            lines.item(rank, said);
        }
    }

    pub(super) fn step(&self, steps: &[Step], at: usize) -> StepBlock {
        let (number, step) = (at + 1, &steps[at]);
        let when = self.when(steps, step);
        match step.act {
            Act::Own(route) => {
                let earlier = steps[..at].iter().filter(|step| !step.follows()).filter_map(Step::own);
                let named: Vec<&Letter> = earlier.flat_map(|route| self.letters(route)).collect();
                let reached: Vec<ContactRef> = steps[..at].iter().filter_map(|step| self.whom(step)).collect();
                let whom = self.whom(step).filter(|whom| !reached.contains(whom));
                let mut block = self.own_step(number, when, step, route, (&named, steps.get(at + 1)));
                let rings = self.plan.rules().route(route).effort == Some(Effort::Call);
                if let Some(shown) = whom.map(|whom| contacts::shown(self.situation, whom)) {
                    let parts = [shown.at_hand, shown.to_ring.filter(|_| rings)];
                    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
                    block.more.splice(0..0, Some(line).filter(|line| !line.is_empty()));
                }
                block
            }
            Act::Other { route, line } => {
                let then = &self.plan.rules().route(route).then[line];
                let what = super::what(self.plan, step);
                let more = vec![self.say(&format!("If not: {}.", then.if_not))];
                StepBlock { number, when, what, more, own: false, now: false }
            }
        }
    }

    /// Whom a step of one's own goes to.
    fn whom(&self, step: &Step) -> Option<ContactRef> {
        self.plan.rules().route(step.own()?).whom
    }

    /// `named` are the letters that stand with a step before this one: each stands once. `next` is the step after it.
    fn own_step(
        &self,
        number: usize,
        when: Option<String>,
        step: &Step,
        place: RouteIx,
        (named, next): (&[&Letter], Option<&Step>),
    ) -> StepBlock {
        let route = self.plan.rules().route(place);
        let mut letters = if step.follows() { Vec::new() } else { self.letters(place) };
        letters.retain(|letter| !named.contains(letter));
        let mut more: Vec<String> = Vec::new();
        more.extend(letters.iter().find_map(|letter| letter::words_to_say(self.situation, letter)));
        // The headline has the last day of the right that the first step only opens the way to.
        let last = step.last.filter(|last| number > 1 || step.beside || !self.calls_about(place, *last));
        more.extend(last.map(|last| self.last_day(place, last)));
        more.extend(self.awaited(place, next).filter(|_| !step.follows()));
        // Where the rules give no length, what others do next stands with the step.
        let then = route.then.iter().find(|then| then.length.is_none() && then.who != "You" && !step.follows());
        more.extend(then.map(|then| self.then_line(then)));
        let titles: Vec<String> = letters.iter().map(|letter| self.say(&letter.title)).collect();
        if !titles.is_empty() {
            more.push(format!("A letter for it, filled in: {}.", titles.join("; ")));
        }
        StepBlock { number, when, what: super::what(self.plan, step), more, own: true, now: number == 1 }
    }

    /// "Last day for this: ...", or what it is the last day for, where the step is only a call about that.
    pub(super) fn last_day(&self, route: RouteIx, place: DeadlineIx) -> String {
        let last = dates::last_of(self.situation, place);
        match self.calls_about(route, place) {
            true => {
                let label = text::lower_first(&self.plan.rules().deadline(place).label);
                self.say(&format!("Last day to {label}: {last}."))
            }
            false => format!("Last day for this: {last}."),
        }
    }

    /// Whether a step is only a call about the act that a limit is for, such as a court claim.
    pub(super) fn calls_about(&self, route: RouteIx, place: DeadlineIx) -> bool {
        let rules = self.plan.rules();
        let verb = |text: &str| text.split(' ').next().map(str::to_owned);
        let (route, label) = (rules.route(route), &rules.deadline(place).label);
        route.effort == Some(Effort::Call) && verb(label) != verb(&route.next_step)
    }

    /// The next day by which somebody else has to act in this: "The council: decision to assess. Due: ...".
    /// Where the step after it says so already, by a later day, nothing.
    fn awaited(&self, route: RouteIx, next: Option<&Step>) -> Option<String> {
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
        let awaited = rules.route(route).deadlines.iter().copied().filter(running).min_by_key(due)?;
        let says_so =
            |step: &Step| matches!(step.act, Act::Other { route: of, .. } if of == route) && step.day >= due(&awaited);
        if next.is_some_and(says_so) {
            return None;
        }
        let said = dates::lines(self.situation, awaited).into_iter().next()?;
        Some(format!("{}. {said}", dates::heading(self.situation, awaited)))
    }

    /// When a step is taken: its day, and for one that follows which step it follows; none where neither is known.
    pub(super) fn when(&self, steps: &[Step], step: &Step) -> Option<String> {
        let day = step.day.map(|day| self.day(day));
        let Some(own) = step.own() else { return day.map(|day| format!("By {day}")) };
        if step.day == Some(self.situation.today) {
            return day.map(|day| format!("Today, {day}"));
        }
        let before = steps.iter().position(|before| before.own().is_some() && before.own() == step.after);
        let Some(before) = before.map(|at| at + 1) else { return day };
        // A right that runs is used whatever comes of the step before it, and a call only opens the way.
        let runs = step.last.is_some() || steps::undated(self.plan, own).is_some();
        let called = step.after.is_some_and(|route| self.plan.rules().route(route).effort == Some(Effort::Call));
        Some(match day {
            Some(day) if runs => format!("By {day}"),
            Some(day) if called => format!("After step {before}, from {day}"),
            Some(day) => format!("If step {before} does not settle it, from {day}"),
            None if runs || called => format!("After step {before}"),
            None => format!("After step {before}, if it is not settled"),
        })
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
            let said = self.say(&format!("\"{}\" {}", tell.told, tell.says));
            let with_law = format!("{said} ({})", self.say(&law.join("; ")));
            // What the person asked stays, whatever else goes: of the later ones how the answer begins.
            let first = text::measure::sentences(&tell.says).into_iter().next().map_or("", |first| &tell.says[first]);
            let first = self.say(&format!("\"{}\" {first}", tell.told));
            let shorter = match at < STAYS_TOLD {
                true => vec![(0, Block::Item(said))],
                false => vec![(0, Block::Item(first)), (1, Block::Item(said))],
            };
            lines.put_or_shorter(2, Block::Item(with_law), shorter);
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
        // A second way to a door of the steps is no other way, and is only named.
        let body = |route: RouteIx| rules.route(route).body;
        let of_step = |route: &RouteIx| steps.iter().filter_map(Step::own).any(|step| body(step) == body(*route));
        let thought_of = |route: &RouteIx| rules.bodies[body(*route).at()].thought_of && !of_step(route);
        order::by_key(&mut open, |route| (!thought_of(route), rules.first_line(*route)));
        let ways: Vec<RouteIx> =
            self.plan.alongside.iter().copied().chain(open).filter(|route| !stands(route)).collect();
        let described =
            ways.iter().take_while(|route| self.plan.alongside.contains(route) || thought_of(route)).count();
        let described = described.clamp(1, MAX_OTHER_WAYS).min(ways.len());
        for (at, place) in ways.iter().take(described).enumerate() {
            let route = rules.route(*place);
            let begin = text::lower_first(&route.next_step);
            let last = steps::last_day(self.plan, *place)
                .map_or(String::new(), |last| format!(" {}", self.last_day(*place, last)));
            let said =
                format!("{}. {}\nBut: {}\nTo begin: {begin}{last}", route.name, route.good_for, route.think_about);
            lines.item(if at == 0 { 3 } else { 6 }, self.say(&said));
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
        let rules = self.plan.rules();
        let is_own = |contact: &ContactRef| contacts::is_own(rules, &contacts::shown(self.situation, *contact));
        let mut contacts = self.plan.contacts.clone();
        contacts.retain(|contact| !is_own(contact));
        // How to reach whom a step goes to stands there; the first is for everything.
        let whom: Vec<ContactRef> = steps::of(self.plan).iter().filter_map(|step| self.whom(step)).collect();
        let first = contacts.first().copied();
        contacts.retain(|contact| Some(*contact) == first || rules.is_helpline(*contact) || !whom.contains(contact));
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
