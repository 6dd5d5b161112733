//! Files: read whole and with a limit.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::error::AppError;
use crate::rules::folder::is_rule_file;
use crate::rules::{self, Sources};

/// The most bytes read of one file.
const MAX_BYTES: u64 = 4 << 20;

/// The most bytes read of one rule file: one more than the rules take, so that they say it is too large.
const MAX_RULE_BYTES: u64 = rules::MAX_BYTES as u64 + 1;

/// The most bytes read of one rules folder.
const MAX_FOLDER_BYTES: usize = 32 << 20;

/// The most files read of one folder, so that a wrong folder does not keep the program busy.
const MAX_FILES: usize = 500;

/// The deepest folder looked into.
const MAX_DEPTH: usize = 3;

/// Reads a rules folder.
///
/// # Errors
/// The folder cannot be read, or holds far too much to be one.
pub fn rules_folder(folder: &Path) -> Result<Sources, AppError> {
    let mut sources = Sources::new();
    gather(folder, "", 0, &mut 0, &mut sources)?;
    Ok(sources)
}

fn gather(folder: &Path, prefix: &str, depth: usize, size: &mut usize, sources: &mut Sources) -> Result<(), AppError> {
    let fail = |source| AppError::read(folder, source);
    let mut entries: Vec<_> = fs::read_dir(folder).map_err(fail)?.collect::<Result<_, _>>().map_err(fail)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        let inside = format!("{prefix}{name}");
        let path = entry.path();
        if path.is_dir() {
            if depth < MAX_DEPTH {
                gather(&path, &format!("{inside}/"), depth + 1, size, sources)?;
            }
        } else if is_rule_file(&inside) {
            if sources.len() == MAX_FILES {
                let what = format!("`{}` holds more than {MAX_FILES} rule files", folder.display());
                return Err(AppError::usage(what, Some("Name the folder that holds england.yaml.")));
            }
            let bytes = regular(&path)?;
            *size += bytes.len();
            if *size > MAX_FOLDER_BYTES {
                let what =
                    format!("`{}` holds more than {} MiB of rule files", folder.display(), MAX_FOLDER_BYTES >> 20);
                return Err(AppError::usage(what, Some("Name the folder that holds england.yaml.")));
            }
            sources.insert(inside, bytes);
        }
    }
    Ok(())
}

/// Reads a rule file. A pipe or a device is refused: reading one may never end.
fn regular(path: &Path) -> Result<Vec<u8>, AppError> {
    let read = || -> io::Result<Vec<u8>> {
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is not a plain file"));
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(MAX_RULE_BYTES).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|source| AppError::read(path, source))
}

/// Reads a file, at most 4 MiB of it.
///
/// # Errors
/// It cannot be read.
pub fn bytes(path: &Path) -> Result<Vec<u8>, AppError> {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(MAX_BYTES).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|source| AppError::read(path, source))
}

/// Reads a text file, or standard input for `-`.
///
/// # Errors
/// It cannot be read, or is not UTF-8.
pub fn text(path: &Path) -> Result<String, AppError> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().take(MAX_BYTES).read_to_end(&mut bytes).map_err(|source| AppError::read(path, source))?;
        bytes
    } else {
        bytes(path)?
    };
    let text = String::from_utf8(bytes).map_err(|_| AppError::read(path, io::ErrorKind::InvalidData.into()))?;
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

/// Writes a file that is not there yet, with the folders it lies in.
///
/// # Errors
/// It is there, or cannot be written.
pub fn write_new(path: &Path, text: &str) -> Result<(), AppError> {
    let write = || -> io::Result<()> {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        File::create_new(path)?.write_all(text.as_bytes())
    };
    write().map_err(|source| AppError::Write { path: path.to_owned(), source })
}
