//! The page of next steps, short enough for an email: where one stands, the steps with their days, whom to ring. At most
//! 250 words, neutral, nothing that was typed.

use super::contacts;
use super::document::{self, Block, Document};
use super::messages::{AS_IF_TODAY, fill};
use super::plan::{self, Today};
use signpost_core::dates::say;
use signpost_core::plan::{Plan, steps};
use signpost_core::text;

/// The most words.
pub const MOST_WORDS: usize = 250;

/// Before how much had no room.
pub const LEFT_OUT: &str = "Left out here to keep this short: ";

/// What stands around the steps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The subject of the email.
    pub subject: String,
    /// The first paragraphs.
    pub opening: Vec<String>,
    /// What was agreed on a call.
    pub agreed: Vec<String>,
    /// The last sentences.
    pub closing: String,
}

/// The summary that parents make for themselves.
pub fn email(plan: &Plan<'_>, today: Today) -> Document {
    let day = plan.walk.situation.today;
    let made = match today {
        Today::Real => format!("Made on {}.", say::long(day)),
        Today::Set => fill(AS_IF_TODAY, &[("today", &say::long(day))]),
    };
    document(
        plan,
        &Around {
            subject: format!("Next steps, {}", say::plain(day)),
            opening: vec![made],
            agreed: Vec::new(),
            closing: "The steps can change when something new happens.".into(),
        },
    )
}

/// The summary. What does not fit is left out, the least needed first.
pub fn document(plan: &Plan<'_>, around: &Around) -> Document {
    // Steps far ahead go first, then what was agreed; the first step, its day and whom to ring always stay.
    const SIZES: [(usize, usize); 8] =
        [(6, usize::MAX), (5, usize::MAX), (4, usize::MAX), (3, usize::MAX), (2, 6), (2, 3), (1, 1), (1, 0)];
    let pages = SIZES.into_iter().map(|(steps, actions)| draw(plan, around, steps, actions));
    let short = |page: &Document| words(page) <= MOST_WORDS;
    pages.clone().find(short).unwrap_or_else(|| draw(plan, around, 1, 0))
}

/// The words of a page.
pub fn words(page: &Document) -> usize {
    document::text(page, MOST_WORDS).split_whitespace().count()
}

fn draw(plan: &Plan<'_>, around: &Around, steps: usize, actions: usize) -> Document {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let mut page = Document::default();
    page.blocks.push(Block::Title(format!("Subject: {}", around.subject)));
    around.opening.iter().for_each(|said| page.paragraph(said.clone()));
    page.blocks.extend(plan::brief(plan, steps).blocks);
    let agreed: Vec<&String> = around.agreed.iter().take(actions).collect();
    if !agreed.is_empty() {
        page.subheading("What we agreed");
        agreed.iter().for_each(|action| page.item((*action).clone()));
    }
    let left = |all: usize, shown: usize, what: &str| {
        let gone = all.saturating_sub(shown);
        (gone > 0).then(|| text::count(gone as i64, what))
    };
    let steps = left(steps::of(plan).len(), steps, "step");
    let left: Vec<String> = steps.into_iter().chain(left(around.agreed.len(), agreed.len(), "agreed action")).collect();
    if !left.is_empty() {
        page.paragraph(format!("{LEFT_OUT}{}.", text::list(&left)));
    }
    page.subheading("Who can help");
    let shown: Vec<contacts::Shown> =
        plan.contacts.iter().map(|contact| contacts::shown_by_own(situation, *contact)).collect();
    // The first two; where neither has a telephone, one that has.
    let first = &shown[..shown.len().min(2)];
    let ring = shown.iter().find(|one| one.phone.is_some()).filter(|_| first.iter().all(|one| one.phone.is_none()));
    for one in first.iter().chain(ring) {
        // How to reach it; where that is not known, how to find it out.
        page.line(one.lines.first().map_or(one.name.clone(), |way| format!("{}. {way}", one.name)));
    }
    page.paragraph(format!(
        "This is information, not legal advice. Law checked {}. {}",
        say::plain(rules.law_checked),
        around.closing
    ));
    page
}
