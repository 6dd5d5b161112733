//! Letters: their text with gaps such as `{{ answer.letter_date }}`, and that each gap can be filled in.
//!
//! A letter is no program: it has no conditions, loops or sums, so filling it in takes as long as it is.

use std::collections::HashSet;

use super::condition;
use super::file::{Bundle, Letter};
use super::finding::{Code, Findings, Place, did_you_mean};
use super::words::LONGEST_BODY;

/// A part of a letter's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'b> {
    /// As it is written, braces included.
    pub text: &'b str,
    /// What is filled in here; none where the text stays.
    pub gap: Option<&'b str>,
}

/// The parts of a letter's text, in order.
///
/// # Errors
/// Where braces stand that are no gap, in bytes.
pub fn pieces(body: &str) -> Result<Vec<Piece<'_>>, usize> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    let opens = |rest: &str| ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min();
    while let Some(open) = opens(&body[at..]).map(|open| at + open) {
        let inside = body[open..].strip_prefix("{{").ok_or(open)?;
        let length = inside.find("}}").ok_or(open)?;
        let gap = inside[..length].trim();
        let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.');
        if gap.is_empty() || !gap.chars().all(plain) {
            return Err(open);
        }
        let end = open + length + 4;
        pieces.push(Piece { text: &body[at..open], gap: None });
        pieces.push(Piece { text: &body[open..end], gap: Some(gap) });
        at = end;
    }
    pieces.push(Piece { text: &body[at..], gap: None });
    Ok(pieces)
}

/// What a letter may name: `today`, and one entry for each question and time limit.
pub struct Names {
    known: HashSet<String>,
}

impl Names {
    /// The names of these rules.
    pub fn of(bundle: &Bundle) -> Names {
        let key = |id: &str| id.replace('-', "_");
        let parts = || bundle.parts.iter().map(|part| &part.part);
        let answers = parts().flat_map(|part| &part.questions).map(|item| format!("answer.{}", key(&item.id)));
        let limits = parts().flat_map(|part| &part.deadlines).map(|item| key(&item.id));
        let limits = limits.flat_map(|id| [format!("due.{id}"), format!("aim.{id}")]);
        Names { known: answers.chain(limits).chain(["today".to_owned()]).collect() }
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
                let help = "write {{ today }}, a name between two braces on each side, and nothing else";
                findings.add(Code::Letter, place.clone().words(words.trim_end()), message, Some(help.into()));
                return;
            }
        };
        let mut used: Vec<&str> = pieces.iter().filter_map(|piece| piece.gap).collect();
        used.sort_unstable();
        used.dedup();
        for name in used.into_iter().filter(|name| !self.known.contains(*name)) {
            let id = name.split_once('.').map_or("", |(_, id)| id).replace('_', "-");
            if names.is_broken(&id) {
                continue;
            }
            let near = did_you_mean(name, self.known.iter().map(String::as_str));
            let help =
                near.or(Some("a letter may use today, answer.question_id, due.limit_id and aim.limit_id".into()));
            findings.add(Code::Letter, place.clone().words(name), format!("`{name}` stands for nothing"), help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_names_and_nothing_else() {
        let gaps = |body| pieces(body).map(|pieces| pieces.iter().filter_map(|piece| piece.gap).collect::<Vec<_>>());
        assert_eq!(gaps("On {{ today }} and {{due.appeal}}, {one} [x]"), Ok(vec!["today", "due.appeal"]));
        assert_eq!(gaps("nothing }} here"), Ok(vec![]));
        for (body, at) in [
            ("{{ today }", 0),
            ("a {{ }}", 2),
            ("{{ today|upper }}", 0),
            ("{{ 'x' * 9999 }}", 0),
            ("{% for x in y %}", 0),
            ("ok {{ today }} {# no #}", 15),
            ("{{ {{ today }} }}", 0),
        ] {
            assert_eq!(gaps(body), Err(at), "{body}");
        }
        let body = "a {{ today }} b";
        assert_eq!(pieces(body).unwrap_or_default().iter().map(|piece| piece.text).collect::<String>(), body);
    }
}
