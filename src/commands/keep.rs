//! Printing what was asked for, or saving it and saying where.

use std::path::Path;

use super::print;
use crate::cli::Keep;
use crate::edge::save::{self, Existing};
use crate::edge::terminal::tell;
use crate::error::AppError;
use signpost_render::messages as say;

/// Prints the text, or saves it where `--out` says: under `suggested` if that is a folder.
///
/// # Errors
/// The name is taken; or the text could not be saved, and was printed instead.
pub fn deliver(text: &str, keep: &Keep, suggested: &str) -> Result<(), AppError> {
    let Some(out) = keep.out.as_deref().filter(|out| *out != Path::new("-")) else { return print(text) };
    let existing = if keep.force { Existing::Replace } else { Existing::Keep };
    let path = save::place(out, suggested);
    save::free(&path, existing)?;
    match save::write(&path, text.as_bytes(), existing) {
        Ok(whole) => {
            tell(&format!("{} {}\n{}", say::SAVED, whole.display(), say::NAME_SHARED));
            Ok(())
        }
        // Somebody took the name since it was looked at, or it cannot be written: what was made is not lost.
        Err(error) => {
            print(text)?;
            Err(match error {
                AppError::Write { path, source } => AppError::NotSaved { path, source },
                other => other,
            })
        }
    }
}

/// How a file's name ends.
pub fn ending(keep: &Keep) -> Option<String> {
    keep.out.as_deref().and_then(Path::extension).map(|ending| ending.to_string_lossy().into_owned())
}
