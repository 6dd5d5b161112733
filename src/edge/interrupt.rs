//! Being stopped from outside, by Ctrl-C or a signal: one line, a working terminal, and nothing said that is not so.

use std::process;
use std::sync::{Mutex, Once, PoisonError};

use super::{fault, save, terminal};
use crate::error::Exit;

/// The lines said at the end.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// No file was written.
    pub nothing_saved: &'static str,
    /// Files were written before, and none now.
    pub nothing_else: &'static str,
    /// A file was being written, and its disk did not answer.
    pub not_known: &'static str,
    /// Before what was answered, given back.
    pub given_back: &'static str,
    /// What was answered has been saved.
    pub saved: &'static str,
}

static WORDS: Mutex<Option<Words>> = Mutex::new(None);
static CATCH: Once = Once::new();
static STOP: Once = Once::new();

/// What ended the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// The person pressed Ctrl-C.
    Pressed,
    /// Something else did: the system going down, a window closed. The number is its signal's.
    Signal(i32),
}

/// From now on an end from outside is a tidy one. Called before any thread is started, so that none of them is ended
/// by a signal in its own way.
pub fn catch(words: Words) {
    *WORDS.lock().unwrap_or_else(PoisonError::into_inner) = Some(words);
    CATCH.call_once(|| {
        terminal::remember_keys();
        wait_for_signals();
    });
}

/// Ends the program as Ctrl-C does. Whoever comes second, the signal or the interrupted prompt, waits for the end.
pub fn stop() {
    end(Ending::Pressed);
}

#[cfg(unix)]
fn wait_for_signals() {
    use nix::sys::signal::{SigSet, Signal};
    let signals: SigSet = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP, Signal::SIGQUIT].into_iter().collect();
    // Where they cannot be held back they end the program, only less politely.
    if signals.thread_block().is_ok() {
        std::thread::spawn(move || {
            let signal = signals.wait().unwrap_or(Signal::SIGTERM);
            end(if signal == Signal::SIGINT { Ending::Pressed } else { Ending::Signal(signal as i32) });
        });
    }
}

#[cfg(not(any(unix, windows)))]
fn wait_for_signals() {}

#[cfg(windows)]
fn wait_for_signals() {
    // Without a handler Ctrl-C still ends the program, only less politely.
    let _ = ctrlc::set_handler(|| end(Ending::Pressed));
}

fn end(ending: Ending) {
    STOP.call_once(|| {
        // Keys first: nobody can type into a terminal whose program waits for its disk.
        terminal::restore_keys();
        terminal::show_cursor();
        let kept = fault::take();
        // Whoever presses Ctrl-C has thrown it away, but for what was saved as it was said; nobody asked for any other end.
        let saved = match ending {
            Ending::Pressed if !kept.as_said => None,
            _ => kept.save.and_then(|save| save()),
        };
        let any = save::last();
        let words = *WORDS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = words {
            let line = match any {
                Some(true) => words.nothing_else,
                Some(false) => words.nothing_saved,
                None => words.not_known,
            };
            terminal::tell(&match saved {
                Some(what) => format!("\n{} {what}", words.saved),
                None if kept.answers.is_empty() || (ending == Ending::Pressed && !kept.on_request) => {
                    format!("\n{line}")
                }
                None => format!("\n{line} {}\n\n{}", words.given_back, kept.answers),
            });
        }
        process::exit(match ending {
            Ending::Pressed => Exit::Interrupted as i32,
            Ending::Signal(number) => 128 + number,
        })
    });
}
