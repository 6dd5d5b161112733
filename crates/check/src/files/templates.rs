//! Letters: their text with gaps such as `{{ answer.letter_date }}`, and that each gap can be filled in.
//!
//! A letter is no program: it has no conditions, loops or sums, so filling it in takes as long as it is.

use std::collections::HashSet;

use super::condition;
use super::file::{Bundle, Letter};
use super::finding::{Code, Findings, Place, did_you_mean};
use super::words::LONGEST_BODY;
use signpost_core::rules::template::{ARGUMENT, pieces};

/// What a letter may name: `today`, `argument`, and one entry for each question and time limit.
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
        Names { known: answers.chain(limits).chain(["today", ARGUMENT].map(str::to_owned)).collect() }
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
            let help = near
                .or(Some("a letter may use today, argument, answer.question_id, due.limit_id and aim.limit_id".into()));
            findings.add(Code::Letter, place.clone().words(name), format!("`{name}` stands for nothing"), help);
        }
    }
}
