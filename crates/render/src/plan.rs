//! A plan as a document: the page of next steps for a screen, and the same with an annex that leaves nothing out.

mod annex;
mod base;
mod headline;
mod page;

pub use headline::late_sentence;
pub use page::FIRST_SCREEN;

use chrono::NaiveDate;

use super::dates;
use super::document::{self, Block, Document, Spacing, StepBlock, Style};
use signpost_core::dates::say;
use signpost_core::interview::{Dated, Situation, Standing, statement};
use signpost_core::order;
use signpost_core::plan::Plan;
use signpost_core::plan::steps::{self, Act, Step};
use signpost_core::rules::model::{ContactRef, DeadlineIx, Letter, QuestionIx, RouteIx, State, Then, Who};

/// The most lines of the page on a screen, at [`SCREEN`] columns.
pub const MAX_LINES: usize = 60;

/// The columns that limit is held at, and the width of saved files.
pub const SCREEN: usize = 76;

/// How today was settled: by the clock, or by `--today`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Today {
    /// The clock.
    Real,
    /// Set by hand: the plan says so.
    Set,
}

/// The page of next steps, as much of it as fits on [`MAX_LINES`].
pub fn document(plan: &Plan<'_>, today: Today) -> Document {
    page::document(plan, today)
}

/// The page with nothing left out.
pub fn page(plan: &Plan<'_>, today: Today) -> Document {
    page::unabridged(plan, today)
}

/// The same, and after it every way, working, answer, law, contact and letter.
pub fn whole(plan: &Plan<'_>, today: Today) -> Document {
    let mut document = page(plan, today);
    document.blocks.extend(annex::document(plan, today, true).blocks);
    document
}

/// What stands behind the page, without what would change it: a screen can show both after the page itself.
pub fn annex(plan: &Plan<'_>, today: Today) -> Document {
    annex::document(plan, today, false)
}

/// The headline, at most so many steps, each with its day and its last day, and the other last days of one's own: for where
/// the page has no room.
pub fn brief(plan: &Plan<'_>, most: usize) -> Document {
    let page = Page::new(plan, Today::Real);
    let steps = steps::of(plan);
    let headline = page.headline(&steps);
    let mut brief = Document::default();
    let said = std::iter::once(headline.first).chain(headline.then).chain(headline.late);
    said.for_each(|said| brief.paragraph(said));
    brief.subheading("What to do");
    for (at, step) in steps.iter().take(most).enumerate() {
        let last = step.own().zip(step.last).map(|(route, last)| page.last_day(route, last));
        brief.blocks.push(Block::Step(StepBlock { more: last.into_iter().collect(), ..page.step(&steps, at) }));
    }
    let said: Vec<DeadlineIx> = steps.iter().take(most).filter_map(|step| step.last).collect();
    let other = own_limits(plan).filter(|(place, _)| !said.contains(place));
    let dates: Vec<String> = other.map(|(place, dated)| page.own_date(place, dated)).collect();
    if !dates.is_empty() {
        brief.subheading("Other dates of your own");
        dates.into_iter().for_each(|date| brief.item(date));
    }
    brief
}

/// The limits of one's own that can still be kept.
fn own_limits<'p, 'r>(plan: &'p Plan<'r>) -> impl Iterator<Item = (DeadlineIx, &'p Dated<'r>)> + 'p {
    let situation = &plan.walk.situation;
    let own = plan.deadlines.iter().filter(move |place| situation.rules.deadline(**place).who == Who::You);
    own.filter_map(move |place| match situation.standing(*place) {
        Standing::Dated(dated) if matches!(dated.state, State::InTime | State::LastDays) => Some((*place, dated)),
        _ => None,
    })
}

/// What is done in a step, in a sentence.
pub fn what(plan: &Plan<'_>, step: &Step) -> String {
    let situation = &plan.walk.situation;
    match step.act {
        Act::Own(route) => situation.say(&plan.rules().route(route).next_step),
        Act::Other { route, line } => {
            let then = &plan.rules().route(route).then[line];
            situation.say(&format!("{} {}.", signpost_core::text::upper_first(&then.who), then.does))
        }
    }
}

/// Something to do, as it is said after a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advised {
    /// The route it belongs to.
    pub route: RouteIx,
    /// What is done, in a sentence.
    pub what: String,
    /// The day for it, in the words of the page.
    pub by: String,
}

/// What the person does first; and the suggested step, where something else comes before it.
pub fn advised(plan: &Plan<'_>) -> Vec<Advised> {
    let page = Page::new(plan, Today::Real);
    let steps = steps::of(plan);
    let first = steps::first_own(&steps);
    let suggested = steps.iter().find(|step| step.own() == Some(plan.next_step)).filter(|step| Some(*step) != first);
    let said = |step: &Step| {
        let by = page.when(&steps, step).unwrap_or_else(|| "as soon as you can".to_owned());
        Some(Advised { route: step.own()?, what: what(plan, step), by })
    };
    first.into_iter().chain(suggested).filter_map(said).collect()
}

/// What the person does first, and the day for it in words.
pub fn first_act(plan: &Plan<'_>) -> (String, String) {
    let first = advised(plan).into_iter().next();
    // A plan has its suggested step, so there is always one.
    first.map(|first| (first.what, first.by)).unwrap_or_default()
}

