//! A folder of small files, none of which is ever half written.
//!
//! A change is made under a lock, as [`save`] writes. The lock is a file of its own, because putting a file in place
//! gives the name a new file each time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::disk;
use super::save::{self, Existing};
use crate::error::AppError;
use signpost_outside::open;

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

/// What is unusual about the folder's rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permissions {
    /// Only its owner can look into it.
    Private,
    /// Others can look into it.
    Readable,
    /// Others can change what is in it.
    Writable,
    /// It belongs to somebody else, who can change what is in it.
    Foreign,
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
    pub fn permissions(&self) -> Permissions {
        #[cfg(unix)]
        if let Ok(about) = fs::metadata(&self.folder) {
            use std::os::unix::fs::MetadataExt;
            return match about.mode() & 0o077 {
                _ if about.uid() != nix::unistd::geteuid().as_raw() => Permissions::Foreign,
                0 => Permissions::Private,
                rights if rights & 0o022 != 0 => Permissions::Writable,
                _ => Permissions::Readable,
            };
        }
        Permissions::Private
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
        match open::plain_file(&path).and_then(|file| disk::whole(file, self.most_bytes)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(AppError::read(&path, error)),
        }
    }

    /// Changes a file while no other program can. `change` is given its bytes, and says what it becomes; nothing when
    /// it stays as it is.
    ///
    /// # Errors
    /// What `change` says; or the folder cannot be made, locked or written. The file is then as it was.
    pub fn change<T>(
        &self,
        name: &str,
        change: impl FnOnce(Option<Vec<u8>>) -> Result<(Option<Vec<u8>>, T), AppError>,
    ) -> Result<T, AppError> {
        let _lock = self.lock()?;
        save::sweep(&self.folder, Duration::ZERO);
        let (bytes, outcome) = change(self.read(name)?)?;
        if let Some(bytes) = bytes {
            save::write(&self.path(name), &bytes, Existing::Replace)?;
        }
        Ok(outcome)
    }

    /// Removes a file, whatever it is.
    ///
    /// # Errors
    /// It is there still.
    pub fn remove(&self, name: &str) -> Result<(), AppError> {
        let _lock = self.lock()?;
        save::remove(&self.path(name))
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
        builder.create(&self.folder).map_err(|source| AppError::write(&self.folder, source))
    }

    /// Makes the folder, and holds it until what is returned goes out of scope. Some network disks know no locks: there
    /// the number of saves in each file is the only guard.
    fn lock(&self) -> Result<File, AppError> {
        self.make()?;
        let path = self.path(LOCK);
        let fail = |source| AppError::write(&path, source);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        open::at_once(&mut options);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let lock = options.open(&path).and_then(open::plain).map_err(fail)?;
        let start = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(lock),
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(lock),
                Err(TryLockError::Error(error)) => return Err(fail(error)),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(TryLockError::WouldBlock) => return Err(AppError::Busy { folder: self.folder.clone() }),
            }
        }
    }
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
