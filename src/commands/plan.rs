//! `signpost plan`: a plan from answers, without questions.

use super::answers::Before;
use super::{Session, answers, keep, print, verify};
use crate::cli::PlanArgs;
use crate::error::AppError;
use crate::render::desk;
use signpost_core::interview::reply::FutureDates;
use signpost_core::plan::{Advice, Plan, advise};
use signpost_core::rules::model::RuleSet;
use signpost_core::text;
use signpost_render::document::{Spacing, styled};
use signpost_render::keep::{ExportOptions, Format, file, shown};
use signpost_render::{json, plan as page, what_if};

/// Runs the command.
///
/// # Errors
/// The answers are wrong or do not reach a plan; the rules have errors; the plan could not be saved.
pub fn run(session: &Session<'_>, args: &PlanArgs) -> Result<(), AppError> {
    if let Some(saved) = &args.verify {
        return verify::run(session, saved);
    }
    let rules = session.rules()?;
    if args.questions {
        return print(&questions(&rules));
    }
    let Before { answers, changed, spare } = answers::read(&rules, &args.given, session.today, FutureDates::AsAsked)?;
    answers::tell_changed(&changed);
    match advise(&rules, &answers, session.today) {
        Advice::Plan(plan) => {
            answers::none_unasked(&rules, &answers, &plan.walk, &spare)?;
            match args {
                PlanArgs { why: true, .. } => print(&why(session, &plan)),
                PlanArgs { what_if: true, .. } => changes(session, args, &plan),
                _ => deliver(session, args, &plan),
            }
        }
        Advice::Ask(walk) => {
            answers::none_unasked(&rules, &answers, &walk, &spare)?;
            Err(answers::more_needed(&rules, &answers, &walk))
        }
        Advice::NoRoute(_) => Err(AppError::NoRoute),
    }
}

/// On the screen a page that fits it; in a file everything, with a receipt.
fn deliver(session: &Session<'_>, args: &PlanArgs, plan: &Plan<'_>) -> Result<(), AppError> {
    let by_name = keep::ending(&args.keep).and_then(|ending| Format::of_ending(&ending));
    let format = args.format.or(by_name).unwrap_or(Format::Text);
    let options = ExportOptions { format, plain: session.plain(), today: session.today_is };
    if args.keep.out.is_some() {
        let text = file(plan, options).ok_or(AppError::NoDates)?;
        return keep::deliver(&text, &args.keep, &format.file_name(session.today));
    }
    print(&match format {
        Format::Text if args.full => styled(&page::whole(plan, session.today_is), session.style(Spacing::Wide)),
        Format::Text => styled(&page::document(plan, session.today_is), session.style(Spacing::Close)),
        Format::Ics => file(plan, options).ok_or(AppError::NoDates)?,
        _ => shown(plan, options),
    })
}

/// The rule and the law of the suggested step, then of each answer that led to it, as an adviser reads them out.
fn why(session: &Session<'_>, plan: &Plan<'_>) -> String {
    let answers = plan.because.iter().flat_map(|ground| desk::why(&plan.walk.situation, ground.question));
    let lines = desk::why_step(plan).into_iter().chain(answers);
    lines.map(|line| text::wrap(&line, session.terminal.width(), "", "  ") + "\n").collect()
}

/// What would change the plan: as text by itself, as JSON with the plan.
fn changes(session: &Session<'_>, args: &PlanArgs, plan: &Plan<'_>) -> Result<(), AppError> {
    match args.format {
        None | Some(Format::Text) => print(&styled(&what_if::document(plan), session.style(Spacing::Close))),
        Some(Format::Json) => print(&json::text(&what_if::data(plan))),
        Some(_) => Err(AppError::usage("--what-if comes as text or as JSON", Some("Leave --format out."))),
    }
}

/// Every question with its id and its answers.
fn questions(rules: &RuleSet) -> String {
    let mut out = String::new();
    for (_, question) in rules.questions() {
        out.push_str(&format!("{}: {}\n", question.id, question.ask));
        for option in &question.options {
            out.push_str(&format!("  {}: {}\n", option.id, option.label));
        }
        if question.date().is_some() {
            out.push_str("  a date, such as 2026-10-28 or \"October 2026\"\n");
        }
        out.push_str("  not-sure\n");
    }
    out
}
