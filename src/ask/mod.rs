//! The interview as it is held: the only part of the program that waits for somebody.
//!
//! [`session`] leads through the questions and knows no terminal. A face, any [`Asker`], puts one prompt and brings
//! back one reply: `plain` reads bare lines, `line` gives an answer line with editing, `menu` lets the arrow keys
//! choose. Menus answer as if the number had been typed, so every face leads to the same plan.

mod aloud;
mod check;
mod close;
pub mod dates;
pub mod desk;
mod facts;
mod keep;
pub mod line;
mod long;
pub mod menu;
pub mod plain;
mod question;
mod said;
pub mod session;
mod stop;
mod typed;

use std::io;

use crate::render::question::fault;
use signpost_render::messages::{ONE_OF, fill};

pub use crate::render::screen::{Showing, Style, View};
pub use desk::Desk;
pub use said::Kept;
pub use session::{Beginning, Ended, call, interview};

/// What a person did at a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Typed this, or chose the menu entry that stands for it. Empty: Enter alone.
    Typed(String),
    /// Asked for help.
    Help,
    /// Wants to go back.
    Back,
    /// Wants to stop.
    Stop,
    /// Wants to be gone at once, with nothing left on the screen.
    Leave,
    /// Nobody is there any more: the input is over.
    End,
}

/// A face: how prompts are put and replies are taken.
pub trait Asker {
    /// How text is laid out for it.
    fn style(&self) -> Style;

    /// Shows a text.
    ///
    /// # Errors
    /// The screen is gone.
    fn say(&mut self, text: &str) -> io::Result<()>;

    /// Puts a prompt and waits for the reply.
    ///
    /// # Errors
    /// The screen or the keyboard is gone, or Ctrl-C was pressed ([`io::ErrorKind::Interrupted`]).
    fn ask(&mut self, view: &View, showing: Showing) -> io::Result<Reply>;

    /// Clears the screen, and what has scrolled off it where the terminal allows.
    ///
    /// # Errors
    /// The screen is gone.
    fn clear(&mut self) -> io::Result<()>;
}

/// Puts a prompt until what is typed can be read: help is given, and what is wrong is said, as often as it takes. Any
/// other reply ends it.
///
/// # Errors
/// As for [`Asker::ask`].
pub fn until<T>(
    asker: &mut dyn Asker,
    view: &View,
    help: &[&str],
    read: impl Fn(&str) -> Result<T, String>,
) -> io::Result<Result<T, Reply>> {
    let mut showing = Showing::Whole;
    loop {
        match asker.ask(view, showing)? {
            Reply::Typed(typed) => match read(&typed) {
                Ok(answer) => return Ok(Ok(answer)),
                Err(wrong) => {
                    asker.say(&fault(&wrong, &typed, asker.style()))?;
                    showing = Showing::Keys;
                }
            },
            Reply::Help => {
                for paragraph in help {
                    let paragraph = asker.style().paragraph(paragraph);
                    asker.say(&format!("\n{paragraph}\n"))?;
                }
                showing = Showing::Whole;
            }
            reply => return Ok(Err(reply)),
        }
    }
}

/// Which of the options of a list is meant: by its number, or by how its words begin.
///
/// # Errors
/// As for [`Asker::ask`].
pub fn one_of(asker: &mut dyn Asker, list: &View, help: &[&str]) -> io::Result<Result<usize, Reply>> {
    let last = list.options.len().to_string();
    until(asker, list, help, |typed| number(typed, &list.options).ok_or_else(|| fill(ONE_OF, &[("last", &last)])))
}

/// The place of the option that a number or the beginning of its words names.
fn number(typed: &str, options: &[String]) -> Option<usize> {
    let typed = typed.trim().trim_end_matches('.').to_lowercase();
    if let Ok(number) = typed.parse::<usize>() {
        return number.checked_sub(1).filter(|at| *at < options.len());
    }
    let mut fitting = options.iter().enumerate().filter(|(_, option)| option.to_lowercase().starts_with(&typed));
    let (at, _) = fitting.next().filter(|_| !typed.is_empty())?;
    fitting.next().is_none().then_some(at)
}

/// Clears the screen, then what has scrolled off it, and puts the cursor in the corner.
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// What stands before the answer line.
const PROMPT: &str = "> ";

impl Reply {
    /// A typed line: a command, or an answer.
    pub fn of_line(line: &str) -> Reply {
        match line.trim().to_lowercase().as_str() {
            "?" | "help" => Reply::Help,
            "b" | "back" => Reply::Back,
            "q" | "quit" => Reply::Stop,
            "qq" => Reply::Leave,
            _ => Reply::Typed(line.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_by_number_or_first_words() {
        let options = ["Show my answers and stop", "Clear the screen and leave", "Go on"].map(str::to_owned);
        for (typed, at) in
            [("1", Some(0)), ("clear", Some(1)), ("GO ON", Some(2)), ("4", None), ("0", None), ("", None)]
        {
            assert_eq!(number(typed, &options), at, "{typed}");
        }
    }

    #[test]
    fn commands_work_in_any_case_and_with_spaces() {
        assert_eq!(Reply::of_line(" QUIT "), Reply::Stop);
        assert_eq!(Reply::of_line("qq"), Reply::Leave);
        assert_eq!(Reply::of_line("?"), Reply::Help);
        assert_eq!(Reply::of_line("B"), Reply::Back);
        assert_eq!(Reply::of_line("backwards"), Reply::Typed("backwards".into()));
    }
}
