//! `signpost rules`: for whoever keeps the rules.

mod new;
mod schema;
mod topic;
mod why;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Session, print};
use crate::cli::{BookFormat, Deny, FindingFormat, PlanFormat, RulesCommand, TreeFormat};
use crate::edge::budget::{self, Work};
use crate::edge::disk;
use crate::edge::terminal::tell;
use crate::error::{AppError, Exit};
use crate::render::{self, findings};
use signpost_check::files::{self, Severity};
use signpost_check::proof;
use signpost_check::proof::dated::{self, DatedRow};
use signpost_check::proof::examples::{self, ExampleFile, Saying};
use signpost_core::rules::model::{RuleSet, short_hash};
use signpost_core::text;
use signpost_render::document::Document;

/// So many failing cases are explained: the causes of more are seldom others.
const MOST_EXPLAINED: usize = 10;

/// Runs the command.
///
/// # Errors
/// The rules have errors, or a case came out differently.
pub fn run(session: &Session<'_>, command: &RulesCommand) -> Result<(), AppError> {
    match command {
        RulesCommand::Check { dir, format, deny } => check(session, dir.as_deref(), *format, *deny),
        RulesCommand::Test { files, coverage } => test(session, files, *coverage),
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
    let old = session.folder(old)?;
    let (new, shown) = session.folder_and_files(new)?;
    let look_at = files::left_behind(&old, &new, (&shown.bundle, &shown.sources, &shown.map));
    let pages = findings::Pages::new(&shown.sources, &shown.map);
    let look_at: Vec<findings::Located<'_>> = look_at.iter().map(|finding| pages.locate(finding)).collect();
    let _budget = budget::begin(Work::Prove);
    let diff = proof::diff::compare(&old, &new).map_err(not_proved)?;
    print(&match format {
        PlanFormat::Text => render::diff::text(&diff, &look_at, session.terminal.width()),
        PlanFormat::Json => signpost_render::json::text(&Differences { diff, look_at }),
    })
}

fn tree(session: &Session<'_>, format: TreeFormat, around: Option<&str>) -> Result<(), AppError> {
    let rules = session.rules()?;
    let _budget = session.common.rules.is_some().then(|| budget::begin(Work::Prove));
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
    let budget = dir.map(|_| budget::begin(Work::Read));
    let (sources, name) = match dir {
        Some(dir) => (disk::rules_folder(dir)?, dir.display().to_string()),
        None => (signpost_rules::sources(), "the built-in rules".to_owned()),
    };
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
    drop(budget);
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

fn test(session: &Session<'_>, paths: &[PathBuf], coverage: bool) -> Result<(), AppError> {
    let rules = session.rules()?;
    let (mut passed, mut failed) = (0, 0);
    let mut all = Vec::new();
    let mut sayings: Vec<Saying> = Vec::new();
    let mut dated: Vec<DatedRow> = Vec::new();
    for path in example_files(paths)? {
        if is_table(&path) {
            for row in dates_in(&path)? {
                let differences = dated::count(&rules, &row);
                if differences.is_empty() {
                    passed += 1;
                } else {
                    failed += 1;
                    let shown = format!("{}: {}\n  {}\n", path.display(), row.id, differences.join("\n  "));
                    print(&text::printable(&shown, false))?;
                }
                dated.push(row);
            }
            continue;
        }
        let file = examples_in(&path)?;
        for saying in file.heard {
            let differences = examples::hear(&rules, &saying, file.today.as_deref());
            if differences.is_empty() {
                passed += 1;
            } else {
                failed += 1;
                let shown = format!("{}: {}\n  {}\n", path.display(), saying.say, differences.join("\n  "));
                print(&text::printable(&shown, false))?;
            }
            sayings.push(saying);
        }
        for example in file.cases {
            let differences = examples::run(&rules, &example);
            if differences.is_empty() {
                passed += 1;
            } else {
                failed += 1;
                let mut shown = format!("{}: {}\n  {}\n", path.display(), example.name, differences.join("\n  "));
                for limit in example.expect.deadlines.keys().filter_map(|id| rules.deadline_by_id(id)) {
                    let id = &rules.deadline(limit).id;
                    let differs = differences.iter().any(|one| one.starts_with(&format!("deadlines: {id}: ")));
                    if let Some(words) = files::other_length(&rules, limit, &example.name).filter(|_| differs) {
                        shown.push_str(&format!("  its name says `{words}`, and `{id}` is of another length\n"));
                    }
                }
                if failed <= MOST_EXPLAINED {
                    shown.push_str(&why::of_failure(&rules, &example, &path, session.terminal.width()));
                }
                print(&text::printable(&shown, false))?;
            }
            all.push(example);
        }
    }
    print(&format!("{passed} passed, {failed} failed\n"))?;
    // A wording that nobody was seen to say is a guess; where the cases hold what people say, all of them must be there.
    let unheard = if sayings.is_empty() { Vec::new() } else { examples::unheard(&rules, &sayings, session.today) };
    let missing = if coverage { examples::coverage(&rules, &all, &dated) } else { Vec::new() };
    unheard.iter().chain(&missing).try_for_each(|line| print(&format!("{line}\n")))?;
    let whole = failed == 0 && unheard.is_empty() && missing.is_empty();
    if whole { Ok(()) } else { Err(AppError::Shown(Exit::CouldNot)) }
}

/// What is in a file of cases.
fn examples_in(path: &Path) -> Result<ExampleFile, AppError> {
    let text = disk::text(path)?;
    let wrong = |what: String| {
        let what = format!("`{}`: {what}", path.display());
        AppError::usage(what, Some("The schema is printed by: signpost rules schema examples"))
    };
    // The strict pass first: the parser that builds values can be kept busy for minutes by hostile nesting.
    files::strict_yaml(&text, files::For::Data).map_err(|(line, what)| wrong(format!("line {line}: {what}")))?;
    let file: ExampleFile = serde_yaml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let mut names = HashSet::new();
    if let Some(case) = file.cases.iter().find(|case| !names.insert(&case.name)) {
        return Err(wrong(format!("two cases are called `{}`: give one of them another name", case.name)));
    }
    // What holds no case proves nothing, and must not look as if it did.
    if file.cases.is_empty() && file.heard.is_empty() { Err(wrong("it holds no cases".into())) } else { Ok(file) }
}

/// Whether a file is a table of dates.
fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "csv")
}

/// The rows of a table of dates.
fn dates_in(path: &Path) -> Result<Vec<DatedRow>, AppError> {
    let text = disk::text(path)?;
    let rows: Result<Vec<DatedRow>, csv::Error> = csv::Reader::from_reader(text.as_bytes()).deserialize().collect();
    let help =
        "A table of dates has the columns id, limit, starts and due; aim, time and latest may stand beside them.";
    rows.map_err(|error| AppError::usage(format!("`{}`: {error}", path.display()), Some(help)))
}

/// The files named, and the YAML files and tables of dates of the folders named.
fn example_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, AppError> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).map_err(|error| AppError::read(path, error))?;
            let mut inside: Vec<PathBuf> = entries
                .filter_map(|entry| entry.ok().map(|entry| entry.path()))
                .filter(|path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "csv"))
                .filter(|path| path.is_file())
                .collect();
            inside.sort();
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn read(session: &Session<'_>, format: BookFormat) -> Result<(), AppError> {
    let rules = session.rules()?;
    let _budget = session.common.rules.is_some().then(|| budget::begin(Work::Prove));
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
