//! `signpost words`: the glossary.

use super::{Session, print};
use crate::error::AppError;
use crate::render::document::Spacing;
use crate::rules::model::Word;
use crate::text;

/// Runs the command.
///
/// # Errors
/// No word is like the one asked for.
pub fn run(session: &Session<'_>, term: &str) -> Result<(), AppError> {
    let rules = session.rules()?;
    let (width, ascii) = (session.terminal.width(), session.style(Spacing::Close).ascii);
    let wanted = term.trim().to_lowercase();
    if wanted.is_empty() {
        let all: Vec<String> = rules.words.iter().map(|word| entry(word, width, ascii)).collect();
        return print(&all.join("\n"));
    }
    let names = |word: &Word| -> Vec<String> {
        std::iter::once(&word.term).chain(&word.also).map(|name| name.to_lowercase()).collect()
    };
    let exact: Vec<&Word> = rules.words.iter().filter(|word| names(word).contains(&wanted)).collect();
    let found = if exact.is_empty() {
        rules.words.iter().filter(|word| names(word).iter().any(|name| name.contains(&wanted))).collect()
    } else {
        exact
    };
    if found.is_empty() {
        let all: Vec<String> = rules.words.iter().flat_map(names).collect();
        let near = text::nearest(&wanted, all.iter().map(String::as_str)).map(str::to_owned);
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
