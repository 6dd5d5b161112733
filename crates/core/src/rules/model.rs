//! The checked rules: ids resolved to places in lists, conditions to trees, dates to dates.
//!
//! A [`RuleSet`] can only be made by the checker, so whoever holds one need not ask whether an id exists.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

pub use super::item::{
    Body, Certainty, Choose, Contact, DoneWhen, Doubt, Effort, EffortDays, HolidayEnd, IfPassed, Likely, LocalService,
    News, Own, Service, Shown, Term as Word, Time, UsualQuestions, WhatIf, Who,
};
use super::lazy::{Derived, Lazy};
use crate::dates::calendar::Calendar;
use crate::dates::limit::{Amount, Limit, Term};
use crate::dates::school::SchoolDays;
use crate::text::search::Index;
use crate::text::wording::Wording;
use crate::text::words::Forms;

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

/// The most options under one heading, or of a question without headings, "I am not sure" apart.
pub const MOST_OPTIONS: usize = 8;

/// The most tells: an answer holds a bit for each.
pub const MOST_TELLS: usize = 512;

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

/// The date a limit is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    /// The answer to a date question.
    Question(QuestionIx),
    /// The last day of another deadline.
    Deadline(DeadlineIx),
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

/// An option of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// The heading above it and the options after it, where a group begins with it.
    pub group: Option<String>,
    /// What is shown.
    pub label: String,
    /// The answer as a sentence.
    pub said: String,
    /// The set phrase in such letters.
    pub letter_says: Option<String>,
    /// Words that may mean it.
    pub words: Vec<String>,
    /// What it is heard by.
    pub heard: Lazy<Heard>,
    /// Excludes all others.
    pub none: bool,
}

/// The wordings an answer is heard by.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Heard {
    /// They can mean nothing else.
    pub always: Vec<Wording>,
    /// They mean it where its question is asked.
    pub where_asked: Vec<Wording>,
    /// They name in passing who or what it is about: a "not" or a wish around them is about something else.
    pub in_passing: Vec<Wording>,
    /// Beside one of these none of them counts.
    pub unless: Vec<Wording>,
    /// They may mean it.
    pub perhaps: Vec<Wording>,
}

impl Heard {
    /// Every phrase that gives the answer, or may.
    pub fn wordings(&self) -> impl Iterator<Item = &Wording> {
        self.always.iter().chain(&self.where_asked).chain(&self.in_passing).chain(&self.perhaps)
    }
}

/// The latest a date may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateBound {
    /// Today.
    Today,
    /// The answer to an earlier question.
    Question(QuestionIx),
}

/// What a date question asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct DateAsked {
    /// The date in a few words.
    pub called: String,
    /// The latest it may be.
    pub not_after: Option<DateBound>,
    /// The earliest it may be.
    pub not_before: Option<QuestionIx>,
    /// The answer as a sentence, with `{date}`.
    pub said: String,
    /// The papers or events whose date it is.
    pub heard: Lazy<Heard>,
    /// Whether it lies behind or ahead: how a date without a year is read.
    pub time: Time,
    /// Which end of the next school holiday it is, if it is one.
    pub school_holiday: Option<HolidayEnd>,
    /// The paper or event that people have in hand, in their words; none for a date that few come with.
    pub in_hand: Option<String>,
}

/// How a question is answered, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Kind {
    /// One of the options; yes-no questions have the two options `yes` and `no`.
    One,
    /// Any of the options, up to so many.
    Several {
        /// How many at most.
        at_most: usize,
    },
    /// A date. Where "there is none" is an answer, that is the question's one option.
    Date(Box<DateAsked>),
    /// Any of what people are told, or none of it.
    Told,
    /// One of the areas, or one of the options: the nations. Every area lies in the option that is assumed.
    Area,
}

