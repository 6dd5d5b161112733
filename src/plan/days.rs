//! The days of a step: when it can be done, when its next lines fall, and when a route that is not open yet opens.

use chrono::NaiveDate;

use super::Plan;
use crate::dates::calendar::WorkingDay;
use crate::dates::limit::{Amount, after};
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
    /// The day by which a step can be done: so many working days from today as its kind takes, never after the aim-for
    /// day of its own limit, nor before today. None where the rules do not say what kind of step it is.
    pub fn act_day(&self, route: RouteIx) -> Option<NaiveDate> {
        let (rules, today) = (self.rules(), self.walk.situation.today);
        let takes = rules.effort.of(rules.route(route).effort?);
        let day = after(&rules.calendar, today, Amount::WorkingDays(takes, WorkingDay::Local)).ok()?;
        let own = nearest_own_deadline(&self.walk, route);
        Some(own.map_or(day, |own| day.min(own)).max(today))
    }

    /// The day of each line of what happens next, counted from the day of the line above it and at first from the day
    /// of the step. None from the first line on that has no length.
    pub fn then_days(&self, route: RouteIx) -> Vec<Option<NaiveDate>> {
        let calendar = &self.rules().calendar;
        let lines = self.rules().route(route).then.iter();
        let days = lines.scan(self.act_day(route), |above, line| {
            *above = above.zip(line.length).and_then(|(above, length)| after(calendar, above, length).ok());
            Some(*above)
        });
        days.collect()
    }

    /// The first day on which a route that is not open yet will be: the day after the limit it waits for. None where it
    /// waits for something to happen, or for a day that is not known.
    pub fn opens(&self, (route, reason): (RouteIx, usize)) -> Option<NaiveDate> {
        let situation = &self.walk.situation;
        let from = self.rules().route(route).later[reason].from.filter(|from| situation.applies(*from))?;
        match situation.standing(from) {
            Standing::Dated(dated) => dated.reckoning.last.succ_opt().filter(|day| *day > situation.today),
            Standing::Pending | Standing::Outside(_) => None,
        }
    }
}
