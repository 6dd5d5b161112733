//! Answers by name.

use signpost_core::interview::Walk;
use signpost_core::rules::model::QuestionIx;
use signpost_core::text;

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
