//! The page of next steps, short enough for an email: where one stands, the steps with their days, whom to ring. At most
//! 250 words, neutral, nothing that was typed.

use super::contacts;
use super::document::{Block, Document, text};
use super::messages::{AS_IF_TODAY, fill};
use super::plan::{self, Today};
use signpost_core::dates::say;
use signpost_core::plan::Plan;

/// The most words (`ux.md` I10).
pub const MOST_WORDS: usize = 250;

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
    text(page, MOST_WORDS).split_whitespace().count()
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
        agreed.into_iter().for_each(|action| page.item(action.clone()));
    }
    page.subheading("Who can help");
    for contact in plan.contacts.iter().take(2) {
        let shown = contacts::shown(situation, *contact);
        let reached = |line: &&String| ["Telephone: ", "Email: ", "Web: "].iter().any(|way| line.starts_with(way));
        let way = shown.lines.iter().find(reached);
        page.line(way.map_or(shown.name.clone(), |way| format!("{}. {way}", shown.name)));
    }
    page.paragraph(format!(
        "This is information, not legal advice. Law checked {}. {}",
        say::plain(rules.law_checked),
        around.closing
    ));
    page
}
