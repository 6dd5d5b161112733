//! What comes back.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use signpost_core::interview::Written;
use signpost_core::rules::model::{Certainty, Who};
use signpost_render::json::{DeadlineData, PlanData};

use crate::refusal::Refusal;
use crate::request::Fact;

/// What a call comes to: a reply or a refusal, never both.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Outcome<'r> {
    /// The version of this interface.
    pub version: u32,
    /// What was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<Reply<'r>>,
    /// Why it cannot be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
}

impl<'r> From<Result<Reply<'r>, Refusal>> for Outcome<'r> {
    fn from(result: Result<Reply<'r>, Refusal>) -> Outcome<'r> {
        let (reply, refusal) = match result {
            Ok(reply) => (Some(reply), None),
            Err(refusal) => (None, Some(refusal)),
        };
        Outcome { version: crate::VERSION, reply, refusal }
    }
}

impl Outcome<'_> {
    /// As JSON.
    ///
    /// # Panics
    /// Never: what is shown is plain values with names of text.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("what is shown is plain values")
    }
}

/// What was asked for.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Reply<'r> {
    /// To `about`.
    About(About),
    /// To `facts`.
    Facts(AllFacts<'r>),
    /// To `next`.
    Next(Next<'r>),
    /// To `question`.
    Question(Asked<'r>),
    /// To `answer`.
    Answer(Answered<'r>),
    /// To `hear`.
    Hear(AllHeard),
    /// To `take`.
    Take(Taken<'r>),
    /// To `steps`.
    Steps(Box<Steps<'r>>),
    /// To `page`.
    Page(Page<'r>),
    /// To `letter`.
    Letter(LetterText<'r>),
    /// To `file`.
    File(File),
    /// To `open`.
    Open(Opened<'r>),
    /// To `limits`.
    Limits(AllLimits<'r>),
    /// To `limit`.
    Limit(Box<LimitWorked<'r>>),
    /// To `word`.
    Word(Words<'r>),
    /// To `why`.
    Why(Why<'r>),
}

/// What this is and what it rests on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct About {
    /// What stands on the first screen: its title, then a paragraph each.
    pub opening: Vec<String>,
    /// Whose law it is.
    pub jurisdiction: String,
    /// The last day the law was checked.
    pub law_checked: NaiveDate,
    /// When a check is due.
    pub review_by: NaiveDate,
    /// SHA-256 of the rules.
    pub rules: String,
    /// The program's version.
    pub program: &'static str,
    /// Helplines for any family.
    pub helplines: Vec<Contact>,
    /// The service whose own copy this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<Contact>,
}

/// Somebody to ring or write to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// What they do, what it costs, how to reach them and when that was checked: a line each.
    pub lines: Vec<String>,
    /// The telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// Every fact there is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AllFacts<'r> {
    /// The questions, in the order they are asked; few of them are asked of one person.
    pub facts: Vec<FactWords<'r>>,
    /// What people are told, for the question of kind `told`.
    pub told: Vec<Choice<'r>>,
    /// The councils, for the question of kind `area`.
    pub areas: Vec<Choice<'r>>,
}

/// One fact with its words.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactWords<'r> {
    /// The question's id.
    pub id: &'r str,
    /// The question.
    pub ask: Cow<'r, str>,
    /// How it is answered.
    pub kind: Kind,
    /// Why it is asked.
    pub why: Cow<'r, str>,
    /// Its answers.
    pub options: Vec<Choice<'r>>,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// With one of its options.
    One,
    /// With any of its options: a list.
    Several,
    /// With a date, as people write it, or with one of its options.
    Date,
    /// With any of what people are told, or `none`: a list.
    Told,
    /// With the name of a council, or with one of its options.
    Area,
}

/// One answer that can be given.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Choice<'r> {
    /// How to give it.
    pub id: &'r str,
    /// The heading to show above it and the answers after it, where a group begins with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What it says.
    pub label: Cow<'r, str>,
    /// It excludes all others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
}

/// Where the interview stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Next<'r> {
    /// The question to ask; none when the next steps can be had.
    pub question: Option<Question<'r>>,
    /// What cannot wait, a sentence each: a time limit that is near or has passed.
    pub warning: Vec<String>,
    /// About how many questions come after this one, when it is worth saying.
    pub about_more: Option<usize>,
    /// The answers in use, in the order they are asked.
    pub answers: Vec<InUse<'r>>,
    /// The facts that were given and are not asked about with these answers: nothing rests on them.
    pub not_used: Vec<&'r str>,
}

/// An answer in use.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InUse<'r> {
    /// The question's id.
    pub question: &'r str,
    /// The question.
    pub ask: Cow<'r, str>,
    /// The answer, as facts hold it.
    pub answer: Written<'r>,
    /// The same as a sentence.
    pub said: Cow<'r, str>,
}

/// One question as it stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Asked<'r> {
    /// The question.
    pub question: Question<'r>,
    /// What cannot wait, a sentence each.
    pub warning: Vec<String>,
    /// About how many questions come after this one, when it is worth saying.
    pub about_more: Option<usize>,
}

/// A question.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Question<'r> {
    /// Its id.
    pub id: &'r str,
    /// The question.
    pub ask: String,
    /// The same in words to say on the telephone.
    pub say: String,
    /// How it is answered.
    pub kind: Kind,
    /// Where to look, and how many answers may be given.
    pub notes: Vec<String>,
    /// Its answers.
    pub options: Vec<Choice<'r>>,
    /// Councils to show first: those of the service whose copy this is.
    pub own_areas: Vec<Choice<'r>>,
    /// "I am not sure", where it is an answer.
    pub not_sure: Option<Choice<'r>>,
    /// Why it is asked, and what its words mean.
    pub help: Help,
    /// The answer that is held already.
    pub held: Option<Written<'r>>,
    /// The name of the council that is held already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_said: Option<&'r str>,
}

/// Help with a question.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Help {
    /// Why it is asked, and more: a paragraph each.
    pub lines: Vec<String>,
    /// The line before `letters`.
    pub letters_say: &'static str,
    /// What letters say, an answer each.
    pub letters: Vec<String>,
    /// The line before `words`.
    pub words_mean: &'static str,
    /// What its words mean.
    pub words: Vec<String>,
    /// How to find out.
    pub not_sure: Option<String>,
}

/// An answer that was taken.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answered<'r> {
    /// The answer as facts hold it.
    pub answer: Written<'r>,
    /// It said back, and what it does to other answers: to be shown, a paragraph each.
    pub said: Vec<String>,
    /// The facts with it.
    pub facts: BTreeMap<&'r str, Written<'r>>,
}

/// What was heard. To be read back: nothing of it counts before the person has found it right.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AllHeard {
    /// What can mean nothing else, in the order it was told.
    pub understood: Vec<Heard>,
    /// What may be meant where nothing is certain: for the person to tick, and not ticked at first.
    pub offered: Vec<Heard>,
    /// What told nothing for certain, as it was typed.
    pub unclear: Vec<String>,
}

/// An answer that was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Heard {
    /// The question's id.
    pub question: String,
    /// The answer, as `take` needs it.
    pub answer: Fact,
    /// The same as a sentence.
    pub said: String,
    /// The words it was heard from.
    pub from: String,
}

