//! `signpost rules`: for whoever keeps the rules.

mod new;
mod schema;
mod test;
mod topic;
mod why;

use std::path::Path;

use serde::Serialize;

use super::{Session, folder, print, written};
use crate::cli::{BookFormat, Deny, FindingFormat, PlanFormat, RulesCommand, TreeFormat};
use crate::edge::outside;
use crate::edge::terminal::tell;
use crate::error::{AppError, Exit};
use crate::render::{self, findings};
use signpost_check::files::{self, Severity};
use signpost_check::proof;
use signpost_core::rules::model::{RuleSet, short_hash};
use signpost_core::text;
use signpost_outside::budget::Work;
use signpost_outside::{Held, Outside};
use signpost_render::document::Document;

/// Runs the command.
///
/// # Errors
/// The rules have errors, or a case came out differently.
pub fn run(session: &Session<'_>, command: &RulesCommand) -> Result<(), AppError> {
    match command {
        RulesCommand::Check { dir, format, deny } => check(session, dir.as_deref(), *format, *deny),
        RulesCommand::Test { files, coverage } => test::run(session, files, *coverage),
        RulesCommand::Read { format } => read(session, *format),
        RulesCommand::Sources { format } => {
            let rules = session.rules()?;
            print(&shown(&render::sources::document(&rules, session.today), *format))
        }
        RulesCommand::Why { routes, given, case, name } => {
            why::run(session, routes, given, case.as_deref().map(|file| (file, name.as_deref().unwrap_or(""))))
        }
        RulesCommand::Schema { kind } => print(schema::text(*kind)),
        RulesCommand::New { dir, name: None, .. } => new::run(dir),
        RulesCommand::New { dir, name: Some(name), cases } => new_topic(session, dir, name, cases.as_deref()),
        RulesCommand::Diff { old, new, format } => diff(session, old, new, *format),
        RulesCommand::Tree { format, around } => tree(session, *format, around.as_deref()),
    }
}

/// `rules new topic NAME`.
fn new_topic(session: &Session<'_>, what: &Path, name: &str, cases: Option<&Path>) -> Result<(), AppError> {
    match &session.common.rules {
        Some(folder) if what == Path::new("topic") => topic::run(session, folder, name, cases),
        _ => {
            let help = "Write: signpost rules new FOLDER, or: signpost rules new topic NAME --rules FOLDER";
            Err(AppError::usage("a topic is begun in a folder of rules", Some(help)))
        }
    }
}

/// What is different, and the texts that may be wrong by it.
#[derive(Serialize)]
struct Differences<'f> {
    #[serde(flatten)]
    diff: proof::diff::Diff,
    /// What a changed time limit leaves behind: old numbers that no check finds, twins, days of checking.
    look_at: Vec<findings::Located<'f>>,
}

fn diff(session: &Session<'_>, old: &Path, new: &Path, format: PlanFormat) -> Result<(), AppError> {
    let (old, _) = folder(old)?;
    let outside = Outside { rules: Some(new), areas: None };
    let (new, shown) = written(outside)?;
    let look_at = files::left_behind(&old, &new, (&shown.bundle, &shown.sources, &shown.map));
    let pages = findings::Pages::new(&shown.sources, &shown.map);
    let look_at: Vec<findings::Located<'_>> = look_at.iter().map(|finding| pages.locate(finding)).collect();
    let _budget = outside::begin(outside, Work::Prove);
    let diff = proof::diff::compare(&old, &new).map_err(not_proved)?;
    print(&match format {
        PlanFormat::Text => render::diff::text(&diff, &look_at, session.terminal.width()),
        PlanFormat::Json => signpost_render::json::text(&Differences { diff, look_at }),
    })
}

fn tree(session: &Session<'_>, format: TreeFormat, around: Option<&str>) -> Result<(), AppError> {
    let rules = session.rules()?;
    let _budget = outside::begin(session.outside(), Work::Prove);
    let width = session.terminal.width();
    let found = match around {
        Some(id) => Some(proof::tree::around(&rules, id).map_err(not_proved)?.ok_or_else(|| unknown(&rules, id))?),
        None => None,
    };
    let mut tree = proof::tree::tree(&rules).map_err(not_proved)?;
    if let Some(found) = &found {
        // A route is not a place on the way: what is drawn for it are the questions it looks at.
        tree = match found.what {
            "question" => tree.near(&found.id),
            _ => tree.only(&found.looks_at),
        };
    }
    print(&match (format, &found) {
        (TreeFormat::Text, Some(found)) => {
            render::tree::around(found, width) + "\n" + &render::tree::text(&tree, width)
        }
        (TreeFormat::Text, None) => render::tree::text(&tree, width),
        (TreeFormat::Mermaid, _) => render::tree::mermaid(&tree),
        (TreeFormat::Dot, _) => render::tree::dot(&tree),
    })
}

