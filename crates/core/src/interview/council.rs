//! From what a person types to the council it means: by any name people use, by its first letters, or with a slip.
//!
//! Only a name as it stands chooses. Anything less is offered back, and no more of it than fits a screen.

use chrono::NaiveDate;

use super::answers::Answer;
use super::problem::Problem;
use crate::rules::model::{QuestionIx, RuleSet};

/// The most that are offered at once.
pub const MOST_OFFERED: usize = 8;

/// A slip is looked for in names from this length on; two slips from twice that.
const SHORTEST_WITH_SLIP: usize = 4;

/// The fewest letters that are looked for when the words around a name are left out.
const SHORTEST_LEFT: usize = 3;

/// Words that stand around a council's name and do not tell it from another.
const AROUND: [&str; 20] = [
    "council", "the", "london", "borough", "royal", "metropolitan", "city", "county", "unitary", "authority",
    "district", "of", "upon", "on", "in", "and", "my", "our", "local", "area",
];

/// What typed words come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is the name of this one.
    One(Answer),
    /// It may mean any of these, and so many more.
    Several(Vec<Answer>, usize),
    /// Nothing is called so.
    Nothing,
}

/// One that can be meant, with its names as they are compared.
struct Candidate {
    answer: Answer,
    names: Vec<String>,
}

/// What the words mean on a day.
pub fn find(rules: &RuleSet, question: QuestionIx, typed: &str, today: NaiveDate) -> Found {
    let typed = plain(typed);
    if typed.is_empty() {
        return Found::Nothing;
    }
    let all = candidates(rules, question, today);
    let (bare_typed, called) = (bare(&typed), without_council(&typed));
    let exact = |name: &String| {
        *name == typed || without_council(name) == called || (!bare_typed.is_empty() && bare(name) == bare_typed)
    };
    let found: Vec<Answer> = all.iter().filter(|one| one.names.iter().any(exact)).map(|one| one.answer).collect();
    match found.as_slice() {
        [] => {}
        // "Kingston" is a whole name; "Surrey" may be two.
        [one] => return Found::One(*one),
        _ => return offered(found),
    }
    // Little of a name is left of "city f london": it says too little to begin another.
    let bare_typed = if bare_typed.chars().count() < SHORTEST_LEFT { typed.clone() } else { bare_typed };
    let begins = ranked(&all, |name, first| begins(name, first, &typed, &bare_typed));
    // "city f london": a letter that is left over says little, so a slip in the whole name is more likely.
    let left_over = bare_typed != typed && bare_typed.chars().count() < SHORTEST_WITH_SLIP - 1;
    if !begins.is_empty() && !left_over {
        return offered(begins);
    }
    let slips = ranked(&all, |name, _| slips(name, &typed, &bare_typed));
    match (slips.is_empty(), begins.is_empty()) {
        (false, _) => offered(slips),
        (true, false) => offered(begins),
        (true, true) => Found::Nothing,
    }
}

/// The problem of words that may mean any of these, for whoever typed them.
pub fn which(rules: &RuleSet, question: QuestionIx, fits: Vec<Answer>, more: usize) -> Problem {
    let options = &rules.question(question).options;
    let name = |answer: &Answer| match answer {
        Answer::Area(area) => rules.area(*area).name.clone(),
        Answer::Chosen(chosen) => options[chosen.trailing_zeros() as usize].label.clone(),
        Answer::Date(_) | Answer::Told(_) | Answer::NotSure => String::new(),
    };
    let names = fits.iter().map(name).collect();
    Problem::WhichArea { fits, names, more }
}

/// Every name that can be meant on a day, as names are compared.
pub(super) fn names(rules: &RuleSet, question: QuestionIx, today: NaiveDate) -> impl Iterator<Item = (String, Answer)> {
    let named =
        |one: Candidate| -> Vec<(String, Answer)> { one.names.into_iter().map(|name| (name, one.answer)).collect() };
    candidates(rules, question, today).into_iter().flat_map(named)
}

fn candidates(rules: &RuleSet, question: QuestionIx, today: NaiveDate) -> Vec<Candidate> {
    let asked = rules.question(question);
    let areas = rules.areas_on(today).map(|(place, area)| Candidate {
        answer: Answer::Area(place),
        names: area.names().chain([area.id.as_str()]).map(plain).collect(),
    });
    let options = asked.options.iter().enumerate().map(|(bit, option)| Candidate {
        answer: Answer::Chosen(1 << bit),
        names: option.words.iter().chain([&option.id, &option.label]).map(|name| plain(name)).collect(),
    });
    areas.chain(options).collect()
}

