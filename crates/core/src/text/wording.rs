//! Wordings: the patterns that are looked for in what people type.
//!
//! A wording is plain words in their order. A word in its base form stands for its forms too (`send` for "sent", `hour` for
//! "hours"), `word*` for every word that begins so, `@kind` for every word of a kind that the rules name, `#` for a number,
//! `(one|other words)` for any of these. `?` after a word or a bracket lets it be left out, `..` stands for up to four other
//! words, `&` for the same in either order, and `age 5-15` and `year 1-11` for an age and a school year. What stands
//! behind `!` must not stand beside it. Small words ("the", "has", "of") are passed over on both sides.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::words::{AGE, Forms, Stop, Word, YEAR, words};

/// Words that tell nothing apart: left out of wordings, and passed over in what was typed.
const SMALL: [&str; 27] = [
    "a", "an", "the", "my", "our", "your", "their", "his", "her", "its", "it", "is", "are", "be", "being", "to", "of",
    "for", "on", "that", "this", "these", "those", "um", "er", "really", "there",
];

/// Words that may be passed over in what was typed, but mean something where a wording has them.
const PASSED: [&str; 36] = [
    "i", "we", "he", "she", "they", "you", "me", "him", "them", "am", "did", "does", "do", "as", "just", "now",
    "still", "already", "also", "got", "get", "us", "so", "even", "then", "yet", "too", "was", "were", "has", "have",
    "had", "been", "in", "at", "very",
];

/// Words that turn a meaning round.
pub const TURNS: [&str; 10] =
    ["not", "no", "never", "without", "none", "nothing", "nobody", "neither", "nor", "hardly"];

/// So many words `..` stands for at most, small ones apart.
const GAP: usize = 4;

/// So many words are passed over in a row at most, small ones and others.
const PASS: usize = 20;

/// The most sides of `&`: each order of them is looked for.
const MOST_SIDES: usize = 3;

/// The most `..`.
const MOST_GAPS: usize = 6;

/// The longest wording, in bytes.
const LONGEST: usize = 500;

/// A wording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wording {
    /// As it is written.
    pub written: String,
    items: Vec<Item>,
    /// Where this stands beside it, it is not found.
    but: Option<Box<Wording>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Item {
    /// Any of these runs of words; it may be left out.
    AnyOf(Vec<Vec<Part>>, bool),
    Gap,
    /// A gap between two sides of which either may come first.
    Either,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Part {
    Is(String),
    Begins(String),
    /// An age or a school year from one to the other.
    Between(String, u32, u32),
    /// A word of a kind, by its bit, and one of them.
    Of(u32, String),
    Number,
}

/// What is wrong with a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordingFault {
    /// No word in it tells anything apart.
    Empty,
    /// A bracket is not closed, or not opened.
    Bracket,
    /// It begins or ends with `..` or `&`.
    LooseGap,
    /// It names a kind of word that is not there.
    Kind,
    /// It has more signs or letters than are looked for.
    TooMuch,
}

impl fmt::Display for WordingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            WordingFault::TooMuch => {
                return write!(
                    f,
                    "a wording has at most {MOST_SIDES} sides of `&`, {MOST_GAPS} `..`, one `!` and {LONGEST} bytes"
                );
            }
            WordingFault::Empty => "a wording needs a word that tells it from others",
            WordingFault::Bracket => "a bracket in a wording is opened once and closed once",
            WordingFault::LooseGap => "`..` and `&` stand between two words of a wording",
            WordingFault::Kind => "`@` begins the name of a kind of word, which stands under `heard_as`",
        })
    }
}

/// Where a wording was found: from one word up to another, and which words it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The first word.
    pub from: usize,
    /// One past the last word.
    pub to: usize,
    /// The places of the words it names.
    pub taken: Vec<usize>,
}

