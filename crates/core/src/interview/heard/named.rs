//! Councils by their names, wherever they stand in what was typed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Draft, MOST_OF_ONE, Mood, mood_before};
use crate::interview::{Answer, council};
use crate::rules::model::RuleSet;
use crate::text::words::Stop;

/// The most words of a council's name.
const MOST_WORDS: usize = 6;

/// Names that are words of everyday life or children's names too: in small letters, and where they begin, they name
/// nothing unless "council" follows or somebody lives there.
const EVERYDAY: [&str; 15] = [
    "reading", "bury", "bath", "barking", "hull", "wells", "the city", "rugby", "arun", "chester", "eden", "harlow",
    "hart", "lincoln", "preston",
];

/// What is done "from" a place that is not the council's: a school, or the home before.
const AWAY: [&str; 8] = ["moving", "moved", "move", "excluded", "expelled", "suspended", "removed", "home"];

/// A council's name in a piece.
#[derive(Debug, Clone)]
pub(super) struct Found {
    answers: Vec<Answer>,
    /// It stands where only the responsible council does.
    plain: bool,
}

/// Finds the names. One council, where it is said to be the one responsible, is taken; anything else is offered.
pub(super) fn find(rules: &RuleSet, drafts: &mut [Draft], today: NaiveDate) {
    let Some(question) = rules.area_question else { return };
    let mut names: BTreeMap<String, Vec<Answer>> = BTreeMap::new();
    for (name, answer) in council::names(rules, question, today) {
        let of_name = names.entry(name).or_default();
        if !of_name.contains(&answer) {
            of_name.push(answer);
        }
    }
    for draft in drafts.iter_mut() {
        let mut found = Vec::new();
        let mut at = 0;
        while at < draft.words.len() {
            let most = MOST_WORDS.min(draft.words.len() - at);
            let fit = (1..=most).rev().find_map(|length| {
                if joined(draft, at, length) {
                    return None;
                }
                let typed = council::plain(&text(draft, at, length));
                Some((length, typed.clone(), names.get(&typed)?.clone()))
            });
            let Some((length, name, answers)) = fit else {
                at += 1;
                continue;
            };
            // "England" by itself is an answer too; inside a sentence only a council's name is.
            let whole = length == draft.words.len();
            let answers: Vec<Answer> =
                answers.into_iter().filter(|answer| whole || matches!(answer, Answer::Area(_))).collect();
            // A region of more councils than are offered here, such as London, is left to the question.
            let few = (1..=MOST_OF_ONE).contains(&answers.len());
            if let Some(plain) = stands(draft, at, length, &name).filter(|_| few) {
                found.push(Found { answers, plain });
            }
            at += length;
        }
        draft.areas = found;
    }
    let mut all: Vec<Answer> =
        drafts.iter().flat_map(|draft| &draft.areas).flat_map(|found| found.answers.clone()).collect();
    crate::order::by_key(&mut all, |answer| format!("{answer:?}"));
    all.dedup();
    for draft in drafts {
        for found in std::mem::take(&mut draft.areas) {
            let given = found.answers.iter().map(|answer| (question, *answer));
            if found.plain && all.len() == 1 {
                draft.understood.extend(given);
            } else {
                draft.offered.extend(given);
            }
        }
    }
}

fn text(draft: &Draft, at: usize, length: usize) -> String {
    let words: Vec<&str> = draft.words[at..at + length].iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

/// Whether a hyphen joins the words to another: Bradford-on-Avon is not Bradford.
fn joined(draft: &Draft, at: usize, length: usize) -> bool {
    let here = |byte: usize| byte - draft.words[0].from;
    let before = &draft.typed[..here(draft.words[at].from)];
    let behind = &draft.typed[here(draft.words[at + length - 1].to)..];
    let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let after = behind.strip_prefix('-').is_some_and(|behind| word(behind.chars().next()));
    after || before.strip_suffix('-').is_some_and(|before| word(before.chars().next_back()))
}

/// How a name stands: plainly, perhaps, or (none) as another word.
fn stands(draft: &Draft, at: usize, length: usize, name: &str) -> Option<bool> {
    let words = &draft.words;
    let typed = &draft.typed;
    let first = words[at].from - words[0].from;
    let large = typed[first..].starts_with(char::is_uppercase);
    let next = words.get(at + length).map_or("", |word| word.text.as_str());
    let before = at.checked_sub(1).map_or("", |at| words[at].text.as_str());
    let two_before = at.checked_sub(2).map_or("", |at| words[at].text.as_str());
    let council =
        matches!(next, "council" | "county" | "city" | "borough") && words[at + length - 1].stop == Stop::None;
    let whole = at == 0 && (length == words.len() || (council && length + 1 == words.len()));
    let home = before == "in" && matches!(two_before, "live" | "living" | "lives");
    if EVERYDAY.contains(&name) && !council && !whole && !home && (!large || at == 0) {
        return None;
    }
    let named: Vec<usize> = (at..at + length).collect();
    let lives = home || (before == "in" && matches!(two_before, "are" | "we"));
    let from = before == "from" && !AWAY.contains(&two_before);
    // What its letter says may be turned round; the name is not.
    let plain = mood_before(draft, &named) == Mood::Plain && (whole || council || from || lives);
    Some(plain)
}
