//! `signpost case` and `signpost diary`: the adviser's side.

mod advise;
mod edit;
mod files;
pub mod open;
mod recheck;
pub mod shelf;

use crate::cases::diary as due;
use crate::cases::retain::Length;
use crate::cases::{Case, Status, number};
use crate::cli::PlanFormat;
use crate::cli::cases::{CaseArgs, CaseCommand, DiaryArgs, DiaryFormat, ListArgs};
use crate::error::AppError;
use crate::render::casework;
use signpost_render::document;

use super::{Session, print};
use shelf::Shelf;

/// Runs `signpost case`.
///
/// # Errors
/// Why it could not be done.
pub fn run(session: &Session<'_>, args: &CaseArgs) -> Result<(), AppError> {
    let shelf = Shelf::open(&args.folder)?;
    match &args.command {
        CaseCommand::New(args) => edit::new(session, &shelf, args),
        CaseCommand::Open(open) => open::run(session, &shelf, open, &args.folder),
        CaseCommand::Plan(args) => advise::plan(session, &shelf, args),
        CaseCommand::List(args) => list(session, &shelf, args),
        CaseCommand::Find { text, format } => find(session, &shelf, text, *format),
        CaseCommand::Show { case, format } => files::show(session, &shelf, case, *format),
        CaseCommand::Set(args) => edit::set(session, &shelf, args),
        CaseCommand::Note(args) => edit::note(session, &shelf, args),
        CaseCommand::Action(args) => edit::action(session, &shelf, args),
        CaseCommand::Done(args) => advise::step_done(session, &shelf, args),
        CaseCommand::Consent { case, what, answer, with } => {
            edit::consent(session, &shelf, case, what, answer, with.as_deref())
        }
        CaseCommand::Report { case, kind, call } => advise::report(session, &shelf, case, *kind, *call),
        CaseCommand::Close { case, inactive } => {
            edit::status(session, &shelf, case, if *inactive { Status::Inactive } else { Status::Closed })
        }
        CaseCommand::Reopen { case } => edit::status(session, &shelf, case, Status::Open),
        CaseCommand::Delete { case, yes } => files::delete(&shelf, case, *yes),
        CaseCommand::Export { case, to } => files::export(session, &shelf, case, to.as_deref()),
        CaseCommand::Import { file, merge } => files::import(session, &shelf, file, *merge),
        CaseCommand::Recheck { old, format } => recheck::run(session, &shelf, old.as_deref(), *format),
    }
}

/// Runs `signpost diary`.
///
/// # Errors
/// The folder cannot be read; some cases could not be, after the rest has been shown.
pub fn diary(session: &Session<'_>, args: &DiaryArgs) -> Result<(), AppError> {
    let until = args.within.as_deref().map(length).transpose()?.map(|within| within.after(session.today));
    let rules = session.rules()?;
    let shelf = Shelf::open(&args.folder)?;
    let (found, damaged) = shelf.each(|case| due::entries(&rules, &case, session.today))?;
    let mut entries: Vec<due::Entry> = found.into_iter().flatten().collect();
    entries.retain(|entry| until.is_none_or(|until| entry.on <= until));
    entries.sort();
    print(&match args.format {
        DiaryFormat::Text => {
            document::text(&casework::diary::document(&entries, session.today), session.terminal.width())
        }
        DiaryFormat::Json => casework::diary::json(&entries, session.today, damaged),
        DiaryFormat::Ics => casework::diary::calendar(&entries),
    })?;
    shelf::done(damaged)
}

/// A length of time as typed.
fn length(typed: &str) -> Result<Length, AppError> {
    let wrong =
        || AppError::usage(format!("`{typed}` is not a length of time"), Some("Write it as 14d, 6w, 12m or 2y."));
    Length::parse(typed).ok_or_else(wrong)
}

/// The cases whose reference or number holds the text.
fn find(session: &Session<'_>, shelf: &Shelf, typed: &str, format: PlanFormat) -> Result<(), AppError> {
    let (all, damaged) = shelf.each(|case| case)?;
    let number = |case: &Case| case.service_number.as_ref().is_some_and(|number| number::holds(number, typed));
    let wanted = |case: &&Case| number::holds(&case.reference.to_string(), typed) || number(case);
    show(session, all.iter().filter(wanted).collect(), format)?;
    shelf::done(damaged)
}

fn show(session: &Session<'_>, mut cases: Vec<&Case>, format: PlanFormat) -> Result<(), AppError> {
    cases.sort_by_key(|case| (case.updated, case.reference));
    print(&match format {
        PlanFormat::Text => document::text(&casework::list::document(&cases), session.terminal.width()),
        PlanFormat::Json => casework::list::json(&cases),
    })
}

fn list(session: &Session<'_>, shelf: &Shelf, args: &ListArgs) -> Result<(), AppError> {
    let before = args.older_than.as_deref().map(length).transpose()?.map(|length| length.before(session.today));
    let (all, damaged) = shelf.each(|case| case)?;
    let wanted = |case: &&Case| {
        args.status.as_deref().is_none_or(|status| case.status.word() == status)
            && before.is_none_or(|before| case.updated < before)
    };
    show(session, all.iter().filter(wanted).collect(), args.format)?;
    shelf::done(damaged)
}
