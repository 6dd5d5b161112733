//! Cuts what was typed into pieces, and finds ages, school years and dates in them.

use chrono::NaiveDate;

use super::corrected;
use super::{Draft, dated};
use crate::rules::model::RuleSet;
use crate::text::cardinal;
use crate::text::search::REPORTS;
use crate::text::wording::TURNS;
use crate::text::words::{AGE, Stop, Word, YEAR, words};

/// The oldest anybody is that these rules are about.
const OLDEST: u32 = 25;
/// The last school year.
const LAST_YEAR: u32 = 14;

/// People whose case it is not.
const OTHERS: [&str; 15] = [
    "friend", "friends", "neighbour", "neighbours", "cousin", "nephew", "niece", "someone", "somebody", "colleague",
    "brother", "sister", "sibling", "twin", "twins",
];

/// People who are somebody else's behind "other" or "another".
const OTHER: [&str; 8] = ["parent", "child", "boy", "girl", "lad", "kid", "pupil", "family"];

/// Those of them who may be in somebody's care, and what such a person is called or does.
const KIN: [&str; 5] = ["nephew", "niece", "cousin", "brother", "sister"];
const CARERS: [&str; 5] = ["guardian", "guardianship", "foster", "kinship", "adopt"];

/// Things that have an age too.
const THINGS: [&str; 9] =
    ["plan", "ehcp", "report", "reports", "review", "assessment", "diagnosis", "letter", "complaint"];

/// People who may be named before their age.
const CHILDREN: [&str; 17] = [
    "son", "daughter", "child", "boy", "girl", "lad", "grandson", "granddaughter", "kid", "ds", "dd", "stepson",
    "stepdaughter", "pupil", "student", "nephew", "niece",
];

/// Splits what was typed.
pub(super) fn split(rules: &RuleSet, typed: &str, today: NaiveDate) -> Vec<Draft> {
    let words = years_and_ages(words(typed));
    let (words, dates) = dated::mark(words, typed, today);
    let words = rules.forms.one_name(words);
    let mut drafts = Vec::new();
    let mut theirs = false;
    let own = own_kin(&words);
    let is_other = |word: &Word| OTHERS.iter().any(|other| word.is(other) && !own.contains(other));
    for sentence in words.split_inclusive(|word| word.stop >= Stop::End) {
        // "My friend's son was excluded. He went to a panel": still theirs, but not after "my friend says".
        let goes_on = sentence.first().is_some_and(|word| matches!(word.text.as_str(), "he" | "she" | "they" | "it"));
        let others = (theirs && goes_on)
            || sentence.iter().any(is_other)
            || sentence.windows(2).any(|two| {
                matches!(two[0].text.as_str(), "other" | "another") && OTHER.iter().any(|one| two[1].is(one))
            });
        theirs = others && !sentence.iter().any(|word| REPORTS.contains(&word.text.as_str()));
        let first = drafts.len();
        for part in at_pauses(sentence) {
            let asked = part.last().is_some_and(|word| word.stop == Stop::Asked);
            for piece in at_joins(part) {
                let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
                let found = piece.iter().filter(|word| word.text == dated::DATE);
                let found = found.map(|word| dates[word.value as usize].clone()).collect();
                let draft = Draft::of(typed[first.from..last.to].to_owned(), piece.to_vec(), asked, others);
                drafts.push(Draft { dates: found, ..draft });
            }
        }
        under_a_not(&mut drafts[first..]);
    }
    corrected::open(drafts)
}

