//! Two copies of one case become one, and nothing of either is lost: what cannot stand beside the other is said.

use chrono::NaiveDate;
use serde_yaml::Mapping;

use super::model::{Action, Case, Note};

/// Brings `theirs` into `ours`. Also returns a line for every choice that was made between the two.
///
/// The later answer counts; of two given on the same day ours counts, and theirs is kept as a note. A consent refused
/// or withdrawn on the same day counts over one given. Notes, calls, plans and actions of both are kept.
pub fn merge(ours: &Case, theirs: &Case, today: NaiveDate) -> (Case, Vec<String>) {
    let mut case = ours.clone();
    let mut said = Vec::new();
    case.rev = ours.rev.max(theirs.rev);
    case.created = ours.created.min(theirs.created);
    let newer = theirs.updated > ours.updated;
    if ours.status != theirs.status {
        case.status = if newer { theirs.status } else { ours.status };
        said.push(format!("status: {} counts, as the later", case.status.word()));
    }
    if ours.level != theirs.level {
        case.level = if newer { theirs.level.or(ours.level) } else { ours.level.or(theirs.level) };
    }
    for (kind, consent) in &theirs.consents {
        let take = match ours.consents.get(kind) {
            None => true,
            Some(held) => consent.on > held.on || (consent.on == held.on && held.given && !consent.given),
        };
        if take {
            case.consents.insert(*kind, consent.clone());
        }
    }
    for (id, answer) in &theirs.answers {
        let Some(held) = ours.answers.get(id) else {
            case.answers.insert(id.clone(), answer.clone());
            continue;
        };
        if held.answer == answer.answer {
            continue;
        }
        let (kept, other) = if answer.on > held.on { (answer, held) } else { (held, answer) };
        let other = serde_json::to_string(&other.answer).unwrap_or_default().replace('"', "");
        said.push(format!("{id}: the other copy had {other}; kept as a note"));
        let text = format!("Two copies of this case were joined. The other answer was: {other}.");
        case.answers.insert(id.clone(), kept.clone());
        case.notes.push(Note { on: Some(today), text, question: Some(id.clone()), extra: Mapping::new() });
    }
    join(&mut case.notes, &theirs.notes);
    case.notes.sort_by_key(|note| note.on);
    actions(&mut case.actions, &theirs.actions);
    join(&mut case.calls, &theirs.calls);
    case.calls.sort_by_key(|call| call.on);
    join(&mut case.plans, &theirs.plans);
    case.plans.sort_by_key(|plan| plan.on);
    for (key, value) in &theirs.extra {
        match case.extra.get(key) {
            None => {
                case.extra.insert(key.clone(), value.clone());
            }
            Some(held) if held != value => {
                let name = key.as_str().unwrap_or("a field").to_owned();
                said.push(format!("`{name}`: the two copies differ; this one is kept"));
            }
            Some(_) => {}
        }
    }
    (case, said)
}

fn join<T: Clone + PartialEq>(ours: &mut Vec<T>, theirs: &[T]) {
    for item in theirs {
        if !ours.contains(item) {
            ours.push(item.clone());
        }
    }
}

/// An action done in either copy is done.
fn actions(ours: &mut Vec<Action>, theirs: &[Action]) {
    for action in theirs {
        let same = |held: &&mut Action| (&held.who, &held.what, held.by) == (&action.who, &action.what, action.by);
        match ours.iter_mut().find(same) {
            Some(held) => held.done |= action.done,
            None => ours.push(action.clone()),
        }
    }
}
