//! Files to keep: private, never half-written, never over another one unasked.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::AppError;

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

/// Refuses a name that is taken. Looked at before any work is done; [`save`] holds it too.
///
/// # Errors
/// There is something of that name.
pub fn free(path: &Path, existing: Existing) -> Result<(), AppError> {
    match existing {
        Existing::Keep if path.symlink_metadata().is_ok() => Err(AppError::Exists { path: path.to_owned() }),
        _ => Ok(()),
    }
}

/// Writes a file beside its place and moves it there once it is whole. Only its owner may read it.
///
/// # Errors
/// It could not be written; then nothing is left behind. Or the name was taken meanwhile.
pub fn save(path: &Path, text: &str, existing: Existing) -> Result<PathBuf, AppError> {
    let fail = |source: io::Error| match source.kind() {
        io::ErrorKind::AlreadyExists => AppError::Exists { path: path.to_owned() },
        _ => AppError::NotSaved { path: path.to_owned(), source },
    };
    let name = path.file_name().ok_or_else(|| fail(io::ErrorKind::IsADirectory.into()))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.part", std::process::id()));
    let beside = folder.join(beside);
    let done = write(&beside, text).and_then(|()| publish(&beside, path, existing));
    if done.is_err() {
        // What went wrong is the news; a leftover that cannot be removed either is not.
        let _ = fs::remove_file(&beside);
    }
    done.map_err(fail)?;
    sync(folder);
    // Not canonical: on Windows that begins with two backslashes and a question mark, which says nothing to a reader.
    Ok(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn publish(beside: &Path, path: &Path, existing: Existing) -> io::Result<()> {
    if existing == Existing::Replace {
        return fs::rename(beside, path);
    }
    // A link fails when the name is taken, where a rename would write over it.
    match fs::hard_link(beside, path) {
        Ok(()) => fs::remove_file(beside),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // Memory sticks know no links. Two programs writing the same name at once is all that is lost.
        Err(_) if path.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(beside, path),
    }
}

/// Makes the new name last through a power cut, where the system can.
fn sync(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}