/// Those of `OTHERS` whose case it is: "my nephew's guardian", "my sister lives with me", "my twins".
fn own_kin(words: &[Word]) -> Vec<&'static str> {
    let mut found = Vec::new();
    for sentence in words.split_inclusive(|word| word.stop >= Stop::End) {
        let text = |at: usize| sentence.get(at).map_or("", |word| word.text.as_str());
        let cares = (0..sentence.len()).any(|at| {
            CARERS.iter().any(|carer| sentence[at].is(carer))
                || matches!((text(at), text(at + 1)), ("with" | "by", "me" | "us") | ("my" | "our", "care"))
                || (sentence[at].is("look") && text(at + 1) == "after")
        });
        let kin = OTHERS.iter().filter(|other| KIN.contains(other));
        let twins = (1..sentence.len()).any(|at| matches!(text(at - 1), "my" | "our") && sentence[at].is("twin"));
        found.extend(kin.filter(|other| cares && sentence.iter().any(|word| word.is(other))));
        found.extend(OTHERS.iter().filter(|other| twins && other.starts_with("twin")));
    }
    found
}

/// Cuts behind commas, but for "a letter came, dated 9 November".
fn at_pauses(sentence: &[Word]) -> Vec<&[Word]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in 0..sentence.len() {
        let dated = sentence.get(at + 1).is_some_and(|next| next.text == "dated");
        if at + 1 == sentence.len() || (sentence[at].stop >= Stop::Pause && !dated) {
            parts.push(&sentence[start..=at]);
            start = at + 1;
        }
    }
    parts
}

/// "Never suspended, excluded or sent home": the "not" reaches along the list, to the piece with its "or".
fn under_a_not(sentence: &mut [Draft]) {
    let has = |draft: &Draft, list: &[&str]| draft.words.iter().any(|word| list.contains(&word.text.as_str()));
    let from = sentence.iter().position(|draft| has(draft, &TURNS));
    let to = sentence.iter().rposition(|draft| has(draft, &["or", "nor"]));
    if let (Some(from), Some(to)) = (from, to) {
        sentence.iter_mut().skip(from + 1).take(to.saturating_sub(from)).for_each(|draft| draft.asked = true);
    }
}

/// Cuts at "and" and "but", where both sides say something: "sections B and F" stays whole.
fn at_joins(part: &[Word]) -> Vec<&[Word]> {
    let joins = |word: &Word| matches!(word.text.as_str(), "and" | "but");
    let mut pieces = Vec::new();
    let mut start = part.iter().take_while(|word| joins(word)).count();
    for at in 0..part.len() {
        if !joins(&part[at]) {
            continue;
        }
        let next = (at + 1..part.len()).find(|at| joins(&part[*at]));
        // "Sections B and F".
        let letter = |at: usize| part.get(at).is_some_and(|word| word.text.len() == 1);
        if at > 0 && letter(at - 1) && letter(at + 1) {
            continue;
        }
        if at >= start + 2 && next.unwrap_or(part.len()) >= at + 3 {
            pieces.push(&part[start..at]);
            start = at + 1;
        }
    }
    pieces.push(&part[start..]);
    pieces
}

fn is_person(word: &str) -> bool {
    CHILDREN.contains(&word) || matches!(word, "who" | "he" | "she")
}

fn number(word: &str) -> Option<u32> {
    let after_twenty = || Some(20 + cardinal(word.strip_prefix("twenty")?).filter(|unit| *unit < 10)?);
    let spoken = || if word == "nought" { Some(0) } else { cardinal(word).or_else(after_twenty) };
    word.parse().ok().filter(|_| word.len() <= 2).or_else(spoken)
}

/// Puts one word in the place of "year 6", "yr6", "aged six", "6yo", "he's 6", "son, 6".
fn years_and_ages(words: Vec<Word>) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let rest = &words[at..];
        let (kind, value, length) = match (year(rest), age(&words, at)) {
            (Some((value, length)), _) => (YEAR, value, length),
            (None, Some((value, length))) => (AGE, value, length),
            (None, None) => {
                found.push(word.clone());
                at += 1;
                continue;
            }
        };
        let last = &rest[length - 1];
        // "He's 17 he's at college" says two things.
        let next = rest.get(length).is_some_and(|next| matches!(next.text.as_str(), "he" | "she" | "they"));
        let stop = if kind == AGE && next { last.stop.max(Stop::Pause) } else { last.stop };
        found.push(Word::new(kind, value, (word.from, last.to), stop));
        at += length;
    }
    found
}

