//! The two lines that say early that a time limit is near or has passed (`ux.md` B5).

use super::messages::{self as say, fill};
use super::dates::last_day;
use crate::dates::say as dates;
use crate::interview::{Dated, Situation, Standing};
use crate::rules::model::{Deadline, State, Who};
use crate::text;

/// A time limit is near when so many days or fewer are left.
const NEAR_DAYS: i64 = 14;

/// The lines; none when nothing is near. What can still be kept comes before what has passed.
pub fn lines(situation: &Situation<'_>) -> Vec<String> {
    let dated = near(situation);
    let live = dated.iter().filter(|(_, dated)| dated.state != State::Passed);
    let first = live.min_by_key(|(_, dated)| dated.reckoning.aim);
    let latest_passed = || dated.iter().max_by_key(|(_, dated)| dated.reckoning.last);
    first.or_else(latest_passed).map(|(deadline, dated)| said(situation, deadline, dated)).unwrap_or_default()
}

/// The person's own deadlines that are near or have passed.
fn near<'s, 'r>(situation: &'s Situation<'r>) -> Vec<(&'r Deadline, &'s Dated<'r>)> {
    let rules = situation.rules;
    let own = rules.deadlines().filter(|(place, deadline)| deadline.who == Who::You && situation.applies(*place));
    own.filter_map(|(place, deadline)| match situation.standing(place) {
        Standing::Dated(dated) => Some((deadline, dated)),
        Standing::Pending | Standing::Outside(_) => None,
    })
    .filter(|(_, dated)| dated.state != State::NotStarted)
    .filter(|(_, dated)| (dated.reckoning.last - situation.today).num_days() <= NEAR_DAYS)
    .collect()
}

fn said(situation: &Situation<'_>, deadline: &Deadline, dated: &Dated<'_>) -> Vec<String> {
    let label = situation.say(&deadline.label);
    let what = text::lower_first(&label);
    let (aim, last, today) = (dated.reckoning.aim, dated.reckoning.last, situation.today);
    let (message, day, left, then) = match dated.state {
        State::Passed => (say::PASSED, dates::long(last), dates::days_left(last, today), say::PASSED_DO),
        State::LastDays => (say::NEAR_LAST, last_day(deadline, dated), dates::days_left(last, today), say::NEAR_DO),
        _ => (say::NEAR, dates::long(aim), dates::days_left(aim, today), say::NEAR_DO),
    };
    vec![fill(message, &[("what", &what), ("day", &day), ("left", &left)]), then.to_owned()]
}
