//! Beginnings of a talk: one for a parent, one for an adviser.

use rmcp::model::{GetPromptResult, JsonObject, Prompt, PromptArgument, PromptMessage, Role};
use serde_json::Value;

/// The argument of each: what has happened.
const STORY: &str = "story";

/// A beginning.
struct Beginning {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    says: &'static str,
}

const BEGINNINGS: [Beginning; 2] = [
    Beginning {
        name: "parent",
        title: "Find my next step",
        about: "For a parent in England who disagrees with a school or a council about special educational needs.",
        says: "Help me to find my next step with signpost. Before I begin, tell me in one sentence that what I write here \
            may be kept by whoever runs this assistant, and that I should leave out names, the school and papers. Then ask \
            me what next_question gives, one question at a time, in plain words, with its answers, and wait for mine. Do \
            not answer for me or guess a date. If I am not sure, tell me where I could look; \"not sure\" is an answer \
            too. After each answer say back what take_answer said. When no question is left, give me what next_steps \
            gives: where I stand, the first step with its words and its last day, then the others, whom to ring, and the \
            source of each with the day it was checked. Nothing that does not stand there.",
    },
    Beginning {
        name: "adviser",
        title: "Advise a family",
        about: "For an adviser who has a family on the telephone or has heard its story.",
        says: "I advise a family; work with signpost as my reference. List the facts that have plainly been said, by their \
            ids and answers (list_facts), and mark each as said, not assumed; leave out what nobody said. Then give me \
            what next_question still asks, in the words to say on the telephone, one at a time. At the end give \
            next_steps with what_if: the steps with days and last days, each date with its working, what is shut and why, \
            the law with its certainty and the day it was checked, the doubts, the letters by name, and what would change \
            it. Use no law, date or number from elsewhere; if I ask for one that signpost does not hold, say so. Keep \
            names and anything that says who the family is out of it.",
    },
];

/// The prompts as the protocol lists them.
pub fn list() -> Vec<Prompt> {
    let story = || {
        PromptArgument::new(STORY)
            .with_description("What has happened, without names. May be left out.")
            .with_required(false)
    };
    let prompt = |beginning: &Beginning| {
        Prompt::new(beginning.name, Some(beginning.about), Some(vec![story()])).with_title(beginning.title)
    };
    BEGINNINGS.iter().map(prompt).collect()
}

/// One prompt, with the story in it; none where there is none of this name.
pub fn get(name: &str, arguments: Option<&JsonObject>) -> Option<GetPromptResult> {
    let beginning = BEGINNINGS.iter().find(|beginning| beginning.name == name)?;
    let story = arguments.and_then(|arguments| arguments.get(STORY)).and_then(Value::as_str).map(str::trim);
    let told = story.filter(|story| !story.is_empty()).map(|story| format!("\n\nWhat has happened: {story}"));
    let text = format!("{}{}", beginning.says, told.unwrap_or_default());
    Some(GetPromptResult::new(vec![PromptMessage::new_text(Role::User, text)]).with_description(beginning.about))
}
