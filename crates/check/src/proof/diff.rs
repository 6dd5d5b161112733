//! What a change to the rules does: which situations get other questions, other advice, other dates or other words.
//!
//! Both rule sets are read over the same variables, so a situation is one list of answers that both understand, and
//! each item of the plan is compared on all of them at once.

use std::collections::BTreeMap;

use serde::Serialize;

use super::circuit::Id;
use super::doors::Doors;
use super::ladder;
use super::outcomes::Outcomes;
use super::situations::Situations;
use super::space::{Period, ProofError, Scope, Space};
use super::witness::Witness;
use super::words::{self, Words};
use signpost_core::rules::model::{Condition, Route, RuleSet, Shown};

/// What kind of thing is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A question is asked or not, or has other answers.
    Question,
    /// The suggested next step.
    NextStep,
    /// The step of a body, beside the suggested one.
    Step,
    /// A route beside the step.
    Alongside,
    /// A route that is open.
    Open,
    /// A route that opens later, and why.
    Later,
    /// A route that is not open, and why.
    Closed,
    /// A deadline is part of the plan or not.
    Deadline,
    /// A deadline falls on other days.
    Dates,
    /// A letter is offered or not.
    Letter,
    /// A text.
    Words,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 11] = [
        Kind::Question,
        Kind::NextStep,
        Kind::Step,
        Kind::Alongside,
        Kind::Open,
        Kind::Later,
        Kind::Closed,
        Kind::Deadline,
        Kind::Dates,
        Kind::Letter,
        Kind::Words,
    ];
}

/// One difference.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// What kind of thing.
    pub kind: Kind,
    /// Its id.
    pub item: String,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
    /// The shortest answers that show it.
    pub example: Option<Example>,
}

/// Answers that show a difference.
#[derive(Debug, Clone, Serialize)]
pub struct Example {
    /// The day.
    pub today: String,
    /// The answers, as `signpost plan --answers -` takes them, for the new rules.
    pub answers: String,
    /// The same for the old rules, where they ask other questions.
    pub old_answers: Option<String>,
}

/// Everything that is different.
#[derive(Debug, Clone, Serialize)]
pub struct Diff {
    /// Whether there are answers that only the old rules have.
    pub only_old: bool,
    /// Whether there are answers that only the new rules have.
    pub only_new: bool,
    /// Whether the calendars differ: then any date can.
    pub calendar: bool,
    /// The differences, by kind.
    pub changes: Vec<Change>,
}

/// Compares two rule sets.
///
/// # Errors
/// Why their situations cannot be compared.
pub fn compare(old: &RuleSet, new: &RuleSet) -> Result<Diff, ProofError> {
    let mut periods = Period::all(&[old, new]).into_iter().map(|period| compare_in(old, new, period));
    let mut diff = periods.next().unwrap_or(Err(ProofError::Order))?;
    for other in periods {
        let other = other?;
        diff.only_old |= other.only_old;
        diff.only_new |= other.only_new;
        let same = |one: &Change, other: &Change| {
            (one.kind, &one.item, &one.old, &one.new) == (other.kind, &other.item, &other.old, &other.new)
        };
        for change in other.changes {
            if !diff.changes.iter().any(|known| same(known, &change)) {
                diff.changes.push(change);
            }
        }
    }
    diff.changes.sort_by_key(|change| change.kind);
    Ok(diff)
}

/// Compares them on the days of a period.
fn compare_in(old: &RuleSet, new: &RuleSet, period: Period) -> Result<Diff, ProofError> {
    let mut space = Space::new(&[old, new], Scope::Everything, period)?;
    let situations = Situations::of(&space);
    let (before, after) = (Outcomes::of(&mut space, 0), Outcomes::of(&mut space, 1));
    let (known_old, known_new) = (space.known_to(0), space.known_to(1));
    let both = space.circuit.and(known_old, known_new);
    let mut compare = Compare { old, new, before, after, both, space, situations, found: Vec::new() };
    compare.questions();
    compare.routes();
    compare.deadlines();
    compare.letters();
    compare.phrases();
    let Compare { mut space, mut situations, found, .. } = compare;
    let only_old = space.circuit.without(known_old, known_new);
    let only_new = space.circuit.without(known_new, known_old);
    let mut changes = found;
    changes.sort_by_key(|change| change.kind);
    let diff = Diff {
        only_old: situations.possible(&mut space, only_old),
        only_new: situations.possible(&mut space, only_new),
        calendar: old.calendar != new.calendar,
        changes,
    };
    space.unless_too_large(diff)
}

struct Compare<'r> {
    old: &'r RuleSet,
    new: &'r RuleSet,
    before: Outcomes,
    after: Outcomes,
    both: Id,
    space: Space<'r>,
    situations: Situations,
    found: Vec<Change>,
}

