//! The days of a route: by when it is to be done, and when one that is not open yet opens.

use chrono::NaiveDate;

use super::Plan;
use crate::interview::{Standing, Walk};
use crate::rules::model::{DeadlineIx, RouteIx, State, Who};

/// The aim-for day of the step's nearest deadline that the person can still keep.
pub fn nearest_own_deadline(walk: &Walk<'_>, route: RouteIx) -> Option<NaiveDate> {
    let rules = walk.situation.rules;
    let own = rules.route(route).step_deadlines.iter().copied();
    let own = own.filter(|place| rules.deadline(*place).who == Who::You && walk.situation.applies(*place));
    own.filter_map(|place| aim_while_open(walk, place)).min()
}

fn aim_while_open(walk: &Walk<'_>, deadline: DeadlineIx) -> Option<NaiveDate> {
    match walk.situation.standing(deadline) {
        Standing::Dated(dated) if matches!(dated.state, State::InTime | State::LastDays) => Some(dated.reckoning.aim),
        _ => None,
    }
}

impl Plan<'_> {
    /// The first day on which a route that is not open yet will be: the day after the limit it waits for. None where it
    /// waits for something to happen, or for a day that is not known.
    pub fn opens(&self, (route, reason): (RouteIx, usize)) -> Option<NaiveDate> {
        let situation = &self.walk.situation;
        let from = self.rules().route(route).later[reason].from.filter(|from| situation.applies(*from))?;
        match situation.standing(from) {
            Standing::Dated(dated) => dated.surely_over_after().succ_opt().filter(|day| *day > situation.today),
            Standing::Pending | Standing::Outside(_) => None,
        }
    }
}
