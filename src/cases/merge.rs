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
    // Without `..`: a field that is added to a case must be joined here too.
    let Case {
        reference: _,
        service_number,
        rev,
        status,
        level,
        created,
        updated,
        consents,
        answers,
        actions: their_actions,
        calls,
        plans,
        notes,
        extra,
    } = theirs;
    let mut case = ours.clone();
    let mut said = Vec::new();
    case.rev = ours.rev.max(*rev);
    case.created = ours.created.min(*created);
    let mut choice = |what: &str, kept: &str, other: &str| {
        said.push(format!("{what}: {kept} counts; the other copy had {other}"));
    };
    let newer = *updated > ours.updated;
    let mut other_number = None;
    if let (Some(held), Some(number)) = (&ours.service_number, service_number)
        && held != number
    {
        let (kept, other) = if newer { (number, held) } else { (held, number) };
        case.service_number = Some(kept.clone());
        choice("service number", kept, other);
        other_number = Some(other.clone());
    } else {
        case.service_number = ours.service_number.clone().or_else(|| service_number.clone());
    }
    if ours.status != *status {
        let (kept, other) = if newer { (*status, ours.status) } else { (ours.status, *status) };
        case.status = kept;
        choice("status", kept.word(), other.word());
    }
    if let (Some(held), Some(other)) = (ours.level, *level)
        && held != other
    {
        let (kept, other) = if newer { (other, held) } else { (held, other) };
        case.level = Some(kept);
        choice("level", &kept.to_string(), &other.to_string());
    } else {
        case.level = ours.level.or(*level);
    }
    for (kind, consent) in consents {
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
    for (id, answer) in answers {
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
    join(&mut case.notes, notes);
    case.notes.sort_by_key(|note| note.on);
    actions(&mut case.actions, their_actions, &mut said);
    join(&mut case.calls, calls);
    case.calls.sort_by_key(|call| call.on);
    join(&mut case.plans, plans);
    case.plans.sort_by_key(|plan| plan.on);
    differing(&mut case.extra, extra, &mut said);
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

/// Adds the fields that are not here, and says which stand here with something else.
fn differing(ours: &mut Mapping, theirs: &Mapping, said: &mut Vec<String>) {
    for (key, value) in theirs {
        match ours.get(key) {
            None => drop(ours.insert(key.clone(), value.clone())),
            Some(held) if held != value => {
                let name = key.as_str().unwrap_or("a field");
                said.push(format!("`{name}`: the two copies differ; what stood here is kept"));
            }
            Some(_) => {}
        }
    }
}

/// An action done in either copy is done, on the day that either gives.
fn actions(ours: &mut Vec<Action>, theirs: &[Action], said: &mut Vec<String>) {
    for action in theirs {
        let Action { who, what, by, done, on, extra } = action;
        match ours.iter_mut().find(|held| (&held.who, &held.what, &held.by) == (who, what, by)) {
            Some(held) => {
                held.done |= done;
                held.on = held.on.or(*on);
                differing(&mut held.extra, extra, said);
            }
            None => ours.push(action.clone()),
        }
    }
}
