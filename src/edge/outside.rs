//! Rules that are not the program's own, and what is said where they take too much.

use super::terminal::tell;
use crate::error::AppError;
use signpost_outside::budget::{Budget, Work};
use signpost_outside::gather::Unread;
use signpost_outside::{Held, Outside};

/// Reads what is named. Keep what comes with it while the files are checked.
///
/// # Errors
/// It cannot be read, or is no rules folder.
pub fn read(outside: Outside<'_>) -> Result<Held, AppError> {
    outside.read(stop).map_err(|why| match why {
        Unread::Io { path, source } => AppError::read(&path, source),
        Unread::Wrong { what, cure } => AppError::usage(what, Some(cure)),
    })
}

/// Begins work on what is named; nothing for the built-in rules.
pub fn begin(outside: Outside<'_>, work: Work) -> Option<Budget> {
    outside.begin(work, stop)
}

fn stop(over: String) {
    let error = AppError::Budget(over);
    tell(&format!("Error: {error}"));
    std::process::exit(error.exit() as i32);
}
