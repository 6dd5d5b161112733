//! `signpost plan`: a plan from answers, without questions.

use super::{Session, answers, print};
use crate::cli::{PlanArgs, PlanFormat};
use crate::error::AppError;
use crate::interview::Walk;
use crate::interview::reply::Ahead;
use crate::plan::{Advice, advise};
use crate::render::{document, json, plan as page};
use crate::rules::model::RuleSet;

/// Runs the command.
///
/// # Errors
/// The answers are wrong or do not reach a plan; the rules have errors.
pub fn run(session: &Session<'_>, args: &PlanArgs) -> Result<(), AppError> {
    let rules = session.rules()?;
    if args.questions {
        return print(&questions(&rules));
    }
    let answers = answers::given(&rules, &args.given, session.today, Ahead::AsAsked)?;
    match advise(&rules, &answers, session.today) {
        Advice::Plan(plan) => {
            answers::none_unasked(&rules, &answers, &plan.walk)?;
            print(&match args.format {
                PlanFormat::Text => document::text(&page::document(&plan, session.today_is), session.terminal.width()),
                PlanFormat::Json => serde_json::to_string_pretty(&json::plan(&plan)).unwrap_or_default() + "\n",
            })
        }
        Advice::Ask(walk) => {
            answers::none_unasked(&rules, &answers, &walk)?;
            Err(AppError::MoreAnswers { open: open(&rules, &walk) })
        }
        Advice::NoRoute(_) => Err(AppError::NoRoute),
    }
}

/// The question that is asked next. Which come after it depends on its answer.
pub fn open(rules: &RuleSet, walk: &Walk<'_>) -> Vec<(String, String)> {
    let next = walk.next.map(|next| rules.question(next));
    next.map(|question| (question.id.clone(), walk.situation.say(&question.ask))).into_iter().collect()
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
