//! What a case holds. The names of the fields are those of the file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_yaml::{Mapping, Value};

use super::reference::Reference;

/// The version of the file's format that this program writes.
pub const SCHEMA_VERSION: u64 = 1;

/// One family's case. `extra` at each level holds the fields this program does not know; they survive a save.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its reference.
    pub reference: Reference,
    /// How often it has been saved; a save from an older one is refused.
    pub rev: u64,
    /// Whether anything is still going on.
    pub status: Status,
    /// The level of support, 1 to 4, as services count it.
    pub level: Option<u8>,
    /// The day it was made.
    pub created: NaiveDate,
    /// The day it was last saved.
    pub updated: NaiveDate,
    /// What the caller has agreed to. What is not here was not asked.
    pub consents: BTreeMap<ConsentKind, Consent>,
    /// Answers by question id.
    pub answers: BTreeMap<String, Held>,
    /// Notes, oldest first.
    pub notes: Vec<Note>,
    /// Agreed actions.
    pub actions: Vec<Action>,
    /// What each call was about, oldest first.
    pub calls: Vec<Call>,
    /// Every plan given, oldest first.
    pub plans: Vec<PlanGiven>,
    /// Fields this program does not know.
    pub extra: Mapping,
}

/// A word of a closed list, with the name the file gives it.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum $name { $($(#[$inner])* $variant,)* }
            impl $name {
                /// Every one, in order.
                pub const ALL: &'static [$name] = &[$($name::$variant),*];
                /// Its word in files and on the command line.
                pub fn word(self) -> &'static str {
                    match self { $($name::$variant => $word),* }
                }
                /// The one with this word.
                pub fn of_word(word: &str) -> Option<$name> {
                    $name::ALL.iter().copied().find(|one| one.word() == word)
                }
            }
        )*
    };
}

words! {
    /// Whether anything is still going on.
    Status {
        /// Work goes on.
        Open = "open",
        /// Nothing has been heard for a while.
        Inactive = "inactive",
        /// Work has ended.
        Closed = "closed",
    }

    /// What can be agreed to; each is asked by itself (`ux.md` J6).
    ConsentKind {
        /// That this record is kept.
        Record = "record",
        /// That the caller is contacted again.
        Contact = "contact",
        /// That it is shared with a named body.
        Share = "share",
        /// That feedback is asked for.
        Feedback = "feedback",
    }

    /// How a fact is known (`ux.md` I6).
    Known {
        /// The adviser has the letter.
        LetterInHand = "letter-in-hand",
        /// The parent read it out.
        ReadOut = "read-out",
        /// The parent remembers it.
        Remembered = "remembered",
        /// Somebody else said so.
        ToldByOther = "told-by-other",
        /// Nobody said how.
        NotSaid = "not-said",
    }
}

/// A consent that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Consent {
    /// Whether it was given.
    pub given: bool,
    /// When it was last given, refused or withdrawn.
    pub on: Option<NaiveDate>,
    /// With whom, for sharing.
    pub with: Option<String>,
    /// Fields this program does not know.
    pub extra: Mapping,
}

/// An answer, and how it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The answer as answers files write it: option ids, a date, or `not-sure`.
    pub answer: Value,
    /// How it is known.
    pub known: Known,
    /// The day it was given.
    pub on: Option<NaiveDate>,
    /// Fields this program does not know.
    pub extra: Mapping,
}

/// A private note; only the call note shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The day it was written.
    pub on: Option<NaiveDate>,
    /// The text.
    pub text: String,
    /// The question it is about.
    pub question: Option<String>,
    /// Fields this program does not know.
    pub extra: Mapping,
}

/// Something that was agreed.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Who does it: a part such as `parent` or `adviser`, no name.
    pub who: String,
    /// What they do.
    pub what: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// Whether it is done.
    pub done: bool,
    /// Fields this program does not know.
    pub extra: Mapping,
}

/// One call: what the note of it says beside facts and plan. Empty fields were not asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Call {
    /// The day of the call.
    pub on: Option<NaiveDate>,
    /// When it started, as typed: `10:05`.
    pub start: Option<String>,
    /// Its length in minutes.
    pub minutes: Option<u32>,
    /// The caller's part, such as `parent`.
    pub caller: Option<String>,
    /// Urgent points.
    pub urgent: Option<String>,
    /// What has been tried.
    pub tried: Option<String>,
    /// What the parent chose, in their words.
    pub choice: Option<String>,
    /// What happens if that does not work.
    pub if_not: Option<String>,
    /// What is still to be found out.
    pub queries: Option<String>,
    /// Whether the parent said back the next step and its date.
    pub teach_back: Option<bool>,
    /// When to follow up.
    pub follow_up: Option<NaiveDate>,
    /// Fields this program does not know.
    pub extra: Mapping,
}

/// A plan that was given.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanGiven {
    /// The day it was given for.
    pub on: NaiveDate,
    /// SHA-256 of the rules, in hexadecimal.
    pub rules: String,
    /// The day the law behind them was last checked.
    pub law_checked: String,
    /// The route of the suggested next step.
    pub next_step: String,
    /// That step in words, as it was given.
    pub said: String,
    /// Routes to take beside it.
    pub alongside: Vec<String>,
    /// Other open routes.
    pub open: Vec<String>,
    /// The dates given, by limit.
    pub deadlines: BTreeMap<String, DateGiven>,
    /// SHA-256 of the answers it rests on, 12 figures: whether they have changed since.
    pub answers: String,
    /// Fields this program does not know.
    pub extra: Mapping,
}

/// The dates of a limit in a plan that was given.
#[derive(Debug, Clone, PartialEq)]
pub struct DateGiven {
    /// The day to aim for; only for what the parent does.
    pub aim: Option<NaiveDate>,
    /// The last day.
    pub due: NaiveDate,
    /// Fields this program does not know.
    pub extra: Mapping,
}

impl Case {
    /// A case with nothing in it.
    pub fn new(reference: Reference, today: NaiveDate) -> Case {
        Case {
            reference,
            rev: 0,
            status: Status::Open,
            level: None,
            created: today,
            updated: today,
            consents: BTreeMap::new(),
            answers: BTreeMap::new(),
            notes: Vec::new(),
            actions: Vec::new(),
            calls: Vec::new(),
            plans: Vec::new(),
            extra: Mapping::new(),
        }
    }

    /// The call of a day: the one there is, or a new one.
    pub fn call_on(&mut self, day: NaiveDate) -> &mut Call {
        let at = self.calls.iter().rposition(|call| call.on == Some(day)).unwrap_or_else(|| {
            self.calls.push(Call { on: Some(day), ..Call::default() });
            self.calls.len() - 1
        });
        &mut self.calls[at]
    }

    /// The plan given last.
    pub fn last_plan(&self) -> Option<&PlanGiven> {
        self.plans.last()
    }

    /// Holds an answer, and how it is known.
    pub fn hold(&mut self, question: &str, answer: Value, known: Known, on: NaiveDate) {
        // The same answer again, without saying how it is known, does not wipe out how it was.
        if let Some(held) = self.answers.get(question)
            && held.answer == answer
            && known == Known::NotSaid
        {
            return;
        }
        self.answers.insert(question.to_owned(), Held { answer, known, on: Some(on), extra: Mapping::new() });
    }
}
