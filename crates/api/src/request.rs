//! What is asked.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything one call needs: nothing is kept between calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// The version of this interface: 1.
    pub version: u32,
    /// The day advice is wanted for, as 2026-11-21: usually today where the person is.
    pub today: NaiveDate,
    /// What is asked.
    pub request: Request,
}

/// What is known about the person's case: question ids (see `facts`) and an answer to each.
pub type Facts = BTreeMap<String, Fact>;

/// An answer: an option's id, `not-sure`, or a date as people write it; for questions that take several, a list of ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Fact {
    /// One answer.
    One(String),
    /// Several.
    Several(Vec<String>),
}

/// One thing to ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Request {
    /// What this is, what it rests on, and whom to ring without it.
    About(Nothing),
    /// Every fact there is, with its words: questions and their answers.
    Facts(Nothing),
    /// The question to ask next, or that none is open any more.
    Next(Given),
    /// One question as it stands, for asking it again.
    Question(OneQuestion),
    /// An answer to a question: it is read, said back, and added to the facts.
    Answer(Answering),
    /// What somebody tells in their own words: what it says for certain, and what it may mean. Nothing is added yet.
    Hear(Telling),
    /// What was heard and found right by the person: it is added to the facts.
    Take(Taking),
    /// The next steps: what to do and by when, with reasons, workings and sources.
    Steps(StepsOf),
    /// The next steps as a web page.
    Page(PageOf),
    /// One letter, filled in as far as the facts go.
    Letter(LetterOf),
    /// Something to keep: the next steps in a format, dates for a calendar, the answers, a blank log.
    File(FileOf),
    /// The facts in something that was kept.
    Open(Saved),
    /// Every time limit there is.
    Limits(Nothing),
    /// One time limit, with its working.
    Limit(LimitOf),
    /// What a word means.
    Word(WordOf),
    /// Why something is asked or advised, and the law behind it.
    Why(WhyOf),
}

/// A request that needs nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// The facts so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// What the person has said, and nothing that was only assumed.
    #[serde(default)]
    pub facts: Facts,
}

/// A question, and the facts so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneQuestion {
    /// What the person has said.
    #[serde(default)]
    pub facts: Facts,
    /// The question's id.
    pub question: String,
    /// What the person told in their own words: of what people are told, what that is about comes first.
    #[serde(default)]
    pub story: String,
}

/// An answer, and the facts so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answering {
    /// What the person has said before.
    #[serde(default)]
    pub facts: Facts,
    /// The question's id.
    pub question: String,
    /// The answer.
    pub answer: Fact,
}

/// A story, and the facts so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Telling {
    /// What the person has said before.
    #[serde(default)]
    pub facts: Facts,
    /// The story, as it was typed or spoken.
    pub text: String,
}

/// What was found right, and the facts so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Taking {
    /// What the person has said before.
    #[serde(default)]
    pub facts: Facts,
    /// What was heard, without what the person struck out.
    pub heard: Vec<Said>,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The question's id.
    pub question: String,
    /// The answer.
    pub answer: Fact,
}

/// Next steps, with or without what would change them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepsOf {
    /// What the person has said.
    #[serde(default)]
    pub facts: Facts,
    /// Whether to say which other answers, and which days, would change them.
    #[serde(default)]
    pub what_if: bool,
}

/// A part of the web page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageOf {
    /// What the person has said.
    #[serde(default)]
    pub facts: Facts,
    /// Which part.
    #[serde(default)]
    pub part: Part,
}

/// The parts of the web page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The next steps: what a person acts on. A letter that a step names leads to `#letter-` and its id.
    #[default]
    Steps,
    /// Everything behind them but the third part: a screen can show it afterwards.
    Annex,
    /// What would change them.
    WhatIf,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterOf {
    /// What the person has said; what is not known stays open in the letter.
    #[serde(default)]
    pub facts: Facts,
    /// The letter's id, as next steps name it.
    pub letter: String,
}

/// Something to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileOf {
    /// What the person has said.
    #[serde(default)]
    pub facts: Facts,
    /// As what.
    pub format: Keep,
}

/// What can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// The next steps with everything behind them, as text.
    Text,
    /// The same in Markdown.
    Markdown,
    /// The same as a web page of its own.
    Html,
    /// The same for programs.
    Json,
    /// The main points, for an email.
    Email,
    /// Dates for a calendar, whose titles say only what kind of act it is.
    Ics,
    /// The same with titles that say what is to be done.
    IcsPlain,
    /// The answers as lines, to go on from later.
    Answers,
    /// A blank log of calls, emails and meetings.
    Log,
}

/// Something that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    /// The whole text of the file, or of an email that holds its lines.
    pub text: String,
}

/// A time limit, and the dates it counts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitOf {
    /// The dates, such as `letter-date`; other facts are used where they matter. Dates may lie ahead here.
    #[serde(default)]
    pub facts: Facts,
    /// The limit's id.
    pub limit: String,
}

/// A word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordOf {
    /// The word, or a part of it.
    pub word: String,
}

/// What to give reasons for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhyOf {
    /// What the person has said.
    #[serde(default)]
    pub facts: Facts,
    /// A question's id; left out for the suggested step.
    #[serde(default)]
    pub question: Option<String>,
}
