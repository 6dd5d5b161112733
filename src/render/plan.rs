//! The plan as a document, in the order of `ux.md` F1.

use super::document::Document;
use super::{contacts, dates, working};
use crate::dates::say;
use crate::interview::{Dated, Situation, Standing, statement};
use crate::plan::Plan;
use crate::rules::model::{DeadlineIx, RouteIx, State, Who};
use crate::text;

/// How today was settled: by the clock, or by `--today`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Today {
    /// The clock.
    Real,
    /// Set by hand: the plan says so.
    Set,
}

/// The whole plan.
pub fn document(plan: &Plan<'_>, today: Today) -> Document {
    let mut page = Page { plan, situation: &plan.walk.situation, document: Document::default() };
    page.opening(today);
    page.next_step();
    page.by_when();
    page.why();
    page.to_have_ready();
    page.alongside();
    page.open();
    page.closed();
    page.if_nothing();
    page.other_dates();
    page.who_can_help();
    page.what_happens_next();
    page.based_on(today);
    page.recap();
    page.document
}

struct Page<'p, 'r> {
    plan: &'p Plan<'r>,
    situation: &'p Situation<'r>,
    document: Document,
}

impl Page<'_, '_> {
    fn say(&self, text: &str) -> String {
        self.situation.say(text)
    }

    fn opening(&mut self, today: Today) {
        self.document.blocks.push(super::document::Block::Title("Your plan".into()));
        let day = say::long(self.situation.today);
        self.document.line(match today {
            Today::Real => day,
            Today::Set => format!("As if today were {day}"),
        });
    }

    fn next_step(&mut self) {
        let step = self.plan.step();
        self.document.heading("Suggested next step");
        if let Some(kind) = &step.kind_line {
            self.document.paragraph(self.say(kind));
        }
        self.document.paragraph(self.say(&step.next_step));
        self.document.paragraph(format!("{} {}", self.say(&step.what), self.say(&step.cost)));
    }

    /// The deadlines of a route that the person must keep.
    fn own(&self, route: RouteIx) -> Vec<DeadlineIx> {
        let rules = self.plan.rules();
        let deadlines = rules.route(route).deadlines.iter().copied();
        deadlines.filter(|place| rules.deadline(*place).who == Who::You && self.situation.applies(*place)).collect()
    }

    fn by_when(&mut self) {
        self.document.heading("By when");
        let own = self.own(self.plan.next_step);
        if own.is_empty() {
            self.document.paragraph("No fixed time limit was found for this step. Sooner is better.");
        }
        for place in own {
            self.deadline(place, true);
        }
    }

    fn deadline(&mut self, place: DeadlineIx, with_working: bool) {
        let deadline = self.plan.rules().deadline(place);
        self.document.subheading(dates::heading(self.situation, place));
        for line in dates::lines(self.situation, place) {
            self.document.line(line);
        }
        if with_working && let Standing::Dated(dated) = self.situation.standing(place) {
            self.document.paragraph(working::sentences(self.situation, deadline, dated).join(" "));
        }
    }

    fn why(&mut self) {
        self.document.heading("Why this");
        if self.plan.because.is_empty() {
            self.document.paragraph("Nothing you said calls for another step first.");
        }
        for question in &self.plan.because {
            self.document.item(format!("You said: {}", text::lower_first(&statement::of(self.situation, *question))));
        }
        if !self.plan.unsure.is_empty() {
            self.document.paragraph("Where you were not sure, this plan takes the safer way:");
            for question in &self.plan.unsure {
                let tell = self.say(&self.plan.rules().question(*question).unsure_tell);
                self.document.item(format!("{} {tell}", statement::of(self.situation, *question)));
            }
        }
    }

    fn to_have_ready(&mut self) {
        self.document.heading("What to have ready");
        for item in &self.plan.step().checklist {
            let item = self.say(item);
            self.document.check(item);
        }
        for letter in &self.plan.letters {
            let letter = &self.plan.rules().letters[letter.at()];
            self.document.check(format!("A letter to start from: signpost letter {}", letter.id));
        }
    }

    fn alongside(&mut self) {
        if self.plan.alongside.is_empty() {
            return;
        }
        self.document.heading("Do this as well");
        for place in &self.plan.alongside {
            let route = self.plan.rules().route(*place);
            self.document.subheading(self.say(&route.name));
            self.document.line(self.say(&route.next_step));
            let led: Vec<DeadlineIx> = self.own(self.plan.next_step);
            for deadline in self.own(*place) {
                if !led.contains(&deadline) {
                    for line in dates::lines(self.situation, deadline) {
                        self.document.line(format!("{}. {line}", dates::heading(self.situation, deadline)));
                    }
                }
            }
        }
    }

    fn open(&mut self) {
        self.document.heading("Other routes open to you");
        if self.plan.open.is_empty() && self.plan.alongside.is_empty() {
            let because = self.plan.step().only_route_because.as_deref();
            self.document.paragraph(self.say(because.unwrap_or("No other route is open at present.")));
        }
        for place in &self.plan.open {
            let route = self.plan.rules().route(*place);
            self.document.subheading(self.say(&route.name));
            self.document.line(format!("Good for: {}", self.say(&route.good_for)));
            self.document.line(format!("Think about: {} {}", self.say(&route.think_about), self.say(&route.cost)));
        }
    }

