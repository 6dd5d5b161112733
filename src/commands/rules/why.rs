//! `signpost rules why`: why a step leads and others do not.

use std::path::Path;

use super::print;
use super::test::examples_in;
use crate::cli::Given;
use crate::commands::{Session, answers};
use crate::error::AppError;
use crate::render::why;
use signpost_check::proof::examples::{self, Example};
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::walk;
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::model::{RouteIx, RuleSet};
use signpost_core::text;

/// So many routes of one failing case are explained.
const MOST_ROUTES: usize = 2;

/// Runs the command, for answers or for a case of a file: one whose name holds a text.
///
/// # Errors
/// No route or case is called so; the answers are wrong or do not reach a plan.
pub fn run(
    session: &Session<'_>,
    routes: &[String],
    given: &Given,
    case: Option<(&Path, &str)>,
) -> Result<(), AppError> {
    let rules = session.rules()?;
    let (answers, today, expected) = match case {
        Some((file, name)) => {
            let example = case_called(file, name)?;
            let (answers, today) = examples::given(&rules, &example).map_err(AppError::Answers)?;
            let expected = match advise(&rules, &answers, today) {
                Advice::Plan(plan) => examples::misplaced(&plan, &example.expect),
                Advice::Ask(_) | Advice::NoRoute(_) => Vec::new(),
            };
            (answers, today, expected)
        }
        None => (answers::given(&rules, given, session.today, FutureDates::AsAsked)?, session.today, Vec::new()),
    };
    let walk = walk(&rules, &answers, today);
    answers::none_unasked(&rules, &answers, &walk, &[])?;
    if walk.next.is_some_and(|next| !rules.question(next).is_optional()) {
        return Err(answers::more_needed(&rules, &answers, &walk));
    }
    let asked: Vec<RouteIx> = routes.iter().map(|id| route(&rules, id)).collect::<Result<_, _>>()?;
    let about = if asked.is_empty() { expected } else { asked };
    print(&why::text(&rules, &answers, today, &about, session.terminal.width()))
}

/// Why the routes of a failing case do not stand where they must, set in below it: what would make them. Each part of
/// their conditions is said by the command that is named last.
pub fn of_failure(rules: &RuleSet, example: &Example, file: &Path, width: usize) -> String {
    let Ok((answers, today)) = examples::given(rules, example) else { return String::new() };
    let Advice::Plan(plan) = advise(rules, &answers, today) else { return String::new() };
    let routes = examples::misplaced(&plan, &example.expect);
    let mut said = String::new();
    for route in routes.iter().take(MOST_ROUTES) {
        let why = why::of_route(rules, &answers, today, *route, width.saturating_sub(2));
        why.lines().for_each(|line| said.push_str(&format!("  {line}\n")));
    }
    if !routes.is_empty() {
        said.push_str(&format!("  Why: signpost rules why --case {} --name \"{}\"\n", file.display(), example.name));
    }
    said
}

fn case_called(file: &Path, name: &str) -> Result<Example, AppError> {
    let cases = examples_in(file)?.cases;
    let names: Vec<String> = cases.iter().map(|case| case.name.clone()).collect();
    cases.into_iter().find(|case| case.name.contains(name)).ok_or_else(|| AppError::Unknown {
        what: "case",
        name: name.to_owned(),
        near: text::nearest(name, names.iter().map(String::as_str)).map(str::to_owned),
    })
}

fn route(rules: &RuleSet, id: &str) -> Result<RouteIx, AppError> {
    rules.route_by_id(id).ok_or_else(|| AppError::Unknown {
        what: "route",
        name: id.to_owned(),
        near: text::nearest(id, rules.routes.iter().map(|route| route.id.as_str())).map(str::to_owned),
    })
}
