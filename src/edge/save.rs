//! The one way a file is written: whole or not at all, private, never over another one unasked.
//!
//! The text goes to a temporary file beside its place, is synced and read back, and only then gets its name, in one
//! step. Whatever ends the program, a file is the old one or the new one; what is left beside it is swept next time.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::terminal::tell;
use crate::error::AppError;
use signpost_outside::open::NO_FILE;

/// What temporary files begin and end with.
const TEMPORARY: (&str, &str) = (".signpost-", ".part");

/// How old a temporary file is before it is taken for one whose program was killed. Writing takes far less.
const LEFT: Duration = Duration::from_secs(60);

/// Held while a file is written, so that a signal does not end the program in the middle; whether any has been.
static WRITTEN: Mutex<bool> = Mutex::new(false);

/// What to do when the file is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Leave it and say so.
    Keep,
    /// Write over it.
    Replace,
}

/// Where a file goes: the path itself, or a file of the suggested name when it is a folder.
pub fn place(path: &Path, suggested: &str) -> PathBuf {
    if path.is_dir() { path.join(suggested) } else { path.to_owned() }
}

/// Refuses a name that is taken, or that stands for something else than a file. Looked at before any work is done;
/// [`write`] holds it too.
///
/// # Errors
/// There is something of that name.
pub fn free(path: &Path, existing: Existing) -> Result<(), AppError> {
    let Ok(about) = path.symlink_metadata() else { return Ok(()) };
    match existing {
        Existing::Keep => Err(AppError::Exists { path: path.to_owned() }),
        Existing::Replace if about.is_file() || about.is_symlink() => Ok(()),
        Existing::Replace => Err(AppError::write(path, io::Error::other(NO_FILE))),
    }
}

/// Writes a file that its owner alone may read, and returns its whole path.
///
/// # Errors
/// It could not be written; then nothing has changed. Or the name was taken meanwhile.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<PathBuf, AppError> {
    free(path, existing)?;
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = folder_of(path);
    sweep(folder, LEFT);
    let done = beside(folder, bytes).and_then(|file| publish(file, path, existing));
    done.map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists if existing == Existing::Keep => AppError::Exists { path: path.to_owned() },
        _ => AppError::write(path, source),
    })?;
    *written = true;
    settle(path);
    // Not canonical: on Windows that begins with two backslashes and a question mark, which says nothing to a reader.
    Ok(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// Removes a file.
///
/// # Errors
/// It is there still.
pub fn remove(path: &Path) -> Result<(), AppError> {
    fs::remove_file(path).map_err(|source| AppError::write(path, source))?;
    settle(path);
    Ok(())
}

/// Waits until nothing is being written, and keeps it so until the program ends; whether any file has been written.
/// Nothing when that cannot be said, because a disk does not answer.
pub(super) fn last() -> Option<bool> {
    for _ in 0..300 {
        let written = match WRITTEN.try_lock() {
            Ok(written) => written,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => {
                thread::sleep(Duration::from_millis(10));
                continue;
            }
        };
        let any = *written;
        std::mem::forget(written);
        return Some(any);
    }
    None
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes temporary files of programs that were ended: those older than `left`, or all where nobody else can be writing.
pub(super) fn sweep(folder: &Path, left: Duration) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1));
        let old = || {
            entry.metadata().and_then(|about| about.modified()).is_ok_and(|at| at.elapsed().unwrap_or_default() >= left)
        };
        if ours && old() {
            // One that cannot be removed is harmless.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A temporary file that holds the bytes, and is known to. It goes away by itself unless it is given a name.
fn beside(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(TEMPORARY.0).suffix(TEMPORARY.1).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let mut again = Vec::with_capacity(bytes.len());
    file.rewind()?;
    file.read_to_end(&mut again)?;
    if again == bytes { Ok(file) } else { Err(io::Error::other("the disk gives back something else")) }
}

fn publish(file: NamedTempFile, path: &Path, existing: Existing) -> io::Result<()> {
    if existing == Existing::Replace {
        return file.persist(path).map(drop).map_err(|failed| failed.error);
    }
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Err(failed.error),
        // Some disks cannot refuse a name. Two programs writing the same one at once is all that is lost.
        Err(_) if path.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(failed) => failed.file.persist(path).map(drop).map_err(|failed| failed.error),
    }
}

/// Makes a change of names last through a power cut. It has happened by then, so failing here is no "not saved".
fn settle(path: &Path) {
    if cfg!(unix)
        && let Err(error) = File::open(folder_of(path)).and_then(|folder| folder.sync_all())
        // Some disks of the network cannot, and say so each time.
        && !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
    {
        tell(&format!("Warning: `{}` has changed, but the disk may lose that in a power cut: {error}", path.display()));
    }
}
