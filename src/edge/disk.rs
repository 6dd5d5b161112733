//! Files: read whole and with a limit.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use super::save::NO_FILE;
use crate::error::AppError;
use signpost_check::files;
use signpost_check::files::folder::is_rule_file;
use signpost_core::rules::Sources;
use signpost_core::text::is_hidden;

/// The most bytes read of one file.
const MAX_BYTES: u64 = 4 << 20;

/// The most bytes read of one rules folder: sixteen times what the program carries.
const MAX_FOLDER_BYTES: usize = 8 << 20;

/// The most files read of one folder, so that a wrong folder does not keep the program busy.
const MAX_FILES: usize = 500;

/// The most names looked at in a folder and the folders in it.
const MAX_NAMES: usize = 5_000;

/// The deepest folder looked into.
const MAX_DEPTH: usize = 3;

/// Reads a rules folder.
///
/// # Errors
/// The folder cannot be read, or holds far too much to be one.
pub fn rules_folder(folder: &Path) -> Result<Sources, AppError> {
    let mut gathered = Gathered { root: folder, names: 0, size: 0, sources: Sources::new() };
    gathered.folder(folder, "", 0)?;
    Ok(gathered.sources)
}

struct Gathered<'f> {
    root: &'f Path,
    names: usize,
    size: usize,
    sources: Sources,
}

impl Gathered<'_> {
    fn too_much(&self, what: &str) -> AppError {
        let what = format!("`{}` holds more than {what}", self.root.display());
        AppError::usage(what, Some("Name the folder that holds england.yaml."))
    }

    fn folder(&mut self, folder: &Path, prefix: &str, depth: usize) -> Result<(), AppError> {
        let fail = |source| AppError::read(folder, source);
        for entry in fs::read_dir(folder).map_err(fail)? {
            let name = entry.map_err(fail)?.file_name();
            self.names += 1;
            if self.names > MAX_NAMES {
                return Err(self.too_much(&format!("{MAX_NAMES} files and folders")));
            }
            let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
            if name.contains(|letter: char| letter.is_control() || is_hidden(letter)) {
                let what = format!("`{}` holds a file whose name hides a character: {name}", folder.display());
                return Err(AppError::usage(what, Some("Give it a plain name.")));
            }
            let (inside, path) = (format!("{prefix}{name}"), folder.join(name));
            if path.is_dir() {
                if depth < MAX_DEPTH {
                    self.folder(&path, &format!("{inside}/"), depth + 1)?;
                }
            } else if is_rule_file(&inside) {
                let bytes = open(&path).and_then(|file| {
                    // One byte more than the rules take, so that they say it is too large.
                    let mut bytes = Vec::new();
                    file.take(files::MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map(|_| bytes)
                });
                let bytes = bytes.map_err(|source| AppError::read(&path, source))?;
                self.size += bytes.len();
                if self.size > MAX_FOLDER_BYTES {
                    return Err(self.too_much(&format!("{} MiB of rule files", MAX_FOLDER_BYTES >> 20)));
                }
                self.sources.insert(inside, bytes);
                if self.sources.len() > MAX_FILES {
                    return Err(self.too_much(&format!("{MAX_FILES} rule files")));
                }
            }
        }
        Ok(())
    }
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
