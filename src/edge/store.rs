//! A folder of small files, none of which is ever half written.
//!
//! A change is made under a lock, to a temporary file beside the old one, which is synced and put in its place in one
//! step, and then the folder is synced. Whatever ends the program, a file is the old one or the new one.
//! The lock is a file of its own, because putting a file in place gives the name a new file each time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::error::AppError;

/// Temporary files begin so; a stray one holds nothing that was promised, and is swept.
const TEMPORARY: &str = ".signpost-";

/// The file that is locked while the folder is changed.
const LOCK: &str = ".lock";

/// How long to wait for another program to finish its change.
const PATIENCE: Duration = Duration::from_secs(10);

/// The folder.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    most_bytes: u64,
}

/// What a change makes of a file.
pub enum Change {
    /// It is left as it is.
    Keep,
    /// It becomes this.
    Write(Vec<u8>),
    /// It is removed.
    Remove,
}

/// What is unusual about the folder's rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// Only its owner can look into it.
    Private,
    /// Others can look into it.
    Readable,
    /// Anybody can change what is in it.
    Writable,
}

impl Store {
    /// The folder named, or the one the platform keeps such data in. Nothing is made or looked at yet.
    ///
    /// # Errors
    /// There is no home folder to keep it in.
    pub fn at(folder: Option<&Path>, most_bytes: u64) -> Result<Store, AppError> {
        use etcetera::BaseStrategy;
        let folder = match folder {
            Some(folder) => folder.to_owned(),
            None => match etcetera::choose_base_strategy() {
                Ok(place) => place.data_dir().join("signpost").join("cases"),
                Err(_) => {
                    let what = "there is no home folder to keep cases in";
                    return Err(AppError::usage(what, Some("Name a folder: --cases DIR")));
                }
            },
        };
        Ok(Store { folder, most_bytes })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path of a file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Who can use the folder beside its owner. On Windows the profile's own rights protect it.
    pub fn openness(&self) -> Openness {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&self.folder).map_or(0, |about| about.permissions().mode());
            match mode & 0o077 {
                0 => Openness::Private,
                rights if rights & 0o002 != 0 => Openness::Writable,
                _ => Openness::Readable,
            }
        }
        #[cfg(not(unix))]
        Openness::Private
    }

    /// The names of the files in it, in order; none when there is no folder yet.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn names(&self) -> Result<Vec<String>, AppError> {
        let fail = |source| AppError::read(&self.folder, source);
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(fail)?,
        };
        let mut names = Vec::new();
        for entry in entries {
            if let Ok(name) = entry.map_err(fail)?.file_name().into_string()
                && !name.starts_with('.')
            {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// A file's bytes; nothing when there is no such file.
    ///
    /// # Errors
    /// It cannot be read, or is larger than a case can be.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, AppError> {
        let path = self.path(name);
        match read_file(&path, self.most_bytes) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(AppError::read(&path, error)),
        }
    }

    /// Changes a file while no other program can. `change` is given its bytes, and says what becomes of it.
    ///
    /// # Errors
    /// What `change` says; or the folder cannot be made, locked or written. The file is then as it was.
    pub fn change<T>(
        &self,
        name: &str,
        change: impl FnOnce(Option<Vec<u8>>) -> Result<(Change, T), AppError>,
    ) -> Result<T, AppError> {
        self.make()?;
        let _lock = self.lock()?;
        self.sweep();
        let (change, outcome) = change(self.read(name)?)?;
        let path = self.path(name);
        let fail = |source| AppError::Write { path: path.clone(), source };
        match change {
            Change::Keep => {}
            Change::Write(bytes) => self.put(name, &bytes).map_err(fail)?,
            Change::Remove => fs::remove_file(&path).and_then(|()| self.sync()).map_err(fail)?,
        }
        Ok(outcome)
    }

    /// Makes the folder, for its owner only.
    fn make(&self) -> Result<(), AppError> {
        if self.folder.is_dir() {
            return Ok(());
        }
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder).map_err(|source| AppError::Write { path: self.folder.clone(), source })
    }

    /// Holds the folder until what is returned goes out of scope. Some network disks know no locks: there the number of
    /// saves in each file is the only guard.
    fn lock(&self) -> Result<File, AppError> {
        let path = self.path(LOCK);
        let fail = |source| AppError::Write { path: path.clone(), source };
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        private(&mut options);
        let lock = options.open(&path).map_err(fail)?;
        let start = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(lock),
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(lock),
                Err(TryLockError::Error(error)) => return Err(fail(error)),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(TryLockError::WouldBlock) => {
                    let what = format!("another program has held `{}` for ten seconds", self.folder.display());
                    return Err(AppError::usage(what, Some("Nothing was saved. Try again when it has finished.")));
                }
            }
        }
    }

    /// Removes temporary files of programs that were ended. Only under the lock: nobody else is writing then.
    fn sweep(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if entry.file_name().to_str().is_some_and(|name| name.starts_with(TEMPORARY)) {
                // One that cannot be removed is harmless.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let temporary = self.path(&format!("{TEMPORARY}{name}"));
        let written = self.write_temporary(&temporary, bytes).and_then(|()| fs::rename(&temporary, self.path(name)));
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        written.and_then(|()| self.sync())
    }

    fn write_temporary(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        private(&mut options);
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Makes the folder's own list of names last. Only Unix can.
    fn sync(&self) -> io::Result<()> {
        if cfg!(unix) { File::open(&self.folder)?.sync_all() } else { Ok(()) }
    }
}

/// Only the owner may read and write what is opened so.
fn private(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

/// Reads a file whole. One that is too large is an error, never a part of it.
fn read_file(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut file = File::open(path)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    bytes.reserve(about.len().min(most) as usize + 1);
    if Read::by_ref(&mut file).take(most + 1).read_to_end(&mut bytes)? as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Writes a new file for its owner only; one that is there already is left alone.
///
/// # Errors
/// It is there, or cannot be written; nothing is left of it then.
pub fn new_file(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let fail = |source| AppError::Write { path: path.to_owned(), source };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    private(&mut options);
    let mut file = options.open(path).map_err(fail)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|source| {
        let _ = fs::remove_file(path);
        fail(source)
    })
}

/// A random number. The standard library seeds its hash maps from the system's random source; a reference need not be
/// kept secret, only be new and say nothing, so no crate is added for it.
pub fn random() -> u64 {
    RandomState::new().hash_one(std::process::id())
}

/// Runs `work` over the items on every core, and gives the results in the order of the items.
pub fn on_every_core<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    // A thread costs about as much as some dozen small files.
    let share = items.len().div_ceil(cores).max(64);
    let work = &work;
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            items.chunks(share).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
        // A fault in one thread is the program's: what came of the others would be taken for everything.
        let joined = |thread: std::thread::ScopedJoinHandle<'_, Vec<R>>| {
            thread.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault))
        };
        threads.into_iter().flat_map(joined).collect()
    })
}
