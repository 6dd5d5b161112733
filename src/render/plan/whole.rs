//! The whole plan: nothing left out.

use super::{NO_LIMIT, Page, Today};
use crate::interview::{Standing, statement};
use crate::plan::Plan;
use crate::render::document::{Block, Document};
use crate::render::{contacts, dates, what_if, working};
use crate::rules::model::{DeadlineIx, DoubtIx, RouteIx};
use crate::text;

pub(super) fn document(plan: &Plan<'_>, today: Today) -> Document {
    let mut page = Page::new(plan, today);
    page.opening();
    page.next_step(true);
    page.by_when();
    page.why();
    page.checklist();
    page.alongside();
    page.open_routes();
    page.not_open();
    page.if_nothing();
    page.who_can_help();
    page.then(usize::MAX);
    page.dates_ahead();
    page.other_limits();
    what_if::write(&mut page.document, plan);
    page.based_on();
    page.recap();
    page.document
}

impl Page<'_, '_> {
    fn by_when(&mut self) {
        self.document.heading("By when");
        let own = self.leading();
        if own.is_empty() {
            match self.awaited() {
                Some(place) => self.with_working(place),
                None => self.document.paragraph(NO_LIMIT),
            }
        }
        for place in own {
            self.with_working(place);
        }
    }

    fn with_working(&mut self, place: DeadlineIx) {
        let deadline = self.plan.rules().deadline(place);
        self.deadline(place);
        if let Standing::Dated(dated) = self.situation.standing(place) {
            self.document.paragraph(working::sentences(self.situation, deadline, dated).join(" "));
        }
        for exception in &deadline.exceptions {
            self.document.paragraph(format!("But: {}", self.say(exception)));
        }
        if let Some(doubt) = deadline.doubt {
            self.not_settled(doubt);
        }
    }

    /// What is open in the law, and the reading that the plan goes by.
    fn not_settled(&mut self, doubt: DoubtIx) {
        let doubt = &self.plan.rules().doubts[doubt.at()];
        self.document.paragraph(format!("Not settled: {}", doubt.what));
        self.document.paragraph(format!("Taken here as: {} Ask your adviser.", text::lower_first(&doubt.reading)));
    }

    fn why(&mut self) {
        self.document.heading("Why this");
        for question in self.deciding().to_vec() {
            self.document
                .item(format!("Because you said: {}", text::lower_first(&statement::of(self.situation, question))));
        }
        if !self.plan.unsure.is_empty() {
            self.document.paragraph("Where you were not sure, this plan takes the safer way:");
            for question in &self.plan.unsure {
                self.document.item(self.unsure(*question, true));
            }
        }
    }

    fn checklist(&mut self) {
        self.document.heading("What to have ready");
        for item in self.situation.counting(&self.plan.step().checklist) {
            self.document.check(self.say(item));
        }
        for letter in &self.plan.letters {
            let letter = &self.plan.rules().letters[letter.at()];
            let title = self.say(&letter.title);
            self.document.check(format!("{title}, a draft: signpost letter {}", letter.id));
        }
    }

    fn alongside(&mut self) {
        if self.plan.alongside.is_empty() {
            return;
        }
        self.document.heading("Do this as well");
        let led = self.leading();
        for place in &self.plan.alongside {
            let route = self.plan.rules().route(*place);
            self.document.subheading(self.say(&route.name));
            self.document.line(self.say(&route.next_step));
            for deadline in self.own(*place) {
                if !led.contains(&deadline) {
                    self.document.line(format!("{}.", dates::heading(self.situation, deadline)));
                    for line in dates::lines(self.situation, deadline) {
                        self.document.line(line);
                    }
                }
            }
            self.for_and_against(*place);
        }
    }

    fn open_routes(&mut self) {
        self.document.heading("Other routes open to you");
        if self.plan.open.is_empty() {
            self.document.paragraph(self.why_no_other());
        }
        for place in &self.plan.open {
            self.document.subheading(self.say(&self.plan.rules().route(*place).name));
            self.for_and_against(*place);
        }
    }

    fn for_and_against(&mut self, place: RouteIx) {
        let route = self.plan.rules().route(place);
        self.document.line(format!("Good for: {}", self.say(&route.good_for)));
        self.document.line(format!("Think about: {}", self.say(&route.think_about)));
        self.document.line(format!("Cost: {}", text::lower_first(&self.say(&route.cost))));
    }

    fn not_open(&mut self) {
        let (later, shut): (Vec<_>, Vec<_>) = self.refused().into_iter().partition(|item| item.yet);
        for (heading, items) in [("Routes not open yet", later), ("Routes not open, and why", shut)] {
            if !items.is_empty() {
                self.document.heading(heading);
                items.iter().for_each(|item| self.document.item(self.why_not_open(item)));
            }
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
            for line in shown.terms.into_iter().chain(shown.lines) {
                self.document.line(line);
            }
        }
    }

    fn dates_ahead(&mut self) {
        let marks = super::marks(self.plan);
        if !marks.is_empty() {
            self.document.heading("Dates ahead");
            self.document.blocks.push(Block::Dates { today: self.situation.today, marks });
        }
    }

    fn other_limits(&mut self) {
        let rest = self.other_dates();
        if rest.is_empty() {
            return;
        }
        self.document.heading("Other time limits");
        for place in rest {
            self.with_working(place);
        }
    }

    fn based_on(&mut self) {
        self.document.heading("What this is based on");
        for question in &self.plan.walk.path {
            self.document.item(statement::of(self.situation, *question));
        }
        self.document.paragraph("The law:");
        for law in self.every_law() {
            self.document.item(law);
        }
        if let Some(doubt) = self.plan.step().doubt {
            self.not_settled(doubt);
        }
        for news in &self.plan.rules().news {
            self.document.paragraph(format!("What you may read in the news: {}", self.say(&news.say)));
        }
        for line in self.review_due().into_iter().chain([self.rests_on()]) {
            self.document.paragraph(line);
        }
    }
}
