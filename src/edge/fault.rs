//! A fault in the program: the person hears of it in two lines, and what they typed is not lost (`ux.md` D6).

use std::io::Write;
use std::sync::Mutex;
use std::{panic, process};

use super::terminal::show_cursor;
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

/// After a fault in the program: a working terminal, one line on what happened, one on what to do, the answers so far.
pub fn on_fault() {
    panic::set_hook(Box::new(|fault| {
        show_cursor();
        let place = fault.location().map_or_else(String::new, |place| format!(" ({place})"));
        // Not waited for: the fault may have come while it was held.
        let kept = KEPT.try_lock().map(|kept| kept.clone()).unwrap_or_default();
        let _ = writeln!(std::io::stderr(), "\n{}", said(&place, &kept));
        process::exit(Exit::CouldNot as i32)
    }));
}

fn said(place: &str, kept: &str) -> String {
    let what = format!("Error: the program has a fault and had to stop{place}.");
    if kept.is_empty() {
        return format!("{what}\nOnly files you saved are kept. Start it again.");
    }
    format!(
        "{what}\nOnly files you saved are kept. Your answers are below: copy the lines into a file, and go on with:\n\
         signpost ask --answers FILE\n\n{kept}"
    )
}
