//! How hard a text is to read: the Flesch-Kincaid grade (J. P. Kincaid and others, 1975), with syllables counted by rule.
//!
//! It is a smoke alarm and no pass mark (`ux.md` G2): it counts letters and not sense.

use signpost_core::text::measure;

/// From this many years of age a text is said to be hard: the age of the last year of primary school.
pub const OLDEST: f64 = 11.0;

/// Fewer words say nothing about how hard a text is.
const ENOUGH: usize = 40;

/// The grade of a child of six: grades are the years of school in the United States.
const FIRST_YEAR: f64 = 5.0;

/// Words, sentences and syllables of texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    words: usize,
    sentences: usize,
    syllables: usize,
}

impl Tally {
    /// Adds a text, which may have several paragraphs.
    pub fn add(&mut self, text: &str) {
        for paragraph in text.lines() {
            self.sentences += measure::sentences(paragraph).len();
            for word in paragraph.split_whitespace().filter(|word| measure::count(word) > 0) {
                self.words += 1;
                self.syllables += syllables(word);
            }
        }
    }

    /// The age at which it is read with ease, in years, where there are words enough to tell.
    pub fn age(self) -> Option<f64> {
        (self.words >= ENOUGH && self.sentences > 0).then(|| {
            let (words, sentences, syllables) = (self.words as f64, self.sentences as f64, self.syllables as f64);
            0.39 * words / sentences + 11.8 * syllables / words - 15.59 + FIRST_YEAR
        })
    }
}

/// The syllables of a word: its groups of vowels, less an ending that is not spoken. A number counts as one.
fn syllables(word: &str) -> usize {
    let letters: String = word.to_lowercase().chars().filter(char::is_ascii_lowercase).collect();
    let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups = letters.split(|letter| !vowel(letter)).filter(|group| !group.is_empty()).count();
    let ends = |endings: &[&str]| endings.iter().any(|ending| letters.ends_with(ending));
    let silent = (ends(&["e"]) && !ends(&["le", "ee"]))
        || (ends(&["ed"]) && !ends(&["ted", "ded"]))
        || (ends(&["es"]) && !ends(&["ses", "ces", "ges", "zes", "xes", "ches", "shes"]));
    groups.saturating_sub(usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_as_spoken() {
        let words = [
            ("plan", 1),
            ("the", 1),
            ("school", 1),
            ("council", 2),
            ("letter", 2),
            ("asked", 1),
            ("decided", 3),
            ("agree", 2),
            ("needed", 2),
            ("certificate", 4),
            // One fewer than is spoken: i and a stand in one group of letters here, and in two syllables.
            ("mediation", 3),
            ("people", 2),
            ("changes", 2),
            ("makes", 1),
            ("20", 1),
        ];
        for (word, spoken) in words {
            assert_eq!(syllables(word), spoken, "{word}");
        }
    }

    #[test]
    fn short_words_in_short_sentences_are_for_the_young() {
        let age = |text: &str| {
            let mut tally = Tally::default();
            tally.add(text);
            tally.age()
        };
        let easy = "Ring the school. Ask for a talk. Say what you want. ".repeat(4);
        let hard =
            "Subsequent representations concerning educational provision necessitate comprehensive documentation. "
                .repeat(6);
        assert!(age(&easy).is_some_and(|age| age < 7.0), "{:?}", age(&easy));
        assert!(age(&hard).is_some_and(|age| age > 18.0), "{:?}", age(&hard));
        assert_eq!(age("Ring the school."), None);
    }
}
