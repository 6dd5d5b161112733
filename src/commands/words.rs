//! `signpost words`: the glossary.

use super::{Session, print};
use crate::error::AppError;
use signpost_core::rules::model::Word;
use signpost_core::text;
use signpost_render::document::Spacing;

/// Runs the command.
///
/// # Errors
/// No word is like the one asked for.
pub fn run(session: &Session<'_>, term: &str) -> Result<(), AppError> {
    let rules = session.rules()?;
    let (width, ascii) = (session.terminal.width(), session.style(Spacing::Close).ascii);
    // Every name holds the empty text, so without a term all are shown.
    let found = rules.words_called(term);
    if found.is_empty() {
        let near = text::nearest(term, rules.words.iter().flat_map(Word::names)).map(str::to_owned);
        return Err(AppError::Unknown { what: "word", name: term.trim().to_owned(), near });
    }
    let entries: Vec<String> = found.into_iter().map(|word| entry(word, width, ascii)).collect();
    print(&entries.join("\n"))
}

fn entry(word: &Word, width: usize, ascii: bool) -> String {
    let mut said = format!("{}\n{}\n", text::upper_first(&word.term), text::wrap(&word.means, width, "", ""));
    if !word.also.is_empty() {
        said.push_str(&text::wrap(&format!("Also called: {}.", text::list(&word.also)), width, "", ""));
        said.push('\n');
    }
    text::printable(&said, ascii)
}
