//! Questions, and what their answers are heard by.

use serde::{Deserialize, Serialize};

use super::{Condition, HolidayEnd, Options, QuestionIx, Time, WhatIf};
use crate::rules::lazy::Lazy;
use crate::text::wording::Wording;

/// The most options under one heading, or of a question without headings, "I am not sure" apart.
pub const MOST_OPTIONS: usize = 8;

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
