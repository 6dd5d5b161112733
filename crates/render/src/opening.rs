//! What stands on the first screen of every face.

use chrono::NaiveDate;
use signpost_core::dates::say as dates;
use signpost_core::rules::model::RuleSet;

use super::messages::{self as say, fill};
use super::plan::Today;

/// The first screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Its title.
    pub title: String,
    /// What it does, and how long it takes.
    pub purpose: String,
    /// What to do in an emergency.
    pub danger: &'static str,
    /// What to have to hand.
    pub ready: &'static str,
    /// What it keeps, and what it is not.
    pub promises: Vec<String>,
    /// Who made it, and what day it is.
    pub around: Vec<String>,
}

/// What it is, how long it takes, what it keeps, and what day it is.
pub fn paragraphs(rules: &RuleSet, today: NaiveDate, today_is: Today) -> Opening {
    let usual = rules.usual_questions.as_ref();
    let length =
        usual.map(|usual| fill(say::LENGTH, &[("least", &usual.least.to_string()), ("most", &usual.most.to_string())]));
    let day = match today_is {
        Today::Real => say::TODAY,
        Today::Set => say::AS_IF_TODAY,
    };
    let checked = dates::plain(rules.law_checked);
    Opening {
        title: fill(say::TITLE, &[("jurisdiction", &rules.jurisdiction)]),
        purpose: std::iter::once(say::PURPOSE.to_owned()).chain(length).collect::<Vec<_>>().join(" "),
        danger: say::DANGER,
        ready: say::READY,
        promises: vec![say::PRIVATE.to_owned(), say::NOT_ADVICE.to_owned()],
        around: vec![
            fill(say::MADE_BY, &[("made_by", &rules.made_by), ("checked", &checked)]),
            fill(day, &[("today", &dates::long(today))]),
        ],
    }
}
