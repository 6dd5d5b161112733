//! The checked rules: ids resolved to places in lists, conditions to trees, dates to dates.
//!
//! A [`RuleSet`] can only be made by the checker, so whoever holds one need not ask whether an id exists.

mod area;
mod condition;
mod deadline;
mod law;
mod letter;
mod question;
mod route;
mod set;

use serde::{Deserialize, Serialize};

pub use super::item::{
    Body, Certainty, Choose, Contact, DoneWhen, Doubt, Effort, EffortDays, HolidayEnd, IfPassed, Likely, LocalService,
    News, Own, Service, Shown, Term as Word, Time, UsualQuestions, WhatIf, Who,
};
pub use area::{Area, AreaChange, ContactRef};
pub use condition::{Condition, Fact, Options, Phrase, State, States};
pub use deadline::{Deadline, Start, starts};
pub use law::Law;
pub use letter::Letter;
pub use question::{Choice, DateAsked, DateBound, Heard, Kind, MOST_OPTIONS, Question};
pub use route::{Argument, AtTimes, Later, MOST_TELLS, Never, Route, Rung, Tell, Then, WhenDone};
pub use set::{RuleSet, Topic, short_hash};

macro_rules! places {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            pub struct $name(pub u16);
            impl $name {
                /// The place as an index.
                pub fn at(self) -> usize {
                    usize::from(self.0)
                }
            }
        )*
    };
}

/// A day as a number: read sooner than text, and shorter.
mod day {
    use chrono::{Datelike, NaiveDate};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        day.num_days_from_ce().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        let days = i32::deserialize(deserializer)?;
        NaiveDate::from_num_days_from_ce_opt(days).ok_or_else(|| D::Error::custom("no day"))
    }
}

places! {
    /// A question's place in [`RuleSet::questions`].
    QuestionIx,
    /// A fact's place in [`RuleSet::facts`].
    FactIx,
    /// A deadline's place in [`RuleSet::deadlines`].
    DeadlineIx,
    /// A route's place in [`RuleSet::routes`].
    RouteIx,
    /// A body's place in [`RuleSet::bodies`].
    BodyIx,
    /// A rung's place in [`RuleSet::ladder`].
    RungIx,
    /// A tell's place in [`RuleSet::tells`].
    TellIx,
    /// A law's place in [`RuleSet::laws`].
    LawIx,
    /// A letter's place in [`RuleSet::letters`].
    LetterIx,
    /// A doubt's place in [`RuleSet::doubts`].
    DoubtIx,
    /// An area's place in [`RuleSet::areas`].
    AreaIx,
}
