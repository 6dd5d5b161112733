//! An answer as a sentence: for the echo, for checking the answers, and for "because you said".

use super::answers::Answer;
use super::situation::Situation;
use crate::dates::say;
use crate::rules::model::QuestionIx;
use crate::text;

/// The answer in play to a question, as one or more full sentences.
pub fn of(situation: &Situation<'_>, question: QuestionIx) -> String {
    situation.answer(question).map_or_else(String::new, |answer| of_answer(situation, question, answer))
}

/// An answer as one or more full sentences.
pub fn of_answer(situation: &Situation<'_>, question: QuestionIx, answer: Answer) -> String {
    let asked = situation.rules.question(question);
    match answer {
        Answer::NotSure => situation.say(&asked.unsure_said),
        Answer::Date(span) => match asked.date() {
            Some(date) => situation.say(&date.said.replace("{date}", &say::span(span))),
            None => String::new(),
        },
        Answer::Chosen(options) => {
            let chosen = asked.options.iter().enumerate().filter(|(bit, _)| options & 1 << bit != 0);
            let said: Vec<String> = chosen.map(|(_, option)| situation.say(&option.said)).collect();
            said.join(" ")
        }
    }
}

/// The same as the end of a longer sentence: "the council will not assess your child".
pub fn clause(situation: &Situation<'_>, question: QuestionIx) -> String {
    let said = of(situation, question);
    text::lower_first(said.trim_end_matches('.')).into_owned()
}
