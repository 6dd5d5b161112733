//! Ctrl-C: one line, a working terminal, exit code 130.

use std::io::{self, Write};
use std::process;
use std::sync::{Once, OnceLock};
use std::thread;
use std::time::Duration;

use super::terminal;
use crate::error::Exit;

static SAYS: OnceLock<&str> = OnceLock::new();
static STOP: Once = Once::new();

/// Catches Ctrl-C from now on; `says` is the one line.
pub fn catch(says: &'static str) {
    let handler = || {
        // dialoguer puts the terminal back and reports the interruption itself; it must come first.
        thread::sleep(Duration::from_millis(50));
        stop()
    };
    if SAYS.set(says).is_ok() {
        // Without a handler Ctrl-C still ends the program, only less politely.
        let _ = ctrlc::set_handler(handler);
    }
}

/// Ends the program as Ctrl-C does. Whoever comes second, the handler or the interrupted prompt, waits for the end.
pub fn stop() {
    STOP.call_once(|| {
        terminal::show_cursor();
        let _ = writeln!(io::stderr(), "\n{}", SAYS.get().copied().unwrap_or_default());
        process::exit(Exit::Interrupted as i32)
    });
}
