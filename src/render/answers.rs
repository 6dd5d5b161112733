//! The answers together: to check before the plan, and as lines to copy.

use serde_yaml::{Mapping, Value};

use super::messages as say;
use super::screen::View;
use crate::interview::{Answer, Answers, Walk, statement};
use crate::rules::model::{QuestionIx, RuleSet};
use crate::text;

/// The answers in play, numbered, before the plan.
pub fn check(walk: &Walk<'_>, banner: Vec<String>) -> View {
    let statement = |question: &QuestionIx| statement::of(&walk.situation, *question).trim_end_matches('.').to_owned();
    View {
        banner,
        heading: Some(say::CHECK_TITLE.into()),
        options: walk.path.iter().map(statement).collect(),
        keys: vec![say::CHECK_CHANGE.into(), say::CHECK_GO_ON.into()],
        choose_one: true,
        menu_note: Some(say::CHECK_MENU.into()),
        on_enter: Some(say::CHECK_PLAN.into()),
        commands: true,
        ..View::default()
    }
}

/// The questions by name, for a line such as "No longer needed: ...".
pub fn named(walk: &Walk<'_>, questions: &[QuestionIx]) -> String {
    let name = |question: &QuestionIx| {
        let asked = walk.situation.rules.question(*question);
        match asked.date() {
            Some(date) => format!("the {}", date.called),
            None => format!("\"{}\"", walk.situation.say(&asked.ask)),
        }
    };
    text::list(&questions.iter().map(name).collect::<Vec<_>>())
}

/// The mark of the rules in the lines to copy.
const RULES_MARK: &str = "# rules: ";

/// The answers in play as an answers file; it says which rules they were given under.
pub fn block(walk: &Walk<'_>) -> String {
    let in_play = walk.path.iter().filter_map(|question| Some((*question, walk.situation.answer(*question)?)));
    lines(walk.situation.rules, in_play)
}

/// Every answer held, in play or not, as an answers file.
pub fn everything(rules: &RuleSet, answers: &Answers) -> String {
    lines(rules, answers.held())
}

fn lines(rules: &RuleSet, held: impl Iterator<Item = (QuestionIx, Answer)>) -> String {
    let mut answers = Mapping::new();
    for (question, answer) in held {
        answers.insert(Value::String(rules.question(question).id.clone()), Answers::write(rules, question, answer));
    }
    let lines = serde_yaml::to_string(&answers).unwrap_or_default();
    format!("# signpost answers\n{RULES_MARK}{}, {}\n{lines}", rules.law_checked, short(rules))
}

/// Whether an answers file says that it was written under other rules.
pub fn other_rules(file: &str, rules: &RuleSet) -> bool {
    let mark = file.lines().find_map(|line| line.strip_prefix(RULES_MARK));
    mark.is_some_and(|mark| !mark.trim_end().ends_with(short(rules)))
}

fn short(rules: &RuleSet) -> &str {
    rules.hash.get(..12).unwrap_or_default()
}
