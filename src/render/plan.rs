//! The plan as a document, in the order of `ux.md` F1: a short page for the screen, and the whole.

mod ahead;
mod base;
mod recap;
mod short;
mod whole;

pub use ahead::marks;

use chrono::NaiveDate;

use super::dates;
use super::document::{Document, Spacing, Style, styled};
use crate::dates::say;
use crate::interview::{Situation, Standing, statement};
use crate::plan::Plan;
use crate::rules::model::{DeadlineIx, QuestionIx, RouteIx, State, Who};

/// The most lines of a plan on the screen (`ux.md` F10), at [`SCREEN`] columns.
pub const MOST_LINES: usize = 70;

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

/// The plan on a screen: everything of F1, as much of each as fits on [`MOST_LINES`].
pub fn document(plan: &Plan<'_>, today: Today) -> Document {
    short::document(plan, today)
}

/// The whole plan: every route, working, answer, law and contact.
pub fn whole(plan: &Plan<'_>, today: Today) -> Document {
    whole::document(plan, today)
}

/// How many lines a page takes on the screen.
pub fn lines(page: &Document) -> usize {
    let style = Style { width: SCREEN, spacing: Spacing::Close, ascii: false, bold: false };
    styled(page, style).lines().count()
}

/// A page being written.
struct Page<'p, 'r> {
    plan: &'p Plan<'r>,
    situation: &'p Situation<'r>,
    today: Today,
    document: Document,
    /// What a short page does not say.
    left_out: Vec<&'static str>,
}

/// Said where neither the person nor anybody else has a day to keep.
const NO_LIMIT: &str = "No fixed time limit was found for this step. Sooner is better.";

/// How a time begins that is no length: it is said as it stands (`rules/README.md`, under routes).
const AS_IT_STANDS: [&str; 14] =
    ["after", "at", "before", "by", "during", "for", "from", "in", "often", "on", "this", "with", "within", "without"];

/// "within two weeks", "by the date you give".
fn in_time(within: &str) -> String {
    let first = within.split(' ').next().unwrap_or_default();
    if AS_IT_STANDS.contains(&first) { within.to_owned() } else { format!("within {within}") }
}

impl<'p, 'r> Page<'p, 'r> {
    fn new(plan: &'p Plan<'r>, today: Today) -> Page<'p, 'r> {
        Page { plan, situation: &plan.walk.situation, today, document: Document::default(), left_out: Vec::new() }
    }

    fn say(&self, text: &str) -> String {
        self.situation.say(text)
    }

    fn opening(&mut self) {
        let day = say::long(self.situation.today);
        self.document.title(match self.today {
            Today::Real => format!("Your plan, {day}"),
            Today::Set => format!("Your plan, as if today were {day}"),
        });
    }

    fn next_step(&mut self, with_what: bool) {
        let step = self.plan.step();
        self.document.heading("Suggested next step");
        if let Some(kind) = &step.kind_line {
            self.document.paragraph(self.say(kind));
        }
        self.document.paragraph(self.say(&step.next_step));
        if with_what {
            self.document.paragraph(self.say(&step.what));
        }
        self.document.paragraph(self.say(&step.cost));
    }

    /// The deadlines of a step that the person must keep.
    fn own(&self, route: RouteIx) -> Vec<DeadlineIx> {
        let rules = self.plan.rules();
        let deadlines = rules.route(route).step_deadlines.iter().copied();
        deadlines.filter(|place| rules.deadline(*place).who == Who::You && self.situation.applies(*place)).collect()
    }

    /// The same for the suggested step, the one to keep first at the front.
    fn leading(&self) -> Vec<DeadlineIx> {
        let mut own = self.own(self.plan.next_step);
        let live = |place: &DeadlineIx| match self.situation.standing(*place) {
            Standing::Dated(dated) if dated.state != State::Passed => (0, Some(dated.reckoning.aim)),
            Standing::Dated(_) => (1, None),
            Standing::Pending | Standing::Outside(_) => (2, None),
        };
        own.sort_by_key(live);
        own
    }

