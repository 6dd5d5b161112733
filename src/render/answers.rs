//! The answers together: to check before the plan, and by name.

use super::screen::View;
use signpost_core::interview::{Walk, statement};
use signpost_core::rules::model::QuestionIx;
use signpost_core::text;
use signpost_render::messages as say;

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
