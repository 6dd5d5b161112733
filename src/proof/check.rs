//! What must hold on every path, each with the shortest path on which it does not.

use std::collections::HashSet;

use super::alone;
use super::diagram::Id;
use super::in_vain;
use super::outcomes::Outcomes;
use super::paths::{Path, Paths};
use super::space::{GaveUp, Scope, Space};
use super::variables::Value;
use super::verdict::{Proof, Rule, Violation};
use crate::rules::model::{Condition, Deadline, DeadlineIx, QuestionIx, RuleSet, Start, starts};

/// The most questions anybody should have to answer.
pub const MOST_QUESTIONS: usize = 20;

/// The fewest contacts a plan names.
const FEWEST_CONTACTS: usize = 2;

/// Walks every path of a rule set.
///
/// # Errors
/// Why nothing was proved.
pub fn prove(rules: &RuleSet) -> Result<Proof, GaveUp> {
    let mut space = Space::new(&[rules], Scope::Everything)?;
    let paths = Paths::walk(&mut space)?;
    let outcomes = Outcomes::of(&mut space, 0);
    if space.diagrams.is_full() {
        return Err(GaveUp::TooLarge);
    }
    let mut check = Check { rules, space, paths, outcomes, violations: Vec::new() };
    check.length();
    check.routes();
    check.company()?;
    check.contacts();
    check.dates();
    check.reached();
    check.in_vain();
    if check.space.diagrams.is_full() {
        return Err(GaveUp::TooLarge);
    }
    let Check { paths, mut violations, .. } = check;
    violations.sort_by_key(|violation| violation.code);
    Ok(Proof {
        paths: paths.count(),
        states: paths.states(),
        shortest: paths.shortest(),
        longest: paths.longest_from(paths.start),
        violations,
    })
}

struct Check<'r> {
    rules: &'r RuleSet,
    space: Space<'r>,
    paths: Paths,
    outcomes: Outcomes,
    violations: Vec<Violation>,
}