impl Wording {
    /// Reads a wording as it is written in the rules.
    ///
    /// # Errors
    /// It is empty, a bracket is loose, or a gap is; it has too many signs.
    pub fn read(written: &str, forms: &Forms) -> Result<Wording, WordingFault> {
        let signs = |sign: &str| written.matches(sign).count();
        if signs("&") >= MOST_SIDES || signs("..") > MOST_GAPS || signs("!") > 1 || written.len() > LONGEST {
            return Err(WordingFault::TooMuch);
        }
        let mut items = Vec::new();
        let (found, but) = written.split_once('!').map_or((written, None), |(found, but)| (found, Some(but)));
        let but = but.map(|but| Wording::read(but, forms).map(Box::new)).transpose()?;
        let mut rest = found.trim();
        // Words outside brackets are given their one name together: "ehc plan" is one thing.
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('(') {
                let (inside, after) = inside.split_once(')').ok_or(WordingFault::Bracket)?;
                if inside.contains('(') {
                    return Err(WordingFault::Bracket);
                }
                let runs: Vec<Vec<Part>> = inside.split('|').map(|run| parts(run, forms)).collect::<Result<_, _>>()?;
                let optional = after.starts_with('?');
                if runs.iter().any(Vec::is_empty) {
                    return Err(WordingFault::Empty);
                }
                items.push(Item::AnyOf(runs, optional));
                rest = after.strip_prefix('?').unwrap_or(after).trim_start();
            } else if let Some(after) = rest.strip_prefix("..").or_else(|| rest.strip_prefix('&')) {
                if items.is_empty() || after.trim().is_empty() {
                    return Err(WordingFault::LooseGap);
                }
                items.push(if rest.starts_with('&') { Item::Either } else { Item::Gap });
                rest = after.trim_start();
            } else {
                let end = [" (", "..", "&"].iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
                let (plain, after) = rest.split_at(end);
                if plain.contains(['(', ')', '|']) {
                    return Err(WordingFault::Bracket);
                }
                plain_items(plain, forms, &mut items)?;
                rest = after.trim_start();
            }
        }
        let turns = |part: &Part| matches!(part, Part::Is(word) if TURNS.contains(&word.as_str()));
        let tells =
            |item: &Item| matches!(item, Item::AnyOf(runs, false) if runs.iter().flatten().any(|part| !turns(part)));
        if !items.iter().any(tells) {
            Err(WordingFault::Empty)
        } else {
            Ok(Wording { written: written.to_owned(), items, but })
        }
    }

    /// Every place where it stands in the words: the longest from each word it can begin with.
    pub fn find(&self, words: &[Word]) -> Vec<Match> {
        let mut found = Vec::new();
        let begins: Vec<usize> = (0..words.len()).filter(|from| self.may_begin(&words[*from])).collect();
        if begins.is_empty() || self.but.as_ref().is_some_and(|but| !but.find(words).is_empty()) {
            return found;
        }
        let sides: Vec<&[Item]> = self.items.split(|item| *item == Item::Either).collect();
        for order in ORDERS.iter().filter(|order| order.len() == sides.len()) {
            for from in &begins {
                found.extend(longest(&sides, order, words, *from));
            }
        }
        found
    }

    /// Whether it can begin with a word: asked of every word of what was typed, so it must be quick.
    fn may_begin(&self, word: &Word) -> bool {
        self.items.split(|item| *item == Item::Either).any(|side| {
            for item in side {
                let Item::AnyOf(runs, optional) = item else { return false };
                if runs.iter().any(|run| run.first().is_some_and(|part| part.is(word))) {
                    return true;
                }
                if !optional {
                    return false;
                }
            }
            false
        })
    }

    /// Whether everything that `other` can stand for begins and ends with what this stands for, going by one example of it.
    pub fn covers(&self, other: &Wording) -> bool {
        other.examples().iter().any(|example| self.find(example).iter().any(|found| found.taken.len() == example.len()))
    }

    /// Words that it finds: the first of what each bracket can stand for.
    pub fn example(&self) -> String {
        let said = |word: &Word| match word.text.as_str() {
            AGE => format!("aged {}", word.value),
            YEAR => format!("year {}", word.value),
            text => text.to_owned(),
        };
        let first = self.examples().into_iter().next().unwrap_or_default();
        first.iter().map(said).collect::<Vec<_>>().join(" ")
    }

    /// What it can stand for, one example for each run of words of each bracket.
    fn examples(&self) -> Vec<Vec<Word>> {
        let most = self.items.iter().map(|item| if let Item::AnyOf(runs, _) = item { runs.len() } else { 1 }).max();
        let word = |part: &Part| {
            let (text, value, kinds) = match part {
                Part::Is(text) | Part::Begins(text) => (text.as_str(), 0, 0),
                Part::Between(text, from, _) => (text.as_str(), *from, 0),
                Part::Of(kind, text) => (text.as_str(), 0, *kind),
                Part::Number => ("2", 0, 0),
            };
            Word { kinds, ..Word::new(text, value, (0, 0), Stop::None) }
        };
        let example = |at: usize| -> Vec<Word> {
            let runs = self.items.iter().filter_map(|item| match item {
                Item::AnyOf(_, true) | Item::Gap | Item::Either => None,
                Item::AnyOf(runs, false) => runs.get(at.min(runs.len() - 1)),
            });
            runs.flatten().map(word).collect()
        };
        (0..most.unwrap_or(0)).map(example).collect()
    }
}

