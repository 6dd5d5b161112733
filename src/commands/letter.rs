//! `signpost letter`: a letter to start from.
use super::Session;
use crate::cli::LetterArgs;
use crate::error::AppError;
/// Runs the command.
pub fn run(_session: &Session<'_>, _args: &LetterArgs) -> Result<(), AppError> {
    Err(AppError::usage("not yet", None))
}