    /// Where the step has no deadline of the person's own: the day by which somebody else has to act, the next one first.
    fn awaited(&self) -> Option<DeadlineIx> {
        let rules = self.plan.rules();
        let of_step = &self.plan.step().deadlines;
        let running = |place: &DeadlineIx| {
            let state = self.situation.standing(*place).state();
            rules.deadline(*place).who != Who::You && matches!(state, State::InTime | State::LastDays)
        };
        self.plan.deadlines.iter().copied().find(|place| of_step.contains(place) && running(place))
    }

    /// The deadlines shown neither with the step nor with what goes beside it.
    fn other_dates(&self) -> Vec<DeadlineIx> {
        let routes = std::iter::once(&self.plan.next_step).chain(&self.plan.alongside);
        let mut said: Vec<DeadlineIx> = routes.flat_map(|route| self.own(*route)).collect();
        if self.leading().is_empty() {
            said.extend(self.awaited());
        }
        self.plan.deadlines.iter().filter(|place| !said.contains(place)).copied().collect()
    }

    /// A deadline under its own name.
    fn deadline(&mut self, place: DeadlineIx) {
        self.document.subheading(dates::heading(self.situation, place));
        for line in dates::lines(self.situation, place) {
            self.document.line(line);
        }
    }

    /// The answers that decided. Where no single one did, all of them together led here.
    fn deciding(&self) -> &[QuestionIx] {
        if self.plan.because.is_empty() { &self.plan.walk.path } else { &self.plan.because }
    }

    /// What a question answered "I am not sure" was taken as, and how to find out.
    fn unsure(&self, question: QuestionIx, with_tell: bool) -> String {
        let asked = self.plan.rules().question(question);
        let assumed = asked.options.iter().enumerate().filter(|(bit, _)| asked.assume & 1 << bit != 0);
        let assumed: Vec<String> = assumed.map(|(_, option)| self.say(&option.said)).collect();
        let mut said = statement::of(self.situation, question).into_owned();
        if !assumed.is_empty() {
            said.push_str(&format!(" Taken here as: {}", crate::text::lower_first(&assumed.join(" "))));
        }
        if with_tell {
            said.push_str(&format!(" To find out: {}", self.say(&asked.unsure_tell)));
        }
        said
    }

    fn if_nothing(&mut self) {
        self.document.heading("If you do nothing");
        self.document.paragraph(self.say(&self.plan.step().if_nothing));
    }

    fn then(&mut self, most: usize) {
        self.document.heading("What happens next");
        for then in self.plan.step().then.iter().take(most) {
            let line = format!("{} {}, {}. If not: {}.", then.who, then.does, in_time(&then.within), then.if_not);
            self.document.item(self.say(&line));
        }
    }

    /// Routes that are not open, those that open later first.
    fn refused(&self) -> Vec<NotOpen<'r>> {
        let later = self.plan.later.iter().map(|later| NotOpen {
            route: later.0,
            because: self.plan.later_reason(*later),
            opens: self.plan.opens(*later),
            yet: true,
        });
        let closed = self.plan.closed.iter().map(|closed| NotOpen {
            route: closed.0,
            because: self.plan.reason(*closed),
            opens: None,
            yet: false,
        });
        later.chain(closed).collect()
    }

    fn why_not_open(&self, item: &NotOpen<'_>) -> String {
        let name = self.say(&self.plan.rules().route(item.route).name);
        let opens = item.opens.map_or_else(String::new, |day| format!(" It opens on {}.", say::long(day)));
        // No colon before the reason: it may begin with a name, which keeps its capital letter.
        format!("{name}. {}{opens}", self.say(item.because))
    }
}

/// A route that is not open.
struct NotOpen<'r> {
    route: RouteIx,
    because: &'r str,
    /// The first day on which it is open, where that is known.
    opens: Option<NaiveDate>,
    /// It opens later.
    yet: bool,
}
