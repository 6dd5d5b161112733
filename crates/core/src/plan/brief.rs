//! A plan in brief, ids and days only: what is kept of it, and what differs between two of the same answers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Plan;
use crate::interview::Standing;
use crate::rules::model::Who;

/// A limit's days: the one to aim for, where it is the person who acts, and the last.
pub type Days = (Option<NaiveDate>, NaiveDate);

/// A plan in brief.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brief {
    /// The id of the next step.
    pub next_step: String,
    /// The ids of the routes that can be taken, where they are kept.
    pub routes: BTreeSet<String>,
    /// Its limits that have a date, by id.
    pub dates: BTreeMap<String, Days>,
}

/// One difference between two plans for the same answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another route is suggested: its id before and now.
    NextStep {
        /// Before.
        was: String,
        /// Now.
        now: String,
    },
    /// A route can be taken now.
    Opened(String),
    /// A route cannot be taken any more.
    Closed(String),
    /// A limit's dates differ, or it has come or gone.
    Date {
        /// The limit's id.
        limit: String,
        /// Its days before.
        was: Option<Days>,
        /// Its days now.
        now: Option<Days>,
    },
}

/// What differs between two plans.
pub fn compare(was: &Brief, now: &Brief) -> Vec<Change> {
    let mut changes = Vec::new();
    if was.next_step != now.next_step {
        changes.push(Change::NextStep { was: was.next_step.clone(), now: now.next_step.clone() });
    }
    changes.extend(now.routes.difference(&was.routes).map(|id| Change::Opened(id.clone())));
    changes.extend(was.routes.difference(&now.routes).map(|id| Change::Closed(id.clone())));
    let limits: BTreeSet<&String> = was.dates.keys().chain(now.dates.keys()).collect();
    for limit in limits {
        let (was, now) = (was.dates.get(limit).copied(), now.dates.get(limit).copied());
        if was != now {
            changes.push(Change::Date { limit: limit.clone(), was, now });
        }
    }
    changes
}

/// The limits of a plan that have a date, by id.
pub fn dates(plan: &Plan<'_>) -> BTreeMap<String, Days> {
    let dated = |place| match plan.walk.situation.standing(place) {
        Standing::Dated(dated) => {
            let deadline = plan.rules().deadline(place);
            let aim = (deadline.who == Who::You).then_some(dated.reckoning.aim);
            Some((deadline.id.clone(), (aim, dated.reckoning.last)))
        }
        Standing::Pending | Standing::Outside(_) => None,
    };
    plan.deadlines.iter().filter_map(|place| dated(*place)).collect()
}
