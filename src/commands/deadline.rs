//! `signpost deadline`: one time limit, or every limit that hangs on a date.
use super::Session;
use crate::cli::DeadlineArgs;
use crate::error::AppError;
/// Runs the command.
pub fn run(_session: &Session<'_>, _args: &DeadlineArgs) -> Result<(), AppError> {
    Err(AppError::usage("not yet", None))
}
