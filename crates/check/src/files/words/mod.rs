//! The words of the rules: every text is short, plain, and says one thing with one word.

mod checklists;
mod dates;
mod forms;
mod grade;
pub mod left_behind;
mod letters;
pub mod numbers;
mod routes;
pub(super) mod texts;
mod vocabulary;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use self::grade::OLDEST;
pub use self::grade::Tally;
pub use self::letters::LONGEST_BODY;
use self::texts::{Kind, Source, Text};
use self::vocabulary::Vocabulary;
use super::file::Head;
use super::finding::{Code, Findings, Place};
use super::load::Broken;
use super::load::Files;
use super::scan::text_of;
use signpost_core::rules::Sources;
use signpost_core::text::measure::{self, AVERAGE, LONGEST_PARAGRAPH, LONGEST_SENTENCE};

/// The longest text that is looked at further, in bytes. None of a screen comes near it.
const LONGEST_TEXT: usize = 2000;

/// Checks every text of what could be read. Gives the age at which the texts together are read with ease.
pub fn check(files: &Files, sources: &Sources, broken: &Broken, findings: &mut Findings) -> Option<f64> {
    let source = Source::of(files)?;
    let mut linter = Linter {
        vocabulary: Vocabulary::of(source.words),
        phrases: longest_phrases(source.head),
        limits: source.parts.iter().flat_map(|part| &part.part.deadlines).map(|item| item.id.as_str()).collect(),
        broken,
        findings,
        items: BTreeMap::new(),
        all: Tally::default(),
    };
    texts::each(source, &mut |text| linter.text(&text));
    for letter in source.letters {
        let file = format!("letters/{}.md", letter.id);
        // The text was read before, so it is text.
        let text = sources.get(&file).and_then(|bytes| text_of(&file, bytes, &mut Findings::default()));
        if let Some(body) = text.and_then(|text| letters::Body::of(&file, text)) {
            linter.letter(&body);
        }
    }
    let age = linter.ages();
    let vocabulary = linter.vocabulary;
    forms::check(source, findings);
    checklists::check(source, &vocabulary, broken, findings);
    routes::check(source, findings);
    age
}

/// Each phrase with the longest of its wordings: a text must fit whoever it is about.
fn longest_phrases(head: &Head) -> HashMap<&str, &str> {
    let phrases = head.phrases.iter().map(|phrase| {
        let wordings = phrase.instead.iter().map(|other| other.say.as_str()).chain([phrase.say.as_str()]);
        (phrase.id.as_str(), wordings.max_by_key(|say| measure::count(say)).unwrap_or_default())
    });
    phrases.collect()
}

struct Linter<'a> {
    vocabulary: Vocabulary,
    phrases: HashMap<&'a str, &'a str>,
    /// The ids of the time limits, each of which in braces says how long it is.
    limits: Vec<&'a str>,
    broken: &'a Broken,
    findings: &'a mut Findings,
    /// What is read as one: the texts of a question, a time limit or a route.
    items: BTreeMap<Place, Tally>,
    /// All of those.
    all: Tally,
}