/// The contacts that the page of next steps shows.
pub fn helpers(plan: &Plan<'_>) -> Vec<ContactRef> {
    page::helpers(plan)
}

/// How many lines a block takes on the screen.
fn height(block: &Block) -> usize {
    let style = Style { width: SCREEN, spacing: Spacing::Close, ascii: false, bold: false };
    document::height(block, &Block::NewSheet, style)
}

/// A plan being written down.
struct Page<'p, 'r> {
    plan: &'p Plan<'r>,
    situation: &'p Situation<'r>,
    today: Today,
}

/// How a time begins that is no length: it is said as it stands (`rules/README.md`, under routes).
const AS_IT_STANDS: [&str; 14] =
    ["after", "at", "before", "by", "during", "for", "from", "in", "often", "on", "this", "with", "within", "without"];

/// "within two weeks", "by the date you give".
pub fn in_time(within: &str) -> String {
    let first = within.split(' ').next().unwrap_or_default();
    if AS_IT_STANDS.contains(&first) { within.to_owned() } else { format!("within {within}") }
}

impl<'p, 'r> Page<'p, 'r> {
    fn new(plan: &'p Plan<'r>, today: Today) -> Page<'p, 'r> {
        Page { plan, situation: &plan.walk.situation, today }
    }

    fn say(&self, text: &str) -> String {
        self.situation.say(text)
    }

    /// A day on a page whose title has the year.
    fn day(&self, day: NaiveDate) -> String {
        say::near(day, self.situation.today)
    }

    /// A limit of one's own in a line: "Send the claim. Aim for Friday 4 December. Last day: Friday 11 December.".
    fn own_date(&self, place: DeadlineIx, dated: &Dated<'_>) -> String {
        let label = dates::heading(self.situation, place);
        let aim = dated.reckoning.aim;
        let ahead = self.situation.today <= aim && aim != dated.reckoning.last;
        let aim = ahead.then(|| format!(" Aim for {}{}.", dates::about(dated), self.day(aim)));
        let last = dates::last_of(self.situation, place);
        format!("{label}.{} Last day: {last}.", aim.unwrap_or_default())
    }

    fn title(&self) -> String {
        let day = say::long(self.situation.today);
        match self.today {
            Today::Real => format!("Your next steps, {day}"),
            Today::Set => format!("Your next steps, as if today were {day}"),
        }
    }

    /// What a question answered "I am not sure" was taken as, and how to find out.
    fn unsure(&self, question: QuestionIx) -> String {
        let asked = self.plan.rules().question(question);
        let assumed = asked.options.iter().enumerate().filter(|(bit, _)| asked.assume & 1 << bit != 0);
        let assumed: Vec<String> = assumed.map(|(_, option)| self.say(&option.said)).collect();
        let mut said = statement::of(self.situation, question).into_owned();
        if !assumed.is_empty() {
            said.push_str(&format!(" Taken here as: {}", signpost_core::text::lower_first(&assumed.join(" "))));
        }
        format!("{said} To find out: {}", self.say(&asked.unsure_tell))
    }

    /// What somebody else does after a step, without a day.
    fn then_line(&self, then: &Then) -> String {
        self.say(&format!("Then: {} {}, {}. If not: {}.", then.who, then.does, in_time(&then.within), then.if_not))
    }

    /// The letters of a route that fit here.
    fn letters(&self, route: RouteIx) -> Vec<&'r Letter> {
        let rules = self.plan.rules();
        let of_route = self.situation.counting(&rules.route(route).letters);
        of_route
            .map(|letter| &*rules.letters[letter.at()])
            .filter(|letter| self.situation.holds(&letter.when))
            .collect()
    }

    /// Ways that are not open: "The Ombudsman. It looks once the council has answered."
    fn shut(&self, only_thought_of: bool) -> Vec<String> {
        let rules = self.plan.rules();
        let mut closed = self.plan.closed.clone();
        closed.retain(|(route, _)| !only_thought_of || rules.bodies[rules.route(*route).body.at()].thought_of);
        // The head lists the bodies in the order in which people try them in vain.
        order::by_key(&mut closed, |(route, _)| rules.route(*route).body);
        let name = |route: RouteIx| self.say(&rules.route(route).name);
        // No colon before the reason: it may begin with a name, which keeps its capital letter.
        closed.into_iter().map(|shut| format!("{}. {}", name(shut.0), self.say(self.plan.reason(shut)))).collect()
    }

    /// Ways that open later, with the day where it is known.
    fn later(&self) -> Vec<(RouteIx, String)> {
        let said = |later: &(RouteIx, usize)| {
            let name = self.say(&self.plan.rules().route(later.0).name);
            let opens = self.plan.opens(*later).map(|day| format!(" It opens on {}.", self.day(day)));
            let because = self.say(self.plan.later_reason(*later));
            (later.0, format!("Later: {name}. {because}{}", opens.unwrap_or_default()))
        };
        self.plan.later.iter().map(said).collect()
    }

    fn for_and_against(&self, route: RouteIx) -> [String; 3] {
        let route = self.plan.rules().route(route);
        [
            format!("Good for: {}", self.say(&route.good_for)),
            format!("Think about: {}", self.say(&route.think_about)),
            format!("Cost: {}", signpost_core::text::lower_first(&self.say(&route.cost))),
        ]
    }
}
