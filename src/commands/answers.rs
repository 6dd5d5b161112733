//! Answers given beforehand: a file, standard input, or flags.

use chrono::NaiveDate;
use serde_yaml::Value;

use crate::cli::Given;
use crate::edge::disk;
use crate::edge::terminal::tell;
use crate::error::AppError;
use signpost_check::files;
use signpost_core::interview::left::likely_left;
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::{AnswerFault, Answers, Walk, entries};
use signpost_core::rules::model::{Kind, QuestionIx, RuleSet};
use signpost_core::text;
use signpost_render::plan::SCREEN;
use signpost_render::{changed, messages as say, problem, receipt};

/// The answers of a saved plan, from its receipt.
///
/// # Errors
/// An entry is wrong, or no longer fits the rules.
pub fn of_receipt(rules: &RuleSet, text: &str, name: &str, today: NaiveDate) -> Result<Answers, AppError> {
    let block = receipt::answers_in(text).unwrap_or_default();
    held(rules, &from_file(&block, name)?, today, FutureDates::AsAsked)
}

/// Reads the answers: the file first, then each flag over it. Everything that is wrong is reported at once.
///
/// # Errors
/// The file cannot be read, is not YAML, or an entry is wrong.
pub fn given(rules: &RuleSet, given: &Given, today: NaiveDate, ahead: FutureDates) -> Result<Answers, AppError> {
    let Before { answers, changed, .. } = read(rules, given, today, ahead)?;
    tell_changed(&changed);
    Ok(answers)
}

/// Says what is to be said of answers that were saved under other rules.
pub fn tell_changed(changed: &[String]) {
    changed.iter().for_each(|changed| tell(&text::wrap(changed, SCREEN, "", "  ")));
}

/// Answers given beforehand.
pub struct Before {
    /// The answers.
    pub answers: Answers,
    /// What is to be said of them, if they were saved under other rules; a paragraph each.
    pub changed: Vec<String>,
    /// Those that were written down before any question came to them: they may still be in vain.
    pub spare: Vec<QuestionIx>,
}

/// The same, with all that is to be known of them.
///
/// # Errors
/// As for [`given`].
pub fn read(rules: &RuleSet, given: &Given, today: NaiveDate, ahead: FutureDates) -> Result<Before, AppError> {
    let (mut changed, mut spare) = (Vec::new(), Vec::new());
    let mut entries: Vec<(String, Value)> = Vec::new();
    if let Some(path) = &given.answers {
        let name = if path.as_os_str() == "-" { "standard input".into() } else { path.display().to_string() };
        let text = disk::text(path)?;
        // A saved plan or an email holds the answers among other lines.
        let block = receipt::answers_in(&text).unwrap_or(text);
        entries = from_file(&block, &name)?;
        spare = receipt::not_used(&block).into_iter().filter_map(|id| rules.question_by_id(id)).collect();
        changed = changed::since(rules, &block, &entries);
        if !changed.is_empty() && receipt::is_sealed(&block) {
            changed.push(say::OTHER_VERIFY.to_owned());
        }
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
    Ok(Before { answers: held(rules, &entries, today, ahead)?, changed, spare })
}

fn held(
    rules: &RuleSet,
    entries: &[(String, Value)],
    today: NaiveDate,
    ahead: FutureDates,
) -> Result<Answers, AppError> {
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
    files::answers::entries(text).map_err(|what| {
        let help = "An answers file has one line an answer, such as: letter-date: 2026-10-28";
        AppError::usage(format!("`{name}`: {what}"), Some(help))
    })
}

/// Reports answers to questions that are not asked, but for `spare` ones.
///
/// # Errors
/// There are some.
pub fn none_unasked(rules: &RuleSet, answers: &Answers, walk: &Walk<'_>, spare: &[QuestionIx]) -> Result<(), AppError> {
    let said = |question| problem::fault(&AnswerFault::NotAsked { question }, rules);
    let unasked: Vec<String> =
        entries::unasked(answers, walk).into_iter().filter(|place| !spare.contains(place)).map(said).collect();
    if unasked.is_empty() { Ok(()) } else { Err(AppError::Answers(unasked)) }
}

/// That a plan needs more answers: the question that is asked next, and those that most likely come after it.
pub fn more_needed(rules: &RuleSet, answers: &Answers, walk: &Walk<'_>) -> AppError {
    let said = |place: &QuestionIx| {
        let question = rules.question(*place);
        (question.id.clone(), walk.situation.say(&question.ask))
    };
    let mut left = likely_left(rules, answers, walk.situation.today);
    left.retain(|place| Some(*place) == walk.next || !rules.question(*place).is_optional());
    let (open, then) = left.split_at(left.len().min(1));
    AppError::MoreAnswers { open: open.iter().map(said).collect(), then: then.iter().map(said).collect() }
}
