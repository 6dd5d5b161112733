//! `signpost case open`, and what becomes of a call: an interview on a case, saved at its end.

use std::io;
use std::sync::Arc;

use super::super::{Session, talk};
use super::advise;
use super::shelf::{self, Shelf};
use crate::ask::{Desk, Ended, Kept, call};
use crate::cases::{Case, Reference};
use crate::cli::cases::OpenArgs;
use crate::cli::{AskArgs, cases::Folder};
use crate::edge::terminal::tell;
use crate::edge::{clock, fault, store};
use crate::error::AppError;
use signpost_core::interview::Answers;
use signpost_core::rules::model::RuleSet;
use signpost_render::messages as say;

/// `case open`.
///
/// # Errors
/// The case cannot be read or saved; the input ended before the plan.
pub fn run(session: &Session<'_>, shelf: &Shelf, args: &OpenArgs) -> Result<(), AppError> {
    let mut asker = talk::face(session, args.adviser)?;
    let rules = session.rules()?;
    let case = shelf.read(shelf.find(&args.case)?)?;
    let answers = advise::answers(&rules, &case, session.today)?;
    let beginning = talk::beginning(session, &rules, answers, asker.style().plain);
    let (read, today) = (case.clone(), session.today);
    let mut desk = desk(case, true, args.adviser, args.minutes);
    let elsewhere = (shelf.clone(), read.clone());
    desk.save = Some(Arc::new(move |now| {
        let (shelf, read) = &elsewhere;
        shelf.replace(read, now, today).ok().map(|()| read.reference.to_string())
    }));
    talk::catch();
    let ended = call(asker.as_mut(), beginning, Some(&mut desk), &mut talk::print_out);
    // Ctrl-C throws away what was said, in every face, as stopping does; the lines are given back.
    let thrown_away = matches!(&ended, Err(error) if error.kind() == io::ErrorKind::Interrupted);
    if let (false, false, Some(answers)) = (thrown_away, desk.kept.stopped, desk.kept.answers.take()) {
        let now = desk.now(&rules, &answers, today);
        shelf.replace(&read, now, today).inspect_err(|_| unsaved(&rules, &answers, &desk.kept))?;
        fault::keep(fault::Kept::default());
        if matches!(ended, Ok(Ended::Well)) {
            tell(&format!("\n{} {}", say::SAVED, read.reference));
        }
    }
    talk::outcome(ended)
}

/// A call that was held without a case becomes one, if that was asked for.
///
/// # Errors
/// The case cannot be saved; the answers are shown then.
pub fn keep(session: &Session<'_>, args: &AskArgs, rules: &RuleSet, case: &Case, kept: &Kept) -> Result<(), AppError> {
    let Some(answers) = kept.answers.as_ref().filter(|_| kept.wanted && !kept.stopped) else { return Ok(()) };
    let folder = Folder { cases: args.folder.cases.clone() };
    let mut case = case.clone();
    kept.write(&mut case, rules, answers, session.today);
    let saved = Shelf::open(&folder).and_then(|shelf| shelf.add(&case).map(|()| shelf.path(case.reference)));
    match saved {
        Ok(path) => {
            let (reference, path) = (case.reference, path.display());
            tell(&format!("\nReference: {reference}\nSaved in: {path}\n{}", say::NAME_SHARED));
            Ok(())
        }
        Err(error) => {
            unsaved(rules, answers, kept);
            Err(error)
        }
    }
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
pub fn desk(case: Case, saved: bool, commands: bool, minutes: Option<u32>) -> Desk {
    let minutes: Box<dyn Fn() -> u32> = match minutes {
        Some(fixed) => Box::new(move || fixed),
        None => Box::new(clock::minutes()),
    };
    Desk { case, saved, save: None, commands, minutes, kept: Kept::default() }
}

/// What could not be saved is printed, so that nobody has to ask it again.
fn unsaved(rules: &RuleSet, answers: &Answers, kept: &Kept) {
    tell(&format!("\n{}\n\n{}", say::CALL_NOT_SAVED, kept.lines(rules, answers)));
}
