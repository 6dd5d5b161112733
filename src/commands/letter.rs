//! `signpost letter`: a letter to start from.

use super::{Session, answers, keep, print};
use crate::cli::LetterArgs;
use crate::error::AppError;
use signpost_core::interview::Situation;
use signpost_core::interview::reply::FutureDates;
use signpost_core::text;
use signpost_render::document::{self, Spacing, Style};
use signpost_render::letter;
use signpost_render::plan::SCREEN;

/// Runs the command.
///
/// # Errors
/// No letter has that id, or the answers are wrong.
pub fn run(session: &Session<'_>, args: &LetterArgs) -> Result<(), AppError> {
    let rules = session.rules()?;
    let answers = answers::given(&rules, &args.given, session.today, FutureDates::AsAsked)?;
    // A letter needs no finished interview: what is not known stays open in it.
    let situation = Situation::of_dates(&rules, &answers, session.today);
    let Some(id) = &args.id else {
        let list: Vec<String> =
            rules.letters.iter().map(|letter| format!("{}: {}\n", letter.id, situation.say(&letter.title))).collect();
        return print(&list.concat());
    };
    let Some(found) = rules.letters.iter().find(|letter| letter.id == *id) else {
        let near = text::nearest(id, rules.letters.iter().map(|letter| letter.id.as_str())).map(str::to_owned);
        return Err(AppError::Unknown { what: "letter", name: id.clone(), near });
    };
    let page = letter::document(&situation, found).map_err(|what| AppError::Letter { id: id.clone(), what })?;
    if args.keep.out.is_none() {
        return print(&document::styled(&page, session.style(Spacing::Wide)));
    }
    // A file is read on other screens than this one.
    let style = Style { width: SCREEN, bold: false, ..session.style(Spacing::Wide) };
    keep::deliver(&document::styled(&page, style), &args.keep, &format!("letter-{}.txt", session.today))
}
