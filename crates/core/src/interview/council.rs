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

/// How far off a name is with a word in its middle that begins so: "London" is no name of the City of London.
const MIDDLE: usize = 2;

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
    /// It may mean any of these.
    Several(Offer),
    /// Nothing is called so.
    Nothing,
}

/// What typed words may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The answers, the likeliest first, each with the place inside it that fits the words, where it is one.
    pub fits: Vec<(Answer, Option<String>)>,
    /// How many more there are.
    pub more: usize,
    /// Only one fits, and its name begins with these words, or they are whole words of a place: nothing was guessed.
    pub sure: bool,
}

/// One that can be meant, with its names.
struct Candidate<'r> {
    answer: Answer,
    names: Vec<Name<'r>>,
}

/// A name.
struct Name<'r> {
    /// As names are compared.
    plain: String,
    /// It is that of a place inside the area.
    place: Option<&'r str>,
}

/// Typed words, as they are compared.
struct Typed {
    all: String,
    bare: String,
}

impl Typed {
    fn new(typed: &str) -> Typed {
        let all = plain(typed);
        Typed { bare: bare(&all), all }
    }

    /// Whether this is the name as it stands.
    fn is(&self, name: &str) -> bool {
        *name == self.all
            || without_council(name) == without_council(&self.all)
            || (!self.bare.is_empty() && bare(name) == self.bare)
    }
}

/// What the words mean on a day.
pub fn find(rules: &RuleSet, question: QuestionIx, typed: &str, today: NaiveDate) -> Found {
    let mut typed = Typed::new(typed);
    if typed.all.is_empty() {
        return Found::Nothing;
    }
    let all = candidates(rules, question, today);
    let exact = ranked(&all, |name, _| typed.is(name).then_some((true, 0)));
    match exact.fits.as_slice() {
        [] => {}
        // "Hart" is a place, and the first letters of Hartlepool.
        [(_, Some(_))] if typed.all.chars().count() <= SHORTEST_WITH_SLIP => {}
        // "Kingston" is a whole name; "Surrey" may be two.
        [(one, _)] => return Found::One(*one),
        _ => return Found::Several(exact),
    }
    // Little of a name is left of "city f london": it says too little to begin another.
    if typed.bare.chars().count() < SHORTEST_LEFT {
        typed.bare.clone_from(&typed.all);
    }
    let begins = ranked(&all, |name, first| begins(name, first, &typed));
    if let ([(one, _)], [_]) = (exact.fits.as_slice(), begins.fits.as_slice()) {
        return Found::One(*one);
    }
    // "city f london": a letter that is left over says little, so a slip in the whole name is more likely.
    let left_over = typed.bare != typed.all && typed.bare.chars().count() < SHORTEST_WITH_SLIP - 1;
    if !begins.fits.is_empty() && !left_over {
        return Found::Several(begins);
    }
    let slips = ranked(&all, |name, _| slips(name, &typed.all, &typed.bare).map(|slips| (false, slips)));
    match [slips, begins].into_iter().find(|offer| !offer.fits.is_empty()) {
        Some(offer) => Found::Several(offer),
        None => Found::Nothing,
    }
}

/// The place whose name the words are, where it lies inside the council that is the answer.
pub fn place_in<'r>(rules: &'r RuleSet, answer: Answer, typed: &str) -> Option<(&'r str, &'r str)> {
    let Answer::Area(area) = answer else { return None };
    let (area, typed) = (rules.area(area), Typed::new(typed));
    let place = area.places.iter().find(|place| typed.is(&plain(place)))?;
    Some((place, &area.name))
}

/// The problem of words that may mean any of these, for whoever typed them.
pub fn which(rules: &RuleSet, question: QuestionIx, offer: Offer) -> Problem {
    let options = &rules.question(question).options;
    let name = |(answer, place): &(Answer, Option<String>)| {
        let name = match answer {
            Answer::Area(area) => &rules.area(*area).name,
            Answer::Chosen(chosen) => &options[chosen.trailing_zeros() as usize].label,
            Answer::Date(_) | Answer::Told(_) | Answer::NotSure => return String::new(),
        };
        match place {
            Some(place) => format!("{name} ({place})"),
            None => name.clone(),
        }
    };
    let names = offer.fits.iter().map(name).collect();
    let fits = offer.fits.iter().map(|(answer, _)| *answer).collect();
    Problem::WhichArea { fits, names, more: offer.more, sure: offer.sure }
}

