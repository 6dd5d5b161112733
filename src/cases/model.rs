//! What a case holds. The names of the fields are those of the file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_yaml::{Mapping, Value};

use super::fields::{answers, consents, maybe, maybe_or_usual, or_usual, plain, yes_or_no};
use super::reference::Reference;

/// The version of the file's format that this program writes.
pub const SCHEMA_VERSION: u64 = 1;

/// One family's case, its fields in the order of the file. `extra` at each level holds the fields this program does not
/// know; they survive a save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "fields")]
pub struct Case {
    /// Its reference.
    #[serde(deserialize_with = "plain")]
    pub reference: Reference,
    /// The number under which the service keeps it elsewhere, as typed: see [`super::number`].
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub service_number: Option<String>,
    /// How often it has been saved; a save from an older one is refused.
    #[serde(default, deserialize_with = "maybe_or_usual")]
    pub rev: u64,
    /// Whether anything is still going on.
    #[serde(default, deserialize_with = "or_usual")]
    pub status: Status,
    /// The level of support, 1 to 4, as services count it.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The day it was made.
    #[serde(deserialize_with = "plain")]
    pub created: NaiveDate,
    /// The day it was last saved.
    #[serde(deserialize_with = "plain")]
    pub updated: NaiveDate,
    /// What the caller has agreed to. What is not here was not asked.
    #[serde(default, deserialize_with = "consents", skip_serializing_if = "BTreeMap::is_empty")]
    pub consents: BTreeMap<ConsentKind, Consent>,
    /// Answers by question id.
    #[serde(default, deserialize_with = "answers", skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, Held>,
    /// Agreed actions.
    #[serde(default, deserialize_with = "or_usual", skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// What each call was about, oldest first.
    #[serde(default, deserialize_with = "or_usual", skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
    /// Every plan given, oldest first.
    #[serde(default, deserialize_with = "or_usual", skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<PlanGiven>,
    /// Notes, oldest first.
    #[serde(default, deserialize_with = "or_usual", skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Fields this program does not know.
    #[serde(flatten)]
    pub extra: Mapping,
}

/// A word of a closed list, with the name the file gives it.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            pub enum $name { $($(#[$inner])* #[serde(rename = $word)] $variant,)* }
            impl $name {
                /// Every one, in order.
                pub const ALL: &'static [$name] = &[$($name::$variant),*];
                /// The word of each.
                pub const WORDS: &'static [&'static str] = &[$($word),*];
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
    #[derive(Default)]
    Status {
        /// Work goes on.
        #[default]
        Open = "open",
        /// Nothing has been heard for a while.
        Inactive = "inactive",
        /// Work has ended.
        Closed = "closed",
    }

    /// What can be agreed to; each is asked by itself.
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

    /// How a fact is known.
    #[derive(Default)]
    Known {
        /// The caller has the letter in hand.
        LetterInHand = "letter-in-hand",
        /// The caller read it out.
        ReadOut = "read-out",
        /// The caller remembers it.
        Remembered = "remembered",
        /// Somebody else said so.
        ToldByOther = "told-by-other",
        /// Nobody said how.
        #[default]
        NotSaid = "not-said",
    }
}

/// A consent that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Consent {
    /// Whether it was given.
    #[serde(serialize_with = "yes_or_no")]
    pub given: bool,
    /// When it was last given, refused or withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// With whom, for sharing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// Fields this program does not know.
    #[serde(flatten)]
    pub extra: Mapping,
}

/// An answer, and how it is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "fields")]
pub struct Held {
    /// The answer as answers files write it: option ids, a date, or `not-sure`.
    pub answer: Value,
    /// How it is known.
    #[serde(default, deserialize_with = "or_usual")]
    pub known: Known,
    /// The day it was given.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// Fields this program does not know.
    #[serde(flatten)]
    pub extra: Mapping,
}

/// A private note; only the call note shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "fields")]
pub struct Note {
    /// The day it was written.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// The question it is about.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The text.
    #[serde(deserialize_with = "plain")]
    pub text: String,
    /// Fields this program does not know.
    #[serde(flatten)]
    pub extra: Mapping,
}

/// Something that was agreed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "fields")]
pub struct Action {
    /// Who does it: a part such as `parent` or `adviser`, no name.
    #[serde(deserialize_with = "plain")]
    pub who: String,
    /// What they do.
    #[serde(deserialize_with = "plain")]
    pub what: String,
    /// By when.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
    /// Whether it is done.
    #[serde(default, deserialize_with = "maybe_or_usual")]
    pub done: bool,
    /// The day on which it was done, where that was said.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// Fields this program does not know.
    #[serde(flatten)]
    pub extra: Mapping,
}