/// One council area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Area {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names people use.
    pub also: Vec<String>,
    /// Places inside it by whose names people look for it: districts and towns.
    pub places: Vec<String>,
    /// What is going to change.
    pub changes: Option<AreaChange>,
    /// The first day of a council that takes another's place.
    pub begins: Option<NaiveDate>,
    /// The days on which its schools meet, where they are known.
    pub school_days: Option<SchoolDays>,
    /// Its services, by service id.
    pub services: Lazy<BTreeMap<String, LocalService>>,
}

/// What is going to change about an area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AreaChange {
    /// The first day of it.
    pub on: NaiveDate,
    /// The areas that take its place.
    pub to: Vec<AreaIx>,
    /// What to tell somebody there.
    pub say: String,
}

impl Area {
    /// Whether it is offered on a day: a council that has been replaced is not, nor one that does not begin yet.
    pub fn offered(&self, today: NaiveDate) -> bool {
        let gone = self.changes.as_ref().is_some_and(|change| !change.to.is_empty() && change.on <= today);
        !gone && self.begins.is_none_or(|begins| begins <= today)
    }

    /// Its name, what else it is called, and the places inside it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.also).chain(&self.places).map(String::as_str)
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Question {
    /// Its id.
    pub id: String,
    /// The question.
    pub ask: String,
    /// Where to look.
    pub hint: Option<String>,
    /// Why it is asked.
    pub why: String,
    /// Words to read out.
    pub say_aloud: String,
    /// More help.
    pub help: Vec<String>,
    /// When it is asked.
    pub ask_when: Condition,
    /// How it is answered.
    pub kind: Kind,
    /// Its options; for dates at most one, that there is none. What people are told stands in [`RuleSet::tells`].
    pub options: Lazy<Vec<Choice>>,
    /// Yes or no, so that `y` and `n` work too.
    pub yes_no: bool,
    /// What "I am not sure" is taken as; empty for dates.
    pub assume: Options,
    /// "I am not sure" as a sentence.
    pub unsure_said: String,
    /// How to find out.
    pub unsure_tell: String,
    /// Which other answers may still turn out to be so; `None`: a settled fact.
    pub what_if: Option<WhatIf>,
    /// Its options only call up further questions.
    pub heading: bool,
    /// Options without a step of their own, which the editor has said is right.
    pub no_own_step: Options,
}

/// A named condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// When it holds.
    pub when: Condition,
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

/// Something that counts only while a condition holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AtTimes<T> {
    /// The thing.
    pub what: T,
    /// When it counts.
    pub when: Condition,
}

/// Why a route is not open yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Later {
    /// When that is so.
    pub when: Condition,
    /// The limit whose end opens it.
    pub from: Option<DeadlineIx>,
    /// Why, and what opens it.
    pub because: String,
}

/// One line of what happens next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Then {
    /// Who acts.
    pub who: String,
    /// What they do.
    pub does: String,
    /// Within which time.
    pub within: String,
    /// The same as a length, counted from the day of the line above it, or of the step.
    pub length: Option<Amount>,
    /// What to do if they do not.
    pub if_not: String,
}

/// What is so once the step of a route is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum WhenDone {
    /// These answers are given then: the checker holds that nothing else stands in the condition.
    Answers {
        /// All of options that are chosen, options that are chosen no more, and questions that nobody can answer yet.
        answers: Condition,
        /// The date question that takes the day on which it was done.
        day: Option<QuestionIx>,
    },
    /// Nothing that is asked changes by it; why, in a sentence.
    Stays(String),
}

/// A rung of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rung {
    /// Its id.
    pub id: String,
    /// What is at stake on it.
    pub title: String,
    /// Why it comes before the rungs below it.
    pub because: String,
    /// Its routes, in the order in which they lead.
    pub steps: Vec<AtTimes<RouteIx>>,
    /// They lead where nothing else does, and never stand beside another step.
    pub alone: bool,
}

