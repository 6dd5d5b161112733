//! Where deadlines stand, as functions of the answers.

use std::collections::HashSet;

use super::circuit::{Atom, Id};
use super::days::{Count, DateRegions, Range, Tracing, Tree};
use super::space::{ProofError, Scope, Side, Space};
use super::variables::Variable;
use signpost_core::dates::limit::Limit;
use signpost_core::rules::model::{Condition, DateBound, DeadlineIx, RuleSet, State, States, Who};

/// A limit traced back to date questions.
pub struct Limits {
    term: Tree<Count>,
    cautious: Option<Tree<Count>>,
}

impl<'r> Side<'r> {
    /// A rule set at its place among those compared.
    pub(super) fn new(rules: &'r RuleSet, at: usize, variables: &[Variable]) -> Side<'r> {
        let mut variable = vec![0; rules.questions.len()];
        for (place, one) in variables.iter().enumerate() {
            if let Some(question) = one.questions[at] {
                variable[question.at()] = place;
            }
        }
        let deadlines = rules.deadlines.len();
        Side {
            rules,
            variable,
            asked: vec![Id::FALSE; rules.questions.len()],
            facts: vec![None; rules.facts.len()],
            applies: vec![None; deadlines],
            limits: (0..deadlines).map(|_| None).collect(),
            standings: vec![None; deadlines],
        }
    }

    /// Traces the limits that conditions in the scope look at.
    pub(super) fn trace(
        &mut self,
        scope: Scope,
        range: Range,
        variables: &[Variable],
        dates: &mut [DateRegions],
    ) -> Result<(), ProofError> {
        let (rules, variable) = (self.rules, &self.variable);
        let date_of = |question: signpost_core::rules::model::QuestionIx| {
            variables[variable[question.at()]].date.unwrap_or_default() // limits name only dates: the checker holds that
        };
        let tracing = Tracing { rules, range, date_of: &date_of };
        for deadline in looked_at(rules, scope) {
            let item = rules.deadline(deadline);
            let error = || ProofError::Limits(item.id.clone());
            let own = item.who == Who::You;
            let term = tracing.term(&item.limit, &item.limit.term, own, dates).ok_or_else(error)?;
            // A stricter reading only moves the day to aim for.
            let cautious = match item.limit.cautious.as_ref().filter(|_| own) {
                Some(cautious) => {
                    let plainly = Limit { skips_closed: false, ..item.limit.clone() };
                    Some(tracing.term(&plainly, cautious, own, dates).ok_or_else(error)?)
                }
                None => None,
            };
            self.limits[deadline.at()] = Some(Limits { term, cautious });
        }
        Ok(())
    }

    /// Notes what each date is held against: today, and other dates.
    pub(super) fn bounds(&self, variables: &[Variable], dates: &mut [DateRegions], ordered: &mut Vec<(usize, usize)>) {
        let date = |question: usize| variables[self.variable[question]].date;
        for (place, question) in self.rules.questions() {
            let (Some(asked), Some(here)) = (question.date(), date(place.at())) else { continue };
            match asked.not_after {
                Some(DateBound::Today) => dates[here].until_today = true,
                Some(DateBound::Question(other)) => ordered.extend(date(other.at()).map(|other| (here, other))),
                None => {}
            }
            if let Some(other) = asked.not_before.and_then(|other| date(other.at())) {
                ordered.push((other, here));
            }
        }
    }
}

/// Every deadline whose state a condition looks at, directly or through facts and other deadlines.
fn looked_at(rules: &RuleSet, scope: Scope) -> Vec<DeadlineIx> {
    let mut open: Vec<&Condition> = rules.questions.iter().map(|question| &question.ask_when).collect();
    if scope == Scope::Everything {
        for route in &rules.routes {
            open.extend([&route.recommend_when, &route.alongside_when, &route.open_when]);
            open.extend(route.later.iter().map(|later| &later.when));
            open.extend(route.closed.iter().map(|(when, _)| when));
            open.extend(route.letters.iter().map(|letter| &letter.when));
            open.extend(route.contacts.iter().map(|contact| &contact.when));
            open.extend(route.checklist.iter().map(|item| &item.when));
        }
        open.extend(rules.ladder.iter().flat_map(|rung| rung.steps.iter().map(|step| &step.when)));
        open.extend(rules.never.iter().map(|never| &never.when));
        open.extend(
            rules.tells.iter().flat_map(|tell| [Some(&tell.when), tell.shown_when.as_ref()].into_iter().flatten()),
        );
        open.extend(rules.arguments.iter().map(|argument| &argument.when));
        open.extend(rules.letters.iter().map(|letter| &letter.when));
        open.extend(rules.deadlines.iter().map(|deadline| &deadline.when));
        open.extend(rules.facts.iter().map(|fact| &fact.when));
        open.extend(rules.phrases.iter().flat_map(|phrase| phrase.instead.iter().map(|(when, _)| when)));
    }
    let (mut facts, mut seen, mut found) = (HashSet::new(), HashSet::new(), Vec::new());
    while let Some(condition) = open.pop() {
        open.extend(condition.parts());
        match condition {
            Condition::Fact(fact) if facts.insert(*fact) => open.push(&rules.facts[fact.at()].when),
            Condition::Deadline(deadline, _) if seen.insert(*deadline) => {
                found.push(*deadline);
                open.push(&rules.deadline(*deadline).when);
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found
}

/// Which comparison of a count is meant.
type Comparison = fn(&Count) -> usize;

impl Space<'_> {
    pub(super) fn in_state(&mut self, side: usize, deadline: DeadlineIx, states: States) -> Id {
        let each = self.standing(side, deadline);
        let held = State::ALL.into_iter().filter(|state| states.contains(*state)).map(|state| each[state as usize]);
        self.circuit.any(held)
    }

    /// When a deadline is in each of the states, whether it applies or not.
    fn standing(&mut self, side: usize, deadline: DeadlineIx) -> [Id; 5] {
        if let Some(each) = self.sides[side].standings[deadline.at()] {
            return each;
        }
        let Some(Limits { term, cautious }) = self.sides[side].limits[deadline.at()].take() else {
            return [Id::FALSE; 5]; // never: every deadline that a condition in the scope looks at was traced
        };
        let rules = self.sides[side].rules;
        let item = rules.deadline(deadline);
        let known = self.known(side, &term);
        let last_days = self.holds(side, &term, |count| count.last_days);
        let mut in_time = last_days;
        if item.who == Who::You {
            in_time = self.holds(side, &term, |count| count.in_time);
            if let Some(cautious) = &cautious {
                let stricter = self.holds(side, cautious, |count| count.in_time);
                let can_be_read_so = self.known(side, cautious);
                let over = self.circuit.without(can_be_read_so, stricter);
                in_time = self.circuit.without(in_time, over);
            }
        }
        let not_started = self.not_started(side, &term);
        let running = self.circuit.without(known, not_started);
        let late = self.circuit.without(last_days, in_time);
        let each = [
            self.circuit.not(known),
            not_started,
            self.circuit.and(running, in_time),
            self.circuit.and(running, late),
            self.circuit.without(running, last_days),
        ];
        self.sides[side].standings[deadline.at()] = Some(each);
        each
    }

    /// When the date of any count is known.
    fn known(&mut self, side: usize, tree: &Tree<Count>) -> Id {
        match tree {
            Tree::Leaf(count) => self.in_region(side, count.date, &|_| true),
            Tree::From(tree) => self.known(side, tree),
            Tree::Later(trees) | Tree::Earlier(trees) => {
                let each: Vec<Id> = trees.iter().map(|tree| self.known(side, tree)).collect();
                self.circuit.any(each)
            }
        }
    }

    /// When a comparison holds for the limit as a whole.
    fn holds(&mut self, side: usize, tree: &Tree<Count>, which: Comparison) -> Id {
        match tree {
            Tree::Leaf(count) => {
                let bit = which(count);
                self.in_region(side, count.date, &|outcome| outcome & 1 << bit != 0)
            }
            Tree::From(tree) => self.holds(side, tree, which),
            Tree::Later(trees) => {
                let each: Vec<Id> = trees.iter().map(|tree| self.holds(side, tree, which)).collect();
                self.circuit.any(each)
            }
            Tree::Earlier(trees) => self.every_known(side, trees, |space, tree| space.holds(side, tree, which)),
        }
    }

    /// When no count of the limit has begun: a limit runs once one of its counts does. What is counted on from another
    /// limit begins on the last day of that one.
    fn not_started(&mut self, side: usize, tree: &Tree<Count>) -> Id {
        match tree {
            Tree::Leaf(_) | Tree::From(_) => self.holds(side, tree, |count| count.not_started),
            Tree::Later(trees) | Tree::Earlier(trees) => {
                self.every_known(side, trees, |space, tree| space.not_started(side, tree))
            }
        }
    }

    /// When any of them is known, and something holds of each that is.
    fn every_known(&mut self, side: usize, trees: &[Tree<Count>], holds: impl Fn(&mut Self, &Tree<Count>) -> Id) -> Id {
        let (mut any, mut all) = (Id::FALSE, Id::TRUE);
        for tree in trees {
            let (known, holds) = (self.known(side, tree), holds(self, tree));
            let otherwise = self.circuit.without(known, holds);
            any = self.circuit.or(any, known);
            all = self.circuit.without(all, otherwise);
        }
        self.circuit.and(any, all)
    }

    /// When a date is known and its comparisons come out so.
    fn in_region(&mut self, side: usize, date: usize, holds: &dyn Fn(u128) -> bool) -> Id {
        let Some(variable) = self.variables.iter().position(|variable| variable.date == Some(date)) else {
            return Id::FALSE;
        };
        let regions = self.feasible.dates[date].regions.iter().enumerate();
        let held: Vec<usize> = regions.filter(|(_, outcome)| holds(**outcome)).map(|(at, _)| at).collect();
        let held: Vec<Id> = held.into_iter().map(|region| self.circuit.atom(Atom::Date(variable, region))).collect();
        let test = self.circuit.any(held);
        match self.variables[variable].questions[side] {
            Some(question) => self.where_asked(side, question, test),
            None => Id::FALSE,
        }
    }
}
