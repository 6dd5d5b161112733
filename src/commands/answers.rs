//! Answers given beforehand: a file, standard input, or flags.

use chrono::NaiveDate;
use serde_yaml::Value;

use crate::cli::Given;
use crate::edge::disk;
use crate::edge::terminal::tell;
use crate::error::AppError;
use crate::render::{changed, receipt};
use signpost_check::files;
use signpost_core::interview::reply::Ahead;
use signpost_core::interview::{AnswerFault, Answers, Walk, entries};
use signpost_core::plan::advise;
use signpost_core::rules::model::{Kind, RuleSet};
use signpost_core::text;
use signpost_render::plan::SCREEN;
use signpost_render::{messages as say, problem};

/// The largest block of answers, in bytes: a hundred times what an interview comes to.
const MAX_BYTES: usize = 256 << 10;

/// The most answers in one.
const MAX_ANSWERS: usize = 1_000;

/// The answers of a saved plan, from its receipt.
///
/// # Errors
/// An entry is wrong, or no longer fits the rules.
pub fn of_receipt(rules: &RuleSet, text: &str, name: &str, today: NaiveDate) -> Result<Answers, AppError> {
    let block = receipt::answers_in(text).unwrap_or_default();
    held(rules, &from_file(&block, name)?, today, Ahead::AsAsked)
}

/// Reads the answers: the file first, then each flag over it. Everything that is wrong is reported at once.
///
/// # Errors
/// The file cannot be read, is not YAML, or an entry is wrong.
pub fn given(rules: &RuleSet, given: &Given, today: NaiveDate, ahead: Ahead) -> Result<Answers, AppError> {
    let (answers, changed) = read(rules, given, today, ahead)?;
    changed.iter().for_each(|changed| tell(&text::wrap(changed, SCREEN, "", "  ")));
    Ok(answers)
}

/// The same; what is to be said of other rules comes back too, a paragraph each.
///
/// # Errors
/// As for [`given`].
pub fn read(
    rules: &RuleSet,
    given: &Given,
    today: NaiveDate,
    ahead: Ahead,
) -> Result<(Answers, Vec<String>), AppError> {
    let mut changed = Vec::new();
    let mut entries: Vec<(String, Value)> = Vec::new();
    if let Some(path) = &given.answers {
        let name = if path.as_os_str() == "-" { "standard input".into() } else { path.display().to_string() };
        let text = disk::text(path)?;
        // A saved plan or an email holds the answers among other lines.
        let block = receipt::answers_in(&text).unwrap_or(text);
        entries = from_file(&block, &name)?;
        changed = under_other_rules(rules, &block, &entries);
    }
    for flag in &given.set {
        let Some((id, value)) = flag.split_once('=') else {
            let help = "Write it as --set letter-date=2026-10-28.";
            return Err(AppError::usage(format!("--set: `{flag}` has no ="), Some(help)));
        };
        let id = id.trim().to_owned();
        let value = value_of(rules, &id, value);
        entries.retain(|(other, _)| *other != id);
        entries.push((id, value));
    }
    Ok((held(rules, &entries, today, ahead)?, changed))
}

/// What other rules than these made of a block's answers, beside what these make of them for the same day.
fn under_other_rules(rules: &RuleSet, block: &str, entries: &[(String, Value)]) -> Vec<String> {
    let then = changed::then(block);
    let answers = then.and_then(|then| Some((then.on, held(rules, entries, then.on, Ahead::AsAsked).ok()?)));
    let now = answers.map(|(day, answers)| advise(rules, &answers, day));
    let mut said = changed::said(block, rules, now.as_ref());
    if !said.is_empty() && receipt::is_sealed(block) {
        said.push(say::OTHER_VERIFY.to_owned());
    }
    said
}

fn held(rules: &RuleSet, entries: &[(String, Value)], today: NaiveDate, ahead: Ahead) -> Result<Answers, AppError> {
    let (answers, faults) = entries::read(rules, entries.iter().map(|(id, value)| (id, value)), today, ahead);
    let faults: Vec<String> = faults.iter().map(|fault| problem::fault(fault, rules)).collect();
    if faults.is_empty() { Ok(answers) } else { Err(AppError::Answers(faults)) }
}

/// A flag's value: a list where the question takes several.
fn value_of(rules: &RuleSet, id: &str, text: &str) -> Value {
    let several = rules
        .question_by_id(id)
        .is_some_and(|question| matches!(rules.question(question).kind, Kind::Several { .. } | Kind::Told));
    if several {
        Value::Sequence(text.split(',').map(|item| Value::String(item.trim().to_owned())).collect())
    } else {
        Value::String(text.to_owned())
    }
}

fn from_file(text: &str, name: &str) -> Result<Vec<(String, Value)>, AppError> {
    let wrong = |what: String| {
        AppError::usage(
            format!("`{name}`: {what}"),
            Some("An answers file has one line an answer, such as: letter-date: 2026-10-28"),
        )
    };
    if text.len() > MAX_BYTES {
        return Err(wrong(format!("it is larger than {} KiB", MAX_BYTES >> 10)));
    }
    // The same strict pass as for rule files: it refuses hostile nesting and duplicate keys before anything is built.
    files::strict_yaml(text, files::For::Data).map_err(|(line, what)| wrong(format!("line {line}: {what}")))?;
    let mapping = match serde_yaml::from_str(text).map_err(|error| wrong(error.to_string()))? {
        Value::Null => return Ok(Vec::new()),
        Value::Mapping(mapping) if mapping.len() <= MAX_ANSWERS => mapping,
        Value::Mapping(_) => return Err(wrong(format!("it holds more than {MAX_ANSWERS} answers"))),
        _ => return Err(wrong("it is not a list of answers by question".into())),
    };
    let entry = |(key, value)| match key {
        Value::String(id) => Ok((id, value)),
        other => {
            let written = serde_yaml::to_string(&other).unwrap_or_else(|error| error.to_string());
            Err(wrong(format!("`{}` is not the id of a question", written.trim())))
        }
    };
    mapping.into_iter().map(entry).collect()
}

/// Reports answers to questions that are not asked.
///
/// # Errors
/// There are some.
pub fn none_unasked(rules: &RuleSet, answers: &Answers, walk: &Walk<'_>) -> Result<(), AppError> {
    let said = |question| problem::fault(&AnswerFault::NotAsked { question }, rules);
    let unasked: Vec<String> = entries::unasked(answers, walk).into_iter().map(said).collect();
    if unasked.is_empty() { Ok(()) } else { Err(AppError::Answers(unasked)) }
}

/// The question that is asked next. Which come after it depends on its answer.
pub fn open(rules: &RuleSet, walk: &Walk<'_>) -> Vec<(String, String)> {
    let next = walk.next.map(|next| rules.question(next));
    next.map(|question| (question.id.clone(), walk.situation.say(&question.ask))).into_iter().collect()
}
