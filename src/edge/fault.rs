//! A fault in the program: the person hears of it in two lines, and what they typed is not lost (`ux.md` D6).

use std::sync::Mutex;
use std::{panic, process};

use super::terminal::{show_cursor, tell};
use crate::error::Exit;

/// What to give back if the program has a fault now: the answers so far, as lines to copy.
static KEPT: Mutex<String> = Mutex::new(String::new());

/// Notes what to give back on a fault, in place of what was noted before. Empty: nothing.
pub fn give_back(answers: String) {
    // A fault while this was held has spoken already.
    if let Ok(mut kept) = KEPT.lock() {
        *kept = answers;
    }
}

/// After a fault in the program: a working terminal, and `said` of the place in the code (empty: not known) and of what
/// was noted to give back.
pub fn on_fault(said: fn(&str, &str) -> String) {
    panic::set_hook(Box::new(move |fault| {
        show_cursor();
        let place = fault.location().map_or_else(String::new, ToString::to_string);
        // Not waited for: the fault may have come while it was held.
        let kept = KEPT.try_lock().map(|kept| kept.clone()).unwrap_or_default();
        tell(&format!("\n{}", said(&place, &kept)));
        process::exit(Exit::CouldNot as i32)
    }));
}
