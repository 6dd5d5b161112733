//! Everything that can be answered, and what each condition makes of it, as functions of the answers.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::circuit::{Atom, Circuit, Id};
use super::days::{DateRegions, Range};
use super::feasible::Feasible;
use super::standing::Limits;
use super::variables::{Value, Variable, variables};
use signpost_core::rules::model::{Condition, DeadlineIx, Options, Question, QuestionIx, RuleSet};

/// The most work that is done on one proof, in decisions of the solver. The rules of the program need a tenth.
const MOST_EFFORT: u64 = 10_000_000;

/// Why nothing was proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProofError {
    /// There are more states or nodes than are looked at.
    TooLarge,
    /// The limits of this deadline cannot be cut into regions.
    Limits(String),
    /// Two rule sets ask the same questions in orders that cannot be joined.
    Order,
}

impl std::fmt::Display for ProofError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ProofError::TooLarge => write!(f, "the rules have more states than are looked at"),
            ProofError::Limits(id) => write!(f, "the limit of `{id}` cannot be cut into regions of dates"),
            ProofError::Order => write!(f, "the two ask the same questions in orders that cannot be joined"),
        }
    }
}

/// Which conditions must be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Only those that decide what is asked.
    Asking,
    /// All.
    Everything,
}

/// Days in a row on each of which the same laws are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub first: NaiveDate,
    /// The last.
    pub last: NaiveDate,
}

impl Period {
    /// The days that the calendars of these rule sets share, cut where the law of any of them changes.
    pub fn all(rules: &[&RuleSet]) -> Vec<Period> {
        let first = rules.iter().map(|rules| rules.calendar.first()).max().unwrap_or_default();
        let last = rules.iter().map(|rules| rules.calendar.last()).min().unwrap_or_default();
        let turns: BTreeSet<NaiveDate> = rules.iter().flat_map(|rules| rules.law_turns()).collect();
        let mut periods = vec![Period { first, last }];
        for turn in turns.into_iter().filter(|turn| first < *turn && *turn <= last) {
            if let Some(before) = periods.last_mut() {
                before.last = turn.pred_opt().unwrap_or(turn);
            }
            periods.push(Period { first: turn, last });
        }
        periods
    }

    /// The one with the day on which the law behind the rules was checked.
    pub fn now(rules: &RuleSet) -> Period {
        let mut all = Period::all(&[rules]);
        let at = all.iter().position(|period| rules.law_checked <= period.last).unwrap_or(all.len() - 1);
        all.swap_remove(at)
    }
}

/// One rule set's functions.
pub struct Side<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    /// The variable of each question.
    pub variable: Vec<usize>,
    /// When each question is asked.
    pub asked: Vec<Id>,
    pub(super) facts: Vec<Option<Id>>,
    pub(super) applies: Vec<Option<Id>>,
    /// The limits that conditions look at.
    pub(super) limits: Vec<Option<Limits>>,
    pub(super) standings: Vec<Option<[Id; 5]>>,
}

/// The variables of one rule set, or of two that are compared, and their functions.
pub struct Space<'r> {
    /// The days that are looked at.
    pub period: Period,
    /// The questions in order.
    pub variables: Vec<Variable>,
    /// The functions.
    pub circuit: Circuit,
    /// How much work may still be done on them: none when the rule set turned out to be too large.
    pub effort: u64,
    /// What dates can come together.
    pub feasible: Feasible,
    /// The rule sets.
    pub sides: Vec<Side<'r>>,
    /// When each variable's question is asked, by any of them.
    pub ask: Vec<Id>,
}

