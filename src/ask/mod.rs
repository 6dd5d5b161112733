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
pub use said::CallRecord;
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

/// Where prompts are put: at a face by itself, or in an interview, where commands and stopping work at each of them.
pub trait Prompts {
    /// Why no more can be put.
    type Halt: From<io::Error>;

    /// The face on which they stand.
    fn face(&mut self) -> &mut dyn Asker;

    /// Puts one and waits for the reply.
    ///
    /// # Errors
    /// As for [`Asker::ask`], and whatever else ends an interview.
    fn put(&mut self, view: &View, showing: Showing) -> Result<Reply, Self::Halt>;

    /// Hears words that are no reply to a prompt that lets more be said. It comes back only where nothing was made of them.
    ///
    /// # Errors
    /// As for [`Prompts::put`].
    fn hear(&mut self, typed: &str) -> Result<(), Self::Halt>;
}

impl Prompts for dyn Asker + '_ {
    type Halt = io::Error;

    fn face(&mut self) -> &mut dyn Asker {
        self
    }

    fn put(&mut self, view: &View, showing: Showing) -> io::Result<Reply> {
        self.ask(view, showing)
    }

    fn hear(&mut self, _: &str) -> io::Result<()> {
        Ok(())
    }
}

/// Puts a prompt until what is typed can be read: help is given, and what is wrong is said, as often as it takes. Any
/// other reply ends it.
///
/// # Errors
/// As for [`Prompts::put`].
pub fn until<P: Prompts + ?Sized, T>(
    on: &mut P,
    view: &View,
    help: impl Fn(&mut P) -> Result<(), P::Halt>,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Result<T, Reply>, P::Halt> {
    let mut showing = Showing::Whole;
    loop {
        match on.put(view, showing)? {
            Reply::Typed(typed) => match read(&typed) {
                Ok(answer) => return Ok(Ok(answer)),
                Err(wrong) => {
                    if view.hears {
                        on.hear(&typed)?;
                    }
                    let face = on.face();
                    face.say(&fault(&wrong, &typed, face.style()))?;
                    showing = Showing::Keys;
                }
            },
            Reply::Help => {
                help(on)?;
                showing = Showing::Whole;
            }
            reply => return Ok(Err(reply)),
        }
    }
}

/// Help of a few paragraphs.
pub fn explained<P: Prompts + ?Sized>(paragraphs: &[&str]) -> impl Fn(&mut P) -> Result<(), P::Halt> {
    move |on| {
        let face = on.face();
        for paragraph in paragraphs {
            let paragraph = face.style().paragraph(paragraph);
            face.say(&format!("\n{paragraph}\n"))?;
        }
        Ok(())
    }
}

/// Which of the options of a list is meant: by its number, or by how its words begin.
///
/// # Errors
/// As for [`Prompts::put`].
pub fn one_of<P: Prompts + ?Sized>(on: &mut P, list: &View, help: &[&str]) -> Result<Result<usize, Reply>, P::Halt> {
    until(on, list, explained(help), |typed| number(typed, &list.options).ok_or_else(|| not_one_of(list.options.len())))
}

/// What is said of a number that is not one of a list.
fn not_one_of(last: usize) -> String {
    fill(ONE_OF, &[("last", &last.to_string())])
}

/// The number that was typed, without a stop behind it.
fn typed_number(typed: &str) -> Option<usize> {
    typed.trim().trim_end_matches('.').parse().ok()
}

/// The place of the option that a number or the beginning of its words names.
fn number(typed: &str, options: &[String]) -> Option<usize> {
    if let Some(number) = typed_number(typed) {
        return number.checked_sub(1).filter(|at| *at < options.len());
    }
    let typed = typed.trim().trim_end_matches('.').to_lowercase();
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