/// "Year 6", "yr 6", "y6": the year, and how many words it takes.
fn year(rest: &[Word]) -> Option<(u32, usize)> {
    let fits = |value: &u32| (1..=LAST_YEAR).contains(value);
    let first = rest.first()?.text.as_str();
    if matches!(first, "year" | "yr" | "y") && rest[0].stop == Stop::None {
        let value = number(&rest.get(1)?.text).filter(fits)?;
        // "Year 2 of the plan" is none.
        let goes_on = rest[1].stop == Stop::None && rest.get(2).is_some_and(|word| word.text == "of");
        return (!goes_on).then_some((value, 2));
    }
    let short = first.strip_prefix("year").or_else(|| first.strip_prefix("yr")).or_else(|| first.strip_prefix('y'))?;
    let value = short.parse().ok().filter(fits)?;
    Some((value, 1))
}

/// An age that begins at a word, and how many words it takes.
fn age(words: &[Word], at: usize) -> Option<(u32, usize)> {
    let rest = &words[at..];
    let text = |at: usize| rest.get(at).map_or("", |word| word.text.as_str());
    let young = |value: &u32| *value <= OLDEST;
    // "Primary age?, 9 November" is no age: a sentence ends between.
    if matches!(text(0), "age" | "aged") && rest[0].stop < Stop::End {
        return Some((number(text(1)).filter(young)?, 2));
    }
    for ending in ["yo", "yrs", "yr", "years", "y"] {
        if let Some(value) = text(0).strip_suffix(ending).and_then(|value| value.parse().ok()).filter(young) {
            let old = usize::from(text(1) == "old");
            return (ending == "yo" || old > 0).then_some((value, 1 + old));
        }
    }
    let value = number(text(0)).filter(young)?;
    let before = |back: usize| at.checked_sub(back).map(|at| &words[at]);
    let joined = before(1).is_some_and(|word| word.stop == Stop::None);
    // "My 5-year-old's plan", "the plan for our 8 year old": somebody's age, whatever stands beside it.
    let years_old = matches!((text(1), text(2)), ("year" | "years" | "yr" | "yrs", "old"));
    if years_old && joined && before(1).is_some_and(|word| matches!(word.text.as_str(), "my" | "our")) {
        return Some((value, 3));
    }
    if joined && before(1).is_some_and(|word| TURNS.contains(&word.text.as_str())) {
        return None;
    }
    let thing = |back: usize| before(back).is_some_and(|word| THINGS.contains(&word.text.as_str()));
    if (1..=3).any(thing) {
        return None;
    }
    match text(1) {
        "yo" => return Some((value, 2)),
        _ if years_old && !THINGS.contains(&text(3)) => return Some((value, 3)),
        _ => {}
    }
    let on = rest.iter().take_while(|word| word.stop == Stop::None).count();
    if (1..=on.min(4)).any(|at| THINGS.contains(&text(at))) {
        return None;
    }
    let goes_on = ["", "and", "but", "with", "now", "in", "at", "he", "she", "they", "his", "her", YEAR];
    let ends = rest[0].stop != Stop::None || goes_on.contains(&text(1));
    let after = before(1).map_or("", |word| word.text.as_str());
    let alone = before(1).is_none_or(|word| word.stop != Stop::None) && (rest.len() == 1 || rest[0].stop != Stop::None);
    let of_somebody = joined
        && (matches!(after, "he" | "she" | "am" | "turned" | "is") || CHILDREN.contains(&after))
        // "The tribunal is 6 weeks away" does not end here; "this is 6" is nobody's age.
        && !(after == "is" && before(2).is_none_or(|word| !is_person(&word.text)));
    // After a comma: "my son, 6, is ...".
    let beside = before(1).is_some_and(|word| word.stop == Stop::Pause && CHILDREN.contains(&after));
    (ends && (alone || of_somebody || beside)).then_some((value, 1))
}
