//! What the answers amount to on a given day: which conditions hold, and where every deadline stands.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

use chrono::{Days, NaiveDate};

use super::answers::{Answer, Answers};
use super::told::Told;
use crate::dates::Span;
use crate::dates::calendar::OutsideCalendar;
use crate::dates::limit::{Landing, Reckoning, Side, Term};
use crate::dates::school::{School, SchoolDays, SchoolEnd};
use crate::rules::model::{
    Area, AtTimes, Condition, DeadlineIx, HolidayEnd, Options, QuestionIx, RouteIx, RuleSet, Shown, Start, State, Tell,
    TellIx, Who,
};

/// Where one deadline stands.
#[derive(Debug, Clone)]
pub enum Standing<'r> {
    /// A date it is counted from is not known yet.
    Pending,
    /// It can be counted.
    Dated(Dated<'r>),
    /// A day it needs lies outside the calendar.
    Outside(OutsideCalendar),
}

/// A deadline that has been counted.
#[derive(Debug, Clone)]
pub struct Dated<'r> {
    /// Its dates and their working, from the end of each rough date that is safe for whoever must act.
    pub reckoning: Reckoning<'r, Start>,
    /// Where it stands today.
    pub state: State,
    /// The last day if every rough date were its other end; `None` when all dates are exact, or it is the same day.
    pub other_end: Option<NaiveDate>,
    /// The latest it can end, where it is counted in school days that nobody has given: then `reckoning` has the
    /// earliest. `None` when the two are the same day.
    pub school_latest: Option<NaiveDate>,
    /// It is counted in school days, and neither terms nor a holiday were given: a day off moves the last day.
    pub school_unknown: bool,
}

impl Dated<'_> {
    /// The day after which the time is over, whatever the school holidays are.
    pub fn surely_over_after(&self) -> NaiveDate {
        self.school_latest.map_or(self.reckoning.last, |latest| latest.max(self.reckoning.last))
    }
}

impl Standing<'_> {
    /// Where it stands, as conditions test it.
    pub fn state(&self) -> State {
        match self {
            Standing::Dated(dated) => dated.state,
            Standing::Pending | Standing::Outside(_) => State::Pending,
        }
    }
}

/// Which end of a rough date a count starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Early,
    Late,
}

/// How a count is made: from which end of a rough date, with which school.
#[derive(Clone, Copy)]
struct Counting<'s> {
    end: End,
    school: School<'s>,
}

/// So long before and after a holiday a school is sure to have no other: a half-term has five weeks and more.
const SURE: Days = Days::new(28);

/// The answers in play, on a given day.
pub struct Situation<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    /// Today.
    pub today: NaiveDate,
    held: Vec<Option<Answer>>,
    facts: Vec<Cell<Option<bool>>>,
    standings: OnceCell<Vec<OnceCell<Box<Standing<'r>>>>>,
}

