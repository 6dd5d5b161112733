//! A case's plan, and what is written about it.

use chrono::NaiveDate;
use serde_yaml::Mapping;

use super::super::{Session, answers, print};
use super::edit;
use super::shelf::Shelf;
use crate::cases::{Action, Case, ConsentKind, Known, Reference, advice};
use crate::cli::cases::{DoneArgs, PlanCaseArgs, ReportKind};
use crate::edge::terminal::tell;
use crate::error::AppError;
use crate::render::casework;
use signpost_core::dates::say as dates;
use signpost_core::interview::Answers;
use signpost_core::plan::done::{self, Unchanged};
use signpost_core::plan::{Advice, advise, steps};
use signpost_core::rules::model::RuleSet;
use signpost_core::text;
use signpost_render::keep::{ExportOptions, Format, file, shown};
use signpost_render::{document, messages as say, plan as page, problem};

/// Said where no question that this person is asked takes a step that is done.
const NOTHING_ASKED: &str = "No question asks for it here, so the answers stay as they are.";

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

/// `case done`: the answers that the step gives are held, and the plan that they lead to is printed and kept.
///
/// # Errors
/// The answers do not reach a plan, there is no such step, its day cannot be right, or the case cannot be read or saved.
pub fn step_done(session: &Session<'_>, shelf: &Shelf, args: &DoneArgs) -> Result<(), AppError> {
    let (rules, today) = (session.rules()?, session.today);
    let case = shelf.read(shelf.find(&args.case)?)?;
    let answers = answers(&rules, &case, today)?;
    let plan = match advise(&rules, &answers, today) {
        Advice::Plan(plan) => plan,
        Advice::Ask(walk) => return Err(answers::more_needed(&rules, &answers, &walk)),
        Advice::NoRoute(_) => return Err(AppError::NoRoute),
    };
    let steps = steps::of(&plan);
    let step = match args.step {
        None => steps::first_own(&steps),
        Some(number) => number.checked_sub(1).and_then(|at| steps.get(at)).filter(|step| step.own().is_some()),
    };
    let (step, route) = step.and_then(|step| Some((step, step.own()?))).ok_or_else(|| {
        let own = steps.iter().enumerate().filter(|(_, step)| step.own().is_some());
        let numbers: Vec<String> = own.map(|(at, _)| (at + 1).to_string()).collect();
        AppError::usage(format!("the page has these steps of the parent's own: {}", text::list(&numbers)), None)
    })?;
    let on = args.on.as_deref().map_or(Ok(today), |typed| edit::day(typed, "--on", today))?;
    if on > today {
        return Err(AppError::usage(format!("--on: {} lies ahead", dates::long(on)), None));
    }
    let (now, why) = match done::after(&rules, &answers, route, on, today) {
        Ok(now) => (now, None),
        Err(Unchanged::Stays(why)) => (answers, Some(plan.walk.situation.say(why.unwrap_or(NOTHING_ASKED)))),
        Err(Unchanged::Day(fault)) => return Err(AppError::Answers(vec![problem::fault(&fault, &rules)])),
    };
    let what = page::what(&plan, step);
    let mut changed = case.clone();
    advice::keep(&mut changed, &rules, &now, Known::NotSaid, today);
    let action =
        Action { who: "parent".into(), what: what.clone(), by: None, done: true, on: Some(on), extra: Mapping::new() };
    changed.actions.push(action);
    advice::record(&mut changed, &rules, &now, today);
    shelf.replace(&case, changed, today)?;
    let mut said = vec![format!("Done on {}: {what}", dates::long(on))];
    said.extend(why);
    let page = match advise(&rules, &now, today) {
        Advice::Plan(plan) => document::text(&page::document(&plan, session.today_is), session.terminal.width()),
        Advice::Ask(walk) => {
            let open = walk.next.map(|next| walk.situation.say(&rules.question(next).ask));
            said.extend(open.map(|ask| format!("Still to be asked: {ask}")));
            said.push(format!("To go on: signpost case open {}", case.reference));
            String::new()
        }
        Advice::NoRoute(_) => return Err(AppError::NoRoute),
    };
    let said: String = said.iter().map(|line| text::wrap(line, session.terminal.width(), "", "") + "\n").collect();
    print(&text::printable(&format!("{said}\n{page}"), session.plain()))
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
