//! Checklists: things one can hold or do, few of them, what a time limit needs first, what may wait last.

use std::collections::HashMap;

use super::texts::Source;
use super::vocabulary::Vocabulary;
use crate::files::file::{AtTimes, Deadline, Route, Who};
use crate::files::finding::{Code, Findings, Place};
use crate::files::load::Broken;
use signpost_core::text::measure::tokens;

/// The most things of a checklist.
const LONGEST: usize = 8;

/// Words that say that a thing may come later.
const LATER: [&str; 2] = ["later", "follow"];

/// Words of the paper, or of the day, that a time limit runs from.
const DATED: [&str; 4] = ["date", "dates", "day", "letter"];

/// The shortest word that tells one thing from another.
const SHORTEST: usize = 4;

/// Words that are long enough and tell nothing.
const SMALL: [&str; 12] =
    ["with", "that", "your", "from", "what", "have", "they", "will", "when", "this", "about", "which"];

/// Two words are akin from so many equal first letters: "complain" and "complaint".
const AKIN: usize = 5;

/// Holds the checklist of each route to its form.
///
/// "What the limit needs" can be checked as far as words go: the first line names something that the route's step, or
/// the limit in its own words, names too, or else the paper with the date that the limit runs from. A route without a
/// limit of the person's own has nothing that must come first.
pub fn check(source: Source<'_>, vocabulary: &Vocabulary, broken: &Broken, findings: &mut Findings) {
    let limits: HashMap<&str, &Deadline> = source
        .parts
        .iter()
        .flat_map(|part| &part.part.deadlines)
        .filter(|deadline| !broken.holds(&deadline.id))
        .map(|deadline| (deadline.id.as_str(), deadline))
        .collect();
    for part in source.parts {
        for (n, route) in part.part.routes.iter().enumerate() {
            let place = Place::new(&part.file, "").item("routes", n);
            let named = route.deadlines.iter().filter_map(|id| limits.get(id.as_str()).copied());
            let own: Vec<&Deadline> = named.filter(|deadline| deadline.who == Who::You).collect();
            checklist(route, &own, &place, vocabulary, findings);
        }
    }
}

fn checklist(route: &Route, own: &[&Deadline], place: &Place, vocabulary: &Vocabulary, findings: &mut Findings) {
    let list: Vec<&str> = route.checklist.iter().map(AtTimes::text).collect();
    if list.len() > LONGEST {
        let message = format!("a list of {} things: at most {LONGEST}", list.len());
        findings.add(Code::TextTooLong, place.then("checklist"), message, None);
    }
    let mut wrong = |at: usize, message: &str, help: &str| {
        findings.add(Code::Checklist, place.item("checklist", at), message, Some(help.to_owned()));
    };
    for (at, item) in list.iter().enumerate() {
        if !vocabulary.begins_with_thing(item) {
            let help = "begin with one of the `things` or `verbs` in words.yaml";
            wrong(at, "this begins with neither a thing nor a verb", help);
        }
        if says(item, &LATER) && list.get(at + 1).is_some_and(|next| !says(next, &LATER)) {
            wrong(at, "what may come later stands before what may not", "put it last");
        }
    }
    let said = || own.iter().flat_map(|limit| [&limit.label, &limit.must]).chain([&route.next_step]);
    let needed = |first: &&str| says(first, &DATED) || said().any(|said| akin(first, said));
    if !own.is_empty() && list.first().is_some_and(|first| !needed(first)) {
        let help = "put first what the step or the limit names, or the paper with the date it runs from";
        wrong(0, "this is not what the time limit needs first", help);
    }
}

fn says(text: &str, wanted: &[&str]) -> bool {
    tokens(text).into_iter().any(|word| wanted.contains(&text[word].to_lowercase().as_str()))
}

/// Whether two texts have a word in common.
fn akin(one: &str, other: &str) -> bool {
    let others = telling(other);
    telling(one).iter().any(|word| others.iter().any(|other| same(word, other)))
}

fn telling(text: &str) -> Vec<String> {
    let words = tokens(text).into_iter().map(|word| text[word].to_lowercase());
    words.filter(|word| word.len() >= SHORTEST && !SMALL.contains(&word.as_str())).collect()
}

fn same(one: &str, other: &str) -> bool {
    one == other || one.get(..AKIN).is_some_and(|start| other.get(..AKIN) == Some(start))
}