/// Routes that are never open while a condition holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Never {
    /// Its id.
    pub id: String,
    /// The condition.
    pub when: Condition,
    /// The routes.
    pub open: Vec<RouteIx>,
    /// Why.
    pub because: String,
    /// Laws.
    pub law: Vec<LawIx>,
}

/// Something that people are told, and what the law says about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tell {
    /// Its id.
    pub id: String,
    /// What they are told.
    pub told: String,
    /// What they type who ask for it: it is found by them too.
    pub asked: Vec<String>,
    /// For whom the answer is right: who asks for it finds it.
    pub when: Condition,
    /// Who of them often hears it, and is shown it unasked; where it is none, all of them.
    pub shown_when: Option<Condition>,
    /// What the law says.
    pub says: String,
    /// Laws.
    pub law: Vec<LawIx>,
    /// How certain we are.
    pub certainty: Certainty,
    /// The day it was last checked.
    #[serde(with = "day")]
    pub checked: NaiveDate,
    /// How often it is heard.
    pub likely: Likely,
    /// The doubt it rests on.
    pub doubt: Option<DoubtIx>,
}

/// What the law asks for at a step, and what to put into it: the argument of a letter, a complaint, an appeal or a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// Its id.
    pub id: String,
    /// The routes it is for.
    pub with: Vec<RouteIx>,
    /// When it helps.
    pub when: Condition,
    /// What the law asks, and what shows it; to the person.
    pub says: String,
    /// The same as a letter puts it, to whoever gets the letter.
    pub write: Option<String>,
    /// Laws.
    pub law: Vec<LawIx>,
    /// How certain we are.
    pub certainty: Certainty,
    /// The day it was last checked.
    #[serde(with = "day")]
    pub checked: NaiveDate,
    /// The doubt it rests on.
    pub doubt: Option<DoubtIx>,
}

/// A route.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Route {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The body it is a way to.
    pub body: BodyIx,
    /// When it is recommended.
    pub recommend_when: Condition,
    /// When it is shown beside the suggested step.
    pub alongside_when: Condition,
    /// When it is open.
    pub open_when: Condition,
    /// When it is not open yet.
    pub later: Vec<Later>,
    /// When it is not open, and why.
    pub closed: Vec<(Condition, String)>,
    /// Where a person stands who takes it.
    pub stand: Option<String>,
    /// What kind of thing the step is.
    pub effort: Option<Effort>,
    /// The step.
    pub next_step: String,
    /// What it is.
    pub what: String,
    /// When it helps.
    pub good_for: String,
    /// What to weigh.
    pub think_about: String,
    /// Things to hold or do.
    pub checklist: Lazy<Vec<AtTimes<String>>>,
    /// What happens next.
    pub then: Lazy<Vec<Then>>,
    /// The routes that come after it, the next one first.
    pub leads_to: Vec<RouteIx>,
    /// What is so once its step is done, where the rules say it.
    pub when_done: Option<WhenDone>,
    /// What still works if something goes wrong.
    pub if_wrong: Lazy<Vec<String>>,
    /// Its limits.
    pub deadlines: Vec<DeadlineIx>,
    /// Those of them that end the time for this very step.
    pub step_deadlines: Vec<DeadlineIx>,
    /// Its letters.
    pub letters: Vec<AtTimes<LetterIx>>,
    /// Whom to ring.
    pub contacts: Vec<AtTimes<ContactRef>>,
    /// Whom the step itself goes to.
    pub whom: Option<ContactRef>,
    /// What it costs.
    pub cost: String,
    /// What happens if nothing is done.
    pub if_nothing: String,
    /// One short kind sentence.
    pub kind_line: Option<String>,
    /// Why no other route is open.
    pub only_route_because: Option<String>,
    /// The doubt it rests on.
    pub doubt: Option<DoubtIx>,
    /// Laws.
    pub law: Vec<LawIx>,
    /// How certain we are.
    pub certainty: Certainty,
    /// The day it was last checked.
    #[serde(with = "day")]
    pub checked: NaiveDate,
}

