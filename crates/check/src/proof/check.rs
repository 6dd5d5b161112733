//! What must hold on every path, each with the shortest path on which it does not.

use std::collections::{BTreeSet, HashSet};
use std::panic::resume_unwind;
use std::thread;

use super::alone;
use super::circuit::{Circuit, Id};
use super::in_vain;
use super::ladder;
use super::outcomes::Outcomes;
use super::situations::{Path, Situations};
use super::space::{Period, ProofError, Scope, Space};
use super::verdict::{Proof, Rule, Violation};
use signpost_core::plan::{Advice, Step, advise, only_alone};
use signpost_core::rules::model::{
    Condition, Deadline, DeadlineIx, Kind, LawIx, Question, QuestionIx, Route, RouteIx, RuleSet, Shown, Start,
    WhenDone, starts,
};
use signpost_core::rules::{questions_of, template};

/// The most questions on a path where every line of every list is true at once. Nobody meets it: what people do meet is
/// held by the walks in `tests/cases/situations.yaml`. Beyond it some list calls up far too much.
pub const MOST_QUESTIONS: usize = 80;

/// How a line of a letter begins that does not fit everybody, or what stands at its end.
const OPTIONAL: [&str; 2] = ["[Only if", "[Leave out"];

/// The fewest contacts a plan names.
const FEWEST_CONTACTS: usize = 2;

/// Proves a rule set: asks of every situation there can be whether anything is wrong in it.
///
/// # Errors
/// Why nothing was proved.
pub fn prove(rules: &RuleSet) -> Result<Proof, ProofError> {
    let proofs: Result<Vec<Proof>, ProofError> =
        Period::all(&[rules]).into_iter().map(|period| prove_in(rules, period)).collect();
    Ok(joined(proofs?))
}

/// The proofs of several periods as one: what may never be is wrong in any of them, what must be reached is wrong where
/// no period reaches it.
fn joined(proofs: Vec<Proof>) -> Proof {
    let same = |one: &Violation, other: &Violation| {
        (one.code, &one.item, &one.message) == (other.code, &other.item, &other.message)
    };
    let found = |proof: &Proof, wanted: &Violation| proof.violations.iter().any(|other| same(other, wanted));
    let mut violations: Vec<Violation> = Vec::new();
    for violation in proofs.iter().flat_map(|proof| &proof.violations) {
        let counts = !violation.code.is_of_reach() || proofs.iter().all(|proof| found(proof, violation));
        if counts && !violations.iter().any(|known| same(known, violation)) {
            violations.push(violation.clone());
        }
    }
    violations.sort_by_key(|violation| violation.code);
    Proof {
        shortest: proofs.iter().map(|proof| proof.shortest).min().unwrap_or(0),
        longest: proofs.iter().map(|proof| proof.longest).max().unwrap_or(0),
        violations,
    }
}

fn prove_in(rules: &RuleSet, period: Period) -> Result<Proof, ProofError> {
    thread::scope(|scope| {
        // It takes as long as all others together.
        let own_steps = scope.spawn(|| {
            let mut check = Check::of(rules, period)?;
            check.own_steps();
            check.found()
        });
        let mut check = Check::of(rules, period)?;
        let (shortest, longest) = check.length();
        check.routes();
        check.ladder();
        check.never_open();
        check.open_and_shut();
        check.only_route();
        check.contacts();
        check.dates();
        check.done();
        check.in_force();
        check.reached();
        check.in_vain();
        check.letters();
        let mut violations = check.found()?;
        violations.extend(own_steps.join().unwrap_or_else(|fault| resume_unwind(fault))?);
        Ok(Proof { shortest, longest, violations })
    })
}

struct Check<'r> {
    rules: &'r RuleSet,
    space: Space<'r>,
    situations: Situations,
    outcomes: Outcomes,
    violations: Vec<Violation>,
}