/// Every name that can be meant on a day, as names are compared.
pub(super) fn names(rules: &RuleSet, question: QuestionIx, today: NaiveDate) -> impl Iterator<Item = (String, Answer)> {
    let all = candidates(rules, question, today).into_iter();
    all.flat_map(|one| one.names.into_iter().map(move |name| (name.plain, one.answer)))
}

fn candidates(rules: &RuleSet, question: QuestionIx, today: NaiveDate) -> Vec<Candidate<'_>> {
    let called = |name: &str| Name { plain: plain(name), place: None };
    let areas = rules.areas_on(today).map(|(at, area)| {
        let own = [&area.name].into_iter().chain(&area.also).chain([&area.id]).map(|name| called(name));
        let places = area.places.iter().map(|place| Name { plain: plain(place), place: Some(place) });
        Candidate { answer: Answer::Area(at), names: own.chain(places).collect() }
    });
    let options = rules.question(question).options.iter().enumerate().map(|(bit, option)| Candidate {
        answer: Answer::Chosen(1 << bit),
        names: option.words.iter().chain([&option.id, &option.label]).map(|name| called(name)).collect(),
    });
    areas.chain(options).collect()
}

/// How well a name fits: whether the words are whole words of it, and how far off it is.
type Rank = (bool, usize);

/// Those whose best name has a rank, best first; the order of the file where they are equal.
fn ranked(all: &[Candidate<'_>], rank: impl Fn(&str, bool) -> Option<Rank>) -> Offer {
    let best = |one: &Candidate<'_>| {
        let names = one.names.iter().enumerate();
        let fitting = names.filter_map(|(at, name)| Some((rank(&name.plain, at == 0)?, name.place)));
        let (rank, place) = fitting.min_by_key(|((whole, off), _)| (*off, !whole))?;
        Some((rank, one.answer, place.map(str::to_owned)))
    };
    let mut found: Vec<(Rank, Answer, Option<String>)> = all.iter().filter_map(best).collect();
    // What councils are called comes before the places inside them, of which there are many; a whole name before all.
    crate::order::by_key(&mut found, |((whole, off), _, place)| (place.is_some() && *off > 0, *off, !whole));
    let sure = matches!(found.as_slice(), [((true, off), _, place)] if *off < MIDDLE || place.is_some());
    let more = found.len().saturating_sub(MOST_OFFERED);
    let fits = found.into_iter().take(MOST_OFFERED).map(|(_, answer, place)| (answer, place)).collect();
    Offer { fits, more, sure }
}

/// A name that begins so, or has a word that does: its first name before another, and both before a word in the middle.
fn begins(name: &str, first: bool, typed: &Typed) -> Option<Rank> {
    let bare = bare(name);
    let begun = |name: &str, typed: &str| name.strip_prefix(typed).map(|rest| rest.is_empty() || rest.starts_with(' '));
    let start = [(name, &typed.all), (&bare, &typed.bare)].into_iter().filter_map(|(name, typed)| begun(name, typed));
    let middle = name.match_indices(' ').filter_map(|(at, _)| begun(&name[at + 1..], &typed.all));
    // "n yorks", "e sussex": the first letters of each word.
    let each = each_word_begins(name, &typed.all).then_some((false, 3));
    let start = start.max().map(|whole| (whole, if first { 0 } else { 1 }));
    start.or_else(|| middle.max().map(|whole| (whole, MIDDLE))).or(each)
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
        let begun = |length: usize| name.chars().take(length).collect::<String>();
        // A letter too many or too few makes the part longer or shorter.
        let near = (length - 1..=length + 1).filter_map(|length| count(&begun(length), typed)).min();
        near.filter(|count| length > SHORTEST_WITH_SLIP && *count < 2)
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
