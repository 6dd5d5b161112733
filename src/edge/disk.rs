//! Files: read whole and with a limit.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::AppError;
use signpost_outside::open;

/// The most bytes read of one file.
const MAX_BYTES: u64 = 4 << 20;

/// Reads all there is. More than `most` bytes are an error, never a part.
///
/// # Errors
/// It cannot be read, or is too large.
pub fn whole(input: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let count = input.take(most + 1).read_to_end(&mut bytes)?;
    if count as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Reads a file that was named as text: a plain one, standard input for `-`, or what the shell holds open.
///
/// # Errors
/// It cannot be read, is larger than 4 MiB, or is not UTF-8.
pub fn text(path: &Path) -> Result<String, AppError> {
    let bytes =
        open::named(path).and_then(|file| whole(file, MAX_BYTES)).map_err(|source| AppError::read(path, source))?;
    let text = String::from_utf8(bytes).map_err(|_| AppError::read(path, io::ErrorKind::InvalidData.into()))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The plain files in a folder whose names end in one of these, by name; the path itself where it is no folder.
///
/// # Errors
/// The folder cannot be looked into.
pub fn files_of(path: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, AppError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| AppError::read(path, error))?;
    let fits = |path: &PathBuf| {
        path.extension().is_some_and(|ending| endings.iter().any(|one| ending == *one)) && path.is_file()
    };
    let mut inside: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(fits).collect();
    inside.sort();
    Ok(inside)
}

/// Whether it is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether something of that name is there.
pub fn is_there(path: &Path) -> bool {
    path.exists()
}

/// The folder the program was started in, and the person's own, where the system says.
pub fn here_and_home() -> (Option<PathBuf>, Option<PathBuf>) {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    (std::env::current_dir().ok(), home.map(PathBuf::from))
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
