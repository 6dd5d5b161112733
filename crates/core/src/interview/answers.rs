//! Answers, keyed by question: all that is ever kept. Everything else is worked out from them again each time.

use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_yaml::Value;

use super::council::{self, Found};
use super::problem::Problem;
use super::reply::{self, FutureDates};
use super::told::{self, Told};
use crate::dates::Span;
use crate::rules::model::{AreaIx, Kind, Options, QuestionIx, RuleSet};

/// The word for "I am not sure" in files and flags.
pub const NOT_SURE: &str = "not-sure";

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// These options; never empty.
    Chosen(Options),
    /// This area; it counts as the option that every area lies in.
    Area(AreaIx),
    /// This date, or a day of this span.
    Date(Span),
    /// What was told; empty for none of it.
    Told(Told),
    /// "I am not sure".
    NotSure,
}

/// Answers by question. An answer may be held to a question that is not asked any more; it is then out of play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    held: Vec<Option<Answer>>,
}

/// What is wrong with one entry of an answers file or a `--set`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerFault {
    /// No question has this id.
    UnknownQuestion {
        /// What was written.
        id: String,
        /// The nearest id there is.
        near: Option<String>,
    },
    /// The question has no such option.
    UnknownOption {
        /// The question.
        question: QuestionIx,
        /// What was written.
        typed: String,
        /// The nearest option there is.
        near: Option<String>,
    },
    /// The answer is of the wrong kind: a list for one option, a mapping.
    WrongKind {
        /// The question.
        question: QuestionIx,
    },
    /// The answer breaks a rule of the question.
    Problem {
        /// The question.
        question: QuestionIx,
        /// What was written.
        typed: String,
        /// Which rule.
        problem: Problem,
    },
    /// The question is not asked when the others are answered so.
    NotAsked {
        /// The question.
        question: QuestionIx,
    },
}

impl Answers {
    /// No answers yet.
    pub fn none(rules: &RuleSet) -> Answers {
        Answers { held: vec![None; rules.questions.len()] }
    }

    /// The answer held to a question.
    pub fn get(&self, question: QuestionIx) -> Option<Answer> {
        self.held[question.at()]
    }

    /// Holds an answer.
    pub fn set(&mut self, question: QuestionIx, answer: Answer) {
        self.held[question.at()] = Some(answer);
    }

    /// Lets an answer go.
    pub fn clear(&mut self, question: QuestionIx) {
        self.held[question.at()] = None;
    }

