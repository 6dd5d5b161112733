//! The terminal: what it is, how wide, and that its cursor is shown again whatever ends the program.

use std::env;
use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use console::Term;

use signpost_core::text::printable;

/// The widest line of text.
const WIDEST: usize = 76;

/// Columns and rows below which the screen is too small for an answer line that can be edited.
const SMALLEST: (usize, usize) = (40, 8);

/// What the program talks to.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Standard input is a person's keyboard.
    pub keyboard: bool,
    /// Standard error, where the talk goes, is a screen.
    pub screen: bool,
    /// Standard output, where the plan goes, is a screen.
    pub output: bool,
    /// Columns of the screen.
    pub columns: usize,
    /// Rows of the screen.
    pub rows: usize,
    /// `TERM=dumb`: it takes no escape codes.
    pub dumb: bool,
    /// `ACCESSIBLE` is set and not empty.
    pub accessible: bool,
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
}

impl Terminal {
    /// Looks at the surroundings.
    pub fn look() -> Terminal {
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let (rows, columns) = Term::stderr().size_checked().unwrap_or((24, 80));
        Terminal {
            keyboard: io::stdin().is_terminal(),
            screen: io::stderr().is_terminal(),
            output: io::stdout().is_terminal(),
            columns: if columns == 0 { 80 } else { columns.into() },
            rows: if rows == 0 { 24 } else { rows.into() },
            dumb: env::var_os("TERM").is_some_and(|term| term == "dumb"),
            accessible: set("ACCESSIBLE"),
            no_color: set("NO_COLOR"),
        }
    }

    /// A screen that takes bare lines only: one without escape codes, or too small for a line that can be edited.
    pub fn bare(&self) -> bool {
        self.dumb || self.columns < SMALLEST.0 || self.rows < SMALLEST.1
    }

    /// The width the talk is wrapped to.
    pub fn talk_width(&self) -> usize {
        text_width(self.columns)
    }

    /// The width of what goes to standard output. A file is the same whatever screen it was made on.
    pub fn width(&self) -> usize {
        if self.output { self.talk_width() } else { WIDEST }
    }
}

/// The width of text on a screen of so many columns.
pub fn text_width(columns: usize) -> usize {
    columns.min(WIDEST)
}

/// Whether something comes through a pipe: waits for the first of it, or for its end.
pub fn piped() -> bool {
    io::stdin().lock().fill_buf().is_ok_and(|begun| !begun.is_empty())
}

/// Says something on standard error, without what would steer the screen: it may quote a file. Where nobody listens any
/// more there is nobody to tell; `eprintln!` would end the program there.
pub fn tell(line: &str) {
    let _ = io::stderr().write_all(format!("{}\n", printable(line, false)).as_bytes());
}

/// Shows the cursor again when it goes out of scope.
pub struct CursorGuard;

impl Drop for CursorGuard {
    fn drop(&mut self) {
        show_cursor();
    }
}

/// Whether a menu may have hidden the cursor. Where nothing did, no escape code is written.
static HIDDEN: AtomicBool = AtomicBool::new(false);

/// Says that the cursor is about to be hidden.
pub fn hides_cursor() {
    HIDDEN.store(true, Ordering::SeqCst);
}

/// Shows the cursor, if it may be hidden.
pub fn show_cursor() {
    if HIDDEN.swap(false, Ordering::SeqCst) {
        let _ = Term::stderr().show_cursor();
    }
}

/// How the terminal took keys when the program began to talk.
#[cfg(unix)]
static KEYS: std::sync::Mutex<Option<nix::sys::termios::Termios>> = std::sync::Mutex::new(None);

/// Notes how the terminal takes keys, before a prompt changes it.
pub fn remember_keys() {
    #[cfg(unix)]
    if let (Ok(now), Ok(mut keys)) = (nix::sys::termios::tcgetattr(io::stdin()), KEYS.lock()) {
        *keys = Some(now);
    }
}

/// Makes the terminal take keys as it did. A prompt does so itself, unless the program ends in the middle of it.
pub fn restore_keys() {
    #[cfg(unix)]
    if let Some(keys) = KEYS.try_lock().ok().and_then(|mut keys| keys.take()) {
        let _ = nix::sys::termios::tcsetattr(io::stdin(), nix::sys::termios::SetArg::TCSANOW, &keys);
    }
}
