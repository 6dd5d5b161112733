//! placeholder
use super::Session;
use crate::cli::cases::BatchArgs;
use crate::error::AppError;
pub fn run(_: &Session<'_>, _: &BatchArgs) -> Result<(), AppError> { Ok(()) }
