//! All of them together.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Area, AreaIx, Argument, Body, Contact, ContactRef, Deadline, DeadlineIx, Doubt, EffortDays, Fact, Law, LawIx,
    Letter, Never, News, Own, Phrase, Question, QuestionIx, Route, RouteIx, Rung, Service, Shown, Tell, UsualQuestions,
    Word,
};
use crate::dates::calendar::Calendar;
use crate::rules::lazy::{Derived, Lazy};
use crate::text::search::Index;
use crate::text::words::Forms;

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
