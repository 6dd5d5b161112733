//! What one answer leads to by itself: the shortest and plainest situation in which it is given.

use super::circuit::{Atom, Id};
use super::situations::Situations;
use super::space::{Period, ProofError, Scope, Space};
use signpost_core::interview::Alone;
use signpost_core::rules::model::{Kind, Question, QuestionIx, RuleSet};

/// Every option of every question that decides something, in order. An option that nobody can be asked about is left out.
///
/// # Errors
/// There are too many states.
pub fn every(rules: &RuleSet) -> Result<Vec<Alone>, ProofError> {
    let mut space = Space::new(&[rules], Scope::Everything, Period::now(rules))?;
    let mut situations = plainest(&space);
    let mut found = Vec::new();
    for (place, question) in rules.questions().filter(|(_, question)| decides(question)) {
        for option in 0..question.options.len() {
            let chosen = by_itself(&mut space, place, option);
            let Some(path) = situations.shortest(&mut space, chosen) else { continue };
            if let Some((answers, today)) = space.answers(0, &path) {
                found.push(Alone { question: place, option, answers, today });
            }
        }
    }
    space.unless_too_large(found)
}

/// One option by itself; none where nobody can be asked about it.
///
/// # Errors
/// There are too many states.
pub fn of(rules: &RuleSet, question: QuestionIx, option: usize) -> Result<Option<Alone>, ProofError> {
    let mut space = Space::new(&[rules], Scope::Everything, Period::now(rules))?;
    let chosen = by_itself(&mut space, question, option);
    let path = plainest(&space).shortest(&mut space, chosen);
    let found = path.and_then(|path| space.answers(0, &path));
    let found = found.map(|(answers, today)| Alone { question, option, answers, today });
    space.unless_too_large(found)
}

fn plainest(space: &Space<'_>) -> Situations {
    let mut all = Situations::of(space);
    all.assumed_first = true;
    all
}

/// Whether routes may hang on its options.
fn decides(question: &Question) -> bool {
    !question.heading && matches!(question.kind, Kind::One | Kind::Several { .. })
}

/// Holds where this option is chosen and no other of its question.
pub(super) fn only(space: &mut Space<'_>, question: QuestionIx, option: usize) -> Id {
    let (variable, id) =
        (space.sides[0].variable[question.at()], &space.sides[0].rules.question(question).options[option].id);
    let options = space.variables[variable].options.iter().map(|other| other == id).collect::<Vec<_>>();
    let atoms: Vec<Id> = options
        .into_iter()
        .enumerate()
        .map(|(bit, this)| {
            let atom = space.circuit.atom(Atom::Chosen(variable, bit));
            if this { atom } else { atom.turned() }
        })
        .collect();
    space.circuit.all(atoms)
}

/// The same, where nothing else is said than what is assumed of whoever is not sure, in the place the rules are for.
fn by_itself(space: &mut Space<'_>, question: QuestionIx, option: usize) -> Id {
    let mut all = elsewhere(space, question);
    all.push(only(space, question, option));
    space.circuit.all(all)
}

/// That no other place is chosen than the one the rules assume: theirs, where they know more than one.
fn elsewhere(space: &mut Space<'_>, place: QuestionIx) -> Vec<Id> {
    let rules = space.sides[0].rules;
    let mut found = Vec::new();
    for (area, question) in rules.questions().filter(|(other, item)| *other != place && item.kind == Kind::Area) {
        let variable = space.sides[0].variable[area.at()];
        for (bit, id) in space.variables[variable].options.clone().iter().enumerate() {
            let assumed = question.option(id).is_some_and(|at| question.assume & 1 << at != 0);
            if question.assume != 0 && !assumed {
                found.push(space.circuit.atom(Atom::Chosen(variable, bit)).turned());
            }
        }
    }
    found
}
