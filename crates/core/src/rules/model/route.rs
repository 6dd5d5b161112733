//! Routes, the ladder they stand on, and what is said beside them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    BodyIx, Certainty, Condition, ContactRef, DeadlineIx, DoubtIx, Effort, LawIx, LetterIx, Likely, QuestionIx,
    RouteIx, day,
};
use crate::dates::limit::Amount;
use crate::rules::lazy::Lazy;

/// The most tells: an answer holds a bit for each.
pub const MOST_TELLS: usize = 512;

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
