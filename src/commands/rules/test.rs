//! `signpost rules test`: the law in examples, run.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::{print, why};
use crate::commands::Session;
use crate::edge::disk;
use crate::error::{AppError, Exit};
use signpost_check::files;
use signpost_check::proof::dated::{self, DatedRow};
use signpost_check::proof::examples::{self, Difference, Example, ExampleFile};
use signpost_core::rules::model::RuleSet;
use signpost_core::text;

/// So many failing cases are explained: the causes of more are seldom others.
const MOST_EXPLAINED: usize = 10;

/// Runs the command.
///
/// # Errors
/// A case came out differently, or there was none.
pub fn run(session: &Session<'_>, paths: &[PathBuf], coverage: bool) -> Result<(), AppError> {
    let rules = session.rules()?;
    let mut count = Count::default();
    let (mut all, mut sayings, mut dated) = (Vec::new(), Vec::new(), Vec::new());
    let files: Vec<Vec<PathBuf>> =
        paths.iter().map(|path| disk::files_of(path, &["yaml", "csv"])).collect::<Result<_, _>>()?;
    for path in files.into_iter().flatten() {
        if is_table(&path) {
            for row in dates_in(&path)? {
                count.add(&path, &row.id, &dated::count(&rules, &row), String::new)?;
                dated.push(row);
            }
            continue;
        }
        let file = examples_in(&path)?;
        for saying in file.heard {
            count.add(&path, &saying.say, &examples::hear(&rules, &saying, file.today.as_deref()), String::new)?;
            sayings.push(saying);
        }
        for example in file.cases {
            let differences = examples::run(&rules, &example);
            let explained = count.failed < MOST_EXPLAINED;
            let more = || {
                let why = || why::of_failure(&rules, &example, &path, session.terminal.width());
                let why = if explained { why() } else { String::new() };
                names_an_old_length(&rules, &example, &differences) + &why
            };
            count.add(&path, &example.name, &differences, more)?;
            all.push(example);
        }
    }
    let Count { passed, failed } = count;
    if passed + failed == 0 {
        return Err(AppError::NoExamples(paths.iter().map(|path| format!("`{}`", path.display())).collect()));
    }
    print(&format!("{passed} passed, {failed} failed\n"))?;
    // A wording that nobody was seen to say is a guess; where the cases hold what people say, all of them must be there.
    let unheard = if sayings.is_empty() { Vec::new() } else { examples::unheard(&rules, &sayings, session.today) };
    let missing = if coverage { examples::coverage(&rules, &all, &dated) } else { Vec::new() };
    unheard.iter().chain(&missing).try_for_each(|line| print(&format!("{line}\n")))?;
    let whole = failed == 0 && unheard.is_empty() && missing.is_empty();
    if whole { Ok(()) } else { Err(AppError::Shown(Exit::CouldNot)) }
}

/// How many came out as they must, and how many did not.
#[derive(Default)]
struct Count {
    passed: usize,
    failed: usize,
}

impl Count {
    /// Counts one, and shows how it differs.
    fn add(
        &mut self,
        path: &Path,
        name: &str,
        differences: &[Difference],
        more: impl FnOnce() -> String,
    ) -> Result<(), AppError> {
        if differences.is_empty() {
            self.passed += 1;
            return Ok(());
        }
        self.failed += 1;
        let shown = format!("{}: {name}\n  {}\n{}", path.display(), differences.join("\n  "), more());
        print(&text::printable(&shown, false))
    }
}

/// A case that fails by a limit whose old length stands in its name.
fn names_an_old_length(rules: &RuleSet, example: &Example, differences: &[Difference]) -> String {
    let limits = example.expect.deadlines.keys().filter_map(|id| rules.deadline_by_id(id));
    let old = limits.filter_map(|limit| {
        let id = &rules.deadline(limit).id;
        let differs = differences.iter().any(|one| one.starts_with(&format!("deadlines: {id}: ")));
        let words = files::other_length(rules, limit, &example.name).filter(|_| differs)?;
        Some(format!("  its name says `{words}`, and `{id}` is of another length\n"))
    });
    old.collect()
}

/// What is in a file of cases.
pub(super) fn examples_in(path: &Path) -> Result<ExampleFile, AppError> {
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
