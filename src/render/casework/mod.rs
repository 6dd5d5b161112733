//! What is written about saved cases: lists, the diary, the call note, the summary for the parent.

pub mod diary;
pub mod list;
pub mod note;
pub mod recheck;
pub mod summary;
pub mod teach_back;

use crate::dates::say;
use crate::interview::Standing;
use crate::plan::Plan;
use crate::rules::model::{State, Who};

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
            format!("today. The last day is {}", super::dates::last_day(rules.deadline(place), dated))
        }
        None => "as soon as possible".into(),
    }
}
