//! The main points of a plan, short enough for an email: at most 250 words, neutral, nothing that was typed.

use super::document::{Block, Document, text};
use super::messages::{AS_IF_TODAY, fill};
use super::plan::Today;
use super::{contacts, dates};
use signpost_core::dates::say;
use signpost_core::interview::Standing;
use signpost_core::plan::Plan;
use signpost_core::rules::model::{State, Who};

/// The most words.
pub const MOST_WORDS: usize = 250;

/// What stands around the points of the plan.
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
        Today::Real => format!("This plan was made on {}.", say::long(day)),
        Today::Set => fill(AS_IF_TODAY, &[("today", &say::long(day))]),
    };
    document(
        plan,
        &Around {
            subject: format!("Main points of a plan, {}", say::plain(day)),
            opening: vec![format!("{made} These are its main points.")],
            agreed: Vec::new(),
            closing: "The plan can change when something new happens.".into(),
        },
    )
}

/// The summary. What does not fit is left out, the least needed first.
pub fn document(plan: &Plan<'_>, around: &Around) -> Document {
    // Options go first, then actions, then dates; the step, its date and whom to ring always stay.
    let most = [usize::MAX, 3, 2, 1, 0];
    let sizes = most.iter().flat_map(|options| [(*options, usize::MAX, usize::MAX)]);
    let smaller = [(0, 3, 6), (0, 1, 4), (0, 0, 3), (0, 0, 0)];
    let mut page = Document::default();
    for (options, actions, limits) in sizes.chain(smaller) {
        page = draw(plan, around, options, actions, limits);
        if words(&page) <= MOST_WORDS {
            break;
        }
    }
    page
}

/// The words of a page.
pub fn words(page: &Document) -> usize {
    text(page, MOST_WORDS).split_whitespace().count()
}

fn draw(plan: &Plan<'_>, around: &Around, options: usize, actions: usize, limits: usize) -> Document {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let mut page = Document::default();
    page.blocks.push(Block::Title(format!("Subject: {}", around.subject)));
    around.opening.iter().for_each(|said| page.paragraph(said.clone()));
    page.subheading("Suggested next step");
    page.line(situation.say(&plan.step().next_step));
    page.line(format!("By: {}", first_date(plan)));
    let own = plan.deadlines.iter().filter(|place| rules.deadline(**place).who == Who::You);
    let dated: Vec<String> = own
        .filter_map(|place| match situation.standing(*place) {
            Standing::Dated(dated) if matches!(dated.state, State::InTime | State::LastDays) => {
                // The generous date never stands alone.
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
    section(&mut page, "What we agreed", around.agreed.iter().take(actions).cloned().collect());
    let routes = plan.alongside.iter().chain(&plan.open).take(options);
    section(
        &mut page,
        "Other routes open to you",
        routes.map(|place| situation.say(&rules.route(*place).name)).collect(),
    );
    page.subheading("Who can help");
    let shown: Vec<contacts::Shown> =
        plan.contacts.iter().map(|contact| contacts::shown(situation, *contact)).collect();
    // The first two; where neither has a telephone, one that has (`ux.md` M4).
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

fn section(page: &mut Document, heading: &str, lines: Vec<String>) {
    if !lines.is_empty() {
        page.subheading(heading);
        lines.into_iter().for_each(|line| page.item(line));
    }
}

/// By when the suggested next step is to be done: its own first limit that has not passed.
pub fn first_date(plan: &Plan<'_>) -> String {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let live = plan.step().deadlines.iter().find_map(|place| match situation.standing(*place) {
        Standing::Dated(dated)
            if rules.deadline(*place).who == Who::You
                && situation.applies(*place)
                && matches!(dated.state, State::InTime | State::LastDays) =>
        {
            Some((*place, dated))
        }
        _ => None,
    });
    match live {
        Some((_, dated)) if dated.state == State::InTime => say::long(dated.reckoning.aim),
        Some((place, dated)) => {
            format!("today. The last day is {}", dates::last_day(rules.deadline(place), dated))
        }
        None => "as soon as possible".into(),
    }
}
