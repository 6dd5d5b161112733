//! Letters: their text with gaps such as `{{ answer.letter_date }}`, and that each gap can be filled in.
//!
//! A letter is no program: it has no conditions, loops or sums, so filling it in takes as long as it is.

use std::collections::HashSet;

use super::condition;
use super::file::{Bundle, Letter};
use super::finding::{Code, Findings, Place};
use super::limits;
use super::words::LONGEST_BODY;
use signpost_core::rules::template::{ARGUMENT, pieces};

/// What may stand in double braces.
const MAY_NAME: &str = "a letter may name today, argument, answer.question_id, due.limit_id, aim.limit_id and length.limit_id, in double braces";

/// What a letter may name: `today`, `argument`, and one entry for each question and time limit.
pub struct Names<'b> {
    known: HashSet<String>,
    /// The ids that texts of other files say in single braces.
    in_texts: HashSet<&'b str>,
}

impl<'b> Names<'b> {
    /// The names of these rules.
    pub fn of(bundle: &'b Bundle) -> Names<'b> {
        let parts = || bundle.parts.iter().map(|part| &part.part);
        let answers = parts().flat_map(|part| &part.questions).map(|item| format!("answer.{}", key(&item.id)));
        let limits = || parts().flat_map(|part| &part.deadlines);
        let dates = limits().flat_map(|item| ["due", "aim"].map(|which| format!("{which}.{}", key(&item.id))));
        // Where the text was read, those were filled in: what is left is a name near one.
        let lengths = limits().filter(|item| limits::only_length(&item.limit).is_some());
        let lengths = lengths.map(|item| format!("length.{}", key(&item.id)));
        let known = answers.chain(dates).chain(lengths).chain(["today", ARGUMENT].map(str::to_owned)).collect();
        let phrases = bundle.head.phrases.iter().map(|phrase| phrase.id.as_str());
        Names { known, in_texts: limits().map(|item| item.id.as_str()).chain(phrases).collect() }
    }

    /// Reports what cannot be filled in.
    pub fn check(&self, letter: &Letter, place: &Place, names: &condition::Names<'_>, findings: &mut Findings) {
        if letter.body.len() > LONGEST_BODY {
            return; // reported as too long
        }
        let pieces = match pieces(&letter.body) {
            Ok(pieces) => pieces,
            Err(at) => {
                let rest = &letter.body[at..];
                let words = rest.lines().next().unwrap_or_default().chars().take(20).collect::<String>();
                let message = "this is no gap that can be filled in";
                let gap =
                    rest.strip_prefix("{{").and_then(|rest| rest.split_once("}}")).map(|(name, _)| key(name.trim()));
                let help = match gap.filter(|gap| self.known.contains(gap)) {
                    Some(gap) => format!("write {{{{ {gap} }}}}"),
                    None => "write {{ today }}, a name between two braces on each side, and nothing else".to_owned(),
                };
                findings.add(Code::Letter, place.clone().words(words.trim_end()), message, Some(help));
                return;
            }
        };
        for piece in pieces.iter().filter(|piece| piece.gap.is_none()) {
            self.single_braces(piece.text, place, findings);
        }
        let mut used: Vec<&str> = pieces.iter().filter_map(|piece| piece.gap).collect();
        used.sort_unstable();
        used.dedup();
        for name in used.into_iter().filter(|name| !self.known.contains(*name)) {
            let id = name.split_once('.').map_or("", |(_, id)| id).replace('_', "-");
            if names.is_broken(&id) {
                continue;
            }
            let near = names.near(name, self.known.iter().map(String::as_str));
            let (message, near) = if name.starts_with("length.") && self.in_texts.contains(id.as_str()) {
                (format!("`{id}` has no single length that could be said"), Some("write the number".to_owned()))
            } else {
                (format!("`{name}` stands for nothing"), near)
            };
            let help = near.or(Some(MAY_NAME.into()));
            findings.add(Code::Letter, place.clone().words(name), message, help);
        }
    }

    /// Single braces are printed as they stand: they are filled in only in the other files.
    fn single_braces(&self, text: &str, place: &Place, findings: &mut Findings) {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '-');
        for (name, end) in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
            let inside = name.trim();
            if inside.is_empty() || !inside.chars().all(plain) || end.starts_with('}') {
                continue;
            }
            let gap = [key(inside), format!("length.{}", key(inside))].into_iter().find(|gap| self.known.contains(gap));
            let help = match gap {
                Some(gap) => format!("write {{{{ {gap} }}}}"),
                None if self.in_texts.contains(inside) => "write the words: in a letter it is not filled in".to_owned(),
                None => MAY_NAME.to_owned(),
            };
            let braces = format!("{{{name}}}");
            let message = format!("`{braces}` is printed as it stands: a letter has double braces");
            findings.add(Code::Letter, place.clone().words(&braces), message, Some(help));
        }
    }
}

/// An id as a gap writes it.
fn key(id: &str) -> String {
    id.replace('-', "_")
}
