//! Conditions over answers, the facts they are named by, and words that turn on them.

use serde::{Deserialize, Serialize};

use super::{DeadlineIx, FactIx, LawIx, QuestionIx};

/// Options as a set: bit `n` stands for the question's option `n`.
pub type Options = u32;

/// A condition over answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// All hold; true when empty.
    All(Vec<Condition>),
    /// At least one holds; false when empty.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// At least one of these options was chosen.
    Chose(QuestionIx, Options),
    /// At least one option was chosen, and none outside these.
    ChoseOnly(QuestionIx, Options),
    /// "I am not sure" was answered.
    Unsure(QuestionIx),
    /// A date question was answered with a date.
    DateKnown(QuestionIx),
    /// A named fact holds.
    Fact(FactIx),
    /// A deadline is in one of these states.
    Deadline(DeadlineIx, States),
    /// A law is in force today.
    InForce(LawIx),
}

impl Condition {
    /// The conditions it is made of: for walks that go through all of it, whatever joins them.
    pub fn parts(&self) -> &[Condition] {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts,
            Condition::Not(part) => std::slice::from_ref(part),
            _ => &[],
        }
    }

    /// The question at whose answer it looks itself.
    pub fn question(&self) -> Option<QuestionIx> {
        match self {
            Condition::Chose(question, _)
            | Condition::ChoseOnly(question, _)
            | Condition::Unsure(question)
            | Condition::DateKnown(question) => Some(*question),
            _ => None,
        }
    }
}

/// Where a deadline stands on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A date it is counted from is not known.
    Pending,
    /// Its start is still ahead.
    NotStarted,
    /// Up to and on the aim-for day.
    InTime,
    /// After that, up to and on the last day.
    LastDays,
    /// After the last day.
    Passed,
}

impl State {
    /// Every state.
    pub const ALL: [State; 5] = [State::Pending, State::NotStarted, State::InTime, State::LastDays, State::Passed];

    /// Its name in the rule files and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            State::Pending => "pending",
            State::NotStarted => "not-started",
            State::InTime => "in-time",
            State::LastDays => "last-days",
            State::Passed => "passed",
        }
    }
}

/// A set of [`State`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct States(u8);

impl States {
    /// The set with `state` added.
    #[must_use]
    pub fn with(self, state: State) -> States {
        States(self.0 | 1 << state as u8)
    }

    /// Whether `state` is in the set.
    pub fn contains(self, state: State) -> bool {
        self.0 & 1 << state as u8 != 0
    }
}

/// Words that change with whose case it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phrase {
    /// Its name in braces.
    pub id: String,
    /// What is said otherwise.
    pub say: String,
    /// Other wordings, first match first.
    pub instead: Vec<(Condition, String)>,
}

/// A named condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// When it holds.
    pub when: Condition,
}