impl Linter<'_> {
    fn text(&mut self, text: &Text<'_>) {
        let Text { place, text, kind } = text;
        if !text.contains(char::is_alphanumeric) {
            let help = Some("say it, or leave the key out where that is allowed".to_owned());
            let message = if text.trim().is_empty() { "this text is empty" } else { "this text says nothing" };
            self.findings.add(Code::EmptyText, place.clone(), message, help);
            return;
        }
        if text.len() > LONGEST_TEXT {
            let message = format!("a text of {} bytes: at most {LONGEST_TEXT}", text.len());
            self.findings.add(Code::TextTooLong, place.clone(), message, None);
            return;
        }
        let whole = self.expand(text, *kind, place);
        if let Some(most) = kind.most_words() {
            let length = measure::count(&whole);
            if length > most {
                let message = format!("{length} words, and at most {most} fit here");
                self.findings.add(Code::TextTooLong, place.clone(), message, None);
            }
        }
        for paragraph in whole.lines() {
            self.paragraph(paragraph, *kind, place);
        }
        if kind.is_read_on() {
            let item = place.path.find(']').map_or(place.path.as_str(), |end| &place.path[..=end]);
            self.items.entry(Place::new(&place.file, item)).or_default().add(&whole);
            self.all.add(&whole);
        }
        if *kind != Kind::Fragment {
            self.phrase_first(text, place);
        }
        if *kind == Kind::Step && !self.vocabulary.begins_with_verb(text) {
            let help = "begin with one of the `verbs` in words.yaml";
            self.findings.add(Code::NextStep, place.clone(), "this does not begin with a verb", Some(help.into()));
        }
        self.said(text, *kind, |range| place.clone().words(&text[range]));
    }

    fn paragraph(&mut self, paragraph: &str, kind: Kind, place: &Place) {
        let sentences = measure::sentences(paragraph);
        let mut words = 0;
        for sentence in &sentences {
            let sentence = &paragraph[sentence.clone()];
            let length = measure::count(sentence);
            words += length;
            if length > LONGEST_SENTENCE {
                let start: Vec<&str> = sentence.split_whitespace().take(3).collect();
                self.too_long_sentence(length, place.clone().words(&start.join(" ")));
            }
        }
        if sentences.len() > LONGEST_PARAGRAPH {
            self.too_long_paragraph(sentences.len(), place.clone());
        }
        // One sentence is no average: its own length has been looked at.
        if kind.has_sentences() && sentences.len() > 1 && words > AVERAGE * sentences.len() {
            self.hard_to_read(words, sentences.len(), place.clone());
        }
    }

    /// Items that are hard to read as a whole; and the age for all of them.
    fn ages(&mut self) -> Option<f64> {
        for (place, tally) in std::mem::take(&mut self.items) {
            if let Some(age) = tally.age().filter(|age| *age > OLDEST) {
                let message = format!("its texts read with ease from the age of {age:.1}: {OLDEST} is the aim");
                let help = "shorter words, or shorter sentences";
                self.findings.add(Code::HardToRead, place.then("id"), message, Some(help.into()));
            }
        }
        self.all.age()
    }

    fn too_long_sentence(&mut self, length: usize, place: Place) {
        let message = format!("a sentence of {length} words: at most {LONGEST_SENTENCE}");
        self.findings.add(Code::SentenceTooLong, place, message, Some("make it two".into()));
    }

    fn too_long_paragraph(&mut self, sentences: usize, place: Place) {
        let message = format!("a paragraph of {sentences} sentences: at most {LONGEST_PARAGRAPH}");
        self.findings.add(Code::ParagraphTooLong, place, message, Some("leave an empty line between two".into()));
    }

    fn hard_to_read(&mut self, words: usize, sentences: usize, place: Place) {
        let average = (words as f64 / sentences as f64).ceil();
        let message = format!("sentences of {average} words on average: {AVERAGE} read well");
        self.findings.add(Code::HardToRead, place, message, None);
    }

    /// Words that are not said, and dates that will be over.
    fn said(&mut self, text: &str, kind: Kind, place: impl Fn(Range<usize>) -> Place) {
        if matches!(kind, Kind::Law | Kind::Quote) {
            return;
        }
        if let Some(at) = text.find('!') {
            self.findings.add(Code::BannedWord, place(at..at + 1), "an exclamation mark", None);
        }
        for found in self.vocabulary.look(text) {
            if kind == Kind::Meaning && found.code == Code::PreferredWord {
                continue;
            }
            let word = text[found.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let (message, help) = match (found.code, found.say) {
                (Code::Acronym, _) => (
                    format!("`{word}` is not a known acronym"),
                    "write it out, or add it to `acronyms` in words.yaml".into(),
                ),
                (_, Some(say)) => (format!("`{word}` is not said here"), format!("say `{say}`")),
                (_, None) => {
                    let message = format!("`{word}` is in the list `never` of words.yaml");
                    let help = "a text says what is so and what to do, without blame, apology or pleading; leave it out, or \
                                say what has happened";
                    (message, help.into())
                }
            };
            self.findings.add(found.code, place(found.range), message, Some(help));
        }
        if let Some((range, message)) = dates::find(text, kind).filter(|_| kind != Kind::Point) {
            self.findings.add(Code::DateInText, place(range), message, None);
        }
    }

    /// A sentence that begins with a phrase would begin with a small letter.
    fn phrase_first(&mut self, text: &str, place: &Place) {
        for line in text.lines() {
            for sentence in measure::sentences(line) {
                let name = line[sentence].strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
                if let Some(name) = name.filter(|name| self.phrases.contains_key(name)) {
                    let place = place.clone().words(&format!("{{{name}}}"));
                    let help = "turn the sentence round";
                    let message = format!("a sentence begins with `{{{name}}}`, in a small letter");
                    self.findings.add(Code::PhraseFirst, place, message, Some(help.into()));
                }
            }
        }
    }

    /// The text with each phrase in its longest wording; a phrase that nobody defines is reported.
    fn expand(&mut self, text: &str, kind: Kind, place: &Place) -> String {
        let mut whole = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            whole.push_str(&rest[..open]);
            let close = rest[open..].find('}').filter(|_| rest[open..].starts_with('{')).map(|at| open + at);
            let Some(close) = close else {
                let message = "a brace stands alone: a phrase is written {your-child}";
                self.findings.add(Code::UnknownPhrase, place.clone().words(&rest[open..=open]), message, None);
                rest = &rest[open + 1..];
                continue;
            };
            let name = &rest[open + 1..close];
            match self.phrases.get(name) {
                Some(say) => whole.push_str(say),
                None if name == "date" && kind == Kind::DateSaid => whole.push_str("Wednesday 28 October 2026"),
                None if self.broken.holds(name) => whole.push_str(name),
                None => {
                    let help = if name == "date" {
                        Some("{date} stands only in what a date question says".to_owned())
                    } else if self.limits.contains(&name) {
                        Some(format!("`{name}` has no single length that could be said: write the number"))
                    } else {
                        self.broken.did_you_mean(name, self.phrases.keys().copied().chain(self.limits.iter().copied()))
                    };
                    let message = format!("no phrase is called `{}`", name.escape_debug());
                    let place = place.clone().words(&rest[open..=close]);
                    self.findings.add(Code::UnknownPhrase, place, message, help);
                    whole.push_str(name);
                }
            }
            rest = &rest[close + 1..];
        }
        whole.push_str(rest);
        whole
    }
}