    fn closed(&mut self) {
        if self.plan.closed.is_empty() {
            return;
        }
        self.document.heading("Routes not open, and why");
        for closed in &self.plan.closed {
            let name = self.say(&self.plan.rules().route(closed.0).name);
            self.document.item(format!("{name}: {}", text::lower_first(&self.say(self.plan.reason(*closed)))));
        }
    }

    fn if_nothing(&mut self) {
        self.document.heading("If you do nothing");
        self.document.paragraph(self.say(&self.plan.step().if_nothing));
    }

    fn other_dates(&mut self) {
        let led = self.own(self.plan.next_step);
        let beside: Vec<DeadlineIx> = self.plan.alongside.iter().flat_map(|route| self.own(*route)).collect();
        let shown = |place: &&DeadlineIx| !led.contains(place) && !beside.contains(place);
        let rest: Vec<DeadlineIx> = self.plan.deadlines.iter().filter(shown).copied().collect();
        if rest.is_empty() {
            return;
        }
        self.document.heading("Other dates");
        for place in rest {
            self.deadline(place, false);
        }
    }

    fn who_can_help(&mut self) {
        self.document.heading("Who can help");
        for contact in &self.plan.contacts {
            let shown = contacts::shown(self.situation, *contact);
            self.document.subheading(shown.name);
            if !shown.what.is_empty() {
                self.document.line(shown.what);
            }
            for line in shown.lines {
                self.document.line(line);
            }
        }
    }

    fn what_happens_next(&mut self) {
        self.document.heading("What happens next");
        for then in &self.plan.step().then {
            let line = format!("{} {}, within {}. If not: {}.", then.who, then.does, then.within, then.if_not);
            self.document.item(self.say(&line));
        }
    }

    fn based_on(&mut self, today: Today) {
        let rules = self.plan.rules();
        self.document.heading("What this is based on");
        for question in &self.plan.walk.path {
            self.document.item(statement::of(self.situation, *question));
        }
        let step = self.plan.step();
        let law: Vec<&str> = step.law.iter().map(|law| rules.laws[law.at()].cite.as_str()).collect();
        self.document.paragraph(format!("Law: {}.", law.join("; ")));
        if let Some(doubt) = step.doubt {
            let doubt = &rules.doubts[doubt.at()];
            self.document.paragraph(format!("Not settled: {} {} Ask your adviser.", doubt.what, doubt.reading));
        }
        for news in &rules.news {
            self.document.paragraph(format!("What you may read in the news: {}", self.say(&news.say)));
        }
        if self.situation.today > rules.review_by {
            let by = say::plain(rules.review_by);
            self.document.paragraph(format!(
                "A check of these rules was due by {by}. Ask an adviser whether the law has changed."
            ));
        }
        let set = match today {
            Today::Real => "",
            Today::Set => " The day was set by hand.",
        };
        let checked = say::plain(rules.law_checked);
        let version = env!("CARGO_PKG_VERSION");
        let short = rules.hash.get(..12).unwrap_or_default();
        self.document.paragraph(format!(
            "This is information, not legal advice. It covers {}. Law checked {checked}. signpost {version}, rules {short}.{set}",
            rules.jurisdiction
        ));
    }

    fn recap(&mut self) {
        let step = self.plan.step();
        self.document.heading("Recap");
        self.document.line(format!("Next: {}", self.say(&step.next_step)));
        let own = self.own(self.plan.next_step);
        let live = own.iter().find_map(|place| match self.situation.standing(*place) {
            Standing::Dated(dated) if dated.state != State::Passed => Some((*place, dated)),
            _ => None,
        });
        self.document.line(match live {
            Some((place, dated)) => format!("By: {}", self.recap_date(place, dated)),
            None if own.iter().any(|place| self.situation.standing(*place).state() == State::Passed) => {
                "By: today. The usual time limit has passed, and there is still a way.".to_owned()
            }
            None => "By: as soon as you can.".to_owned(),
        });
        if let Some(then) = step.then.first() {
            self.document.line(self.say(&format!("Then: {} {}.", text::lower_first(&then.who), then.does)));
        }
        if let Some(contact) = self.plan.contacts.first() {
            let shown = contacts::shown(self.situation, *contact);
            self.document.line(format!("Help: {}", shown.name));
            self.document.blocks.extend(
                shown
                    .lines
                    .iter()
                    .find(|line| line.starts_with("Telephone"))
                    .cloned()
                    .map(super::document::Block::Line),
            );
        }
    }

    fn recap_date(&self, place: DeadlineIx, dated: &Dated<'_>) -> String {
        let deadline = self.plan.rules().deadline(place);
        let reckoning = &dated.reckoning;
        if dated.state == State::LastDays {
            return format!("today. The last day is {}.", dates::last_day(deadline, dated));
        }
        format!("{} ({})", say::long(reckoning.aim), say::days_left(reckoning.aim, self.situation.today))
    }
}
