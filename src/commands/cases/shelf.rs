//! The shelf cases stand on: references become files, files become cases, and a change is made under the lock.

use crate::cases::number::{self, Fit};
use crate::cases::{self, Case, Reference, read::MAX_BYTES};
use crate::cli::cases::Folder;
use crate::edge::store::{self, Permissions, Store};
use crate::edge::terminal::tell;
use crate::error::{AppError, Exit};
use signpost_render::messages::{self as say, fill};

/// The name of the field in a file.
const NUMBER_FIELD: &[u8] = b"service_number";

/// The cases folder.
#[derive(Clone)]
pub struct Shelf {
    store: Store,
}

/// A whole reference as typed, for a new case.
///
/// # Errors
/// It is none.
pub fn reference(typed: &str) -> Result<Reference, AppError> {
    let help = "It has eight letters or figures, none of 0 O 1 I L 2 Z 5 S 8 B, such as K7MR-3XQD.";
    Reference::parse(typed).ok_or_else(|| AppError::usage(format!("`{typed}` is not a reference"), Some(help)))
}

/// How a command on many cases ends, once the rest has been done: `damaged` of them could not be read.
///
/// # Errors
/// There was one.
pub fn done(damaged: usize) -> Result<(), AppError> {
    if damaged == 0 { Ok(()) } else { Err(AppError::Shown(Exit::CouldNot)) }
}

impl Shelf {
    /// The folder named, or the usual one.
    ///
    /// # Errors
    /// There is no such place, or others can change what is in it.
    pub fn open(folder: &Folder) -> Result<Shelf, AppError> {
        let store = Store::at(folder.cases.as_deref(), MAX_BYTES as u64)?;
        match store.permissions() {
            Permissions::Private | Permissions::Readable => {}
            Permissions::Writable => return Err(AppError::FolderOpen(store.folder().to_owned())),
            Permissions::Foreign => return Err(AppError::FolderForeign(store.folder().to_owned())),
        }
        Ok(Shelf { store })
    }

    /// Where a case's file is.
    pub fn path(&self, reference: Reference) -> std::path::PathBuf {
        self.store.path(&reference.file_name())
    }

    fn references(&self) -> Result<Vec<Reference>, AppError> {
        Ok(self.store.names()?.iter().filter_map(|name| Reference::of_file(name)).collect())
    }

    /// The case that a reference or a number of the service stands for, or the beginning of one.
    ///
    /// # Errors
    /// None or several begin so.
    pub fn find(&self, typed: &str) -> Result<Reference, AppError> {
        let all = self.references()?;
        let mut fits: Vec<Reference> = all.iter().copied().filter(|reference| reference.begins_with(typed)).collect();
        if Reference::parse(typed).is_none_or(|whole| !fits.contains(&whole)) {
            let mut numbered = self.numbered(&all, typed);
            let best = numbered.iter().map(|(fit, _)| *fit).max();
            // The whole of one number is not the beginning of another.
            numbered.retain(|(fit, _)| Some(*fit) == best);
            let new = numbered.into_iter().map(|(_, reference)| reference).filter(|one| !fits.contains(one));
            fits.extend(new.collect::<Vec<_>>());
        }
        match fits.as_slice() {
            [one] => Ok(*one),
            [] => {
                let names: Vec<String> = all.iter().map(Reference::to_string).collect();
                let near = signpost_core::text::nearest(typed, names.iter().map(String::as_str)).map(str::to_owned);
                Err(AppError::Unknown { what: "case", name: typed.to_owned(), near })
            }
            several => Err(AppError::SeveralCases {
                typed: typed.to_owned(),
                fits: several.iter().map(Reference::to_string).collect(),
            }),
        }
    }

    /// The cases whose number of the service fits what was typed. Files that cannot be read have none.
    fn numbered(&self, all: &[Reference], typed: &str) -> Vec<(Fit, Reference)> {
        let fits = store::on_every_core(all, |reference| {
            let bytes = self.store.read(&reference.file_name()).ok().flatten()?;
            // Most files need not be understood to see that they hold none.
            bytes.windows(NUMBER_FIELD.len()).any(|part| part == NUMBER_FIELD).then_some(())?;
            let case = self.understand(*reference, &bytes).ok()?;
            Some((number::fit(case.service_number.as_deref()?, typed)?, *reference))
        });
        fits.into_iter().flatten().collect()
    }

    /// One case.
    ///
    /// # Errors
    /// Its file is gone, cannot be read, or is not understood.
    pub fn read(&self, reference: Reference) -> Result<Case, AppError> {
        match self.store.read(&reference.file_name())? {
            Some(bytes) => self.understand(reference, &bytes),
            None => Err(AppError::Unknown { what: "case", name: reference.to_string(), near: None }),
        }
    }