/// One law, cited once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Law {
    /// Its id.
    pub id: String,
    /// The Act, Regulations or guidance, and the section.
    pub cite: String,
    /// How certain we are.
    pub certainty: Certainty,
    /// The day it was last checked.
    #[serde(with = "day")]
    pub checked: NaiveDate,
    /// What it says.
    pub says: String,
    /// Where our law documents hold it.
    pub from: String,
    /// The first day it is in force; none where that lies behind every rule.
    pub in_force: Option<NaiveDate>,
    /// The last day it is in force; none while no end is known.
    pub until: Option<NaiveDate>,
    /// After this day it is due to be looked at again.
    pub review_by: NaiveDate,
}

impl Law {
    /// Whether it is in force on a day.
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.in_force.is_none_or(|first| first <= day) && self.until.is_none_or(|last| day <= last)
    }
}

/// A letter draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// Its id: the file's name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it is offered.
    pub when: Condition,
    /// When to use it.
    pub when_to_use: String,
    /// Who to send it to.
    pub send_to: String,
    /// How to send it.
    pub how_to_send: String,
    /// What proof to keep.
    pub keep_proof: String,
    /// What to do if there is no reply.
    pub no_reply: String,
    /// What else can be done meanwhile.
    pub meanwhile: String,
    /// Laws.
    pub law: Vec<LawIx>,
    /// The template.
    pub body: String,
}

/// What one part file is about, and which items it holds: places in the lists of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// What it is about.
    pub title: String,
    /// Its questions.
    pub questions: Range<usize>,
    /// Its facts.
    pub facts: Range<usize>,
    /// Its time limits.
    pub deadlines: Range<usize>,
    /// Its routes.
    pub routes: Range<usize>,
    /// Its doubts.
    pub doubts: Range<usize>,
    /// Its proposals.
    pub news: Range<usize>,
    /// What may never be open.
    pub never: Range<usize>,
    /// What people are told.
    pub tells: Range<usize>,
    /// What to say with a step.
    pub arguments: Range<usize>,
}

/// Whom a route says to ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ContactRef {
    /// A service, looked up in the person's area: its place in [`RuleSet::services`].
    Service(u16),
    /// A national body: its place in [`RuleSet::contacts`].
    National(u16),
}

/// The rules: everything the engine needs, checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct RuleSet {
    /// Whose law.
    pub jurisdiction: String,
    /// The last day the law was checked.
    pub law_checked: NaiveDate,
    /// When a check is due.
    pub review_by: NaiveDate,
    /// Who made the rules, and who pays.
    pub made_by: String,
    /// SHA-256 of the files, in hexadecimal.
    pub hash: String,
    /// Phrases.
    pub phrases: Vec<Phrase>,
    /// What the part files are about, in order.
    pub topics: Lazy<Vec<Topic>>,
    /// How many questions most people meet.
    pub usual_questions: Option<UsualQuestions>,
    /// The doors a person can knock on.
    pub bodies: Vec<Body>,
    /// How many working days from today each kind of step takes.
    pub effort: EffortDays,
    /// Questions in the order they are asked.
    pub questions: Vec<Question>,
    /// Named conditions; each refers only to earlier ones.
    pub facts: Vec<Fact>,
    /// Time limits.
    pub deadlines: Lazy<Vec<Deadline>>,
    /// Routes in the order they are preferred.
    pub routes: Lazy<Vec<Route>>,
    /// What leads, rung by rung; empty where the order of the routes decides.
    pub ladder: Lazy<Vec<Rung>>,
    /// What may never be open.
    pub never: Lazy<Vec<Never>>,
    /// What people are told.
    pub tells: Lazy<Vec<Tell>>,
    /// The words by which they are found.
    #[serde(skip)]
    pub search: Derived<Index>,
    /// What to say with a step, what comes first in the files first.
    pub arguments: Lazy<Vec<Argument>>,
    /// The question what people were told.
    pub told_question: Option<QuestionIx>,
    /// Laws.
    pub laws: Lazy<Vec<Lazy<Law>>>,
    /// Doubts.
    pub doubts: Lazy<Vec<Doubt>>,
    /// Proposals.
    pub news: Lazy<Vec<News>>,
    /// Letters.
    pub letters: Lazy<Vec<Lazy<Letter>>>,
    /// Services.
    pub services: Lazy<Vec<Service>>,
    /// National bodies.
    pub contacts: Lazy<Vec<Contact>>,
    /// Areas.
    pub areas: Lazy<Vec<Area>>,
    /// The service whose own areas file is in use.
    pub own: Option<Own>,
    /// The areas that its file gives, in its order.
    pub own_areas: Vec<AreaIx>,
    /// The question whose answer names the area.
    pub area_question: Option<QuestionIx>,
    /// The calendar.
    pub calendar: Lazy<Calendar>,
    /// The glossary.
    pub words: Lazy<Vec<Word>>,
    /// What people call one thing.
    pub forms: Lazy<Forms>,
    /// Where each question stands, by its id.
    pub question_ids: BTreeMap<String, QuestionIx>,
}

