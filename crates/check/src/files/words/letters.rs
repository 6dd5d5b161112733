//! The bodies of letters: how long, what they ask and where, and how their gaps are marked.

use std::ops::Range;

use super::Linter;
use super::texts::Kind;
use crate::files::finding::{Code, Place, Span};
use crate::files::folder;
use signpost_core::rules::template::{self, ARGUMENT};
use signpost_core::text::is_hidden;
use signpost_core::text::measure::{
    self, AVERAGE, LONGEST_ARGUMENT, LONGEST_LETTER, LONGEST_PARAGRAPH, LONGEST_SENTENCE,
};

/// The longest letter that is looked at further, in bytes.
pub const LONGEST_BODY: usize = 20_000;

/// How lines begin that are no sentences of the letter.
const ADDRESSES: [&str; 6] = ["Dear ", "Subject:", "To:", "Copy to:", "From:", "{{"];

/// What stands for a date or an answer that is filled in, as long as such words are.
const FILLED: &str = "Wednesday 28 October 2026";

/// A letter as it stands in its file.
pub struct Body<'t> {
    file: String,
    text: &'t str,
    /// Where the text begins in the file.
    from: usize,
}

impl<'t> Body<'t> {
    /// The body of a letter file, if it has one.
    pub fn of(file: &str, text: &'t str) -> Option<Body<'t>> {
        let (_, body) = folder::split_letter(text)?;
        Some(Body { file: file.to_owned(), text: body, from: body.as_ptr() as usize - text.as_ptr() as usize })
    }

    fn place(&self, range: Range<usize>) -> Place {
        let at = Span { from: self.from + range.start, to: self.from + range.end };
        Place { at: Some(at), ..Place::new(&self.file, "") }
    }

    /// Every line that is written, with its bytes.
    fn lines(&self) -> impl Iterator<Item = (Range<usize>, &'t str)> {
        let mut at = 0;
        self.text.split_inclusive('\n').filter_map(move |line| {
            let from = at;
            at += line.len();
            let text = line.trim();
            let from = from + (line.len() - line.trim_start().len());
            (!text.is_empty()).then_some((from..from + text.len(), text))
        })
    }
}

impl Linter<'_> {
    /// Checks one letter.
    pub(super) fn letter(&mut self, body: &Body<'_>) {
        if body.text.len() > LONGEST_BODY {
            let message = format!("a letter of {} bytes: at most {LONGEST_BODY}", body.text.len());
            self.findings.add(Code::TextTooLong, body.place(0..0), message, None);
            return;
        }
        let (mut words, mut sentences, mut prose) = (0, 0, 0);
        let (mut telephone, mut opening) = (false, Vec::new());
        for (range, line) in body.lines() {
            if line.contains(is_hidden) {
                let message = "a control or invisible character stands in this line";
                self.findings.add(Code::LetterForm, body.place(range.clone()), message, None);
            }
            let filled = fill(line);
            self.said(&filled_as_written(line), Kind::Prose, |inside| {
                body.place(range.start + inside.start..range.start + inside.end)
            });
            self.gaps(line, |message| (body.place(range.clone()), message));
            // Words to say on the telephone follow the letter; they are not part of what is sent.
            telephone |= line.starts_with("## ");
            if telephone || line.starts_with('#') {
                continue;
            }
            words += measure::count(&filled);
            if ADDRESSES.iter().any(|start| line.starts_with(start)) {
                continue;
            }
            let here = measure::sentences(&filled);
            for sentence in &here {
                let length = measure::count(&filled[sentence.clone()]);
                if length > LONGEST_SENTENCE {
                    self.too_long_sentence(length, body.place(range.clone()));
                }
                if opening.len() < 2 && length > 1 {
                    opening.push(filled[sentence.clone()].to_owned());
                }
            }
            if here.len() > LONGEST_PARAGRAPH {
                self.too_long_paragraph(here.len(), body.place(range.clone()));
            }
            if line.ends_with(['.', '?']) {
                sentences += here.len();
                prose += measure::count(&filled);
            }
        }
        if words > LONGEST_LETTER {
            let message = format!("a letter of {words} words: at most {LONGEST_LETTER}");
            self.findings.add(Code::TextTooLong, body.place(0..0), message, None);
        }
        if sentences > 1 && prose > AVERAGE * sentences {
            self.hard_to_read(prose, sentences, body.place(0..0));
        }
        if !opening.iter().any(|sentence| self.vocabulary.asks(sentence)) {
            let message = "the first two sentences do not ask for anything";
            let help = "say first what you ask for, with one of the `requests` in words.yaml";
            self.findings.add(Code::LetterForm, body.place(0..0), message, Some(help.into()));
        }
    }

    /// Gaps to fill in by hand stand in square brackets and say what belongs there.
    fn gaps(&mut self, line: &str, place: impl Fn(&'static str) -> (Place, &'static str)) {
        let bare = filled_as_written(line);
        let (mut open, mut deepest) = (0, 0);
        for letter in bare.chars().filter(|letter| matches!(letter, '[' | ']')) {
            open += if letter == '[' { 1 } else { -1 };
            deepest = deepest.max(open);
        }
        let fault = if open != 0 {
            Some("a square bracket is not closed")
        } else if deepest > 1 {
            // The list of gaps takes each from its bracket to the first that closes.
            Some("a square bracket stands in another")
        } else if bare.contains("[]") || bare.contains("[ ]") {
            Some("a gap says what belongs in it")
        } else if bare.contains("__") || bare.contains("...") || bare.contains('<') || bare.contains("XX") {
            Some("a gap to fill in stands in square brackets")
        } else {
            None
        };
        if let Some((place, message)) = fault.map(place) {
            let help = "write [the date of the letter]";
            self.findings.add(Code::LetterForm, place, message, Some(help.into()));
        }
    }
}

/// The line with what the program fills in as long as it will be.
fn fill(line: &str) -> String {
    replace(line, |gap| match gap.contains(ARGUMENT) {
        true => "word ".repeat(LONGEST_ARGUMENT),
        false => FILLED.to_owned(),
    })
}

/// The line with what the program fills in left blank, every byte in its place.
fn filled_as_written(line: &str) -> String {
    replace(line, |inside| " ".repeat(inside.len()))
}

fn replace(line: &str, with: impl Fn(&str) -> String) -> String {
    // Braces that are no gap are reported elsewhere.
    let Ok(pieces) = template::pieces(line) else { return line.to_owned() };
    pieces.iter().map(|piece| if piece.gap.is_some() { with(piece.text) } else { piece.text.to_owned() }).collect()
}
