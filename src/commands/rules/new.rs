//! `signpost rules new`: a small rule set to change and learn from.

use std::path::Path;

use super::print;
use super::schema;
use crate::edge::disk;
use crate::edge::save::{self, Existing};
use crate::error::AppError;

macro_rules! starter {
    ($($name:literal,)*) => {
        /// The files, each with its path in the new folder.
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("starter/", $name))),)*];
    };
}

starter! {
    "england.yaml",
    "england/first.yaml",
    "england/ladder.yaml",
    "areas.yaml",
    "calendar.yaml",
    "words.yaml",
    "letters/ask-again.md",
    "cases/first.yaml",
}

/// Writes the files. Nothing that is there already is touched.
///
/// # Errors
/// The folder holds something, or cannot be written.
pub fn run(folder: &Path) -> Result<(), AppError> {
    if !disk::is_free(folder)? {
        let what = format!("`{}` is there already, and nothing in it is overwritten", folder.display());
        return Err(AppError::usage(what, Some("Name a folder that is not there yet.")));
    }
    for (name, text) in FILES {
        write(&folder.join(name), text)?;
    }
    for (_, name, text) in schema::ALL {
        write(&folder.join("schema").join(name), text)?;
    }
    let shown = folder.display();
    print(&format!(
        "{shown}: a small rule set, with comments\n\
         Check it:  signpost rules check {shown}\n\
         Try it:    signpost plan --questions --rules {shown}\n\
         Test it:   signpost rules test {shown}/cases --rules {shown}\n"
    ))
}

/// Writes a file, with the folders it lies in.
fn write(path: &Path, text: &str) -> Result<(), AppError> {
    disk::make_folder_of(path)?;
    save::write(path, text.as_bytes(), Existing::Keep).map(drop)
}