fn offered(mut found: Vec<Answer>) -> Found {
    let more = found.len().saturating_sub(MOST_OFFERED);
    found.truncate(MOST_OFFERED);
    Found::Several(found, more)
}

/// Those whose best name has a rank, best first; the order of the file where they are equal.
fn ranked(all: &[Candidate], rank: impl Fn(&str, bool) -> Option<usize>) -> Vec<Answer> {
    let best = |one: &Candidate| -> Option<usize> {
        one.names.iter().enumerate().filter_map(|(at, name)| rank(name, at == 0)).min()
    };
    let mut found: Vec<(usize, Answer)> = all.iter().filter_map(|one| Some((best(one)?, one.answer))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, answer)| answer).collect()
}

/// A name that begins so: its first name before another, and both before a word in the middle.
fn begins(name: &str, first: bool, typed: &str, bare_typed: &str) -> Option<usize> {
    let whole = name.starts_with(typed) || (!bare_typed.is_empty() && bare(name).starts_with(bare_typed));
    let middle = || name.match_indices(' ').any(|(at, _)| name[at + 1..].starts_with(typed));
    match (whole, first) {
        (true, true) => Some(0),
        (true, false) => Some(1),
        _ if middle() => Some(2),
        // "n yorks", "e sussex": the first letters of each word.
        _ => each_word_begins(name, typed).then_some(3),
    }
}

/// Whether each typed word begins a word of the name, in order and next to each other; several words only.
fn each_word_begins(name: &str, typed: &str) -> bool {
    let (names, typed): (Vec<&str>, Vec<&str>) = (name.split(' ').collect(), typed.split(' ').collect());
    let fits = |words: &[&str]| words.iter().zip(&typed).all(|(word, typed)| word.starts_with(typed));
    typed.len() > 1 && names.windows(typed.len()).any(fits)
}

/// A name that was meant with a slip or two; the fewer, the better.
fn slips(name: &str, typed: &str, bare_typed: &str) -> Option<usize> {
    let count = |one: &str, other: &str| {
        let allowed = one.chars().count() / SHORTEST_WITH_SLIP;
        let count = strsim::osa_distance(one, other);
        (count <= allowed.min(2)).then_some(count)
    };
    // As much of the name as was typed: a slip in its first letters.
    let part = |typed: &str| -> Option<usize> {
        let length = typed.chars().count();
        let begun: String = name.chars().take(length).collect();
        (length > SHORTEST_WITH_SLIP).then(|| count(&begun, typed)).flatten().filter(|count| *count < 2)
    };
    let bare_name = bare(name);
    let of_bare = bare_typed != typed && !bare_typed.is_empty() && !bare_name.is_empty();
    let whole = [count(name, typed), of_bare.then(|| count(&bare_name, bare_typed)).flatten()];
    whole.into_iter().flatten().min().or_else(|| part(typed).map(|count| count + 1))
}

/// Small letters and single spaces, "&" as "and", no apostrophes: "St. Helens" as "st helens".
pub(super) fn plain(text: &str) -> String {
    let text = crate::text::ascii(&text.to_lowercase()).replace('&', " and ").replace(['\'', '.'], "");
    let spaced: String = text.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name without "council" at its end and "the" before it.
fn without_council(name: &str) -> &str {
    let name = name.strip_suffix(" council").unwrap_or(name);
    name.strip_prefix("the ").unwrap_or(name)
}

/// The words that tell one name from another.
fn bare(name: &str) -> String {
    name.split(' ').filter(|word| !AROUND.contains(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_what_stands_around_them() {
        assert_eq!(plain(" St. Helens  Council's"), "st helens councils");
        assert_eq!(plain("B&NES"), "b and nes");
        assert_eq!(bare("london borough of camden"), "camden");
        assert_eq!(bare("city of london"), "");
        assert_eq!(bare("bath and north east somerset"), "bath north east somerset");
    }

    #[test]
    fn one_slip_is_found_in_short_names_and_two_in_long_ones() {
        let slip = |name: &str, typed: &str| slips(name, typed, &bare(typed));
        assert_eq!(slip("leeds", "leads"), Some(1));
        assert_eq!(slip("leeds", "laads"), None);
        assert_eq!(slip("bury", "bvry"), Some(1));
        assert_eq!(slip("bury", "bry"), Some(1));
        assert_eq!(slip("wolverhampton", "woverhamtpon"), Some(2));
        assert_eq!(slip("warwickshire", "warwikc"), Some(2), "its first letters, one slip");
        assert_eq!(slip("kent", "ke"), None);
    }
}