impl<'r> Situation<'r> {
    /// Nothing answered.
    pub(super) fn new(rules: &'r RuleSet, today: NaiveDate) -> Situation<'r> {
        Situation {
            rules,
            today,
            held: vec![None; rules.questions.len()],
            facts: vec![Cell::new(None); rules.facts.len()],
            standings: OnceCell::new(),
        }
    }

    /// Every answer in play, whatever was asked: for working out deadlines by themselves.
    pub fn of_dates(rules: &'r RuleSet, answers: &Answers, today: NaiveDate) -> Situation<'r> {
        let mut situation = Situation::new(rules, today);
        for (question, answer) in answers.held() {
            situation.put(question, answer);
        }
        situation
    }

    /// Puts an answer in play. Only for questions that nothing looked at yet looks at.
    pub(super) fn put(&mut self, question: QuestionIx, answer: Answer) {
        self.held[question.at()] = Some(answer);
    }

    /// The answer in play to a question.
    pub fn answer(&self, question: QuestionIx) -> Option<Answer> {
        self.held[question.at()]
    }

    /// The options that count as chosen: "I am not sure" counts as what it assumes.
    pub fn chosen(&self, question: QuestionIx) -> Options {
        match self.held[question.at()] {
            Some(Answer::Chosen(options)) => options,
            // Every area lies in the option that is assumed.
            Some(Answer::NotSure | Answer::Area(_)) => self.rules.question(question).assume,
            Some(Answer::Date(_) | Answer::Told(_)) | None => 0,
        }
    }

    /// The area of the answers, where a council was named.
    pub fn area(&self) -> Option<&'r Area> {
        match self.held[self.rules.area_question?.at()] {
            Some(Answer::Area(area)) => Some(self.rules.area(area)),
            _ => None,
        }
    }

    /// Whether a condition holds.
    pub fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::All(all) => all.iter().all(|condition| self.holds(condition)),
            Condition::Any(any) => any.iter().any(|condition| self.holds(condition)),
            Condition::Not(inner) => !self.holds(inner),
            Condition::Chose(question, options) => self.chosen(*question) & options != 0,
            Condition::ChoseOnly(question, options) => {
                let chosen = self.chosen(*question);
                chosen != 0 && chosen & !options == 0
            }
            Condition::Unsure(question) => self.held[question.at()] == Some(Answer::NotSure),
            Condition::DateKnown(question) => matches!(self.held[question.at()], Some(Answer::Date(_))),
            Condition::Fact(fact) => {
                let memo = &self.facts[fact.at()];
                memo.get().unwrap_or_else(|| {
                    let holds = self.holds(&self.rules.facts[fact.at()].when);
                    memo.set(Some(holds));
                    holds
                })
            }
            Condition::Deadline(deadline, states) => {
                self.applies(*deadline) && states.contains(self.standing(*deadline).state())
            }
            Condition::InForce(law) => self.rules.laws[law.at()].is_in_force(self.today),
        }
    }

    /// What the person may have been told here, the likeliest first: what is heard often, and of that what an answer itself
    /// calls up, and not a fact alone.
    pub fn heard(&self) -> Vec<TellIx> {
        let tells = self.rules.tells.iter().enumerate().filter(|(_, tell)| self.is_shown(tell));
        let mut heard: Vec<TellIx> = tells.map(|(at, _)| TellIx(at as u16)).collect();
        crate::order::by_key(&mut heard, |tell| {
            let tell = &self.rules.tells[tell.at()];
            let shown = tell.shown_when.as_ref().unwrap_or(&tell.when);
            let closer = (self.names_an_answer(shown), self.answers_behind(shown));
            (tell.likely, std::cmp::Reverse(closer))
        });
        heard
    }

    /// Whether this is what people often hear here.
    pub(super) fn is_shown(&self, tell: &Tell) -> bool {
        self.holds(&tell.when) && tell.shown_when.as_ref().is_none_or(|shown| self.holds(shown))
    }

    /// Whether the person may have been told anything here.
    pub(super) fn hears_anything(&self) -> bool {
        self.rules.tells.iter().any(|tell| self.holds(&tell.when))
    }

    /// Whether a condition that holds names an answer of this person itself, those to headings left out.
    fn names_an_answer(&self, condition: &Condition) -> bool {
        match condition {
            Condition::All(all) => all.iter().any(|condition| self.names_an_answer(condition)),
            Condition::Any(any) => any.iter().any(|one| self.holds(one) && self.names_an_answer(one)),
            Condition::Chose(question, _) | Condition::ChoseOnly(question, _) => {
                !self.rules.question(*question).heading
            }
            _ => false,
        }
    }

    /// How many answers of this person a condition looks at, those to headings left out.
    fn answers_behind(&self, condition: &Condition) -> usize {
        let mut questions = Vec::new();
        self.looked_at(condition, &mut questions);
        questions.len()
    }

    fn looked_at(&self, condition: &Condition, found: &mut Vec<QuestionIx>) {
        match condition {
            Condition::All(all) => all.iter().for_each(|condition| self.looked_at(condition, found)),
            // One that holds is enough.
            Condition::Any(any) => {
                any.iter().filter(|condition| self.holds(condition)).take(1).for_each(|one| self.looked_at(one, found));
            }
            Condition::Fact(fact) => self.looked_at(&self.rules.facts[fact.at()].when, found),
            one => {
                let counts = |question: &QuestionIx| {
                    self.held[question.at()].is_some() && !self.rules.question(*question).heading
                };
                let question = one.question().filter(counts);
                found.extend(question.filter(|question| !found.contains(question)));
            }
        }
    }

    /// What the person was told, of what may be told here, in the order of the files.
    pub fn told(&self) -> impl Iterator<Item = TellIx> + '_ {
        let told = match self.rules.told_question.and_then(|question| self.answer(question)) {
            Some(Answer::Told(told)) => told,
            _ => Told::default(),
        };
        let tells = (0..self.rules.tells.len()).map(|at| TellIx(at as u16));
        tells.filter(move |tell| told.contains(*tell) && self.holds(&self.rules.tells[tell.at()].when))
    }

    /// The places of what there is to say with a route here, in the order of the files.
    pub fn arguments(&self, route: RouteIx) -> impl Iterator<Item = usize> + '_ {
        let all = self.rules.arguments.iter().enumerate();
        let here = all.filter(move |(_, item)| item.with.contains(&route) && self.holds(&item.when));
        here.map(|(at, _)| at)
    }

    /// Those of the items that count here.
    pub fn counting<'i, T>(&'i self, items: &'i [AtTimes<T>]) -> impl Iterator<Item = &'i T> {
        items.iter().filter(|item| self.holds(&item.when)).map(|item| &item.what)
    }

    /// Whether a deadline applies at all.
    pub fn applies(&self, deadline: DeadlineIx) -> bool {
        self.holds(&self.rules.deadline(deadline).when)
    }

    /// Whether a time limit in school days may be over or not, as the holidays of the school decide: its earliest end has
    /// passed and its latest has not.
    pub(super) fn holidays_decide(&self) -> bool {
        let open = |dated: &Dated<'_>| {
            dated.reckoning.last < self.today && dated.school_latest.is_some_and(|latest| self.today <= latest)
        };
        let mut in_plans =
            self.rules.deadlines().filter(|(_, limit)| limit.in_school_days && limit.shown == Shown::Plans);
        in_plans.any(|(place, _)| {
            self.applies(place) && matches!(self.standing(place), Standing::Dated(dated) if open(dated))
        })
    }

    /// Where a deadline stands.
    pub fn standing(&self, deadline: DeadlineIx) -> &Standing<'r> {
        let standings = self.standings.get_or_init(|| vec![OnceCell::new(); self.rules.deadlines.len()]);
        standings[deadline.at()].get_or_init(|| Box::new(self.work_out(deadline)))
    }

    fn work_out(&self, deadline: DeadlineIx) -> Standing<'r> {
        // The earlier end for what the person must do; the later before anybody else is said to be late.
        let (safe, other) = match self.rules.deadline(deadline).who {
            Who::You => (End::Early, End::Late),
            _ => (End::Late, End::Early),
        };
        let school = self.school();
        let from = |end| Counting { end, school: School { known: school.as_deref(), end: SchoolEnd::Earliest } };
        let reckoning = match self.reckon(deadline, from(safe)) {
            Ok(Some(reckoning)) => reckoning,
            Ok(None) => return Standing::Pending,
            Err(outside) => return Standing::Outside(outside),
        };
        let other_end = match self.reckon(deadline, from(other)) {
            Ok(Some(other)) if self.rests_on_rough_date(deadline) => Some(other.last),
            _ => None,
        };
        let other_end = other_end.filter(|end| *end != reckoning.last);
        let mut school_latest = None;
        if self.rules.deadline(deadline).in_school_days {
            let late = from(safe);
            let late = Counting { school: School { end: SchoolEnd::Latest, ..late.school }, ..late };
            school_latest = match self.reckon(deadline, late) {
                Ok(Some(latest)) => Some(latest.last).filter(|latest| *latest != reckoning.last),
                Ok(None) => None,
                // Beyond the calendar nobody can say that it is over.
                Err(outside) => Some(outside.last),
            };
        }
        let school_unknown = self.rules.deadline(deadline).in_school_days && school.is_none();
        let mut dated = Dated { reckoning, state: State::InTime, other_end, school_latest, school_unknown };
        dated.state = self.state(deadline, &dated);
        Standing::Dated(dated)
    }

    /// The days on which the school meets: those of the area, or else what was said of its next holiday.
    pub(crate) fn school(&self) -> Option<Cow<'r, SchoolDays>> {
        if let Some(days) = self.area().and_then(|area| area.school_days.as_ref()) {
            return Some(Cow::Borrowed(days));
        }
        let end = |wanted: HolidayEnd| {
            let mut asked = self.rules.questions().filter_map(|(place, question)| Some((place, question.date()?)));
            let (place, _) = asked.find(|(_, date)| date.school_holiday == Some(wanted))?;
            match self.held[place.at()] {
                Some(Answer::Date(span)) if span.is_exact() => Some(span.from),
                _ => None,
            }
        };
        let (first, last) = (end(HolidayEnd::First)?, end(HolidayEnd::Last)?);
        let before = Span { from: first.checked_sub_days(SURE)?, to: first.pred_opt()? };
        let after = Span { from: last.succ_opt()?, to: last.checked_add_days(SURE)? };
        Some(Cow::Owned(SchoolDays { terms: vec![before, after], inset: Vec::new() }))
    }

    fn state(&self, deadline: DeadlineIx, dated: &Dated<'r>) -> State {
        let reckoning = &dated.reckoning;
        // A limit counted back from a day ahead, or fixed in its year, is running now; one counted on has not begun. Of
        // several counts the limit has begun with the first.
        let waits = |landing: &Landing<'_, Start>| {
            matches!(landing.term, Term::Counted(counted) if counted.side != Side::Before) && self.today < landing.start
        };
        let not_started = waits(&reckoning.deciding) && reckoning.others.iter().all(waits);
        let last = dated.surely_over_after();
        let aim = if self.rules.deadline(deadline).who == Who::You { reckoning.aim } else { last };
        match self.today {
            _ if not_started => State::NotStarted,
            today if today <= aim => State::InTime,
            today if today <= last => State::LastDays,
            _ => State::Passed,
        }
    }

    fn reckon(
        &self,
        deadline: DeadlineIx,
        from: Counting<'_>,
    ) -> Result<Option<Reckoning<'r, Start>>, OutsideCalendar> {
        let rules: &'r RuleSet = self.rules;
        let limit = &rules.deadline(deadline).limit;
        limit.reckon_at(&rules.calendar, from.school, &|start| self.date_of(start, from))
    }

    fn date_of(&self, start: Start, from: Counting<'_>) -> Option<NaiveDate> {
        match start {
            Start::Question(question) => match self.held[question.at()] {
                Some(Answer::Date(span)) => Some(if from.end == End::Early { span.from } else { span.to }),
                _ => None,
            },
            Start::Deadline(other) => self.reckon(other, from).ok().flatten().map(|reckoning| reckoning.last),
        }
    }

    fn rests_on_rough_date(&self, deadline: DeadlineIx) -> bool {
        let rough =
            |question: &QuestionIx| matches!(self.held[question.at()], Some(Answer::Date(span)) if !span.is_exact());
        self.rules.deadline(deadline).needs.iter().any(rough)
    }

    /// A text with its phrases in the words that fit whose case it is.
    pub fn say(&self, text: &str) -> String {
        self.said(text).into_owned()
    }

    /// The same without a copy where there is no phrase: most texts have none, and a caseload says millions.
    pub fn said<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains('{') {
            return Cow::Borrowed(text);
        }
        let mut said = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|at| at + open) else { break };
            said.push_str(&rest[..open]);
            let id = &rest[open + 1..close];
            match self.rules.phrases.iter().find(|phrase| phrase.id == id) {
                Some(phrase) => {
                    let other = phrase.instead.iter().find(|(when, _)| self.holds(when));
                    said.push_str(other.map_or(phrase.say.as_str(), |(_, say)| say));
                }
                None => said.push_str(&rest[open..=close]),
            }
            rest = &rest[close + 1..];
        }
        said.push_str(rest);
        Cow::Owned(said)
    }
}
