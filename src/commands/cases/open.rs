//! `signpost case open`, and what becomes of a call: saved as it goes on, or at its end.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use super::super::{Session, talk};
use super::advise;
use super::shelf::{self, Shelf};
use crate::ask::{CallRecord, Desk, Ended, call};
use crate::cases::{Case, Reference};
use crate::cli::cases::OpenArgs;
use crate::cli::{AskArgs, cases::Folder};
use crate::edge::terminal::tell;
use crate::edge::{clock, fault, store};
use crate::error::AppError;
use signpost_core::rules::model::RuleSet;
use signpost_render::messages::{self as say, fill};

/// Saves one case, again and again, as a call goes on. What another program saved meanwhile is never written over.
pub struct Keeper {
    folder: Folder,
    /// The shelf once it was needed, and the case as it was last read or saved; none before it stands there.
    last: Mutex<(Option<Shelf>, Option<Case>)>,
    today: NaiveDate,
}

impl Keeper {
    /// For a case as it was read, or for one that is not in the folder yet.
    pub fn new(folder: Folder, read: Option<(Shelf, Case)>, today: NaiveDate) -> Keeper {
        Keeper { folder, last: Mutex::new(read.unzip()), today }
    }

    /// Saves it, and returns the path of its file.
    ///
    /// # Errors
    /// The folder is not private, another program has saved the case, or the file cannot be written.
    pub fn save(&self, now: Case) -> Result<String, AppError> {
        let mut held = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (shelf, last) = &mut *held;
        // What is to be said of the folder is said once.
        let shelf = match shelf {
            Some(shelf) => shelf,
            None => shelf.insert(Shelf::open(&self.folder)?),
        };
        let saved = match last.as_ref() {
            Some(read) => shelf.replace(read, now, self.today)?,
            None => shelf.add(&now)?,
        };
        let path = shelf.path(saved.reference).display().to_string();
        *last = Some(saved);
        Ok(path)
    }
}

/// `case open`.
///
/// # Errors
/// The case cannot be read or saved; the input ended before the plan.
pub fn run(session: &Session<'_>, shelf: &Shelf, args: &OpenArgs, folder: &Folder) -> Result<(), AppError> {
    let mut asker = talk::face(session, args.adviser)?;
    let rules = session.rules()?;
    let case = shelf.read(shelf.find(&args.case)?)?;
    let answers = advise::answers(&rules, &case, session.today)?;
    let beginning = talk::beginning(session, &rules, answers, asker.style().plain);
    let read = Some((shelf.clone(), case.clone()));
    let keeper = Keeper::new(Folder { cases: folder.cases.clone() }, read, session.today);
    let mut desk = desk(case, keeper, args.adviser, args.minutes);
    desk.saved = true;
    talk::catch();
    let ended = call(asker.as_mut(), beginning, Some(&mut desk), &mut talk::print_out);
    // Without the commands nothing is saved before the end: Ctrl-C and stopping throw away what was said.
    let thrown_away = matches!(&ended, Err(error) if error.kind() == io::ErrorKind::Interrupted);
    if args.adviser || !(thrown_away || desk.kept.stopped) {
        keep(&rules, &mut desk, session.today, &ended)?;
    }
    talk::outcome(ended)
}

/// The end of a call on a case: what it came to is saved.
///
/// # Errors
/// It cannot be; what was said is printed then.
pub fn keep(rules: &RuleSet, desk: &mut Desk, today: NaiveDate, ended: &io::Result<Ended>) -> Result<(), AppError> {
    let Some(answers) = desk.kept.answers.take().filter(|_| desk.saved || desk.kept.wanted) else { return Ok(()) };
    let now = desk.now(rules, &answers, today);
    let reference = now.reference;
    if let Err(error) = (desk.save)(now) {
        tell(&format!("\n{}\n\n{}", say::CALL_NOT_SAVED, desk.kept.lines(rules, &answers, today)));
        return Err(error);
    }
    // After Ctrl-C it is said there, in its own words.
    if ended.is_ok() {
        fault::keep(fault::CrashReport::default());
    }
    if matches!(ended, Ok(Ended::Well)) && !desk.kept.stopped {
        let said = !desk.commands || desk.anything_said(&answers);
        tell(&if said {
            format!("\n{} {reference}", say::SAVED)
        } else {
            fill(say::CASE_NOTHING, &[("reference", &reference.to_string())])
        });
    }
    Ok(())
}

/// An empty case for a call; nothing is written yet.
///
/// # Errors
/// The reference is not one.
pub fn empty(session: &Session<'_>, args: &AskArgs) -> Result<Case, AppError> {
    let fixed = args.reference.as_deref().map(shelf::reference).transpose()?;
    Ok(Case::new(fixed.unwrap_or_else(|| Reference::from_random(store::random())), session.today))
}

/// The desk for a call.
pub fn desk(case: Case, keeper: Keeper, commands: bool, minutes: Option<u32>) -> Desk {
    let minutes: Arc<dyn Fn() -> u32 + Send + Sync> = match minutes {
        Some(fixed) => Arc::new(move || fixed),
        None => Arc::new(clock::minutes()),
    };
    let save = Arc::new(move |now| keeper.save(now));
    Desk { case, saved: false, save, unsaved: false, commands, minutes, kept: CallRecord::default() }
}