fn unknown(rules: &RuleSet, id: &str) -> AppError {
    let ids = rules.questions.iter().map(|question| &question.id).chain(rules.routes.iter().map(|route| &route.id));
    let near = text::nearest(id, ids.map(String::as_str)).map(str::to_owned);
    AppError::Unknown { what: "question or route", name: id.to_owned(), near }
}

fn check(session: &Session<'_>, dir: Option<&Path>, format: FindingFormat, deny: Option<Deny>) -> Result<(), AppError> {
    let dir = dir.or(session.common.rules.as_deref());
    let name = dir.map_or_else(|| "the built-in rules".to_owned(), |dir| dir.display().to_string());
    let outside = Outside { rules: dir, areas: None };
    let Held { sources, budget } = outside::read(outside)?;
    let checked = files::check_on(&sources, Some(session.today));
    let (found, map) = (&checked.findings, &checked.map);
    print(&match format {
        FindingFormat::Text if !session.plain() => findings::drawn(found, &sources, map, session.color()),
        FindingFormat::Text | FindingFormat::Plain => findings::plain(found, &sources, map),
        FindingFormat::Json => findings::json(found, &sources, map),
    })?;
    let (errors, warnings) = (checked.errors, found.len() + checked.left_out - checked.errors);
    if errors + warnings > 0 {
        let counts = [text::count(errors as i64, "error"), text::count(warnings as i64, "warning")];
        let more = if checked.left_out > 0 { format!("; {} are not shown", checked.left_out) } else { String::new() };
        // Beside the findings; a list as JSON stays one that can be read.
        match format {
            FindingFormat::Json => tell(&format!("{}{more}", text::list(&counts))),
            FindingFormat::Text | FindingFormat::Plain => print(&format!("{}{more}\n", text::list(&counts)))?,
        }
    }
    if errors > 0 || (deny.is_some() && warnings > 0) {
        return Err(AppError::Shown(Exit::Rules));
    }
    let Some(rules) = &checked.rules else { return Ok(()) };
    if format != FindingFormat::Json {
        print(&summary(rules, &name, checked.reading_age))?;
    }
    // Its time begins anew.
    drop(budget);
    let _budget = outside::begin(outside, Work::Prove);
    prove(session, rules, format, deny)
}

/// Asks of every situation what must hold; what does not is an error, or a warning, and so is it an error when nothing
/// could be proved.
fn prove(session: &Session<'_>, rules: &RuleSet, format: FindingFormat, deny: Option<Deny>) -> Result<(), AppError> {
    let proof = proof::check::prove(rules);
    // Findings as JSON are one list; what the walk says goes beside it, so that the list can still be read.
    match format {
        FindingFormat::Json => tell(render::proof::text(&proof, session.terminal.width()).trim_end()),
        FindingFormat::Text | FindingFormat::Plain => print(&render::proof::text(&proof, session.terminal.width()))?,
    }
    match proof {
        Ok(proof) if proof.count(Severity::Error) > 0 || (deny.is_some() && !proof.violations.is_empty()) => {
            Err(AppError::Shown(Exit::Rules))
        }
        Ok(_) => Ok(()),
        Err(_) => Err(AppError::Shown(Exit::CouldNot)),
    }
}

fn summary(rules: &RuleSet, name: &str, reading_age: Option<f64>) -> String {
    let read = reading_age.map_or(String::new(), |age| format!("texts read with ease from the age of {age:.1}\n"));
    let counts = [
        (rules.questions.len(), "question"),
        (rules.routes.len(), "route"),
        (rules.deadlines.len(), "time limit"),
        (rules.letters.len(), "letter"),
        (rules.laws.len(), "law"),
    ];
    let counts = counts.map(|(count, what)| text::count(count as i64, what)).join(", ");
    format!("{name}: no errors\n{counts}\nlaw checked {}, rules {}\n{read}", rules.law_checked, short_hash(&rules.hash))
}

fn read(session: &Session<'_>, format: BookFormat) -> Result<(), AppError> {
    let rules = session.rules()?;
    let _budget = outside::begin(session.outside(), Work::Prove);
    let alone = proof::alone::every(&rules).map_err(not_proved)?;
    print(&shown(&signpost_render::book::document(&rules, &alone), format))
}

fn shown(document: &Document, format: BookFormat) -> String {
    match format {
        BookFormat::Markdown => signpost_render::markdown::markdown(document),
        BookFormat::Html => signpost_render::html::html(document),
    }
}

fn not_proved(why: proof::space::ProofError) -> AppError {
    AppError::NotProved(why.to_string())
}