/// What was taken of what was heard.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Taken<'r> {
    /// What follows from it, and what it does to other answers: to be shown, a paragraph each.
    pub said: Vec<String>,
    /// The facts with it.
    pub facts: BTreeMap<&'r str, Written<'r>>,
    /// Questions to ask although they have an answer now: they take several, and more may be true than was told.
    pub ask: Vec<&'r str>,
}

/// The next steps.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Steps<'r> {
    /// Where the person stands: one or two sentences.
    pub headline: Vec<String>,
    /// What to do, in order.
    pub steps: Vec<StepData<'r>>,
    /// What they rest on, what else is open, what is not and why, and every date with its working. The same as
    /// `signpost plan --format json` gives.
    pub plan: PlanData<'r>,
    /// Every law that `plan` cites.
    pub sources: Vec<Source<'r>>,
    /// What is not settled in the law, where a step or a date rests on it.
    pub doubts: Vec<DoubtData<'r>>,
    /// The letters that `plan` names.
    pub letters: Vec<LetterName<'r>>,
    /// Whom to ring.
    pub contacts: Vec<Contact>,
    /// What must not be done with these words and dates.
    pub keep_to: &'static str,
}

/// One step.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StepData<'r> {
    /// Its number, from 1.
    pub number: usize,
    /// Whether the person acts; else somebody else should have acted by then.
    pub own: bool,
    /// The day to act, or the day by which others should have.
    pub day: Option<NaiveDate>,
    /// The day in words.
    pub when: Option<String>,
    /// The last lawful day of this very act.
    pub last_day: Option<NaiveDate>,
    /// What is done.
    pub what: String,
    /// What belongs to it: words to say, the last day, what then.
    pub more: Vec<String>,
    /// The route it belongs to.
    pub route: &'r str,
}

