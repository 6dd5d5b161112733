//! What a changed time limit leaves behind: every text that says its old length, also where another limit beside it has
//! that, the limits that rest on the same words of the law, and the days of checking that are still the old ones.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use signpost_core::rules::model::{Deadline, DeadlineIx, LawIx, Start, starts};
use signpost_core::rules::{RuleSet, Sources};
use signpost_core::text::{self, cardinal};

use super::numbers::{Around, Beside, Length, Said, item_of, limits_in, numbers, own_lengths};
use super::texts::{self, Kind};
use crate::files::file::Bundle;
use crate::files::finding::{Code, Finding, Findings, Place};
use crate::files::load::{HEAD, Map};
use crate::proof::limits::moved;

/// A limit that is counted in another way than before, or is no more.
struct Changed<'r> {
    id: &'r str,
    /// Its lengths that it has no more.
    gone: Vec<Length>,
    /// Before.
    was: &'r Deadline,
    /// Its place in the new rules.
    is: Option<DeadlineIx>,
}

/// The rules after the change.
struct New<'r> {
    bundle: &'r Bundle,
    rules: &'r RuleSet,
    beside: BTreeMap<Place, Beside<'r>>,
    /// A value as it stands in its file.
    written: &'r dyn Fn(&Place) -> Option<String>,
}

/// What to look at after a change from the old rules to the new ones, whose files are `bundle` and `sources`.
pub fn left_behind(old: &RuleSet, new: &RuleSet, (bundle, sources, map): (&Bundle, &Sources, &Map)) -> Vec<Finding> {
    let changed: Vec<Changed<'_>> = old.deadlines().filter_map(|(place, _)| changed(old, place, new)).collect();
    let beside = Around::of(bundle, new).items(bundle, &map.said_lengths);
    let new = New { bundle, rules: new, beside, written: &|place| map.written(sources, place) };
    let mut findings = Findings::default();
    let mut note = |place: Place, message: String| findings.add(Code::Number, place, message, None);
    in_texts(&new, &changed, &mut note);
    in_ids(&new, &changed, &mut note);
    twins(bundle, old, new.rules, &changed, &mut note);
    days(bundle, old, new.rules, &changed, &mut note);
    findings.into_vec()
}

type Note<'n> = dyn FnMut(Place, String) + 'n;

fn changed<'r>(old: &'r RuleSet, place: DeadlineIx, new: &RuleSet) -> Option<Changed<'r>> {
    let was = old.deadline(place);
    let is = new.deadline_by_id(&was.id);
    let before = own_lengths(old, place);
    let after = is.map(|is| own_lengths(new, is)).unwrap_or_default();
    let mut from = Vec::new();
    starts(&was.limit.term, &mut from);
    // What is only counted from a limit that changed is found with that one.
    let alone = !from.iter().any(|start| matches!(start, Start::Deadline(_)));
    let other = is.is_none_or(|is| before != after || (alone && moved(old, place.at(), new, is.at())));
    let gone = before.into_iter().filter(|length| !after.contains(length)).collect();
    other.then_some(Changed { id: &was.id, gone, was, is })
}

/// Every text beside a limit, or in its file, that says what it had, and every one whose number nothing beside it explains.
fn in_texts(new: &New<'_>, changed: &[Changed<'_>], note: &mut Note<'_>) {
    let file: BTreeMap<&str, String> =
        ids(new.bundle, "deadlines").into_iter().map(|(place, id)| (id, place.file)).collect();
    let mut noted = BTreeSet::new();
    let mut look = |text: &str, place: &Place, heard: bool| {
        let Some(beside) = item_of(place).and_then(|item| new.beside.get(&item)) else { return };
        for (range, said) in numbers(text) {
            let (Said::Length(length), words) = (&said, &text[range]) else { continue };
            // A limit that is said by its id stands there as it is now.
            let by_id = || beside.said.contains(&said) && !(new.written)(place).is_some_and(|raw| raw.contains(words));
            let excused = beside.other.contains(&said);
            let alone = excused || (heard && !beside.holds(&said));
            let near = |limit: &&Changed<'_>| beside.names(limit.id) || file.get(limit.id) == Some(&place.file);
            let was = changed.iter().filter(|limit| alone || near(limit)).find_map(|limit| {
                Some((limit.id, limit.gone.iter().find(|gone| length.may_mean(**gone))?)).filter(|_| !by_id())
            });
            let Some((limit, gone)) = was else { continue };
            let others: BTreeSet<&str> = beside.alike(|other| length.may_mean(other)).map(|(_, id)| id).collect();
            let others: Vec<String> = others.into_iter().map(|id| format!("`{id}`")).collect();
            let how = match (excused, heard) {
                (true, _) => "is in `other_numbers`, and".to_owned(),
                (_, true) => "is in what people are told, and".to_owned(),
                _ if others.is_empty() => "is in no time limit beside it, and".to_owned(),
                _ => format!("may be the time of {}, but", text::list_or(&others)),
            };
            let (place, message) =
                (place.clone().words(words), format!("`{words}` {how} the time limit `{limit}` had {}", gone.said()));
            if noted.insert((place.clone(), message.clone())) {
                note(place, message);
            }
        }
    };
    texts::each_of(new.bundle, &mut |text| look(text.text, &text.place, text.kind == Kind::Quote));
    for letter in &new.bundle.letters {
        letter.body.lines().for_each(|line| look(line, &of_letter(&letter.id), false));
    }
}

