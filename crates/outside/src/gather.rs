//! Reads a rules folder from the disk, whole and with limits.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::open::plain_file;
use signpost_check::files::MAX_BYTES;
use signpost_check::files::folder::is_rule_file;
use signpost_core::rules::Sources;
use signpost_core::text::is_hidden;

/// The most bytes read of one rules folder: sixteen times what the program carries.
const MAX_FOLDER_BYTES: usize = 8 << 20;

/// The most files read of one folder, so that a wrong folder does not keep the program busy.
const MAX_FILES: usize = 500;

/// The most names looked at in a folder and the folders in it.
const MAX_NAMES: usize = 5_000;

/// The deepest folder looked into.
const MAX_DEPTH: usize = 3;

/// Why a folder was not read.
#[derive(Debug, Error)]
pub enum Unread {
    /// The system does not let it be read.
    #[error("`{}` cannot be read: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is no rules folder.
    #[error("{what}. {cure}")]
    Wrong {
        /// What is wrong.
        what: String,
        /// What helps.
        cure: &'static str,
    },
}

/// Reads a rules folder.
///
/// # Errors
/// The folder cannot be read, or holds far too much to be one.
pub fn folder(folder: &Path) -> Result<Sources, Unread> {
    let mut gathered = Gathered { root: folder, names: 0, size: 0, sources: Sources::new() };
    gathered.folder(folder, "", 0)?;
    Ok(gathered.sources)
}

/// Reads one file: one byte more than the rules take, so that the check says it is too large.
pub(crate) fn limited(file: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

struct Gathered<'f> {
    root: &'f Path,
    names: usize,
    size: usize,
    sources: Sources,
}

impl Gathered<'_> {
    fn too_much(&self, what: &str) -> Unread {
        let what = format!("`{}` holds more than {what}", self.root.display());
        Unread::Wrong { what, cure: "Name the folder that holds england.yaml." }
    }

    fn folder(&mut self, folder: &Path, prefix: &str, depth: usize) -> Result<(), Unread> {
        let fail = |source| Unread::Io { path: folder.to_owned(), source };
        for entry in fs::read_dir(folder).map_err(fail)? {
            let name = entry.map_err(fail)?.file_name();
            self.names += 1;
            if self.names > MAX_NAMES {
                return Err(self.too_much(&format!("{MAX_NAMES} files and folders")));
            }
            let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
            if name.contains(|letter: char| letter.is_control() || is_hidden(letter)) {
                let what = format!("`{}` holds a file whose name hides a character: {name}", folder.display());
                return Err(Unread::Wrong { what, cure: "Give it a plain name." });
            }
            let (inside, path) = (format!("{prefix}{name}"), folder.join(name));
            if path.is_dir() {
                if depth < MAX_DEPTH {
                    self.folder(&path, &format!("{inside}/"), depth + 1)?;
                }
            } else if is_rule_file(&inside) {
                self.file(inside, &path)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, inside: String, path: &Path) -> Result<(), Unread> {
        let bytes = plain_file(path).and_then(limited);
        let bytes = bytes.map_err(|source| Unread::Io { path: path.to_owned(), source })?;
        self.size += bytes.len();
        if self.size > MAX_FOLDER_BYTES {
            return Err(self.too_much(&format!("{} MiB of rule files", MAX_FOLDER_BYTES >> 20)));
        }
        self.sources.insert(inside, bytes);
        if self.sources.len() > MAX_FILES {
            return Err(self.too_much(&format!("{MAX_FILES} rule files")));
        }
        Ok(())
    }
}