/// The orders in which so many sides may come.
const ORDERS: [&[usize]; 9] =
    [&[0], &[1, 0], &[0, 1], &[2, 1, 0], &[1, 2, 0], &[1, 0, 2], &[2, 0, 1], &[0, 2, 1], &[0, 1, 2]];

/// A way through the words as far as some item: where it has come, and the words it took.
#[derive(Clone)]
struct Way {
    at: usize,
    /// Nothing was taken or passed yet.
    first: bool,
    taken: Vec<usize>,
}

/// The longest way through sides in this order from a word on. Of the ways that come to one word at one item only the
/// first is followed: what comes behind it is the same for all.
fn longest(sides: &[&[Item]], order: &[usize], words: &[Word], from: usize) -> Option<Match> {
    let mut ways = vec![Way { at: from, first: true, taken: Vec::new() }];
    for (number, side) in order.iter().enumerate() {
        let gap = if number > 0 { [Item::Gap].as_slice() } else { &[] };
        for item in gap.iter().chain(sides[*side]) {
            let mut next: Vec<Way> = Vec::new();
            for way in &ways {
                for new in step(item, words, way) {
                    if !next.iter().any(|other| (other.at, other.first) == (new.at, new.first)) {
                        next.push(new);
                    }
                }
            }
            ways = next;
        }
    }
    let way = ways.into_iter().rev().max_by_key(|way| way.at)?;
    Some(Match { from, to: way.at, taken: way.taken })
}

/// Every way to go on with an item, in the order in which they are tried.
fn step(item: &Item, words: &[Word], way: &Way) -> Vec<Way> {
    match item {
        Item::AnyOf(runs, optional) => {
            let left_out = optional.then(|| way.clone());
            left_out.into_iter().chain(runs.iter().filter_map(|run| along(words, way, run))).collect()
        }
        Item::Gap | Item::Either => {
            let (mut others, mut ways) = (0, Vec::new());
            for at in way.at..=way.at + PASS {
                ways.push(Way { at, first: false, taken: way.taken.clone() });
                let Some(word) = words.get(at) else { break };
                others += usize::from(!may_pass(&word.text));
                if others > GAP || TURNS.contains(&word.text.as_str()) {
                    break;
                }
            }
            ways
        }
    }
}

/// Goes along a run of parts, passing over small words.
fn along(words: &[Word], way: &Way, run: &[Part]) -> Option<Way> {
    let mut way = way.clone();
    for part in run {
        // A wording begins with a word of its own.
        let pass = if way.first { 0 } else { PASS };
        let passed =
            words.get(way.at..)?.iter().take(pass + 1).position(|word| part.is(word) || !may_pass(&word.text))?;
        way.at += passed;
        if !part.is(&words[way.at]) {
            return None;
        }
        way.taken.push(way.at);
        way.at += 1;
        way.first = false;
    }
    Some(way)
}

/// Whether a word may be passed over between those of a wording.
pub(crate) fn may_pass(word: &str) -> bool {
    SMALL.contains(&word) || PASSED.contains(&word)
}

impl Part {
    fn is(&self, word: &Word) -> bool {
        match self {
            Part::Is(text) => word.is(text),
            Part::Begins(text) => word.text.starts_with(text.as_str()),
            Part::Between(text, from, to) => word.text == *text && (*from..=*to).contains(&word.value),
            Part::Of(kind, _) => word.kinds & kind != 0,
            Part::Number => word.is_number(),
        }
    }
}

