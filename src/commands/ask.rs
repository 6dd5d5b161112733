//! `signpost ask`, and `signpost` alone: the interview.

use std::path::Path;

use super::answers::Before;
use super::cases::open::{self, Keeper};
use super::talk::{self, beginning, face, outcome, print_out};
use super::{Session, answers};
use crate::ask::{Beginning, call, interview};
use crate::cli::AskArgs;
use crate::cli::cases::Folder;
use crate::error::AppError;
use signpost_core::interview::reply::FutureDates;

/// Runs the command.
///
/// # Errors
/// Wrong usage, wrong answers beforehand, rules with errors, or the input ended before the plan.
pub fn run(session: &Session<'_>, args: &AskArgs) -> Result<(), AppError> {
    let mut asker = face(session, args.adviser)?;
    if args.given.answers.as_deref() == Some(Path::new("-")) {
        let help = "Name a file, or use: signpost plan --answers -";
        return Err(AppError::usage("--answers -: standard input is where you answer", Some(help)));
    }
    let rules = session.rules()?;
    let Before { answers, changed, .. } = answers::read(&rules, &args.given, session.today, FutureDates::AsAsked)?;
    talk::catch();
    let plain = asker.style().plain;
    let beginning = Beginning { changed, ..beginning(session, &rules, answers, plain) };
    if !args.adviser {
        return outcome(interview(asker.as_mut(), beginning, &mut print_out));
    }
    let keeper = Keeper::new(Folder { cases: args.folder.cases.clone() }, None, session.today);
    let mut desk = open::desk(open::empty(session, args)?, keeper, true, args.minutes);
    let ended = call(asker.as_mut(), beginning, Some(&mut desk), &mut print_out);
    open::keep(&rules, &mut desk, session.today, &ended)?;
    outcome(ended)
}
