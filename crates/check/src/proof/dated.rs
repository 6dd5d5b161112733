//! Time limits by themselves, counted by hand: a table of starts and the days on which each limit ends.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::examples::Difference;
use signpost_core::dates::Span;
use signpost_core::interview::{Answer, Answers, Situation, Standing};
use signpost_core::rules::model::RuleSet;

/// A row of a table: a limit, the dates it is counted from, and what must come out. An empty cell is looked at too,
/// apart from `aim`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct DatedRow {
    /// Its name, unique in its table.
    pub id: String,
    /// The id of the time limit.
    pub limit: String,
    /// What it runs from: `question=2026-06-15`, several with `;` between them.
    pub starts: String,
    /// The day to aim for.
    #[serde(default)]
    pub aim: String,
    /// The last day.
    pub due: String,
    /// The hour on the last day.
    #[serde(default)]
    pub time: String,
    /// The latest it can end, where school days are counted.
    #[serde(default)]
    pub latest: String,
}

/// Counts a row. Empty when every day is as it must be.
pub fn count(rules: &RuleSet, row: &DatedRow) -> Vec<Difference> {
    let answers = match starts(rules, &row.starts) {
        Ok(answers) => answers,
        Err(difference) => return vec![difference],
    };
    let Some(place) = rules.deadline_by_id(&row.limit) else {
        return vec![format!("limit: no time limit has the id `{}`", row.limit)];
    };
    let situation = Situation::of_dates(rules, &answers, rules.calendar.first());
    let mut got = BTreeMap::new();
    if let Standing::Dated(dated) = situation.standing(place) {
        got.insert("aim", dated.reckoning.aim.to_string());
        got.insert("due", dated.reckoning.last.to_string());
        got.extend(dated.school_latest.map(|day| ("latest", day.to_string())));
    }
    got.extend(rules.deadline(place).at.map(|hour| ("time", hour.format("%H:%M").to_string())));
    let mut pairs = vec![("due", &row.due), ("time", &row.time), ("latest", &row.latest)];
    pairs.extend((!row.aim.is_empty()).then_some(("aim", &row.aim)));
    let none = String::new();
    let differs = |(name, expected): (&str, &String)| {
        let got = got.get(name).unwrap_or(&none);
        let or_none = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
        (got != expected)
            .then(|| format!("{}: {name}: expected {}, got {}", row.limit, or_none(expected), or_none(got)))
    };
    pairs.into_iter().filter_map(differs).collect()
}

/// The dates of a row as answers.
fn starts(rules: &RuleSet, written: &str) -> Result<Answers, Difference> {
    let mut answers = Answers::none(rules);
    for pair in written.split(';').map(str::trim) {
        let read = pair.split_once('=').and_then(|(id, date)| {
            let question = rules.question_by_id(id).filter(|question| rules.question(*question).date().is_some())?;
            Some((question, date.parse::<NaiveDate>().ok()?))
        });
        let Some((question, date)) = read else {
            return Err(format!("starts: `{pair}` is no date question with a date, such as letter-date=2026-10-28"));
        };
        answers.set(question, Answer::Date(Span::exact(date)));
    }
    Ok(answers)
}
