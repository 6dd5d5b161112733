//! Words as people type them, made comparable.

use serde::{Deserialize, Serialize};

/// The word that stands for an age; its value is in years.
pub const AGE: &str = "#age";
/// The word that stands for a school year.
pub const YEAR: &str = "#year";

/// A word as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// In small letters, without accents; contractions in full.
    pub text: String,
    /// The number that goes with [`AGE`], [`YEAR`] and the like.
    pub value: u32,
    /// Its first byte in what was typed.
    pub from: usize,
    /// One past its last byte.
    pub to: usize,
    /// What stands behind it.
    pub stop: Stop,
}

/// What stands behind a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// A space, or nothing of meaning.
    None,
    /// A comma, a bracket, a dash.
    Pause,
    /// A full stop or the end of a line.
    End,
    /// A question mark.
    Asked,
}

/// Splits what was typed into words.
pub fn words(typed: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut start = None;
    let letters: Vec<(usize, char)> = typed.char_indices().collect();
    for (at, &(byte, letter)) in letters.iter().enumerate() {
        let near =
            |step: isize| at.checked_add_signed(step).and_then(|at| letters.get(at)).map_or(' ', |(_, letter)| *letter);
        // Inside 5/10, 28.10.26, 1:1 and 2026-11-09 these are part of the figures; inside don't the apostrophe of the word.
        let inside = match letter {
            '.' | '/' | '-' | ':' | '\u{2013}' => near(-1).is_ascii_digit() && near(1).is_ascii_digit(),
            '\'' | '\u{2019}' => near(-1).is_alphanumeric() && near(1).is_alphanumeric(),
            _ => letter.is_alphanumeric(),
        };
        if inside {
            start.get_or_insert(byte);
            continue;
        }
        if let Some(from) = start.take() {
            put(&mut found, typed, from, byte);
        }
        let stop = match letter {
            ',' | ';' | '(' | ')' | ':' | '\u{2013}' | '\u{2014}' => Stop::Pause,
            '-' if near(-1) == ' ' => Stop::Pause,
            '.' | '!' | '\n' | '\u{2026}' => Stop::End,
            '?' => Stop::Asked,
            _ => Stop::None,
        };
        if let Some(last) = found.last_mut() {
            last.stop = last.stop.max(stop);
        }
    }
    if let Some(from) = start {
        put(&mut found, typed, from, typed.len());
    }
    for at in 1..found.len() {
        let shortened = found[at].text == "would" && found[at - 1].from == found[at].from;
        let next = found[at + 1..].iter().find(|word| !BETWEEN.contains(&word.text.as_str()));
        if shortened && next.is_some_and(|word| is_past(&word.text)) {
            found[at].text = "had".to_owned();
        }
    }
    found
}

/// What may stand between "had" and what had been done.
const BETWEEN: [&str; 8] = ["already", "also", "always", "ever", "just", "never", "not", "only"];

/// Past forms that do not end in "ed".
const PAST: [&str; 22] = [
    "been", "begun", "broken", "come", "done", "found", "given", "gone", "got", "had", "heard", "held", "left", "lost",
    "made", "met", "rung", "said", "seen", "sent", "spoken", "written",
];

/// Whether a word says what had been done: "he'd been excluded", and not "they'd need".
fn is_past(word: &str) -> bool {
    PAST.contains(&word) || (word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed"))
}

fn put(found: &mut Vec<Word>, typed: &str, from: usize, to: usize) {
    let plain = super::ascii(&typed[from..to].to_lowercase());
    let word = |text: &str| Word { text: text.to_owned(), value: 0, from, to, stop: Stop::None };
    let parts: Vec<&str> = match plain.as_str() {
        "can't" | "cant" | "cannot" => vec!["can", "not"],
        "won't" | "wont" => vec!["will", "not"],
        "shan't" => vec!["will", "not"],
        "aint" | "ain't" => vec!["is", "not"],
        "havent" | "hasnt" | "hadnt" | "dont" | "doesnt" | "didnt" | "isnt" | "wasnt" | "arent" | "werent"
        | "couldnt" | "wouldnt" | "shouldnt" => vec![&plain[..plain.len() - 2], "not"],
        "ive" => vec!["i", "have"],
        "im" => vec!["i", "am"],
        "weve" => vec!["we", "have"],
        "theyve" => vec!["they", "have"],
        other => match other.rsplit_once('\'') {
            Some((word, "t")) => vec![word.strip_suffix('n').unwrap_or(word), "not"],
            Some((word, "ve")) => vec![word, "have"],
            Some((word, "re")) => vec![word, "are"],
            Some((word, "m")) => vec![word, "am"],
            Some((word, "ll")) => vec![word, "will"],
            // "They'd like", "he'd come": it counts as the doubtful one, but for what can only have been.
            Some((word, "d")) => vec![word, "would"],
            Some((word, _)) => vec![word],
            None => vec![other],
        },
    };
    found.extend(parts.into_iter().filter(|part| !part.is_empty()).map(word));
}

/// Words for one thing: the one that is compared, and the others that people use for it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Forms {
    /// The other words, split, and the place of the one word; the longest first.
    others: Vec<(Vec<String>, u16)>,
    ones: Vec<String>,
}

impl Forms {
    /// From pairs of the one word and the others.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a [String])>) -> Forms {
        let mut forms = Forms::default();
        for (one, others) in pairs {
            let at = forms.ones.len() as u16;
            forms.ones.push(one.to_lowercase());
            let split = |other: &String| -> Vec<String> { words(other).into_iter().map(|word| word.text).collect() };
            forms.others.extend(others.iter().map(|other| (split(other), at)));
        }
        forms.others.retain(|(words, _)| !words.is_empty());
        crate::order::by_key(&mut forms.others, |(words, _)| std::cmp::Reverse(words.len()));
        forms
    }

    /// The words with each thing under its one name. A name never reaches over a pause.
    pub fn one_name(&self, words: Vec<Word>) -> Vec<Word> {
        let mut found = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            let rest = &words[at..];
            let fits = |(other, _): &&(Vec<String>, u16)| {
                rest.len() >= other.len()
                    && rest.iter().zip(other).all(|(word, other)| same_number(&word.text, other))
                    && rest[..other.len() - 1].iter().all(|word| word.stop == Stop::None)
            };
            match self.others.iter().find(fits) {
                Some((other, one)) => {
                    let last = &rest[other.len() - 1];
                    let text = self.ones[usize::from(*one)].clone();
                    found.push(Word { text, to: last.to, stop: last.stop, ..rest[0].clone() });
                    at += other.len();
                }
                None => {
                    found.push(rest[0].clone());
                    at += 1;
                }
            }
        }
        found
    }
}

/// The same word, or its plural.
fn same_number(typed: &str, word: &str) -> bool {
    typed == word || typed.strip_suffix('s').is_some_and(|one| one == word && one.len() > 2)
}
