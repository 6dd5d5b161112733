//! Files: read whole and with a limit.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use super::save::NO_FILE;
use crate::error::AppError;
use signpost_check::files::gather::{self, Unread};
use signpost_core::rules::Sources;

/// The most bytes read of one file.
const MAX_BYTES: u64 = 4 << 20;

/// Reads a rules folder.
///
/// # Errors
/// The folder cannot be read, or holds far too much to be one.
pub fn rules_folder(folder: &Path) -> Result<Sources, AppError> {
    gather::folder(folder, open).map_err(|why| match why {
        Unread::Io { path, source } => AppError::read(&path, source),
        Unread::Wrong { what, cure } => AppError::usage(what, Some(cure)),
    })
}

/// Opens a plain file to read. What is none is refused, and not waited for: a pipe may never have a writer.
///
/// # Errors
/// It is no plain file, or cannot be opened.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    at_once(&mut options);
    plain(options.open(path)?)
}

/// Without this, opening a pipe waits until somebody opens its other end.
pub(super) fn at_once(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, nix::libc::O_NONBLOCK | nix::libc::O_NOCTTY);
    #[cfg(not(unix))]
    let _ = options;
}

/// What was opened, if it is a plain file.
pub(super) fn plain(file: File) -> io::Result<File> {
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other(NO_FILE)) }
}

/// Reads all there is. More than `most` bytes are an error, never a part.
///
/// # Errors
/// It cannot be read, or is too large.
pub fn whole(input: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let count = input.take(most + 1).read_to_end(&mut bytes)?;
    if count as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Reads a file that was named, or standard input for `-`. It may be a pipe, as a shell makes them: then whoever named it
/// waits for it.
///
/// # Errors
/// It cannot be read, or is larger than 4 MiB.
pub fn bytes(path: &Path) -> Result<Vec<u8>, AppError> {
    let bytes = if path == Path::new("-") {
        whole(io::stdin(), MAX_BYTES)
    } else {
        File::open(path).and_then(|file| whole(file, MAX_BYTES))
    };
    bytes.map_err(|source| AppError::read(path, source))
}

/// The same as text.
///
/// # Errors
/// As for [`bytes`]; or it is not UTF-8.
pub fn text(path: &Path) -> Result<String, AppError> {
    let not_text = |_| AppError::read(path, io::ErrorKind::InvalidData.into());
    let text = String::from_utf8(bytes(path)?).map_err(not_text)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Whether a folder is not there yet, or is empty.
///
/// # Errors
/// It cannot be looked into, or is a file.
pub fn is_free(folder: &Path) -> Result<bool, AppError> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(AppError::read(folder, error)),
    }
}

/// Makes the folders that a file is to lie in.
///
/// # Errors
/// One of them cannot be made.
pub fn make_folder_of(path: &Path) -> Result<(), AppError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(|source| AppError::write(folder, source))
}
