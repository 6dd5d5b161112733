//! The annex: everything the page of next steps has no room for.

use super::{Page, Today};
use crate::document::{Block, Document};
use crate::{contacts, dates, letter, what_if, working};
use signpost_core::interview::{Standing, statement};
use signpost_core::plan::Plan;
use signpost_core::rules::model::{DeadlineIx, DoubtIx, RouteIx};
use signpost_core::text;

/// What stands at the top of the annex.
const TITLE: &str = "Everything else, to look up";
const ABOUT_IT: &str =
    "You can act on the pages before this one alone. Here is what they rest on, and what they leave out.";

/// The heading of a letter's own text, and of what stands after it.
const THE_LETTER: &str = "The letter";
const ABOUT: &str = "About this draft";

pub(super) fn document(plan: &Plan<'_>, today: Today) -> Document {
    let page = Page::new(plan, today);
    let mut annex = Document::default();
    annex.blocks.push(Block::NewSheet);
    annex.heading(TITLE);
    annex.paragraph(ABOUT_IT);
    page.ready(&mut annex);
    page.counted(&mut annex);
    page.every_way(&mut annex);
    page.every_contact(&mut annex);
    what_if::write(&mut annex, plan);
    page.based_on(&mut annex);
    page.every_letter(&mut annex);
    annex
}

impl Page<'_, '_> {
    fn ready(&self, annex: &mut Document) {
        annex.heading("What to have ready");
        for item in self.situation.counting(&self.plan.step().checklist) {
            annex.check(self.say(item));
        }
        annex.heading("What happens next");
        self.plan.step().then.iter().for_each(|then| annex.item(self.then_line(then)));
    }

    fn counted(&self, annex: &mut Document) {
        if self.plan.deadlines.is_empty() {
            return;
        }
        annex.heading("How each date was counted");
        for place in &self.plan.deadlines {
            self.with_working(annex, *place);
        }
    }

    fn with_working(&self, annex: &mut Document, place: DeadlineIx) {
        let deadline = self.plan.rules().deadline(place);
        annex.subheading(dates::heading(self.situation, place));
        dates::lines(self.situation, place).into_iter().for_each(|line| annex.line(line));
        if let Standing::Dated(dated) = self.situation.standing(place) {
            annex.paragraph(working::sentences(self.situation, deadline, dated).join(" "));
        }
        for exception in &deadline.exceptions {
            annex.paragraph(format!("But: {}", self.say(exception)));
        }
        if let Some(doubt) = deadline.doubt {
            self.not_settled(annex, doubt);
        }
    }

    /// What is open in the law, and the reading that the plan goes by.
    fn not_settled(&self, annex: &mut Document, doubt: DoubtIx) {
        let doubt = &self.plan.rules().doubts[doubt.at()];
        annex.paragraph(format!("Not settled: {}", doubt.what));
        annex.paragraph(format!("Taken here as: {} Ask your adviser.", text::lower_first(&doubt.reading)));
    }

    fn every_way(&self, annex: &mut Document) {
        annex.heading("The step, and every other way");
        self.way(annex, self.plan.next_step, "The step");
        self.plan.alongside.iter().for_each(|route| self.way(annex, *route, "Do this as well"));
        self.plan.open.iter().for_each(|route| self.way(annex, *route, "Also open"));
        if self.plan.open.is_empty() {
            annex.paragraph(self.why_no_other());
        }
        let shut: Vec<String> = self.later().into_iter().map(|(_, said)| said).chain(self.shut(false)).collect();
        if !shut.is_empty() {
            annex.heading("Ways not open, and why");
            shut.into_iter().for_each(|said| annex.item(said));
        }
    }

    fn way(&self, annex: &mut Document, place: RouteIx, how: &str) {
        let route = self.plan.rules().route(place);
        annex.subheading(format!("{how}: {}", self.say(&route.name)));
        annex.line(self.say(&route.what));
        annex.line(format!("To begin: {}", text::lower_first(&self.say(&route.next_step))));
        self.for_and_against(place).into_iter().for_each(|line| annex.line(line));
    }

    fn every_contact(&self, annex: &mut Document) {
        annex.heading("Everybody who can help");
        for contact in &self.plan.contacts {
            let shown = contacts::shown(self.situation, *contact);
            annex.subheading(shown.name);
            let what = Some(shown.what).filter(|what| !what.is_empty());
            what.into_iter().chain(shown.terms).chain(shown.lines).for_each(|line| annex.line(line));
        }
    }

    fn based_on(&self, annex: &mut Document) {
        annex.heading("What this is based on");
        self.plan.walk.path.iter().for_each(|question| annex.item(statement::of(self.situation, *question)));
        annex.paragraph("The law:");
        self.every_law().into_iter().for_each(|law| annex.item(law));
        if let Some(doubt) = self.plan.step().doubt {
            self.not_settled(annex, doubt);
        }
        for news in &self.plan.rules().news {
            annex.paragraph(format!("What you may read in the news: {}", self.say(&news.say)));
        }
    }

    /// Each letter on a sheet of its own, ready to sign, after the sheet that says how to use it. A template that
    /// cannot be drawn is left out: the checker holds that none of the rules' own is.
    fn every_letter(&self, annex: &mut Document) {
        let letters = self.plan.letters.iter().map(|letter| &self.plan.rules().letters[letter.at()]);
        for document in letters.filter_map(|item| letter::document(self.situation, item).ok()) {
            let mut about = document.blocks;
            let at = |blocks: &[Block], said: &str| blocks.iter().position(|block| is_heading(block, said));
            let mut text = about.split_off(at(&about, THE_LETTER).unwrap_or(about.len()));
            about.extend(text.split_off(at(&text, ABOUT).unwrap_or(text.len())));
            for sheet in [about, text] {
                annex.blocks.push(Block::NewSheet);
                annex.blocks.extend(sheet.into_iter().map(one_level_down));
            }
        }
    }
}

fn is_heading(block: &Block, said: &str) -> bool {
    matches!(block, Block::Heading(heading) if heading == said)
}

/// The blocks of a document that becomes a part of another one.
fn one_level_down(block: Block) -> Block {
    match block {
        Block::Title(said) => Block::Heading(format!("Letter: {said}")),
        Block::Heading(said) => Block::Subheading(said),
        other => other,
    }
}