/// One call: what the note of it says beside facts and plan. Empty fields were not asked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "fields")]
pub struct Call {
    /// The day of the call.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// When it started, as typed: `10:05`.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Its length in minutes.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The caller's part, such as `parent`.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub caller: Option<String>,
    /// Urgent points.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub urgent: Option<String>,
    /// What has been tried.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub tried: Option<String>,
    /// The routes of which both sides were read out, by id.
    #[serde(default, deserialize_with = "or_usual", skip_serializing_if = "Vec::is_empty")]
    pub explained: Vec<String>,
    /// What the parent chose, in their words.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub choice: Option<String>,
    /// What happens if that does not work.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub if_not: Option<String>,
    /// What is still to be found out.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub queries: Option<String>,
    /// Whether the parent said back the next step and its date.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub teach_back: Option<bool>,
    /// When to follow up.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<NaiveDate>,
    /// The questions, by id, that the caller's own words answered first: what they rang about.
    #[serde(default, deserialize_with = "or_usual", skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// What was said and no answer holds, as typed.
    #[serde(default, deserialize_with = "or_usual", skip_serializing_if = "Vec::is_empty")]
    pub also_said: Vec<String>,
    /// The call note as it stood when the next call began; none for the last call, whose note is made when it is read.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Fields this program does not know.
    #[serde(flatten)]
    pub extra: Mapping,
}

/// A plan that was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "fields")]
pub struct PlanGiven {
    /// The day it was given for.
    #[serde(deserialize_with = "plain")]
    pub on: NaiveDate,
    /// SHA-256 of the rules, in hexadecimal.
    #[serde(default, deserialize_with = "maybe_or_usual")]
    pub rules: String,
    /// The day the law behind them was last checked.
    #[serde(default, deserialize_with = "maybe_or_usual")]
    pub law_checked: String,
    /// The route of the suggested next step.
    #[serde(deserialize_with = "plain")]
    pub next_step: String,
    /// That step in words, as it was given.
    #[serde(default, deserialize_with = "maybe_or_usual")]
    pub said: String,
    /// Routes to take beside it.
    #[serde(default, deserialize_with = "or_usual", skip_serializing_if = "Vec::is_empty")]
    pub alongside: Vec<String>,
    /// Other open routes.
    #[serde(default, deserialize_with = "or_usual", skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<String>,
    /// The steps that no limit of the law ends, each with its day.
    #[serde(default, deserialize_with = "or_usual", skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepGiven>,
    /// The dates given, by limit.
    #[serde(default, deserialize_with = "or_usual", skip_serializing_if = "BTreeMap::is_empty")]
    pub deadlines: BTreeMap<String, DateGiven>,
    /// SHA-256 of the answers it rests on, 12 figures: whether they have changed since.
    #[serde(default, deserialize_with = "maybe_or_usual")]
    pub answers: String,
    /// Fields this program does not know.
    #[serde(flatten)]
    pub extra: Mapping,
}

/// A step of a plan that was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "fields")]
pub struct StepGiven {
    /// The day to act; for others, the day by which they should have.
    #[serde(deserialize_with = "plain")]
    pub on: NaiveDate,
    /// What is done, in a sentence.
    #[serde(deserialize_with = "plain")]
    pub what: String,
    /// Whether somebody else does it.
    #[serde(default, deserialize_with = "maybe_or_usual")]
    pub others: bool,
    /// Fields this program does not know.
    #[serde(flatten)]
    pub extra: Mapping,
}

/// The dates of a limit in a plan that was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "fields")]
pub struct DateGiven {
    /// The day to aim for; only for what the parent does.
    #[serde(default, deserialize_with = "maybe", skip_serializing_if = "Option::is_none")]
    pub aim: Option<NaiveDate>,
    /// The last day.
    #[serde(deserialize_with = "plain")]
    pub due: NaiveDate,
    /// Fields this program does not know.
    #[serde(flatten)]
    pub extra: Mapping,
}

impl Call {
    /// The fields that hold what somebody typed, by their names in the file.
    pub const TYPED: [&str; 6] = ["caller", "urgent", "tried", "choice", "if_not", "queries"];

    /// What one of them says.
    pub fn typed(&self, name: &str) -> Option<&str> {
        let field = match name {
            "caller" => &self.caller,
            "urgent" => &self.urgent,
            "tried" => &self.tried,
            "choice" => &self.choice,
            "if_not" => &self.if_not,
            "queries" => &self.queries,
            _ => &None,
        };
        field.as_deref()
    }

    /// One of them, to be changed.
    pub fn typed_mut(&mut self, name: &str) -> Option<&mut Option<String>> {
        match name {
            "caller" => Some(&mut self.caller),
            "urgent" => Some(&mut self.urgent),
            "tried" => Some(&mut self.tried),
            "choice" => Some(&mut self.choice),
            "if_not" => Some(&mut self.if_not),
            "queries" => Some(&mut self.queries),
            _ => None,
        }
    }
}

impl Case {
    /// A case with nothing in it.
    pub fn new(reference: Reference, today: NaiveDate) -> Case {
        Case {
            reference,
            service_number: None,
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

    /// What the last of these calls that says it says in a field, with that call's day.
    pub fn told<'c>(calls: &'c [Call], name: &str) -> Option<(&'c str, Option<NaiveDate>)> {
        calls.iter().rev().find_map(|call| Some((call.typed(name)?, call.on)))
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