fn of_letter(id: &str) -> Place {
    Place::new(&format!("letters/{id}.md"), "")
}

/// The ids of a list of the parts, each with its item's place.
fn ids<'b>(bundle: &'b Bundle, list: &'static str) -> Vec<(Place, &'b str)> {
    let of = |file: &'b crate::files::file::PartFile| -> Vec<&'b str> {
        let part = &file.part;
        match list {
            "deadlines" => part.deadlines.iter().map(|item| item.id.as_str()).collect(),
            "routes" => part.routes.iter().map(|item| item.id.as_str()).collect(),
            "facts" => part.facts.iter().map(|item| item.id.as_str()).collect(),
            _ => part.tells.iter().map(|item| item.id.as_str()).collect(),
        }
    };
    let parts = bundle.parts.iter();
    let all = parts.flat_map(|part| {
        let place = Place::new(&part.file, "");
        of(part).into_iter().enumerate().map(move |(at, id)| (place.item(list, at), id))
    });
    all.collect()
}

/// Ids of the limit, and of what shows it or looks at it, that hold its old number.
fn in_ids(new: &New<'_>, changed: &[Changed<'_>], note: &mut Note<'_>) {
    let rules = new.rules;
    for limit in changed {
        let Some(is) = limit.is else { continue };
        let beside = |list: &str, place: &Place, id: &str| match list {
            "deadlines" => id == limit.id,
            "routes" => rules.route_by_id(id).is_some_and(|route| rules.route(route).deadlines.contains(&is)),
            "facts" => rules.facts.iter().find(|fact| fact.id == id).is_some_and(|fact| {
                let mut met = HashSet::new();
                limits_in(rules, &fact.when, &mut met);
                met.contains(&is)
            }),
            _ => new.beside.get(place).is_some_and(|beside| beside.names(limit.id)),
        };
        for list in ["deadlines", "routes", "facts", "tells"] {
            for (place, id) in ids(new.bundle, list).into_iter().filter(|(place, id)| beside(list, place, id)) {
                let holds = |gone: &&Length| {
                    let number = gone.number();
                    id.split('-').any(|word| word.parse() == Ok(number) || cardinal(word) == Some(number))
                };
                if let Some(gone) = limit.gone.iter().find(holds) {
                    let message = format!("the id `{id}` may say what `{}` had: {}", limit.id, gone.said());
                    note(place.then("id"), message);
                }
            }
        }
    }
}

/// Limits with the old length that rest on a part of the law on which the changed one rests.
fn twins(bundle: &Bundle, old: &RuleSet, new: &RuleSet, changed: &[Changed<'_>], note: &mut Note<'_>) {
    for (place, id) in ids(bundle, "deadlines") {
        let Some(other) = new.deadline_by_id(id).filter(|_| !changed.iter().any(|limit| limit.id == id)) else {
            continue;
        };
        let parts = parts_of(new, &new.deadline(other).law);
        for limit in changed {
            let Some(shared) = parts_of(old, &limit.was.law).intersection(&parts).next().cloned() else { continue };
            let same = |gone: &&Length| own_lengths(new, other).contains(gone);
            if let Some(gone) = limit.gone.iter().find(same) {
                let (law, part) = shared;
                let message = format!(
                    "`{id}` rests on the same law as `{}` ({law}, {part}), and still has {}",
                    limit.id,
                    gone.said()
                );
                note(place.then("limit"), message);
            }
        }
    }
}

/// The numbered parts that laws are cited with, each with the name of its law: regulations 13(1)(a) and 22(2)(c) are 13
/// and 22.
fn parts_of(rules: &RuleSet, laws: &[LawIx]) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for law in laws {
        let cite = rules.laws[law.at()].cite.as_str();
        let (name, rest) = cite.split_once(',').unwrap_or((cite, ""));
        let mut depth = 0;
        let outside: String = rest
            .chars()
            .filter(|sign| {
                depth += i32::from(*sign == '(') - i32::from(*sign == ')');
                depth == 0 && *sign != ')'
            })
            .collect();
        let words = outside.split(|sign: char| !sign.is_alphanumeric());
        let numbers = words.filter(|word| word.starts_with(|sign: char| sign.is_ascii_digit()));
        found.extend(numbers.map(|number| (name.to_owned(), number.to_owned())));
    }
    found
}

/// Days of checking that are what they were before the change.
fn days(bundle: &Bundle, old: &RuleSet, new: &RuleSet, changed: &[Changed<'_>], note: &mut Note<'_>) {
    for (place, id) in ids(bundle, "deadlines") {
        let Some(limit) = changed.iter().find(|limit| limit.id == id) else { continue };
        let Some(is) = limit.is.map(|is| new.deadline(is)).filter(|is| is.checked == limit.was.checked) else {
            continue;
        };
        note(place.then("checked"), format!("`{id}` has changed, and is still said to be checked on {}", is.checked));
    }
    if !changed.is_empty() && old.law_checked == new.law_checked {
        let message = format!("a time limit has changed, and `law_checked` is still {}", new.law_checked);
        note(Place::new(HEAD, "law_checked"), message);
    }
}