/// The first figures of the hash of a rule set, which tell rules apart well enough for people.
pub fn short_hash(hash: &str) -> &str {
    hash.get(..12).unwrap_or_default()
}

impl RuleSet {
    /// What people are told, to be found by the words of it.
    pub fn search(&self) -> &Index {
        let texts = self.tells.iter().map(|tell| (std::iter::once(&tell.told).chain(&tell.asked), &tell.says));
        self.search.get_or_init(|| Index::of(&self.forms, texts))
    }

    /// The rules as a program carries them, for [`RuleSet::unpacked`].
    pub fn packed(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("the rules are plain values")
    }

    /// The rules that [`RuleSet::packed`] wrote; none where the bytes are damaged. Most of them are read when they are
    /// first looked at.
    pub fn unpacked(packed: &'static [u8]) -> Option<RuleSet> {
        postcard::from_bytes(packed).ok()
    }

    /// The question at a place.
    pub fn question(&self, place: QuestionIx) -> &Question {
        &self.questions[place.at()]
    }

    /// The question with this id.
    pub fn question_by_id(&self, id: &str) -> Option<QuestionIx> {
        self.question_ids.get(id).copied()
    }

    /// The words of the glossary that are called so, or else all whose name holds what was typed.
    pub fn words_called(&self, typed: &str) -> Vec<&Word> {
        let wanted = typed.trim().to_lowercase();
        let called = |fits: &dyn Fn(&str) -> bool| -> Vec<&Word> {
            self.words.iter().filter(|word| word.names().any(|name| fits(&name.to_lowercase()))).collect()
        };
        let exact = called(&|name| name == wanted);
        if exact.is_empty() { called(&|name| name.contains(&wanted)) } else { exact }
    }

    /// The area at a place.
    pub fn area(&self, place: AreaIx) -> &Area {
        &self.areas[place.at()]
    }

    /// The area with this id.
    pub fn area_by_id(&self, id: &str) -> Option<AreaIx> {
        self.areas.iter().position(|area| area.id == id).map(|at| AreaIx(at as u16))
    }

    /// Every area that is offered on a day, with its place.
    pub fn areas_on(&self, today: NaiveDate) -> impl Iterator<Item = (AreaIx, &Area)> {
        let all = self.areas.iter().enumerate().map(|(at, area)| (AreaIx(at as u16), area));
        all.filter(move |(_, area)| area.offered(today))
    }

    /// Whether all of these laws are in force on a day.
    pub fn are_in_force(&self, laws: &[LawIx], day: NaiveDate) -> bool {
        laws.iter().all(|law| self.laws[law.at()].is_in_force(day))
    }