impl<'r> Space<'r> {
    /// Reads the conditions of the rule sets as they are on the days of a period.
    ///
    /// # Errors
    /// Why they cannot be looked at as a whole.
    pub fn new(rules: &[&'r RuleSet], scope: Scope, period: Period) -> Result<Space<'r>, ProofError> {
        let mut variables = variables(rules).ok_or(ProofError::Order)?;
        let mut sides: Vec<Side<'r>> =
            rules.iter().enumerate().map(|(at, rules)| Side::new(rules, at, &variables)).collect();
        let first = rules.iter().map(|rules| rules.calendar.first()).max().unwrap_or_default();
        let last = rules.iter().map(|rules| rules.calendar.last()).min().unwrap_or_default();
        let range = Range { first, days: ((last - first).num_days().max(0) + 1) as usize };
        let count = variables.iter().filter(|variable| variable.date.is_some()).count();
        let mut dates: Vec<DateRegions> = (0..count).map(|_| DateRegions::default()).collect();
        for side in &mut sides {
            side.trace(scope, range, &variables, &mut dates)?;
        }
        let mut ordered = Vec::new();
        for side in &sides {
            side.bounds(&variables, &mut dates, &mut ordered);
        }
        ordered.sort_unstable();
        ordered.dedup();
        for variable in &mut variables {
            if let Some(at) = variable.date {
                dates[at].cut(range.days);
                let regions = (0..dates[at].regions.len()).map(Value::Date);
                variable.values.splice(1..1, regions);
            }
        }
        let days = |day: NaiveDate| (day - first).num_days().clamp(0, range.days as i64) as usize;
        let within = days(period.first)..days(period.last) + 1;
        let mut space = Space {
            period,
            ask: vec![Id::FALSE; variables.len()],
            circuit: Circuit::default(),
            effort: MOST_EFFORT,
            feasible: Feasible::new(range, within, dates, ordered),
            variables,
            sides,
        };
        for variable in 0..space.variables.len() {
            for side in 0..space.sides.len() {
                let Some(place) = space.variables[variable].questions[side] else { continue };
                let rules = space.sides[side].rules;
                // What people were told decides nothing, so it is no part of what is proved.
                let asked = match rules.told_question {
                    Some(told) if told == place => Id::FALSE,
                    _ => space.condition(side, &rules.question(place).ask_when),
                };
                space.sides[side].asked[place.at()] = asked;
                space.ask[variable] = space.circuit.or(space.ask[variable], asked);
            }
        }
        Ok(space)
    }

    /// The day on which examples are given where they can be: that on which the law of the newest rules was checked.
    pub fn usual_day(&self) -> i32 {
        let checked = self.sides.last().map(|side| side.rules.law_checked);
        checked.map_or(0, |day| self.feasible.range.at(day))
    }

    /// What was found, unless there was not the time for it.
    ///
    /// # Errors
    /// The rule set is too large.
    pub fn unless_too_large<T>(&self, found: T) -> Result<T, ProofError> {
        if self.effort > 0 { Ok(found) } else { Err(ProofError::TooLarge) }
    }

    /// Holds where every answer is one that this rule set knows.
    pub fn known_to(&mut self, side: usize) -> Id {
        let mut wrong = Vec::new();
        for at in 0..self.variables.len() {
            let Some(place) = self.variables[at].questions[side] else { continue };
            let question = self.sides[side].rules.question(place);
            let unknown = self.unknown_to(at, question);
            wrong.push(self.circuit.and(self.sides[side].asked[place.at()], unknown));
        }
        self.circuit.any(wrong).turned()
    }

    /// Holds where the answer has an option that the question has not, or options that it does not allow together.
    fn unknown_to(&mut self, at: usize, question: &Question) -> Id {
        let variable = &self.variables[at];
        let fits =
            |value: &Value| !matches!(value, Value::Chosen(_)) || variable.options_for(question, *value).is_some();
        let wrong: Vec<Value> = variable.values.iter().filter(|value| !fits(value)).copied().collect();
        let wrong: Vec<Id> = wrong.into_iter().map(|value| self.value(at, value)).collect();
        self.circuit.any(wrong)
    }

    /// Holds where a variable has exactly this value.
    fn value(&mut self, at: usize, value: Value) -> Id {
        let asked = self.circuit.atom(Atom::Asked(at));
        match value {
            Value::NotAsked => asked.turned(),
            Value::NotSure => self.circuit.atom(Atom::NotSure(at)),
            Value::Date(region) => self.circuit.atom(Atom::Date(at, region)),
            Value::Chosen(chosen) => {
                let options: Vec<Id> = (0..self.variables[at].options.len())
                    .map(|bit| {
                        let option = self.circuit.atom(Atom::Chosen(at, bit));
                        if chosen & 1 << bit != 0 { option } else { option.turned() }
                    })
                    .collect();
                self.circuit.all(options)
            }
        }
    }

    /// A condition of one of the rule sets.
    pub fn condition(&mut self, side: usize, condition: &Condition) -> Id {
        match condition {
            Condition::All(inner) => inner.iter().fold(Id::TRUE, |all, one| {
                let one = self.condition(side, one);
                self.circuit.and(all, one)
            }),
            Condition::Any(inner) => inner.iter().fold(Id::FALSE, |any, one| {
                let one = self.condition(side, one);
                self.circuit.or(any, one)
            }),
            Condition::Not(inner) => {
                let inner = self.condition(side, inner);
                self.circuit.not(inner)
            }
            Condition::Chose(question, options) => self.chose(side, *question, *options),
            Condition::ChoseOnly(question, options) => {
                let (any, other) = (self.chose(side, *question, *options), self.chose(side, *question, !options));
                self.circuit.without(any, other)
            }
            Condition::Unsure(question) => {
                let place = self.sides[side].variable[question.at()];
                let unsure = self.circuit.atom(Atom::NotSure(place));
                self.where_asked(side, *question, unsure)
            }
            Condition::DateKnown(question) => self.date_known(side, *question),
            Condition::Fact(fact) => match self.sides[side].facts[fact.at()] {
                Some(id) => id,
                None => {
                    let id = self.condition(side, &self.sides[side].rules.facts[fact.at()].when);
                    self.sides[side].facts[fact.at()] = Some(id);
                    id
                }
            },
            Condition::Deadline(deadline, states) => {
                let applies = self.applies(side, *deadline);
                let state = self.in_state(side, *deadline, *states);
                self.circuit.and(applies, state)
            }
            Condition::InForce(law) => {
                let law = &self.sides[side].rules.laws[law.at()];
                if law.is_in_force(self.period.first) { Id::TRUE } else { Id::FALSE }
            }
        }
    }

    /// When a deadline applies.
    pub fn applies(&mut self, side: usize, deadline: DeadlineIx) -> Id {
        if let Some(id) = self.sides[side].applies[deadline.at()] {
            return id;
        }
        let rules = self.sides[side].rules;
        let id = self.condition(side, &rules.deadline(deadline).when);
        self.sides[side].applies[deadline.at()] = Some(id);
        id
    }

    /// When any date that a deadline can be counted from is known.
    pub fn dated(&mut self, side: usize, deadline: DeadlineIx) -> Id {
        let rules = self.sides[side].rules;
        let needs = &rules.deadline(deadline).needs;
        needs.iter().fold(Id::FALSE, |any, question| {
            let known = self.date_known(side, *question);
            self.circuit.or(any, known)
        })
    }

    /// When the date of a question is known: it is asked, and the answer is no other.
    pub fn date_known(&mut self, side: usize, question: QuestionIx) -> Id {
        let at = self.sides[side].variable[question.at()];
        let asked = self.circuit.atom(Atom::Asked(at));
        let mut others = vec![self.circuit.atom(Atom::NotSure(at))];
        others.extend((0..self.variables[at].options.len()).map(|bit| self.circuit.atom(Atom::Chosen(at, bit))));
        let other = self.circuit.any(others);
        let known = self.circuit.without(asked, other);
        self.where_asked(side, question, known)
    }

    /// When any of these options counts as chosen: "I am not sure" counts as what it assumes.
    fn chose(&mut self, side: usize, question: QuestionIx, options: Options) -> Id {
        let at = self.sides[side].variable[question.at()];
        let asked = self.sides[side].rules.question(question);
        let has =
            |bit: usize| asked.option(&self.variables[at].options[bit]).is_some_and(|own| options & 1 << own != 0);
        let bits: Vec<usize> = (0..self.variables[at].options.len()).filter(|bit| has(*bit)).collect();
        let mut any: Vec<Id> = bits.into_iter().map(|bit| self.circuit.atom(Atom::Chosen(at, bit))).collect();
        if asked.assume & options != 0 {
            any.push(self.circuit.atom(Atom::NotSure(at)));
        }
        let any = self.circuit.any(any);
        self.where_asked(side, question, any)
    }

    /// Whether two variables are dates that are held against each other.
    pub fn together(&self, one: usize, other: usize) -> bool {
        let dates = self.variables[one].date.zip(self.variables[other].date);
        dates.is_some_and(|(one, other)| self.feasible.together(one, other))
    }

    /// When two rule sets are compared, an answer may be to a question that only the other one asks.
    pub(super) fn where_asked(&mut self, side: usize, question: QuestionIx, test: Id) -> Id {
        if self.sides.len() == 1 {
            return test;
        }
        let asked = self.sides[side].asked[question.at()];
        self.circuit.and(asked, test)
    }
}
