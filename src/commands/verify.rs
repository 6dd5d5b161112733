//! `signpost plan --verify FILE`: makes a saved plan again from its own answers and day.

use std::path::Path;

use super::{Session, answers, print};
use crate::edge::disk;
use crate::error::{AppError, Exit};
use crate::render::verdict;
use signpost_core::plan::{Advice, advise};
use signpost_render::{changed, keep, receipt};

/// Runs the command.
///
/// # Errors
/// The file holds no receipt, its answers no longer fit, or another plan comes out.
pub fn run(session: &Session<'_>, path: &Path) -> Result<(), AppError> {
    let rules = session.rules()?;
    let saved = disk::text(path)?;
    let name = path.display().to_string();
    let Some(receipt) = receipt::read(&saved) else {
        let help = "Plans saved with --out hold one. Calendars, printed pages and letters do not.";
        return Err(AppError::usage(format!("`{name}` holds no receipt that can be read"), Some(help)));
    };
    let answers = answers::of_receipt(&rules, &saved, &name, receipt.today)?;
    let block = receipt::answers_in(&saved).unwrap_or_default();
    let advice = advise(&rules, &answers, receipt.today);
    let changes = changed::said(&block, &rules, Some(&advice));
    match advice {
        Advice::Plan(plan) => {
            let again = keep::file(&plan, receipt.options).unwrap_or_default();
            let verdict = verdict::verdict(&saved, &again, &receipt, &rules, &changes);
            print(&verdict.said)?;
            if verdict.same { Ok(()) } else { Err(AppError::Shown(Exit::CouldNot)) }
        }
        Advice::Ask(walk) => {
            print(&(changes.join("\n") + "\n"))?;
            Err(answers::more_needed(&rules, &answers, &walk))
        }
        Advice::NoRoute(_) => Err(AppError::NoRoute),
    }
}