/// A law, and how sure it is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Source<'r> {
    /// How it is cited.
    pub cite: &'r str,
    /// What it says, in our own words.
    pub says: &'r str,
    /// A, B, C or D: A is read in the law itself, D is not certain.
    pub certainty: Certainty,
    /// The day it was last checked.
    pub checked: NaiveDate,
}

/// What the law does not settle.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DoubtData<'r> {
    /// What is open.
    pub what: &'r str,
    /// The reading that is gone by here.
    pub reading: &'r str,
}

/// A letter by name.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LetterName<'r> {
    /// Its id.
    pub id: &'r str,
    /// Its title.
    pub title: Cow<'r, str>,
}

/// The next steps as a web page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Page<'r> {
    /// Its title.
    pub title: String,
    /// What stands inside its `main` element: headings, paragraphs and lists, every text escaped.
    pub html: String,
    /// The letters in it.
    pub letters: Vec<LetterName<'r>>,
    /// Whether a date lies ahead, for a calendar.
    pub has_dates: bool,
}

/// A letter, filled in as far as the facts go.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LetterText<'r> {
    /// Its id.
    pub id: &'r str,
    /// Its title.
    pub title: Cow<'r, str>,
    /// When to use it, who to send it to and how, what proof to keep, and what then: a line each.
    pub about: Vec<String>,
    /// What is still to be filled in: it stands in square brackets in the text.
    pub fill_in: Vec<String>,
    /// The letter.
    pub text: String,
    /// All of it as what stands inside a web page's `main` element.
    pub html: String,
    /// All of it as a file.
    pub file: File,
}

/// Something to keep.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    /// A name that says when, and nothing of what it is about.
    pub name: String,
    /// What it is, as servers and browsers say it.
    pub media_type: &'static str,
    /// What it holds.
    pub text: String,
}

/// What was kept.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Opened<'r> {
    /// The facts in it.
    pub facts: BTreeMap<&'r str, Written<'r>>,
    /// What has changed since it was kept: a paragraph each.
    pub said: Vec<String>,
}

/// Every time limit there is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AllLimits<'r> {
    /// The limits.
    pub limits: Vec<LimitName<'r>>,
}

/// A time limit by name.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LimitName<'r> {
    /// Its id.
    pub id: &'r str,
    /// Who must act.
    pub who: Who,
    /// What they must have done.
    pub what: Cow<'r, str>,
    /// The dates it can be counted from: question ids.
    pub needs: Vec<&'r str>,
}

/// One time limit, worked out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LimitWorked<'r> {
    /// By when, and what then: a sentence each.
    pub says: Vec<String>,
    /// The limit with its working. The same as `signpost deadline --format json` gives.
    pub limit: DeadlineData<'r>,
    /// The dates it can still be counted from, which were not given: question ids.
    pub missing: Vec<&'r str>,
    /// Its law.
    pub sources: Vec<Source<'r>>,
    /// What is not settled about it.
    pub doubts: Vec<DoubtData<'r>>,
    /// What must not be done with these words and dates.
    pub keep_to: &'static str,
}

/// What a word means.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Words<'r> {
    /// The words that are called so, or else those whose name holds it.
    pub words: Vec<WordMeans<'r>>,
}

/// One word.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WordMeans<'r> {
    /// The word.
    pub word: &'r str,
    /// What else it is called.
    pub also: &'r [String],
    /// What it means.
    pub means: &'r str,
}

/// Why something is asked or advised.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Why<'r> {
    /// The question's or the route's id.
    pub of: &'r str,
    /// The reason, a sentence each.
    pub says: Vec<String>,
    /// The law behind it; none where it only leads to other questions.
    pub sources: Vec<Source<'r>>,
}