    /// Every question with an answer held.
    pub fn held(&self) -> impl Iterator<Item = (QuestionIx, Answer)> + '_ {
        self.held.iter().enumerate().filter_map(|(at, answer)| Some((QuestionIx(at as u16), (*answer)?)))
    }

    /// Reads one entry as files and flags write it: option ids, a date, or `not-sure`.
    ///
    /// # Errors
    /// What is wrong with it; nothing is held then.
    pub fn read(&mut self, rules: &RuleSet, id: &str, value: &Value, today: NaiveDate) -> Result<(), AnswerFault> {
        self.read_with(rules, id, value, today, FutureDates::AsAsked)
    }

    /// The same, where dates may lie ahead.
    ///
    /// # Errors
    /// What is wrong with it; nothing is held then.
    pub fn read_with(
        &mut self,
        rules: &RuleSet,
        id: &str,
        value: &Value,
        today: NaiveDate,
        ahead: FutureDates,
    ) -> Result<(), AnswerFault> {
        let Some(question) = rules.question_by_id(id) else {
            let near = crate::text::nearest(id, rules.questions.iter().map(|question| question.id.as_str()));
            return Err(AnswerFault::UnknownQuestion { id: id.to_owned(), near: near.map(str::to_owned) });
        };
        let items: Vec<String> = match value {
            Value::Sequence(items) => items.iter().map(plain).collect::<Option<_>>(),
            other => plain(other).map(|text| vec![text]),
        }
        .ok_or(AnswerFault::WrongKind { question })?;
        let asked = rules.question(question);
        let answer = if asked.kind == Kind::Told {
            match told::of_ids(rules, &items) {
                Ok(Ok(told)) => Answer::Told(told),
                Ok(Err(problem)) => return Err(AnswerFault::Problem { question, typed: items.join(", "), problem }),
                Err(typed) => {
                    let near = crate::text::nearest(&typed, rules.tells.iter().map(|tell| tell.id.as_str()));
                    let near = near.map(str::to_owned);
                    return Err(AnswerFault::UnknownOption { question, typed, near });
                }
            }
        } else if items.iter().all(String::is_empty) {
            return Err(AnswerFault::Problem { question, typed: items.concat(), problem: Problem::Empty });
        } else if items.len() == 1 && reply::not_sure(&items[0]) && asked.option(&items[0]).is_none() {
            Answer::NotSure
        } else if asked.date().is_some() && items.first().and_then(|item| asked.option(item)).is_none() {
            let [text] = items.as_slice() else { return Err(AnswerFault::WrongKind { question }) };
            match reply::date(rules, question, text, self, today, ahead) {
                Ok(read) => Answer::Date(read.span),
                Err(problem) => return Err(AnswerFault::Problem { question, typed: text.clone(), problem }),
            }
        } else if let (Kind::Area, [text]) = (&asked.kind, items.as_slice()) {
            area(rules, question, text, today)?
        } else {
            let mut chosen: Options = 0;
            for item in &items {
                let Some(bit) = asked.option(item) else {
                    let near = crate::text::nearest(item, asked.options.iter().map(|option| option.id.as_str()));
                    let near = near.map(str::to_owned);
                    return Err(AnswerFault::UnknownOption { question, typed: item.clone(), near });
                };
                chosen |= 1 << bit;
            }
            match reply::allowed(asked, chosen) {
                Ok(()) => Answer::Chosen(chosen),
                Err(problem) => {
                    return Err(AnswerFault::Problem { question, typed: items.join(", "), problem });
                }
            }
        };
        self.set(question, answer);
        Ok(())
    }

    /// An answer as files and flags write it.
    pub fn write(rules: &RuleSet, question: QuestionIx, answer: Answer) -> Written<'_> {
        let asked = rules.question(question);
        match answer {
            Answer::NotSure => Written::One(NOT_SURE),
            Answer::Date(span) => Written::Date(span),
            Answer::Area(area) => Written::One(&rules.area(area).id),
            Answer::Told(told) if told.is_none() => Written::One(told::NONE),
            Answer::Told(told) => {
                Written::Several(told.iter().map(|tell| rules.tells[tell.at()].id.as_str()).collect())
            }
            Answer::Chosen(chosen) => {
                let ids = asked.options.iter().enumerate().filter(|(bit, _)| chosen & 1 << bit != 0);
                let mut ids = ids.map(|(_, option)| option.id.as_str());
                match asked.kind {
                    Kind::Several { .. } => Written::Several(ids.collect()),
                    Kind::One | Kind::Date(_) | Kind::Told | Kind::Area => {
                        Written::One(ids.next_back().unwrap_or_default())
                    }
                }
            }
        }
    }
}

/// An area, by its id or any name; an option by its id.
fn area(rules: &RuleSet, question: QuestionIx, typed: &str, today: NaiveDate) -> Result<Answer, AnswerFault> {
    let asked = rules.question(question);
    if let Some(bit) = asked.option(typed) {
        return Ok(Answer::Chosen(1 << bit));
    }
    // A saved answer may name a council that has been replaced since; it is still the answer that was given.
    if let Some(area) = rules.area_by_id(typed) {
        return Ok(Answer::Area(area));
    }
    match council::find(rules, question, typed, today) {
        Found::One(answer) => Ok(answer),
        Found::Several(offer) => {
            let problem = council::which(rules, question, offer);
            Err(AnswerFault::Problem { question, typed: typed.to_owned(), problem })
        }
        Found::Nothing => Err(AnswerFault::Problem { question, typed: typed.to_owned(), problem: Problem::NoSuchArea }),
    }
}

/// An answer as files and flags write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written<'r> {
    /// One option's id, or [`NOT_SURE`].
    One(&'r str),
    /// Several options' ids.
    Several(Vec<&'r str>),
    /// A date as 2026-11-21, a span of days as 2026-11-01..2026-11-30.
    Date(Span),
}

impl From<Written<'_>> for Value {
    fn from(written: Written<'_>) -> Value {
        match written {
            Written::Several(ids) => ids.into_iter().map(Value::from).collect(),
            one => Value::from(one.to_string()),
        }
    }
}

/// On one line, several with commas.
impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Written::One(id) => f.write_str(id),
            Written::Several(ids) => f.write_str(&ids.join(", ")),
            Written::Date(span) if span.is_exact() => write!(f, "{}", span.from),
            Written::Date(span) => write!(f, "{}..{}", span.from, span.to),
        }
    }
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Written::One(id) => to.serialize_str(id),
            Written::Several(ids) => ids.serialize(to),
            Written::Date(_) => to.collect_str(self),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Written<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Answer".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
    }
}

/// A plain value as text; dates and numbers come out of YAML as such when they are not quoted.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        // Somebody's editor, or another program, wrote yes and no without quotes.
        Value::Bool(true) => Some("yes".into()),
        Value::Bool(false) => Some("no".into()),
        _ => None,
    }
}
