//! A case's plan, and what is written about it.

use chrono::NaiveDate;

use super::super::{Session, answers, print};
use super::shelf::Shelf;
use crate::cases::{Case, ConsentKind, Known, Reference, advice};
use crate::cli::cases::{PlanCaseArgs, ReportKind};
use crate::edge::terminal::tell;
use crate::error::AppError;
use crate::render::casework;
use signpost_core::interview::Answers;
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::model::RuleSet;
use signpost_core::text;
use signpost_render::keep::{ExportOptions, Format, file, shown};
use signpost_render::{document, messages as say, plan as page, problem};

/// The case's answers as the rules understand them.
///
/// # Errors
/// The rules do not understand some; each is said.
pub fn answers(rules: &RuleSet, case: &Case, today: NaiveDate) -> Result<Answers, AppError> {
    let (answers, faults) = advice::answers(rules, case, today);
    if faults.is_empty() {
        return Ok(answers);
    }
    let mut lines: Vec<String> = faults.iter().map(|fault| problem::fault(fault, rules)).collect();
    lines.push(format!("To take an answer out: signpost case set {} --clear ID", case.reference));
    Err(AppError::Answers(lines))
}

/// `case plan`.
///
/// # Errors
/// The answers do not reach a plan; the case cannot be read or saved.
pub fn plan(session: &Session<'_>, shelf: &Shelf, args: &PlanCaseArgs) -> Result<(), AppError> {
    let rules = session.rules()?;
    let case = shelf.read(shelf.find(&args.case)?)?;
    let answers = answers(&rules, &case, session.today)?;
    match advise(&rules, &answers, session.today) {
        Advice::Plan(plan) => {
            let options = ExportOptions { format: args.format, plain: session.plain(), today: session.today_is };
            let text = match args.format {
                Format::Text => document::text(&page::document(&plan, session.today_is), session.terminal.width()),
                Format::Ics | Format::IcsPlain => file(&plan, options).ok_or(AppError::NoDates)?,
                _ => shown(&plan, options),
            };
            // First kept, then shown: a plan that was given stands in the case.
            let mut now = case.clone();
            advice::keep(&mut now, &rules, &answers, Known::NotSaid, session.today);
            advice::record(&mut now, &rules, &answers, session.today);
            shelf.replace(&case, now, session.today)?;
            print(&text)
        }
        Advice::Ask(walk) => Err(answers::more_needed(&rules, &answers, &walk)),
        Advice::NoRoute(_) => Err(AppError::NoRoute),
    }
}

/// `case report`.
///
/// # Errors
/// The case cannot be read; for the teach-back and the summary, its answers do not reach a plan.
pub fn report(
    session: &Session<'_>,
    shelf: &Shelf,
    typed: &str,
    kind: ReportKind,
    call: Option<usize>,
) -> Result<(), AppError> {
    let rules = session.rules()?;
    let reference: Reference = shelf.find(typed)?;
    let case = shelf.read(reference)?;
    if kind == ReportKind::Note {
        let notes = notes(casework::note::texts(&rules, &case, session.today, session.terminal.width()), call)?;
        return print(&text::printable(&notes, session.plain()));
    }
    let (answers, _) = advice::answers(&rules, &case, session.today);
    let advice = advise(&rules, &answers, session.today);
    let page = match (kind, &advice) {
        (_, Advice::Ask(walk)) => {
            return Err(answers::more_needed(&rules, &answers, walk));
        }
        (_, Advice::NoRoute(_)) => return Err(AppError::NoRoute),
        (ReportKind::Summary, Advice::Plan(plan)) => {
            if !case.consents.get(&ConsentKind::Contact).is_some_and(|consent| consent.given) {
                tell(say::CONSENT_FIRST);
            }
            if rules.own.is_none() {
                tell(say::SUMMARY_NO_SERVICE);
            }
            casework::summary::document(plan, &case)
        }
        (_, Advice::Plan(plan)) => casework::teach_back::document(plan),
    };
    print(&text::printable(&document::text(&page, session.terminal.width()), session.plain()))
}

/// The note of one call, by its number; or those of all, each under its number.
fn notes(mut notes: Vec<String>, call: Option<usize>) -> Result<String, AppError> {
    let count = notes.len();
    match call {
        Some(number) if (1..=count).contains(&number) => Ok(notes.swap_remove(number - 1)),
        Some(number) => {
            let count = text::count(count as i64, "call");
            Err(AppError::usage(format!("the case has {count}; there is no call {number}"), None))
        }
        None if count == 1 => Ok(notes.remove(0)),
        None => {
            let numbered = notes.iter().enumerate().map(|(at, note)| format!("Call {} of {count}\n\n{note}", at + 1));
            Ok(numbered.collect::<Vec<_>>().join("\n"))
        }
    }
}