impl<'r> Check<'r> {
    fn of(rules: &'r RuleSet, period: Period) -> Result<Check<'r>, ProofError> {
        let mut space = Space::new(&[rules], Scope::Everything, period)?;
        let outcomes = Outcomes::of(&mut space, 0);
        let situations = Situations::of(&space);
        Ok(Check { rules, space, situations, outcomes, violations: Vec::new() })
    }

    fn found(self) -> Result<Vec<Violation>, ProofError> {
        self.space.unless_too_large(self.violations)
    }

    /// Reports the shortest path on which `fault` holds.
    fn never(&mut self, fault: Id, code: Rule, item: &str, message: impl FnOnce() -> String) {
        if let Some(path) = self.situations.shortest(&mut self.space, fault) {
            self.report(code, item, message(), Some(&path));
        }
    }

    /// Reports an item that is on no path.
    fn reach(&mut self, reached: Id, item: &str, message: impl FnOnce() -> String) {
        if !self.situations.possible(&mut self.space, reached) {
            self.report(Rule::NeverReached, item, message(), None);
        }
    }

    fn report(&mut self, code: Rule, item: &str, message: String, path: Option<&Path>) {
        let witness = path.and_then(|path| self.space.witness(0, path));
        self.violations.push(Violation { code, item: item.to_owned(), message, witness });
    }

    /// The fewest and the most questions on a path.
    fn length(&mut self) -> (usize, usize) {
        let shortest = self.situations.fewest(&mut self.space);
        let longest = self.situations.longest(&mut self.space);
        if longest.len() > MOST_QUESTIONS {
            let message = format!("{} questions on one path; at most {MOST_QUESTIONS} may be asked", longest.len());
            let last = longest.last().map(|(variable, _)| self.space.variables[*variable].id.clone());
            self.report(Rule::TooLong, &last.unwrap_or_default(), message, Some(&longest));
        }
        (shortest, longest.len())
    }

    fn routes(&mut self) {
        let any = self.space.circuit.any(self.outcomes.step.iter().copied());
        let none = self.space.circuit.not(any);
        self.never(none, Rule::NoNextStep, "routes", || "no route is recommended here".into());
        for at in 0..self.rules.routes.len() {
            let id = &self.rules.routes[at].id;
            let open = self.outcomes.open[at];
            let fault = self.space.circuit.without(self.outcomes.recommended[at], open);
            self.never(fault, Rule::RecommendedNotOpen, id, || format!("`{id}` is recommended here, but not open"));
            let fault = self.space.circuit.without(self.outcomes.alongside[at], open);
            self.never(fault, Rule::AlongsideNotOpen, id, || {
                format!("`{id}` stands beside the next step here, but is not open")
            });
            for reason in 0..self.outcomes.doors.closed[at].len() {
                let fault = self.space.circuit.and(open, self.outcomes.doors.closed[at][reason]);
                self.never(fault, Rule::OpenAndClosed, id, || {
                    let because = &self.rules.routes[at].closed[reason].1;
                    format!("`{id}` is open here, and closed too, because: {because}")
                });
            }
        }
    }

    /// Every line of the ladder decides on some path, and on every path one of them does.
    fn ladder(&mut self) {
        if self.rules.ladder.is_empty() {
            return;
        }
        let leads = ladder::leads(&mut self.space, &self.outcomes.lines);
        let leads: Vec<(Step, Id)> = self.outcomes.lines.iter().map(|line| line.step).zip(leads).collect();
        for (step, leads) in leads {
            let id = &self.rules.route(step.route).id;
            let Some((rung, at)) = step.line else {
                self.never(leads, Rule::LadderGap, id, || {
                    format!("`{id}` leads here, and no line of the ladder calls it up")
                });
                continue;
            };
            if !self.situations.possible(&mut self.space, leads) {
                let rung = &self.rules.ladder[rung.at()].id;
                let message =
                    format!("line {} of rung `{rung}`, `{id}`, can never decide: it leads on no path", at + 1);
                self.report(Rule::NeverLeads, rung, message, None);
            }
        }
    }

    /// What the rules say may never be open is neither open, nor beside the step, nor the step.
    fn never_open(&mut self) {
        for never in &self.rules.never {
            let when = self.space.condition(0, &never.when);
            self.reach(when, &never.id, || format!("what `{}` is about is so on no path", never.id));
            for route in &never.open {
                let id = &self.rules.route(*route).id;
                let fault = self.space.circuit.and(when, self.outcomes.offered[route.at()]);
                self.never(fault, Rule::NeverOpen, &never.id, || {
                    format!("`{id}` is open here, and may never be (`{}`): {}", never.id, never.because)
                });
            }
        }
    }

    /// No route of a body can be taken while another is shut: the first such reason of each route.
    fn open_and_shut(&mut self) {
        for (at, route) in self.rules.routes.iter().enumerate() {
            let open = self.outcomes.doors.offered[route.body.at()];
            for (reason, (_, because)) in route.closed.iter().enumerate() {
                let fault = self.space.circuit.and(open, self.outcomes.doors.shut[at][reason]);
                let body = &self.rules.bodies[route.body.at()].id;
                self.never(fault, Rule::OpenAndShut, &route.id, || {
                    let id = &route.id;
                    format!("`{body}` is open here by another route, while `{id}` of the same body is shut: {because}")
                });
            }
        }
    }

    /// The suggested route is not alone, or says why.
    fn only_route(&mut self) {
        let others = others(&mut self.space.circuit, &self.outcomes.offered);
        for (at, item) in self.rules.routes.iter().enumerate().filter(|(_, item)| item.only_route_because.is_none()) {
            let fault = self.space.circuit.without(self.outcomes.step[at], others[at]);
            let id = &item.id;
            self.never(fault, Rule::OnlyRoute, id, || {
                format!("`{id}` is the only route that is open here, and does not say why (`only_route_because`)")
            });
        }
    }

    fn contacts(&mut self) {
        // A route with enough contacts of its own is enough, so only plans of other routes need counting.
        for at in 0..self.rules.routes.len() {
            let always = Condition::All(Vec::new());
            let own = self.rules.routes[at].contacts.iter().filter(|contact| contact.when == always);
            let own = own.map(|contact| contact.what).collect::<HashSet<_>>().len();
            if own >= FEWEST_CONTACTS {
                continue;
            }
            let (mut one, mut two) = (Id::FALSE, Id::FALSE);
            for (_, of) in self.outcomes.contact.clone() {
                let within = self.outcomes.step[at];
                let named = of.into_iter().fold(Id::FALSE, |any, taken| {
                    let here = self.space.circuit.and(within, taken);
                    self.space.circuit.or(any, here)
                });
                let again = self.space.circuit.and(one, named);
                two = self.space.circuit.or(two, again);
                one = self.space.circuit.or(one, named);
            }
            let fault = self.space.circuit.without(self.outcomes.step[at], two);
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
            if self.rules.deadline(place).shown != Shown::Plans {
                continue;
            }
            let item = self.rules.deadline(place);
            let taken = self.space.circuit.without(self.outcomes.deadline[at], self.outcomes.dated[at]);
            let mut fault = taken;
            for question in &item.needs {
                let variable = self.space.sides[0].variable[question.at()];
                fault = self.space.circuit.without(fault, self.space.ask[variable]);
            }
            let id = &item.id;
            self.never(fault, Rule::DateNotAsked, id, || {
                format!("`{id}` is part of the plan here, but no date it is counted from was asked for")
            });
        }
    }

    /// Where the answers hold that a step gives once it is done, it does not lead; and the question for the day is asked.
    fn done(&mut self) {
        let rules = self.rules;
        let leads = ladder::leading(&mut self.space, rules.routes.len(), &self.outcomes.lines);
        for (item, leads) in rules.routes.iter().zip(leads) {
            let Some(WhenDone::Answers { answers, day }) = &item.when_done else { continue };
            let (id, mut so) = (&item.id, self.given(answers));
            self.reach(so, id, || format!("no answers are those that `{id}` gives once it is done"));
            if let Some(day) = day {
                let asked = self.space.ask[self.space.sides[0].variable[day.at()]];
                let both = self.space.circuit.and(so, asked);
                self.reach(both, id, || {
                    let day = &rules.question(*day).id;
                    format!("`{day}` takes the day on which `{id}` was done, and is never asked then")
                });
                let known = self.space.date_known(0, *day);
                so = self.space.circuit.and(so, known);
            }
            let fault = self.space.circuit.and(so, leads);
            self.never(fault, Rule::StillLeads, id, || format!("`{id}` is done here (`when_done`), and still leads"));
        }
    }

    /// When answers were given as they stand: what is assumed of somebody who is not sure was not.
    fn given(&mut self, answers: &Condition) -> Id {
        match answers {
            Condition::All(inner) => {
                let each: Vec<Id> = inner.iter().map(|one| self.given(one)).collect();
                self.space.circuit.all(each)
            }
            Condition::Chose(question, _) => {
                let chosen = self.space.condition(0, answers);
                let unsure = self.space.condition(0, &Condition::Unsure(*question));
                self.space.circuit.without(chosen, unsure)
            }
            other => self.space.condition(0, other),
        }
    }

    /// Nothing is shown that rests on a law before its first day or after its last.
    fn in_force(&mut self) {
        let (rules, day) = (self.rules, self.space.period.first);
        let idle = |laws: &[LawIx]| laws.iter().map(|law| &rules.laws[law.at()]).find(|law| !law.is_in_force(day));
        let deadlines = rules.deadlines.iter().zip(&self.outcomes.deadline);
        let deadlines = deadlines.map(|(item, shown)| (&item.id, *shown, idle(&item.law)));
        let routes = rules.routes.iter().zip(&self.outcomes.offered);
        let routes = routes.map(|(item, shown)| (&item.id, *shown, idle(&item.law)));
        let letters = rules.letters.iter().zip(&self.outcomes.letter);
        let letters = letters.map(|(item, shown)| (&item.id, *shown, idle(&item.law)));
        let tells = rules.tells.iter().zip(&self.outcomes.tells);
        let tells = tells.map(|(item, shown)| (&item.id, *shown, idle(&item.law)));
        let arguments = rules.arguments.iter().zip(&self.outcomes.arguments);
        let arguments = arguments.map(|(item, shown)| (&item.id, *shown, idle(&item.law)));
        let all: Vec<_> = deadlines.chain(routes).chain(letters).chain(tells).chain(arguments).collect();
        for (id, shown, law) in all.into_iter().filter_map(|(id, shown, law)| Some((id, shown, law?))) {
            self.never(shown, Rule::NotInForce, id, || {
                let law = &law.id;
                format!("`{id}` is shown on {day} and rests on `{law}`, which is not in force on that day")
            });
        }
    }

    fn reached(&mut self) {
        for (place, question) in self.rules.questions() {
            let variable = self.space.sides[0].variable[place.at()];
            if !never_asked(self.rules, place) && self.rules.told_question != Some(place) {
                let asked = self.space.ask[variable];
                self.reach(asked, &question.id, || format!("`{}` is never asked", question.id));
            }
        }
        for at in 0..self.rules.facts.len() {
            let fact = &self.rules.facts[at];
            let holds = self.space.condition(0, &fact.when);
            self.reach(holds, &fact.id, || format!("the fact `{}` never holds", fact.id));
        }
        for at in 0..self.rules.routes.len() {
            let route = &self.rules.routes[at];
            let doors = &self.outcomes.doors;
            let reasons = doors.later[at].iter().chain(&doors.refused[at]).copied();
            let named = self.space.circuit.any(reasons.chain([self.outcomes.offered[at]]));
            self.reach(named, &route.id, || format!("the route `{}` is on no path, open or closed", route.id));
            if route.recommend_when != Condition::Any(Vec::new()) {
                let step = self.outcomes.step[at];
                self.reach(step, &route.id, || format!("the route `{}` is never the suggested step", route.id));
            }
            for (reason, later) in route.later.iter().enumerate() {
                let given = self.outcomes.doors.later[at][reason];
                let because = &later.because;
                self.reach(given, &route.id, || format!("`{}` is never put off for this reason: {because}", route.id));
            }
            for (reason, (_, because)) in route.closed.iter().enumerate() {
                let given = self.outcomes.doors.refused[at][reason];
                self.reach(given, &route.id, || format!("`{}` is never closed for this reason: {because}", route.id));
            }
        }
        for at in 0..self.rules.deadlines.len() {
            let place = DeadlineIx(at as u16);
            let waited_for = |route: &Route| route.later.iter().any(|later| later.from == Some(place));
            let used = self.space.sides[0].limits[at].is_some()
                || self.space.sides[0].standings[at].is_some()
                || self.rules.routes.iter().any(waited_for);
            if !used && self.rules.deadline(place).shown != Shown::Calculator {
                let id = &self.rules.deadlines[at].id;
                let message = || format!("the deadline `{id}` is in no plan with a date, and no condition looks at it");
                self.reach(self.outcomes.dated[at], id, message);
            }
        }
        for at in 0..self.rules.letters.len() {
            let id = &self.rules.letters[at].id;
            self.reach(self.outcomes.letter[at], id, || format!("the letter `{id}` is in no plan"));
        }
        for (route, what, counts) in self.outcomes.items.clone() {
            let id = &self.rules.route(route).id;
            self.reach(counts, id, || format!("`{what}` of `{id}` counts on no path"));
        }
        for (at, tell) in self.rules.tells.iter().enumerate() {
            self.reach(self.outcomes.tells[at], &tell.id, || format!("`{}` can be told on no path", tell.id));
        }
        for (at, argument) in self.rules.arguments.iter().enumerate() {
            let id = &argument.id;
            self.reach(self.outcomes.arguments[at], id, || format!("`{id}` is said with no step on any path"));
        }
        for (contact, of) in self.outcomes.contact.clone() {
            let (id, named) = (self.rules.contact_id(contact), self.space.circuit.any(of));
            self.reach(named, id, || format!("the contact `{id}` is in no plan"));
        }
    }

    /// Answers that lead by themselves only to the rung for whoever is left: no step of their topic is for them. What is
    /// assumed of somebody who is not sure, and "none of these", may lead there.
    fn own_steps(&mut self) {
        let rules = self.rules;
        let asks_of_some = |question: &Question| {
            let some = question.ask_when != Condition::All(Vec::new());
            some && matches!(question.kind, Kind::One | Kind::Several { .. })
        };
        for (place, question) in rules.questions().filter(|(_, question)| asks_of_some(question)) {
            for (at, option) in question.options.iter().enumerate() {
                if option.none || question.assume & 1 << at != 0 {
                    continue;
                }
                let chosen = alone::only(&mut self.space, place, at);
                let Some(path) = self.situations.shortest(&mut self.space, chosen) else { continue };
                let Some((answers, today)) = self.space.answers(0, &path) else { continue };
                let Advice::Plan(plan) = advise(rules, &answers, today) else { continue };
                let (id, answer) = (&question.id, &option.id);
                let stated = question.no_own_step & 1 << at != 0;
                // A step of another topic is none for this answer.
                let own = || self.looks_at(plan.next_step, place);
                let left = only_alone(rules, plan.next_step);
                if if stated { !left && own() } else { left } {
                    let step = &rules.route(plan.next_step).id;
                    let message = if stated {
                        format!("`{step}` is for `{id}: {answer}` by itself: take it out of `no_own_step` of `{id}`")
                    } else {
                        format!(
                            "no step is for `{id}: {answer}` by itself: `{step}` is left. Recommend one, or say in \
                             `no_own_step` of `{id}` why there is none"
                        )
                    };
                    self.report(Rule::NoOwnStep, &question.id, message, Some(&path));
                }
            }
        }
    }

    /// Whether a question decides on a route.
    fn looks_at(&self, route: RouteIx, question: QuestionIx) -> bool {
        let (route, mut met, mut seen) = (self.rules.route(route), Vec::new(), HashSet::new());
        for condition in [&route.recommend_when, &route.open_when] {
            questions_of(self.rules, condition, &mut met, &mut seen);
        }
        met.contains(&question)
    }

    /// Each gap of a letter can be filled in by every route that offers the letter: somewhere on its way the question is
    /// asked, or the time limit is one that the person has.
    fn letters(&mut self) {
        let rules = self.rules;
        let offers = rules
            .routes
            .iter()
            .enumerate()
            .flat_map(|(at, route)| route.letters.iter().map(move |letter| (RouteIx(at as u16), letter)));
        for (route, offer) in offers {
            let letter = &rules.letters[offer.what.at()];
            // A line that says of itself that it may be left out is taken out by hand.
            let kept = letter.body.lines().filter(|line| !OPTIONAL.iter().any(|sign| line.contains(sign)));
            let body = kept.collect::<Vec<_>>().join("\n");
            let pieces = template::pieces(&body).unwrap_or_default();
            let (here, of_letter) = (self.space.condition(0, &offer.when), self.space.condition(0, &letter.when));
            let taken = self.outcomes.taken[route.at()];
            let offered = self.space.circuit.all([taken, here, of_letter]);
            let gaps: BTreeSet<&str> = pieces.iter().filter_map(|piece| piece.gap).collect();
            for gap in gaps {
                let Some((kind, id)) = gap.split_once('.').map(|(kind, id)| (kind, id.replace('_', "-"))) else {
                    continue;
                };
                let has = match (kind, rules.question_by_id(&id), rules.deadline_by_id(&id)) {
                    ("answer", Some(question), _) => self.space.sides[0].asked[question.at()],
                    ("due" | "aim", _, Some(limit)) => {
                        let needs = rules.deadline(limit).needs.iter();
                        let asked: Vec<Id> = needs.map(|date| self.space.sides[0].asked[date.at()]).collect();
                        let (applies, asked) = (self.space.applies(0, limit), self.space.circuit.any(asked));
                        self.space.circuit.and(applies, asked)
                    }
                    _ => continue,
                };
                let filled = self.space.circuit.and(offered, has);
                if !self.situations.possible(&mut self.space, filled) {
                    let route = &rules.route(route).id;
                    self.never(offered, Rule::LetterLacks, &letter.id, || {
                        format!("`{}` has the gap `{gap}`, and with `{route}` nothing ever fills it", letter.id)
                    });
                }
            }
        }
    }

    fn in_vain(&mut self) {
        let outcomes: Vec<Id> = self.outcomes.all().collect::<BTreeSet<Id>>().into_iter().collect();
        for (place, question) in self.rules.questions() {
            let holiday = question.date().is_some_and(|date| date.school_holiday.is_some());
            if holiday || Some(place) == self.rules.area_question || Some(place) == self.rules.told_question {
                continue; // they decide on telephone numbers, days and what is told, which are not conditions
            }
            let variable = self.space.sides[0].variable[place.at()];
            let mut quoted = self.written_in_letters(place);
            quoted.extend(self.counted_from(place));
            let parts = in_vain::Parts { outcomes: outcomes.clone(), quoted };
            if let Some(path) = in_vain::shortest(&mut self.space, variable, &parts) {
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
        let known = self.space.date_known(0, question);
        let counted = |deadline: &Deadline| {
            let mut events = Vec::new();
            deadline.limit.cautious.iter().for_each(|cautious| starts(cautious, &mut events));
            deadline.needs.contains(&question) || events.contains(&Start::Question(question))
        };
        let deadlines = self.rules.deadlines.iter().zip(self.outcomes.dated.clone());
        let dated: Vec<Id> = deadlines.filter(|(deadline, _)| counted(deadline)).map(|(_, dated)| dated).collect();
        dated.into_iter().map(|dated| self.space.circuit.and(known, dated)).collect()
    }
}

/// For each of the functions: any of the others holds.
fn others(circuit: &mut Circuit, of: &[Id]) -> Vec<Id> {
    let mut before = vec![Id::FALSE; of.len()];
    for at in 1..of.len() {
        before[at] = circuit.or(before[at - 1], of[at - 1]);
    }
    let mut after = Id::FALSE;
    for at in (0..of.len()).rev() {
        before[at] = circuit.or(before[at], after);
        after = circuit.or(after, of[at]);
    }
    before
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
