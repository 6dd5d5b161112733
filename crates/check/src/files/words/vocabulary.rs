//! The words of `words.yaml`, ready to be looked for: never said, said otherwise, allowed in capitals.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::files::file::WordsFile;
use crate::files::finding::Code;
use signpost_core::text::measure::tokens;

/// What is looked for.
pub struct Vocabulary {
    banned: Sequences<Banned>,
    /// Words of the glossary: "statement of complaint" may be said where "statement" may not.
    terms: Sequences<()>,
    acronyms: HashSet<String>,
    verbs: HashSet<String>,
    things: HashSet<String>,
    requests: Sequences<()>,
}

/// A word that is not said.
pub struct Banned {
    code: Code,
    say: Option<String>,
}

/// A word that was found.
pub struct Found<'v> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The finding's code.
    pub code: Code,
    /// The word to say instead.
    pub say: Option<&'v str>,
}

impl Vocabulary {
    /// The words of a file.
    pub fn of(words: &WordsFile) -> Vocabulary {
        let mut banned = Sequences::default();
        for word in &words.never {
            banned.add(word, Banned { code: Code::BannedWord, say: None });
        }
        for preferred in &words.preferred {
            for word in &preferred.not {
                // A word that is never said and has a better one is reported once, with the better one.
                banned.add(word, Banned { code: Code::PreferredWord, say: Some(preferred.say.clone()) });
            }
        }
        let mut terms = Sequences::default();
        words.terms.iter().filter(|term| term.term.contains(' ')).for_each(|term| terms.add(&term.term, ()));
        let mut requests = Sequences::default();
        words.requests.iter().for_each(|word| requests.add(word, ()));
        Vocabulary {
            banned,
            terms,
            // GOV.UK is two words to whoever looks for words.
            acronyms: words.acronyms.iter().flat_map(|word| word.split('.')).map(str::to_owned).collect(),
            verbs: words.verbs.iter().map(|verb| verb.to_lowercase()).collect(),
            things: words.things.iter().map(|thing| thing.to_lowercase()).collect(),
            requests,
        }
    }

    /// Every word of a text that is not said, or is in capitals and not known.
    pub fn look<'v>(&'v self, text: &str) -> Vec<Found<'v>> {
        let words = tokens(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if let Some((length, ())) = self.terms.longest(text, &words[at..]) {
                at += length;
                continue;
            }
            if let Some((length, banned)) = self.banned.longest(text, &words[at..]) {
                let range = words[at].start..words[at + length - 1].end;
                found.push(Found { range, code: banned.code, say: banned.say.as_deref() });
                at += length;
                continue;
            }
            if self.is_unknown_acronym(bare(&text[words[at].clone()])) {
                found.push(Found { range: words[at].clone(), code: Code::Acronym, say: None });
            }
            at += 1;
        }
        found
    }

    fn is_unknown_acronym(&self, word: &str) -> bool {
        let word = word.strip_suffix('s').unwrap_or(word);
        // A form is called by an acronym and a number: SEND35A.
        let name = &word[..word.find(|letter: char| letter.is_ascii_digit()).unwrap_or(word.len())];
        word.bytes().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
            && name.len() >= 2
            && !self.acronyms.contains(name)
    }

    /// Whether a text begins with a verb of the list; so does every text when there is no list.
    pub fn begins_with_verb(&self, text: &str) -> bool {
        self.verbs.is_empty() || first_word(text).is_some_and(|word| self.verbs.contains(&word))
    }

    /// Whether a text begins with a verb or with a thing of the lists; so does every text when there is no list of things.
    pub fn begins_with_thing(&self, text: &str) -> bool {
        let known = |word: String| self.verbs.contains(&word) || self.things.contains(&word);
        self.things.is_empty() || first_word(text).is_some_and(known)
    }

    /// Whether a text asks for something; so does every text when there is no list.
    pub fn asks(&self, text: &str) -> bool {
        let words = tokens(text);
        self.requests.is_empty() || (0..words.len()).any(|at| self.requests.longest(text, &words[at..]).is_some())
    }
}

fn first_word(text: &str) -> Option<String> {
    tokens(text).first().map(|word| bare(&text[word.clone()]).to_lowercase())
}

/// A word without its possessive ending.
fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or(word.strip_suffix("\u{2019}s")).unwrap_or(word)
}

/// Sequences of words by their first.
struct Sequences<T> {
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Sequences<T> {
    fn default() -> Sequences<T> {
        Sequences { by_first: HashMap::new() }
    }
}

impl<T> Sequences<T> {
    fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Adds a sequence; a later one takes the place of an equal earlier one.
    fn add(&mut self, words: &str, value: T) {
        let words: Vec<String> = tokens(words).into_iter().map(|range| words[range].to_owned()).collect();
        let Some(first) = words.first() else { return };
        let list = self.by_first.entry(first.to_lowercase()).or_default();
        list.retain(|(other, _)| *other != words);
        list.push((words, value));
    }

    /// The longest sequence that the text begins with, as its length in words.
    fn longest(&self, text: &str, words: &[Range<usize>]) -> Option<(usize, &T)> {
        let first = bare(&text[words.first()?.clone()]).to_lowercase();
        // The plural is the same word.
        let lists = [Some(first.as_str()), first.strip_suffix('s')].into_iter().flatten();
        let fits = lists.filter_map(|first| self.by_first.get(first)).flatten();
        let fits = fits.filter(|(sequence, _)| begins(text, words, sequence));
        fits.max_by_key(|(sequence, _)| sequence.len()).map(|(sequence, value)| (sequence.len(), value))
    }
}

/// Whether these words of a text begin with a sequence, nothing but spaces and hyphens between them.
fn begins(text: &str, words: &[Range<usize>], sequence: &[String]) -> bool {
    let joined =
        |pair: &[Range<usize>]| text[pair[0].end..pair[1].start].chars().all(|gap| gap.is_whitespace() || gap == '-');
    words.len() >= sequence.len()
        && words[..sequence.len()].windows(2).all(joined)
        && sequence.iter().zip(words).all(|(wanted, word)| same(wanted, bare(&text[word.clone()])))
}

/// Whether a word is the one wanted or its plural. One wanted in capitals is an acronym: `LA` is not `la`.
fn same(wanted: &str, word: &str) -> bool {
    let acronym = wanted.len() >= 2 && wanted.bytes().all(|letter| !letter.is_ascii_lowercase());
    let equal = |word: &str| if acronym { word == wanted } else { word.to_lowercase() == wanted.to_lowercase() };
    equal(word) || word.strip_suffix('s').is_some_and(equal)
}