/// Items of two lists that have the same id, in the order of the new list, then those that are only in the old.
fn matched<'a, T>(old: &'a [T], new: &'a [T], id: impl Fn(&'a T) -> &'a str) -> Vec<Matched<'a>> {
    let find = |list: &'a [T], wanted: &str| list.iter().position(|item| id(item) == wanted);
    let of_new = new.iter().enumerate().map(|(at, item)| (id(item), find(old, id(item)), Some(at)));
    let of_old = old.iter().enumerate().map(|(at, item)| (id(item), Some(at), find(new, id(item))));
    of_new.chain(of_old.filter(|(_, _, new)| new.is_none())).collect()
}

/// An item of two lists: its id, and its place in the old and in the new one.
type Matched<'a> = (&'a str, Option<usize>, Option<usize>);

/// A route, and where it lost or took a place.
type Place<'a> = (&'a str, Id);

/// More routes than this that another took the place of are counted, not named.
const MOST_PAIRS: usize = 3;

fn is_never(condition: &Condition) -> bool {
    *condition == Condition::Any(Vec::new())
}

fn pick(list: &[Id], at: Option<usize>) -> Id {
    at.map_or(Id::FALSE, |at| list[at])
}

impl Compare<'_> {
    /// Notes a difference where it holds in some situation that both know.
    fn note(&mut self, kind: Kind, item: &str, old: &str, new: &str, holds: Id) {
        let holds = self.space.circuit.and(self.both, holds);
        let Some(path) = self.situations.shortest(&mut self.space, holds) else { return };
        let witness = |side| self.space.witness(side, &path);
        let example = witness(1).map(|shown: Witness| {
            let old_answers = witness(0).map(|old| old.yaml()).filter(|old| *old != shown.yaml());
            Example { today: shown.today.to_string(), answers: shown.yaml(), old_answers }
        });
        let (item, old, new) = (item.to_owned(), old.to_owned(), new.to_owned());
        self.found.push(Change { kind, item, old, new, example });
    }

    /// Notes a difference of what stands in no situation: a time limit that is asked about by itself, or a date that only
    /// such limits need.
    fn note_alone(&mut self, kind: Kind, item: &str, old: &str, new: &str) {
        let (item, old, new) = (item.to_owned(), old.to_owned(), new.to_owned());
        self.found.push(Change { kind, item, old, new, example: None });
    }

    /// Notes where something is so before and not after, and the other way round.
    fn either(&mut self, kind: Kind, item: &str, (before, after): (Id, Id), (is, is_not): (&str, &str)) {
        let lost = self.space.circuit.without(before, after);
        self.note(kind, item, is, is_not, lost);
        let gained = self.space.circuit.without(after, before);
        self.note(kind, item, is_not, is, gained);
    }

    fn texts(&mut self, item: &str, (old, new): (&Words, &Words), shown: Id) {
        for (name, old, new) in words::differences(old, new) {
            self.note(Kind::Words, &format!("{item}.{name}"), &old, &new, shown);
        }
    }

    fn texts_alone(&mut self, item: &str, (old, new): (&Words, &Words)) {
        for (name, old, new) in words::differences(old, new) {
            self.note_alone(Kind::Words, &format!("{item}.{name}"), &old, &new);
        }
    }

    fn questions(&mut self) {
        let (old, new) = (self.old, self.new);
        for (id, was, is) in matched(&old.questions, &new.questions, |question| &question.id) {
            let before = pick(&self.space.sides[0].asked, was);
            let after = pick(&self.space.sides[1].asked, is);
            self.either(Kind::Question, id, (before, after), ("asked", "not asked"));
            let (Some(was), Some(is)) = (was, is) else { continue };
            let (was, is) = (&old.questions[was], &new.questions[is]);
            let texts = (words::of_question(was), words::of_question(is));
            if is_never(&was.ask_when) && is_never(&is.ask_when) {
                self.texts_alone(id, (&texts.0, &texts.1));
                continue;
            }
            let asked = self.space.circuit.and(before, after);
            self.texts(id, (&texts.0, &texts.1), asked);
        }
    }

    fn routes(&mut self) {
        let (old, new) = (self.old, self.new);
        let routes = matched(&old.routes, &new.routes, |route| &route.id);
        self.leads(&routes);
        self.steps(&routes);
        for (id, was, is) in routes {
            let beside = |compare: &mut Self, taken: Id, step: Id| compare.space.circuit.without(taken, step);
            let (step_before, step_after) = (pick(&self.before.step, was), pick(&self.after.step, is));
            let (taken_before, taken_after) = (pick(&self.before.taken, was), pick(&self.after.taken, is));
            let before = beside(self, taken_before, step_before);
            let after = beside(self, taken_after, step_after);
            self.either(Kind::Alongside, id, (before, after), ("beside the next step", "not beside it"));
            let open = (pick(&self.before.offered, was), pick(&self.after.offered, is));
            self.either(Kind::Open, id, open, ("open", "not open"));
            self.reasons(id, was, is);
            let (Some(was), Some(is)) = (was, is) else { continue };
            let shown = self.space.circuit.and(open.0, open.1);
            self.texts(id, (&words::of_route(&old.routes[was]), &words::of_route(&new.routes[is])), shown);
        }
    }

    /// Which route leads: from which to which.
    fn leads(&mut self, routes: &[Matched<'_>]) {
        let before = ladder::leading(&mut self.space, self.old.routes.len(), &self.before.lines);
        let after = ladder::leading(&mut self.space, self.new.routes.len(), &self.after.lines);
        let (mut lost, mut gained) = (Vec::new(), Vec::new());
        for (id, was, is) in routes {
            let (before, after) = (pick(&before, *was), pick(&after, *is));
            lost.push((*id, self.space.circuit.without(before, after)));
            gained.push((*id, self.space.circuit.without(after, before)));
        }
        self.replaced(Kind::NextStep, "plan", &lost, &gained);
    }

    /// Which route is the step of a body, where neither leads: from which to which.
    fn steps(&mut self, routes: &[Matched<'_>]) {
        let before = ladder::leading(&mut self.space, self.old.routes.len(), &self.before.lines);
        let after = ladder::leading(&mut self.space, self.new.routes.len(), &self.after.lines);
        let mut bodies: BTreeMap<&str, (Vec<Place<'_>>, Vec<Place<'_>>)> = BTreeMap::new();
        for (id, was, is) in routes {
            let (old, new) = (self.old, self.new);
            let body = match (was, is) {
                (_, Some(is)) => &new.bodies[new.routes[*is].body.at()].id,
                (Some(was), None) => &old.bodies[old.routes[*was].body.at()].id,
                (None, None) => continue,
            };
            let (was_step, is_step) = (pick(&self.before.step, *was), pick(&self.after.step, *is));
            let circuit = &mut self.space.circuit;
            let lost = circuit.without(was_step, is_step);
            let gained = circuit.without(is_step, was_step);
            let of = bodies.entry(body).or_default();
            of.0.push((id, circuit.without(lost, pick(&before, *was))));
            of.1.push((id, circuit.without(gained, pick(&after, *is))));
        }
        for (body, (lost, gained)) in bodies {
            self.replaced(Kind::Step, body, &lost, &gained);
        }
    }

    /// Of routes that are no longer in a place, and others that are in it now: which took the place of which.
    fn replaced(&mut self, kind: Kind, place: &str, lost: &[Place<'_>], gained: &[Place<'_>]) {
        let any_gained = self.space.circuit.any(gained.iter().map(|(_, now)| *now));
        for (id, now) in gained {
            let pairs: Vec<Place<'_>> =
                lost.iter().map(|(other, was)| (*other, self.space.circuit.and(*was, *now))).collect();
            let mut met = Vec::new();
            for (other, both) in pairs {
                let both = self.space.circuit.and(self.both, both);
                if self.situations.possible(&mut self.space, both) {
                    met.push((other, both));
                }
            }
            if met.len() > MOST_PAIRS {
                self.note(kind, place, &format!("one of {} others", met.len()), id, *now);
            } else {
                met.iter().for_each(|(other, both)| self.note(kind, place, other, id, *both));
            }
            let any_lost = self.space.circuit.any(lost.iter().map(|(_, was)| *was));
            let new = self.space.circuit.without(*now, any_lost);
            self.note(kind, place, "none", id, new);
        }
        for (id, was) in lost {
            let left = self.space.circuit.without(*was, any_gained);
            self.note(kind, place, id, "none", left);
        }
    }

    /// The reasons a route is not open, or not open yet, for: as texts, so that moving one in its list is no difference.
    fn reasons(&mut self, id: &str, was: Option<usize>, is: Option<usize>) {
        let closed = |route: &Route| route.closed.iter().map(|(_, because)| because.clone()).collect();
        let later = |route: &Route| route.later.iter().map(|later| later.because.clone()).collect();
        let shut = ("not open, with a reason", "no reason given");
        self.reasons_of(Kind::Closed, id, (was, is), shut, &closed, |doors| &doors.refused);
        let yet = ("not open yet, with a reason", "not said to open later");
        self.reasons_of(Kind::Later, id, (was, is), yet, &later, |doors| &doors.later);
    }

    fn reasons_of(
        &mut self,
        kind: Kind,
        id: &str,
        (was, is): (Option<usize>, Option<usize>),
        said: (&str, &str),
        texts: &dyn Fn(&Route) -> Vec<String>,
        shown: fn(&Doors) -> &Vec<Vec<Id>>,
    ) {
        let old = was.map_or_else(Vec::new, |at| texts(&self.old.routes[at]));
        let new = is.map_or_else(Vec::new, |at| texts(&self.new.routes[at]));
        let shown_before = was.map_or_else(Vec::new, |at| shown(&self.before.doors)[at].clone());
        let shown_after = is.map_or_else(Vec::new, |at| shown(&self.after.doors)[at].clone());
        let before = self.space.circuit.any(shown_before.iter().copied());
        let after = self.space.circuit.any(shown_after.iter().copied());
        self.either(kind, id, (before, after), said);
        for (was, old) in shown_before.iter().zip(&old) {
            for (is, new) in shown_after.iter().zip(&new).filter(|(_, new)| *new != old) {
                let other = self.space.circuit.and(*was, *is);
                // The same reason in the same situations, said otherwise.
                let kind = if was == is { Kind::Words } else { kind };
                self.note(kind, id, old, new, other);
            }
        }
    }

    fn deadlines(&mut self) {
        let (old, new) = (self.old, self.new);
        for (id, was, is) in matched(&old.deadlines, &new.deadlines, |deadline| &deadline.id) {
            let shown = (pick(&self.before.deadline, was), pick(&self.after.deadline, is));
            self.either(Kind::Deadline, id, shown, ("in the plan", "not in the plan"));
            self.calculated(id, was, is);
            let dated = self.space.circuit.and(pick(&self.before.dated, was), pick(&self.after.dated, is));
            let (Some(was), Some(is)) = (was, is) else { continue };
            if super::limits::moved(old, was, new, is) {
                let (before, after) = (super::limits::say(old, was), super::limits::say(new, is));
                self.note(Kind::Dates, id, &before, &after, dated);
            }
            let both = self.space.circuit.and(shown.0, shown.1);
            let (was, is) = (&old.deadlines[was], &new.deadlines[is]);
            self.texts(id, (&words::of_deadline(was), &words::of_deadline(is)), both);
        }
    }

    /// A time limit that is no part of any plan, before or after.
    fn calculated(&mut self, id: &str, was: Option<usize>, is: Option<usize>) {
        let (old, new) = (self.old, self.new);
        let alone =
            |rules: &RuleSet, at: Option<usize>| at.filter(|at| rules.deadlines[*at].shown == Shown::Calculator);
        let say = |rules: &RuleSet, at: Option<usize>| {
            alone(rules, at).map_or("none by itself".to_owned(), |at| super::limits::say(rules, at))
        };
        let (before, after) = (say(old, was), say(new, is));
        if before != after {
            self.note_alone(Kind::Dates, id, &before, &after);
        }
        if let (Some(was), Some(is)) = (alone(old, was), alone(new, is)) {
            let texts = (words::of_deadline(&old.deadlines[was]), words::of_deadline(&new.deadlines[is]));
            self.texts_alone(id, (&texts.0, &texts.1));
        }
    }

    fn letters(&mut self) {
        let (old, new) = (self.old, self.new);
        for (id, was, is) in matched(&old.letters, &new.letters, |letter| &letter.id) {
            let offered = (pick(&self.before.letter, was), pick(&self.after.letter, is));
            self.either(Kind::Letter, id, offered, ("in the plan", "not in the plan"));
            let (Some(was), Some(is)) = (was, is) else { continue };
            let both = self.space.circuit.and(offered.0, offered.1);
            self.texts(id, (&words::of_letter(&old.letters[was]), &words::of_letter(&new.letters[is])), both);
        }
    }

    fn phrases(&mut self) {
        let (old, new) = (self.old, self.new);
        for (id, was, is) in matched(&old.phrases, &new.phrases, |phrase| &phrase.id) {
            let (Some(was), Some(is)) = (was, is) else { continue };
            let says = |rules: &RuleSet, at: usize| -> Vec<String> {
                let phrase = &rules.phrases[at];
                phrase.instead.iter().map(|(_, say)| say.clone()).chain([phrase.say.clone()]).collect()
            };
            for (at, before) in says(old, was).iter().enumerate() {
                for (place, after) in says(new, is).iter().enumerate().filter(|(_, after)| *after != before) {
                    let other = self.space.circuit.and(self.before.phrase[was][at], self.after.phrase[is][place]);
                    self.note(Kind::Words, id, before, after, other);
                }
            }
        }
    }
}
