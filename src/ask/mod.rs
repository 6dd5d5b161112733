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
    fn commands_work_in_any_case_and_with_spaces() {
        assert_eq!(Reply::of_line(" QUIT "), Reply::Stop);
        assert_eq!(Reply::of_line("qq"), Reply::Leave);
        assert_eq!(Reply::of_line("?"), Reply::Help);
        assert_eq!(Reply::of_line("B"), Reply::Back);
        assert_eq!(Reply::of_line("backwards"), Reply::Typed("backwards".into()));
    }
}
