//! A time limit by itself, and lists of them.

use serde::Serialize;

use super::document::{Block, Document};
use super::{dates, working};
use signpost_core::dates::say;
use signpost_core::interview::{Situation, Standing};
use signpost_core::rules::model::{Certainty, DeadlineIx, RuleSet, State, Who};
use signpost_core::text;

/// A time limit as `--list --format json` gives it.
#[derive(Debug, Serialize)]
pub struct Listed<'r> {
    /// Its id.
    pub id: &'r str,
    /// Who must act.
    pub who: Who,
    /// What they must have done.
    pub what: String,
    /// The dates it needs: question ids.
    pub needs: Vec<&'r str>,
    /// Its law.
    pub law: Vec<&'r str>,
    /// How certain that is.
    pub certainty: Certainty,
}

/// Every time limit.
pub fn listed<'r>(situation: &Situation<'r>) -> Vec<Listed<'r>> {
    let rules = situation.rules;
    let one = |deadline: &'r signpost_core::rules::model::Deadline| Listed {
        id: &deadline.id,
        who: deadline.who,
        what: situation.say(&deadline.must),
        needs: deadline.needs.iter().map(|question| rules.question(*question).id.as_str()).collect(),
        law: deadline.law.iter().map(|law| rules.laws[law.at()].cite.as_str()).collect(),
        certainty: deadline.certainty,
    };
    rules.deadlines.iter().map(one).collect()
}

/// Every time limit, as text.
pub fn list(situation: &Situation<'_>) -> Document {
    let mut page = Document::default();
    for limit in listed(situation) {
        page.subheading(limit.id);
        page.line(format!("{} must {}.", dates::who(limit.who), must(&limit.what)));
        page.line(format!("Needs: {}.", text::list_or(&limit.needs)));
        page.line(format!("Law: {}.", limit.law.join("; ")));
    }
    page
}

/// "have rung the adviser" reads right after "must".
fn must(what: &str) -> &str {
    what.trim_end_matches('.')
}

/// One time limit: the answer first, then its working.
pub fn document(situation: &Situation<'_>, place: DeadlineIx) -> Document {
    let rules = situation.rules;
    let deadline = rules.deadline(place);
    let mut page = Document::default();
    page.blocks.push(Block::Title(dates::heading(situation, place)));
    let standing = situation.standing(place);
    if standing.state() == State::NotStarted {
        page.line("Not started: the date it counts from is still ahead.");
    }
    dates::lines(situation, place).into_iter().for_each(|line| page.line(line));
    if let Standing::Dated(dated) = standing {
        page.paragraph("How this was counted:");
        working::sentences(situation, deadline, dated).into_iter().for_each(|said| page.item(said));
    }
    let open: Vec<&str> = deadline
        .needs
        .iter()
        .filter(|question| situation.answer(**question).is_none())
        .filter_map(|question| rules.question(*question).date().map(|date| date.called.as_str()))
        .collect();
    if !open.is_empty() && matches!(standing, Standing::Dated(_)) {
        page.paragraph(format!("Counted without the {}, which was not given.", text::list_or(&open)));
    }
    for exception in &deadline.exceptions {
        page.paragraph(format!("But: {}", situation.say(exception)));
    }
    for ask in &deadline.asks {
        page.paragraph(format!("Ask: {}", situation.say(ask)));
    }
    if standing.state() != State::Passed {
        let after = format!("{} {}", deadline.if_passed.say, deadline.if_passed.r#do);
        page.paragraph(format!("If it passes: {}", situation.say(&after)));
    }
    if let Some(doubt) = deadline.doubt {
        let doubt = &rules.doubts[doubt.at()];
        page.paragraph(format!("Not settled: {}", doubt.what));
        page.paragraph(format!("Taken here as: {}", text::lower_first(&doubt.reading)));
    }
    page.paragraph(format!("Law: {}.", law(rules, place)));
    page
}

fn law(rules: &RuleSet, place: DeadlineIx) -> String {
    let deadline = rules.deadline(place);
    let cites: Vec<&str> = deadline.law.iter().map(|law| rules.laws[law.at()].cite.as_str()).collect();
    format!("{} (checked {})", cites.join("; "), say::plain(deadline.checked))
}

/// Many time limits as a list, each with the lines it has in a plan: the careful day first, what can still be done where
/// it has passed (`ux.md` C7, C9).
pub fn course(situation: &Situation<'_>, places: &[DeadlineIx]) -> Document {
    let mut page = Document::default();
    for place in places {
        let (heading, dates) = (dates::heading(situation, *place), dates::in_a_row(situation, *place, usize::MAX));
        page.item(format!("{heading}.{dates} [{}]", situation.rules.deadline(*place).id));
    }
    page
}
