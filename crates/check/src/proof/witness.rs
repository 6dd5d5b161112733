//! From a path to answers a person could give: real dates, and the day on which they lead there.

use chrono::NaiveDate;
use serde_yaml::Value as Yaml;

use super::situations::Path;
use super::space::Space;
use super::variables::Value;
use signpost_core::dates::Span;
use signpost_core::interview::{Answer, Answers};
use signpost_core::rules::model::RuleSet;

/// Answers that show something, in the order they are asked, and the day to give them on.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    /// Question ids and answers, as answers files write them.
    pub answers: Vec<(String, Yaml)>,
    /// Today.
    pub today: NaiveDate,
}

impl Witness {
    /// The answers as a file that `signpost plan --answers` reads.
    pub fn yaml(&self) -> String {
        let line = |(id, value): &(String, Yaml)| {
            let value = match value {
                Yaml::Sequence(items) => {
                    let items: Vec<String> = items.iter().map(plain).collect();
                    format!("[{}]", items.join(", "))
                }
                value => plain(value),
            };
            format!("{id}: {value}\n")
        };
        self.answers.iter().map(line).collect()
    }
}

/// A value on one line; the two words YAML would read as truth values stay words.
fn plain(value: &Yaml) -> String {
    match value.as_str() {
        Some(word @ ("yes" | "no")) => format!("\"{word}\""),
        Some(word) => word.to_owned(),
        None => String::new(),
    }
}

impl Space<'_> {
    /// The answers of a path for one of the rule sets, on the usual day or one near it.
    pub fn witness(&self, side: usize, path: &Path) -> Option<Witness> {
        let (answers, today) = self.answers(side, path)?;
        let rules = self.sides[side].rules;
        let written =
            |(question, answer)| (rules.question(question).id.clone(), Answers::write(rules, question, answer).into());
        Some(Witness { answers: answers.held().map(written).collect(), today })
    }

    /// The answers of a path for one of the rule sets, and a day on which they lead along it.
    pub fn answers(&self, side: usize, path: &Path) -> Option<(Answers, NaiveDate)> {
        let rules: &RuleSet = self.sides[side].rules;
        let range = self.feasible.range;
        let mut regions = Vec::new();
        for (variable, value) in path {
            if let (Some(date), Value::Date(region)) =
                (self.variables[*variable].date, self.variables[*variable].values[*value])
            {
                regions.push((date, region));
            }
        }
        let (today, days) = self.feasible.example(&regions, self.usual_day())?;
        let mut answers = Answers::none(rules);
        for (variable, value) in path {
            let one = &self.variables[*variable];
            let (Some(question), value) = (one.questions[side], one.values[*value]) else { continue };
            let answer = match value {
                Value::NotAsked => continue,
                Value::NotSure => Answer::NotSure,
                Value::Chosen(_) => Answer::Chosen(one.options_for(rules.question(question), value)?),
                Value::Date(_) => {
                    let at = regions.iter().position(|(date, _)| Some(*date) == one.date)?;
                    Answer::Date(Span::exact(range.day(days[at])))
                }
            };
            answers.set(question, answer);
        }
        Some((answers, range.day(today)))
    }
}
