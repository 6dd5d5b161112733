//! A case as a file: shown, removed, given away, taken in.

use std::path::Path;

use super::super::{Session, print, print_bytes};
use super::shelf::Shelf;
use crate::cases::{self, Reference, merge};
use crate::cli::PlanFormat;
use crate::edge::disk;
use crate::edge::save::{self, Existing};
use crate::error::AppError;
use signpost_core::text;
use signpost_render::{json, messages as say};

/// `case show`: the file itself, or the same as JSON.
///
/// # Errors
/// There is no such case, or its file is not understood.
pub fn show(_session: &Session<'_>, shelf: &Shelf, typed: &str, format: PlanFormat) -> Result<(), AppError> {
    let case = shelf.read(shelf.find(typed)?)?;
    let path = shelf.path(case.reference);
    let shown = match format {
        PlanFormat::Text => cases::write::text(&case),
        PlanFormat::Json => cases::write::value(&case).map(|value| json::text(&value)),
    };
    print(&shown.map_err(|fault| AppError::CaseDamaged { path, what: fault.to_string() })?)
}

/// `case delete`: removes the file, and says what that does not reach.
///
/// # Errors
/// `--yes` is missing, there is no such case, or the file cannot be removed.
pub fn delete(shelf: &Shelf, typed: &str, yes: bool) -> Result<(), AppError> {
    let reference = shelf.find(typed)?;
    if !yes {
        let what = format!("{reference} is not deleted yet");
        return Err(AppError::usage(what, Some("There is no way back. If you are sure, add: --yes")));
    }
    let path = shelf.path(reference);
    shelf.remove(reference)?;
    print(&format!(
        "Deleted: {}\nThis cannot reach copies: backups, snapshots, synchronised folders, exported files, printed notes.\n\
         On most disks the old bytes stay until they are used again; disk encryption protects them.\n",
        path.display()
    ))
}

/// `case export`: the file as it is, damaged or not.
///
/// # Errors
/// There is no such case, or the new file is there already or cannot be written.
pub fn export(session: &Session<'_>, shelf: &Shelf, typed: &str, to: Option<&Path>) -> Result<(), AppError> {
    let bytes = shelf.bytes(shelf.find(typed)?)?;
    match to {
        // To a screen nothing goes that would steer it; another program gets every byte.
        None if session.terminal.output => print(&text::printable(&String::from_utf8_lossy(&bytes), false)),
        None => print_bytes(&bytes),
        Some(path) => {
            // Nothing is written over here, so nobody is told how.
            let taken = || AppError::write(path, std::io::ErrorKind::AlreadyExists.into());
            save::write(path, &bytes, Existing::Keep).map_err(|error| match error {
                AppError::Exists { .. } => taken(),
                other => other,
            })?;
            print(&format!("Saved in: {}\n{}\n", path.display(), say::SHARED_COPY))
        }
    }
}

/// `case import`: a case's file from elsewhere. One of the same reference is never overwritten.
///
/// # Errors
/// The file is not understood, or there is a different case of that reference and joining was not asked for.
pub fn import(session: &Session<'_>, shelf: &Shelf, file: &Path, join: bool) -> Result<(), AppError> {
    let damaged = |fault: cases::Fault| AppError::CaseDamaged {
        path: file.to_owned(),
        what: text::printable(&fault.to_string(), false),
    };
    let theirs = cases::read(disk::text(file)?.as_bytes()).map_err(damaged)?;
    let reference: Reference = theirs.reference;
    if shelf.find(&reference.to_string()).is_err() {
        shelf.add(&theirs)?;
        return print(&format!("Taken in: {reference}\nSaved in: {}\n", shelf.path(reference).display()));
    }
    if !join {
        let ours = shelf.read(reference)?;
        if ours == theirs {
            return print(&format!("{reference} is here already, and the same.\n"));
        }
        let help = "Nothing was changed. To join the two copies: signpost case import --merge FILE";
        return Err(AppError::usage(format!("there is another case {reference} here"), Some(help)));
    }
    let said = shelf.change(reference, None, session.today, |case| {
        let (joined, said) = merge::merge(case, &theirs, session.today);
        *case = joined;
        Ok(said)
    })?;
    let lines: Vec<String> = said.into_iter().map(|line| format!("- {line}\n")).collect();
    print(&format!("Joined: {reference}\n{}", lines.concat()))
}
