//! Two copies of one case become one, and nothing of either is lost: what cannot stand beside the other is said.

use chrono::NaiveDate;
use serde_yaml::{Mapping, Value};

use super::fields::text_of;
use super::model::{Action, Case, Consent, Known, Note};

/// Brings `theirs` into `ours`, the copy here. Also returns a line for every choice that was made between the two.
///
/// The later answer counts; of two given on the same day ours counts, and theirs is kept as a note. A consent refused
/// or withdrawn on the same day counts over one given. Notes, calls, plans and actions of both are kept.
pub fn merge(ours: &Case, theirs: &Case, today: NaiveDate) -> (Case, Vec<String>) {
    let mut case = ours.clone();
    let mut said = Vec::new();
    case.rev = ours.rev.max(theirs.rev);
    case.created = ours.created.min(theirs.created);
    let mut choice = |what: &str, kept: &str, other: &str| {
        said.push(format!("{what}: {kept} counts; the other copy had {other}"));
    };
    let newer = theirs.updated > ours.updated;
    let mut other_number = None;
    if let (Some(held), Some(number)) = (&ours.service_number, &theirs.service_number)
        && held != number
    {
        let (kept, other) = if newer { (number, held) } else { (held, number) };
        case.service_number = Some(kept.clone());
        choice("service number", kept, other);
        other_number = Some(other.clone());
    } else {
        case.service_number = ours.service_number.clone().or_else(|| theirs.service_number.clone());
    }
    if ours.status != theirs.status {
        let (kept, other) = if newer { (theirs.status, ours.status) } else { (ours.status, theirs.status) };
        case.status = kept;
        choice("status", kept.word(), other.word());
    }
    if let (Some(held), Some(level)) = (ours.level, theirs.level)
        && held != level
    {
        let (kept, other) = if newer { (level, held) } else { (held, level) };
        case.level = Some(kept);
        choice("level", &kept.to_string(), &other.to_string());
    } else {
        case.level = ours.level.or(theirs.level);
    }
    for (kind, consent) in &theirs.consents {
        let Some(held) = ours.consents.get(kind) else {
            case.consents.insert(*kind, consent.clone());
            continue;
        };
        let take = consent.on > held.on || (consent.on == held.on && held.given && !consent.given);
        let (kept, other) = if take { (consent, held) } else { (held, consent) };
        if (kept.given, &kept.with) != (other.given, &other.with) {
            choice(&format!("consent to {}", kind.word()), &given(kept), &given(other));
        }
        case.consents.insert(*kind, kept.clone());
    }
    for (id, answer) in &theirs.answers {
        let Some(held) = ours.answers.get(id) else {
            case.answers.insert(id.clone(), answer.clone());
            continue;
        };
        if held.answer == answer.answer {
            // One of them may say how it is known.
            if held.known == Known::NotSaid {
                case.answers.insert(id.clone(), answer.clone());
            }
            continue;
        }
        let (kept, other) = if answer.on > held.on { (answer, held) } else { (held, answer) };
        let other = written(&other.answer);
        said.push(format!("{id}: {} counts; the other answer, {other}, is kept as a note", written(&kept.answer)));
        let text = format!("Two copies of this case were joined. The other answer was: {other}.");
        case.answers.insert(id.clone(), kept.clone());
        case.notes.push(Note { on: Some(today), text, question: Some(id.clone()), extra: Mapping::new() });
    }
    if let Some(other) = other_number {
        let text = format!("Two copies of this case were joined. The other number of the service was: {other}.");
        case.notes.push(Note { on: Some(today), text, question: None, extra: Mapping::new() });
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
                said.push(format!("`{name}`: the two copies differ; what stood here is kept"));
            }
            Some(_) => {}
        }
    }
    (case, said)
}

/// A consent in words: "yes (with the school)".
fn given(consent: &Consent) -> String {
    let with = consent.with.as_deref().map_or(String::new(), |with| format!(" (with {with})"));
    format!("{}{with}", if consent.given { "yes" } else { "no" })
}

/// An answer as it is typed.
fn written(answer: &Value) -> String {
    match answer {
        Value::Sequence(items) => items.iter().filter_map(text_of).collect::<Vec<_>>().join(", "),
        one => text_of(one).unwrap_or_default(),
    }
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