/// Plain words, some of which may be left out.
fn plain_items(plain: &str, forms: &Forms, items: &mut Vec<Item>) -> Result<(), WordingFault> {
    let mut run = String::new();
    for word in plain.split_whitespace() {
        match word.strip_suffix('?') {
            Some(word) => {
                flush(&mut run, forms, items)?;
                let parts = parts(word, forms)?;
                if !parts.is_empty() {
                    items.push(Item::AnyOf(vec![parts], true));
                }
            }
            None => {
                run.push_str(word);
                run.push(' ');
            }
        }
    }
    flush(&mut run, forms, items)
}

fn flush(run: &mut String, forms: &Forms, items: &mut Vec<Item>) -> Result<(), WordingFault> {
    let parts = parts(run, forms)?;
    if !parts.is_empty() {
        items.push(Item::AnyOf(vec![parts], false));
    }
    run.clear();
    Ok(())
}

/// The words of a wording that tell something, each under its one name.
fn parts(run: &str, forms: &Forms) -> Result<Vec<Part>, WordingFault> {
    let mut found = Vec::new();
    let mut plain = Vec::new();
    let flush = |plain: &mut Vec<&str>, found: &mut Vec<Part>| {
        let named = forms.one_name(words(&plain.join(" ")));
        let tells = |word: &Word| !SMALL.contains(&word.text.as_str());
        found.extend(named.into_iter().filter(tells).map(|word| Part::Is(word.text)));
        plain.clear();
    };
    let all: Vec<&str> = run.split_whitespace().collect();
    let mut at = 0;
    while at < all.len() {
        let band = all.get(at + 1).and_then(|band| {
            let (from, to) = band.split_once('-').unwrap_or((band, band));
            Some((from.parse().ok()?, to.parse().ok()?))
        });
        match (all[at], band) {
            ("age" | "year", Some((from, to))) => {
                flush(&mut plain, &mut found);
                let kind = if all[at] == "age" { AGE } else { YEAR };
                found.push(Part::Between(kind.to_owned(), from, to));
                at += 2;
                continue;
            }
            (word, _) if word.ends_with('*') => {
                flush(&mut plain, &mut found);
                found.push(Part::Begins(super::ascii(&word[..word.len() - 1].to_lowercase())));
            }
            ("#", _) => {
                flush(&mut plain, &mut found);
                found.push(Part::Number);
            }
            (word, _) if word.starts_with('@') => {
                flush(&mut plain, &mut found);
                let (kind, one) = forms.kind(word).ok_or(WordingFault::Kind)?;
                found.push(Part::Of(kind, one.to_owned()));
            }
            (word, _) => plain.push(word),
        }
        at += 1;
    }
    flush(&mut plain, &mut found);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms() -> Forms {
        let also = |words: &[&str]| -> Vec<String> { words.iter().map(|word| (*word).to_owned()).collect() };
        let (plan, salt) = (also(&["ehc plan", "ehcp"]), also(&["speech and language therapy"]));
        let school = also(&["school", "head"]);
        Forms::new([("ehcp", plan.as_slice()), ("salt", salt.as_slice()), ("@school", school.as_slice())])
    }

    fn found(wording: &str, typed: &str) -> bool {
        let wording = Wording::read(wording, &forms()).expect("a wording");
        !wording.find(&forms().one_name(words(typed))).is_empty()
    }

    #[test]
    fn words_are_made_comparable() {
        let text = |typed: &str| words(typed).iter().map(|word| word.text.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(text("They won\u{2019}t; I haven't"), "they will not i have not");
        assert_eq!(text("5/10, 28.10.26 and 2026-11-09."), "5/10 28.10.26 and 2026-11-09");
        assert_eq!(text("my friend's 7-year-old"), "my friend 7 year old");
        let stops: Vec<Stop> = words("no, yes. What? so - then").iter().map(|word| word.stop).collect();
        assert_eq!(stops, [Stop::Pause, Stop::End, Stop::Asked, Stop::Pause, Stop::None]);
    }

    #[test]
    fn a_wording_finds_what_it_says() {
        assert!(found("refus* assess*", "the council has refused to assess"));
        assert!(found("refus* .. assess*", "refused to carry out an assessment"));
        assert!(!found("refus* assess*", "refused a needs assessment"));
        assert!(found("(last|final) ehc plan", "final EHCP"));
        assert!(found("asked council? assess", "asked the council to assess"));
        assert!(found("asked council? assess", "asked to assess"));
        assert!(found("salt not given", "speech and language therapy is not given"));
        assert!(!found("refus* .. assess*", "refused, and it did not want to assess"));
        assert!(!found("a plan", "the plane"));
    }

    #[test]
    fn a_base_form_stands_for_its_forms_and_a_form_for_itself() {
        for typed in ["refuse", "refuses", "refused", "refusing", "they refused him"] {
            assert!(found("refuse", typed), "{typed}");
        }
        assert!(!found("refused", "they refuse"));
        assert!(found("send home", "he was sent home") && found("stop", "stopped") && found("reply", "replied"));
        assert!(found("school hour", "the schools' hours"));
        // No word is cut where nothing is left of it, nor is one word taken for another.
        assert!(!found("plan", "the plane") && !found("thing", "nothing") && !found("clas", "class"));
    }

    #[test]
    fn a_kind_of_word_stands_for_each_and_a_number_for_any() {
        assert!(found("@school .. says", "the head now says"));
        assert!(found("@school says", "both schools says"));
        assert!(!found("@school says", "the council says"));
        assert!(found("(@school|council) says", "the council says"));
        assert!(found("# hrs week", "10hrs a week"));
        assert!(found("# hours", "two hours") && found("# hours", "2.5 hours") && !found("# hours", "some hours"));
        assert!(found("two hours", "2 hours"));
    }

    #[test]
    fn two_sides_come_in_either_order_and_what_must_not_stand_beside_them_does_not() {
        assert!(found("cut & hours", "they cut his hours") && found("cut & hours", "his hours were cut"));
        assert!(!found("cut & hours", "cut apples, pears, plums, figs, grapes, hours"));
        assert!(found("a1 & b1 & c1", "c1 then b1 then a1"));
        assert!(found("send home ! letter", "he was sent home"));
        assert!(!found("send home ! letter", "they sent home a letter"));
    }

    #[test]
    fn a_wording_that_says_nothing_is_refused() {
        let read = |written: &str| Wording::read(written, &forms()).map(|_| ());
        assert_eq!(read("the of"), Err(WordingFault::Empty));
        assert_eq!(read("plan?"), Err(WordingFault::Empty));
        assert_eq!(read("not the"), Err(WordingFault::Empty));
        assert_eq!(read("(one|two"), Err(WordingFault::Bracket));
        assert_eq!(read("one|two"), Err(WordingFault::Bracket));
        assert_eq!(read(".. plan"), Err(WordingFault::LooseGap));
        assert_eq!(read("plan .."), Err(WordingFault::LooseGap));
        assert_eq!(read("& plan"), Err(WordingFault::LooseGap));
        assert_eq!(read("@nobody says"), Err(WordingFault::Kind));
        assert_eq!(read("plan ! the"), Err(WordingFault::Empty));
    }

    #[test]
    fn a_wording_keeps_nobody_busy() {
        let read = |written: &str| Wording::read(written, &forms());
        for much in ["a1 & b1 & c1 & d1", "a1 ! b1 ! c1", "a1 .. b .. c .. d .. e .. f .. g .. h", &"a1 ".repeat(200)] {
            assert_eq!(read(much).map(|_| ()), Err(WordingFault::TooMuch), "{much}");
        }
        // Each of these has more ways through the words than could ever be tried one by one.
        let most = read("son? son? .. son? son? .. son .. son? son? .. son? .. son? .. son & son? son & son");
        let words = words(&"son ".repeat(400));
        let found = most.expect("a wording").find(&words);
        assert!(found.iter().any(|one| one.from == 0 && one.to > 30), "{found:?}");
    }

    #[test]
    fn one_wording_covers_another() {
        let read = |written: &str| Wording::read(written, &forms()).expect("a wording");
        assert!(read("refus* assess*").covers(&read("refused to assess")));
        assert!(!read("refused to assess").covers(&read("refused to assess again")));
        assert!(!read("cease").covers(&read("plan")));
    }
}