    /// A file's bytes as they are.
    ///
    /// # Errors
    /// It is gone or cannot be read.
    pub fn bytes(&self, reference: Reference) -> Result<Vec<u8>, AppError> {
        let gone = || AppError::Unknown { what: "case", name: reference.to_string(), near: None };
        self.store.read(&reference.file_name())?.ok_or_else(gone)
    }

    fn understand(&self, reference: Reference, bytes: &[u8]) -> Result<Case, AppError> {
        let damaged = |what: String| AppError::CaseDamaged {
            path: self.path(reference),
            what: signpost_core::text::printable(&what, false),
        };
        let case = cases::read(bytes).map_err(|fault| damaged(fault.to_string()))?;
        if case.reference == reference {
            Ok(case)
        } else {
            Err(damaged(format!("it says that it is {}; the file's name and its reference must agree", case.reference)))
        }
    }

    /// Does `work` with every case, on every core. What cannot be read is named on standard error, and counted.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn each<R: Send>(&self, work: impl Fn(Case) -> R + Sync) -> Result<(Vec<R>, usize), AppError> {
        let references = self.references()?;
        let done = store::on_every_core(&references, |reference| self.read(*reference).map(&work));
        let mut damaged = 0;
        let mut found = Vec::with_capacity(done.len());
        for one in done {
            match one {
                Ok(one) => found.push(one),
                // Deleted by another program since the folder was listed.
                Err(AppError::Unknown { .. }) => {}
                Err(error) => {
                    damaged += 1;
                    tell(&format!("Error: {error}"));
                }
            }
        }
        Ok((found, damaged))
    }

    /// Adds a case under a reference that is not taken yet, and returns it as it was saved. Says so on standard error when
    /// others can look into the folder: once for each case, where it is put there.
    ///
    /// # Errors
    /// It is taken, could not be read again, or the file cannot be written.
    pub fn add(&self, case: &Case) -> Result<Case, AppError> {
        if let Permissions::Readable = self.store.permissions() {
            tell(&fill(say::FOLDER_READABLE, &[("folder", &self.store.folder().display().to_string())]));
        }
        let mut case = case.clone();
        case.rev += 1;
        self.store.change(&case.reference.file_name(), |old| match old {
            None => Ok((Some(kept(&case)?), ())),
            Some(_) => {
                let what = format!("there is a case {} already", case.reference);
                Err(AppError::usage(what, Some("To join two copies of one case: signpost case import --merge FILE")))
            }
        })?;
        Ok(case)
    }

    /// Changes a case under the lock: it is read, changed and saved while no other program can save it.
    ///
    /// `rev` is how often it had been saved when the change was thought out; another number now is an error.
    ///
    /// # Errors
    /// What `edit` says; the case has been saved since; its file is gone, not understood, or cannot be written. Nothing
    /// is changed then.
    pub fn change<T>(
        &self,
        reference: Reference,
        rev: Option<u64>,
        today: chrono::NaiveDate,
        edit: impl FnOnce(&mut Case) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        self.store.change(&reference.file_name(), |old| {
            let gone = || AppError::Unknown { what: "case", name: reference.to_string(), near: None };
            let before = self.understand(reference, &old.ok_or_else(gone)?)?;
            if let Some(read) = rev.filter(|rev| *rev != before.rev) {
                return Err(AppError::CaseChanged { reference: reference.to_string(), read, now: before.rev });
            }
            let mut case = before.clone();
            let outcome = edit(&mut case)?;
            if case == before {
                return Ok((None, outcome));
            }
            case.rev += 1;
            case.updated = today;
            Ok((Some(kept(&case)?), outcome))
        })
    }

    /// Saves what has become of a case since it was read, and returns it as it was saved.
    ///
    /// # Errors
    /// As for [`Shelf::change`].
    pub fn replace(&self, read: &Case, now: Case, today: chrono::NaiveDate) -> Result<Case, AppError> {
        let unchanged = Case { rev: read.rev, updated: read.updated, ..now };
        let changed = unchanged != *read;
        let mut saved = unchanged.clone();
        self.change(read.reference, Some(read.rev), today, |case| {
            *case = unchanged;
            Ok(())
        })?;
        if changed {
            (saved.rev, saved.updated) = (read.rev + 1, today);
        }
        Ok(saved)
    }

    /// Removes a case's file, understood or not.
    ///
    /// # Errors
    /// It cannot be removed.
    pub fn remove(&self, reference: Reference) -> Result<(), AppError> {
        self.store.remove(&reference.file_name())
    }
}

/// The bytes of a case's file.
fn kept(case: &Case) -> Result<Vec<u8>, AppError> {
    let not_kept = |fault: cases::Fault| AppError::CaseNotKept {
        reference: case.reference.to_string(),
        what: signpost_core::text::printable(&fault.to_string(), false),
    };
    cases::write(case).map(String::into_bytes).map_err(not_kept)
}