    /// The days on which the law is no longer what it was the day before: a law comes into force, or another has ended.
    pub fn law_turns(&self) -> BTreeSet<NaiveDate> {
        let ended = |law: &Law| law.until.and_then(|last| last.succ_opt());
        self.laws.iter().flat_map(|law| [law.in_force, ended(law)]).flatten().collect()
    }

    /// The deadline at a place.
    pub fn deadline(&self, place: DeadlineIx) -> &Deadline {
        &self.deadlines[place.at()]
    }

    /// The deadline with this id.
    pub fn deadline_by_id(&self, id: &str) -> Option<DeadlineIx> {
        self.deadlines.iter().position(|deadline| deadline.id == id).map(|at| DeadlineIx(at as u16))
    }

    /// The route at a place.
    pub fn route(&self, place: RouteIx) -> &Route {
        &self.routes[place.at()]
    }

    /// The first line of the ladder on which a route stands: its rung and its place there; after all of them for one that
    /// stands on none.
    pub fn first_line(&self, route: RouteIx) -> (usize, usize) {
        let lines = self
            .ladder
            .iter()
            .enumerate()
            .flat_map(|(rung, item)| item.steps.iter().enumerate().map(move |(at, step)| ((rung, at), step.what)));
        let mut lines = lines.filter(|(_, step)| *step == route);
        lines.next().map_or((usize::MAX, 0), |(line, _)| line)
    }

    /// The route with this id.
    pub fn route_by_id(&self, id: &str) -> Option<RouteIx> {
        self.routes.iter().position(|route| route.id == id).map(|at| RouteIx(at as u16))
    }

    /// A contact's id.
    pub fn contact_id(&self, contact: ContactRef) -> &str {
        match contact {
            ContactRef::Service(at) => &self.services[usize::from(at)].id,
            ContactRef::National(at) => &self.contacts[usize::from(at)].id,
        }
    }

    /// Whether a contact is a helpline for any family in England.
    pub fn is_helpline(&self, contact: ContactRef) -> bool {
        matches!(contact, ContactRef::National(at) if self.contacts[usize::from(at)].helpline)
    }

    /// Every deadline that somebody sees, with its place.
    pub fn shown_deadlines(&self) -> impl Iterator<Item = (DeadlineIx, &Deadline)> {
        self.deadlines().filter(|(_, deadline)| deadline.shown != Shown::Nowhere)
    }

    /// Every deadline with its place.
    pub fn deadlines(&self) -> impl Iterator<Item = (DeadlineIx, &Deadline)> {
        self.deadlines.iter().enumerate().map(|(at, deadline)| (DeadlineIx(at as u16), deadline))
    }

    /// Every question with its place, in the order they are asked.
    pub fn questions(&self) -> impl Iterator<Item = (QuestionIx, &Question)> {
        self.questions.iter().enumerate().map(|(at, question)| (QuestionIx(at as u16), question))
    }
}

impl Word {
    /// The word, and what else it is called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.term).chain(&self.also).map(String::as_str)
    }
}

impl Question {
    /// The option with this id.
    pub fn option(&self, id: &str) -> Option<usize> {
        self.options.iter().position(|option| option.id == id)
    }

    /// Which end of a school holiday it asks for, if it does.
    pub fn school_holiday(&self) -> Option<HolidayEnd> {
        self.date()?.school_holiday
    }

    /// Whether a plan can be made without an answer: what people were told changes nothing, and without the holidays of
    /// the school both ends of its days are shown.
    pub fn is_optional(&self) -> bool {
        self.kind == Kind::Told || self.school_holiday().is_some()
    }

    /// The date it asks for, if it is a date question.
    pub fn date(&self) -> Option<&DateAsked> {
        match &self.kind {
            Kind::Date(asked) => Some(asked),
            Kind::One | Kind::Several { .. } | Kind::Told | Kind::Area => None,
        }
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
