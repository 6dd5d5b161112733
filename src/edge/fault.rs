//! What the person has said so far, for an end that nobody planned: a fault in the program, or a signal.

use std::sync::{Mutex, PoisonError};
use std::{panic, process};

use super::terminal::{restore_keys, show_cursor, tell};
use crate::error::Exit;

/// Saves what was said; what it was saved as, if it could be.
pub type Save = Box<dyn FnOnce() -> Option<String> + Send>;

/// What was said so far.
#[derive(Default)]
pub struct CrashReport {
    /// The answers, as lines to copy; empty when there are none.
    pub answers: String,
    /// They are given back after Ctrl-C too: it is work for somebody else that would be lost.
    pub on_request: bool,
    /// They are saved as they are said, so also after Ctrl-C.
    pub as_said: bool,
    /// How they are saved where a place for them is agreed.
    pub save: Option<Save>,
}

static KEPT: Mutex<Option<CrashReport>> = Mutex::new(None);

/// Notes what was said, in place of what was noted before.
pub fn keep(kept: CrashReport) {
    *KEPT.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
}

/// Takes what was noted.
pub fn take() -> CrashReport {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
}

/// After a fault in the program: a working terminal, and `said` of the place in the code (empty: not known) and of what
/// was noted to give back.
pub fn on_fault(said: fn(&str, &str) -> String) {
    panic::set_hook(Box::new(move |fault| {
        restore_keys();
        show_cursor();
        let place = fault.location().map_or_else(String::new, ToString::to_string);
        // Not waited for: the fault may have come while it was held.
        let kept = KEPT.try_lock().ok().and_then(|mut kept| kept.take()).unwrap_or_default();
        tell(&format!("\n{}", said(&place, &kept.answers)));
        process::exit(Exit::CouldNot as i32)
    }));
}
