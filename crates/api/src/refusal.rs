//! What is said when a request cannot be met: what is missing or wrong, in words that can be passed on.

use schemars::JsonSchema;
use serde::Serialize;

use crate::reply::Heard;

/// Why there is no reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Refusal {
    /// What kind of reason it is.
    pub kind: RefusalKind,
    /// What is missing or wrong, in words for a person.
    pub says: String,
    /// The question it is about: the one that is open, or the one whose answer is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What may have been meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Offer>,
    /// What the words of an answer may mean that is none of the question's: to be offered, and never taken unasked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub may_mean: Vec<Heard>,
}

/// Why there is no reply, for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalKind {
    /// The request is not JSON, not one of those there are, or too long to be heard.
    NotUnderstood,
    /// The request is for another version of this interface.
    Version,
    /// A fact is wrong: no such question, no such answer, a date that cannot be.
    WrongFact,
    /// A question has to be answered first.
    MoreNeeded,
    /// Nothing has this id or name.
    Unknown,
    /// The rules give no next step for these facts.
    NoStep,
    /// There is nothing to keep: no date lies ahead.
    NothingAhead,
    /// What was kept holds no answers that can be read.
    NotAnswers,
}

/// Something that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Offer {
    /// How to give it: an answer, or an id.
    pub id: String,
    /// What it is called.
    pub label: String,
}

impl Refusal {
    /// A refusal that is about no question.
    pub fn new(kind: RefusalKind, says: impl Into<String>) -> Refusal {
        Refusal { kind, says: says.into(), question: None, offers: Vec::new(), may_mean: Vec::new() }
    }

    /// Nothing is called so; perhaps something near was meant.
    pub(crate) fn unknown(what: &str, typed: &str, near: Option<&str>) -> Refusal {
        let near_said = near.map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
        let offers = near.map(|near| Offer { id: near.to_owned(), label: near.to_owned() });
        let says = format!("There is no {what} `{typed}`.{near_said}");
        Refusal { offers: offers.into_iter().collect(), ..Refusal::new(RefusalKind::Unknown, says) }
    }
}
