//! The usual face on a terminal: text as it comes, then one answer line with editing, completion and history.
//!
//! The line is a dialoguer `Input` whose prompt is "> ". It never wraps by itself, so nothing above it is redrawn.

use std::collections::VecDeque;
use std::fmt;
use std::io;

use console::Term;
use dialoguer::theme::Theme;
use dialoguer::{Completion, History, Input};

use super::{Asker, CLEAR, PROMPT, Reply, Showing, Style, View};
use crate::edge::terminal;
use signpost_core::text::printable;

/// The answer line on a terminal.
pub struct Line {
    pub(super) term: Term,
    style: Style,
    typed: Typed,
}

impl Line {
    /// On standard error.
    pub fn new(style: Style) -> Line {
        Line { term: Term::stderr(), style, typed: Typed::default() }
    }

    fn read(&mut self, words: &[String]) -> io::Result<Reply> {
        let longest = usize::from(self.term.size().1).saturating_sub(PROMPT.len() + 1);
        let words = Words { words, longest };
        let read = Input::<String>::with_theme(&Bare)
            .allow_empty(true)
            .report(false)
            .history_with(&mut self.typed)
            .completion_with(&words)
            .interact_text_on(&self.term);
        let line = match read.map_err(io_error) {
            Ok(line) => line,
            // The terminal was closed or taken away.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(Reply::End),
            Err(error) => return Err(error),
        };
        let reply = Reply::of_line(&line);
        // The input clears its line when it ends; what was typed stays to be read again.
        if !line.trim().is_empty() && reply != Reply::Leave {
            let shown = format!("{PROMPT}{}", printable(&line, false));
            // The input has cleared the last of the rows that it took.
            let columns = usize::from(self.term.size().1).max(1);
            self.term.clear_last_lines(console::measure_text_width(&shown).saturating_sub(1) / columns)?;
            self.term.write_line(&shown)?;
        }
        Ok(reply)
    }
}

impl Asker for Line {
    fn style(&self) -> Style {
        // Looked at each time: a window may be made smaller in the middle of an interview.
        match self.term.size_checked() {
            Some((rows, columns)) if rows > 0 && columns > 0 => {
                Style { width: terminal::text_width(columns.into()), rows: Some(rows.into()), ..self.style }
            }
            _ => self.style,
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.term.write_str(text)
    }

    fn ask(&mut self, view: &View, showing: Showing) -> io::Result<Reply> {
        let mut screens = view.screens(self.style(), showing).into_iter();
        let last = screens.next_back().unwrap_or_default();
        for screen in screens {
            self.say(&screen)?;
            match self.read(&view.words)? {
                Reply::Typed(typed) if typed.is_empty() => {}
                Reply::Stop => break,
                // An answer that is known already needs no more of the list.
                reply => return Ok(reply),
            }
        }
        self.say(&last)?;
        self.read(&view.words)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.say(CLEAR)
    }
}

/// dialoguer's error is an input or output error in another coat.
pub(super) fn io_error(error: dialoguer::Error) -> io::Error {
    let dialoguer::Error::IO(error) = error;
    error
}

/// No decoration: the prompt is "> ".
struct Bare;

impl Theme for Bare {
    fn format_input_prompt(&self, f: &mut dyn fmt::Write, _: &str, _: Option<&str>) -> fmt::Result {
        f.write_str(PROMPT)
    }
}

/// What Tab completes: the one option or command that starts so, if it fits on the line.
struct Words<'w> {
    words: &'w [String],
    longest: usize,
}

impl Completion for Words<'_> {
    fn get(&self, typed: &str) -> Option<String> {
        let typed = typed.trim_start().to_lowercase();
        if typed.is_empty() {
            return None;
        }
        let mut fitting = self.words.iter().filter(|word| word.to_lowercase().starts_with(&typed));
        let found = fitting.next()?;
        if typed.starts_with('/') {
            return common(found, fitting).filter(|found| found.chars().count() < self.longest);
        }
        let fits = fitting.next().is_none() && found.chars().count() < self.longest;
        fits.then(|| found.clone())
    }
}

/// As much as all of them begin with.
fn common<'w>(first: &'w str, others: impl Iterator<Item = &'w String>) -> Option<String> {
    let shared = |one: &'w str, other: &'w String| {
        let ends = one.char_indices().zip(other.chars()).find(|((_, one), other)| one != other);
        &one[..ends.map_or(one.len().min(other.len()), |((at, _), _)| at)]
    };
    Some(others.fold(first, shared).to_owned())
}

/// What was typed before, for the up arrow. It lives as long as the interview and is never written anywhere.
#[derive(Default)]
struct Typed(VecDeque<String>);

impl History<String> for Typed {
    fn read(&self, back: usize) -> Option<String> {
        self.0.get(back).cloned()
    }

    fn write(&mut self, line: &String) {
        if !line.trim().is_empty() && self.0.front() != Some(line) {
            self.0.push_front(line.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_fit_is_completed() {
        let words = ["It will not assess", "It will end the plan", "not sure"].map(str::to_owned);
        let words = Words { words: &words, longest: 19 };
        assert_eq!(words.get("no").as_deref(), Some("not sure"));
        assert_eq!(words.get("It will n").as_deref(), Some("It will not assess"));
        assert_eq!(words.get("It"), None);
        assert_eq!(words.get("it will e"), None, "it would wrap");
        assert_eq!(words.get(""), None);
        let words = ["/set", "/set letter-date", "/set letter-rights"].map(str::to_owned);
        let words = Words { words: &words, longest: 40 };
        assert_eq!(words.get("/set l").as_deref(), Some("/set letter-"), "as far as all agree");
        assert_eq!(words.get("/set letter-d").as_deref(), Some("/set letter-date"));
    }
}
