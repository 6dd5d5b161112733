//! What a changed time limit leaves behind: the places that say its old length and that no other check finds, the limits
//! that rest on the same words of the law, and the days of checking that are still the old ones.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use signpost_core::rules::RuleSet;
use signpost_core::rules::model::{Deadline, DeadlineIx, LawIx, Start, starts};
use signpost_core::text::cardinal;

use super::numbers::{Length, Said, item_of, limits_in, listed, numbers, own_lengths};
use super::texts::{self, Kind};
use crate::files::file::Bundle;
use crate::files::finding::{Code, Finding, Findings, Place};
use crate::files::load::{HEAD, WORDS as WORDS_FILE};
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

/// What to look at after a change from the old rules to the new ones, whose files are `bundle`.
pub fn left_behind(bundle: &Bundle, old: &RuleSet, new: &RuleSet) -> Vec<Finding> {
    let changed: Vec<Changed<'_>> = old.deadlines().filter_map(|(place, _)| changed(old, place, new)).collect();
    let mut findings = Findings::default();
    let mut note = |place: Place, message: String| findings.add(Code::Number, place, message, None);
    in_texts(bundle, new, &changed, &mut note);
    in_ids(bundle, new, &changed, &mut note);
    twins(bundle, old, new, &changed, &mut note);
    days(bundle, old, new, &changed, &mut note);
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

/// Texts whose number the editor has said is right, and what somebody is heard to say.
fn in_texts(bundle: &Bundle, new: &RuleSet, changed: &[Changed<'_>], note: &mut Note<'_>) {
    let others = others(bundle);
    let told = tells_beside(bundle, new, changed);
    let mut look = |text: &str, place: &Place, heard: bool| {
        let Some(item) = item_of(place) else { return };
        for (range, said) in numbers(text) {
            let Said::Length(length) = &said else { continue };
            let was = changed.iter().enumerate().find_map(|(at, limit)| {
                let excused = others.get(&item).is_some_and(|other| other.contains(&said));
                let meant = excused || (heard && told.contains(&(item.clone(), at)));
                let gone = limit.gone.iter().find(|gone| meant && length.may_mean(**gone))?;
                Some((limit.id, gone))
            });
            if let Some((limit, gone)) = was {
                let words = &text[range];
                let how = if heard { "is in what people are told" } else { "is in `other_numbers`" };
                let message = format!("`{words}` {how}, and the time limit `{limit}` had {}", gone.said());
                note(place.clone().words(words), message);
            }
        }
    };
    texts::each_of(bundle, &mut |text| look(text.text, &text.place, text.kind == Kind::Quote));
    for letter in &bundle.letters {
        letter.body.lines().for_each(|line| look(line, &of_letter(&letter.id), false));
    }
}

fn of_letter(id: &str) -> Place {
    Place::new(&format!("letters/{id}.md"), "")
}

/// The sayings about the law of a limit, or about the limit: each item with the place of the limit among those changed.
fn tells_beside(bundle: &Bundle, new: &RuleSet, changed: &[Changed<'_>]) -> BTreeSet<(Place, usize)> {
    let mut found = BTreeSet::new();
    for (place, id) in ids(bundle, "tells") {
        let Some(tell) = new.tells.iter().find(|tell| tell.id == id) else { continue };
        let mut met = HashSet::new();
        limits_in(new, &tell.when, &mut met);
        for (at, limit) in changed.iter().enumerate() {
            let of_law = limit.is.is_some_and(|is| new.deadline(is).law.iter().any(|law| tell.law.contains(law)));
            if of_law || limit.is.is_some_and(|is| met.contains(&is)) {
                found.insert((place.clone(), at));
            }
        }
    }
    found
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
fn in_ids(bundle: &Bundle, new: &RuleSet, changed: &[Changed<'_>], note: &mut Note<'_>) {
    let told = tells_beside(bundle, new, changed);
    for (at, limit) in changed.iter().enumerate() {
        let Some(is) = limit.is else { continue };
        let beside = |list: &str, place: &Place, id: &str| match list {
            "deadlines" => id == limit.id,
            "routes" => new.route_by_id(id).is_some_and(|route| new.route(route).deadlines.contains(&is)),
            "facts" => new.facts.iter().find(|fact| fact.id == id).is_some_and(|fact| {
                let mut met = HashSet::new();
                limits_in(new, &fact.when, &mut met);
                met.contains(&is)
            }),
            _ => told.contains(&(place.clone(), at)),
        };
        for list in ["deadlines", "routes", "facts", "tells"] {
            for (place, id) in ids(bundle, list).into_iter().filter(|(place, id)| beside(list, place, id)) {
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

/// What the editor has said is right, by item.
fn others(bundle: &Bundle) -> BTreeMap<Place, HashSet<Said>> {
    let mut all = BTreeMap::new();
    for part in &bundle.parts {
        let place = |list: &str, at: usize| Place::new(&part.file, "").item(list, at);
        let part = &part.part;
        let lists: [(&str, Vec<&BTreeMap<String, String>>); 6] = [
            ("laws", part.laws.iter().map(|item| &item.other_numbers).collect()),
            ("deadlines", part.deadlines.iter().map(|item| &item.other_numbers).collect()),
            ("routes", part.routes.iter().map(|item| &item.other_numbers).collect()),
            ("questions", part.questions.iter().map(|item| &item.other_numbers).collect()),
            ("tells", part.tells.iter().map(|item| &item.other_numbers).collect()),
            ("arguments", part.arguments.iter().map(|item| &item.other_numbers).collect()),
        ];
        for (list, items) in lists {
            all.extend(items.into_iter().enumerate().map(|(at, numbers)| (place(list, at), listed(numbers))));
        }
    }
    let terms = bundle.words.terms.iter().enumerate();
    let words = Place::new(WORDS_FILE, "");
    all.extend(terms.map(|(at, term)| (words.item("terms", at), listed(&term.other_numbers))));
    all.extend(bundle.letters.iter().map(|letter| (of_letter(&letter.id), listed(&letter.head.other_numbers))));
    all
}
