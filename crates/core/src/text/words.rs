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
    /// What it may be a form of: "refused" of "refuse".
    pub bases: Vec<String>,
    /// The kinds of word it is, a bit each, as [`Forms`] numbers them.
    pub kinds: u32,
}

impl Word {
    /// A word that stands for what was typed from one byte up to another.
    pub fn new(text: impl Into<String>, value: u32, (from, to): (usize, usize), stop: Stop) -> Word {
        Word { text: text.into(), value, from, to, stop, bases: Vec::new(), kinds: 0 }
    }

    /// Whether it is this word, or a form of it: "hours" and "hour", "sent" and "send".
    pub fn is(&self, word: &str) -> bool {
        self.text == word || self.bases.iter().any(|base| base == word)
    }

    /// Whether it is a number in figures, as [`Forms::one_name`] leaves it.
    pub fn is_number(&self) -> bool {
        self.text.starts_with(|first: char| first.is_ascii_digit()) && !self.text.contains(char::is_alphabetic)
    }
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
    found.iter_mut().for_each(|word| word.bases = bases(&word.text));
    found
}

/// Forms that no rule makes, each with its word.
const FORMS: [(&str, &str); 56] = [
    ("began", "begin"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("came", "come"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("dealt", "deal"),
    ("did", "do"),
    ("does", "do"),
    ("doing", "do"),
    ("done", "do"),
    ("felt", "feel"),
    ("forgot", "forget"),
    ("fought", "fight"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("goes", "go"),
    ("going", "go"),
    ("heard", "hear"),
    ("held", "hold"),
    ("kept", "keep"),
    ("left", "leave"),
    ("lost", "lose"),
    ("made", "make"),
    ("met", "meet"),
    ("paid", "pay"),
    ("rang", "ring"),
    ("rung", "ring"),
    ("said", "say"),
    ("sat", "sit"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shown", "show"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("struck", "strike"),
    ("taken", "take"),
    ("taught", "teach"),
    ("thought", "think"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("understood", "understand"),
    ("went", "go"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("won", "win"),
    ("written", "write"),
    ("writing", "write"),
    ("wrote", "write"),
];

/// What a word may be a form of. A base has three letters or more.
fn bases(word: &str) -> Vec<String> {
    if let Some((_, base)) = FORMS.iter().find(|(form, _)| *form == word) {
        return vec![(*base).to_owned()];
    }
    let mut found = Vec::new();
    if let Some(cut) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        found.push(format!("{cut}y"));
    }
    if let Some(cut) = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")) {
        let twice =
            cut.len() > 3 && cut.is_char_boundary(cut.len() - 1) && cut.ends_with(&cut[cut.len() - 2..cut.len() - 1]);
        found.extend([cut.to_owned(), format!("{cut}e")]);
        found.extend(twice.then(|| cut[..cut.len() - 1].to_owned()));
    }
    if let Some(cut) = word.strip_suffix('s').filter(|cut| !cut.ends_with(['s', 'u', 'i'])) {
        found.push(cut.to_owned());
        found.extend(cut.strip_suffix('e').filter(|cut| cut.ends_with(['s', 'x', 'z', 'h', 'o'])).map(str::to_owned));
    }
    found.retain(|base| base.len() > 2);
    found
}

/// Units that are written behind their figures without a space: "10hrs".
const UNITS: [&str; 8] = ["hr", "hrs", "hours", "wk", "wks", "weeks", "mins", "days"];

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
    let word = |text: &str| Word::new(text, 0, (from, to), Stop::None);
    let figures = plain.bytes().take_while(u8::is_ascii_digit).count();
    let parts: Vec<&str> = match plain.as_str() {
        "can't" | "cant" | "cannot" => vec!["can", "not"],
        "won't" | "wont" => vec!["will", "not"],
        "shan't" => vec!["will", "not"],
        "aint" | "ain't" => vec!["is", "not"],
        "havent" | "hasnt" | "hadnt" | "dont" | "doesnt" | "didnt" | "isnt" | "wasnt" | "arent" | "werent"
        | "couldnt" | "wouldnt" | "shouldnt" => vec![&plain[..plain.len() - 2], "not"],
        _ if figures > 0 && UNITS.contains(&&plain[figures..]) => vec![&plain[..figures], &plain[figures..]],
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
    /// Kinds of word, and the words that are of each.
    kinds: Vec<(String, Vec<String>)>,
}

/// What the name of a kind of word begins with: "@school".
const KIND: char = '@';

impl Forms {
    /// From pairs of the one word and the others.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a [String])>) -> Forms {
        let mut forms = Forms::default();
        for (one, others) in pairs {
            if one.starts_with(KIND) {
                forms.kinds.push((one.to_owned(), others.to_vec()));
                continue;
            }
            let at = forms.ones.len() as u16;
            forms.ones.push(one.to_lowercase());
            let split = |other: &String| -> Vec<String> { words(other).into_iter().map(|word| word.text).collect() };
            forms.others.extend(others.iter().map(|other| (split(other), at)));
        }
        forms.others.retain(|(words, _)| !words.is_empty());
        crate::order::by_key(&mut forms.others, |(words, _)| std::cmp::Reverse(words.len()));
        forms
    }

    /// The bit of a kind of word, and one word of that kind.
    pub fn kind(&self, name: &str) -> Option<(u32, &str)> {
        let at = self.kinds.iter().position(|(kind, _)| kind == name)?;
        Some((1 << at, self.kinds[at].1.first()?))
    }

    /// The words with each thing under its one name, numbers in figures and the kinds of each word. A name never reaches
    /// over a pause.
    pub fn one_name(&self, words: Vec<Word>) -> Vec<Word> {
        let mut found = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            let rest = &words[at..];
            let fits = |(other, _): &&(Vec<String>, u16)| {
                rest.len() >= other.len()
                    && rest.iter().zip(other).all(|(word, other)| word.is(other))
                    && rest[..other.len() - 1].iter().all(|word| word.stop == Stop::None)
            };
            match self.others.iter().find(fits) {
                Some((other, one)) => {
                    let last = &rest[other.len() - 1];
                    let text = self.ones[usize::from(*one)].clone();
                    found.push(Word::new(text, 0, (rest[0].from, last.to), last.stop));
                    at += other.len();
                }
                None => {
                    found.push(rest[0].clone());
                    at += 1;
                }
            }
        }
        for word in &mut found {
            if let Some(number) = super::cardinal(&word.text) {
                word.text = number.to_string();
            }
            let of_kind = |(_, (_, words)): &(usize, &(String, Vec<String>))| words.iter().any(|one| word.is(one));
            word.kinds = self.kinds.iter().enumerate().filter(of_kind).fold(0, |kinds, (at, _)| kinds | 1 << at);
        }
        found
    }
}
