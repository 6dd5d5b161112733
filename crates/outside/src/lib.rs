//! What comes from outside: files that were named, and rules that are not the program's own. The one door for both
//! programs: nothing is waited for that may never come, and what is done with rules is held to one budget.

pub mod budget;
pub mod gather;
pub mod open;

use std::path::Path;

use budget::{Budget, Work};
use gather::Unread;
use signpost_check::files::load::OWN_AREAS;
use signpost_core::rules::Sources;

/// Rules from outside: a folder of them in place of the built-in ones, and a service's own areas.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outside<'p> {
    /// The folder.
    pub rules: Option<&'p Path>,
    /// The file of areas.
    pub areas: Option<&'p Path>,
}

/// Rule files, and the budget for what is done with them while it is held.
pub struct Held {
    /// The files.
    pub sources: Sources,
    /// None for the built-in rules.
    pub budget: Option<Budget>,
}

impl Outside<'_> {
    /// Whether anything is named.
    pub fn any(&self) -> bool {
        self.rules.is_some() || self.areas.is_some()
    }

    /// Begins work on what is named; `stop` is told where it takes too much, and ends the program.
    pub fn begin(&self, work: Work, stop: fn(String)) -> Option<Budget> {
        self.any().then(|| budget::begin(work.most(), stop))
    }

    /// Reads what is named, with the built-in files for what is not.
    ///
    /// # Errors
    /// It cannot be read, or is no rules folder.
    pub fn read(&self, stop: fn(String)) -> Result<Held, Unread> {
        let budget = self.begin(Work::Read, stop);
        let mut sources = match self.rules {
            Some(folder) => gather::folder(folder)?,
            None => signpost_rules::sources(),
        };
        if let Some(file) = self.areas {
            let bytes = open::named(file).and_then(gather::limited);
            let bytes = bytes.map_err(|source| Unread::Io { path: file.to_owned(), source })?;
            sources.insert(OWN_AREAS.into(), bytes);
        }
        Ok(Held { sources, budget })
    }
}
