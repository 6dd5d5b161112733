//! Ctrl-C: one line, a working terminal, exit code 130.

use std::process;
use std::sync::{Mutex, Once, PoisonError};
use std::thread;
use std::time::Duration;

use super::terminal;
use crate::error::Exit;

static SAYS: Mutex<&str> = Mutex::new("");
static CATCH: Once = Once::new();
static STOP: Once = Once::new();

/// Catches Ctrl-C from now on; `says` is the one line.
pub fn catch(says: &'static str) {
    let handler = || {
        // dialoguer puts the terminal back and reports the interruption itself; it must come first.
        thread::sleep(Duration::from_millis(50));
        stop()
    };
    now_says(says);
    CATCH.call_once(|| {
        // Without a handler Ctrl-C still ends the program, only less politely.
        let _ = ctrlc::set_handler(handler);
    });
}

/// Another line, once the first is no longer true.
pub fn now_says(says: &'static str) {
    *SAYS.lock().unwrap_or_else(PoisonError::into_inner) = says;
}

/// Ends the program as Ctrl-C does. Whoever comes second, the handler or the interrupted prompt, waits for the end.
pub fn stop() {
    STOP.call_once(|| {
        terminal::show_cursor();
        let says = *SAYS.lock().unwrap_or_else(PoisonError::into_inner);
        terminal::tell(&format!("\n{says}"));
        process::exit(Exit::Interrupted as i32)
    });
}
