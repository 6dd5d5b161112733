//! `signpost areas`: for a service that keeps its own list of areas and numbers.

use std::path::Path;

use super::{Session, print};
use crate::cli::AreasCommand;
use crate::edge::outside;
use crate::error::{AppError, Exit};
use crate::render::areas as page;
use crate::render::findings;
use signpost_check::files;
use signpost_check::files::load::OWN_AREAS;
use signpost_core::text;
use signpost_outside::{Held, Outside};

/// Runs the command.
///
/// # Errors
/// The file cannot be read, or has mistakes.
pub fn run(session: &Session<'_>, command: &AreasCommand) -> Result<(), AppError> {
    match command {
        AreasCommand::Check { file } => check(session, file),
        AreasCommand::List => print(&page::list(&*session.rules()?, session.today)),
    }
}

/// Everything that is wrong with a file at once, each with a cure; then what is old.
fn check(session: &Session<'_>, file: &Path) -> Result<(), AppError> {
    let Held { sources, budget: _budget } = outside::read(Outside { areas: Some(file), ..session.outside() })?;
    let checked = files::check_on(&sources, Some(session.today));
    // What is wrong with the rules themselves is for `rules check`.
    let found: Vec<_> = checked.findings.into_iter().filter(|finding| finding.place.file == OWN_AREAS).collect();
    if !found.is_empty() {
        let drawn = if session.plain() {
            findings::plain(&found, &sources, &checked.map)
        } else {
            findings::drawn(&found, &sources, &checked.map, session.color())
        };
        print(&drawn.replace(OWN_AREAS, &file.display().to_string()))?;
        print(&format!("{}\n", text::count(found.len() as i64, "mistake")))?;
        return Err(AppError::Shown(Exit::Rules));
    }
    let Some(own) = checked.bundle.and_then(|bundle| bundle.own_areas) else {
        return Err(AppError::NoInterview);
    };
    print(&page::checked(&own, &file.display().to_string(), session.today))
}