impl Check<'_> {
    /// Reports the shortest path on which `fault` holds.
    fn never(&mut self, fault: Id, code: Rule, item: &str, message: impl FnOnce() -> String) {
        if let Some(path) = self.paths.shortest_where(&self.space.diagrams, fault) {
            self.report(code, item, message(), Some(&path));
        }
    }

    /// Reports an item that is on no path.
    fn reach(&mut self, reached: Id, item: &str, message: impl FnOnce() -> String) {
        if self.paths.shortest_where(&self.space.diagrams, reached).is_none() {
            self.report(Rule::NeverReached, item, message(), None);
        }
    }

    fn report(&mut self, code: Rule, item: &str, message: String, path: Option<&Path>) {
        let witness = path.and_then(|path| self.space.witness(0, path, self.rules.law_checked));
        self.violations.push(Violation { code, item: item.to_owned(), message, witness });
    }

    fn length(&mut self) {
        let longest = self.paths.longest_path();
        if longest.len() > MOST_QUESTIONS {
            let message = format!("{} questions on one path; at most {MOST_QUESTIONS} may be asked", longest.len());
            let last = longest.last().map(|(variable, _)| self.space.variables[*variable].id.clone());
            self.report(Rule::TooLong, &last.unwrap_or_default(), message, Some(&longest));
        }
    }

    fn routes(&mut self) {
        let any = self.space.diagrams.any(self.outcomes.step.iter().copied());
        let none = self.space.diagrams.not(any);
        self.never(none, Rule::NoNextStep, "routes", || "no route is recommended here".into());
        for at in 0..self.rules.routes.len() {
            let id = &self.rules.routes[at].id;
            let open = self.outcomes.open[at];
            let fault = self.space.diagrams.without(self.outcomes.recommended[at], open);
            self.never(fault, Rule::RecommendedNotOpen, id, || format!("`{id}` is recommended here, but not open"));
            let fault = self.space.diagrams.without(self.outcomes.alongside[at], open);
            self.never(fault, Rule::AlongsideNotOpen, id, || {
                format!("`{id}` stands beside the next step here, but is not open")
            });
            for reason in 0..self.outcomes.closed[at].len() {
                let fault = self.space.diagrams.and(open, self.outcomes.closed[at][reason]);
                self.never(fault, Rule::OpenAndClosed, id, || {
                    let because = &self.rules.routes[at].closed[reason].1;
                    format!("`{id}` is open here, and closed too, because: {because}")
                });
            }
        }
    }

    /// The suggested route is not alone, or says why.
    fn company(&mut self) -> Result<(), GaveUp> {
        for (route, path) in
            alone::shortest(&self.paths, &self.space.diagrams, &self.outcomes.offered, &self.outcomes.step)?
        {
            let item = &self.rules.routes[route];
            if item.only_route_because.is_none() {
                let id = &item.id;
                let message =
                    format!("`{id}` is the only route that is open here, and does not say why (`only_route_because`)");
                self.report(Rule::OnlyRoute, id, message, Some(&path));
            }
        }
        Ok(())
    }

    fn contacts(&mut self) {
        // A route with enough contacts of its own is enough, so only plans of other routes need counting.
        for at in 0..self.rules.routes.len() {
            let own = self.rules.routes[at].contacts.iter().map(|contact| contact.what).collect::<HashSet<_>>().len();
            if own >= FEWEST_CONTACTS {
                continue;
            }
            let (mut one, mut two) = (Id::FALSE, Id::FALSE);
            for (_, of) in self.outcomes.contact.clone() {
                let within = self.outcomes.step[at];
                let named = of.into_iter().fold(Id::FALSE, |any, taken| {
                    let here = self.space.diagrams.and(within, taken);
                    self.space.diagrams.or(any, here)
                });
                let again = self.space.diagrams.and(one, named);
                two = self.space.diagrams.or(two, again);
                one = self.space.diagrams.or(one, named);
            }
            let fault = self.space.diagrams.without(self.outcomes.step[at], two);
            let id = &self.rules.routes[at].id;
            self.never(fault, Rule::TooFewContacts, id, || {
                format!("the plan for `{id}` names fewer than {FEWEST_CONTACTS} contacts here")
            });
        }
    }

    /// A deadline of a route that is to be taken can be counted from a date that was asked for.
    fn dates(&mut self) {
        for at in 0..self.rules.deadlines.len() {
            let place = DeadlineIx(at as u16);
            if self.rules.deadline(place).calculator_only {
                continue;
            }
            let item = self.rules.deadline(place);
            let taken = self.space.diagrams.without(self.outcomes.deadline[at], self.outcomes.dated[at]);
            let mut fault = taken;
            for question in &item.needs {
                let variable = self.space.sides[0].variable[question.at()];
                let asked = self.space.diagrams.test(variable, |value| value != 0);
                fault = self.space.diagrams.without(fault, asked);
            }
            let id = &item.id;
            self.never(fault, Rule::DateNotAsked, id, || {
                format!("`{id}` is part of the plan here, but no date it is counted from was asked for")
            });
        }
    }

    fn reached(&mut self) {
        let asked = self.paths.asked();
        for (place, question) in self.rules.questions() {
            let variable = self.space.sides[0].variable[place.at()];
            let left_out = never_asked(self.rules, place) || self.rules.told_question == Some(place);
            if asked.binary_search(&variable).is_err() && !left_out {
                let message = format!("`{}` is never asked", question.id);
                self.report(Rule::NeverReached, &question.id, message, None);
            }
        }
        for at in 0..self.rules.facts.len() {
            let fact = &self.rules.facts[at];
            let holds = self.space.condition(0, &fact.when);
            self.reach(holds, &fact.id, || format!("the fact `{}` never holds", fact.id));
        }
        for at in 0..self.rules.routes.len() {
            let route = &self.rules.routes[at];
            let refused = self.space.diagrams.any(self.outcomes.refused[at].iter().copied());
            let named = self.space.diagrams.or(self.outcomes.offered[at], refused);
            self.reach(named, &route.id, || format!("the route `{}` is on no path, open or closed", route.id));
            if route.recommend_when != Condition::Any(Vec::new()) {
                let step = self.outcomes.step[at];
                self.reach(step, &route.id, || format!("the route `{}` is never the suggested step", route.id));
            }
            for (reason, (_, because)) in route.closed.iter().enumerate() {
                let given = self.outcomes.refused[at][reason];
                self.reach(given, &route.id, || format!("`{}` is never closed for this reason: {because}", route.id));
            }
        }
        for at in 0..self.rules.deadlines.len() {
            let place = DeadlineIx(at as u16);
            let used = self.space.sides[0].limits[at].is_some() || self.space.sides[0].standings[at].is_some();
            if !used && !self.rules.deadline(place).calculator_only {
                let id = &self.rules.deadlines[at].id;
                let message = || format!("the deadline `{id}` is in no plan with a date, and no condition looks at it");
                self.reach(self.outcomes.dated[at], id, message);
            }
        }
        for at in 0..self.rules.letters.len() {
            let id = &self.rules.letters[at].id;
            self.reach(self.outcomes.letter[at], id, || format!("the letter `{id}` is in no plan"));
        }
        for (contact, of) in &self.outcomes.contact {
            let named = |taken: &Id| self.paths.shortest_where(&self.space.diagrams, *taken).is_some();
            if !of.iter().any(named) {
                let id = self.rules.contact_id(*contact);
                let message = format!("the contact `{id}` is in no plan");
                self.violations.push(Violation { code: Rule::NeverReached, item: id.into(), message, witness: None });
            }
        }
    }

    /// Every answer changes a later question or the plan.
    fn in_vain(&mut self) {
        let outcomes: Vec<Id> = self.outcomes.all().collect::<HashSet<Id>>().into_iter().collect();
        let mut looked_at: Vec<Vec<Id>> = vec![Vec::new(); self.space.variables.len()];
        for outcome in outcomes {
            for variable in self.space.diagrams.looks_at(outcome) {
                looked_at[variable].push(outcome);
            }
        }
        for (place, question) in self.rules.questions() {
            let holiday = question.date().is_some_and(|date| date.school_holiday.is_some());
            if Some(place) == self.rules.area_question || holiday {
                continue; // they decide on telephone numbers and on days, which are not conditions
            }
            let variable = self.space.sides[0].variable[place.at()];
            if !in_vain::can_be(&self.paths, variable) {
                continue;
            }
            let mut quoted = self.written_in_letters(place);
            quoted.extend(self.counted_from(place));
            let parts = in_vain::Parts { outcomes: std::mem::take(&mut looked_at[variable]), quoted };
            if let Some(path) = in_vain::shortest(&self.paths, &mut self.space.diagrams, variable, &parts) {
                let message = format!("`{}` is asked here, but no answer to it can change anything", question.id);
                self.report(Rule::AnswerInVain, &question.id, message, Some(&path));
            }
        }
    }

    /// When a letter of the plan quotes the answer, or a date that is counted from it.
    fn written_in_letters(&self, question: QuestionIx) -> Vec<Id> {
        let name = |id: &str| id.replace('-', "_");
        let mut quoted = vec![format!("answer.{}", name(&self.rules.question(question).id))];
        let counted = self.rules.deadlines.iter().filter(|deadline| deadline.needs.contains(&question));
        quoted.extend(counted.map(|deadline| format!("due.{}", name(&deadline.id))));
        let quotes = |body: &str| quoted.iter().any(|quoted| mentions(body, quoted));
        let letters = self.rules.letters.iter().zip(&self.outcomes.letter);
        letters.filter(|(letter, _)| quotes(&letter.body)).map(|(_, offered)| *offered).collect()
    }

    /// When a deadline of the plan is counted from this date: another date moves it, whatever state it is in.
    fn counted_from(&mut self, question: QuestionIx) -> Vec<Id> {
        let variable = self.space.sides[0].variable[question.at()];
        let known = self.space.variables[variable].values.iter().position(|value| matches!(value, Value::Date(_)));
        let Some(known) = known else { return Vec::new() };
        let counted = |deadline: &Deadline| {
            let mut events = Vec::new();
            deadline.limit.cautious.iter().for_each(|cautious| starts(cautious, &mut events));
            deadline.needs.contains(&question) || events.contains(&Start::Question(question))
        };
        let deadlines = self.rules.deadlines.iter().zip(self.outcomes.dated.clone());
        let dated = deadlines.filter(|(deadline, _)| counted(deadline));
        dated.map(|(_, dated)| self.space.diagrams.fix(dated, variable, known)).collect()
    }
}

/// Whether a question is a date kept only for counting with `signpost deadline`: its condition is `any` of nothing.
fn never_asked(rules: &RuleSet, question: QuestionIx) -> bool {
    let asked = rules.question(question);
    asked.date().is_some() && asked.ask_when == Condition::Any(Vec::new())
}

/// Whether a template names a value, and not merely one whose name begins the same.
fn mentions(body: &str, value: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '_');
    body.match_indices(value).any(|(at, _)| ends(&body[at + value.len()..]))
}
