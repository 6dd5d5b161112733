//! Time limits.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{Certainty, Condition, DeadlineIx, DoneWhen, DoubtIx, IfPassed, LawIx, QuestionIx, Shown, Who, day};
use crate::dates::limit::{Limit, Term};
use crate::rules::lazy::Lazy;

/// The date a limit is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    /// The answer to a date question.
    Question(QuestionIx),
    /// The last day of another deadline.
    Deadline(DeadlineIx),
}

/// A time limit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Deadline {
    /// Its id.
    pub id: String,
    /// Who must act.
    pub who: Who,
    /// What they must have done.
    pub must: String,
    /// The same, short.
    pub label: String,
    /// What advisers call it.
    pub words: Lazy<Vec<String>>,
    /// When it applies.
    pub when: Condition,
    /// The limit.
    pub limit: Limit<Start>,
    /// The hour on the last day.
    pub at: Option<NaiveTime>,
    /// What counts as done.
    pub done_when: DoneWhen,
    /// What removes or changes it.
    pub exceptions: Lazy<Vec<String>>,
    /// The same as questions to ask.
    pub asks: Lazy<Vec<String>>,
    /// Where the start date is found.
    pub find_date: Option<String>,
    /// What to do when it has passed.
    pub if_passed: Lazy<IfPassed>,
    /// Who sees it.
    pub shown: Shown,
    /// The doubt it rests on.
    pub doubt: Option<DoubtIx>,
    /// Laws.
    pub law: Vec<LawIx>,
    /// How certain we are.
    pub certainty: Certainty,
    /// The day it was last checked.
    #[serde(with = "day")]
    pub checked: NaiveDate,
    /// Every date question it can be counted from, directly or through another deadline.
    pub needs: Vec<QuestionIx>,
    /// Whether any part of it is counted in school days, whose true end only the school knows.
    pub in_school_days: bool,
}

impl Deadline {
    /// Whether no law fixes it: a body's own letter may then name a sooner day, and that counts.
    pub fn is_only_usual(&self) -> bool {
        self.certainty >= Certainty::C || self.must.starts_with("usually ")
    }
}

/// Every event a term is counted from.
pub fn starts(term: &Term<Start>, found: &mut Vec<Start>) {
    match term {
        Term::Counted(counted) => found.push(counted.start),
        Term::FixedDay { year_of, .. } => found.push(*year_of),
        Term::LaterOf(terms) | Term::EarlierOf(terms) => terms.iter().for_each(|term| starts(term, found)),
    }
}
