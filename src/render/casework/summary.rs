//! The summary a parent can be sent (`ux.md` I10): at most 250 words, neutral, no notes, nothing that was typed but the
//! agreed actions.

use super::super::document::{Block, Document};
use super::super::{contacts, dates};
use super::first_date;
use crate::cases::Case;
use crate::dates::say;
use crate::interview::Standing;
use crate::plan::Plan;
use crate::rules::model::{State, Who};

/// The most words (`ux.md` I10).
pub const MOST_WORDS: usize = 250;

/// The summary. What does not fit is left out, the least needed first.
pub fn document(plan: &Plan<'_>, case: &Case) -> Document {
    // Options go first, then actions, then dates; the step, its date and whom to ring always stay.
    let most = [usize::MAX, 3, 2, 1, 0];
    let sizes = most.iter().flat_map(|options| [(*options, usize::MAX, usize::MAX)]);
    let smaller = [(0, 3, 6), (0, 1, 4), (0, 0, 3), (0, 0, 0)];
    let mut page = Document::default();
    for (options, actions, limits) in sizes.chain(smaller) {
        page = draw(plan, case, options, actions, limits);
        if words(&page) <= MOST_WORDS {
            break;
        }
    }
    page
}

/// The words of a page.
pub fn words(page: &Document) -> usize {
    super::super::document::text(page, MOST_WORDS).split_whitespace().count()
}

fn draw(plan: &Plan<'_>, case: &Case, options: usize, actions: usize, limits: usize) -> Document {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let mut page = Document::default();
    page.blocks.push(Block::Title(format!("Subject: What we talked about on {}", say::plain(situation.today))));
    page.paragraph(format!("Reference: {}", case.reference));
    page.paragraph("Thank you for your call. These are the main points.");
    page.subheading("Suggested next step");
    page.line(situation.say(&plan.step().next_step));
    page.line(format!("By: {}", first_date(plan)));
    let own = plan.deadlines.iter().filter(|place| rules.deadline(**place).who == Who::You);
    let dated: Vec<String> = own
        .filter_map(|place| match situation.standing(*place) {
            Standing::Dated(dated) if matches!(dated.state, State::InTime | State::LastDays) => {
                // The generous date never stands alone (`ux.md` C7).
                let last = dates::last_day(rules.deadline(*place), dated);
                let heading = dates::heading(situation, *place);
                let aim = dated.reckoning.aim;
                Some(match dated.state {
                    State::InTime if aim != dated.reckoning.last => {
                        format!("{heading}: aim for {}. Last day: {last}.", say::long(aim))
                    }
                    _ => format!("{heading}. Last day: {last}."),
                })
            }
            _ => None,
        })
        .take(limits)
        .collect();
    section(&mut page, "Dates", dated);
    let open = case.actions.iter().filter(|action| !action.done).take(actions);
    let agreed = open.map(|action| {
        let by = action.by.map_or(String::new(), |by| format!(", by {}", say::long(by)));
        format!("{}: {}{by}", crate::text::upper_first(&action.who), action.what)
    });
    section(&mut page, "What we agreed", agreed.collect());
    let routes = plan.alongside.iter().chain(&plan.open).take(options);
    section(
        &mut page,
        "Other routes open to you",
        routes.map(|place| situation.say(&rules.route(*place).name)).collect(),
    );
    page.subheading("Who can help");
    for contact in plan.contacts.iter().take(2) {
        let shown = contacts::shown(situation, *contact);
        let phone = shown.lines.iter().find(|line| line.starts_with("Telephone")).cloned();
        page.line(phone.map_or(shown.name.clone(), |phone| format!("{}. {phone}", shown.name)));
    }
    page.paragraph(format!(
        "This is information, not legal advice. Law checked {}. Reply if any of this is wrong.",
        say::plain(rules.law_checked)
    ));
    page
}

fn section(page: &mut Document, heading: &str, lines: Vec<String>) {
    if !lines.is_empty() {
        page.subheading(heading);
        lines.into_iter().for_each(|line| page.item(line));
    }
}
