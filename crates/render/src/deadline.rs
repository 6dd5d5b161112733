//! A time limit by itself, and lists of them.

use serde::Serialize;

use super::document::{Block, Document};
use super::{dates, working};
use signpost_core::dates::calendar::WorkingDay;
use signpost_core::dates::limit::{Amount, after};
use signpost_core::dates::say;
use signpost_core::interview::{Situation, Standing};
use signpost_core::plan::steps::THIS_WEEK;
use signpost_core::rules::model::{Certainty, DeadlineIx, RuleSet, Shown, State, Who};
use signpost_core::text;

/// A time limit as `--list --format json` gives it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// Every time limit whose law is in force.
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
    let today = situation.today;
    let shown = rules.shown_deadlines().map(|(_, deadline)| deadline);
    shown.filter(|deadline| rules.are_in_force(&deadline.law, today)).map(one).collect()
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
        page.line("Not started: the date it counts from is still ahead. Check its year.");
    }
    dates::lines(situation, place).into_iter().for_each(|line| page.line(line));
    earlier_in_plan(situation, place).into_iter().for_each(|said| page.line(said));
    how_counted(situation, place, &mut page);
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

/// How a time limit was counted, and by which law: what is left to say of one that was kept or missed.
pub fn counted(situation: &Situation<'_>, place: DeadlineIx) -> Document {
    let mut page = Document::default();
    how_counted(situation, place, &mut page);
    page.paragraph(format!("Law: {}.", law(situation.rules, place)));
    page
}

fn how_counted(situation: &Situation<'_>, place: DeadlineIx, page: &mut Document) {
    match situation.standing(place) {
        Standing::Dated(dated) => {
            page.paragraph("How this was counted:");
            let deadline = situation.rules.deadline(place);
            working::sentences(situation, deadline, dated).into_iter().for_each(|said| page.item(said));
        }
        Standing::Pending | Standing::Outside(_) => {}
    }
}

/// Said where a plan asks for something before the day to aim for: what can be done this week does not wait for it.
fn earlier_in_plan(situation: &Situation<'_>, place: DeadlineIx) -> Option<&'static str> {
    let (rules, deadline) = (situation.rules, situation.rules.deadline(place));
    let Standing::Dated(dated) = situation.standing(place) else { return None };
    let own = deadline.who == Who::You && deadline.shown == Shown::Plans && dated.state == State::InTime;
    let week = Amount::WorkingDays(THIS_WEEK, WorkingDay::Local);
    let week = after(&rules.calendar, situation.today, week).ok().filter(|_| own)?;
    (week < dated.reckoning.aim).then_some("A plan may name an earlier day.")
}

fn law(rules: &RuleSet, place: DeadlineIx) -> String {
    let deadline = rules.deadline(place);
    let cites: Vec<&str> = deadline.law.iter().map(|law| rules.laws[law.at()].cite.as_str()).collect();
    format!("{} (checked {})", cites.join("; "), say::plain(deadline.checked))
}

/// How many limits are shown where words fit more.
const MOST_FOUND: usize = 12;

/// The limits that words fit, to name one of.
pub fn choice(situation: &Situation<'_>, words: &str, found: &[DeadlineIx]) -> Document {
    let mut page = Document::default();
    page.paragraph(format!("{} fit \"{words}\". Name one:", text::count(found.len() as i64, "time limit")));
    for place in found.iter().take(MOST_FOUND) {
        page.item(format!("{}: {}", situation.rules.deadline(*place).id, dates::heading(situation, *place)));
    }
    if found.len() > MOST_FOUND {
        page.line(format!("{} more fit. Say more words to see them.", found.len() - MOST_FOUND));
    }
    page
}

/// The limits that hang on one date: the one that is nearest to today in full, then the others. That is what comes next,
/// or who is late; a right of one's own that is over does not come before one that runs. Limits of the same people on the
/// same day stand together, each day once.
pub fn answer_first(situation: &Situation<'_>, places: &[DeadlineIx]) -> Document {
    let own = |place: &DeadlineIx| situation.rules.deadline(*place).who == Who::You;
    let over = |place: &DeadlineIx| own(place) && situation.standing(*place).state() == State::Passed;
    let one_runs = places.iter().any(|place| own(place) && !over(place));
    let far = |place: &DeadlineIx| {
        let Standing::Dated(dated) = situation.standing(*place) else { return None };
        let day = if own(place) { dated.reckoning.aim } else { dated.surely_over_after() };
        Some((one_runs && over(place), (day - situation.today).num_days().abs(), !own(place)))
    };
    let first = places.iter().filter_map(|place| Some((far(place)?, place))).min_by_key(|(far, _)| *far);
    let Some((_, first)) = first else { return course(situation, places) };
    let mut page = Document::default();
    page.blocks.push(Block::Title(dates::heading(situation, *first)));
    dates::lines(situation, *first).into_iter().for_each(|line| page.line(line));
    earlier_in_plan(situation, *first).into_iter().for_each(|said| page.line(said));
    let rest: Vec<DeadlineIx> = places.iter().copied().filter(|place| place != first).collect();
    if !rest.is_empty() {
        page.heading("Other limits from the same date");
        page.blocks.extend(course(situation, &rest).blocks);
    }
    page
}

/// Many time limits as a list, each with the lines it has in a plan: the careful day first, what can still be done where
/// it has passed.
pub fn course(situation: &Situation<'_>, places: &[DeadlineIx]) -> Document {
    let mut page = Document::default();
    let mut rest = places.to_vec();
    while let Some(first) = rest.first().copied() {
        // The same day and the same words, of the same people or of the same act: one line with all their names.
        let said = dates::in_a_row(situation, first, usize::MAX);
        let (who, act) = (situation.rules.deadline(first).who, &situation.rules.deadline(first).label);
        let same = |place: &DeadlineIx| {
            let other = situation.rules.deadline(*place);
            (other.who == who || (other.label == *act && other.who != Who::You))
                && dates::in_a_row(situation, *place, usize::MAX) == said
                && matches!(situation.standing(*place), Standing::Dated(_))
        };
        let (mut together, others): (Vec<_>, Vec<_>) = rest[1..].iter().copied().partition(same);
        together.insert(0, first);
        let mut whos: Vec<String> = Vec::new();
        for place in &together {
            let who = text::lower_first(dates::who(situation.rules.deadline(*place).who)).into_owned();
            if !whos.contains(&who) {
                whos.push(who);
            }
        }
        let mut names = vec![match whos.as_slice() {
            [_] => dates::heading(situation, first),
            several => {
                let act = text::lower_first(act).into_owned();
                text::upper_first(&situation.say(&format!("{}: {act}", text::list_or(several))))
            }
        }];
        for place in &together[1..] {
            let label = text::lower_first(&situation.say(&situation.rules.deadline(*place).label)).into_owned();
            if !names.iter().any(|name| name.to_lowercase().ends_with(&label.to_lowercase())) {
                names.push(label);
            }
        }
        let ids: Vec<&str> = together.iter().map(|place| situation.rules.deadline(*place).id.as_str()).collect();
        page.item(format!("{}.{said} [{}]", names.join("; "), ids.join(", ")));
        rest = others;
    }
    page
}
