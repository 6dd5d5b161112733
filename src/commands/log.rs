//! `signpost log`: a blank log of calls, emails and meetings.

use super::{Session, keep, print};
use crate::cli::{LogArgs, LogFormat};
use crate::error::AppError;
use crate::render::log;
use signpost_render::document::{self, Spacing, Style};
use signpost_render::plan::SCREEN;

/// Runs the command.
///
/// # Errors
/// It could not be printed or saved.
pub fn run(session: &Session<'_>, args: &LogArgs) -> Result<(), AppError> {
    let by_name = match keep::ending(&args.keep).as_deref() {
        Some("csv") => LogFormat::Csv,
        _ => LogFormat::Text,
    };
    let style = session.style(Spacing::Wide);
    match (args.format.unwrap_or(by_name), &args.keep.out) {
        (LogFormat::Csv, _) => keep::deliver(&log::csv(), &args.keep, "log.csv"),
        (LogFormat::Text, None) => print(&document::styled(&log::document(), style)),
        (LogFormat::Text, Some(_)) => {
            let style = Style { width: SCREEN, bold: false, ..style };
            keep::deliver(&document::styled(&log::document(), style), &args.keep, "log.txt")
        }
    }
}
