//! Which of many texts another one is about, by the words they share and by how few texts have them.

use std::collections::{BTreeMap, BTreeSet};

use super::wording::{TURNS, may_pass};
use super::words::{Forms, Word, words};

/// So much of how well a text fits rests on how like one phrase of it is; the rest, on all its words together.
const ONE_PHRASE: f64 = 0.4;
/// A word that stands in the answer alone counts so much.
const IN_THE_ANSWER: f64 = 0.67;
/// A word that stands in none of the texts counts as so much of one that stands in one of them: it may be by the way.
const STRANGE: f64 = 0.25;

/// So many words make a phrase alike; one word alone counts half.
const FEWEST: usize = 2;

/// Words by which something is passed on that somebody said.
pub const REPORTS: [&str; 17] = [
    "told", "tell", "tells", "telling", "say", "says", "said", "saying", "claim", "claims", "claimed", "insist",
    "insists", "insisted", "apparently", "reckon", "reckons",
];

/// Words that tell nothing apart between two sentences.
const COMMON: [&str; 25] = [
    "can", "will", "would", "could", "should", "must", "may", "or", "and", "but", "if", "so", "because", "with",
    "from", "by", "about", "what", "which", "who", "when", "one", "any", "some", "want",
];

/// A text that can be found, by its stems.
#[derive(Debug, Clone)]
struct Text {
    /// As it is told, and as it is asked for: one phrase each.
    phrases: Vec<Vec<String>>,
    /// The answer to it.
    says: Vec<String>,
}

/// Many texts, and how much each of their stems tells.
#[derive(Debug, Clone)]
pub struct Index {
    texts: Vec<Text>,
    rare: BTreeMap<String, f64>,
    strange: f64,
}

impl Index {
    /// Of texts: the phrases by which each is asked for, and what it says.
    pub fn of<'t, P: Iterator<Item = &'t String>>(
        forms: &Forms,
        texts: impl Iterator<Item = (P, &'t String)>,
    ) -> Index {
        let stems = |text: &String| in_both(forms, &words(text));
        let texts: Vec<Text> =
            texts.map(|(phrases, says)| Text { phrases: phrases.map(stems).collect(), says: stems(says) }).collect();
        let rare = rareness(texts.iter().map(|text| text.phrases.iter().chain([&text.says])));
        let rare = rare.into_iter().map(|(stem, weight)| (stem.to_owned(), weight)).collect();
        let strange = STRANGE * (texts.len() as f64 + 1.0).ln();
        Index { texts, rare, strange }
    }

    /// How well each text fits any of what is asked, each by its stems; from 0 to 1.
    pub fn fits(&self, asked: &[Vec<String>]) -> Vec<f64> {
        let of_all = asked.iter().map(|asked| self.all(asked)).fold(0.0, f64::max);
        // A short sentence among long ones says little: "No plan yet."
        let heed = |asked: &[String]| (self.all(asked) / of_all).sqrt();
        let fits = |text: &Text| asked.iter().map(|asked| heed(asked) * self.fit(text, asked)).fold(0.0, f64::max);
        self.texts.iter().map(fits).collect()
    }

    fn one(&self, stem: &str) -> f64 {
        self.rare.get(stem).copied().unwrap_or(self.strange)
    }

    fn all(&self, stems: &[String]) -> f64 {
        stems.iter().map(|stem| self.one(stem)).sum()
    }

    /// How well a text fits what is asked: by how much of the weight of that stands in it, where the answer counts less,
    /// and by how like its likest phrase is, where one word alone counts half.
    fn fit(&self, text: &Text, asked: &[String]) -> f64 {
        let all = self.all(asked);
        let counts = |stem: &String| match text.phrases.iter().any(|phrase| phrase.contains(stem)) {
            true => self.one(stem),
            false if text.says.contains(stem) => self.one(stem) * IN_THE_ANSWER,
            false => 0.0,
        };
        let share = asked.iter().map(counts).sum::<f64>() / all;
        let like = |phrase: &Vec<String>, fewest: usize| {
            let both: Vec<&String> = phrase.iter().filter(|stem| asked.contains(stem)).collect();
            let weight: f64 = both.iter().map(|stem| self.one(stem)).sum();
            if both.len() < fewest { 0.0 } else { weight / (self.all(phrase) * all).sqrt() }
        };
        let likest = |fewest| text.phrases.iter().map(|phrase| like(phrase, fewest)).fold(0.0, f64::max);
        (1.0 - ONE_PHRASE) * share + ONE_PHRASE / 2.0 * (likest(1) + likest(FEWEST))
    }
}

/// How rare each stem is: the fewer texts have it, the more it tells.
fn rareness<'t, P: Iterator<Item = &'t Vec<String>>>(
    texts: impl ExactSizeIterator<Item = P>,
) -> BTreeMap<&'t str, f64> {
    let mut count: BTreeMap<&str, f64> = BTreeMap::new();
    let all = texts.len() as f64 + 1.0;
    for text in texts {
        let of_text: BTreeSet<&str> = text.flatten().map(String::as_str).collect();
        of_text.into_iter().for_each(|stem| *count.entry(stem).or_default() += 1.0);
    }
    count.values_mut().for_each(|count| *count = (all / *count).ln());
    count
}

/// The words of a text that tell something: by the others nothing is found.
pub fn telling(text: &str) -> String {
    let words = words(text).into_iter().map(|word| word.text).filter(|word| tells(word));
    words.collect::<Vec<_>>().join(" ")
}

fn tells(word: &str) -> bool {
    !may_pass(word) && !COMMON.contains(&word) && !REPORTS.contains(&word)
}

/// The words that tell something, without their endings.
fn stems(words: &[Word]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words.iter().map(|word| word.text.as_str()) {
        let stem = if TURNS.contains(&word) { "not" } else { stem(word) };
        if tells(word) && !found.iter().any(|other| other == stem) {
            found.push(stem.to_owned());
        }
    }
    found
}

/// The stems of words as they stand and by their one name: "annual review" is a review too.
pub fn in_both(forms: &Forms, words: &[Word]) -> Vec<String> {
    let mut found = stems(words);
    for stem in stems(&forms.one_name(words.to_vec())) {
        if !found.contains(&stem) {
            found.push(stem);
        }
    }
    found
}

/// "Needs", "needed" and "needing" are one word, and so are "assess" and "assessment", "refuse" and "refusal".
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 12] =
        ["ations", "ation", "ments", "ment", "ions", "ion", "ings", "ing", "als", "al", "ed", "es"];
    let long = |ending: &&str| {
        word.strip_suffix(*ending).filter(|stem| stem.len() > 3 || (ending.len() < 4 && stem.len() > 2))
    };
    let short =
        |word| ["ies", "s"].iter().find_map(|ending| str::strip_suffix(word, ending).filter(|stem| stem.len() > 2));
    let cut = ENDINGS.iter().find_map(long).or_else(|| short(word)).unwrap_or(word);
    let cut =
        ["e", "y", "i"].iter().find_map(|ending| cut.strip_suffix(ending).filter(|stem| stem.len() > 2)).unwrap_or(cut);
    // "Stopped" as "stop".
    let last = cut.as_bytes();
    match last {
        [.., one, other] if one == other && cut.len() > 3 && !b"aeiousl".contains(one) => &cut[..cut.len() - 1],
        _ => cut,
    }
}
